/// A terminal in use: another login at the same device is another terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Terminal {
    /// The id of the session (setsid(2)) that the terminal controls.
    pub session: i32,
    /// The device number of the terminal.
    pub tty: i32,
    /// When the session's leader started, in clock ticks since the boot: ids are used again.
    pub started: u64,
}

#[cfg(target_os = "linux")]
impl Terminal {
    /// Returns the terminal that controls a process, or `None` if none does, or if the leader of
    /// its session has ended.
    pub(crate) fn of(process: i32) -> Option<Self> {
        let stat = Stat::read(process)?;
        let leader = Stat::read(stat.session)?;
        let same = leader.session == stat.session && leader.tty == stat.tty;
        (same && stat.tty != 0).then_some(Self { session: stat.session, tty: stat.tty, started: leader.started })
    }
}

/// What `/proc/PID/stat` says (proc_pid_stat(5)).
#[cfg(target_os = "linux")]
struct Stat {
    session: i32,
    tty: i32,
    started: u64,
}

#[cfg(target_os = "linux")]
impl Stat {
    fn read(process: i32) -> Option<Self> {
        Self::parse(&std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
    }

    /// The program's name, the second field, is in parentheses, and may itself have some.
    fn parse(stat: &str) -> Option<Self> {
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let field = |number: usize| fields.get(number - 3);
        Some(Self { session: field(6)?.parse().ok()?, tty: field(7)?.parse().ok()?, started: field(22)?.parse().ok()? })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_program_may_be_named_like_other_fields() {
        let stat = "7 (a) S 1 2 (b) R 1 7 5 34816 7 0 0 0 0 0 0 0 0 0 20 0 1 0 987654 0 0";
        let stat = Stat::parse(stat).unwrap();
        assert_eq!((stat.session, stat.tty, stat.started), (5, 34816, 987_654));
    }

    #[test]
    fn what_is_no_stat_names_no_terminal() {
        for stat in ["", "7", "7 (a)", "7 (a) S 1 7", "7 (a) S 1 7 x 34816 7 0 0 0 0 0 0 0 0 0 20 0 1 0 9"] {
            assert!(Stat::parse(stat).is_none(), "{stat:?}");
        }
        assert!(Terminal::of(-1).is_none());
    }
}
