use crate::{
    Failed, Result, app, setup, ui,
    workspace::{Workspace, run},
};

/// Builds everything as it is released, and measures it. Only the table, or with `--json` its numbers, goes to standard
/// output.
pub(crate) fn bench(workspace: &Workspace, arguments: &[&str]) -> Result {
    if !cfg!(target_os = "linux") {
        return Err(Failed(
            "The figures are measured on Linux alone: the window is driven on a virtual X display.".into(),
        ));
    }
    setup::for_building(workspace)?;
    setup::for_testing()?;
    let (peers, arguments): (Vec<&str>, Vec<&str>) =
        arguments.iter().partition(|argument| **argument == "--with-peers");
    if !peers.is_empty() {
        setup::for_comparing(workspace)?;
    }
    ui::build(workspace)?;
    app::package(workspace)?;
    if !arguments.contains(&"qr") {
        eprintln!("Measuring: about 12 minutes for all. Whatever else runs meanwhile is measured, too.");
    }
    run(workspace.command(workspace.released("watchword-bench")).args(arguments))
}
