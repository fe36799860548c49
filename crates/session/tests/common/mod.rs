//! A session with a vault, on a keyring in memory and under a clock that a test sets. Deriving keys
//! takes a while, so the tests make a vault once and each test gets a copy.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use watchword_session::{
    Choice, Directories, Item, KeyringSource, Phase, Review, Row, Session, Source, StoreKind, Typed, Vault,
};
use watchword_vault::testing::{Items, ManualClock, MemoryKeyring};
use watchword_vault::{EmptyVault, Kdf, KeyStore, Pin, UnlockedVault};
use zeroize::Zeroizing;

pub(crate) const PIN: &str = "829416";
pub(crate) const NEW_PIN: &str = "kucing 7";
pub(crate) const WRONG_PIN: &str = "000000";

/// The secret of RFC 4226 (appendix D) and of RFC 6238 (appendix B, SHA-1) in base32.
pub(crate) const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/// The HOTP codes of [`SECRET`] for the counters 0 to 9 (RFC 4226, appendix D).
pub(crate) const HOTP_CODES: [&str; 10] =
    ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
/// The TOTP code of [`SECRET`] at second 59: the last six digits of the one in RFC 6238.
pub(crate) const TOTP_CODE: &str = "287082";

pub(crate) const TOTP_LINK: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
pub(crate) const HOTP_LINK: &str = "otpauth://hotp/Bank:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";

/// An encrypted vault of Aegis with two accounts of [`SECRET`], `Example:ayu` (in the group `Work`,
/// with a note) and `Bank:ayu`, and one of a type that doesn't exist.
pub(crate) const AEGIS: &str = include_str!("aegis.json");
pub(crate) const AEGIS_PASSWORD: &str = "kancil";
/// Another one, with the account `Contoh:budi`.
pub(crate) const OTHER_AEGIS: &str = include_str!("aegis-becak.json");
pub(crate) const OTHER_AEGIS_PASSWORD: &str = "becak";

/// A locked vault as it is at rest.
pub(crate) struct VaultAtRest {
    files: Vec<(PathBuf, Vec<u8>)>,
    items: Items,
}

impl VaultAtRest {
    /// Makes a vault with [`PIN`] and the least costly derivation that a vault accepts.
    pub(crate) fn make(prepare: impl FnOnce(&mut UnlockedVault)) -> Self {
        let setup = Setup::empty();
        let empty = EmptyVault::over(&setup.data(), &*setup.keyring_source(), setup.clock.clone());
        let pin = Pin::choose(PIN, StoreKind::Keyring).unwrap();
        let mut vault = empty.create(StoreKind::Keyring, &pin, Kdf::FLOOR).unwrap();
        prepare(&mut vault);
        drop(vault);
        Self { files: files(&setup.data()), items: setup.keyring.items() }
    }
}

/// What a session is made of, and its vault's directory.
pub(crate) struct Setup {
    pub(crate) keyring: Arc<MemoryKeyring>,
    pub(crate) clock: Arc<ManualClock>,
    directory: tempfile::TempDir,
}

impl Setup {
    /// Makes an empty keyring and directory, without a vault.
    pub(crate) fn empty() -> Self {
        Self { keyring: Arc::default(), clock: Arc::default(), directory: tempfile::tempdir().unwrap() }
    }

    /// A copy of a vault.
    pub(crate) fn with(vault: &VaultAtRest) -> Self {
        let setup = Self { keyring: Arc::new(MemoryKeyring::with(vault.items.clone())), ..Self::empty() };
        for (name, bytes) in &vault.files {
            let path = setup.data().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        setup
    }

    /// A vault without accounts and without a recovery key.
    pub(crate) fn with_vault() -> Self {
        static VAULT: OnceLock<VaultAtRest> = OnceLock::new();
        Self::with(VAULT.get_or_init(|| VaultAtRest::make(|_| {})))
    }

    /// The same, unlocked: one derivation.
    pub(crate) fn unlocked() -> (Self, Session) {
        let setup = Self::with_vault();
        let session = setup.unlocked_session();
        (setup, session)
    }

    /// A session with this vault; there may be several.
    pub(crate) fn session(&self) -> Session {
        let session = Session::new(self.directories(), self.clock.clone(), self.keyring_source());
        session.with_kdf(|_| Kdf::FLOOR)
    }

    /// Another one that is unlocked with [`PIN`].
    pub(crate) fn unlocked_session(&self) -> Session {
        let mut session = self.session();
        session.unlock(PIN).unwrap();
        session
    }

    pub(crate) fn directories(&self) -> Directories {
        Directories { data: self.data(), config: self.path().join("config") }
    }

    pub(crate) fn keyring_source(&self) -> KeyringSource {
        let keyring = self.keyring.clone();
        Box::new(move || Ok(keyring.clone() as Arc<dyn KeyStore>))
    }

    /// The vault's directory.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// A directory for what a test writes.
    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }
}

/// The files in a directory and below it, by their paths in it.
fn files(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = PathBuf::from(path.file_name().unwrap());
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, bytes)| (name.join(inner), bytes)));
        } else {
            found.push((name, fs::read(&path).unwrap()));
        }
    }
    found
}

/// What is read from a text.
pub(crate) fn items(text: &str) -> Vec<Item> {
    Source::Text(Zeroizing::new(text.to_owned())).read(|| true)
}

/// Adds every account in a text.
pub(crate) fn add(session: &mut Session, text: &str) -> Vault {
    let review = session.take_in(items(text)).unwrap();
    assert!(review.unread.is_empty(), "{:?}", review.unread);
    session.accept(&all(&review)).unwrap().vault
}

/// The choice to add every find.
pub(crate) fn all(review: &Review) -> Vec<Choice> {
    review.finds.iter().map(|find| Choice::add(find.id)).collect()
}

/// Adds one account, and returns its id.
pub(crate) fn add_one(session: &mut Session, link: &str) -> String {
    add(session, link).rows.last().unwrap().id.clone()
}

/// The form, filled in for a time-based account.
pub(crate) fn typed(account: &str, secret: &str) -> Typed {
    Typed {
        issuer: "Example".into(),
        account: account.into(),
        secret: secret.into(),
        kind: watchword_session::AccountKind::Totp,
        algorithm: "SHA1".into(),
        digits: 6,
        period: 30,
        counter: "0".into(),
    }
}

/// Seconds after 1970.
pub(crate) fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// The code that a session shows for an account at second 59, if it shows one.
pub(crate) fn shown(session: &mut Session, id: &str) -> Option<String> {
    let codes = session.codes(&[id.to_owned()], at(59)).unwrap().codes;
    codes.first().map(|code| code.code.to_string())
}

/// `issuer:account` of each row.
pub(crate) fn names(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| format!("{}:{}", row.issuer, row.account)).collect()
}

/// What a session says about its locked vault: the seconds to wait, and whether a recovery key was
/// not confirmed.
pub(crate) fn locked(session: &mut Session) -> (u32, bool) {
    match session.status().phase {
        Phase::Locked { wait_seconds, unconfirmed_key, .. } => (wait_seconds, unconfirmed_key),
        other => panic!("{other:?}"),
    }
}
