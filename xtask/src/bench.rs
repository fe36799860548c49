use std::fs;

use crate::{
    Failed, Result, app, setup, ui,
    workspace::{Workspace, run},
};

/// The groups of figures, as `watchword-bench` names them.
pub(crate) const GROUPS: &[&str] = &["codes", "scan", "scan-hostile", "keyring", "start", "rest", "keys", "size"];

/// What to measure, and how to show it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Bench<'a> {
    pub(crate) json: bool,
    /// Install other programs, to be measured beside Watchword.
    pub(crate) with_peers: bool,
    pub(crate) figures: Figures<'a>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Figures<'a> {
    /// These groups; none means all.
    Groups(Vec<&'a str>),
    /// How many images of QR codes in this folder are read.
    Qr(&'a str),
}

impl Default for Figures<'_> {
    fn default() -> Self {
        Self::Groups(Vec::new())
    }
}

/// Builds everything as it is released, and measures it. Only the table, or its numbers as JSON, goes to standard output.
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
            // It is measured from the checkout's folder, which need not be this one.
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
    ui::build(workspace)?;
    app::package(workspace)?;
    if let Figures::Groups(_) = bench.figures {
        eprintln!("Measuring: about 12 minutes for all. Whatever else runs meanwhile is measured, too.");
    }
    run(&mut measure)
}

#[cfg(test)]
mod tests {
    use super::GROUPS;

    /// A group that only one of the two programs knows can't be measured alone.
    #[test]
    fn groups_are_those_of_the_program() {
        let program = include_str!("../../tests/bench/main.rs");
        let lines = program.lines().map(str::trim_start).filter(|line| line.ends_with("::measure),"));
        let names: Vec<&str> = lines.filter_map(|line| line.strip_prefix("(\"")?.split('"').next()).collect();
        assert_eq!(names, GROUPS);
    }
}
