//! The recovery key, backups, and every way back to a vault that lost something.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};
use watchword_session::{
    BackupLock, BackupSource, CodeProblem, Locale, PassedOver, Permission, PinProblem, Problem, RecoveryProblem,
    Session, StoreKind, SystemProblem, VaultProblem, Words,
};
use watchword_vault::{Pin, RecoveryKey, read_file};

use crate::common::{
    self, HOTP_CODES, NEW_PIN, PIN, SECRET, Setup, TOTP_CODE, VaultAtRest, WRONG_PIN, add_one, at, names, shown,
};

const EXISTS: Option<Problem> = Some(Problem::Vault(VaultProblem::Exists));
const KEY_WRONG: Option<Problem> = Some(Problem::Recovery(RecoveryProblem::KeyWrong));
const KEY_MALFORMED: Option<Problem> = Some(Problem::Recovery(RecoveryProblem::KeyMalformed));
const SEED_MISSING: Option<Problem> = Some(Problem::Code(CodeProblem::SeedMissing));
const NAMES: [&str; 2] = ["Example:ayu", "Bank:ayu"];

/// A vault with a time-based and a counter-based account, a recovery key, and a backup.
struct BackedUp {
    vault: VaultAtRest,
    key: String,
    /// The newest of its own backups.
    backup: Vec<u8>,
}

fn backed_up() -> &'static BackedUp {
    static VAULT: OnceLock<BackedUp> = OnceLock::new();
    VAULT.get_or_init(|| {
        let key = RecoveryKey::generate();
        let mut backup = Vec::new();
        let vault = VaultAtRest::make(|vault| {
            let account = |issuer: &str, kind| Account {
                issuer: issuer.into(),
                account: "ayu".into(),
                parameters: Parameters::new(kind, Algorithm::Sha1, 6).unwrap(),
                secret: Secret::from_base32(SECRET).unwrap(),
            };
            let accounts = [account("Example", Kind::Totp { period: 30 }), account("Bank", Kind::Hotp { counter: 0 })];
            vault.add(&accounts).unwrap();
            let proof = vault.confirm_pin(&Pin::typed(PIN)).unwrap();
            vault.set_recovery_key(&proof, &key).unwrap();
            backup = fs::read(vault.newest_backup().unwrap().0).unwrap();
        });
        BackedUp { vault, key: key.expose().to_string(), backup }
    })
}

impl Setup {
    /// A copy of the vault that is backed up.
    fn with_backed_up() -> Self {
        Self::with(&backed_up().vault)
    }

    /// A session that has chosen the backup.
    fn choosing(&self) -> Session {
        let mut session = self.session();
        session.choose_backup(&self.file("chosen.age", &backed_up().backup)).unwrap();
        session
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn lose_seeds(&self) {
        self.keyring.lock().retain(|name, _| !name.contains("/seeds/"));
    }

    fn replaced(&self, number: usize) -> PathBuf {
        self.data().join(format!("replaced-{number}"))
    }
}

fn ids(session: &mut Session) -> [String; 2] {
    let rows = session.vault().unwrap().rows;
    assert_eq!(names(&rows), NAMES);
    [0, 1].map(|row: usize| rows[row].id.clone())
}

fn last_group(key: &str) -> &str {
    &key[key.len() - 4..]
}

fn other_key() -> String {
    RecoveryKey::generate().expose().to_string()
}

#[test]
fn recovery_key_is_in_use_once_its_last_group_is_typed_back() {
    let (setup, mut session) = Setup::unlocked();
    add_one(&mut session, common::TOTP_LINK);
    assert_eq!(session.save_backup(&setup.path().join("saved.age")).err(), Some(RecoveryProblem::NoKey.into()));
    let wrong = Some(PinProblem::Wrong { wait_seconds: 0 }.into());
    assert_eq!(session.new_recovery_key(WRONG_PIN).err(), wrong);

    session.new_recovery_key(PIN).unwrap();
    let discarded = session.copy_recovery_key().unwrap().text;
    session.discard_recovery_key().unwrap();
    let no_key = Some(Problem::from(RecoveryProblem::NoPendingKey));
    assert_eq!(session.confirm_recovery_key(last_group(&discarded)).err(), no_key);

    let shown = session.new_recovery_key(PIN).unwrap();
    assert!(shown.picture.starts_with(b"\x89PNG"));
    let request = session.copy_recovery_key().unwrap();
    assert_eq!((request.clears_in_seconds, request.text.len()), (30, "AGE-SECRET-KEY-1".len() + 58));
    assert_eq!(shown.groups, 15, "58 symbols in groups of four");
    let saved = setup.path().join("key.txt");
    session.save_recovery_key(&saved).unwrap();
    assert_eq!(fs::read_to_string(saved).unwrap(), format!("{}\n", *request.text));

    let sheet = setup.path().join("key.pdf");
    for locale in Locale::ALL {
        session.save_recovery_sheet(&sheet, &Words::new(locale)).unwrap();
        assert!(fs::read(&sheet).unwrap().starts_with(b"%PDF-1.7"));
    }
    let wrong = Some(Problem::from(RecoveryProblem::GroupWrong));
    for typed in ["", last_group(&discarded), &request.text] {
        assert_eq!(session.confirm_recovery_key(typed).err(), wrong, "{typed}");
    }
    assert!(!session.vault().unwrap().backup.recovery_key && session.vault().unwrap().backup.newest.is_none());
    let typed = format!(" {} ", last_group(&request.text).to_lowercase());
    let backup = session.confirm_recovery_key(&typed).unwrap().backup;
    assert!(backup.recovery_key && backup.newest.is_some() && backup.warning.is_none());
    assert_eq!(session.confirm_recovery_key(&typed).err(), no_key);
    let saved = setup.path().join("saved.age");
    session.save_backup(&saved).unwrap();
    let key = RecoveryKey::parse(&request.text).unwrap();
    let backup = watchword_vault::Backup::open(&read_file(&saved, 1 << 20).unwrap(), &key).unwrap();
    assert_eq!((backup.len(), backup.without_seed()), (1, 0));
}

#[test]
fn recovery_key_sets_a_new_pin_and_forgets_failures() {
    let setup = Setup::with_backed_up();
    let mut session = setup.session();
    assert_eq!(session.recover("AGE-SECRET-KEY-1", NEW_PIN).err(), KEY_MALFORMED);
    let nowhere = Setup::empty().session().recover(&backed_up().key, NEW_PIN).err();
    assert_eq!(nowhere, Some(VaultProblem::Absent.into()));
    assert_eq!(session.recover(&backed_up().key, "123456").err(), Some(PinProblem::TooCommon.into()));
    assert_eq!(session.recover(&other_key(), NEW_PIN).err(), KEY_WRONG);
    assert!(!session.is_unlocked());
    session.unlock(WRONG_PIN).unwrap_err();
    session.recover(&backed_up().key, NEW_PIN).unwrap();
    let [totp, hotp] = ids(&mut session);
    assert_eq!(shown(&mut session, &totp).unwrap(), TOTP_CODE);
    assert_eq!(session.next_code(&hotp, None).unwrap().code.as_str(), HOTP_CODES[0]);
    session.lock();
    assert_eq!(session.failures(), Ok(0));
    session.unlock(NEW_PIN).unwrap();
}

#[test]
fn file_that_is_no_backup_is_refused() {
    let setup = Setup::with_backed_up();
    let mut session = setup.session();
    let unreadable = Some(Problem::from(RecoveryProblem::BackupUnreadable));
    let unreadable_file = Some(Problem::from(SystemProblem::FileUnreadable));
    let restore = |session: &mut Session, key: &str| {
        session.restore_backup(key, NEW_PIN, StoreKind::Keyring, None).map(|_| ()).err()
    };
    assert_eq!(session.choose_backup(&setup.file("note.txt", b"hello")).err(), unreadable);
    assert_eq!(session.choose_backup(&setup.file("empty.age", b"")).err(), unreadable);
    assert_eq!(session.choose_backup(&setup.path().join("none.age")).err(), unreadable_file);
    assert_eq!(restore(&mut session, &backed_up().key), unreadable_file, "none is chosen");

    let backup = &backed_up().backup;
    session.choose_backup(&setup.file("cut.age", &backup[..backup.len() - 1])).unwrap();
    assert_eq!(restore(&mut session, &backed_up().key), unreadable);
    session.choose_backup(&setup.file("whole.age", backup)).unwrap();
    assert_eq!(restore(&mut session, &other_key()), KEY_WRONG);
    assert_eq!(restore(&mut session, ""), KEY_MALFORMED);
    assert!(!setup.replaced(1).exists());
    assert_eq!(common::locked(&mut session), (0, false));
}

fn restore(session: &mut Session, permission: Option<Permission>) -> Option<Problem> {
    let restored = session.restore_backup(&backed_up().key, NEW_PIN, StoreKind::Keyring, permission.as_ref());
    let restored = match restored {
        Ok(restored) => restored,
        Err(problem) => return Some(problem),
    };
    assert_eq!((restored.accounts, restored.hotp, restored.without_seed), (2, 1, 0));
    assert_eq!(names(&restored.vault.rows), NAMES);
    assert!(session.is_unlocked());
    let [totp, _] = ids(session);
    assert_eq!(shown(session, &totp).unwrap(), TOTP_CODE);
    None
}

fn bytes(directory: &Path) -> Vec<u8> {
    fs::read(directory.join("vault.bin")).unwrap()
}

#[test]
fn own_recovery_key_is_permission_enough_to_restore_over_a_vault() {
    let setup = Setup::with_backed_up();
    let before = bytes(&setup.data());
    let mut session = setup.choosing();
    assert_eq!(restore(&mut session, None), None);
    assert_eq!(bytes(&setup.replaced(1)), before, "the vault is put aside as it was");

    let aside = session.vault().unwrap().replaced_vaults;
    assert_eq!(aside.iter().map(|aside| aside.name.as_str()).collect::<Vec<_>>(), ["replaced-1"]);
    for name in ["replaced-2", "..", "", "backups"] {
        assert!(session.delete_replaced_vault(name).is_err(), "{name}");
    }
    assert!(session.delete_replaced_vault("replaced-1").unwrap().replaced_vaults.is_empty());
    assert!(!setup.replaced(1).exists());
    let [_, hotp] = ids(&mut session);
    assert_eq!(session.next_code(&hotp, None).unwrap().code.as_str(), HOTP_CODES[0], "the new vault is as it was");
    assert_eq!(restore(&mut session, None), Some(SystemProblem::FileUnreadable.into()), "none is chosen any more");
}

#[test]
fn restore_over_another_vault_needs_permission() {
    let setup = Setup::with_vault();
    let before = bytes(&setup.data());
    let mut session = setup.choosing();
    let word = |word: &str| Some(Permission::Typed { word: word.into() });
    let own = || Some(Permission::RecoveryKey { recovery_key: backed_up().key.clone() });
    assert_eq!(restore(&mut session, None), EXISTS, "the backup's key is not the vault's");
    for other in ["", "yes", "replaced"] {
        assert_eq!(restore(&mut session, word(other)), Some(RecoveryProblem::WordWrong.into()), "{other}");
    }
    assert_eq!(restore(&mut session, own()), Some(RecoveryProblem::NoKey.into()));
    let key = Permission::RecoveryKey { recovery_key: "AGE".into() };
    assert_eq!(restore(&mut session, Some(key)), KEY_MALFORMED);
    let pin = Permission::Pin { pin: WRONG_PIN.into() };
    assert_eq!(restore(&mut session, Some(pin)), Some(PinProblem::Wrong { wait_seconds: 0 }.into()));
    assert_eq!((setup.session().failures(), bytes(&setup.data())), (Ok(1), before.clone()), "nothing has changed");
    assert_eq!(restore(&mut session, Some(Permission::Pin { pin: PIN.into() })), None);
    assert_eq!(bytes(&setup.replaced(1)), before);
}

#[test]
fn recovery_key_of_the_vault_permits_a_restore_over_it() {
    let setup = Setup::with_backed_up();
    let mut session = setup.choosing();
    let own = Permission::RecoveryKey { recovery_key: backed_up().key.to_lowercase() };
    assert_eq!(restore(&mut session, Some(own)), None);
    assert!(setup.replaced(1).exists());
}

#[test]
fn starting_over_puts_the_vault_aside_once_the_word_is_typed() {
    let setup = Setup::with_backed_up();
    let before = bytes(&setup.data());
    let mut session = setup.session();
    let start_over = |session: &mut Session, word: &str| {
        session.start_over(NEW_PIN, StoreKind::Keyring, &Permission::Typed { word: word.into() })
    };
    assert_eq!(start_over(&mut session, "").err(), Some(RecoveryProblem::WordWrong.into()));
    assert_eq!(bytes(&setup.data()), before);
    let vault = start_over(&mut session, " Ganti ").unwrap();
    assert!(vault.rows.is_empty() && !vault.backup.recovery_key, "in any language");
    assert_eq!(vault.replaced_vaults.len(), 1);
    assert_eq!(bytes(&setup.replaced(1)), before);
    session.lock();
    assert_eq!(common::locked(&mut session), (0, false));
}

#[test]
fn missing_seeds_come_back_from_the_vaults_own_backups() {
    let setup = Setup::with_backed_up();
    setup.lose_seeds();
    let mut session = setup.unlocked_session();
    let [totp, hotp] = ids(&mut session);
    assert!(session.vault().unwrap().rows.iter().all(|row| row.seed_missing));
    assert_eq!(session.copy_code(&totp, None, at(59)).err(), SEED_MISSING);
    assert!(session.codes(std::slice::from_ref(&totp), at(59)).unwrap().codes.is_empty());
    let whole = add_one(&mut session, "otpauth://totp/Whole:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    let codes = session.codes(&[totp.clone(), whole.clone()], at(59)).unwrap().codes;
    assert_eq!(codes.iter().map(|code| &code.id).collect::<Vec<_>>(), [&whole], "it hides no other code");

    assert_eq!(session.restore_missing_seeds("AGE").err(), KEY_MALFORMED);
    assert_eq!(session.restore_missing_seeds(&other_key()).err(), KEY_WRONG);
    let mended = session.restore_missing_seeds(&backed_up().key).unwrap();
    assert_eq!((mended.accounts, mended.vault.rows.iter().any(|row| row.seed_missing)), (2, false));
    assert_eq!(shown(&mut session, &totp).unwrap(), TOTP_CODE);
    assert_eq!(session.next_code(&hotp, None).unwrap().code.as_str(), HOTP_CODES[0]);
    assert_eq!(session.restore_missing_seeds(&backed_up().key).err(), SEED_MISSING, "there is nothing left to mend");
}

#[test]
fn missing_seeds_come_back_from_a_chosen_backup() {
    let setup = Setup::with_backed_up();
    setup.lose_seeds();
    fs::remove_dir_all(setup.data().join("backups")).unwrap();
    let mut session = setup.unlocked_session();
    let [totp, _] = ids(&mut session);
    assert_eq!(session.restore_missing_seeds(&backed_up().key).err(), SEED_MISSING, "no backup is left");
    session.choose_backup(&setup.file("chosen.age", &backed_up().backup)).unwrap();
    assert_eq!(session.restore_missing_seeds(&other_key()).err(), KEY_WRONG);
    assert_eq!(
        session.restore_missing_seeds(&backed_up().key).unwrap().accounts,
        2,
        "it stays chosen after a wrong key"
    );
    assert_eq!(shown(&mut session, &totp).unwrap(), TOTP_CODE);
}

#[test]
fn older_copy_and_lost_counters_wait_until_the_user_continues() {
    let setup = Setup::with_backed_up();
    let mut session = setup.unlocked_session();
    let [totp, hotp] = ids(&mut session);
    let older = bytes(&setup.data());
    for code in &HOTP_CODES[..3] {
        assert_eq!(session.next_code(&hotp, None).unwrap().code.as_str(), *code);
    }
    fs::write(setup.data().join("counters.log"), []).unwrap();
    assert!(session.vault().unwrap().counters_lost);
    assert_eq!(session.next_code(&hotp, None).err(), Some(CodeProblem::CountersLost.into()));
    assert_eq!(shown(&mut session, &totp).unwrap(), TOTP_CODE);
    assert!(!session.accept_older_copy().unwrap().counters_lost);
    assert_eq!(session.next_code(&hotp, None).unwrap().code.as_str(), HOTP_CODES[3], "no code comes twice");

    session.edit_account(&totp, "Renamed", "ayu").unwrap();
    session.lock();
    for name in ["vault.bin", "vault.bin.copy", "vault.bin.previous"] {
        fs::write(setup.data().join(name), &older).unwrap();
    }
    let vault = session.unlock(PIN).unwrap();
    assert!(vault.older_copy);
    assert_eq!(names(&vault.rows), NAMES);
    let refused = Some(Problem::from(VaultProblem::OlderCopy));
    assert_eq!(session.edit_account(&totp, "Renamed", "ayu").err(), refused);
    assert_eq!(session.next_code(&hotp, None).err(), refused);
    assert_eq!(shown(&mut session, &totp).unwrap(), TOTP_CODE, "it still shows codes that need no counter");
    assert!(session.is_unlocked());
    assert!(!session.accept_older_copy().unwrap().older_copy);
    assert_eq!(session.next_code(&hotp, None).unwrap().code.as_str(), HOTP_CODES[4]);
    assert_eq!(session.edit_account(&totp, "Renamed", "ayu").unwrap().rows[0].issuer, "Renamed");
}

#[test]
fn newest_good_backup_of_a_folder_is_said_before_it_is_restored() {
    let setup = Setup::with_backed_up();
    let folder = setup.path().join("stick");
    fs::create_dir(&folder).unwrap();
    let mut session = setup.session();
    let empty = Some(Problem::Recovery(RecoveryProblem::BackupFolderEmpty));
    assert_eq!(session.choose_backup(&folder).err(), empty);
    fs::write(folder.join("good"), &backed_up().backup).unwrap();
    let good = fs::File::options().write(true).open(folder.join("good")).unwrap();
    good.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
    fs::write(folder.join("zerstört.age"), "age-encryption.org/v1\n").unwrap();
    let source = BackupSource { name: "stick".into(), folder: true, lock: BackupLock::RecoveryKey };
    assert_eq!(session.choose_backup(&folder), Ok(source));
    assert_eq!(session.open_backup(&other_key()).err(), KEY_WRONG);
    assert_eq!(session.open_backup("AGE").err(), KEY_MALFORMED);

    let found = session.open_backup(&backed_up().key).unwrap();
    assert_eq!((found.file.as_str(), found.accounts), ("good", 2));
    let problem = RecoveryProblem::BackupUnreadable.into();
    assert_eq!(found.newer, [PassedOver { file: "zerstört.age".into(), problem }]);
    assert_eq!(session.restore_backup(&other_key(), NEW_PIN, StoreKind::Keyring, None).err(), KEY_WRONG);
    fs::remove_dir_all(&folder).unwrap();
    let restored = session.restore_backup(&backed_up().key, NEW_PIN, StoreKind::Keyring, None).unwrap();
    assert_eq!((restored.accounts, names(&restored.vault.rows)), (2, NAMES.map(str::to_owned).to_vec()));
}

#[test]
fn own_backups_are_restored_after_the_keyring_was_lost() {
    let setup = Setup::with_backed_up();
    setup.keyring.lock().clear();
    let mut session = setup.session();
    let own = session.choose_own_backups().unwrap();
    assert_eq!(own, BackupSource { name: "backups".into(), folder: true, lock: BackupLock::RecoveryKey });
    // The folder of the vault will do as well.
    assert_eq!(session.choose_backup(&setup.data()).map(|source| source.folder), Ok(true));
    assert_eq!(session.open_backup(&backed_up().key).unwrap().accounts, 2);
    session.restore_backup(&backed_up().key, NEW_PIN, StoreKind::Keyring, None).unwrap();
    assert!(setup.replaced(1).join("vault.bin").exists());
    assert_eq!(Setup::with(&VaultAtRest::make(|_| {})).session().choose_own_backups(), None);
}

#[test]
fn missing_seeds_come_back_from_a_chosen_folder() {
    let setup = Setup::with_backed_up();
    setup.lose_seeds();
    fs::rename(setup.data().join("backups"), setup.path().join("elsewhere")).unwrap();
    let mut session = setup.session();
    session.unlock(PIN).unwrap();
    session.choose_backup(&setup.path().join("elsewhere")).unwrap();
    assert_eq!(session.restore_missing_seeds(&other_key()).err(), KEY_WRONG);
    assert_eq!(session.restore_missing_seeds(&backed_up().key).unwrap().accounts, 2);
}
