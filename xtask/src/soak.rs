use crate::{Failed, Result, app, setup, tally::Tally, ui, workspace::Workspace};

/// Runs the fault campaigns for so many minutes, one after another, and shows what each has done.
pub(crate) fn soak(workspace: &Workspace, minutes: &str) -> Result {
    if !minutes.parse::<f64>().is_ok_and(|minutes| minutes > 0.0 && minutes.is_finite()) {
        return Err(Failed(format!("{minutes} is no number of minutes.")));
    }
    setup::for_building(workspace)?;
    setup::for_testing()?;
    ui::build(workspace)?;
    app::build_with_tests(workspace)?;
    let (mut tally, mut campaigns) = (Tally::default(), workspace.cargo("test"));
    campaigns.args(["--workspace", "--no-fail-fast", "--test=faults", "--", "--nocapture", "--test-threads=1"]);
    tally.count(campaigns.env("WATCHWORD_SOAK_MINUTES", minutes))?;
    if tally.failed > 0 {
        return Err(Failed(format!("{} of the campaigns found something; what it did is above.", tally.failed)));
    }
    Ok(())
}
