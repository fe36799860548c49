//! What a check makes of everything that a server may answer. The server is on this computer, and
//! the files are signed by minisign's own library.

mod connection;
mod server;
mod signature;

use std::io::Cursor;
use std::sync::LazyLock;

use minisign::{KeyPair, SecretKey};
use server::{Answer, Server};
use watchword_update::{Source, Update, UpdateError};

const CURRENT: &str = "1.2.3";
const FILE: &str = "/stable.json";
const SIGNATURE: &str = "/stable.json.minisig";

static KEYS: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate_unencrypted_keypair().expect("a new key"));

fn file(channel: &str, version: &str) -> Vec<u8> {
    format!(r#"{{"channel":"{channel}","version":"{version}","address":"https://example.org/{version}"}}"#).into_bytes()
}

fn sign(file: &[u8], key: &SecretKey) -> Vec<u8> {
    let signature = minisign::sign(None, key, Cursor::new(file), Some("timestamp:1 file:stable.json"), None);
    signature.expect("a signature").into_string().into_bytes()
}

/// Serves a file and a signature.
fn serve(file: Vec<u8>, signature: Vec<u8>) -> Server {
    Server::start([(FILE, Answer::Found(file)), (SIGNATURE, Answer::Found(signature))])
}

/// Serves a file, signed with the right key.
fn signed(file: &[u8]) -> Server {
    serve(file.to_vec(), sign(file, &KEYS.sk))
}

fn check_at(address: &str) -> Result<Option<Update>, UpdateError> {
    Source { address, key: &KEYS.pk.to_base64(), version: CURRENT }.check()
}

fn check(server: &Server) -> Result<Option<Update>, UpdateError> {
    check_at(&server.address())
}

fn update(version: &str) -> Update {
    Update { version: version.into(), page: format!("https://example.org/{version}") }
}

#[test]
fn newer_version_is_found_and_requests_say_nothing_else() {
    let server = signed(&file("stable", "1.3.0"));
    assert_eq!(check(&server), Ok(Some(update("1.3.0"))));
    let requests = server.requests();
    assert_eq!(requests.len(), 2, "{requests:?}");
    for (request, path) in requests.iter().zip([FILE, SIGNATURE]) {
        let mut lines: Vec<String> = request.lines().map(str::to_lowercase).collect();
        assert_eq!(lines.remove(0), format!("get {path} http/1.1"));
        lines.sort();
        assert_eq!(
            lines,
            ["accept: */*".into(), format!("host: 127.0.0.1:{}", server.port), "user-agent: watchword".into()]
        );
    }
}

#[test]
fn line_end_after_the_file_is_signed_too() {
    let file = [&file("stable", "1.3.0")[..], b"\n"].concat();
    assert_eq!(check(&signed(&file)), Ok(Some(update("1.3.0"))));
}

#[test]
fn versions_are_compared_by_precedence() {
    for newer in ["1.2.4", "1.10.0", "2.0.0", "1.2.4-rc.1"] {
        assert_eq!(check(&signed(&file("stable", newer))), Ok(Some(update(newer))), "{newer}");
    }
    for same in ["1.2.3", "1.2.3+build.7"] {
        assert_eq!(check(&signed(&file("stable", same))), Ok(None), "{same}");
    }
    for older in ["1.2.2", "0.9.9", "1.2.3-rc.1"] {
        let refused = Err(UpdateError::Older { offered: older.into() });
        assert_eq!(check(&signed(&file("stable", older))), refused, "{older}");
    }
}

#[test]
fn another_channel_is_refused() {
    for channel in ["beta", "", "Stable"] {
        assert_eq!(check(&signed(&file(channel, "9.0.0"))), Err(UpdateError::Channel), "{channel}");
    }
}

/// The right key has signed it, so only its contents are wrong.
#[test]
fn malformed_file_is_refused() {
    let right = r#"{"channel":"stable","version":"1.3.0","address":"https://example.org/"}"#;
    assert!(check(&signed(right.as_bytes())).is_ok());
    for wrong in [
        String::new(),
        "{}".into(),
        format!("[{right}]"),
        format!("{right}{right}"),
        right.replace(r#""channel":"stable","#, ""),
        right.replace('}', r#","install":"https://example.org/a.exe"}"#),
        right.replace('}', r#","version":"1.4.0"}"#),
        right.replace("1.3.0", "1.3"),
        right.replace("1.3.0", "v1.3.0"),
        right.replace(r#""1.3.0""#, "2"),
        right.replace("https://example.org/", ""),
        right.replace("https:", "http:"),
        right.replace("https://example.org/", "javascript:alert(1)"),
        right.replace("https://example.org/", "file:///etc/passwd"),
        right.replace("example.org", "user:password@example.org"),
        right.replace("https://example.org/", "--help"),
    ] {
        assert_eq!(check(&signed(wrong.as_bytes())), Err(UpdateError::Unreadable), "{wrong}");
    }
}

#[test]
fn page_is_ascii_without_spaces_and_quotes() {
    let file = r#"{"channel":"stable","version":"1.3.0","address":"https://bücher.example/a b\"'`\u0000ä"}"#;
    let page = check(&signed(file.as_bytes())).unwrap().unwrap().page;
    assert_eq!(page, "https://xn--bcher-kva.example/a%20b%22'%60%00%C3%A4");
}
