/// The app's identifier, after which its icons and its names on the bus are called.
pub(super) const ID: &str = "org.watchword.Watchword";

/// The agent's name on the session bus.
pub(crate) const BUS_NAME: &str = "org.watchword.Watchword.Agent";
/// Where it answers the searches of launchers.
pub(super) const SEARCH_PATH: &str = "/org/watchword/Watchword/Search";

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn packages_name_the_agent_as_it_does() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/linux");
        let has = |file: &str, lines: &[String]| {
            let text = fs::read_to_string(folder.join(file)).unwrap();
            lines.iter().for_each(|line| assert!(text.lines().any(|it| it == line), "{line} in {file}"));
        };
        let (service, provider) = (format!("{BUS_NAME}.service"), format!("{ID}.search-provider.ini"));
        let program = "/usr/libexec/watchword/watchword-agent";
        has(&service, &[format!("Name={BUS_NAME}"), format!("Exec={program}")]);
        let window = format!("DesktopId={ID}.desktop");
        has(&provider, &[format!("BusName={BUS_NAME}"), format!("ObjectPath={SEARCH_PATH}"), window]);
        let runner = ["Service", "Path"].map(|key| format!("X-Plasma-DBusRunner-{key}"));
        let [service, path] = [format!("{}={BUS_NAME}*", runner[0]), format!("{}={SEARCH_PATH}", runner[1])];
        has(&format!("{ID}.krunner.desktop"), &[service, path, format!("Icon={ID}")]);
    }
}
