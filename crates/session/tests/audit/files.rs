//! Logs in files: two writers, interrupted writes, rotation, and what is not a file.

use std::fs;
use std::io::{self, BufRead as _};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use uuid::Uuid;
use watchword_session::audit::{
    Anchor, AuditFault, Event, FileSink, KEPT_FILES, KeptSink, Log, read_log, verify, verify_from, verify_vault,
};

use super::{VAULT, event, file, lines};

fn log_at(path: &Path, anchor: Option<&Anchor>) -> Log {
    Log::new(Box::new(FileSink::new(path, VAULT)), VAULT, Some("ada"), anchor)
}

fn verified(path: &Path, anchor: Option<&Anchor>) -> watchword_session::audit::Verified {
    verify_from(read_log(path).unwrap(), &Anchor::start(VAULT), anchor).unwrap()
}

#[test]
fn file_has_exactly_the_lines_and_continues_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("inner/audit.jsonl");
    let mut log = log_at(&path, None);
    let mut anchor = None;
    for number in 0..10 {
        if number == 5 {
            anchor = Some(log.anchor().unwrap());
        }
        if number == 7 {
            // A start without the last anchor: the program ended without locking.
            log = log_at(&path, anchor.as_ref());
        }
        log.record(&event(number), 1_700_000_000 + number);
    }
    assert_eq!(log.trouble(), None);
    assert_eq!(fs::read(&path).unwrap(), file(&lines(VAULT, 10)));
    assert_eq!(verified(&path, Some(&log.anchor().unwrap())).lines, 10);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
}

#[test]
fn cut_end_shows_after_the_next_start_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.jsonl");
    let all = lines(VAULT, 10);
    let anchor = super::anchor(&all, 10);
    let mut altered = all.clone();
    altered[9] = String::from_utf8(altered[9].clone()).unwrap().replace("ada", "eve").into_bytes();
    for (lines, line) in [(&all[..7], 8), (&[], 1), (&altered[..], 10)] {
        fs::write(&path, file(lines)).unwrap();
        let mut log = log_at(&path, Some(&anchor));
        log.record(&Event::Unlocked, 1);
        let newer = log.anchor().unwrap();
        assert_eq!(newer.seq, 11);
        let broken = verify_from(read_log(&path).unwrap(), &Anchor::start(VAULT), Some(&newer)).unwrap_err();
        assert_eq!(broken.line, line);
    }
}

#[test]
fn two_writers_at_once_keep_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.jsonl");
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut log = log_at(&path, None);
                for number in 0..200 {
                    log.record(&event(number), number);
                    assert_eq!(log.trouble(), None);
                }
            });
        }
    });
    assert_eq!(verified(&path, None).lines, 400);
}

#[test]
fn two_writers_to_the_systems_log_keep_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let (path, collected) = (folder.path().join("audit.chain"), folder.path().join("collected"));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut log = Log::new(Box::new(KeptSink::new(sink_to(&collected), &path)), VAULT, None, None);
                for number in 0..50 {
                    log.record(&event(number), number);
                    assert_eq!(log.trouble(), None);
                }
            });
        }
    });
    assert_eq!(verified(&collected, None).lines, 100);
}

/// A sink that can't say how its log ends.
fn sink_to(path: &Path) -> impl FnMut(&[u8]) -> io::Result<()> + Send + use<> {
    let path = path.to_owned();
    move |line| {
        let all = fs::read(&path).unwrap_or_default();
        fs::write(&path, [&all, line, b"\n"].concat())
    }
}

#[test]
fn interrupted_write_is_kept_and_accounted_for_at_every_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.jsonl");
    let all = lines(VAULT, 3);
    let whole = file(&all);
    let second_end = file(&all[..2]).len();
    for length in second_end + 1..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let mut log = log_at(&path, None);
        log.record(&Event::Unlocked, 1);
        assert_eq!(log.trouble(), None);
        let after = fs::read(&path).unwrap();
        assert!(after.starts_with(&whole[..length]), "nothing that was written is removed");
        // Without its line feed alone, the line is whole.
        let expected = if length + 1 == whole.len() { 4 } else { 5 };
        let written = verified(&path, Some(&log.anchor().unwrap()));
        assert_eq!((after.split_inclusive(|byte| *byte == b'\n').count(), written.others), (expected, 0));
        let text = String::from_utf8(after).unwrap();
        assert_eq!(text.contains("\"act\":\"gap\",\"lost\":1,\"torn\":\""), expected == 5);
        // Neither may the unfinished line be changed, nor removed.
        if expected == 5 {
            let mut changed = text.clone().into_bytes();
            changed[second_end] ^= 1;
            assert_eq!(verify(&*changed, None).unwrap_err().line, 3);
            let mut lines: Vec<&str> = text.lines().collect();
            lines.remove(2);
            assert_eq!(verify(&*file(&lines), None).unwrap_err().line, 3);
        }
    }
}

#[test]
fn chain_continues_over_rotated_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.jsonl");
    let mut log = Log::new(Box::new(FileSink::new(&path, VAULT).rotate_at(4000)), VAULT, None, None);
    let rotated = |number: u32| folder.path().join(format!("audit.jsonl.{number}"));
    let mut number = 0;
    while !rotated(3).exists() {
        log.record(&event(number), number);
        number += 1;
    }
    assert_eq!(verified(&path, Some(&log.anchor().unwrap())).lines, number);
    assert!((1..=3).all(|number| (4000..4400).contains(&fs::metadata(rotated(number)).unwrap().len())));
    for _ in 0..200 {
        log.record(&event(number), number);
        number += 1;
    }
    assert!(rotated(KEPT_FILES).exists() && !rotated(KEPT_FILES + 1).exists());
    let anchor = log.anchor().unwrap();
    let kept = verify(read_log(&path).unwrap(), Some(&anchor)).unwrap();
    assert_eq!((kept.last, kept.first_seq + kept.lines - 1), (Some(anchor), number));
    assert!(kept.first_seq > 1);
    let first = read_log(&path).unwrap().lines().next().unwrap().unwrap();
    assert!(first.contains(&format!("\"seq\":{}", kept.first_seq)));
    // A new start right after a rotation finds the end of the chain in the rotated file.
    fs::rename(&path, rotated(1)).unwrap();
    log_at(&path, None).record(&Event::Unlocked, 1);
    assert!(fs::read_to_string(&path).unwrap().contains(&format!("\"seq\":{}", number + 1)));
}

#[test]
fn two_vaults_may_share_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.jsonl");
    let other = Uuid::from_u128(99);
    for round in 0..20 {
        for vault in [VAULT, other] {
            let mut log = Log::new(Box::new(FileSink::new(&path, vault)), vault, None, None);
            (0..=round % 3).for_each(|number| log.record(&event(number), number));
        }
    }
    for vault in [VAULT, other] {
        let verified = verify_vault(read_log(&path).unwrap(), vault, None).unwrap();
        assert_eq!((verified.lines, verified.first_seq), (39, 1));
    }
}

#[test]
fn failed_writes_are_counted_and_the_next_line_says_so() {
    let is_full = Arc::new(AtomicBool::new(false));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("collected");
    let mut write = sink_to(&path);
    let sink = {
        let is_full = is_full.clone();
        move |line: &[u8]| {
            if is_full.load(Ordering::Relaxed) { Err(io::ErrorKind::StorageFull.into()) } else { write(line) }
        }
    };
    let mut log = Log::new(Box::new(sink), VAULT, None, None);
    log.record(&Event::Unlocked, 1);
    is_full.store(true, Ordering::Relaxed);
    (2..5).for_each(|at| log.record(&Event::PinFailed, at));
    let trouble = log.trouble().unwrap();
    assert_eq!((trouble.why, trouble.since, trouble.lost), (AuditFault::Full, 2, 3));
    is_full.store(false, Ordering::Relaxed);
    log.record(&Event::Unlocked, 5);
    assert_eq!(log.trouble(), None);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert!(text.contains("\"act\":\"gap\",\"lost\":3,"));
    assert!(verify(text.as_bytes(), Some(&log.anchor().unwrap())).is_ok());
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_written_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("precious"), "precious").unwrap();
    std::os::unix::fs::symlink(at("precious"), at("link")).unwrap();
    std::os::unix::fs::symlink(at("nothing"), at("dangling")).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    fs::create_dir(at("folder")).unwrap();
    std::os::unix::fs::symlink("/dev/full", at("device")).unwrap();
    for name in ["link", "dangling", "pipe", "folder", "device"] {
        let mut log = log_at(&at(name), None);
        log.record(&Event::Unlocked, 7);
        let trouble = log.trouble().unwrap();
        assert_eq!((trouble.why, trouble.since), (AuditFault::Denied, 7), "{name}");
        assert!(read_log(&at(name)).is_err(), "{name}");
    }
    let mut log = log_at(Path::new("/dev/full"), None);
    log.record(&Event::Unlocked, 7);
    assert!(log.trouble().is_some());
    assert_eq!(fs::read(at("precious")).unwrap(), b"precious");
    assert!(!at("nothing").exists());
}

#[test]
fn lock_that_is_kept_by_another_program_loses_the_line_soon() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.jsonl");
    let mut log = log_at(&path, None);
    log.record(&Event::Unlocked, 1);
    let lock = fs::File::options().write(true).open(folder.path().join("audit.jsonl.lock")).unwrap();
    lock.lock().unwrap();
    let began = std::time::Instant::now();
    log.record(&Event::PinFailed, 2);
    assert!(began.elapsed() < std::time::Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(log.trouble().unwrap().why, AuditFault::Busy);
    drop(lock);
    log.record(&Event::Unlocked, 3);
    assert_eq!((log.trouble(), verified(&path, None).lines), (None, 3));
}
