use std::process::Command;

use crate::{
    Failed, Result, app, setup,
    steps::Steps,
    tally::Tally,
    ui,
    workspace::{Workspace, run},
};

/// Runs every test whose name contains `filter`, the UI's only when there is none.
pub(crate) fn test(workspace: &Workspace, filter: Option<&str>) -> Result {
    let tally = runners(workspace, filter)?;
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed > 0 {
        return Err(Failed(String::new()));
    }
    Ok(())
}

fn runners(workspace: &Workspace, filter: Option<&str>) -> Result<Tally> {
    let (mut steps, mut tally) = (Steps::new(), Tally::default());
    steps.take("set-up", || setup::for_building(workspace).and_then(|()| setup::for_testing()))?;
    steps.take("UI", || ui::build(workspace))?;
    if filter.is_none() {
        steps.take("UI types", || run(&mut workspace.npm(&["run", "--silent", "check"])))?;
        steps.take("UI tests", || tally.count(workspace.npm(&["run", "--silent", "test"]).env("NO_COLOR", "1")))?;
    }
    steps.take("build", || app::build_with_tests(workspace))?;
    steps.take("tests", || tally.count(tests(workspace).arg("--exclude=watchword-tests").args(filter)))?;
    steps.take("tests in the window", || {
        tally.count(
            tests(workspace)
                .args(["--test=structure", "--test=codes", "--test=golden", "--test=corpus", "--test=hostile"])
                .arg("--test=journeys")
                .args(filter),
        )
    })?;
    steps.take("faults", || tally.count(tests(workspace).arg("--test=faults").args(filter)))?;
    Ok(tally)
}

fn tests(workspace: &Workspace) -> Command {
    let mut tests = workspace.cargo("test");
    tests.args(["--workspace", "--no-fail-fast"]);
    tests
}
