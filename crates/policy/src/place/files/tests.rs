use std::os::unix::fs::{PermissionsExt as _, symlink};

use tempfile::TempDir;

use super::*;
use crate::InForce;

/// A folder with a policy, owned by the user who runs the tests.
struct Etc(TempDir);

impl Etc {
    fn new(files: &[(&str, &str)]) -> Self {
        let etc = Self(tempfile::tempdir().unwrap());
        fs::create_dir(etc.path("policy.d")).unwrap();
        for (name, text) in files {
            fs::write(etc.path(name), text).unwrap();
            etc.allow(name, 0o644);
        }
        etc.allow("", 0o755);
        etc.allow("policy.d", 0o755);
        etc
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn allow(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    fn read(&self) -> InForce {
        InForce::of(read(self.0.path(), fs::metadata(self.0.path()).unwrap().uid()))
    }

    fn reason(&self) -> Option<Reason> {
        self.read().faults.first().map(|fault| fault.reason)
    }
}

#[test]
fn later_files_win_in_byte_order() {
    let etc = Etc::new(&[
        ("policy.json", r#"{"LockAfterMinutes": 1, "PinMinLength": 6, "Language": "it"}"#),
        ("policy.d/9.json", r#"{"LockAfterMinutes": 9}"#),
        ("policy.d/10.json", r#"{"LockAfterMinutes": 10, "PinMinLength": 10}"#),
        ("policy.d/10.json.bak", r#"{"PinMinLength": 11}"#),
    ]);
    let in_force = etc.read();
    assert_eq!((in_force.policy.lock_after_minutes, in_force.policy.pin_min_length), (Some(9), Some(10)));
    assert_eq!(in_force.places["PinMinLength"], etc.path("policy.d/10.json").display().to_string());
    assert_eq!(in_force.places["Language"], etc.path("policy.json").display().to_string());
    assert_eq!(in_force.faults, []);
}

#[test]
fn no_policy_is_no_fault() {
    let nowhere = read(Path::new("/etc/watchword/absent"), ROOT);
    assert_eq!(nowhere, Reading::default());
    assert_eq!(Etc::new(&[]).read(), InForce::default());
}

#[test]
fn what_others_can_write_is_ignored_and_said() {
    let files = [("policy.json", r#"{"CopyAllowed": true}"#), ("policy.d/1.json", r#"{"ExportAllowed": true}"#)];
    for (name, mode) in [("policy.json", 0o664), ("policy.json", 0o646), ("policy.d", 0o777), ("", 0o775)] {
        let etc = Etc::new(&files);
        etc.allow(name, mode);
        let in_force = etc.read();
        assert_eq!((in_force.faults.len(), in_force.faults[0].reason), (1, Reason::NotRoots), "{name} {mode:o}");
        assert!(in_force.is_whole(), "an ordinary user can't keep an old policy in force");
        assert_eq!(in_force.policy.copy_allowed, (name == "policy.d").then_some(true));
    }
    let etc = Etc::new(&files);
    let other = fs::metadata(etc.0.path()).unwrap().uid() + 1;
    assert_eq!(read(etc.0.path(), other).faults[0].reason, Reason::NotRoots);
}

#[test]
fn links_count_if_both_ends_are_the_owners() {
    let etc = Etc::new(&[("kept.txt", r#"{"PinMinLength": 9}"#)]);
    symlink(etc.path("kept.txt"), etc.path("policy.json")).unwrap();
    assert_eq!(etc.read().policy.pin_min_length, Some(9));
    etc.allow("kept.txt", 0o666);
    assert_eq!(etc.reason(), Some(Reason::NotRoots));
}

#[test]
fn what_does_not_parse_leaves_the_last_valid_policy() {
    let many = format!("{{{}}}", "\"a\": [".repeat(500));
    for text in
        ["", "{", "[]", "null", "{\"a\": 1,}", r#"{"PinMinLength": 9, "PinMinLength": 4}"#, "{}{}", many.as_str()]
    {
        let etc = Etc::new(&[("policy.d/1.json", text), ("policy.json", r#"{"LockAfterMinutes": 2}"#)]);
        let in_force = etc.read();
        assert!(!in_force.is_whole(), "{text}");
        assert_eq!(in_force.faults[0].reason, Reason::Unparsable, "{text}");
    }
    let etc = Etc::new(&[]);
    let made = std::process::Command::new("mkfifo").arg(etc.path("policy.json")).status();
    assert!(made.unwrap().success());
    etc.allow("policy.json", 0o644);
    assert_eq!(etc.reason(), Some(Reason::Unreadable), "a pipe isn't waited for");
    let etc = Etc::new(&[("policy.json", &format!("{{}}{}", " ".repeat(1 << 20)))]);
    assert_eq!(etc.reason(), Some(Reason::Unreadable), "it is too large");
}
