//! The commands, listed once: for Tauri, and for the types in `ui/src/lib/bindings.ts`.

use tauri::Wry;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

use crate::{add, camera, codes, edit, recovery, vault};

pub(crate) fn builder() -> Builder<Wry> {
    Builder::new().error_handling(ErrorHandlingMode::Throw).disable_serde_phases().commands(collect_commands![
        vault::status,
        vault::set_preferences,
        vault::judge_pin,
        vault::create,
        vault::unlock,
        vault::lock,
        vault::vault,
        vault::touched,
        vault::set_settings,
        vault::change_pin,
        vault::stop_waiting,
        vault::adopt,
        vault::renew,
        vault::subscribe,
        codes::codes,
        codes::next_code,
        codes::copy_code,
        add::choose_files,
        add::read_screen,
        add::paste,
        add::read_text,
        add::stop_reading,
        add::review,
        add::discard_review,
        add::accept,
        add::try_typed,
        add::add_typed,
        camera::cameras,
        camera::look,
        camera::stop_looking,
        edit::edit_account,
        edit::move_account,
        edit::trash,
        edit::untrash,
        edit::empty_trash,
        edit::show_qr,
        recovery::new_recovery_key,
        recovery::copy_recovery_key,
        recovery::save_recovery_key,
        recovery::confirm_recovery_key,
        recovery::discard_recovery_key,
        recovery::recover,
        recovery::choose_backup,
        recovery::restore_backup,
        recovery::start_over,
        recovery::delete_put_aside,
        recovery::mend,
        recovery::save_backup,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/lib/bindings.ts");

    fn generate() -> String {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("bindings.ts");
        builder().export(specta_typescript::Typescript::default(), &file).unwrap();
        std::fs::read_to_string(file).unwrap()
    }

    /// `WATCHWORD_WRITE_BINDINGS=1 cargo test -p watchword-app bindings` writes them anew.
    #[test]
    fn bindings_are_fresh() {
        let fresh = generate();
        if std::env::var_os("WATCHWORD_WRITE_BINDINGS").is_some() {
            std::fs::write(GENERATED, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(GENERATED).unwrap();
        assert!(committed == fresh, "ui/src/lib/bindings.ts is stale: write it anew as this test's comment says");
    }

    /// What the window may call is what is listed: in the build script, in the capability, and here.
    #[test]
    fn every_command_is_listed_everywhere() {
        let here: std::collections::BTreeSet<String> = generate()
            .match_indices("__TAURI_INVOKE")
            .filter_map(|(at, _)| Some(generate_name(&generate()[at..])?.to_owned()))
            .collect();
        let listed = |text: &str, prefix: &str| -> std::collections::BTreeSet<String> {
            text.split('"')
                .filter_map(|word| word.strip_prefix(prefix))
                .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || "_-".contains(c)))
                .map(|word| word.replace('-', "_"))
                .collect()
        };
        assert!(here.len() > 30);
        assert_eq!(listed(include_str!("../build.rs"), ""), here);
        assert_eq!(listed(include_str!("../capabilities/window.json"), "allow-"), here);
    }

    fn generate_name(call: &str) -> Option<&str> {
        let (_, rest) = call.split_once("(\"")?;
        rest.split_once('"').map(|(name, _)| name)
    }
}
