//! The command without a vault: `scan`, `code --uri`, `verify --uri` and `import --dry-run`.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The SHA-1 seed of RFC 6238 (appendix B), with 8 digits.
const TOTP: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example&digits=8";
const HOTP: &str = "otpauth://hotp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example&counter=1";
/// A Google Authenticator export of two accounts: one with RFC 6238's seed, and one with MD5.
const MIGRATION: &str = "otpauth-migration://offline?data=CjIKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgtFeGFtcGxlOmF5dRoHRXhhbXBsZ\
    SABKAEwAgoyChQxMjM0NTY3ODkwMTIzNDU2Nzg5MBILRXhhbXBsZTpvbGQaB0V4YW1wbGUgBCgBMAIQARgB";

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchword"));
    // In English, whatever the user's language.
    command.env_remove("WATCHWORD_VAULT").env("LC_ALL", "C").env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn watchword(arguments: &[&str], input: &str) -> Output {
    let mut child = command(arguments).spawn().unwrap();
    // A command that refuses its arguments does not read the input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert!(!text(&output.stderr).contains("panicked"), "{}", text(&output.stderr));
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_owned()).unwrap()
}

/// What a command prints that succeeds and reports nothing on standard error.
#[track_caller]
fn done(arguments: &[&str], input: &str) -> String {
    let output = watchword(arguments, input);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    text(&output.stdout)
}

/// What a command reports that fails with status 1.
#[track_caller]
fn refused(arguments: &[&str], input: &str) -> String {
    let output = watchword(arguments, input);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
    text(&output.stderr)
}

/// The JSON that a command prints, and its exit status.
#[track_caller]
fn json(arguments: &[&str]) -> (Value, Option<i32>) {
    let output = watchword(arguments, "");
    assert_eq!(text(&output.stderr), "");
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

fn file(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn picture(folder: &TempDir, name: &str, text: &str) -> String {
    let code = qrcode::QrCode::new(text).unwrap();
    let (modules, quiet, module) = (code.width() as u32, 4, 6);
    let side = (modules + 2 * quiet) * module;
    let picture = image::GrayImage::from_fn(side, side, |x, y| {
        let at = |pixel: u32| (pixel / module).checked_sub(quiet).filter(|at| *at < modules);
        let dark = at(x).zip(at(y)).is_some_and(|(x, y)| code[(x as usize, y as usize)] == qrcode::Color::Dark);
        image::Luma([if dark { 0 } else { 255 }])
    });
    let path = folder.path().join(name);
    picture.save(&path).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn code_of_a_uri_is_printed() {
    assert_eq!(done(&["code", "--uri", TOTP, "--at", "59"], ""), "94287082\n");
    assert_eq!(done(&["code", "--uri", "-", "--at", "1111111109"], &format!("{TOTP}\r\n")), "07081804\n");
    assert_eq!(done(&["code", "--uri", HOTP], ""), "287082\n", "the code at the URI's counter");
    assert_eq!(done(&["code", "--uri", TOTP, "--at", "18446744073709551615"], "").len(), 9);
    let (shown, status) = json(&["code", "--json", "--uri", TOTP, "--at", "59"]);
    assert_eq!(status, Some(0));
    assert_eq!(shown, json!({ "code": "94287082", "valid_from": 30, "valid_until": 60, "next": "37359152" }));
    let (shown, _) = json(&["--json", "code", "--uri", HOTP]);
    assert_eq!(shown, json!({ "code": "287082", "valid_from": null, "valid_until": null, "next": null }));
}

#[test]
fn verify_of_a_uri_reports_validity_and_drift() {
    let verify = |arguments: &[&str]| {
        let all = [&["verify", "--uri", TOTP, "--at", "60"], arguments].concat();
        let output = watchword(&all, "");
        (output.status.code(), text(&output.stdout))
    };
    assert_eq!(verify(&["37359152"]), (Some(0), "Valid\n".into()));
    assert_eq!(verify(&["3735 9152"]), (Some(0), "Valid\n".into()));
    assert_eq!(verify(&["94287082"]), (Some(0), "Valid, drift: -1\n".into()));
    assert_eq!(verify(&["94287082", "--window", "0"]), (Some(1), String::new()));
    assert_eq!(verify(&["94287082", "--json"]), (Some(0), "{\"drift\":-1,\"valid\":true}\n".into()));
    assert_eq!(verify(&["00000000", "--json"]), (Some(1), "{\"drift\":null,\"valid\":false}\n".into()));
}

#[test]
fn invalid_uri_is_refused_and_not_repeated() {
    for uri in ["", "hello", "https://example.org", "otpauth://", "otpauth://totp/x", "otpauth://totp/x?secret=SECRET1"]
    {
        for arguments in [&["code", "--uri", uri][..], &["verify", "--uri", uri, "123456"]] {
            let said = refused(arguments, "");
            assert!(said.lines().count() == 1 && !said.contains("SECRET1"), "{uri}: {said}");
        }
    }
    assert!(refused(&["code", "--uri", MIGRATION], "").contains("watchword import"));
}

#[test]
fn mistakes_in_the_command_line_exit_with_2() {
    for arguments in [
        &[][..],
        &["open"],
        &["code"],
        &["code", "x", "--uri", TOTP],
        &["code", "--uri", TOTP, "--at", "now"],
        &["code", "--uri", "-"],
        &["verify", "123456"],
        &["verify", "--uri", TOTP],
        &["verify", "--uri", TOTP, "--window", "101", "123456"],
        &["add"],
        &["add", "--uri", TOTP, "--digits", "8"],
        &["scan"],
        &["import"],
        &["import", "--reveal", "x"],
        &["import", "--dry-run", "--from", "paper", "x"],
        &["restore"],
    ] {
        let output = watchword(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
        assert!(!text(&output.stderr).contains("GEZDGNBV"), "{arguments:?}");
    }
    assert!(done(&["code", "--help"], "").contains("“ps”"));
}

#[test]
fn scan_prints_texts_and_reports_errors() {
    let folder = TempDir::new().unwrap();
    let account = picture(&folder, "account.png", TOTP);
    let wifi = picture(&folder, "wifi.png", "WIFI:S:home;P:secret;;");
    let white = folder.path().join("white.png").to_str().unwrap().to_owned();
    image::GrayImage::from_pixel(200, 200, image::Luma([255])).save(&white).unwrap();
    let missing = folder.path().join("missing.png").to_str().unwrap().to_owned();

    assert_eq!(done(&["scan", &account, &wifi], ""), format!("{TOTP}\nWIFI:S:home;P:secret;;\n"));
    let (mut shown, status) = json(&["scan", "--json", &account, &white, &missing]);
    assert_eq!(status, Some(1));
    for image in shown.as_array_mut().unwrap() {
        assert!(image.as_object_mut().unwrap().remove("millis").is_some_and(|millis| millis.is_u64()));
    }
    assert_eq!(shown[0], json!({ "image": account, "texts": [TOTP], "error": null }));
    for (position, image) in [(1, &white), (2, &missing)] {
        assert_eq!((&shown[position]["image"], &shown[position]["texts"]), (&json!(image), &json!([])));
        assert!(shown[position]["error"].is_string());
    }
    let output = watchword(&["scan", &missing, &wifi], "");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), "WIFI:S:home;P:secret;;\n".into()));
    assert!(text(&output.stderr).starts_with(&missing));
}

#[test]
fn dry_run_lists_accounts_and_skipped_entries() {
    let folder = TempDir::new().unwrap();
    let list = file(&folder, "list.txt", format!("# mine\n\n{TOTP}\nhello\n{HOTP}\nsteam://GEZDGNBVGY3TQOJQ\n"));
    let export = file(&folder, "export.txt", format!("{MIGRATION}\n"));
    let photo = picture(&folder, "photo.png", MIGRATION);
    let paper = file(&folder, "paper.txt", "hello");

    let (shown, status) = json(&["import", "--dry-run", "--json", "--reveal", &list, &export, &photo, &paper]);
    assert_eq!(status, Some(1));
    let account = |kind, digits, moving: &str, factor: u64| {
        let mut account = json!({
            "type": kind, "issuer": "Example", "account": "ayu", "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
            "algorithm": "SHA1", "digits": digits, "pin": null, "groups": [], "note": null,
        });
        account[moving] = factor.into();
        account
    };
    assert_eq!((&shown[0]["file"], &shown[0]["format"]), (&json!(list), &json!("uri")));
    assert_eq!(shown[0]["accounts"][0], account("totp", 8, "period", 30));
    assert_eq!(shown[0]["accounts"][1], account("hotp", 6, "counter", 1));
    assert_eq!((&shown[0]["accounts"][2]["type"], &shown[0]["accounts"][2]["digits"]), (&json!("steam"), &json!(5)));
    assert_eq!(shown[0]["skipped"].as_array().unwrap().len(), 1);
    assert_eq!(shown[0]["skipped"][0]["entry"], 4, "the line number");
    for (position, format) in [(1, "google-migration"), (2, "picture")] {
        assert_eq!(shown[position]["format"], format);
        assert_eq!(shown[position]["accounts"], json!([account("totp", 6, "period", 30)]));
        assert_eq!(shown[position]["skipped"][0]["entry"], 1);
        assert!(shown[position]["skipped"][0]["why"].as_str().unwrap().contains("MD5"));
    }
    assert_eq!((&shown[3]["format"], &shown[3]["accounts"]), (&Value::Null, &json!([])));
    assert_eq!(shown[3]["skipped"][0]["entry"], Value::Null, "the whole file");

    let hidden = watchword(&["import", "--dry-run", "--json", &list, &export], "");
    assert!(!text(&hidden.stdout).contains("secret") && !text(&hidden.stdout).contains("GEZDGNBV"));
    let plain = watchword(&["import", "--dry-run", &list], "");
    assert_eq!(text(&plain.stdout).lines().next(), Some("Example: ayu  totp SHA1 8"));
    assert!(text(&plain.stderr).starts_with(&format!("{list}: 4: ")));
}

#[test]
fn import_from_refuses_other_formats() {
    let folder = TempDir::new().unwrap();
    let list = file(&folder, "list.txt", TOTP);
    let photo = picture(&folder, "photo.png", TOTP);
    for (from, file) in [("uri", &list), ("picture", &photo)] {
        assert_eq!(done(&["import", "--dry-run", "--from", from, file], ""), "Example: ayu  totp SHA1 8\n");
    }
    for (from, file) in [("google-migration", &list), ("uri", &photo), ("picture", &list)] {
        assert!(refused(&["import", "--dry-run", "--from", from, file], "").contains(from));
    }
    let (shown, status) = json(&["import", "--dry-run", "--json", "--from", "picture", &list]);
    assert_eq!((status, &shown[0]["format"], &shown[0]["accounts"]), (Some(1), &json!("uri"), &json!([])));
}

/// Ente Auth's tags and note.
#[test]
fn import_shows_groups_and_note() {
    let folder = TempDir::new().unwrap();
    let display = "codeDisplay=%7B%22tags%22%3A%5B%22Work%22%5D%2C%22note%22%3A%22by%20the%20door%22%7D";
    let list = file(&folder, "ente.txt", format!("{TOTP}&{display}\n"));
    // A note may hold recovery codes.
    for (arguments, note) in [(&[][..], Value::Null), (&["--reveal"], json!("by the door"))] {
        let (shown, status) = json(&[&["import", "--dry-run", "--json", &list], arguments].concat());
        let account = &shown[0]["accounts"][0];
        assert_eq!((status, &account["groups"], &account["note"]), (Some(0), &json!(["Work"]), &note));
    }
}

#[test]
fn unreadable_files_are_refused() {
    let folder = TempDir::new().unwrap();
    let half = {
        let whole = fs::read(picture(&folder, "whole.png", TOTP)).unwrap();
        file(&folder, "half.png", &whole[..whole.len() / 2])
    };
    for path in [
        file(&folder, "empty", ""),
        file(&folder, "comment", "# nothing\n"),
        file(&folder, "zeros", [0; 4096]),
        half,
        folder.path().to_str().unwrap().to_owned(),
    ] {
        let said = refused(&["import", "--dry-run", &path], "");
        assert!(said.starts_with(&path) && !said.contains("clipboard"), "{said}");
        refused(&["scan", &path], "");
    }
}

/// A wrong code is worse than none.
#[test]
fn links_whose_codes_would_be_wrong_are_refused() {
    let base = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8";
    for (rest, said) in [
        ("&2step_salt=8&2step_output=20&2step_difficulty=10000", "half of the secret"),
        ("&pin=1234", "“pin”"),
        ("&secret_encoding=hex", "“secret_encoding”"),
        ("&t0=59", "“t0”"),
        ("&secret=GEZDGNBV", "“secret” twice"),
        ("&algorithm=SHA384", "SHA384"),
        ("&issuer=Steam", "5 characters"),
    ] {
        let answer = refused(&["code", "--at", "59", "--uri", "-"], &format!("{base}{rest}\n"));
        assert!(answer.contains(said) && !answer.contains("GEZDGNBV"), "{rest}: {answer}");
    }
    for (secret, said) in [
        ("3132333435363738393031323334353637383930", "hexadecimal"),
        ("GEZDGNBVGY3TQOJ0", "0, 1, 8 or 9"),
        ("GEZDGNBV%EF%BC%A7", "base32"),
    ] {
        let uri = format!("otpauth://totp/Example:ayu?secret={secret}\n");
        let answer = refused(&["code", "--uri", "-"], &uri);
        assert!(answer.contains(said) && answer.contains("base32"), "{secret}: {answer}");
    }
    for same in ["&algo=sha-1&lock=true&image=x&pin=true", "&amp;period=30", "&counter=9"] {
        let code = done(&["code", "--at", "59", "--uri", "-"], &format!("{base}{same}\n"));
        assert_eq!(code, "94287082\n", "{same}");
    }
    let apple = format!("apple-{base}\n");
    assert_eq!(done(&["code", "--at", "59", "--uri", "-"], &apple), "94287082\n");
}

/// Every way in which a link can say that it is for Steam gives Steam's letters.
#[test]
fn steam_links_give_steam_codes() {
    let code = |uri: String| done(&["code", "--at", "59", "--uri", "-"], &format!("{uri}\n"));
    let steam = code("steam://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".into());
    assert!(
        steam.trim_end().len() == 5 && steam.trim_end().bytes().all(|byte| byte.is_ascii_alphanumeric()),
        "{steam}"
    );
    for (label, rest) in [("Steam", "&digits=5"), ("Example:ayu", "&digits=s"), ("steam:ayu", ""), ("ayu", "&steam")] {
        let uri = format!("otpauth://totp/{label}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ{rest}");
        assert_eq!(code(uri), steam, "{label} {rest}");
    }
}

#[test]
fn several_links_in_one_line_have_its_number() {
    let folder = TempDir::new().unwrap();
    let list =
        file(&folder, "list.txt", format!("{TOTP},{HOTP}, https://example.org\n{TOTP};motp://a:b?secret=00;{HOTP},\n"));
    let (shown, status) = json(&["import", "--dry-run", "--json", &list]);
    assert_eq!((status, shown[0]["accounts"].as_array().unwrap().len()), (Some(1), 3));
    let skipped = shown[0]["skipped"].as_array().unwrap();
    let entries: Vec<_> = skipped.iter().map(|skipped| (&skipped["entry"], skipped["why"].as_str().unwrap())).collect();
    assert_eq!(entries.iter().map(|(entry, _)| *entry).collect::<Vec<_>>(), [1, 2]);
    assert!(entries[0].1.contains("counter") && entries[1].1.contains("motp"), "{entries:?}");
}

#[test]
fn files_of_unsupported_kinds_are_named() {
    let folder = TempDir::new().unwrap();
    for (name, content, said) in [
        ("code.svg", b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'>".as_slice(), "SVG"),
        ("code.png", b"<!doctype html><title>404</title>", "web page"),
        ("empty.png", b"", "empty"),
        ("code.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        ("code.mp4", b"\0\0\0\x18ftypisom\0\0\0\0", "video"),
        ("codes.zip", b"PK\x03\x04\x14\0\0\0", "archive"),
        ("codes.docx", b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", "office"),
        ("backup.age", b"age-encryption.org/v1\n", "encrypted"),
        ("backup.json", b"{\"entries\": [\"none\"]}\n", "another program"),
        ("note.txt", b"no link in here", "no otpauth link"),
        ("zeros", &[0; 100], "isn’t an image"),
    ] {
        let path = file(&folder, name, content);
        for arguments in [&["scan", &path][..], &["import", "--dry-run", &path]] {
            assert!(refused(arguments, "").contains(said), "{arguments:?}");
        }
    }
}

/// A reader such as `| head -1`.
#[test]
fn closed_output_ends_the_command_quietly() {
    let folder = TempDir::new().unwrap();
    let list = file(&folder, "list.txt", format!("{TOTP}\n").repeat(9_000));
    for arguments in
        [&["import", "--dry-run", &list][..], &["import", "--dry-run", "--json", &list], &["code", "--help"]]
    {
        let mut child = command(arguments).spawn().unwrap();
        drop(child.stdin.take());
        let mut output = child.stdout.take().unwrap();
        let _ = output.read(&mut [0; 10]).unwrap();
        drop(output);
        let output = child.wait_with_output().unwrap();
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
    }
}

/// Imports files of other programs, if they are present: as many accounts as their publishers say.
#[test]
fn samples_of_other_programs_are_imported() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if !samples.is_dir() {
        return eprintln!("skipped: {} is absent", samples.display());
    }
    for (name, format, accounts) in [
        ("uri_list/beemdevelopment-Aegis__plain.txt", "uri", 7),
        ("uri_list/linuxleague-gnome-Authenticator__plain.txt", "uri", 7),
        ("google_migration/scito-extract_otp_secrets__example_export.txt", "google-migration", 6),
        ("google_migration/scito-extract_otp_secrets__example_export_only_totp.txt", "google-migration", 5),
        ("google_migration/scito-extract_otp_secrets__test_plus_problem_export.txt", "google-migration", 4),
    ] {
        let path: PathBuf = samples.join(name);
        let (shown, status) = json(&["import", "--dry-run", "--json", "--from", format, path.to_str().unwrap()]);
        assert_eq!((status, shown[0]["accounts"].as_array().unwrap().len()), (Some(0), accounts), "{name}");
    }
}
