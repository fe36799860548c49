//! After the keyring was lost, the window leads to the vault's own backups.

use watchword_tests::Desktop;

use crate::{
    command::{done, owner},
    person::{PIN, TOTP, open_backup, see_todays_code},
};

const FRESH_PIN: &str = "a PIN to remember";

#[test]
fn lost_keyring_leads_to_the_vaults_own_backups() {
    let desktop = Desktop::new("reset-keyring").with_size(320, 480);
    done(&desktop, &["init"], "");
    done(&desktop, &["add", "--uri", "-"], TOTP);
    let key = owner(&desktop, &["recovery-key", PIN]);
    for item in desktop.keyring_items() {
        desktop.remove_keyring_item(&item.username);
    }

    let window = desktop.open();
    window.at("restore").see("[data-keyring-lost]");
    window.see("[data-chosen-backup]");
    window.shoot("led-to-restore");
    assert_eq!(window.axe(), Vec::<String>::new());
    let said = open_backup(&window, &key);
    assert!(said.contains("account"), "{said}");
    assert_eq!(window.axe(), Vec::<String>::new());
    window.shoot("found").fill("pin", FRESH_PIN).fill("pin-again", FRESH_PIN).click("restore");
    window.at("restored").shoot("restored").click("done").at("codes");
    see_todays_code(&window);
    assert!(desktop.data().join("replaced-1/vault.bin").exists(), "the old vault is kept");
}
