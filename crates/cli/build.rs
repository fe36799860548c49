//! Embeds the version that Windows shows as the properties of `watchword.exe`, its icon, and its
//! manifest. Programs for other systems have none.
#![allow(clippy::print_stdout, reason = "cargo reads a build script's standard output")]

use std::env;
use std::fs;
use std::path::Path;

/// What Windows reads in the program before it starts it.
const MANIFEST: &str = include_str!("../../packaging/windows/watchword.manifest");
/// The icon's path, relative to this package.
const ICON: &str = "../../icons/icon.ico";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={ICON}");
    if env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return;
    }
    let script = Path::new(&env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("watchword.rc");
    fs::write(&script, resource(env!("CARGO_PKG_VERSION"))).expect("OUT_DIR is writable");
    embed_resource::compile(script, embed_resource::NONE)
        .manifest_required()
        .expect("a resource compiler is installed");
}

/// The script of the icon, the manifest, and a `VERSIONINFO` in US English and UTF-16.
fn resource(version: &str) -> String {
    let numbers = version.split(['-', '+']).next().unwrap_or_default().replace('.', ",");
    let package = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let icon = Path::new(&package).join(ICON);
    // The compilers read the script in different character sets, but all of them read ASCII.
    let manifest: String = MANIFEST.lines().map(|line| format!("    \"{}\\n\"\n", line.replace('"', "\"\""))).collect();
    format!(
        r#"
1 ICON {icon:?}
1 24
BEGIN
{manifest}END
1 VERSIONINFO
FILEVERSION {numbers},0
PRODUCTVERSION {numbers},0
FILEOS 0x40004
FILETYPE 1
BEGIN
    BLOCK "StringFileInfo"
    BEGIN
        BLOCK "040904B0"
        BEGIN
            VALUE "CompanyName", "The Watchword authors"
            VALUE "FileDescription", "Watchword in a terminal"
            VALUE "FileVersion", "{version}"
            VALUE "LegalCopyright", "Copyright 2026 The Watchword authors"
            VALUE "OriginalFilename", "watchword.exe"
            VALUE "ProductName", "Watchword"
            VALUE "ProductVersion", "{version}"
        END
    END
    BLOCK "VarFileInfo"
    BEGIN
        VALUE "Translation", 0x0409, 0x04B0
    END
END
"#
    )
}
