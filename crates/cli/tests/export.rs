//! `export`: where it writes, what it refuses, and what `import` reads again.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod runner;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use runner::watchword;

const PASSPHRASE: &str = "kancil di tepi sungai";
const PASSWORD: &str = "becak di pasar";
const TOTP: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ&issuer=Example";
const HOTP: &str = "otpauth://hotp/Bank:ayu?secret=GEZDGNBVGY3TQOJQ&counter=7&issuer=Bank";
const STEAM: &str = "otpauth://totp/Steam:budi?secret=GEZDGNBVGY3TQOJQ&encoder=steam&issuer=Steam";

/// Runs `export` with the passphrase, and these lines after it.
fn export(folder: &Path, arguments: &[&str], lines: &str) -> (Option<i32>, String, String) {
    watchword(folder, &[&["--pin-stdin", "export"], arguments].concat(), &format!("{PASSPHRASE}\n{lines}"))
}

/// A vault with an account of each type.
fn vault() -> TempDir {
    let folder = TempDir::new().unwrap();
    let links = folder.path().join("all.txt");
    fs::write(&links, [TOTP, HOTP, STEAM].join("\n")).unwrap();
    let passphrase = format!("{PASSPHRASE}\n");
    let run = |arguments: &[&str]| {
        let (status, _, said) = watchword(folder.path(), &[&["--pin-stdin"], arguments].concat(), &passphrase);
        assert_eq!(status, Some(0), "{said}");
    };
    run(&["init", "--file-store"]);
    run(&["import", links.to_str().unwrap()]);
    folder
}

/// The issuers that `import` finds in a file.
fn issuers(folder: &Path, file: &str, password: &[&str]) -> Vec<String> {
    let arguments = [&["import", "--dry-run", "--json"], password, &[file]].concat();
    let (status, data, said) = watchword(folder, &arguments, &format!("{PASSWORD}\n"));
    assert_eq!((status, said.as_str()), (Some(0), ""), "{data}");
    let files: Value = serde_json::from_str(&data).unwrap();
    let accounts = files[0]["accounts"].as_array().unwrap();
    accounts.iter().map(|account| account["issuer"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn exports_are_private_files_that_import_reads() {
    let vault = vault();
    let folder = vault.path();
    let file = folder.join("export");
    let path = file.to_str().unwrap();
    fs::write(&file, "mine").unwrap();
    let encrypted = ["--to", "aegis", "--password-stdin", "--output", path];
    let (status, _, said) = export(folder, &encrypted, &format!("{PASSWORD}\n"));
    assert!(status == Some(1) && said.contains("already a file called export"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), b"mine");

    let (status, data, said) = export(folder, &[&encrypted[..], &["--force"]].concat(), &format!("{PASSWORD}\n"));
    assert_eq!((status, data.as_str(), said.as_str()), (Some(0), "", "3 accounts exported\n"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!fs::read_to_string(&file).unwrap().contains("GEZDGNBV"));
    assert_eq!(issuers(folder, path, &["--password-stdin"]), ["Example", "Bank", "Steam"]);

    let images = folder.join("codes.png");
    let (status, _, said) = export(folder, &["--to", "google-migration", "--output", images.to_str().unwrap()], "");
    assert_eq!(status, Some(1), "one is left out");
    assert!(
        said.contains("isn’t encrypted") && said.contains("Steam: budi: ") && said.contains("2 accounts"),
        "{said}"
    );
    assert_eq!(issuers(folder, images.to_str().unwrap(), &[]), ["Example", "Bank"]);

    let json_file = folder.join("bitwarden.json");
    let arguments = ["--json", "--to", "bitwarden-authenticator", "--output", json_file.to_str().unwrap()];
    let (status, data, said) = export(folder, &arguments, "");
    assert!(status == Some(1) && said.contains("isn’t encrypted") && !said.contains("Bank"), "{said}");
    let mut shown: Value = serde_json::from_str(&data).unwrap();
    let why = shown["left_out"][0]["why"].take();
    assert!(why.as_str().unwrap().contains("HOTP"), "{why}");
    let bank = json!({ "issuer": "Bank", "account": "ayu", "why": null });
    assert_eq!(shown, json!({ "format": "bitwarden-authenticator", "written": 2, "left_out": [bank] }));
    assert_eq!(issuers(folder, json_file.to_str().unwrap(), &[]), ["Example", "Steam"]);
}

/// The pages are drawn by the confined process that draws any PDF, and the QR codes read as in any
/// image.
#[test]
fn every_account_on_a_sheet_to_print_is_read_again() {
    let vault = vault();
    let folder = vault.path();
    let names = ["支付宝", "مصرف", "Ćevap", "🦊", "Банк", "", "A very long name that takes several lines, as some do"];
    let links: Vec<String> = (0..23)
        .map(|number| {
            // An account is recognised by its secret.
            let digit = char::from(b'A' + number as u8);
            let secret = "MFRGGZDFMZTWQ2L".to_owned() + &digit.to_string();
            let secret = if number % 9 == 4 { secret.repeat(30) } else { secret };
            let issuer = names[number % names.len()];
            format!(
                "otpauth://totp/a{number}@example.org?secret={secret}&issuer={issuer}&period={}",
                if number % 3 == 0 { 60 } else { 30 }
            )
        })
        .collect();
    let list = folder.join("list.txt");
    fs::write(&list, links.join("\n")).unwrap();
    let (status, _, said) =
        watchword(folder, &["--pin-stdin", "import", list.to_str().unwrap()], &format!("{PASSPHRASE}\n"));
    assert_eq!(status, Some(0), "{said}");
    let read = |file: &Path| -> Vec<Value> {
        let arguments = ["import", "--dry-run", "--reveal", "--json", file.to_str().unwrap()];
        let (status, data, said) = watchword(folder, &arguments, "");
        assert_eq!((status, said.as_str()), (Some(0), ""), "{data}");
        let files: Value = serde_json::from_str(&data).unwrap();
        files[0]["accounts"].as_array().unwrap().clone()
    };
    let expected = {
        let all = folder.join("all.txt");
        let (status, _, said) = export(folder, &["--to", "uri", "--force", "--output", all.to_str().unwrap()], "");
        assert_eq!(status, Some(0), "{said}");
        read(&all)
    };
    let sheet = folder.join("sheet.pdf");
    let (status, _, said) = export(folder, &["--to", "pdf", "--output", sheet.to_str().unwrap()], "");
    assert!(status == Some(0) && said.contains("isn’t encrypted") && said.contains("26 accounts"), "{said}");
    assert_eq!(fs::metadata(&sheet).unwrap().permissions().mode() & 0o777, 0o600);
    keep(&sheet);
    assert_eq!(read(&sheet), expected);

    // Google Authenticator knows neither Steam's codes nor another period than 30 seconds.
    let pages = folder.join("pages.pdf");
    let (status, _, said) = export(folder, &["--to", "google-migration-pdf", "--output", pages.to_str().unwrap()], "");
    assert!(status == Some(1) && said.contains("Steam: budi: "), "{said}");
    keep(&pages);
    let is_known = |account: &&Value| account["type"] == "hotp" || account["period"] == 30 && account["type"] == "totp";
    assert!(read(&pages).iter().eq(expected.iter().filter(is_known)));
}

/// Leaves a sheet for a person to look at.
fn keep(sheet: &Path) {
    if let Some(folder) = std::env::var_os("WATCHWORD_KEEP_SHEETS") {
        fs::copy(sheet, Path::new(&folder).join(sheet.file_name().unwrap())).unwrap();
    }
}

#[test]
fn links_go_to_standard_output_if_it_is_a_pipe() {
    let vault = vault();
    let (status, data, said) = export(vault.path(), &["--to", "uri"], "");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("isn’t encrypted") && said.contains("3 accounts exported"), "{said}");
    assert_eq!(data.lines().count(), 3);
    assert!(data.lines().nth(1).unwrap().contains("counter=7"), "{data}");
    let (status, data, said) = export(vault.path(), &["--to", "uri", "bank"], "");
    assert!(status == Some(0) && data.starts_with("otpauth://hotp/Bank:ayu?"), "{data}{said}");
    let (status, data, said) = export(vault.path(), &["--to", "bitwarden-authenticator", "bank"], "");
    assert!(status == Some(1) && data.is_empty() && said.contains("HOTP"), "{said}");
}

#[test]
fn mistakes_are_reported_before_the_pin_is_read() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("out");
    let output = output.to_str().unwrap();
    for (arguments, why) in [
        (&["--to", "uri", "--json"][..], "--output"),
        (&["--to", "google-migration"], "--output"),
        (&["--to", "pdf"], "--output"),
        (&["--to", "uri", "--force"], "--output"),
        (&["--to", "uri", "--password-stdin", "--output", output], "isn’t encrypted"),
        (&["--to", "aegis-encrypted"], "2fas-plain"),
        (&["--output", output], "--to"),
    ] {
        let (status, data, said) = export(folder.path(), arguments, "");
        assert_eq!((status, data.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
}

#[test]
fn password_is_needed_and_not_short() {
    let vault = vault();
    let output = vault.path().join("out");
    let to = ["--to", "2fas", "--output", output.to_str().unwrap()];
    let (status, _, said) = export(vault.path(), &to, &format!("{PASSWORD}\n"));
    assert!(status == Some(2) && said.contains("--password-stdin"), "there is no terminal: {said}");
    let to = [&to[..], &["--password-stdin"]].concat();
    assert_eq!(export(vault.path(), &to, "").0, Some(2), "there is no password");
    let (status, _, said) = export(vault.path(), &to, "becak\n");
    assert!(status == Some(1) && said.contains("at least 8 characters"), "{said}");
    assert!(!output.exists());
}

#[test]
fn terminal_gets_no_export_and_asks_twice_for_the_password() {
    let vault = vault();
    let output = vault.path().join("out.json");
    let typed =
        |arguments: &str, lines: &[&str]| runner::typed(vault.path(), &format!("export {arguments}"), ": ", lines);
    let (status, shown) = typed("--to uri", &[]);
    assert!(status == Some(2) && shown.contains("--output") && !shown.contains("Passphrase"), "{shown}");
    let to = format!("--to aegis --output {output:?}");
    let (status, shown) = typed(&to, &[PASSPHRASE, PASSWORD, "becak di sawah"]);
    assert!(status == Some(1) && shown.contains("match"), "{shown}");
    assert!(!output.exists());
    let (status, shown) = typed(&to, &[PASSPHRASE, PASSWORD, PASSWORD]);
    assert!(status == Some(0) && shown.contains("3 accounts exported"), "{shown}");
    assert_eq!(issuers(vault.path(), output.to_str().unwrap(), &["--password-stdin"]).len(), 3);
}
