//! What is connected to, and for how long.

use std::env;
use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use watchword_update::{Source, UpdateError};

use crate::server::{Answer, Server};
use crate::{CURRENT, FILE, KEYS, SIGNATURE, check, check_at, file, serve, sign, signed, update};

#[test]
fn too_large_file_or_signature_is_refused() {
    let small = file("stable", "1.3.0");
    let padded = |bytes: &[u8], length: usize| [bytes, &vec![b' '; length - bytes.len()]].concat();
    let largest = padded(&small, 4 << 10);
    assert_eq!(check(&signed(&largest)), Ok(Some(update("1.3.0"))));

    let too_large = padded(&small, (4 << 10) + 1);
    assert_eq!(check(&signed(&too_large)), Err(UpdateError::Unreadable));
    let endless = Server::start([(FILE, Answer::Unbounded(vec![b' '; 1 << 20]))]);
    assert_eq!(check(&endless), Err(UpdateError::Unreadable));
    assert_eq!(endless.requests().len(), 1);
    let long_signature = padded(&sign(&small, &KEYS.sk), (2 << 10) + 1);
    assert_eq!(check(&serve(small, long_signature)), Err(UpdateError::Unreadable));
}

#[test]
fn slow_server_is_given_up() {
    let file = file("stable", "1.3.0");
    let signature = Answer::Slow(sign(&file, &KEYS.sk), Duration::from_secs(60));
    let stuck = Server::start([(FILE, Answer::Found(file.clone())), (SIGNATURE, signature)]);
    let silent = Server::start([(FILE, Answer::Slow(file, Duration::from_secs(60)))]);
    for server in [stuck, silent] {
        let key = KEYS.pk.to_base64();
        let source = Source { address: &server.address(), key: &key, version: CURRENT };
        let started = Instant::now();
        assert_eq!(source.check_within(Duration::from_millis(500)), Err(UpdateError::Unreachable));
        let took = started.elapsed();
        assert!(took >= Duration::from_millis(450) && took < Duration::from_secs(10), "{took:?}");
    }
}

#[test]
fn up_to_three_redirects_are_followed() {
    let file = file("stable", "1.3.0");
    let signature = Answer::Found(sign(&file, &KEYS.sk));
    let to = |path: &str| Answer::Redirect(path.into());
    let mut paths =
        vec![("/2", to("/1")), ("/1", to("/0")), ("/0", Answer::Found(file)), (SIGNATURE, signature), (FILE, to("/2"))];
    let server = Server::start(paths.clone());
    assert_eq!(check(&server), Ok(Some(update("1.3.0"))));

    // To another server on this computer, and one too many.
    let elsewhere = Answer::Redirect(format!("{}stable.json", server.address()));
    paths[4].1 = elsewhere;
    assert_eq!(check(&Server::start(paths)), Err(UpdateError::Unreadable));
    let endless = Server::start([(FILE, to(FILE))]);
    assert_eq!(check(&endless), Err(UpdateError::Unreadable));
    assert_eq!(endless.requests().len(), 4);
}

#[test]
fn redirect_to_another_scheme_or_out_of_this_computer_is_not_followed() {
    let target = Server::start([]);
    for elsewhere in [
        format!("http://localhost:{}/stable.json", target.port),
        format!("https://127.0.0.1:{}/stable.json", target.port),
        format!("http://user@127.0.0.1:{}/stable.json", target.port),
        "http://192.0.2.1/stable.json".into(),
        "file:///etc/passwd".into(),
        "http://[".into(),
    ] {
        let server = Server::start([(FILE, Answer::Redirect(elsewhere.clone()))]);
        assert_eq!(check(&server), Err(UpdateError::Unreadable), "{elsewhere}");
    }
    assert_eq!(target.requests(), [""; 0]);
}

#[test]
fn other_answers_are_unreadable() {
    for status in ["404 Not Found", "500 Internal Server Error", "204 No Content", "304 Not Modified", "206 Partial"] {
        let server = Server::start([(FILE, Answer::Status(status))]);
        assert_eq!(check(&server), Err(UpdateError::Unreadable), "{status}");
    }
    let without_signature = Server::start([(FILE, Answer::Found(file("stable", "1.3.0")))]);
    assert_eq!(check(&without_signature), Err(UpdateError::Unreadable));
    let headers = format!("HTTP/1.1 200 OK\r\nX: {}\r\nContent-Length: 0\r\n\r\n", "x".repeat(64 << 10));
    for raw in [b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec(), headers.into_bytes()] {
        let server = Server::start([(FILE, Answer::Raw(raw))]);
        assert_eq!(check(&server), Err(UpdateError::Unreadable));
    }
}

#[test]
fn no_server_is_unreachable() {
    let unused = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(check_at(&format!("http://{unused}/")), Err(UpdateError::Unreachable));
    let hangs_up = Server::start([(FILE, Answer::Raw(vec![]))]);
    assert_eq!(check(&hangs_up), Err(UpdateError::Unreachable));
}

#[test]
fn server_without_tls_is_unreachable_by_https() {
    let server = signed(&file("stable", "1.3.0"));
    assert_eq!(check_at(&format!("https://127.0.0.1:{}/", server.port)), Err(UpdateError::Unreachable));
}

#[test]
fn plain_http_to_a_name_or_another_computer_is_refused_before_any_connection() {
    let server = signed(&file("stable", "1.3.0"));
    let started = Instant::now();
    for elsewhere in [
        format!("http://localhost:{}/", server.port),
        format!("http://0.0.0.0:{}/", server.port),
        "http://192.0.2.1/".into(),
        "http://example.org/".into(),
    ] {
        assert_eq!(check_at(&elsewhere), Err(UpdateError::Source), "{elsewhere}");
    }
    assert!(started.elapsed() < Duration::from_secs(2), "nothing waits for an answer");
    assert_eq!(server.requests(), [""; 0]);
}

#[test]
fn unusable_key_or_version_is_refused_before_any_connection() {
    let server = signed(&file("stable", "1.3.0"));
    let address = &server.address();
    let key = &KEYS.pk.to_base64();
    for (key, version) in [("", CURRENT), ("not a key", CURRENT), (&key[4..], CURRENT), (key, ""), (key, "1.2")] {
        assert_eq!(Source { address, key, version }.check(), Err(UpdateError::Source), "{key} {version}");
    }
    assert_eq!(server.requests(), [""; 0]);
}

/// In a process of its own, because a test can't change its environment safely.
#[test]
fn environment_proxy_is_not_used_on_this_computer() {
    const INNER: &str = "WATCHWORD_TEST_PROXY";
    if env::var_os(INNER).is_some() {
        assert_eq!(check(&signed(&file("stable", "1.3.0"))), Ok(Some(update("1.3.0"))));
        return;
    }
    let proxy = Server::start([]);
    let mut test = Command::new(env::current_exe().unwrap());
    test.args(["--exact", "connection::environment_proxy_is_not_used_on_this_computer"]).env(INNER, "1");
    for variable in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        test.env(variable, proxy.address());
    }
    assert!(test.status().unwrap().success());
    assert_eq!(proxy.requests(), [""; 0]);
}
