use crate::{Failed, Result, app, campaign, setup, steps::Steps, tally::Tally, ui, wine, workspace::Workspace};

/// Runs every test whose name contains `filter`, and the UI's tests only without a filter. With
/// `all`, campaigns run at full length, and the tests of Watchword for Windows run without a filter
/// or with the filter `windows`.
pub(crate) fn test(workspace: &Workspace, all: bool, filter: Option<&str>) -> Result {
    let tally = runners(workspace, all, filter)?;
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    // Hours of output may be above.
    for name in &tally.names {
        println!("failed: {name}");
    }
    if tally.failed > 0 {
        return Err(Failed(String::new()));
    }
    Ok(())
}

/// The options that skip what takes long to install and to start: the large desktops, Chromium, and
/// the tools that sign packages.
const ONLY_FOR_ALL: &[&str] = &["--skip=gnome::", "--skip=kwin::", "--skip=chromium::", "--skip=signing_tools::"];

/// The number of desktops that tests may set up at once (`tests/src/turn.rs`). A test mostly waits
/// for its desktop, so this is more than a small machine has cores.
const DESKTOPS: usize = 3;

fn runners(workspace: &Workspace, all: bool, filter: Option<&str>) -> Result<Tally> {
    let tests = || {
        let mut tests = workspace.cargo("test");
        tests.args(["--workspace", "--no-fail-fast"]).envs(campaign::variables().filter(|_| all));
        tests
    };
    let threads = std::thread::available_parallelism().map_or(DESKTOPS, |cores| cores.get().max(DESKTOPS));
    let on_desktops = || {
        let mut tests = tests();
        tests.env("RUST_TEST_THREADS", threads.to_string());
        tests
    };
    let few = if all { &[][..] } else { ONLY_FOR_ALL };
    let (mut steps, mut tally) = (Steps::new(), Tally::default());
    steps.take("set-up", || match all {
        true => setup::for_all_tests(workspace),
        false => setup::for_testing(workspace),
    })?;
    steps.take("UI", || ui::build(workspace))?;
    if filter.is_none() {
        steps.take("UI tests", || tally.count(workspace.npm(&["run", "--silent", "test"]).env("NO_COLOR", "1")))?;
    }
    steps.take("build", || app::build_with_tests(workspace))?;
    steps.take("tests", || tally.count(tests().arg("--exclude=watchword-tests").args(filter).arg("--").args(few)))?;
    steps.take("tests in the window", || {
        tally.count(
            on_desktops()
                .args([
                    "--test=structure",
                    "--test=codes",
                    "--test=golden",
                    "--test=states",
                    "--test=corpus",
                    "--test=hostile",
                ])
                .arg("--test=journeys")
                .args(filter)
                .arg("--")
                .args(few),
        )
    })?;
    steps.take("tests on Wayland", || {
        tally.count(on_desktops().arg("--test=wayland").args(filter).arg("--").args(few))
    })?;
    steps.take("faults", || tally.count(tests().arg("--test=faults").args(filter)))?;
    if all && filter.is_none_or(|filter| filter == "windows") {
        steps.take("Windows, under Wine", || wine::test(workspace, &mut tally))?;
    }
    Ok(tally)
}
