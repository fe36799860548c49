//! Steam's files.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64;
use serde_json::{Value, json};
use sha1::Sha1;
use watchword_exchange::{Format, Lock, Refusal};

use crate::reading::{damage, uris, zip};

const PASSWORD: &str = "correct horse";

fn account(name: &str) -> Value {
    json!({
        "shared_secret": BASE64.encode(b"hello world"), "uri": "otpauth://totp/Steam:x?secret=AAAA",
        "account_name": name, "identity_secret": "x", "Session": {"SteamID": null},
    })
}

fn expected(name: &str) -> String {
    let secret = "NBSWY3DPEB3W64TMMQ";
    format!("otpauth://steam/Steam:{name}?secret={secret}&issuer=Steam&algorithm=SHA1&digits=5&period=30")
}

fn read(json: &Value) -> Result<Vec<String>, Refusal> {
    uris(Format::Steam, json.to_string().as_bytes(), "")
}

#[test]
fn ma_files_and_the_apps_file_are_read() {
    assert_eq!(read(&account("jane")), Ok(vec![expected("jane")]));
    let nameless = json!({"shared_secret": BASE64.encode(b"hello world"), "account_name": null});
    assert_eq!(read(&nameless), Ok(vec![expected("")]));
    let app = json!({"accounts": {"1": account("jane"), "2": {"shared_secret": "!"}, "3": account("joe")}});
    assert_eq!(read(&app), Ok(vec![expected("jane"), "FileDamaged".into(), expected("joe")]));
    for (secret, why) in
        [(json!(null), "FileDamaged"), (json!(""), "Secret(Empty)"), (json!("NBSWY3DP="), "FileDamaged")]
    {
        assert_eq!(read(&json!({"shared_secret": secret})), Ok(vec![why.to_owned()]));
    }
    damage(Format::Steam, account("jane").to_string().as_bytes(), "");
    damage(Format::Steam, app.to_string().as_bytes(), "");
}

/// Encrypts a maFile as Steam Desktop Authenticator does, or steamguard-cli.
fn sealed(name: &str, is_argon2: bool) -> String {
    let (salt, iv, mut key) = ([1; 8], [2; 16], [0; 32]);
    if is_argon2 {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(12 << 10, 3, 12, Some(32)).unwrap());
        argon2.hash_password_into(PASSWORD.as_bytes(), &salt, &mut key).unwrap();
    } else {
        pbkdf2::pbkdf2_hmac::<Sha1>(PASSWORD.as_bytes(), &salt, 50_000, &mut key);
    }
    let cipher = cbc::Encryptor::<aes::Aes256>::new(&key.into(), &iv.into());
    BASE64.encode(&cipher.encrypt_padded_vec::<Pkcs7>(account(name).to_string().as_bytes()))
}

fn desktop(filename: &str, is_encrypted: bool) -> Value {
    let [salt, iv] = [&[1u8; 8][..], &[2; 16]].map(|bytes| is_encrypted.then(|| BASE64.encode(bytes)));
    json!({"filename": filename, "steamid": 1, "encryption_salt": salt, "encryption_iv": iv})
}

fn cli(filename: &str, scheme: &str) -> Value {
    let (salt, iv) = (BASE64.encode(&[1; 8]), BASE64.encode(&[2; 16]));
    json!({"filename": filename, "steam_id": 1, "encryption": {"salt": salt, "iv": iv, "scheme": scheme}})
}

fn folder(entries: &[Value], files: &[(&str, &str)]) -> Vec<u8> {
    let manifest = json!({"encrypted": true, "entries": entries}).to_string();
    let mut all = vec![("maFiles/manifest.json".to_owned(), manifest.as_bytes())];
    all.extend(files.iter().map(|(name, text)| (format!("maFiles/{name}"), text.as_bytes())));
    zip(&all.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect::<Vec<_>>(), None)
}

#[test]
fn a_folders_ma_files_are_read_with_its_manifest() {
    let plain = account("zoe").to_string();
    let file = folder(
        &[
            desktop("1.maFile", true),
            cli("2.maFile", "LegacySdaCompatible"),
            cli("3.maFile", "Argon2idAes256"),
            cli("4.maFile", "Other"),
            desktop("5.maFile", true),
        ],
        &[
            ("1.maFile", &sealed("jane", false)),
            ("2.maFile", &sealed("joe", false)),
            ("3.maFile", &sealed("jim", true)),
            ("4.maFile", &plain),
            ("9.maFile", &plain),
        ],
    );
    let read =
        [&expected("jane"), &expected("joe"), &expected("jim"), "UnsupportedAlgorithm(\"Other\")", "FileDamaged"];
    assert_eq!(uris(Format::Steam, &file, PASSWORD).unwrap(), [&read[..], &[&expected("zoe")]].concat());

    let good = folder(&[desktop("1.maFile", true)], &[("1.maFile", &sealed("jane", false))]);
    for wrong in ["not it", "", "Correct horse"] {
        assert_eq!(uris(Format::Steam, &good, wrong), Err(Refusal::WrongPassword));
    }
    // A plain maFile beside it is no sign that the password fits.
    let mixed = folder(&[desktop("1.maFile", true)], &[("1.maFile", &sealed("jane", false)), ("9.maFile", &plain)]);
    assert_eq!(uris(Format::Steam, &mixed, "not it"), Err(Refusal::WrongPassword));
    assert_eq!(uris(Format::Steam, &mixed, PASSWORD), Ok(vec![expected("jane"), expected("zoe")]));
    // Two folders may have a maFile of the same name.
    let (zoe, ada) = (account("zoe").to_string(), account("ada").to_string());
    let twice = folder(&[desktop("1.maFile", false)], &[("1.maFile", &zoe), ("old/1.maFile", &ada)]);
    assert_eq!(uris(Format::Steam, &twice, ""), Ok(vec![expected("zoe"), expected("ada")]));

    let plain = folder(&[desktop("1.maFile", false)], &[("1.maFile", &plain)]);
    assert_eq!(uris(Format::Steam, &plain, ""), Ok(vec![expected("zoe")]));
    damage(Format::Steam, &plain, "");
}

#[test]
fn a_folder_of_too_many_is_refused() {
    let entries: Vec<_> = (0..101).map(|n| desktop(&format!("{n}.maFile"), true)).collect();
    assert_eq!(uris(Format::Steam, &folder(&entries, &[("0.maFile", "")]), ""), Err(Refusal::TooCostly));
}

#[test]
fn a_manifest_alone_is_refused_by_name() {
    for entry in [desktop("1.maFile", false), desktop("1.maFile", true), cli("1.maFile", "LegacySdaCompatible")] {
        assert_eq!(read(&json!({"entries": [entry]})), Err(Refusal::Locked(Lock::Folder)));
    }
    assert_eq!(Format::detect(b"{\"entries\": []}"), None);
}
