//! Every way back to the accounts through the window, after files were lost, damaged, rolled back
//! or replaced.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;
use watchword_tests::{Desktop, Provider, Window, oath_hotp, wait_for};

use crate::{
    command::{done, owner},
    person::{
        HOTP, OTHER, PIN, SEED, TOTP, begin, choose_file, newest_backup, open_backup, see_refusal, see_todays_code,
        unlock,
    },
};

const FIRST_COUNTER: u64 = 7;
const FRESH_PIN: &str = "a PIN to remember";

#[test]
fn missing_seed_in_the_trash_does_not_block_the_recovery_key() {
    let desktop = Desktop::new("ways-back-seed");
    let kept = tempfile::tempdir().expect("a temporary folder");
    done(&desktop, &["init"], "");
    let older_key = owner(&desktop, &["recovery-key", PIN]);
    add_archive_on_its_own_page(&desktop);
    let backup = kept.path().join("older.age");
    fs::copy(newest_backup(&desktop), &backup).expect("a backup is copied");
    let key = owner(&desktop, &["recovery-key", PIN]);

    let window = desktop.open();
    unlock(&window);
    window.fill("search", "Archive").click("edit").at("edit").click("trash").at("codes").see("[data-action=undo]");
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
    // The file is still chosen.
    window.fill("recovery-key", &older_key).shoot("older-key").click("restore-missing-seeds").see("[data-toast]");
    wait_for("the banner to disappear", 10, || window.texts("[data-banner=seeds-missing]").is_empty().then_some(()));
    let vault = window.invoke("vault", &json!({})).expect("the vault is unlocked");
    assert_eq!((&vault["trash"][0]["issuer"], &vault["trash"][0]["seed_missing"]), (&json!("Archive"), &json!(false)));

    // A recovery key that was shown but not confirmed opens nothing, and the earlier one still
    // does.
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
fn damaged_files_in_a_narrow_dark_indonesian_window() {
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
    // The damaged vault was moved away, and before it the one that the older copy replaced.
    window.click("settings").at("settings").see("[data-replaced='replaced-2']");
    for aside in ["replaced-1", "replaced-2"] {
        assert!(desktop.data().join(aside).join("vault.bin").exists(), "{aside}");
    }
}

#[test]
fn new_vault_in_a_file_after_the_keyring_is_gone() {
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

/// Restores a backup that was made after a seed was lost, over a vault in a file. The window says
/// that a seed is missing.
#[test]
fn backup_without_a_seed_replaces_a_vault_in_a_file() {
    let kept = tempfile::tempdir().expect("a temporary folder");
    let backup = kept.path().join("watchword.age");
    let key = {
        let desktop = Desktop::new("ways-back-seedless-backup");
        done(&desktop, &["init"], "");
        add_archive_on_its_own_page(&desktop);
        // This save removes the pages of earlier ones.
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
    open_backup(&window, &key);
    window.fill("pin", FRESH_PIN).fill("pin-again", FRESH_PIN);
    window.click("restore").see("dialog [name=permission]");
    window.fill("permission", PIN).click("allow").at("restored");
    window.see("[data-replaced]");
    assert!(window.see("[data-without-seed]").contains('1'), "Archive's seed was lost before");
    look(&window, "restored-without-seed").click("done").at("codes");
    window.fill("search", "Example");
    see_todays_code(&window);
    assert!(desktop.data().join("replaced-1/keyring.bin").exists(), "the replaced vault is kept");
    lock(&window);
    window.fill("pin", FRESH_PIN).click("unlock").at("codes").see("[data-banner=seeds-missing]");
}

/// Codes never repeat after the record of counters was rolled back or emptied, and the recovery key
/// makes an older copy usable.
#[test]
fn rolled_back_counters_repeat_no_code() {
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
        fs::write(&counters, record).expect("the record is rolled back");
        unlock(&window);
        window.see("[data-banner=counters-lost]");
        window.click("next-code").see("[role=alert] [data-toast]");
        assert!(window.texts("[data-code]").is_empty(), "no code before the user allows it");
        look(&window, step).click("close-toast").click("counters-lost-act").see("dialog");
        look(&window, "continue-without-it").click("accept-older-copy");
        wait_for("the banner to disappear", 10, || window.texts("[data-banner]").is_empty().then_some(()));
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
    wait_for("the banner to disappear", 10, || window.texts("[data-banner]").is_empty().then_some(()));
    shown.draw(&window);
    let vault = window.invoke("vault", &json!({})).expect("the vault is unlocked");
    assert_eq!(vault["rows"][0]["account"], "ayu", "later changes are missing");
}

#[test]
fn restored_backup_replaces_another_vault() {
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
    open_backup(&window, &backup_key);
    window.fill("pin", FRESH_PIN).fill("pin-again", FRESH_PIN);
    look(&window, "restore").click("restore").see("dialog [name=permission]");
    look(&window, "a-vault-is-here-already").type_text("not the PIN").press(&["Return"]);
    see_refusal(&window);
    assert_eq!(window.see("[name=permission]"), "", "a wrong PIN is cleared from the field");
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
    assert!(aside.exists() && items.is_subset(&item_names(&desktop)), "nothing is deleted before the user confirms");
    // The focus is back where it was.
    window.press(&["Return"]).see("dialog");
    window.press(&["shift+Tab", "Return"]).see("[data-toast]");
    wait_for("the list to disappear", 10, || window.texts("[data-replaced]").is_empty().then_some(()));
    assert!(!aside.exists() && items.is_disjoint(&item_names(&desktop)), "{:?}", item_names(&desktop));
    look(&window, "deleted").press(&["Escape"]).at("codes");

    // The command replaces the vault while the window is open.
    lock(&window);
    owner(&desktop, &["recovery-key", FRESH_PIN]);
    window.fill("pin", FRESH_PIN).click("unlock").at("codes");
    Shown::default().draw(&window);
    let restore = ["restore", "--replace", &backup.display().to_string()];
    done(&desktop, &restore, &format!("{backup_key}\n"));
    let counters = fs::read(desktop.data().join("counters.log")).expect("a record of counters");
    window.click("next-code").at("unlock");
    assert_eq!(
        fs::read(desktop.data().join("counters.log")).expect("a record"),
        counters,
        "the record of the new vault is unchanged"
    );
    // The window now asks for the new vault, which has no recovery key and its own PIN.
    window.click("forgot").at("forgot").see("[data-action=start-over]");
    look(&window, "forgot-without-key").press(&["Escape"]);
    unlock(&window);
    see_todays_code(&window);
}

/// The codes of the counter-based account shown so far.
#[derive(Default)]
struct Shown(Vec<String>);

impl Shown {
    /// Draws the next code, whose counter must be higher than those of all codes shown before.
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

/// Saves a screenshot, and checks the screen with axe.
#[track_caller]
fn look<'a>(window: &'a Window<'a>, step: &str) -> &'a Window<'a> {
    assert_eq!(window.shoot(step).axe(), Vec::<String>::new(), "axe on {step}");
    window
}

#[track_caller]
fn lock(window: &Window) {
    window.press(&["ctrl+l"]).at("unlock");
}

/// The part of a file in which a byte is damaged.
enum Place {
    Header,
    Body,
}

fn damage(desktop: &Desktop, file: &str, place: &Place) {
    let path = desktop.data().join(file);
    let mut bytes = fs::read(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let at = match place {
        // A byte of the PIN slot.
        Place::Header => 200,
        Place::Body => bytes.len() - 20,
    };
    bytes[at] ^= 1;
    fs::write(path, bytes).expect("the vault is written");
}

/// Adds Example, eight accounts with the longest secrets, which fill its page, and Archive.
fn add_archive_on_its_own_page(desktop: &Desktop) {
    let long = |digit: char| digit.to_string().repeat(1638);
    let vast = ('B'..='I').map(|digit| (format!("Vast%20{digit}"), long(digit)));
    let accounts = [("Example".to_owned(), SEED.to_owned())].into_iter().chain(vast);
    let accounts = accounts.chain([("Archive".to_owned(), long('A'))]);
    let links = accounts.map(|(issuer, secret)| format!("otpauth://totp/ayu?secret={secret}&issuer={issuer}\n"));
    let list = desktop.home().join("links.txt");
    fs::write(&list, links.collect::<String>()).expect("a file in the home");
    done(desktop, &["import", list.to_str().expect("a plain path")], "");
}

/// Removes the shorter of the two remaining pages: the other one has nine seeds.
fn remove_page_of_archive(desktop: &Desktop) {
    let pages = desktop.keyring_items().into_iter().filter(|item| item.username.contains("/seeds/"));
    let mut pages: Vec<_> = pages.collect();
    assert_eq!(pages.len(), 2, "the longest seeds are on two pages");
    pages.sort_by_key(|page| page.value.len());
    desktop.remove_keyring_item(&pages[0].username);
}

/// Returns the number of wrong PINs since the last right one (`FORMAT.md`, section 8).
fn failed_pins(desktop: &Desktop) -> u32 {
    let record = fs::read(desktop.data().join("attempts.bin")).expect("a ledger of attempts");
    u32::from_be_bytes(*record[8..].first_chunk().expect("failures"))
}

fn item_names(desktop: &Desktop) -> BTreeSet<String> {
    desktop.keyring_items().into_iter().map(|item| item.username).collect()
}

/// Copies the files of a vault's folder, except its backups.
fn copy_files(from: &Path, to: &Path) {
    let files = fs::read_dir(from).expect("a folder").flatten().map(|entry| entry.path());
    let files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    for file in files {
        fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("a file is copied");
    }
}
