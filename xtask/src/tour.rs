use crate::{Failed, Result, app, setup, ui, workspace::Workspace};

/// The test that makes the tour: from a PIN and the image of a QR code to a copied code.
const JOURNEY: &str = "totp::from_a_picture_to_the_clipboard";

/// Runs the tests' first journey, and prints its output.
pub(crate) fn tour(workspace: &Workspace) -> Result {
    setup::for_testing(workspace)?;
    ui::build(workspace)?;
    app::build_with_tests(workspace)?;
    println!("Making the tour; it takes about a minute.");
    let mut journey = workspace.cargo("test");
    journey.args(["--workspace", "--test=journeys", "--", "--exact", JOURNEY, "--nocapture"]);
    let told = journey.output().map_err(|error| Failed(format!("cargo does not start: {error}.")))?;
    let text = String::from_utf8_lossy(&told.stdout);
    for line in text.lines().filter_map(|line| line.split_once("tour: ")) {
        println!("{}", line.1);
    }
    if told.status.success() && text.contains("1 passed") {
        return Ok(());
    }
    Err(Failed(format!("The tour failed.\n{text}\n{}", String::from_utf8_lossy(&told.stderr))))
}
