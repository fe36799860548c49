//! `cargo xtask …`: every task with Watchword's sources, including set-up.
//!
//! It has no dependencies, so that it starts in seconds on a machine that has only Rust and Node.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints its results")]

mod app;
mod apt;
mod bench;
mod campaign;
mod check;
mod failed;
mod foreign;
mod package;
mod release;
mod run;
mod setup;
mod soak;
mod steps;
mod systems;
mod tally;
mod task;
mod test;
mod tools;
mod tour;
mod ui;
mod wine;
mod workspace;

use std::{env, process::ExitCode};

use failed::{Failed, Result};
use task::Request;
use workspace::Workspace;

fn main() -> ExitCode {
    if let Some(status) = package::compile() {
        return status;
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let request = match task::parse(&arguments) {
        Ok(request) => request,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::from(2);
        }
    };
    match carry_out(&request) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed(why)) => {
            if !why.is_empty() {
                eprintln!("{why}");
            }
            ExitCode::FAILURE
        }
    }
}

fn carry_out(request: &Request<'_>) -> Result {
    if let Request::Help(text) = request {
        println!("{text}");
        return Ok(());
    }
    let workspace = Workspace::new()?;
    match request {
        Request::Help(_) => Ok(()),
        Request::Run(arguments) => run::run(&workspace, arguments),
        Request::Test { all, filter } => test::test(&workspace, *all, *filter),
        Request::Soak { minutes } => soak::soak(&workspace, minutes),
        Request::Check => check::check(&workspace),
        Request::Bench(what) => bench::bench(&workspace, what),
        Request::Package(what) => package::package(&workspace, what),
        Request::Verify { systems, sign } => package::verify(&workspace, *systems, *sign),
        Request::Release { version } => release::release(&workspace, version),
    }
}
