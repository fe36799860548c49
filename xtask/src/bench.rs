use std::fs;

use crate::{
    Failed, Result, package, setup,
    workspace::{Workspace, run},
};

/// The groups of figures, by their names in `watchword-bench`.
pub(crate) const GROUPS: &[&str] =
    &["codes", "scan", "scan-hostile", "keyring", "start", "rest", "agent", "keys", "size"];

/// What to measure, and how to show it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Bench<'a> {
    pub(crate) json: bool,
    /// Whether to install the programs that are measured for comparison.
    pub(crate) with_peers: bool,
    pub(crate) figures: Figures<'a>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Figures<'a> {
    /// The figures of these groups, or of all groups if the list is empty.
    Groups(Vec<&'a str>),
    /// The number of QR codes read in this folder of images.
    Qr(&'a str),
}

impl Default for Figures<'_> {
    fn default() -> Self {
        Self::Groups(Vec::new())
    }
}

/// Builds the release and measures it. Only the table, or its numbers as JSON, goes to standard
/// output.
pub(crate) fn bench(workspace: &Workspace, bench: &Bench<'_>) -> Result {
    if !cfg!(target_os = "linux") {
        return Err(Failed(
            "The figures are measured on Linux alone: the window is driven on a virtual X display.".into(),
        ));
    }
    let mut measure = workspace.command(workspace.released("watchword-bench"));
    match &bench.figures {
        Figures::Groups(groups) => measure.args(groups),
        Figures::Qr(folder) => {
            let missing = |error| Failed(format!("{folder} can't be read: {error}."));
            // The program runs in the checkout's folder, so a relative path must be resolved here.
            measure.arg("qr").arg(fs::canonicalize(folder).map_err(missing)?)
        }
    };
    if bench.json {
        measure.arg("--json");
    }
    setup::for_testing(workspace)?;
    if bench.with_peers {
        setup::for_comparing(workspace)?;
    }
    package::for_measuring(workspace)?;
    if let Figures::Groups(_) = bench.figures {
        eprintln!("Measuring: about 12 minutes for all. Whatever else runs meanwhile is measured, too.");
    }
    run(&mut measure)
}

#[cfg(test)]
mod tests {
    use super::GROUPS;

    /// A group that only one of the two programs knows can't be measured by itself.
    #[test]
    fn groups_match_those_of_the_benchmark_program() {
        let program = include_str!("../../tests/bench/main.rs");
        let lines = program.lines().map(str::trim_start).filter(|line| line.ends_with("::measure),"));
        let names: Vec<&str> = lines.filter_map(|line| line.strip_prefix("(\"")?.split('"').next()).collect();
        assert_eq!(names, GROUPS);
    }
}
