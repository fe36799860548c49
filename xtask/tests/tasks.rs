//! `cargo xtask` on machines that lack something, run as a program.
#![cfg(target_os = "linux")]

mod machine;

use machine::{Done, Machine};

const BROKEN: &str = "E: The repository http://broken.example stable Release does not have a Release file.";
const UNKNOWN: &str = "E: Unable to locate package pkg-config";

#[track_caller]
fn assert_app_started(done: &Done) {
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(done.has_started("watchword-app"), "{:?}", done.started);
}

#[track_caller]
fn assert_refused(done: &Done, because: &[&str]) {
    assert_eq!(done.code, Some(1), "{}", done.stderr);
    for words in because {
        assert!(done.stderr.contains(words), "{words}: {}", done.stderr);
    }
    assert!(!done.has_started("cargo") && !done.has_started("npm"), "{:?}", done.started);
}

#[test]
fn missing_packages_are_installed_with_sudo() {
    let done = Machine::new("missing").xtask(&["run", "--", "--flag"]);
    assert_app_started(&done);
    assert!(done.stderr.contains("with sudo: pkg-config"), "{}", done.stderr);
    let apt = "apt-get -qq -o DPkg::Lock::Timeout=600";
    let sudo = "sudo env DEBIAN_FRONTEND=noninteractive";
    assert!(done.has_started(&format!("{sudo} {apt} update")), "{:?}", done.started);
    assert!(done.has_started(&format!("{sudo} {apt} install --yes --no-install-recommends pkg-config")));
    assert!(done.has_started("watchword-app --flag"), "{:?}", done.started);
}

#[test]
fn root_needs_no_sudo() {
    let machine = Machine::new("root");
    machine.has("id", "echo 0");
    machine.lacks("sudo");
    assert_app_started(&machine.xtask(&["run"]));
}

#[test]
fn broken_package_source_is_reported_and_skipped() {
    let machine = Machine::new("broken-source");
    machine.has_apt((BROKEN, 100), ("", 0), true);
    let done = machine.xtask(&["run"]);
    assert_app_started(&done);
    assert!(done.stderr.contains(BROKEN), "{}", done.stderr);
}

/// The packages of two tables are installed together.
#[test]
fn package_sources_are_asked_once() {
    let machine = Machine::new("once");
    machine.has_apt((BROKEN, 100), (UNKNOWN, 100), false);
    let done = machine.xtask(&["test"]);
    assert_refused(&done, &["pkg-config (", "xvfb (", "age ("]);
    assert_eq!(done.started.iter().filter(|line| line.starts_with("apt-get")).count(), 2, "{:?}", done.started);
}

#[test]
fn package_sources_are_left_alone_when_nothing_is_missing() {
    let machine = Machine::new("complete");
    machine.has_apt((BROKEN, 100), (BROKEN, 100), false);
    machine.has_all();
    let done = machine.xtask(&["run"]);
    assert_app_started(&done);
    assert!(!done.has_started("apt-get") && !done.has_started("sudo"), "{:?}", done.started);
    assert!(!done.has_started("npm ci"), "{:?}", done.started);
}

#[test]
fn failed_installation_names_the_packages_and_the_reason() {
    let machine = Machine::new("unknown-package");
    machine.has_apt((BROKEN, 100), (UNKNOWN, 100), false);
    assert_refused(
        &machine.xtask(&["run"]),
        &[BROKEN, UNKNOWN, "Still missing: pkg-config", "libgtk-3-dev", "apt-get install --no-install-recommends"],
    );
}

#[test]
fn installation_that_leaves_a_package_missing_is_refused() {
    let machine = Machine::new("useless-package");
    machine.has_apt(("", 0), ("", 0), false);
    assert_refused(&machine.xtask(&["run"]), &["Still missing: pkg-config (no pkg-config on the path)"]);
}

#[test]
fn failure_elsewhere_in_the_system_is_reported_and_ignored() {
    let machine = Machine::new("other-package");
    let other = "E: Sub-process /usr/bin/dpkg returned an error code (1)";
    machine.has_apt(("", 0), (other, 100), true);
    let done = machine.xtask(&["run"]);
    assert_app_started(&done);
    assert!(done.stderr.contains(other), "{}", done.stderr);
}

#[test]
fn sudo_that_refuses_is_asked_once() {
    let machine = Machine::new("sudo-refuses");
    let refusal = "sudo: a terminal is required to read the password";
    machine.has("sudo", &format!("echo '{refusal}' >&2; exit 1"));
    let done = machine.xtask(&["run"]);
    assert_refused(&done, &[refusal, "apt-get install --no-install-recommends pkg-config"]);
    assert_eq!(done.started.iter().filter(|line| line.starts_with("sudo")).count(), 1, "{:?}", done.started);
}

#[test]
fn packages_are_named_where_nothing_can_install_them() {
    for program in ["sudo", "apt-get"] {
        let machine = Machine::new("no-installer");
        machine.lacks(program);
        assert_refused(&machine.xtask(&["run"]), &[&format!("no {program}"), "pkg-config libwebkit2gtk-4.1-dev"]);
    }
}

#[test]
fn missing_rust_components_are_added() {
    let machine = Machine::new("minimal-toolchain");
    machine.has_all();
    machine.has("cargo", "case $1 in clippy) exit 1;; esac");
    let done = machine.xtask(&["check"]);
    assert!(done.has_started("rustup component add clippy"), "{:?}", done.started);
}

/// Sets up a machine on which every check of `cargo xtask check` passes.
fn machine_that_checks(name: &str) -> Machine {
    let machine = Machine::new(name);
    machine.has_all();
    machine.has("cargo", "echo 'test bindings_are_fresh ... ok'");
    machine.has("../cache/watchword/tools/bin/cargo-deny", "");
    machine
}

#[test]
fn systems_without_an_available_compiler_are_reported_as_unchecked() {
    let done = machine_that_checks("no-foreign").xtask(&["check"]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(
        done.stdout.contains("Windows and macOS not checked") && done.stdout.contains("gcc-mingw"),
        "{}",
        done.stdout
    );
    let machine = machine_that_checks("no-wine");
    machine.has_programs_for_all();
    let done = machine.xtask(&["test", "--all"]);
    assert!(done.stdout.contains("Windows not tested"), "{}", done.stdout);
}

#[test]
fn available_compiler_for_other_systems_must_be_installed() {
    let machine = machine_that_checks("foreign-known");
    machine.has("apt-cache", "");
    let done = machine.xtask(&["check"]);
    assert_eq!(done.code, Some(1), "{}", done.stdout);
    assert!(
        done.stderr.contains("gcc-mingw-w64-x86-64-win32 (no x86_64-w64-mingw32-gcc on the path)"),
        "{}",
        done.stderr
    );
}

#[test]
fn all_lengthens_the_campaigns() {
    let machine = Machine::new("all");
    machine.has_all();
    machine.has_programs_for_all();
    let campaigns = ["WATCHWORD_CODES=2000", "WATCHWORD_HISTORIES=10000", "WATCHWORD_SOAK_MINUTES=30"];
    let done = machine.xtask(&["test"]);
    assert!(done.has_started("cargo test --workspace") && !done.has_started("WATCHWORD_"), "{:?}", done.started);
    let done = machine.xtask(&["test", "--all"]);
    assert!(campaigns.iter().all(|variable| done.has_started(variable)), "{:?}", done.started);
}

#[test]
fn only_all_tests_the_large_desktops_chromium_and_signing() {
    let machine = Machine::new("desktops");
    machine.has_all();
    let done = machine.xtask(&["test"]);
    for tests in ["--test=journeys", "--test=wayland", "--exclude=watchword-tests"] {
        let skipped = format!("{tests} -- --skip=gnome:: --skip=kwin:: --skip=chromium:: --skip=signing_tools::");
        assert!(done.has_started(&skipped), "{:?}", done.started);
    }
    assert!(!done.has_started("apt-get"), "{:?}", done.started);
    let done = machine.xtask(&["test", "--all"]);
    let installed = "install --yes --no-install-recommends chromium gnome-shell xwayland";
    assert!(done.has_started(installed), "{:?}", done.started);
    machine.has_programs_for_all();
    let done = machine.xtask(&["test", "--all"]);
    assert!(done.started.iter().any(|line| line.ends_with("--test=wayland --")), "{:?}", done.started);
}

#[test]
fn soak_runs_faults_and_histories() {
    let machine = Machine::new("soak");
    machine.has_all();
    let done = machine.xtask(&["soak", "0.5"]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    for words in ["--test=faults", "WATCHWORD_SOAK_MINUTES=0.5", "histories", "WATCHWORD_HISTORIES=10000"] {
        assert!(done.has_started(words), "{words}: {:?}", done.started);
    }
}

#[test]
fn help_starts_nothing() {
    let machine = Machine::new("help");
    for task in ["run", "test", "soak", "check", "bench"] {
        for arguments in [vec![task, "--help"], vec![task, "-h"], vec!["help", task], vec!["help"]] {
            let done = machine.xtask(&arguments);
            assert_eq!((done.code, done.stderr.as_str()), (Some(0), ""), "{arguments:?}");
            assert!(done.stdout.contains(&format!("cargo xtask {task}")), "{}", done.stdout);
            assert!(done.started.is_empty(), "{:?}", done.started);
        }
    }
}

#[test]
fn mistakes_start_nothing() {
    let machine = Machine::new("mistakes");
    for arguments in [
        &[][..],
        &["tset"],
        &["run", "--release"],
        &["test", "--al"],
        &["soak", "soon"],
        &["check", "all"],
        &["bench", "--jsn"],
        &["bench", "cods"],
    ] {
        let done = machine.xtask(arguments);
        assert_eq!((done.code, done.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(done.stderr.contains("cargo xtask"), "{}", done.stderr);
        assert!(done.started.is_empty(), "{:?}", done.started);
    }
}

#[test]
fn ci_installs_a_compiler_past_a_broken_package_source() {
    let machine = Machine::new("ci");
    machine.has("dirname", "exec /usr/bin/dirname \"$@\"");
    machine.has_apt((BROKEN, 100), ("", 0), true);
    let done = machine.ci();
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(done.stderr.contains(BROKEN), "{}", done.stderr);
    let order = ["--no-install-recommends build-essential", "cargo xtask check", "cargo xtask test"];
    let at = order.map(|words| done.started.iter().position(|line| line.contains(words)));
    assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{:?}", done.started);
}

#[test]
fn ci_stops_where_there_is_no_compiler_to_install() {
    let machine = Machine::new("ci-no-compiler");
    machine.has("dirname", "exec /usr/bin/dirname \"$@\"");
    machine.has_apt((BROKEN, 100), (UNKNOWN, 100), false);
    let done = machine.ci();
    assert_eq!(done.code, Some(100), "{}", done.stderr);
    assert!(done.stderr.contains(UNKNOWN) && !done.has_started("cargo"), "{:?}", done.started);
}
