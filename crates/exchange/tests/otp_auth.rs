//! OTP Auth's files, made here as public readers describe them: with both layers, in both versions.

use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use hmac::{Hmac, KeyInit, Mac};
use plist::{Date, Dictionary, Uid, Value};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use watchword_exchange::{Format, Imported, Outcome, ParameterFault, Read, Refusal};
use watchword_otp::{Algorithm, InvalidSecret, Kind};

const SEED: &[u8] = b"12345678901234567890";

fn dictionary(pairs: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    Value::Dictionary(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Dictionary>())
}

/// What iOS archives, object by object.
struct Archiver(Vec<Value>);

impl Archiver {
    fn new() -> Self {
        Self(vec!["$null".into()])
    }

    fn add(&mut self, value: impl Into<Value>) -> Value {
        self.0.push(value.into());
        Value::Uid(Uid::new(self.0.len() as u64 - 1))
    }

    fn class(&mut self, name: &str) -> Value {
        let class = dictionary([("$classname", name.into())]);
        self.add(class)
    }

    fn object(&mut self, class: &str, pairs: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
        let class = self.class(class);
        let object = dictionary(pairs.into_iter().chain([("$class", class)]));
        self.add(object)
    }

    fn list(&mut self, items: Vec<Value>) -> Value {
        self.object("NSMutableArray", [("NS.objects", Value::Array(items))])
    }

    fn map(&mut self, pairs: Vec<(&'static str, Value)>) -> Value {
        let keys = pairs.iter().map(|(key, _)| self.add(*key)).collect();
        let values = pairs.into_iter().map(|(_, value)| value).collect();
        self.object("NSDictionary", [("NS.keys", Value::Array(keys)), ("NS.objects", Value::Array(values))])
    }

    fn finish(self, root: Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        let archive = dictionary([
            ("$version", 100_000.into()),
            ("$archiver", "NSKeyedArchiver".into()),
            ("$top", dictionary([("root", root)])),
            ("$objects", Value::Array(self.0)),
        ]);
        archive.to_writer_binary(&mut bytes).unwrap();
        bytes
    }
}

/// An account, with fields in the place of its own.
fn account(archiver: &mut Archiver, other: &[(&'static str, Value)]) -> Value {
    let mut pairs = vec![
        ("type", 2.into()),
        ("algorithm", 1.into()),
        ("digits", 6.into()),
        ("period", 30.into()),
        ("counter", 0.into()),
        ("refDate", Value::Uid(Uid::new(0))),
        ("issuer", archiver.add("Example")),
        ("label", archiver.add("jane")),
        ("secret", archiver.add(Value::Data(SEED.to_vec()))),
        ("hideInWidget", false.into()),
    ];
    for (key, value) in other {
        pairs.retain(|(known, _)| known != key);
        pairs.push((key, value.clone()));
    }
    archiver.object("ACOTPAccount", pairs)
}

/// A backup's inner archive: two folders, with every kind of field.
fn folders() -> Vec<u8> {
    let mut archiver = Archiver::new();
    let name = archiver.add("Größe 漢");
    let label = archiver.object("NSMutableString", [("NS.string", name)]);
    let seed = archiver.add(Value::Data(vec![7; 32]));
    let seed = archiver.object("NSMutableData", [("NS.data", seed)]);
    let epoch = Value::Real(-978_307_200.0);
    let epoch = archiver.object("NSDate", [("NS.time", epoch)]);
    let later = archiver.object("NSDate", [("NS.time", Value::Real(0.0))]);
    let fields: Vec<Vec<(&'static str, Value)>> = vec![
        vec![],
        vec![("algorithm", 3.into()), ("digits", 8.into()), ("period", 60.into()), ("label", label), ("secret", seed)],
        vec![("type", 1.into()), ("counter", u32::MAX.into()), ("algorithm", 0.into()), ("refDate", later.clone())],
        vec![("algorithm", 2.into()), ("refDate", epoch)],
        vec![("refDate", later)],
        vec![("type", 0.into())],
        vec![("algorithm", 4.into())],
        vec![("digits", 0.into())],
        vec![("period", (-1).into())],
        vec![("secret", Value::Uid(Uid::new(0)))],
        vec![("secret", Value::Data(Vec::new()))],
        vec![("label", 5.into())],
    ];
    let accounts: Vec<_> = fields.iter().map(|fields| account(&mut archiver, fields)).collect();
    let (first, second) = accounts.split_at(2);
    let mut folders = Vec::new();
    for (name, accounts) in [("Work", first), ("", second)] {
        let accounts = archiver.list(accounts.to_vec());
        let name = archiver.add(name);
        folders.push(archiver.object("ACOTPFolder", [("name", name), ("accounts", accounts)]));
    }
    folders.push(archiver.object("ACOTPFolder", [("accounts", Value::Uid(Uid::new(9999)))]));
    let folders = archiver.list(folders);
    let root = archiver.map(vec![("Folders", folders)]);
    archiver.finish(root)
}

fn single() -> Vec<u8> {
    let mut archiver = Archiver::new();
    let root = account(&mut archiver, &[]);
    archiver.finish(root)
}

fn cbc(key: &[u8], iv: &[u8], bytes: &[u8]) -> Vec<u8> {
    cbc::Encryptor::<aes::Aes256>::new_from_slices(key, iv).unwrap().encrypt_padded_vec::<Pkcs7>(bytes)
}

/// A whole file: the inner layer in its newer version, or its older one.
fn seal(outer: &str, version: f64, inner: &[u8], password: &str) -> Vec<u8> {
    let mut archiver = Archiver::new();
    let is_backup = outer == "Authenticator";
    let is_older = version == if is_backup { 1.0 } else { 1.1 };
    let mut pairs = vec![("Version", archiver.add(version))];
    let data = if is_older {
        let iv = if is_backup { Value::from("the IV") } else { Value::Data(b"the IV".to_vec()) };
        pairs.push(("Salt", archiver.add("salt")));
        pairs.push(("IV", archiver.add(iv)));
        cbc(&Sha256::digest(format!("salt-{password}")), &Sha1::digest("the IV")[..16], inner)
    } else {
        let key = |salt: &[u8]| pbkdf2::pbkdf2_hmac_array::<Sha1, 32>(password.as_bytes(), salt, 10_000);
        let sealed = cbc(&key(b"for keys"), b"sixteen bytes IV", inner);
        let signed = [b"\x03\x01for keysfor MACssixteen bytes IV", sealed.as_slice()].concat();
        let mac = Hmac::<Sha256>::new_from_slice(&key(b"for MACs")).unwrap().chain_update(&signed);
        [signed, mac.finalize().into_bytes().to_vec()].concat()
    };
    pairs.push((if is_backup { "WrappedData" } else { "Data" }, archiver.add(Value::Data(data))));
    let root = archiver.map(pairs);
    cbc(&Sha256::digest(outer), &[0; 16], &archiver.finish(root))
}

fn open(file: &[u8], password: &str) -> Result<Vec<Result<Imported, Refusal>>, Refusal> {
    assert_eq!(Format::detect(file), Some(Format::OtpAuth));
    match Format::OtpAuth.read(file)? {
        Outcome::Encrypted(encrypted) => {
            encrypted.open(password).map(|Read { entries }| entries.into_iter().map(|entry| entry.content).collect())
        }
        Outcome::Read(_) => panic!("always encrypted"),
    }
}

#[test]
fn backups_are_read_in_both_versions() {
    let damaged = Err(Refusal::FileDamaged);
    for version in [1.0, 1.1] {
        let read = open(&seal("Authenticator", version, &folders(), "pässword"), "pässword").unwrap();
        let accounts: Vec<_> = read.iter().filter_map(|content| content.as_ref().ok()).collect();
        let [plain, full, hotp, dated] = accounts.as_slice() else { panic!("{read:?}") };
        assert_eq!((plain.account.issuer.as_str(), plain.account.account.as_str()), ("Example", "jane"));
        assert_eq!(plain.account.parameters, watchword_otp::Parameters::default());
        assert_eq!((plain.groups.as_slice(), plain.account.secret.expose()), (["Work".to_owned()].as_slice(), SEED));
        assert_eq!((full.account.account.as_str(), full.account.secret.expose()), ("Größe 漢", [7; 32].as_slice()));
        assert_eq!(full.account.parameters.kind(), Kind::Totp { period: 60 });
        assert_eq!((full.account.parameters.algorithm(), full.account.parameters.digits()), (Algorithm::Sha512, 8));
        assert_eq!(hotp.account.parameters.kind(), Kind::Hotp { counter: u32::MAX.into() });
        assert_eq!((hotp.account.parameters.algorithm(), hotp.groups.len()), (Algorithm::Sha1, 0));
        assert_eq!(dated.account.parameters.algorithm(), Algorithm::Sha256);
        let refused: Vec<_> = read[4..].iter().map(|content| content.clone().map(|_| ())).collect();
        let expected = [
            Err(Refusal::Parameter { name: "refDate".into(), fault: ParameterFault::Unknown }),
            Err(Refusal::UnsupportedType("0".into())),
            Err(Refusal::UnsupportedAlgorithm("MD5".into())),
            Err(Refusal::Digits),
            Err(Refusal::Period),
            Err(Refusal::Secret(InvalidSecret::Empty)),
            Err(Refusal::Secret(InvalidSecret::Empty)),
            damaged.clone(),
            damaged.clone(),
        ];
        assert_eq!(refused, expected);
    }
}

#[test]
fn files_of_one_account_are_read_in_both_versions() {
    for version in [1.1, 1.2] {
        let read = open(&seal("OTPAuth", version, &single(), "password"), "password").unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].as_ref().unwrap().account.secret.expose(), SEED);
    }
}

#[test]
fn wrong_passwords_and_changes_are_refused() {
    for (outer, version) in [("Authenticator", 1.0), ("Authenticator", 1.1), ("OTPAuth", 1.1), ("OTPAuth", 1.2)] {
        let inner = if outer == "OTPAuth" { single() } else { folders() };
        let file = seal(outer, version, &inner, "password");
        assert_eq!(open(&file, "Password").unwrap_err(), Refusal::WrongPassword, "{outer} {version}");
        assert_eq!(open(&file[..file.len() - 16], "password").unwrap_err(), Refusal::FileDamaged, "cut short");
        assert_eq!(Format::detect(&file[..file.len() - 1]), Some(Format::OtpAuth));
        assert_eq!(Format::OtpAuth.read(&file[..file.len() - 1]).unwrap_err(), Refusal::FileDamaged);
    }
    assert_eq!(open(&seal("Authenticator", 2.0, &folders(), ""), "").unwrap_err(), Refusal::NewerVersion);
    assert_eq!(open(&seal("Authenticator", 0.9, &folders(), ""), "").unwrap_err(), Refusal::FileDamaged);
    assert_eq!(open(&seal("Authenticator", 1.1, b"not a list", ""), "").unwrap_err(), Refusal::FileDamaged);
    // A bit of the ciphertext that RNCryptor's MAC covers, and that the outer layer spreads.
    let key = Sha256::digest("Authenticator");
    let mut file = seal("Authenticator", 1.1, &folders(), "password");
    let at = file.len() / 2;
    file[at] ^= 1;
    assert!(matches!(open(&file, "password"), Err(Refusal::WrongPassword | Refusal::FileDamaged)));
    assert_eq!(Format::detect(&cbc(&key, &[0; 16], b"bplist01")), None);
    assert_eq!(Format::detect(&[]), None);
}

/// Lists within lists, each many times over, are 10^30 objects when written out. The archive here
/// is reached only through the older layer, which has no MAC.
#[test]
fn lists_that_repeat_themselves_cost_nothing() {
    let mut archiver = Archiver::new();
    let mut list = account(&mut archiver, &[]);
    for _ in 0..30 {
        list = archiver.list(vec![list; 10]);
    }
    let root = archiver.map(vec![("Folders", list)]);
    let read = open(&seal("Authenticator", 1.0, &archiver.finish(root), ""), "").unwrap();
    assert_eq!(read, vec![Err(Refusal::FileDamaged); 10]);
    let mut archiver = Archiver::new();
    let one = account(&mut archiver, &[]);
    let accounts = archiver.list(vec![one; 10_001]);
    let folder = archiver.object("ACOTPFolder", [("accounts", accounts)]);
    let folders = archiver.list(vec![folder]);
    let root = archiver.map(vec![("Folders", folders)]);
    assert_eq!(open(&seal("Authenticator", 1.0, &archiver.finish(root), ""), "").unwrap_err(), Refusal::TooMany);
}

mod damaged {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn archives_never_panic(
            at in any::<prop::sample::Index>(),
            byte in any::<u8>(),
            end in any::<prop::sample::Index>(),
        ) {
            let mut inner = folders();
            let at = at.index(inner.len());
            inner[at] = byte;
            let length = inner.len() - end.index(40);
            inner.truncate(length);
            let _ = open(&seal("Authenticator", 1.0, &inner, ""), "");
        }

        #[test]
        fn lists_of_random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let inner = [b"bplist00", bytes.as_slice()].concat();
            let _ = open(&seal("Authenticator", 1.0, &inner, ""), "");
        }
    }
}

/// A date is no number of the app's, and is refused like any other field of the wrong type.
#[test]
fn fields_of_the_wrong_type_are_refused() {
    for field in ["type", "algorithm", "digits", "period", "issuer", "secret", "refDate"] {
        let mut archiver = Archiver::new();
        let wrong = archiver.list(vec![]);
        let root = account(&mut archiver, &[(field, wrong)]);
        let file = seal("OTPAuth", 1.1, &archiver.finish(root), "");
        assert!(open(&file, "").unwrap()[0].is_err(), "{field}");
        let mut archiver = Archiver::new();
        let wrong = Value::Date(Date::from(std::time::SystemTime::UNIX_EPOCH));
        let root = account(&mut archiver, &[(field, wrong)]);
        let read = open(&seal("OTPAuth", 1.1, &archiver.finish(root), ""), "").unwrap();
        assert_eq!(read[0].is_ok(), field == "refDate", "{field}");
    }
}
