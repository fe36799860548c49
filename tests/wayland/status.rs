use serde_json::Value;
use watchword_tests::Wayland;

/// What `watchword status` tells of the vault.
pub(crate) fn state(desktop: &Wayland) -> Value {
    let status = desktop.run("watchword", &["status", "--json"], "");
    serde_json::from_slice(&status.stdout).expect("JSON")
}
