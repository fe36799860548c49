//! Every command that the window may call, listed once. The build script includes this file too:
//! the permissions, the capability, Tauri's handler and `ui/src/lib/bindings.ts` are made from it.

/// Passes the list to the macro named `$macro`.
macro_rules! commands {
    ($macro:ident) => {
        $macro![
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
            vault::accept_older_copy,
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
            recovery::delete_replaced_vault,
            recovery::restore_missing_seeds,
            recovery::save_backup,
        ]
    };
}

pub(crate) use commands;
