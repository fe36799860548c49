//! The id by which the desktop knows the window. The desktop file, which gives the window its name
//! and icon, is named after it.

use gtk::{gdk, glib};

/// Sets the window's app id (Wayland) and instance name (X11). Call it before GTK starts.
pub(crate) fn name_program(id: &str) {
    glib::set_prgname(Some(id));
}

/// Sets the class of every window (X11). Call it once GTK has started.
pub(crate) fn name_windows(id: &str) {
    gdk::set_program_class(id);
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::Value;
    use watchword_session::{Locale, Words};

    #[test]
    fn desktop_file_matches_the_window() {
        let config: Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        let id = config["identifier"].as_str().unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/linux");
        let entry = fs::read_to_string(folder.join(format!("{id}.desktop"))).unwrap();
        let has = |key: &str, value: &str| entry.lines().any(|line| line == format!("{key}={value}"));
        assert!(has("Icon", id) && has("StartupWMClass", id), "{entry}");
        assert!(has("Exec", &format!("{} %u", config["mainBinaryName"].as_str().unwrap())), "{entry}");
        assert!(has("Comment", &Words::new(Locale::English).say("cli-about", &[])), "{entry}");
        for locale in Locale::ALL.into_iter().filter(|locale| *locale != Locale::English) {
            let comment = format!("Comment[{}]", locale.name());
            assert!(has(&comment, &Words::new(locale).say("cli-about", &[])), "{comment} in {entry}");
        }
    }
}
