//! `watchword status` and `watchword lock` where no session could be shared. `tests/journeys` has
//! them where one is.

#![allow(clippy::unwrap_used)]

use std::process::Command;

/// The window may be unlocked all the same.
#[test]
fn nothing_is_called_locked_where_nobody_can_be_asked() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["lock"][..], &["status"], &["status", "--json"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_watchword"));
        command.env("LC_ALL", "C").env("XDG_CONFIG_HOME", folder.path()).env_remove("XDG_RUNTIME_DIR");
        let output = command.arg("--vault").arg(folder.path()).args(arguments).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("XDG_RUNTIME_DIR"));
    }
}
