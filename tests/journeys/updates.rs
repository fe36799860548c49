//! Newer versions. The app of the journeys is built without an address to ask.

use watchword_tests::Desktop;

use crate::person::set_pin;

const ON: &str = r#"{"theme":"light","language":"en","check_for_updates":true}"#;

#[test]
fn build_without_an_address_has_no_setting_for_updates() {
    let desktop = Desktop::new("no-updates").with_preferences(ON);
    let window = desktop.open();
    set_pin(&window);
    window.click("settings").at("settings");
    assert_eq!(window.texts("[name=check-for-updates], [data-action=check-for-updates]"), [""; 0]);
}
