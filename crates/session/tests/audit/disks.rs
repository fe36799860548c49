//! Full and read-only disks. Root ignores file modes, so these are real file systems, which only
//! root may mount: for any other user the tests print that they were skipped.
#![allow(clippy::print_stderr, reason = "a test prints what it skips")]

use std::fs;
use std::path::Path;
use std::process::Command;

use watchword_session::audit::{Anchor, AuditFault, Event, FileSink, Log, read_log, verify_from};

use super::VAULT;

/// A tmpfs of 64 KiB, mounted on a temporary directory until it is dropped.
struct Disk(tempfile::TempDir);

impl Disk {
    fn mount() -> Option<Self> {
        let disk = Self(tempfile::tempdir().unwrap());
        let is_mounted = run("mount", &["-t", "tmpfs", "-o", "size=64k", "tmpfs"], disk.0.path());
        if !is_mounted {
            eprintln!("skipped: only root can mount a file system");
        }
        is_mounted.then_some(disk)
    }

    fn remount(&self, option: &str) {
        assert!(run("mount", &["-o", &format!("remount,{option}")], self.0.path()));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &["--lazy"], self.0.path());
    }
}

fn run(program: &str, arguments: &[&str], path: &Path) -> bool {
    Command::new(program).args(arguments).arg(path).output().is_ok_and(|output| output.status.success())
}

#[test]
fn full_disk_loses_lines_and_the_log_says_so_once_there_is_room() {
    let Some(disk) = Disk::mount() else { return };
    let path = disk.0.path().join("audit.jsonl");
    let ballast = disk.0.path().join("ballast");
    fs::write(&ballast, vec![0; 48 << 10]).unwrap();
    let mut log = Log::new(Box::new(FileSink::new(&path, VAULT)), VAULT, None, None);
    let mut written = 0;
    while log.trouble().is_none() {
        log.record(&Event::Unlocked, written);
        written += 1;
        assert!(written < 1000, "the disk is full at some time");
    }
    log.record(&Event::PinFailed, written);
    let trouble = log.trouble().unwrap();
    assert_eq!((trouble.why, trouble.since, trouble.lost), (AuditFault::Full, written - 1, 2));
    assert_eq!(fs::read(&path).unwrap().last(), Some(&b'\n'), "no half line is left");
    fs::remove_file(ballast).unwrap();
    log.record(&Event::Unlocked, 2000);
    assert_eq!(log.trouble(), None);
    assert!(fs::read_to_string(&path).unwrap().contains("\"act\":\"gap\",\"lost\":2,"));
    let anchor = log.anchor().unwrap();
    let verified = verify_from(read_log(&path).unwrap(), &Anchor::start(VAULT), Some(&anchor)).unwrap();
    assert_eq!(verified.lines, written - 1 + 2);
}

#[test]
fn read_only_disk_loses_lines_and_the_log_says_so_later() {
    let Some(disk) = Disk::mount() else { return };
    let path = disk.0.path().join("audit.jsonl");
    let mut log = Log::new(Box::new(FileSink::new(&path, VAULT)), VAULT, None, None);
    log.record(&Event::Unlocked, 1);
    disk.remount("ro");
    log.record(&Event::PinFailed, 2);
    assert_eq!(log.trouble().unwrap().why, AuditFault::Denied);
    disk.remount("rw");
    log.record(&Event::Unlocked, 3);
    assert_eq!(log.trouble(), None);
    let verified = verify_from(read_log(&path).unwrap(), &Anchor::start(VAULT), None).unwrap();
    assert_eq!(verified.lines, 3);
}
