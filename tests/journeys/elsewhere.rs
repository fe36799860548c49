//! The page can't reach anything outside it: no other windows or addresses, and no commands of
//! Tauri and its plugins.

use std::fs;

use serde_json::{Value, json};
use watchword_tests::Desktop;

use crate::person::set_pin;

/// What each window may do, and its label. There is no other file.
const CAPABILITIES: [(&str, &str); 2] = [("window.json", "main"), ("palette.json", "palette")];

#[test]
fn page_cannot_reach_anything_outside_it() {
    let desktop = Desktop::new("ipc-elsewhere");
    let window = desktop.open();
    set_pin(&window);

    for (file, label) in CAPABILITIES {
        let text = fs::read(format!("../src-tauri/capabilities/{file}")).expect(file);
        let capability: Value = serde_json::from_slice(&text).expect("JSON");
        assert_eq!((&capability["windows"], &capability["webviews"]), (&json!([label]), &Value::Null));
    }
    let files = fs::read_dir("../src-tauri/capabilities").expect("capabilities");
    assert_eq!(files.count(), CAPABILITIES.len());
    for command in ["palette_rows", "palette_copy", "palette_type", "palette_close"] {
        let refused = window.invoke(command, &json!({ "id": "" })).expect_err(command);
        assert!(refused.as_str().is_some_and(|why| why.contains("not allowed")), "{command}: {refused}");
    }
    for command in PLUGINS {
        let refused = window.invoke(command, &json!({ "label": "other", "options": { "label": "other", "url": "/" } }));
        let why = refused.expect_err(command);
        assert!(why.as_str().is_some_and(|why| why.contains("not allowed") || why.contains("not found")), "{why}");
    }

    let tried = window.run_async(include_str!("elsewhere.js"), &[]);
    for (way, came) in tried["came"].as_object().expect("each attempt with its result") {
        assert_eq!(came, "nothing", "{way}: {tried}");
    }
    assert_eq!(tried["address"].as_str().map(|address| address.starts_with("tauri://localhost")), Some(true));
    assert_eq!(tried["violated"], json!(["frame-src", "connect-src"]), "the page's policy refuses");
    assert_eq!(desktop.display().windows().len(), 1);
    window.invoke("vault", &json!({})).expect("the page is still open");
}

/// Commands of Tauri itself, of plugins that the app has, and of some that it hasn't.
const PLUGINS: &[&str] = &[
    "plugin:webview|create_webview_window",
    "plugin:webview|create_webview",
    "plugin:webview|get_all_webviews",
    "plugin:webview|internal_toggle_devtools",
    "plugin:window|create",
    "plugin:window|get_all_windows",
    "plugin:window|close",
    "plugin:window|set_title",
    "plugin:event|listen",
    "plugin:event|emit",
    "plugin:app|version",
    "plugin:app|set_app_theme",
    "plugin:path|resolve_directory",
    "plugin:image|from_path",
    "plugin:menu|new",
    "plugin:tray|new",
    "plugin:resources|close",
    "plugin:dialog|open",
    "plugin:dialog|save",
    "plugin:dialog|message",
    "plugin:window-state|save_window_state",
    "plugin:window-state|filename",
    "plugin:single-instance|show",
    "plugin:fs|read_text_file",
    "plugin:shell|execute",
    "plugin:opener|open_url",
    "plugin:process|exit",
    "plugin:clipboard-manager|read_text",
    "plugin:unheard|of",
    "unheard_of",
    "",
    "vault\0",
    "VAULT",
    "../vault",
];
