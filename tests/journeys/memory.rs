//! After locking, nothing that opens the vault or computes a code is left in memory.
#![allow(clippy::print_stdout, reason = "it prints how much it searched")]

use std::{env, fs, thread::sleep, time::Duration};

use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use hkdf::Hkdf;
use sha2::Sha256;
use watchword_tests::{Desktop, Terminal, found_in_memory, process_tree, target_folder, wait_for};

use crate::person::{PIN, SEED, TOTP};

/// The default number of locks; `WATCHWORD_LOCKS=50` locks more often.
const LOCKS: u32 = 5;

#[test]
fn lock_leaves_no_secret_in_memory() {
    let desktop = desktop_with_vault("memory");
    let needles = needles(&desktop);
    let app = desktop.open_undriven(&[]);
    let limits = fs::read_to_string(format!("/proc/{}/limits", app.id())).expect("the app's limits");
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().take(2).collect::<Vec<_>>(), ["1", "1"], "no core dump is written");
    let display = desktop.display();
    let held = || -> Vec<_> {
        let processes = process_tree(app.id());
        processes.into_iter().flat_map(|process| found_in_memory(process, &needles)).collect()
    };
    for lock in 1..=locks() {
        // Nothing signals that the page is ready, and a PIN typed too early gets lost.
        sleep(Duration::from_secs(3));
        display.type_text(PIN);
        display.press(&["Return"]);
        wait_for("the open vault", 30, || held().iter().any(|(name, _)| *name == "the vault key").then_some(()));
        display.press(&["ctrl+l"]);
        sleep(Duration::from_secs(1));
        let mut left = Vec::new();
        for _ in 0..10 {
            left = held();
            if left.is_empty() {
                break;
            }
            sleep(Duration::from_secs(1));
        }
        assert_eq!(left, [], "after lock {lock}");
        println!("lock {lock}: nothing found");
    }
}

/// The same for the process that answers commands while no window is open. Only root may look into
/// it: it allows no other program of the user's to.
#[test]
fn lock_leaves_no_secret_in_the_agent() {
    let desktop = desktop_with_vault("memory-agent");
    let needles = needles(&desktop);
    let mut terminal = Terminal::open(&desktop);
    let watchword = |arguments: &str| format!("{} {arguments}", target_folder().join("watchword").display());
    for lock in 1..=locks() {
        let shown = terminal.run(&watchword("code example"), Some(PIN));
        assert!(shown.contains("status 0"), "{shown}");
        let agent = desktop.agent().expect("an agent").as_raw_nonzero().get().unsigned_abs();
        let held = || found_in_memory(agent, &needles);
        let is_root = rustix::process::geteuid().is_root();
        assert_eq!(held().iter().any(|(name, _)| *name == "the vault key"), is_root, "while it is unlocked");
        assert!(terminal.run(&watchword("lock"), None).contains("Locked."));
        assert_eq!(held(), [], "after lock {lock}");
    }
}

fn desktop_with_vault(name: &str) -> Desktop {
    let desktop = Desktop::new(name);
    for (arguments, input) in [("init", String::new()), ("add --uri -", format!("{TOTP}\n"))] {
        let arguments: Vec<&str> = ["--pin-stdin"].into_iter().chain(arguments.split(' ')).collect();
        let done = desktop.watchword(&arguments, &format!("{PIN}\n{input}"));
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    desktop
}

fn locks() -> u32 {
    env::var("WATCHWORD_LOCKS").ok().and_then(|locks| locks.parse().ok()).unwrap_or(LOCKS)
}

/// A dropped link passes through C libraries, which wipe nothing; here it isn't accepted either.
#[test]
fn lock_leaves_no_dropped_link_in_memory() {
    let desktop = Desktop::new("memory-drop");
    let made = desktop.watchword(&["--pin-stdin", "init"], &format!("{PIN}\n"));
    assert!(made.status.success());
    let app = desktop.open_undriven(&[]);
    let display = desktop.display();
    let window = display.windows().remove(0);
    let needles = seed_needles();
    let held = || -> Vec<_> {
        let processes = process_tree(app.id());
        processes.into_iter().flat_map(|process| found_in_memory(process, &needles)).collect()
    };
    sleep(Duration::from_secs(3));
    display.type_text(PIN);
    display.press(&["Return"]);
    sleep(Duration::from_secs(5));
    let shelf = desktop.shelf(&[("text/plain", TOTP.as_bytes())]);
    display.drag(shelf.window(), &window, || ());
    shelf.wait();
    wait_for("the seed", 30, || held().iter().any(|(name, _)| *name == "the seed").then_some(()));
    display.press(&["ctrl+l"]);
    let mut left = Vec::new();
    for _ in 0..10 {
        sleep(Duration::from_secs(1));
        left = held();
        if left.is_empty() {
            break;
        }
    }
    assert_eq!(left, []);
}

/// Returns the PIN, the seed and the vault key in every form in which they are handled.
fn needles(desktop: &Desktop) -> Vec<(&'static str, Vec<u8>)> {
    let rest = vec![
        ("the PIN", PIN.into()),
        ("the PIN in UTF-16", PIN.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("the vault key", vault_key(desktop)),
    ];
    [seed_needles(), rest].concat()
}

fn seed_needles() -> Vec<(&'static str, Vec<u8>)> {
    let seed = BASE32_NOPAD.decode(SEED.as_bytes()).expect("a seed in base32");
    vec![
        ("the seed in hex", HEXLOWER.encode(&seed).into()),
        ("the seed in capital hex", HEXUPPER.encode(&seed).into()),
        ("the seed in base32", SEED.into()),
        ("the seed in lower-case base32", SEED.to_lowercase().into()),
        ("the seed in UTF-16", SEED.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("the seed", seed),
    ]
}

/// Decrypts the vault key with the files and the keyring, as `FORMAT.md` specifies.
fn vault_key(desktop: &Desktop) -> Vec<u8> {
    let file = fs::read(desktop.data().join("vault.bin")).expect("the vault's file");
    let length = u32::from_be_bytes(file[10..14].try_into().expect("four bytes")) as usize;
    let header: serde_json::Value = serde_json::from_slice(&file[14..14 + length]).expect("a header");
    let bytes = |value: &serde_json::Value| {
        BASE64URL_NOPAD.decode(value.as_str().unwrap_or_default().as_bytes()).expect("base64url")
    };
    let number = |name: &str| u32::try_from(header["pin"]["kdf"][name].as_u64().expect(name)).expect(name);
    let uuid = header["uuid"].as_str().expect("a uuid");
    let vault = HEXLOWER.decode(uuid.replace('-', "").as_bytes()).expect("a uuid");
    let items = desktop.keyring_items();
    let device = items.iter().find(|item| item.username.contains("/device-key/")).expect("a device key");
    let device = BASE64URL_NOPAD.decode(&device.value.as_bytes()["v1.".len()..]).expect("base64url");

    let params = Params::new(number("memory_kib"), number("passes"), number("lanes"), Some(32)).expect("a cost");
    let (mut hash, mut pin_key) = ([0; 32], [0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(PIN.as_bytes(), &bytes(&header["pin"]["salt"]), &mut hash).expect("a hash");
    let info = [b"watchword/1/pin".as_slice(), &vault].concat();
    Hkdf::<Sha256>::new(Some(&device), &hash).expand(&info, &mut pin_key).expect("a key");
    let sealed = bytes(&header["pin"]["sealed"]);
    let (nonce, sealed) = sealed.split_first_chunk::<12>().expect("a nonce");
    let opened = Aes256Gcm::new(&pin_key.into()).decrypt(&(*nonce).into(), Payload { msg: sealed, aad: &vault });
    opened.expect("the vault key")
}
