use crate::{
    Failed, Result, foreign,
    setup::{self, Foreign},
    steps::Steps,
    tools, ui,
    workspace::{Workspace, run, succeeds},
};

/// Runs all checks other than the tests.
pub(crate) fn check(workspace: &Workspace) -> Result {
    let mut steps = Steps::new();
    steps.take("set-up", || setup::for_checking(workspace).and_then(|()| setup::for_building(workspace)))?;
    steps.take("formatting", || run(workspace.cargo("fmt").args(["--all", "--check"])))?;
    steps.take("dependencies", || dependencies(workspace))?;
    steps.take("UI", || ui::build(workspace))?;
    steps.take("workflows", || run(&mut workspace.npm(&["run", "--silent", "workflows"])))?;
    steps.take("UI types", || run(&mut workspace.npm(&["run", "--silent", "check"])))?;
    steps.take("lints", || {
        run(workspace.cargo("clippy").args(["--workspace", "--all-targets", "--", "--deny=warnings"]))
    })?;
    steps.take("bindings", || bindings(workspace))?;
    steps.take("lints for Windows and macOS", || foreign_lints(workspace))
}

/// Runs the lints for code that only other systems compile.
fn foreign_lints(workspace: &Workspace) -> Result {
    match setup::for_foreign_systems()? {
        Foreign::Here => foreign::lint(workspace),
        Foreign::Nowhere(packages) => {
            println!("Windows and macOS not checked: this machine's packages lack {}", packages.join(", "));
            Ok(())
        }
    }
}

/// Checks licences, sources and bans of all dependencies, and known vulnerabilities if their
/// database can be reached.
fn dependencies(workspace: &Workspace) -> Result {
    let program = tools::cargo_deny(workspace)?;
    let deny = || workspace.command(&program);
    run(deny().args(["--log-level=error", "check", "bans", "licenses", "sources"]))?;
    if succeeds(deny().args(["fetch", "db"])) {
        return run(deny().args(["--log-level=error", "check", "--disable-fetch", "advisories"]));
    }
    println!("advisories not checked: their database cannot be reached from here");
    Ok(())
}

/// Checks that the UI's types of the commands match the commands.
fn bindings(workspace: &Workspace) -> Result {
    let mut test = workspace.cargo("test");
    test.args(["--workspace", "--bin=watchword-app", "bindings_are_fresh"]);
    let told = test.output().map_err(|error| Failed(format!("cargo does not start: {error}.")))?;
    let text = String::from_utf8_lossy(&told.stdout);
    // If the test no longer exists, this must fail.
    if told.status.success() && text.contains("bindings_are_fresh ... ok") {
        return Ok(());
    }
    Err(Failed(format!("The bindings are not fresh.\n{text}\n{}", String::from_utf8_lossy(&told.stderr))))
}
