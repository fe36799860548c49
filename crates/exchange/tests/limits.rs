//! Files that would take far more time or memory than their size lets expect.

use serde_json::{Value, json};
use watchword_exchange::{Encrypted, Format, MAX_ENTRIES, MAX_NAME_CHARS, Outcome, Read, Refusal};

fn outcome(format: Format, bytes: &[u8]) -> Result<Outcome, Refusal> {
    assert_eq!(Format::detect(bytes), Some(format));
    format.read(bytes)
}

fn read(format: Format, bytes: &[u8]) -> Read {
    match outcome(format, bytes).unwrap() {
        Outcome::Read(read) => read,
        Outcome::Encrypted(_) => panic!("encrypted"),
    }
}

fn closed(format: Format, json: &Value) -> Result<Encrypted, Refusal> {
    match outcome(format, json.to_string().as_bytes())? {
        Outcome::Encrypted(encrypted) => Ok(encrypted),
        Outcome::Read(_) => panic!("not encrypted"),
    }
}

/// Each group is looked up by its identifier, and a name that is too long is cut before it is
/// copied.
#[test]
fn groups_cost_no_more_than_their_entries() {
    let name = "g".repeat(1 << 20);
    let entries = |entry: Value| vec![entry; MAX_ENTRIES];
    let entry = json!({"type": "totp", "name": "a", "groups": vec!["a"; 32], "info": {"secret": "NBSWY3DP"}});
    let mut groups: Vec<_> = (0..100_000).map(|id| json!({"uuid": id.to_string(), "name": "b"})).collect();
    groups.push(json!({"uuid": "a", "name": name}));
    let service = json!({"name": "a", "secret": "NBSWY3DP", "groupId": "a"});
    let account = json!({"userName": "a", "secret": "NBSWY3DP", "folderData": {"folderId": "a"}});
    let memberships = vec![json!({"CategoryId": "a", "AuthenticatorSecret": "NBSWY3DP"}); 50_000];
    for (format, file) in [
        (Format::Aegis, json!({"db": {"version": 3, "entries": entries(entry), "groups": groups}})),
        (
            Format::TwoFas,
            json!({"schemaVersion": 4, "services": entries(service), "groups": [{"id": "a", "name": name}]}),
        ),
        (Format::LastPass, json!({"version": 3, "accounts": entries(account), "folders": [{"id": "a", "name": name}]})),
        (
            Format::Stratum,
            json!({"Authenticators": entries(json!({"Type": 2, "Secret": "NBSWY3DP"})),
                   "Categories": [{"Id": "a", "Name": name}], "AuthenticatorCategories": memberships}),
        ),
    ] {
        let read = read(format, file.to_string().as_bytes());
        assert_eq!(read.entries.len(), MAX_ENTRIES);
        let cut = &name[..MAX_NAME_CHARS];
        assert!(read.entries.iter().all(|entry| entry.content.as_ref().unwrap().groups == [cut]), "{format:?}");
    }
}

#[test]
fn keys_that_cost_too_much_are_refused() {
    let params = json!({"nonce": "00".repeat(12), "tag": "00".repeat(16)});
    let slot = |n: u64, r: u32, p: u32| json!({"type": 1, "key": "00".repeat(32), "key_params": params, "n": n, "r": r, "p": p, "salt": "00"});
    let open = |slots: Vec<Value>| {
        let vault = json!({"header": {"slots": slots, "params": params}, "db": "AAAA"});
        closed(Format::Aegis, &vault)?.open("a").map(drop)
    };
    assert_eq!(open(vec![slot(2, 1, 1); 16]), Err(Refusal::WrongPassword));
    assert_eq!(open(vec![slot(2, 1, 1); 17]), Err(Refusal::TooCostly));
    // Little memory for the table, but gigabytes for the blocks.
    assert_eq!(open(vec![slot(2, 1, (1 << 25) - 1)]), Err(Refusal::TooCostly));
    assert_eq!(open(vec![slot(1 << 24, 8, 1)]), Err(Refusal::TooCostly));
    // Another slot may still open with the right password.
    assert_eq!(open(vec![slot(2, 1, 1), slot(1 << 24, 8, 1)]), Err(Refusal::WrongPassword));
    let ente = |memory: u64, passes: u64| {
        let parameters = json!({"memLimit": memory, "opsLimit": passes, "salt": "AAAAAAAAAAAAAAAAAAAAAA=="});
        let export = json!({"version": 1, "kdfParams": parameters, "encryptedData": "AAAA", "encryptionNonce": "AAAA"});
        closed(Format::Ente, &export).unwrap().open("a").map(drop)
    };
    assert_eq!(ente((1 << 30) + 1024, 1), Err(Refusal::TooCostly));
    assert_eq!(ente(1 << 30, 17), Err(Refusal::TooCostly));
    assert_eq!(ente(8192, u64::MAX), Err(Refusal::TooCostly));
}

#[test]
fn tables_with_too_many_columns_are_refused() {
    let rows = "a,b,NBSWY3DP\n".repeat(MAX_ENTRIES);
    let table = format!("Title,Username,OTPAuth,\"x\n\"{}\n{rows}", ",".repeat(1 << 20));
    assert_eq!(outcome(Format::OnePassword, table.as_bytes()).unwrap_err(), Refusal::FileDamaged);
}

#[test]
fn a_devices_names_are_not_copied_for_each_of_its_keys() {
    let key = "<Key Algorithm='urn:ietf:params:xml:ns:keyprov:pskc:totp'>\
               <Data><Secret><PlainValue>MTIzNDU2Nzg=</PlainValue></Secret></Data></Key>";
    let file = |device: &str, keys: usize| {
        format!(
            "<KeyContainer Version='1.0' xmlns='urn:ietf:params:xml:ns:keyprov:pskc'><KeyPackage><DeviceInfo>{device}\
             </DeviceInfo>{}</KeyPackage></KeyContainer>",
            key.repeat(keys)
        )
    };
    let read = |device: &str, keys| read(Format::Pskc, file(device, keys).as_bytes()).entries;
    let long = read(&format!("<SerialNo>{}</SerialNo>", "1".repeat(1 << 20)), 1000);
    assert!(long.iter().all(|entry| entry.content == Err(Refusal::NameTooLong)));
    let many = read(&"<a/>".repeat(100_000), 1000);
    assert!(many.iter().all(|entry| entry.content.is_ok()));
}

#[test]
fn a_map_with_too_many_strings_is_refused() {
    let start = b"\xac\xed\0\x05sr\0\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\
                  \0\x01F\0\nloadFactorxp?@\0\0w\x08\0\0\0\x10";
    for (count, why) in [(2 * MAX_ENTRIES as u32 + 1, Refusal::FileDamaged), (u32::MAX, Refusal::TooMany)] {
        let file = [&start[..], &count.to_be_bytes()].concat();
        assert_eq!(outcome(Format::FreeOtp, &file).unwrap_err(), why);
    }
}

/// The directory's end states millions of files, for which the `zip` crate would make room.
#[test]
fn an_archive_that_states_millions_of_files_is_none() {
    let count = (1u64 << 20).to_le_bytes();
    let body = [b"PK\x03\x04".as_slice(), &[0; 1 << 20]].concat();
    let start = (body.len() as u64).to_le_bytes();
    let end_64: [&[u8]; 5] =
        [b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0", &count[..], &count, &[0xff; 5], &[0; 11]];
    let locator: [&[u8]; 3] = [b"PK\x06\x07\0\0\0\0", &start, &[1, 0, 0, 0]];
    let end: [&[u8]; 3] = [b"PK\x05\x06\0\0\0\0", &[0xff; 12], &[0; 2]];
    let archive = [body, end_64.concat(), locator.concat(), end.concat()].concat();
    assert_eq!(Format::detect(&archive), None);
}
