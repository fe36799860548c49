//! SVG drawings, each drawn by a confined renderer: this program, started again.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::panic::catch_unwind;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use watchword_capture::serve_renderer;

mod drawings;
mod hostile;
mod outside;
mod qr;
mod reading;
mod two_at_once;

/// The longest test comes first.
const TESTS: [(&str, fn()); 4] = [
    ("hostile_drawings_are_bounded", hostile::are_bounded),
    ("nothing_outside_a_drawing_is_opened", outside::nothing_is_opened),
    ("drawings_of_every_make_are_read", drawings::are_read),
    ("drawings_without_a_code_say_so", drawings::without_a_code_say_so),
];

/// Runs the tests whose names contain one of the arguments, and reports the results in libtest's
/// format.
fn main() -> ExitCode {
    serve_renderer();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let filters: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| filters.is_empty() || filters.iter().any(|filter| name.contains(filter.as_str()));
    let none_ignored = !arguments.iter().any(|argument| argument == "--ignored");
    let wanted = TESTS.into_iter().filter(|(name, _)| none_ignored && is_wanted(name));
    let (passed, failed) = (AtomicU32::new(0), AtomicU32::new(0));
    two_at_once::each(wanted, |(name, test)| {
        let has_passed = catch_unwind(test).is_ok();
        println!("test {name} ... {}", if has_passed { "ok" } else { "FAILED" });
        let count = if has_passed { &passed } else { &failed };
        count.fetch_add(1, Relaxed);
    });
    let (passed, failed) = (passed.into_inner(), failed.into_inner());
    println!("\ntest result: {}. {passed} passed; {failed} failed", if failed == 0 { "ok" } else { "FAILED" });
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
