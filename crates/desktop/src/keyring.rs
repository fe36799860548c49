/// The name by which people know their system's keyring, for messages that refer to it; empty if
/// the desktop doesn't say which one it has.
pub fn keyring_name() -> &'static str {
    if cfg!(target_os = "macos") {
        "Keychain"
    } else if cfg!(windows) {
        "Windows Credential Manager"
    } else {
        std::env::var("XDG_CURRENT_DESKTOP").map_or("", |desktop| of_desktop(&desktop))
    }
}

/// The keyring that belongs to a desktop, from the value of `XDG_CURRENT_DESKTOP`: names in order
/// of precedence, separated by colons.
fn of_desktop(desktop: &str) -> &'static str {
    if desktop.contains("KDE") {
        "KWallet"
    } else if desktop.contains("GNOME") {
        "GNOME Keyring"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::of_desktop;

    #[test]
    fn keyring_is_named_after_its_desktop() {
        for (desktop, name) in [
            ("KDE", "KWallet"),
            ("ubuntu:GNOME", "GNOME Keyring"),
            ("GNOME-Flashback:GNOME", "GNOME Keyring"),
            ("sway", ""),
        ] {
            assert_eq!(of_desktop(desktop), name, "{desktop}");
        }
    }
}
