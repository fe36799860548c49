//! That the desktop itself stands, before anything is said about the app on it.

use watchword_tests::{Desktop, SERVICE, qr_picture};

/// The keyring keeps what is stored in it, over a sign-out too.
#[test]
fn keyring_keeps_items() {
    let mut desktop = Desktop::new("desktop-keyring");
    assert!(desktop.keyring_items().is_empty());
    let store = ["-c", "printf v1.AAAA | secret-tool store --label=x service \"$0\" username uuid/head", SERVICE];
    assert!(desktop.command("sh").args(store).status().is_ok_and(|status| status.success()));
    desktop.sign_in_again();
    let items = desktop.keyring_items();
    assert_eq!(items.len(), 1);
    assert_eq!((items[0].username.as_str(), items[0].value.as_str()), ("uuid/head", "v1.AAAA"));
}

/// The clipboard hands on text and pictures.
#[test]
fn clipboard_hands_on() {
    let desktop = Desktop::new("desktop-clipboard");
    let clipboard = desktop.clipboard();
    assert_eq!(clipboard.text(), "");
    clipboard.write("UTF8_STRING", "a watchword".as_bytes());
    assert_eq!(clipboard.text(), "a watchword");
    clipboard.write("image/png", &qr_picture("a watchword"));
    assert!(clipboard.read("TARGETS").is_some_and(|targets| targets.contains("image/png")));
}
