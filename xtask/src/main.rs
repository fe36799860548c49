//! `cargo xtask …`: everything one does with Watchword's sources, set-up included.
//!
//! It depends on nothing, so that it starts in seconds on a machine that has only Rust and Node.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

mod app;
mod bench;
mod check;
mod run;
mod setup;
mod soak;
mod steps;
mod tally;
mod test;
mod tools;
mod tour;
mod ui;
mod workspace;

use std::{env, process::ExitCode};

use workspace::Workspace;

const USAGE: &str = "\
cargo xtask run [-- ARGUMENTS]   set up, build and start the app; without a display, make its tour
cargo xtask test [FILTER]        set up and run every test, the real window's included
cargo xtask soak [--minutes N]   kill, starve and roll back vaults for N minutes (10), and say what was done
cargo xtask check                formatting, lints, licences of the dependencies, types and bindings
cargo xtask bench [GROUP]        the figures: time, memory, CPU and size of a release build, each beside its limit
                                 --json        as JSON
                                 --with-peers  installs KeePassXC, OTPClient and readers of QR codes, to be measured beside it
cargo xtask bench qr DIR         pictures of QR codes that are read, DIR's and its folders', with their texts beside them";

/// Why a task was not done, for the person who asked; empty where what was printed says it.
#[derive(Debug)]
struct Failed(String);

type Result<T = ()> = std::result::Result<T, Failed>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = Workspace::new().and_then(|workspace| match arguments.as_slice() {
        ["run"] => run::run(&workspace, &[]),
        ["run", "--", rest @ ..] => run::run(&workspace, rest),
        ["test"] => test::test(&workspace, None),
        ["test", filter] => test::test(&workspace, Some(filter)),
        ["soak"] => soak::soak(&workspace, "10"),
        ["soak", "--minutes", minutes] => soak::soak(&workspace, minutes),
        ["bench", rest @ ..] => bench::bench(&workspace, rest),
        ["check"] => check::check(&workspace),
        _ => Err(Failed(USAGE.to_owned())),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed(why)) => {
            if !why.is_empty() {
                eprintln!("{why}");
            }
            ExitCode::FAILURE
        }
    }
}
