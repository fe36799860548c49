//! The app refuses bad input with a reason, and loses nothing and leaves nothing half done.

use watchword_tests::{Desktop, Window, qr_picture};

use crate::person::{PIN, SEED, TOTP, accept_first, paste_picture, see_refusal, see_todays_code, set_pin};

#[test]
fn weak_pin_is_refused() {
    let desktop = Desktop::new("refused-pin");
    let window = desktop.open();
    window.at("welcome");
    for (pin, again) in [("12345", "12345"), ("password", "password"), (PIN, "kancil 7204 becaK")] {
        window.fill("pin", pin).fill("pin-again", again).click("create");
        see_refusal(&window);
        window.at("welcome").shoot("refused");
    }
    window.close();
    assert!(!desktop.data().join("vault.bin").exists(), "no vault is created");
    assert!(desktop.keyring_items().is_empty(), "nothing is left in the keyring");
}

#[test]
fn input_without_a_new_account_is_refused() {
    let desktop = Desktop::new("refused-accounts");
    let window = desktop.open();
    set_pin(&window);
    paste_picture(&desktop, &window, TOTP);
    accept_first(&window);

    typed(&window);
    window.press(&["Escape", "Escape"]).at("codes");
    // The same account again: shown as a duplicate that can't be selected.
    paste_picture(&desktop, &window, TOTP);
    assert_eq!(window.run("return document.querySelector('[name^=find-]').ariaDisabled", &[]), "true");
    assert_eq!(window.run("return document.querySelector('[data-action=accept]').disabled", &[]), true);
    window.press(&["Escape"]);
    for text in ["https://example.org", "otpauth://totp/x?secret=", "otpauth://totp/x?secret=GEZDGNBV&period=0"] {
        desktop.clipboard().write("image/png", &qr_picture(text));
        window.press(&["ctrl+v"]).at("review").shoot("unread");
        assert!(window.texts("[name^=find-]").is_empty(), "{text}");
        window.press(&["Escape"]);
    }
    desktop.clipboard().write("image/png", b"no picture at all");
    window.press(&["ctrl+v"]).at("review").shoot("no-picture");
    assert!(window.texts("[name^=find-]").is_empty());
    window.press(&["Escape"]);
    desktop.clipboard().write("application/x-unknown", b"nothing that is read");
    window.press(&["ctrl+v"]).see("[role=alert] [data-toast]");
    window.shoot("nothing-to-read").press(&["Escape", "Escape"]).at("codes");
    assert_eq!(window.texts("[data-account]").len(), 1);
    see_todays_code(&window);
}

/// Types an account in, with one wrong value at a time.
fn typed(window: &Window) {
    window.click("add").at("add").click("type-in").at("typed").fill("issuer", "Typed").click("save");
    see_refusal(window);
    for (field, wrong, right) in [("secret", "not base32!", SEED), ("digits", "11", "6"), ("period", "0", "30")] {
        window.fill(field, wrong).click("save");
        see_refusal(window);
        window.at("typed").shoot(field).fill(field, right);
    }
}
