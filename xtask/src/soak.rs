use crate::{Failed, Result, app, campaign, setup, tally::Tally, ui, workspace::Workspace};

/// Runs the fault campaigns one after the other for `minutes` in total, then the histories, and
/// prints what each has done.
pub(crate) fn soak(workspace: &Workspace, minutes: &str) -> Result {
    setup::for_testing(workspace)?;
    ui::build(workspace)?;
    app::build_with_tests(workspace)?;
    let (mut tally, mut faults) = (Tally::default(), workspace.cargo("test"));
    faults.args(["--workspace", "--no-fail-fast", "--test=faults", "--", "--nocapture", "--test-threads=1"]);
    tally.count(faults.env("WATCHWORD_SOAK_MINUTES", minutes))?;
    let mut histories = workspace.cargo("test");
    histories.args(["--workspace", "--no-fail-fast", "--exclude=watchword-tests", "histories", "--", "--nocapture"]);
    tally.count(histories.envs(campaign::HISTORIES.variable()))?;
    if tally.failed > 0 {
        return Err(Failed(format!("{} of the campaigns found something; what it did is above.", tally.failed)));
    }
    Ok(())
}
