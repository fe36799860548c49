//! Every way back to the accounts, through the window where a person meets it: what is missing, damaged, turned back or replaced.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;
use watchword_tests::{Desktop, Provider, Window, oath_hotp, wait_for};

use crate::{
    command::{done, owner},
    person::{OTHER, PIN, SEED, TOTP, begin, choose_file, newest_backup, see_refusal, see_todays_code, unlock},
};

const HOTP: &str = "otpauth://hotp/Bank:ayu?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=Bank&counter=7";
const FIRST_COUNTER: u64 = 7;
const FRESH_PIN: &str = "a PIN to remember";

#[test]
fn a_trashed_seed_that_is_missing_keeps_no_recovery_key_from_opening() {
    let desktop = Desktop::new("ways-back-seed");
    let kept = tempfile::tempdir().expect("a temporary folder");
    done(&desktop, &["init"], "");
    let older_key = owner(&desktop, &["recovery-key", PIN]);
    // Two of the longest seeds don't fit one page, so that the first has one of its own.
    let long = |digit: &str| digit.repeat(1638);
    for (issuer, secret) in [("Archive", long("A")), ("Vast", long("B")), ("Example", SEED.to_owned())] {
        done(&desktop, &["add", "--issuer", issuer, "--account", "ayu"], &format!("{secret}\n"));
    }
    let backup = kept.path().join("older.age");
    fs::copy(newest_backup(&desktop), &backup).expect("a backup is copied");
    let key = owner(&desktop, &["recovery-key", PIN]);

    let window = desktop.open();
    unlock(&window);
    window.click("edit").at("edit").click("trash").at("codes").see("[data-action=undo]");
    lock(&window);
    remove_page_of_archive(&desktop);
    fs::remove_dir_all(desktop.data().join("backups")).expect("the vault's own backups are lost too");

    window.click("forgot").at("forgot");
    window.fill("recovery-key", &key).fill("pin", FRESH_PIN).fill("pin-again", FRESH_PIN).click("recover").at("codes");
    window.fill("search", "Example");
    see_todays_code(&window);
    window.see("[data-banner=seeds-missing]");
    look(&window, "seeds-missing").click("seeds-missing-act");
    window.fill("recovery-key", &key).click("restore-missing-seeds");
    see_refusal(&window);
    look(&window, "not-in-its-own-backups").click("choose-backup");
    choose_file(&desktop, &window, &backup);
    window.fill("recovery-key", &key).click("restore-missing-seeds");
    wait_for("the refusal of another key", 10, || window.see("p[role=alert]").contains("another vault").then_some(()));
    // The file is chosen still.
    window.fill("recovery-key", &older_key).shoot("older-key").click("restore-missing-seeds").see("[data-toast]");
    wait_for("the banner to go", 10, || window.texts("[data-banner=seeds-missing]").is_empty().then_some(()));
    let vault = window.invoke("vault", &json!({})).expect("it is unlocked");
    assert_eq!((&vault["trash"][0]["issuer"], &vault["trash"][0]["seed_missing"]), (&json!("Archive"), &json!(false)));

    // A recovery key that was shown and not confirmed is of no use, and the earlier one stays.
    window.press(&["Escape"]).click("settings").at("settings").click("new-recovery-key").at("recovery");
    window.fill("pin", FRESH_PIN).click("make-recovery-key").see("[name=last-group]");
    lock(&window);
    let said = window.see("[data-unconfirmed-key]");
    assert!(said.contains("doesn’t work") && said.contains("still works"), "{said}");
    look(&window, "unconfirmed-key").run("location.reload()", &[]);
    assert_eq!(window.at("unlock").see("[data-unconfirmed-key]"), said);
    window.click("forgot").at("forgot").see("[data-unconfirmed-key]");
    window.fill("recovery-key", &key).fill("pin", PIN).fill("pin-again", PIN).click("recover").at("codes");
    lock(&window);
    assert!(window.texts("[data-unconfirmed-key]").is_empty());
}

#[test]
fn damaged_files_narrow_dark_and_indonesian() {
    let desktop = Desktop::new("ways-back-damage").with_size(320, 400);
    let desktop = desktop.with_preferences(r#"{"theme":"dark","language":"id"}"#);
    done(&desktop, &["init"], "");
    done(&desktop, &["add", "--uri", "-"], TOTP);
    done(&desktop, &["add", "--uri", "-"], OTHER);
    let window = desktop.open();
    unlock(&window);
    for (place, step) in [(Place::Header, "header-repaired"), (Place::Body, "body-repaired")] {
        lock(&window);
        damage(&desktop, "vault.bin", &place);
        unlock(&window);
        window.see("[data-banner=repaired]");
        see_todays_code(&window);
        look(&window, step).click("repaired-act");
        window.see("[data-banner=no-backup]");
    }

    lock(&window);
    damage(&desktop, "vault.bin", &Place::Header);
    damage(&desktop, "vault.bin.copy", &Place::Header);
    unlock(&window);
    window.see("[data-banner=older-copy]");
    look(&window, "from-the-save-before").click("older-copy-act").see("dialog");
    look(&window, "continue-with-it").press(&["shift+Tab", "Return"]).see("[data-banner=no-backup]");

    lock(&window);
    for file in ["vault.bin", "vault.bin.copy", "vault.bin.previous"] {
        damage(&desktop, file, &Place::Header);
    }
    window.run("location.reload()", &[]);
    window.at("broken");
    look(&window, "broken").click("start-over").at("start-over");
    look(&window, "start-over")
        .fill("pin", FRESH_PIN)
        .fill("pin-again", FRESH_PIN)
        .fill("word", "hapus")
        .click("start-over");
    see_refusal(&window);
    look(&window, "wrong-word").fill("word", "ganti").click("start-over").at("codes").see("[data-action=add-first]");
    // What was damaged was put aside, and before it what the older copy took the place of.
    window.click("settings").at("settings").see("[data-replaced='replaced-2']");
    for aside in ["replaced-1", "replaced-2"] {
        assert!(desktop.data().join(aside).join("vault.bin").exists(), "{aside}");
    }
}

#[test]
fn an_empty_vault_in_a_file_where_the_keyring_is_gone() {
    let desktop = Desktop::with_lone_keyring("ways-back-no-keyring", Provider::Gnome);
    done(&desktop, &["init"], "");
    desktop.kill_keyring();
    let window = desktop.open();
    window.at("broken").click("start-over").at("start-over");
    look(&window, "no-keyring").click("use-file").type_text(FRESH_PIN);
    window.fill("pin-again", FRESH_PIN).fill("word", "replace").click("start-over").at("codes");
    lock(&window);
    window.fill("pin", FRESH_PIN).click("unlock").at("codes").click("settings").at("settings");
    window.see("[data-replaced='replaced-1']");
}

/// A backup made after a seed was lost says what it lacks. It is restored over a vault whose items are in a file.
#[test]
fn a_backup_without_a_seed_over_a_vault_in_a_file() {
    let kept = tempfile::tempdir().expect("a temporary folder");
    let backup = kept.path().join("watchword.age");
    let key = {
        let desktop = Desktop::new("ways-back-seedless-backup");
        done(&desktop, &["init"], "");
        let long = |digit: &str| digit.repeat(1638);
        for (issuer, secret) in [("Archive", long("A")), ("Vast", long("B")), ("Example", SEED.to_owned())] {
            done(&desktop, &["add", "--issuer", issuer, "--account", "ayu"], &format!("{secret}\n"));
        }
        // No page of an earlier save outlives the first one.
        owner(&desktop, &["recovery-key", PIN]);
        remove_page_of_archive(&desktop);
        let key = owner(&desktop, &["recovery-key", PIN]);
        fs::copy(newest_backup(&desktop), &backup).expect("a backup is copied");
        key
    };
    let desktop = Desktop::without_keyring("ways-back-file-replaced");
    let window = desktop.open();
    begin(&desktop, &window);
    window.click("settings").at("settings").click("restore").at("restore").click("choose-backup");
    choose_file(&desktop, &window, &backup);
    window.fill("recovery-key", &key).fill("pin", FRESH_PIN).fill("pin-again", FRESH_PIN);
    window.click("restore").see("dialog [name=permission]");
    window.fill("permission", PIN).click("allow").at("restored");
    window.see("[data-replaced]");
    assert!(window.see("[data-without-seed]").contains('1'), "Archive's seed was lost before");
    look(&window, "restored-without-seed").click("done").at("codes");
    window.fill("search", "Example");
    see_todays_code(&window);
    assert!(desktop.data().join("replaced-1/keyring.bin").exists(), "what it replaced is put aside");
    lock(&window);
    window.fill("pin", FRESH_PIN).click("unlock").at("codes").see("[data-banner=seeds-missing]");
}

/// Codes that were drawn from a record that was put back, or cut, never come again; an older copy goes on by the recovery key.
#[test]
fn turned_back() {
    let desktop = Desktop::new("ways-back-turned-back");
    done(&desktop, &["init"], "");
    done(&desktop, &["add", "--uri", "-"], HOTP);
    let key = owner(&desktop, &["recovery-key", PIN]);
    let counters = desktop.data().join("counters.log");
    let window = desktop.open();
    unlock(&window);
    let mut shown = Shown::default();
    shown.draw(&window);
    let older = fs::read(&counters).expect("a record of counters");
    shown.draw(&window);
    shown.draw(&window);
    for (record, step) in [(older, "counters-put-back"), (Vec::new(), "counters-emptied")] {
        lock(&window);
        fs::write(&counters, record).expect("the record is turned back");
        unlock(&window);
        window.see("[data-banner=counters-lost]");
        window.click("next-code").see("[role=alert] [data-toast]");
        assert!(window.texts("[data-code]").is_empty(), "no code before somebody allows it");
        look(&window, step).click("close-toast").click("counters-lost-act").see("dialog");
        look(&window, "continue-without-it").click("accept-older-copy");
        wait_for("the banner to go", 10, || window.texts("[data-banner]").is_empty().then_some(()));
        shown.draw(&window);
        shown.draw(&window);
    }

    let before = tempfile::tempdir().expect("a temporary folder");
    copy_files(&desktop.data(), before.path());
    window.click("edit").at("edit").fill("account", "renamed").click("save").at("codes");
    lock(&window);
    copy_files(before.path(), &desktop.data());
    window.click("forgot").at("forgot");
    window.fill("recovery-key", &key).fill("pin", FRESH_PIN).fill("pin-again", FRESH_PIN).click("recover").at("codes");
    window.see("[data-banner=was-older-copy]");
    look(&window, "was-older-copy").click("was-older-copy-act");
    wait_for("the banner to go", 10, || window.texts("[data-banner]").is_empty().then_some(()));
    shown.draw(&window);
    let vault = window.invoke("vault", &json!({})).expect("it is unlocked");
    assert_eq!(vault["rows"][0]["account"], "ayu", "what was changed after it is missing");
}

#[test]
fn another_vault_in_its_place() {
    let desktop = Desktop::new("ways-back-replaced");
    let kept = tempfile::tempdir().expect("a temporary folder");
    let backup = kept.path().join("watchword.age");
    done(&desktop, &["init"], "");
    done(&desktop, &["add", "--uri", "-"], TOTP);
    done(&desktop, &["add", "--uri", "-"], HOTP);
    let backup_key = owner(&desktop, &["recovery-key", PIN]);
    fs::copy(newest_backup(&desktop), &backup).expect("a backup is copied");
    owner(&desktop, &["recovery-key", PIN]);
    let items = item_names(&desktop);

    let window = desktop.open();
    unlock(&window);
    window.click("settings").at("settings").shoot("settings").click("restore").at("restore").click("choose-backup");
    choose_file(&desktop, &window, &backup);
    window.fill("recovery-key", &backup_key).fill("pin", FRESH_PIN).fill("pin-again", FRESH_PIN);
    look(&window, "restore").click("restore").see("dialog [name=permission]");
    look(&window, "a-vault-is-here-already").type_text("not the PIN").press(&["Return"]);
    see_refusal(&window);
    assert_eq!(window.see("[name=permission]"), "", "a PIN is not sent twice");
    look(&window, "wrong-pin").press(&["Return"]);
    assert_eq!(failed_pins(&desktop), 1, "an empty field is no attempt");
    window.choose("replace-by", "recovery_key").fill("permission", &backup_key).click("allow");
    see_refusal(&window);
    window.choose("replace-by", "typed").fill("word", "yes").click("allow");
    see_refusal(&window);
    look(&window, "wrong-word").fill("word", "replace").click("allow").at("restored");
    window.see("[data-hotp]");
    window.see("[data-replaced]");
    assert!(window.texts("[data-without-seed]").is_empty());
    look(&window, "restored").click("done").at("codes");
    see_todays_code(&window);

    window.click("settings").at("settings").see("[data-replaced='replaced-1']");
    window.click("delete-replaced-vault").see("dialog");
    look(&window, "delete-for-good").press(&["Escape"]).see("[data-replaced='replaced-1']");
    let aside = desktop.data().join("replaced-1");
    assert!(aside.exists() && items.is_subset(&item_names(&desktop)), "nothing is deleted before it is confirmed");
    // The focus is where it was.
    window.press(&["Return"]).see("dialog");
    window.press(&["shift+Tab", "Return"]).see("[data-toast]");
    wait_for("the list to go", 10, || window.texts("[data-replaced]").is_empty().then_some(()));
    assert!(!aside.exists() && items.is_disjoint(&item_names(&desktop)), "{:?}", item_names(&desktop));
    look(&window, "deleted").press(&["Escape"]).at("codes");

    // The command puts another vault in its place while the window is open.
    lock(&window);
    owner(&desktop, &["recovery-key", FRESH_PIN]);
    window.fill("pin", FRESH_PIN).click("unlock").at("codes");
    Shown::default().draw(&window);
    let restore = ["restore", "--replace", &backup.display().to_string()];
    done(&desktop, &restore, &format!("{backup_key}\n"));
    let counters = fs::read(desktop.data().join("counters.log")).expect("a record of counters");
    window.click("next-code").at("unlock");
    assert_eq!(fs::read(desktop.data().join("counters.log")).expect("a record"), counters, "it is another vault's");
    // It is that one which the window asks for now: without a recovery key, and with its own PIN.
    window.click("forgot").at("forgot").see("[data-action=start-over]");
    look(&window, "forgot-without-key").press(&["Escape"]);
    unlock(&window);
    see_todays_code(&window);
}

/// The codes of the account that uses a counter, as they were shown.
#[derive(Default)]
struct Shown(Vec<String>);

impl Shown {
    /// Asks for the next code, which comes after every one that was shown.
    #[track_caller]
    fn draw(&mut self, window: &Window) {
        let known = oath_hotp(SEED, 6, FIRST_COUNTER, 40);
        let place = |code: &str| known.iter().position(|known| known == code);
        let last = self.0.last().and_then(|code| place(code));
        window.click("next-code");
        let code = wait_for("a code that is later than all before", 10, || {
            let codes = window.texts("[data-code]");
            let codes = codes.into_iter().map(|code| code.replace(char::is_whitespace, ""));
            codes.filter(|code| place(code).is_some()).find(|code| place(code) > last)
        });
        self.0.push(code);
    }
}

/// Keeps a picture of what is new, and lets axe look at it.
#[track_caller]
fn look<'a>(window: &'a Window<'a>, step: &str) -> &'a Window<'a> {
    assert_eq!(window.shoot(step).axe(), Vec::<String>::new(), "axe on {step}");
    window
}

#[track_caller]
fn lock(window: &Window) {
    window.press(&["ctrl+l"]).at("unlock");
}

/// Where a byte rots.
enum Place {
    Header,
    Body,
}

fn damage(desktop: &Desktop, file: &str, place: &Place) {
    let path = desktop.data().join(file);
    let mut bytes = fs::read(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let at = match place {
        // Within the PIN slot.
        Place::Header => 200,
        Place::Body => bytes.len() - 20,
    };
    bytes[at] ^= 1;
    fs::write(path, bytes).expect("the vault is written");
}

/// Of the two pages that are left it is the shorter: the other has two seeds.
fn remove_page_of_archive(desktop: &Desktop) {
    let pages = desktop.keyring_items().into_iter().filter(|item| item.username.contains("/seeds/"));
    let mut pages: Vec<_> = pages.collect();
    assert_eq!(pages.len(), 2, "the longest seeds are in two pages");
    pages.sort_by_key(|page| page.value.len());
    desktop.remove_keyring_item(&pages[0].username);
}

/// PINs that have failed since the last right one (`FORMAT.md`, section 8).
fn failed_pins(desktop: &Desktop) -> u32 {
    let record = fs::read(desktop.data().join("attempts.bin")).expect("attempts are kept");
    u32::from_be_bytes(*record[8..].first_chunk().expect("failures"))
}

fn item_names(desktop: &Desktop) -> BTreeSet<String> {
    desktop.keyring_items().into_iter().map(|item| item.username).collect()
}

/// Copies the files of a vault's folder, apart from its backups.
fn copy_files(from: &Path, to: &Path) {
    let files = fs::read_dir(from).expect("a folder").flatten().map(|entry| entry.path());
    let files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    for file in files {
        fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("a file is copied");
    }
}
