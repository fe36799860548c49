//! The desktop app: a thin layer that shows a vault in one window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod account_links;
mod add;
mod autostart;
mod backup;
mod bindings;
mod browser;
mod camera;
mod chooser;
#[cfg(target_os = "linux")]
mod clipboard;
mod codes;
mod commands;
#[cfg(target_os = "linux")]
mod drop;
mod duplicates;
mod edit;
mod export;
mod hearing;
mod holder;
#[cfg(target_os = "linux")]
mod identity;
mod lifecycle;
mod link;
mod looking;
mod newer;
mod notice;
mod palette;
mod paste;
#[cfg(target_os = "linux")]
mod print;
mod reading;
mod recovery;
mod state;
mod text;
mod typing;
mod updates;
mod vault;
mod viewfinder;
#[cfg(target_os = "linux")]
mod webkit;
mod window;

use std::alloc::System;

use tauri::Manager;
use watchword_capture::serve_renderer;
use watchword_desktop::{config_directory, data_directory, forbid_core_dumps};
use watchword_session::Directories;
use zeroizing_alloc::ZeroAlloc;

use crate::state::AppState;

/// Wipes all memory as it is freed, so that no secret that a library held is left there.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() {
    forbid_core_dumps();
    serve_renderer();
    #[cfg(target_os = "linux")]
    webkit::draw_without_the_gpu();
    // Programs for other systems do not even load without a web view.
    if cfg!(windows) && tauri::webview_version().is_err() {
        fail(&window::words().say("app-no-webview", &[]));
    }
    let bindings = bindings::builder();
    let context = tauri::generate_context!();
    #[cfg(target_os = "linux")]
    identity::name_program(&context.config().identifier);
    let Some((data, config)) = data_directory().zip(config_directory()) else {
        cannot_start("there is no home directory")
    };
    let directories = Directories { data, config };
    #[cfg(target_os = "linux")]
    let is_first = |argument| std::env::args_os().nth(1).is_some_and(|first| first == argument);
    #[cfg(target_os = "linux")]
    if is_first("--palette") {
        return palette::run(context, &bindings, directories).unwrap_or_else(|error| cannot_start(&error.to_string()));
    }
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            lifecycle::show(app);
            add::opened_with(app, arguments);
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(lifecycle::state_plugin())
        .invoke_handler(bindings.invoke_handler())
        .on_window_event(lifecycle::on_event)
        .setup(move |app| {
            #[cfg(target_os = "linux")]
            identity::name_windows(&app.config().identifier);
            app.manage(AppState::new(app.handle(), directories, hearing::hear, hearing::ended));
            let mut is_asked_for = false;
            // The process that holds the session has started this one, from the tray.
            #[cfg(target_os = "linux")]
            if is_first("--given") {
                app.state::<AppState>().take_given(watchword_agent::FaceKind::Window)?;
                is_asked_for = true;
            }
            state::begin_session(app.handle().clone());
            let arguments = std::env::args_os().filter_map(|argument| argument.into_string().ok());
            is_asked_for |= add::opened_with(app.handle(), arguments);
            #[cfg(target_os = "linux")]
            let _ = link::hide();
            let window = lifecycle::open(app.handle())?;
            if window::preferences().start_minimised && !is_asked_for {
                // It may stay in sight: not every desktop can minimise windows.
                let _ = window.minimize();
            }
            updates::watch(app.handle().clone());
            Ok(())
        })
        .build(context);
    match app {
        Ok(app) => app.run(lifecycle::on_run_event),
        Err(error) => cannot_start(&error.to_string()),
    }
}

fn cannot_start(why: &str) -> ! {
    fail(&window::words().say("app-cannot-start", &[("why", why.into())]))
}

/// Reports why the window cannot open, and exits with 1: on Windows, where a release has no
/// terminal, in a message box.
#[cfg_attr(not(windows), expect(clippy::print_stderr, reason = "the terminal is all there is"))]
fn fail(why: &str) -> ! {
    #[cfg(windows)]
    rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("Watchword").set_description(why).show();
    #[cfg(not(windows))]
    eprintln!("{why}");
    std::process::exit(1);
}
