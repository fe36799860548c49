use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use watchword_otp::Account;
use watchword_tests::{Event, Found, Key, Opened, Operation, Outcome, labelled};
use watchword_vault::{
    Backup, Clock, Consent, EmptyVault, Entry, FoundVault, Kdf, LockedVault, OpenError, OsKeyring, Pin, PinError,
    RecoveryKey, StoreKind, SystemClock, UnlockedVault, restore,
};

use crate::teller::Teller;

/// The Unix time in seconds for which codes are compared.
const MOMENT: u64 = 1_234_567_890;

/// Finds the vault in the home; it uses the given clock.
pub(crate) fn find(clock: Arc<dyn Clock>) -> Result<FoundVault, OpenError> {
    LockedVault::find(&data(), &|| Ok(Arc::new(OsKeyring::connect()?)), clock)
}

fn data() -> PathBuf {
    PathBuf::from(env::var_os("XDG_DATA_HOME").expect("a home's environment")).join("watchword")
}

/// Opens the vault and reports everything in it.
pub(crate) fn tell(teller: &Teller, key: &Key) -> Option<()> {
    let (vault, pin) = open(teller, key)?;
    report(teller, &vault, &pin);
    Some(())
}

/// Replaces the vault with one restored from a backup.
pub(crate) fn replace(teller: &Teller, backup: &Path, recovery: &str, pin: &str) -> Option<()> {
    let backup = Backup::read(backup, &RecoveryKey::parse(recovery).ok()?).ok()?;
    let empty = EmptyVault::over(&data(), &|| Ok(Arc::new(OsKeyring::connect()?)), Arc::new(SystemClock));
    teller.tell(Event::Marked);
    let consent = Some(&Consent::Confirmed);
    let restored = restore(empty, StoreKind::Keyring, Some(&backup), &Pin::typed(pin), Kdf::FLOOR, consent);
    restored.map_err(|why| teller.tell(Event::Refused(why.to_string()))).ok().map(drop)
}

/// Creates a vault in the keyring or in the file store.
pub(crate) fn make(teller: &Teller, pin: &str, in_file: bool) -> Option<()> {
    teller.tell(Event::Marked);
    let store = if in_file { StoreKind::File } else { StoreKind::Keyring };
    match find(Arc::new(SystemClock)) {
        Ok(FoundVault::Empty(empty)) => empty.create(store, &Pin::typed(pin), Kdf::FLOOR).ok().map(drop),
        _ => None,
    }
}

/// Opens the vault, and returns it with its current PIN. Sits out the wait after wrong PINs.
pub(crate) fn open(teller: &Teller, key: &Key) -> Option<(UnlockedVault, String)> {
    let opened = match (find(Arc::new(SystemClock)), key) {
        (Ok(FoundVault::Locked(vault)), Key::Pins(pins)) => try_pins(teller, vault, pins),
        (Ok(FoundVault::Locked(vault)), Key::Recovery { key, pin }) => recover(teller, vault, key, pin),
        (Ok(FoundVault::Empty(_)), _) => Err("there is no vault".to_owned()),
        (Err(error), _) => Err(error.to_string()),
    };
    opened.map_err(|why| teller.tell(Event::Refused(why))).ok()
}

fn try_pins(teller: &Teller, mut vault: LockedVault, pins: &[String]) -> Result<(UnlockedVault, String), String> {
    let mut untried = pins.iter().peekable();
    while let Some(pin) = untried.peek() {
        let refused = match vault.unlock(&Pin::typed(pin)) {
            Ok(vault) => return Ok((vault, (*pin).clone())),
            Err(refused) => refused,
        };
        vault = refused.vault;
        match refused.why {
            OpenError::Pin(PinError::Wrong { .. }) => drop(untried.next()),
            OpenError::Pin(PinError::Wait { seconds }) => {
                teller.tell(Event::Waits(seconds));
                thread::sleep(Duration::from_secs(seconds));
            }
            why => return Err(why.to_string()),
        }
    }
    Err("the PIN is wrong".to_owned())
}

fn recover(teller: &Teller, vault: LockedVault, key: &str, pin: &str) -> Result<(UnlockedVault, String), String> {
    let key = RecoveryKey::parse(key).map_err(|error| error.to_string())?;
    teller.tell(Event::Began(Operation::Pin(pin.to_owned())));
    let vault = vault.recover(&key, &Pin::typed(pin), Kdf::FLOOR).map_err(|refused| refused.why.to_string())?;
    teller.tell(Event::Done(Outcome::AsAsked));
    Ok((vault, pin.to_owned()))
}

/// Reports everything in an open vault.
pub(crate) fn report(teller: &Teller, vault: &UnlockedVault, pin: &str) {
    for entry in vault.entries().chain(vault.trashed()) {
        teller.tell(Event::Found(Found {
            id: entry.id.to_string(),
            label: entry.account.clone(),
            issuer: entry.issuer.clone(),
            trashed: entry.trashed.is_some(),
            counter: vault.counter(entry.id),
            right: is_right(vault, entry),
        }));
    }
    let complaints =
        [(vault.is_older_copy(), "this is an older copy"), (vault.counters_lost(), "the counters are lost")];
    teller.tell(Event::Opened(Opened {
        pin: pin.to_owned(),
        clipboard_seconds: vault.settings().clipboard_seconds,
        recovery: vault.has_recovery(),
        complaint: complaints.iter().find(|(holds, _)| *holds).map(|(_, complaint)| (*complaint).to_owned()),
    }));
}

/// Returns whether an account's codes match those of its label's seed.
fn is_right(vault: &UnlockedVault, entry: &Entry) -> bool {
    let Account { parameters, secret, .. } = labelled(&entry.account);
    let codes_agree = match vault.counter(entry.id) {
        Some(counter) => {
            let code = parameters.with_counter(counter).code(&secret, counter);
            vault.verify(entry.id, MOMENT, 0, code.as_str()) == Ok(Some(0))
        }
        None => vault.code(entry.id, MOMENT).ok() == parameters.timed(&secret, MOMENT),
    };
    codes_agree && entry.parameters.with_counter(0) == parameters.with_counter(0)
}
