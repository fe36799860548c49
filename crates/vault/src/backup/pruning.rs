use std::time::{SystemTime, UNIX_EPOCH};

/// Number of the newest backups that are kept whatever their dates.
const NEWEST: usize = 5;
const DAYS: usize = 7;
const WEEKS: usize = 4;
const DAY_SECONDS: u64 = 24 * 60 * 60;

/// Decides which backups to keep, asked from the newest to the oldest: the five newest, then the
/// newest of each of seven days and of each of four more weeks. Only days that have a backup count,
/// so no setting of the clock empties the folder.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    newest: usize,
    days: Vec<u64>,
    weeks: Vec<u64>,
}

impl Kept {
    /// Whether to keep the next older backup, written at `written`. A backup without a date is
    /// kept.
    pub(crate) fn keeps(&mut self, written: Option<SystemTime>) -> bool {
        let Some(since) = written.and_then(|at| at.duration_since(UNIX_EPOCH).ok()) else { return true };
        let day = since.as_secs() / DAY_SECONDS;
        if self.newest < NEWEST {
            self.newest += 1;
            return true;
        }
        let week = day / 7;
        if self.days.contains(&day) {
            return false;
        }
        if self.days.len() < DAYS {
            self.days.push(day);
            return true;
        }
        let covered = self.weeks.contains(&week) || self.days.iter().any(|day| day / 7 == week);
        if covered || self.weeks.len() == WEEKS {
            return false;
        }
        self.weeks.push(week);
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// The days, from the newest to the oldest, whose backups are kept.
    fn kept(days: impl IntoIterator<Item = u64>) -> Vec<u64> {
        let mut kept = Kept::default();
        let at = |day| Some(UNIX_EPOCH + Duration::from_secs(day * DAY_SECONDS + 7));
        days.into_iter().filter(|day| kept.keeps(at(*day))).collect()
    }

    #[test]
    fn keeps_the_five_newest_then_one_a_day_then_one_a_week() {
        let hourly = (700..=770u64).rev().flat_map(|day| [day; 24]);
        let days = kept(hourly);
        assert_eq!(days[..5], [770; 5]);
        assert_eq!(days[5..12], [770, 769, 768, 767, 766, 765, 764]);
        assert_eq!(days[12..], [762, 755, 748, 741], "the newest of each week, counted from the epoch");
    }

    #[test]
    fn clock_that_ran_ahead_deletes_no_newer_backup() {
        let set_right = std::iter::repeat_n(100, 6).chain(std::iter::repeat_n(9_000, 30));
        let days = kept(set_right);
        assert_eq!(days.iter().filter(|day| **day == 100).count(), 6, "the five newest and one for its day");
        assert!(days.contains(&9_000));
    }
}
