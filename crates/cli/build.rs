//! Says in the properties of `watchword.exe` what it is. Elsewhere a program carries no such thing.
#![allow(clippy::print_stdout, reason = "that is how cargo hears of it")]

use std::env;
use std::fs;
use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return;
    }
    let script = Path::new(&env::var_os("OUT_DIR").expect("cargo sets it")).join("watchword.rc");
    fs::write(&script, resource(env!("CARGO_PKG_VERSION"))).expect("cargo's folder can be written");
    embed_resource::compile(script, embed_resource::NONE).manifest_required().expect("a compiler of resources");
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
