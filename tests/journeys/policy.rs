//! What an organisation has set, in the window and the command: it is shown, and can't be undone.

use serde_json::{Value, json};
use watchword_tests::{Desktop, Window, wait_for};

use crate::person::{PIN, TOTP, accept_first, paste_picture, shown_code};

/// A policy with a recipient whose identity nobody has.
fn policy() -> Value {
    json!({
        "LockAfterMinutes": 10, "ClipboardSeconds": 20, "LockWhenMinimised": true, "PinMinLength": 8,
        "ExportAllowed": false, "QrCodeAllowed": false, "OtherBackupsAllowed": false, "CameraAllowed": false,
        "TrayAllowed": false, "SearchAllowed": false, "UpdateCheck": "off", "AuditLog": "file",
        "SupportName": "Example Ltd", "SupportContact": "help@example.org",
        "EscrowRecipients": ["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"],
        "Cookies": true,
    })
}

#[test]
fn policy_is_shown_and_cannot_be_undone() {
    for (language, theme, size) in
        [("id", "dark", (320, 480)), ("it", "light", (400, 680)), ("en", "light", (320, 480))]
    {
        let desktop = Desktop::new(&format!("policy-{language}"))
            .with_size(size.0, size.1)
            .with_preferences(&format!(r#"{{"theme":"{theme}","language":"{language}"}}"#))
            .with_policy(&policy().to_string());
        let window = desktop.open();
        window.at("welcome").see("[data-escrow]");
        window.fill("pin", "829416").fill("pin-again", "829416").click("create");
        wait_for("the refusal of a short PIN", 10, || (!window.texts("[role=alert]").is_empty()).then_some(()));
        window.shoot("short-pin").fill("pin", PIN).fill("pin-again", PIN).click("create").at("codes");
        paste_picture(&desktop, &window, TOTP);
        accept_first(&window);
        window.at("codes");
        shown_code(&window);
        see_settings(&window);
        window.press(&["Escape"]).at("codes");
        if language == "en" {
            by_command(&desktop);
            window.press(&["Escape"]).at("codes");
            change_it(&desktop, &window);
        }
    }
}

fn see_settings(window: &Window) {
    window.click("settings").at("settings");
    for name in ["lock-when-minimised", "keep-in-tray", "search-copies"] {
        assert_eq!(window.texts(&format!("[name={name}]:disabled")).len(), 1, "{name}");
    }
    for action in ["open-export", "passphrase-backup"] {
        assert_eq!(window.texts(&format!("[data-action={action}]:disabled")).len(), 1, "{action}");
    }
    let minutes = window.texts("[name=lock-after] option");
    assert_eq!(minutes.len(), 3, "{minutes:?}");
    assert_eq!(window.shoot("settings").axe(), [""; 0]);
    let organisation = window.texts("[data-organisation], [data-escrow], [data-faults]");
    assert!(organisation.len() == 3 && organisation[0].contains("Example Ltd"), "{organisation:?}");
    window.run("document.querySelector('[data-organisation]').scrollIntoView({ block: 'center' })", &[]);
    window.shoot("organisation");
}

fn by_command(desktop: &Desktop) {
    let shown = desktop.watchword(&["policy"], "");
    let (said, remarked) = (String::from_utf8_lossy(&shown.stdout), String::from_utf8_lossy(&shown.stderr));
    assert!(said.contains("LockAfterMinutes: 10  (/etc/watchword/policy.json)"), "{said}");
    assert!(remarked.contains("Cookies"), "{remarked}");
    let json: Value = serde_json::from_slice(&desktop.watchword(&["--json", "policy"], "").stdout).expect("JSON");
    assert_eq!(
        (&json["settings"]["ExportAllowed"], &json["faults"][0]["reason"]),
        (&json!(false), &json!("unknown_key"))
    );
    let refused = desktop.watchword(&["--pin-stdin", "export", "--to", "otpauth"], &format!("{PIN}\n"));
    assert!(!refused.status.success() && refused.stdout.is_empty());
    let refused = desktop.watchword(&["--pin-stdin", "backup", "backup.age"], &format!("{PIN}\n"));
    assert!(!refused.status.success());
    let verified = desktop.watchword(&["audit", "verify"], "");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}

/// A stricter policy counts within about a minute, while the window is open.
fn change_it(desktop: &Desktop, window: &Window) {
    let mut stricter = policy();
    stricter["PinForCodes"] = true.into();
    desktop.set_policy(&stricter.to_string());
    wait_for("the row without a code", 90, || window.texts("[data-code]").is_empty().then_some(()));
    window.shoot("pin-for-codes");
}
