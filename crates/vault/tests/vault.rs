//! A vault through its life: made, filled, locked, opened, changed by two sessions, attacked, recovered, restored.

mod common;

use std::collections::HashSet;
use std::fs;
use std::sync::atomic::Ordering;

use common::{Desk, PIN, hotp, pin, totp};
use watchword_vault::{
    Backup, BackupError, Consent, EditError, Found, Kdf, Match, OpenError, Pin, PinError, RecoveryError, RecoveryKey,
    Settings, StoreKind, restore,
};

const SEED: &[u8] = b"12345678901234567890";

#[test]
fn what_was_added_is_there_tomorrow() {
    let (desk, mut vault) = Desk::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", b"abcdefghij", 7)]).unwrap();
    drop(vault.lock());
    let mut vault = desk.unlock(PIN).unwrap();
    assert_eq!(vault.entries().map(|entry| entry.id).collect::<Vec<_>>(), ids);
    assert_eq!(vault.code(ids[0], 59).unwrap().code.as_str(), "287082");
    assert_eq!(vault.counter(ids[1]), Some(7));
    assert!(vault.draw(ids[0]).is_err());
    assert!(vault.code(ids[1], 0).is_err());
}

/// A page that was begun is written anew once, not for every page that follows.
#[test]
fn accounts_added_at_once_fill_a_begun_page_once() {
    let (desk, mut vault) = Desk::with_vault();
    vault.add(&[totp("first", &[7; 20])]).unwrap();
    let more: Vec<_> = (1..=80u8).map(|n| totp("more", &[n; 20])).collect();
    vault.add(&more).unwrap();
    // 81 seeds, 27 a page, beside the page that the generation before still needs.
    assert_eq!(desk.keyring.names("/seeds/").len(), 3 + 1);
    assert!(vault.entries().map(|entry| entry.id).all(|id| vault.code(id, 0).is_ok()));
}

#[test]
fn a_thousand_accounts_take_forty_pages() {
    let (desk, mut vault) = Desk::with_vault();
    let many: Vec<_> =
        (0..1000u32).map(|n| totp(&n.to_string(), &[n.to_be_bytes().as_slice(), &[7; 16]].concat())).collect();
    let ids = vault.add(&many).unwrap();
    assert_eq!(desk.keyring.names("/seeds/").len(), 1000usize.div_ceil(27));
    let last = vault.code(ids[999], 0).unwrap();
    assert_eq!(desk.unlock(PIN).unwrap().code(ids[999], 0).unwrap(), last);
}

#[test]
fn nothing_on_the_disk_tells_a_seed() {
    let (desk, mut vault) = Desk::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &RecoveryKey::generate()).unwrap();
    let forms: [&[u8]; 3] = [SEED, b"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", b"3132333435363738393031323334353637383930"];
    let mut files = 0;
    let mut directories = vec![desk.path().to_owned()];
    while let Some(directory) = directories.pop() {
        for file in fs::read_dir(directory).unwrap().flatten() {
            if file.file_type().unwrap().is_dir() {
                directories.push(file.path());
                continue;
            }
            let bytes = fs::read(file.path()).unwrap();
            files += 1;
            for form in forms {
                assert!(
                    !bytes.windows(form.len()).any(|window| window.eq_ignore_ascii_case(form)),
                    "{:?}",
                    file.path()
                );
            }
        }
    }
    assert!(files >= 5, "vault, previous, journal, attempts, lock and backup were searched");
    for value in desk.keyring.items.lock().unwrap().values() {
        for form in forms {
            assert!(!value.as_bytes().windows(form.len()).any(|window| window.eq_ignore_ascii_case(form)));
        }
    }
}

#[test]
fn wrong_pins_are_counted_and_waited_for() {
    let (desk, vault) = Desk::with_vault();
    drop(vault);
    for failures in 1..=3 {
        let wait_seconds = if failures == 3 { 30 } else { 0 };
        let why = desk.unlock("111111").err().unwrap();
        assert_eq!(why, PinError::Wrong { failures, wait_seconds }.into());
    }
    assert_eq!(desk.unlock(PIN).err().unwrap(), PinError::Wait { seconds: 30 }.into(), "even the right PIN waits");
    desk.clock.seconds.fetch_add(29, Ordering::SeqCst);
    assert_eq!(desk.locked().wait(), Ok(1));
    desk.clock.seconds.fetch_add(1, Ordering::SeqCst);
    let mut vault = desk.unlock(PIN).unwrap();
    assert!(vault.prove(&Pin::typed("000000")).is_err(), "asking again counts too");
    assert_eq!(desk.locked().failures(), Ok(1));
}

#[test]
fn neither_copy_of_the_count_can_be_turned_back_alone() {
    let (desk, vault) = Desk::with_vault();
    drop(vault);
    let file = desk.path().join("attempts.bin");
    let young = fs::read(&file).unwrap();
    for _ in 0..3 {
        let _ = desk.unlock("111111");
    }
    fs::write(&file, &young).unwrap();
    assert_eq!(desk.unlock(PIN).err().unwrap(), PinError::Wait { seconds: 30 }.into());
    desk.keyring.items.lock().unwrap().retain(|name, _| !name.ends_with("/attempts"));
    fs::remove_file(&file).unwrap();
    assert_eq!(desk.unlock(PIN).err().unwrap(), PinError::Wait { seconds: 60 }.into(), "both lost count as four");
}

#[test]
fn another_keyring_opens_nothing_and_spends_no_attempt() {
    let (desk, vault) = Desk::with_vault();
    drop(vault);
    let before = fs::read(desk.path().join("attempts.bin")).unwrap();
    desk.keyring.items.lock().unwrap().clear();
    assert_eq!(desk.unlock(PIN).err().unwrap(), OpenError::KeyringChanged);
    assert_eq!(fs::read(desk.path().join("attempts.bin")).unwrap(), before);
    assert!(desk.keyring.items.lock().unwrap().is_empty(), "no new device key beside an old vault");
}

#[test]
fn nothing_is_saved_into_another_keyring() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let own = std::mem::take(&mut *desk.keyring.items.lock().unwrap());
    assert_eq!(vault.add(&[totp("Posteo", b"abcdefghij")]), Err(EditError::Open(OpenError::KeyringChanged)));
    assert!(desk.keyring.items.lock().unwrap().is_empty());
    assert!(vault.code(id, 59).is_ok(), "codes are given out all the same");
    *desk.keyring.items.lock().unwrap() = own;
    assert!(vault.add(&[totp("Posteo", b"abcdefghij")]).is_ok());
}

#[test]
fn damage_is_told_from_a_wrong_pin_and_costs_nothing() {
    let (desk, mut vault) = Desk::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    drop(vault);
    desk.without_copies();
    let path = desk.path().join("vault.bin");
    let whole = fs::read(&path).unwrap();
    let header_end = whole.iter().position(|byte| *byte == b'}').unwrap();
    // Every byte up to the end of the first JSON object and a sample beyond: each stops before Argon2id.
    for position in (0..header_end).chain((header_end..whole.len() - 300).step_by(11)) {
        let mut altered = whole.clone();
        altered[position] ^= 1;
        fs::write(&path, &altered).unwrap();
        let why = match desk.find() {
            Ok(Found::Vault(locked)) => locked.wait().err(),
            Ok(Found::Nothing(_)) => panic!("byte {position}: damage is never welcome"),
            Err(why) => Some(why),
        };
        let told = matches!(why, Some(OpenError::Damaged(_) | OpenError::NewerFormat(_) | OpenError::KeyringChanged));
        assert!(told || why.is_none(), "byte {position}: {why:?}");
        assert_eq!(fs::read(&path).unwrap(), altered, "the file is left as it was");
    }
    // Behind the header each costs an Argon2id.
    for length in (0..header_end).step_by(7).chain((header_end..whole.len()).step_by(101)) {
        fs::write(&path, &whole[..length]).unwrap();
        match desk.find() {
            Ok(Found::Vault(locked)) => assert!(locked.unlock(&pin(PIN)).is_err(), "{length} bytes"),
            Ok(Found::Nothing(_)) => panic!("{length} bytes: damage is never welcome"),
            Err(why) => assert!(matches!(why, OpenError::Damaged(_)), "{length} bytes: {why:?}"),
        }
    }
    fs::write(&path, &whole).unwrap();
    assert!(desk.unlock(PIN).is_ok());
    desk.without_copies();
    fs::remove_file(&path).unwrap();
    assert!(matches!(desk.find(), Err(OpenError::Damaged(_))), "a vault that is gone is damage");
}

#[test]
fn a_newer_format_is_refused_by_name() {
    let (desk, vault) = Desk::with_vault();
    drop(vault);
    let path = desk.path().join("vault.bin");
    let mut bytes = fs::read(&path).unwrap();
    bytes[9] = 2;
    fs::write(&path, &bytes).unwrap();
    assert_eq!(desk.find().err(), Some(OpenError::NewerFormat(2)));
}

#[test]
fn two_sessions_see_what_the_other_saved() {
    let (desk, mut window) = Desk::with_vault();
    let mut command = desk.unlock(PIN).unwrap();
    let first = window.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let second = command.add(&[totp("Posteo", b"abcdefghij")]).unwrap()[0];
    assert_eq!(command.entries().map(|entry| entry.id).collect::<Vec<_>>(), [first, second]);
    assert!(window.refresh().unwrap());
    assert!(!window.refresh().unwrap());
    assert_eq!(window.code(second, 9).unwrap(), command.code(second, 9).unwrap());
}

#[test]
fn a_counter_never_repeats_across_sessions() {
    let (desk, mut window) = Desk::with_vault();
    let id = window.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let mut command = desk.unlock(PIN).unwrap();
    let mut seen = HashSet::new();
    let rfc_4226 = ["755224", "287082", "359152", "969429", "338314", "254676"];
    for (turn, expected) in rfc_4226.iter().enumerate() {
        let session = if turn % 2 == 0 { &mut window } else { &mut command };
        let code = session.draw(id).unwrap();
        assert_eq!(code.as_str(), *expected);
        assert!(seen.insert(code.to_string()));
        if turn == 3 {
            session.rename(id, "Bank", "ada").unwrap();
        }
    }
    drop((window, command));
    assert_eq!(desk.unlock(PIN).unwrap().counter(id), Some(6));
}

#[test]
fn compaction_keeps_what_another_session_has_drawn() {
    let (desk, mut window) = Desk::with_vault();
    let id = window.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let journal = desk.path().join("counters.log");
    let long = || fs::metadata(&journal).unwrap().len() > 64 << 10;
    while !long() {
        window.draw(id).unwrap();
    }
    let mut command = desk.unlock(PIN).unwrap();
    let drawn = command.draw(id).unwrap();
    window.rename(id, "Bank", "ada").unwrap();
    assert!(!long(), "it was compacted");
    assert_ne!(window.draw(id).unwrap(), drawn);
    assert_eq!(window.counter(id), Some(command.counter(id).unwrap() + 1));
}

#[test]
fn a_counter_that_cannot_be_written_shows_no_code() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let journal = desk.path().join("counters.log");
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    assert!(vault.draw(id).is_err());
}

#[test]
fn a_lost_journal_is_begun_anew_only_where_nothing_can_repeat() {
    let (desk, mut vault) = Desk::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    fs::remove_file(desk.path().join("counters.log")).unwrap();
    assert!(!desk.unlock(PIN).unwrap().counters_lost());
    assert!(desk.path().join("counters.log").exists());
    vault.add(&[hotp("Bank", b"abcdefghij", 0)]).unwrap();
    fs::remove_file(desk.path().join("counters.log")).unwrap();
    assert!(desk.unlock(PIN).unwrap().counters_lost());
    assert!(!desk.path().join("counters.log").exists());
}

#[test]
fn a_keyring_that_refuses_changes_nothing() {
    let (desk, mut vault) = Desk::with_vault();
    let kept = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let before = desk.keyring.names("/seeds/");
    *desk.keyring.writes_left.lock().unwrap() = Some(0);
    assert!(matches!(vault.add(&[totp("Posteo", b"abcdefghij")]), Err(EditError::Write(_))));
    *desk.keyring.writes_left.lock().unwrap() = None;
    assert_eq!(vault.entries().count(), 1);
    assert_eq!(desk.keyring.names("/seeds/"), before);
    assert_eq!(desk.unlock(PIN).unwrap().entries().map(|entry| entry.id).collect::<Vec<_>>(), [kept]);
}

#[test]
fn previous_always_opens_and_older_pages_go() {
    let (desk, mut vault) = Desk::with_vault();
    for n in 0..6u8 {
        vault.add(&[totp(&n.to_string(), &[n + 1; 20])]).unwrap();
        assert!(desk.keyring.names("/seeds/").len() <= 2, "one page in use, one retired");
    }
    drop(vault);
    desk.put_back(&fs::read(desk.path().join("vault.bin.previous")).unwrap());
    let mut older = desk.unlock(PIN).unwrap();
    assert!(older.is_older_copy(), "the keyring remembers a newer generation");
    let ids: Vec<_> = older.entries().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), 5);
    assert!(ids.iter().all(|id| older.code(*id, 0).is_ok()));
    assert_eq!(older.trash(ids[0]), Err(EditError::OlderCopy));
}

#[test]
fn an_announced_page_is_swept_and_no_other() {
    let (desk, mut vault) = Desk::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    let (uuid, used) = (vault.uuid(), desk.keyring.names("/seeds/"));
    drop(vault);
    let orphan = uuid::Uuid::new_v4();
    let in_use = used[0].rsplit('/').next().unwrap();
    desk.keyring.items.lock().unwrap().insert(format!("{uuid}/seeds/{orphan}"), "v1.AAAA".into());
    fs::write(desk.path().join("pages.new"), format!("{orphan}\n{in_use}\nnonsense\n../device-key\n")).unwrap();
    assert!(desk.unlock(PIN).is_ok());
    assert_eq!(desk.keyring.names("/seeds/"), used);
    assert!(!desk.path().join("pages.new").exists());
}

#[test]
fn a_missing_page_marks_its_accounts_and_leaves_the_others() {
    let (desk, mut vault) = Desk::with_vault();
    let long = vec![7; 1000];
    let ids = vault.add(&[totp("One", &long), totp("Two", &[8; 1000])]).unwrap();
    let page = desk.keyring.names("/seeds/")[0].clone();
    drop(vault);
    let value_of_missing_page = desk.keyring.items.lock().unwrap().remove(&page).unwrap();
    let mut vault = desk.unlock(PIN).unwrap();
    let missing: Vec<_> = ids.iter().filter(|id| vault.seed_missing(**id)).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(ids.iter().filter(|id| vault.code(**id, 0).is_ok()).count(), 1);
    let proof = vault.prove(&pin(PIN)).unwrap();
    let missing = *missing[0];
    let value = value_of_missing_page;
    vault.change_pin(&proof, &pin("773311x"), Kdf::FLOOR).unwrap();
    assert!(vault.seed_missing(missing) && ids.iter().filter(|id| vault.code(**id, 0).is_ok()).count() == 1);
    drop(vault);
    desk.keyring.items.lock().unwrap().insert(page, value);
    let mut vault = desk.unlock("773311x").unwrap();
    assert!(ids.iter().all(|id| vault.code(*id, 0).is_ok()), "the page is back, and opens");
    vault.mend().unwrap();
    drop(vault);
    assert!(ids.iter().all(|id| desk.unlock("773311x").unwrap().code(*id, 0).is_ok()), "sealed again, it opens still");
}

#[test]
fn an_older_copy_is_read_only_until_it_is_chosen() {
    let (desk, mut vault) = Desk::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", b"abcdefghij", 0)]).unwrap();
    let older = fs::read(desk.path().join("vault.bin")).unwrap();
    vault.rename(ids[0], "Forgejo", "ada").unwrap();
    vault.rename(ids[0], "Codeberg", "ada").unwrap();
    drop(vault);
    desk.put_back(&older);
    let mut vault = desk.unlock(PIN).unwrap();
    assert!(vault.is_older_copy() && vault.draw(ids[1]).is_err());
    vault.adopt().unwrap();
    assert!(!vault.is_older_copy() && vault.draw(ids[1]).is_ok());
    vault.rename(ids[0], "Gitea", "ada").unwrap();
    drop(vault);
    let vault = desk.unlock(PIN).unwrap();
    assert!(!vault.is_older_copy());
    assert_eq!(vault.entry(ids[0]).unwrap().issuer, "Gitea");
}

#[test]
fn without_its_journal_a_vault_goes_on_once_it_is_told_to() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 5)]).unwrap()[0];
    drop(vault);
    fs::remove_file(desk.path().join("counters.log")).unwrap();
    let mut vault = desk.unlock(PIN).unwrap();
    assert!(vault.counters_lost() && vault.draw(id).is_err());
    vault.adopt().unwrap();
    assert!(!vault.counters_lost() && vault.draw(id).is_ok());
    drop(vault);
    assert_eq!(desk.unlock(PIN).unwrap().counter(id), Some(6));
}

#[test]
fn a_missing_page_is_mended_from_the_one_before() {
    let (desk, mut vault) = Desk::with_vault();
    let first = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let before = desk.keyring.names("/seeds/");
    let second = vault.add(&[totp("Two", b"abcdefghij")]).unwrap()[0];
    drop(vault);
    let newest = desk.keyring.names("/seeds/").into_iter().find(|page| !before.contains(page)).unwrap();
    desk.keyring.items.lock().unwrap().remove(&newest);
    let mut vault = desk.unlock(PIN).unwrap();
    assert!(vault.seed_missing(first) && vault.seed_missing(second));
    assert_eq!(vault.mend(), Ok(1));
    assert_eq!(vault.code(first, 59).unwrap().code.as_str(), "287082");
    assert!(vault.seed_missing(second), "its seed was in the lost page alone");
    drop(vault);
    assert!(desk.unlock(PIN).unwrap().code(first, 59).is_ok());
}

#[test]
fn missing_seeds_come_back_from_a_backup() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let key = RecoveryKey::generate();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    let backup = Backup::open(&fs::read(&vault.backups()[0]).unwrap(), &key).unwrap();
    drop(vault);
    desk.keyring.items.lock().unwrap().retain(|name, _| !name.contains("/seeds/"));
    let mut vault = desk.unlock(PIN).unwrap();
    assert_eq!((vault.mend(), vault.seed_missing(id)), (Ok(0), true));
    assert_eq!(vault.mend_from(backup), Ok(1));
    assert_eq!(vault.code(id, 59).unwrap().code.as_str(), "287082");
    drop(vault);
    assert!(desk.unlock(PIN).unwrap().code(id, 59).is_ok());
}

#[test]
fn a_pin_change_that_died_leaves_nothing_that_the_old_pin_opens() {
    let (desk, mut vault) = Desk::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    let old = fs::read(desk.path().join("vault.bin")).unwrap();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.change_pin(&proof, &pin("kucing 7"), Kdf::FLOOR).unwrap();
    drop(vault);
    let previous = desk.path().join("vault.bin.previous");
    fs::write(&previous, old).unwrap();
    assert!(desk.unlock("kucing 7").is_ok());
    assert!(!previous.exists());
}

#[test]
fn trash_keeps_the_seed_until_it_is_emptied() {
    let (desk, mut vault) = Desk::with_vault();
    let ids = vault.add(&[totp("One", SEED), totp("Two", b"abcdefghij")]).unwrap();
    vault.trash(ids[0]).unwrap();
    assert_eq!((vault.entries().count(), vault.trashed().count()), (1, 1));
    vault.untrash(ids[0]).unwrap();
    assert_eq!(vault.code(ids[0], 59).unwrap().code.as_str(), "287082");
    vault.trash(ids[0]).unwrap();
    vault.empty_trash().unwrap();
    drop(vault);
    let vault = desk.unlock(PIN).unwrap();
    assert_eq!(vault.entries().map(|entry| entry.id).collect::<Vec<_>>(), [ids[1]]);
    assert!(vault.code(ids[1], 0).is_ok());
}

#[test]
fn accounts_move() {
    let (_desk, mut vault) = Desk::with_vault();
    let ids = vault.add(&[totp("0", &[1; 9]), totp("1", &[2; 9]), totp("2", &[3; 9])]).unwrap();
    let order =
        |vault: &watchword_vault::UnlockedVault| vault.entries().map(|entry| entry.issuer.clone()).collect::<String>();
    vault.trash(ids[0]).unwrap();
    vault.move_to(ids[2], 0).unwrap();
    assert_eq!(order(&vault), "21");
    vault.move_to(ids[2], 99).unwrap();
    assert_eq!(order(&vault), "12");
}

#[test]
fn settings_stay_in_range() {
    let (desk, mut vault) = Desk::with_vault();
    let settings = Settings { lock_after_minutes: None, clipboard_seconds: 10, lock_when_minimised: true };
    vault.set_settings(settings).unwrap();
    for wrong in [
        Settings { lock_after_minutes: Some(0), ..settings },
        Settings { clipboard_seconds: 9, ..settings },
        Settings { clipboard_seconds: 301, ..settings },
    ] {
        assert_eq!(vault.set_settings(wrong), Err(EditError::Setting));
    }
    assert_eq!(desk.unlock(PIN).unwrap().settings(), settings);
}

#[test]
fn a_new_pin_leaves_nothing_the_old_one_opens() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let mut other = desk.unlock(PIN).unwrap();
    let old_pages = desk.keyring.names("/seeds/");
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.change_pin(&proof, &pin("kucing 7"), Kdf::FLOOR).unwrap();
    let file = |name| fs::read(desk.path().join(name)).unwrap();
    for copy in ["vault.bin.previous", "vault.bin.copy"] {
        assert_eq!(file(copy), file("vault.bin"), "{copy} is overwritten before success is reported");
    }
    assert!(desk.keyring.names("/seeds/").iter().all(|page| !old_pages.contains(page)));
    assert_eq!(other.refresh(), Err(EditError::Locked), "another session locks");
    assert!(matches!(desk.unlock(PIN), Err(OpenError::Pin(PinError::Wrong { .. }))));
    assert_eq!(desk.unlock("kucing 7").unwrap().code(id, 59).unwrap().code.as_str(), "287082");
}

#[test]
fn the_recovery_key_resets_a_forgotten_pin() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let key = RecoveryKey::generate();
    let why = desk.locked().recover(&key, &pin("773311x"), Kdf::FLOOR).err().unwrap().why;
    assert_eq!(why, RecoveryError::None.into());
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    drop(vault);
    for _ in 0..4 {
        let _ = desk.unlock("111111");
    }
    let why = desk.locked().recover(&RecoveryKey::generate(), &pin("773311x"), Kdf::FLOOR).err().unwrap().why;
    assert_eq!(why, RecoveryError::Wrong.into());
    let vault = desk.locked().recover(&key, &pin("773311x"), Kdf::FLOOR).ok().unwrap();
    assert_eq!(vault.code(id, 59).unwrap().code.as_str(), "287082");
    drop(vault);
    assert_eq!(desk.locked().wait(), Ok(0), "failures are forgotten");
    assert!(desk.unlock("773311x").is_ok());
}

#[test]
fn everything_comes_back_from_a_backup() {
    let (_desk, mut vault) = Desk::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", SEED, 3)]).unwrap();
    let key = RecoveryKey::generate();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    vault.draw(ids[1]).unwrap();
    vault.rename(ids[0], "GitHub", "ada@example.org").unwrap();
    assert_eq!(vault.backup_warning(), None);
    let (newest, _) = vault.newest_backup().unwrap();
    let bytes = fs::read(newest).unwrap();

    assert_eq!(Backup::open(&bytes, &RecoveryKey::generate()).err(), Some(BackupError::WrongKey));
    assert_eq!(Backup::open(&bytes[..bytes.len() - 1], &key).err(), Some(BackupError::Unreadable));
    assert_eq!(Backup::open(b"hello", &key).err(), Some(BackupError::Unreadable));
    let recipient = key.expose().parse::<age::x25519::Identity>().unwrap().to_public();
    let forged = age::encrypt(&recipient, br#"{"backup":{"format":1},"hmac":"AAAA"}"#).unwrap();
    assert_eq!(Backup::open(&forged, &key).err(), Some(BackupError::Forged));

    let backup = Backup::open(&bytes, &key).unwrap();
    assert_eq!((backup.len(), backup.hotp()), (2, 1));
    let elsewhere = Desk::new();
    let made = restore(elsewhere.over(), StoreKind::Keyring, Some(&backup), &pin("773311x"), Kdf::FLOOR, None).unwrap();
    assert_eq!(made.vault.entries().map(|entry| entry.id).collect::<Vec<_>>(), ids, "ids stay");
    assert_ne!(made.vault.uuid(), vault.uuid());
    assert!(!made.vault.has_recovery(), "a restore takes no recipient");
    assert_eq!(made.vault.counter(ids[1]), Some(4));
    drop(made);
    let vault = elsewhere.unlock("773311x").unwrap();
    assert_eq!(vault.code(ids[0], 59).unwrap().code.as_str(), "287082");
    assert_eq!(vault.entry(ids[0]).unwrap().account, "ada@example.org");
}

#[test]
fn a_restore_beside_a_vault_puts_it_aside_and_takes_its_counters() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let key = RecoveryKey::generate();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    let backup = Backup::open(&fs::read(vault.newest_backup().unwrap().0).unwrap(), &key).unwrap();
    for _ in 0..5 {
        vault.draw(id).unwrap();
    }
    drop(vault);
    let consent = Consent::RecoveryKey(&key);
    let made =
        restore(desk.over(), StoreKind::Keyring, Some(&backup), &pin("773311x"), Kdf::FLOOR, Some(&consent)).unwrap();
    assert_eq!(made.vault.counter(id), Some(5));
    assert!(desk.path().join("replaced-1/vault.bin").exists(), "nothing is deleted");
}

#[test]
fn incoming_accounts_are_compared() {
    let (_desk, mut vault) = Desk::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", b"abcdefghij", 3)]).unwrap();
    let incoming = [
        totp("Posteo", b"another seed"),
        totp("Renamed", SEED),
        totp("github", b"another seed"),
        hotp("Bank", b"abcdefghij", 900),
    ];
    assert_eq!(
        vault.compare(&incoming),
        [Match::New, Match::Duplicate(ids[0]), Match::Conflict(ids[0]), Match::Duplicate(ids[1])]
    );
}

#[test]
fn a_damaged_name_of_the_vault_is_not_another_vault() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let path = desk.path().join("vault.bin");
    let mut bytes = fs::read(&path).unwrap();
    let uuid = vault.uuid().to_string();
    let at = bytes.windows(uuid.len()).position(|window| window == uuid.as_bytes()).unwrap();
    bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
    fs::write(&path, &bytes).unwrap();
    assert_eq!(vault.draw(id).unwrap().as_str(), "755224", "the session goes on with the copy");
    vault.rename(id, "Bank", "ada").unwrap();
    drop(vault);
    assert!(!desk.unlock(PIN).unwrap().is_repaired(), "the save has written the file again");
}
