//! A vault with the keys of `FORMAT.md`, section 16, on a keyring and in a directory in memory.
//! What a fuzzer writes gets a valid HMAC here, so that it reaches the code behind the check.
//! Written from the format, independently of the crate under test.

use std::path::Path;
use std::sync::Arc;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use watchword_session::{Directories, Session};
use watchword_vault::testing::{ManualClock, MemoryKeyring};
use watchword_vault::{FoundVault, Kdf, LockedVault, OpenError, Pin, UnlockedVault};

const FORMAT: &str = include_str!("../../crates/vault/FORMAT.md");
pub(super) const PIN: &str = "829416";
pub(super) const SEED: &[u8] = b"12345678901234567890";
/// The HOTP account of section 16, whose next counter is 7.
pub(super) const HOTP: Uuid = Uuid::from_u128(0xffeeddcc_bbaa_4988_8766_554433221100);
pub(super) const TOTP: Uuid = Uuid::from_u128(0xc7ff95a2_5acb_4a51_9a4a_681e1b7fd481);
const PAGE: Uuid = Uuid::from_u128(0x2c663142_bd11_4560_9f12_b06809ab9ad1);

/// A test value of section 16, by its name.
pub(super) fn value(name: &str) -> Vec<u8> {
    let values = FORMAT.split_once("## 16.").unwrap().1.lines();
    let found = values.filter_map(|line| line.strip_prefix(name)?.strip_prefix("  ")).next();
    HEXLOWER.decode(found.unwrap_or_else(|| panic!("{name}")).trim().as_bytes()).unwrap()
}

fn vault_uuid() -> Uuid {
    Uuid::from_u128(0x00112233_4455_4677_8899_aabbccddeeff)
}

/// HMAC-SHA256 under a subkey of the device key.
pub(super) fn mac(subkey: &str, content: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(&value(subkey)).unwrap();
    mac.update(content);
    mac.finalize().into_bytes().into()
}

/// AES-256-GCM under a subkey of the vault key, with a nonce of zeros.
fn seal(subkey: &str, associated: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let key: [u8; 32] = value(subkey).try_into().unwrap();
    let sealed = Aes256Gcm::new(&key.into()).encrypt(&[0; 12].into(), Payload { msg: plaintext, aad: associated });
    [&[0; 12][..], &sealed.unwrap()].concat()
}

/// Builds a `vault.bin` with any header and body, well formed or not.
pub(super) fn vault_file(header: &[u8], body: &[u8]) -> Vec<u8> {
    let mut file = [b"WATCHWRD\0\x01", &(header.len() as u32).to_be_bytes()[..], header].concat();
    file.extend_from_slice(&mac("  header", &file));
    let hash = Sha256::digest(&file);
    file.extend_from_slice(&seal("  body", &hash, body));
    file
}

pub(super) fn header() -> Value {
    json!({
        "uuid": vault_uuid(),
        "generation": 1,
        "save": PAGE,
        "needs": [],
        "store": "keyring",
        "device_key": HEXLOWER.encode(&value("fingerprint")),
        "pin": {
            "kdf": { "memory_kib": 65536, "passes": 3, "lanes": 1 },
            "salt": BASE64URL_NOPAD.encode(&(0..16).collect::<Vec<u8>>()),
            "sealed": BASE64URL_NOPAD.encode(&value("pin.sealed")),
        },
        "recovery": null,
        "pages": BASE64URL_NOPAD.encode(PAGE.as_bytes()),
    })
}

pub(super) fn body() -> Value {
    let account = |id: Uuid, issuer: &str, parameters: Value| {
        json!({
            "id": id, "issuer": issuer, "account": "ayu", "parameters": parameters, "added": 1_700_000_000, "trashed": null,
            "page": PAGE,
        })
    };
    json!({
        "accounts": [
            account(HOTP, "Bank", json!({ "type": "hotp", "counter": 7, "algorithm": "SHA1", "digits": 6 })),
            account(TOTP, "Example", json!({ "type": "totp", "period": 30, "algorithm": "SHA1", "digits": 6 })),
        ],
        "settings": { "lock_after_minutes": 5, "clipboard_seconds": 30, "lock_when_minimised": false, "command_shares": true, "tray_copies": true, "stays_open": false, "search_copies": false },
        "pages": [{ "id": PAGE, "hash": BASE64URL_NOPAD.encode(&Sha256::digest(page())) }],
        "retired": [],
        "backup_key": null,
        "draws": 0,
    })
}

/// The seed page that holds both accounts' seeds.
fn page() -> Vec<u8> {
    let seed = |id: Uuid| {
        let sealed = seal("  seeds", &[vault_uuid().into_bytes(), id.into_bytes()].concat(), SEED);
        [&id.into_bytes()[..], &(sealed.len() as u16).to_be_bytes(), &sealed].concat()
    };
    [seed(HOTP), seed(TOTP)].concat()
}

/// Appends its HMAC to the content of an attempts record.
pub(super) fn attempts(content: &[u8]) -> Vec<u8> {
    [content, &mac("  attempts", content)].concat()
}

/// Encodes an item's bytes as its keyring value.
pub(super) fn item(bytes: &[u8]) -> String {
    format!("v1.{}", BASE64URL_NOPAD.encode(bytes))
}

pub(super) struct Machine {
    directory: tempfile::TempDir,
    pub(super) keyring: Arc<MemoryKeyring>,
    pub(super) clock: Arc<ManualClock>,
}

impl Machine {
    /// A machine with the unaltered vault on it.
    pub(super) fn new() -> Self {
        let in_memory = Path::new("/dev/shm");
        let directory = if in_memory.is_dir() { tempfile::tempdir_in(in_memory) } else { tempfile::tempdir() };
        let machine = Self { directory: directory.unwrap(), keyring: Arc::default(), clock: Arc::default() };
        machine.reset();
        machine
    }

    pub(super) fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Restores the unaltered vault, and deletes everything else.
    pub(super) fn reset(&self) {
        for entry in self.path().read_dir().unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.unwrap();
        }
        self.keyring.lock().clear();
        self.put("device-key/0e53f002", item(&value("device key")));
        self.put(&format!("seeds/{PAGE}"), item(&page()));
        self.write("vault.bin", &vault_file(header().to_string().as_bytes(), body().to_string().as_bytes()));
        self.write("counters.log", &[]);
        self.write("attempts.bin", &attempts(&[0; 36]));
    }

    /// Puts an item of the vault into the keyring.
    pub(super) fn put(&self, what: &str, value: String) {
        self.keyring.lock().insert(format!("{}/{what}", vault_uuid()), vec![value]);
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).unwrap();
    }

    pub(super) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).unwrap_or_default()
    }

    pub(super) fn find(&self) -> Result<FoundVault, OpenError> {
        LockedVault::find(self.path(), &|| Ok(self.keyring.clone()), self.clock.clone())
    }

    pub(super) fn locked(&self) -> LockedVault {
        match self.find() {
            Ok(FoundVault::Locked(vault)) => vault,
            _ => panic!("no locked vault was found"),
        }
    }

    /// Opens a session. Costs an Argon2id run, so a campaign does it once.
    pub(super) fn session(&self) -> Session {
        let directories = Directories { data: self.path().to_owned(), config: self.path().join("config") };
        let keyring = self.keyring.clone();
        let mut session = Session::new(directories, self.clock.clone(), Box::new(move || Ok(keyring.clone())))
            .with_kdf(|_| Kdf::FLOOR);
        session.unlock(PIN).unwrap();
        session
    }

    /// Unlocks the vault. Costs an Argon2id run, too.
    pub(super) fn unlock(&self) -> UnlockedVault {
        self.locked().unlock(&Pin::typed(PIN)).map_err(|refused| refused.why).expect("the PIN of FORMAT.md opens it")
    }
}

/// A machine and its vault, unlocked.
pub(super) struct Open {
    pub(super) machine: Machine,
    pub(super) vault: UnlockedVault,
}

impl Open {
    pub(super) fn new() -> Self {
        let machine = Machine::new();
        let vault = machine.unlock();
        Self { machine, vault }
    }

    /// Restores the unaltered vault, and lets the open one read it again.
    pub(super) fn reset(&mut self) {
        self.machine.reset();
        if self.vault.counters_lost() {
            // An open vault forgets lost counters only when it reads a different file.
            let another = body().to_string().replace("Bank", "Other");
            self.machine.write("vault.bin", &vault_file(header().to_string().as_bytes(), another.as_bytes()));
            self.vault.refresh().expect("the other vault opens");
            self.machine.reset();
        }
        self.vault.refresh().expect("the unaltered vault opens");
    }
}
