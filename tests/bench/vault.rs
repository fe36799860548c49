//! The vaults that are measured.

use std::{env, path::PathBuf, process::Command, sync::Arc};

use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};
use watchword_tests::Desktop;
use watchword_vault::{
    FoundVault, Kdf, KeyStore, LockedVault, OsKeyring, Pin, Settings, StoreKind, SystemClock, UnlockedVault,
};

/// The PIN of every vault here.
pub(crate) const PIN: &str = "kancil 7204 becak";
/// The highest value of the setting: a code in the clipboard keeps the process running this long.
pub(crate) const CLIPBOARD_SECONDS: u32 = 300;

/// Creates a vault with `accounts` accounts on a desktop, as Watchword would. `itself` is a command
/// that runs this program on that desktop.
pub(crate) fn make_on(mut itself: Command, accounts: usize) {
    let made = itself.args(["on-desktop", "make-vault", &accounts.to_string()]).status();
    assert!(made.is_ok_and(|status| status.success()), "no vault was made");
}

/// Builds a command that runs this program on a desktop.
pub(crate) fn itself(desktop: &Desktop) -> Command {
    desktop.command(env::current_exe().expect("a program knows its own path"))
}

/// Creates a vault in this program's own environment.
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

/// Returns the nth account, with names that a search distinguishes and a seed of 20 bytes, as most
/// sites use.
pub(crate) fn account(number: usize) -> Account {
    let mut seed = [7; 20];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    Account {
        issuer: issuer(number),
        account: format!("ayu{number}@example.org"),
        parameters: Parameters::new(Kind::Totp { period: 30 }, Algorithm::Sha1, 6).expect("valid parameters"),
        secret: Secret::new(seed.to_vec()).expect("a valid length"),
    }
}

/// Returns a name of four syllables out of a hundred, in an order that looks random.
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
