//! Builds the app's permissions from its list of commands: what is not in `src/commands.rs` does
//! not exist for the window.

use std::{fs, io};

#[path = "src/commands.rs"]
mod commands;

macro_rules! names {
    ($($file:ident::$command:ident,)*) => { &[$(stringify!($command)),*] };
}

const COMMANDS: &[&str] = commands::commands!(names);

/// Stands beside the sources so that people can read what the window may do. Nobody edits it.
const CAPABILITY: &str = "capabilities/window.json";

/// What Windows reads in the program before it starts it.
const MANIFEST: &str = include_str!("../packaging/windows/watchword-app.manifest");

fn main() {
    write_capability().unwrap_or_else(|error| panic!("{CAPABILITY}: {error}"));
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    let windows = tauri_build::WindowsAttributes::new().app_manifest(MANIFEST);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands).windows_attributes(windows))
        .unwrap_or_else(|error| panic!("the app's build: {error:#}"));
}

fn write_capability() -> io::Result<()> {
    let permissions: Vec<String> =
        COMMANDS.iter().map(|command| format!("    \"allow-{}\"", command.replace('_', "-"))).collect();
    let capability = format!(
        r#"{{
  "$schema": "../gen/schemas/desktop-schema.json",
  "identifier": "window",
  "description": "Generated from src/commands.rs. The one window: our own commands, and nothing of any plugin.",
  "windows": [
    "main"
  ],
  "local": true,
  "permissions": [
{}
  ]
}}
"#,
        permissions.join(",\n")
    );
    // Written only when it differs: Cargo watches the folder and would run this script again.
    if fs::read_to_string(CAPABILITY).ok().as_deref() != Some(&capability) {
        fs::write(CAPABILITY, capability)?;
    }
    Ok(())
}
