use std::env;

use crate::{
    Result, app, setup, tour, ui,
    workspace::{Workspace, run as run_command},
};

/// Builds the app and starts it, or makes the tour if there is no display.
pub(crate) fn run(workspace: &Workspace, arguments: &[&str]) -> Result {
    if cfg!(target_os = "linux")
        && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|variable| env::var_os(variable).is_none())
    {
        println!("There is no display here: this makes the tour on a virtual one, in a throw-away home.");
        return tour::tour(workspace);
    }
    setup::for_building(workspace)?;
    ui::build(workspace)?;
    app::build(workspace)?;
    println!("Starting Watchword.");
    run_command(workspace.command(workspace.binary("watchword-app")).args(arguments))
}
