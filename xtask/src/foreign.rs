use std::{path::PathBuf, process::Command};

use crate::{
    Result,
    workspace::{Workspace, quiet, run},
};

/// Built, and run under Wine.
pub(crate) const WINDOWS: &str = "x86_64-pc-windows-gnu";
/// Type-checked: nobody but Apple has what it takes to link for it.
const MACOS: &str = "aarch64-apple-darwin";

/// Debian's Rust, beside rustup's. It comes with its standard library's source, of which cargo makes one for systems that this
/// machine has none for.
pub(crate) const CARGO: &str = "/usr/bin/cargo";
pub(crate) const CARGO_CLIPPY: &str = "/usr/bin/cargo-clippy";
pub(crate) const RUSTC: &str = "/usr/bin/rustc";
pub(crate) const STD: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// The linker for Windows, and the compiler of C and of resources.
pub(crate) const GCC: &str = "x86_64-w64-mingw32-gcc";

/// Where Debian's cargo builds: apart from rustup's, whose compiler is another.
pub(crate) fn target(workspace: &Workspace) -> PathBuf {
    workspace.target.join("foreign")
}

/// Lints everything that people run as it is compiled for Windows and for macOS, in one pass: both share what runs here.
pub(crate) fn lint(workspace: &Workspace) -> Result {
    let mut clippy = debian(workspace, CARGO_CLIPPY);
    clippy.args(["clippy", "-Zbuild-std=std,panic_abort", "--workspace", "--lib", "--bins"]);
    // They need Linux.
    clippy.arg("--exclude=watchword-tests");
    // Of a `const` that is there, for a system whose linker knows no storage of threads, it sees nothing.
    run(clippy.args(["--target", WINDOWS, "--target", MACOS]).args(quiet()).args([
        "--",
        "--deny=warnings",
        "--allow=clippy::missing_const_for_thread_local",
    ]))
}

/// Cargo that builds for Windows.
pub(crate) fn cargo_for_windows(workspace: &Workspace, subcommand: &str) -> Command {
    let mut cargo = debian(workspace, CARGO);
    cargo.args([subcommand, "-Zbuild-std=std,panic_unwind,test", "--target", WINDOWS]);
    // Nobody debugs what it builds.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "none");
    // One of the libraries is built as a DLL too, which would export more symbols than a DLL can.
    cargo.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS", "-Clink-arg=-Wl,--exclude-all-symbols");
    cargo
}

/// A program of Debian's Rust.
fn debian(workspace: &Workspace, program: &str) -> Command {
    let mut command = workspace.command(program);
    command
        .envs([("CARGO", CARGO), ("RUSTC", RUSTC)])
        // What begins with `-Z` is for nightly compilers, unless they are told that they compile Rust itself.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target(workspace))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", GCC)
        // Two packages compile Objective-C, which only Apple's compiler does. What is not linked does not miss it.
        .envs(["CC", "AR", "RANLIB"].map(|tool| (format!("{tool}_aarch64_apple_darwin"), "true")));
    command
}
