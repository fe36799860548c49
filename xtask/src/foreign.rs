use std::{path::PathBuf, process::Command};

use crate::{
    Result,
    workspace::{Workspace, quiet, run},
};

/// The Windows target, which is built and runs under Wine.
pub(crate) const WINDOWS: &str = "x86_64-pc-windows-gnu";
/// The macOS target, which is only type-checked, because linking for it needs Apple's tools.
const MACOS: &str = "aarch64-apple-darwin";

/// Debian's cargo, used in addition to rustup's. It comes with the source of the standard library,
/// which it builds for systems that this machine has none for.
pub(crate) const CARGO: &str = "/usr/bin/cargo";
pub(crate) const CARGO_CLIPPY: &str = "/usr/bin/cargo-clippy";
pub(crate) const RUSTC: &str = "/usr/bin/rustc";
pub(crate) const STD: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// The linker for Windows, which also compiles C and resources.
pub(crate) const GCC: &str = "x86_64-w64-mingw32-gcc";

/// Returns the build folder of Debian's cargo, separate from rustup's, whose compiler differs.
pub(crate) fn target(workspace: &Workspace) -> PathBuf {
    workspace.target.join("foreign")
}

/// Lints all libraries and programs for Windows and for macOS in one pass, because both share the
/// build scripts and macros.
pub(crate) fn lint(workspace: &Workspace) -> Result {
    let mut clippy = debian(workspace, CARGO_CLIPPY);
    clippy.args(["clippy", "-Zbuild-std=std,panic_abort", "--workspace", "--lib", "--bins"]);
    // The tests need Linux.
    clippy.arg("--exclude=watchword-tests");
    // The lint doesn't recognise a `const` that exists, on targets without native thread-local
    // storage.
    run(clippy.args(["--target", WINDOWS, "--target", MACOS]).args(quiet()).args([
        "--",
        "--deny=warnings",
        "--allow=clippy::missing_const_for_thread_local",
    ]))
}

/// Builds a command that runs cargo for the Windows target.
pub(crate) fn cargo_for_windows(workspace: &Workspace, subcommand: &str) -> Command {
    let mut cargo = debian(workspace, CARGO);
    cargo.args([subcommand, "-Zbuild-std=std,panic_unwind,test", "--target", WINDOWS]);
    // Nobody debugs these builds.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "none");
    // One of the libraries is also built as a DLL, and would export more symbols than a DLL can.
    cargo.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS", "-Clink-arg=-Wl,--exclude-all-symbols");
    cargo
}

/// Builds a command that runs a program of Debian's Rust.
fn debian(workspace: &Workspace, program: &str) -> Command {
    let mut command = workspace.command(program);
    command
        .envs([("CARGO", CARGO), ("RUSTC", RUSTC)])
        // Without this, only nightly compilers accept options that begin with `-Z`.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target(workspace))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", GCC)
        // Two packages compile Objective-C, which needs Apple's compiler. Nothing is linked, so the
        // objects aren't missed.
        .envs(["CC", "AR", "RANLIB"].map(|tool| (format!("{tool}_aarch64_apple_darwin"), "true")));
    command
}
