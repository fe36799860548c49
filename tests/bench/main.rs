//! The benchmarks: what Watchword costs in time, memory, CPU and size, with limits and with other
//! programs measured in the same run. `cargo xtask bench` builds and starts this program.
#![cfg_attr(
    target_os = "linux",
    allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints its results")
)]

#[cfg(target_os = "linux")]
mod agent;
#[cfg(target_os = "linux")]
mod app;
#[cfg(target_os = "linux")]
mod codes;
#[cfg(target_os = "linux")]
mod figure;
#[cfg(target_os = "linux")]
mod footprint;
#[cfg(target_os = "linux")]
mod host;
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(target_os = "linux")]
mod keys;
#[cfg(target_os = "linux")]
mod onlooker;
#[cfg(target_os = "linux")]
mod peers;
#[cfg(target_os = "linux")]
mod qr;
#[cfg(target_os = "linux")]
mod rest;
#[cfg(target_os = "linux")]
mod scan;
#[cfg(target_os = "linux")]
mod size;
#[cfg(target_os = "linux")]
mod start;
#[cfg(target_os = "linux")]
mod sway;
#[cfg(target_os = "linux")]
mod table;
#[cfg(target_os = "linux")]
mod timed;
#[cfg(target_os = "linux")]
mod times;
#[cfg(target_os = "linux")]
mod vault;

#[cfg(not(target_os = "linux"))]
fn main() {}

/// The app's allocator, which zeroes freed memory, so that times and memory are those of the app.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

#[cfg(target_os = "linux")]
fn main() {
    watchword_capture::serve_renderer();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        // Subprocesses that run on a desktop with a keyring.
        ["on-desktop", "make-vault", accounts] => vault::make(accounts.parse().expect("a number")),
        ["on-desktop", "keyring", accounts] => keyring::measure_here(accounts.parse().expect("a number")),
        [scan::HERE, picture] => scan::read_here(picture),
        [hostile::HERE, picture] => hostile::read_here(picture),
        [qr::HERE] => qr::read_here(),
        ["qr", tree] => qr::measure(tree.as_ref(), false),
        ["qr", tree, "--json"] | ["--json", "qr", tree] => qr::measure(tree.as_ref(), true),
        _ => measure(&arguments),
    }
}

/// Measures the named groups, or all groups if none is named, and prints the table.
#[cfg(target_os = "linux")]
fn measure(arguments: &[&str]) {
    type Measure = fn(&mut table::Table);
    const GROUPS: &[(&str, &str, Measure)] = &[
        ("codes", "10 s", codes::measure),
        ("scan", "30 s", scan::measure),
        ("scan-hostile", "2 min", hostile::measure),
        ("keyring", "2 min", keyring::measure),
        ("start", "2 min", start::measure),
        ("rest", "8 min", rest::measure),
        ("agent", "2 min", agent::measure),
        ("keys", "2 min", keys::measure),
        ("size", "1 s", size::measure),
    ];
    let json = arguments.contains(&"--json");
    let named: Vec<&str> = arguments.iter().copied().filter(|argument| !argument.starts_with('-')).collect();
    if let Some(other) = named.iter().find(|other| GROUPS.iter().all(|(name, ..)| name != *other)) {
        let names: Vec<&str> = GROUPS.iter().map(|(name, ..)| *name).collect();
        eprintln!("There is no group `{other}`. There are: {}.", names.join(", "));
        std::process::exit(2);
    }
    let mut table = table::Table::default();
    for (name, takes, measure) in GROUPS.iter().filter(|(name, ..)| named.is_empty() || named.contains(name)) {
        eprintln!("== {name}, about {takes}");
        let host = host::Host::now();
        measure(&mut table);
        table.stolen(name, host.stolen_since());
    }
    if json { println!("{}", table.json()) } else { println!("{}", table.text()) }
}
