//! Vaults to measure on.

use std::{env, path::PathBuf, process::Command, sync::Arc};

use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};
use watchword_tests::Desktop;
use watchword_vault::{
    FoundVault, Kdf, KeyStore, LockedVault, OsKeyring, Pin, Settings, StoreKind, SystemClock, UnlockedVault,
};

/// The PIN of every vault here.
pub(crate) const PIN: &str = "kancil 7204 becak";
/// The longest that can be chosen: a code in the clipboard keeps the process for as long.
pub(crate) const CLIPBOARD_SECONDS: u32 = 300;

/// Makes a vault with `accounts` accounts on a desktop, as Watchword would have left it there. `itself` runs this program on
/// that desktop.
pub(crate) fn make_on(mut itself: Command, accounts: usize) {
    let made = itself.args(["on-desktop", "make-vault", &accounts.to_string()]).status();
    assert!(made.is_ok_and(|status| status.success()), "no vault was made");
}

/// This program, to be run as one of the desktop's own.
pub(crate) fn itself(desktop: &Desktop) -> Command {
    desktop.command(env::current_exe().expect("a program knows its own path"))
}

/// Makes one where this program lives now.
pub(crate) fn make(accounts: usize) {
    let data = PathBuf::from(env::var_os("XDG_DATA_HOME").expect("a desktop's environment")).join("watchword");
    let keyring = || Ok(Arc::new(OsKeyring::connect()?) as Arc<dyn KeyStore>);
    let mut vault = match LockedVault::find(&data, &keyring, Arc::new(SystemClock)) {
        Ok(FoundVault::Empty(empty)) => {
            empty.create(StoreKind::Keyring, &Pin::typed(PIN), Kdf::FLOOR).expect("a vault is made")
        }
        Ok(FoundVault::Locked(_)) => panic!("there is a vault in {}", data.display()),
        Err(error) => panic!("{error}"),
    };
    fill(&mut vault, accounts);
    let settings = Settings { clipboard_seconds: CLIPBOARD_SECONDS, lock_after_minutes: None, ..vault.settings() };
    vault.set_settings(settings).expect("the settings are in range");
}

fn fill(vault: &mut UnlockedVault, accounts: usize) {
    let accounts: Vec<Account> = (0..accounts).map(account).collect();
    vault.add(&accounts).expect("there is room");
}

/// The nth account: names that search tells apart, a seed of 20 bytes as most sites give.
pub(crate) fn account(number: usize) -> Account {
    let mut seed = [7; 20];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    Account {
        issuer: issuer(number),
        account: format!("ayu{number}@example.org"),
        parameters: Parameters::new(Kind::Totp { period: 30 }, Algorithm::Sha1, 6).expect("in range"),
        secret: Secret::new(seed.to_vec()).expect("of a size that is taken"),
    }
}

/// Four syllables out of a hundred, in an order that looks like none.
fn issuer(number: usize) -> String {
    const CONSONANTS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";
    const VOWELS: &[u8; 5] = b"aeiou";
    let mut rest = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
    let mut letters = String::new();
    for _ in 0..4 {
        letters.push(CONSONANTS[(rest % 20) as usize] as char);
        letters.push(VOWELS[(rest / 20 % 5) as usize] as char);
        rest /= 100;
    }
    letters
}
