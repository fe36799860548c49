//! Embeds the version resource that Windows shows as the properties of `watchword.exe`. Programs
//! for other systems have none.
#![allow(clippy::print_stdout, reason = "cargo reads a build script's standard output")]

use std::env;
use std::fs;
use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return;
    }
    let script = Path::new(&env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("watchword.rc");
    fs::write(&script, resource(env!("CARGO_PKG_VERSION"))).expect("OUT_DIR is writable");
    embed_resource::compile(script, embed_resource::NONE)
        .manifest_required()
        .expect("a resource compiler is installed");
}

/// The script of a `VERSIONINFO` resource, in US English and UTF-16.
fn resource(version: &str) -> String {
    let numbers = version.split(['-', '+']).next().unwrap_or_default().replace('.', ",");
    format!(
        r#"
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
