//! Builds the app's permissions from its list of commands: what is not in `src/commands.rs` does
//! not exist for a window.

use std::{fs, io};

#[path = "src/commands.rs"]
mod commands;

macro_rules! names {
    ($($file:ident::$command:ident,)*) => { &[$(stringify!($command)),*] };
}

const COMMANDS: &[&str] = commands::commands!(names);

/// Those that the palette may call. What begins with `palette_` is the palette's alone.
const OF_PALETTE: [&str; 8] =
    ["status", "unlock", "stop_waiting", "subscribe", "palette_rows", "palette_copy", "palette_type", "palette_close"];

/// What Windows reads in the program before it starts it.
const MANIFEST: &str = include_str!("../packaging/windows/watchword-app.manifest");

fn main() {
    let of_window = COMMANDS.iter().filter(|command| !command.starts_with("palette_"));
    write_capability("window", "main", of_window).unwrap_or_else(|error| panic!("the window's capability: {error}"));
    let of_palette = COMMANDS.iter().filter(|command| OF_PALETTE.contains(*command));
    write_capability("palette", "palette", of_palette).unwrap_or_else(|error| panic!("the palette's: {error}"));
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    let windows = tauri_build::WindowsAttributes::new().app_manifest(MANIFEST);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands).windows_attributes(windows))
        .unwrap_or_else(|error| panic!("the app's build: {error:#}"));
}

/// Writes what a window may do beside the sources, so that people can read it. Nobody edits it.
fn write_capability<'a>(name: &str, window: &str, commands: impl Iterator<Item = &'a &'a str>) -> io::Result<()> {
    let permissions: Vec<String> =
        commands.map(|command| format!("    \"allow-{}\"", command.replace('_', "-"))).collect();
    let capability = format!(
        r#"{{
  "$schema": "../gen/schemas/desktop-schema.json",
  "identifier": "{name}",
  "description": "Generated from src/commands.rs. Our own commands, and nothing of any plugin.",
  "windows": [
    "{window}"
  ],
  "local": true,
  "permissions": [
{}
  ]
}}
"#,
        permissions.join(",\n")
    );
    let path = format!("capabilities/{name}.json");
    // Written only when it differs: Cargo watches the folder and would run this script again.
    if fs::read_to_string(&path).ok().as_deref() != Some(&capability) {
        fs::write(path, capability)?;
    }
    Ok(())
}
