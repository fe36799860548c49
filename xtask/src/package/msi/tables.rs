//! The rows of an installer's tables that wixl has no words for, as SQL for msibuild.

use super::version::FileVersion;

/// What an administrator or user is told about removing Watchword. (SQL puts it between
/// apostrophes, so it has none.)
pub(crate) const VAULTS_STAY: &str = "Removing Watchword leaves every vault on this computer: its files in \
     %LOCALAPPDATA%\\watchword, its secrets in the Credential Manager.";
const NO_WEBVIEW2: &str = "The window of Watchword needs the WebView2 Runtime, which is not installed for all users of \
     this computer. Install it from microsoft.com (search for WebView2 Runtime).";

/// What an administrator can choose, which an upgrade repeats, and the values if nobody chose.
const CHOICES: &[(&str, Option<&str>)] = &[
    ("INSTALLDIR", None),
    ("AUTOSTART", Some("0")),
    ("DESKTOPSHORTCUT", Some("0")),
    ("ADDTOPATH", Some("1")),
    ("OTPAUTH", Some("0")),
];

/// The components that depend on a choice.
const OPTIONAL: &[(&str, &str)] =
    &[("Autostart", "AUTOSTART"), ("Desktop", "DESKTOPSHORTCUT"), ("Path", "ADDTOPATH"), ("Otpauth", "OTPAUTH")];

/// The attributes of a component whose key path is a registry value (4), on 64-bit Windows (256),
/// whose condition is evaluated again when Watchword is installed over itself (64).
const OPTIONAL_ATTRIBUTES: u16 = 4 | 64 | 256;

/// A custom action that sets a property.
const SET_PROPERTY: u16 = 51;

/// Returns the queries, given the file versions of the files with these ids.
pub(super) fn queries(versions: &[(&str, Option<FileVersion>)]) -> Vec<String> {
    let mut sql = Vec::new();
    choose(&mut sql);
    add_to_path(&mut sql);
    tell(&mut sql);
    for (file, version) in versions {
        // Windows keeps a file with a version if the installer's table says that the new one has
        // none, and then removes it with the earlier version of Watchword. A file with a version
        // has no hash.
        if let Some(FileVersion { numbers: [a, b, c, d], language }) = version {
            sql.push(format!(
                "UPDATE `File` SET `Version` = '{a}.{b}.{c}.{d}', `Language` = '{language}' WHERE `File` = '{file}'"
            ));
            sql.push(format!("DELETE FROM `MsiFileHash` WHERE `File_` = '{file}'"));
        }
    }
    sql
}

/// Makes components depend on the choices. What the command line says goes before what was chosen
/// at the last installation, and that before what is usual.
fn choose(sql: &mut Vec<String>) {
    // Between AppSearch (50), which reads what was chosen, and LaunchConditions (100).
    let mut at = 51..100;
    let mut set = |action: &str, property: &str, value: &str, condition: &str| {
        sql.push(action_row(action, property, value));
        let Some(at) = at.next() else { return };
        sql.push(sequence_row("InstallUISequence", action, condition, at));
        sql.push(sequence_row("InstallExecuteSequence", action, condition, at));
    };
    for (choice, usual) in CHOICES {
        let before = format!("WAS_{choice}");
        set(&format!("Keep{choice}"), choice, &format!("[{before}]"), &format!("NOT {choice} AND {before}"));
        if let Some(usual) = usual {
            set(&format!("Usual{choice}"), choice, usual, &format!("NOT {choice}"));
        }
    }
    // After CostFinalize (1000), which completes the path.
    sql.push(action_row("TellLocation", "ARPINSTALLLOCATION", "[INSTALLDIR]"));
    sql.push(sequence_row("InstallExecuteSequence", "TellLocation", "", 1001));
    for (component, choice) in OPTIONAL {
        sql.push(format!(
            "UPDATE `Component` SET `Condition` = '{choice} = \"1\"', `Attributes` = {OPTIONAL_ATTRIBUTES} \
             WHERE `Component` = '{component}'"
        ));
    }
    // The service that installs takes no other properties from the program that the user started.
    let choices = CHOICES.iter().map(|(choice, _)| *choice);
    let secure: Vec<_> = ["EARLIER", "NEWER", "WEBVIEW2"].into_iter().chain(choices).collect();
    let secure = secure.join(";");
    sql.push(format!("UPDATE `Property` SET `Value` = '{secure}' WHERE `Property` = 'SecureCustomProperties'"));
}

fn add_to_path(sql: &mut Vec<String>) {
    sql.push(
        "CREATE TABLE `Environment` (`Environment` CHAR(72) NOT NULL, `Name` CHAR(255) NOT NULL LOCALIZABLE, `Value` \
         CHAR(255) LOCALIZABLE, `Component_` CHAR(72) NOT NULL PRIMARY KEY `Environment`)"
            .to_owned(),
    );
    // Sets (=) the variable of the computer (*), and removes the folder together with the component
    // (-). [~] stands for the variable's other folders.
    sql.push(
        "INSERT INTO `Environment` (`Environment`, `Name`, `Value`, `Component_`) VALUES ('CommandPath', '=-*PATH', \
         '[~];[INSTALLDIR]', 'Path')"
            .to_owned(),
    );
    // Between the removal of shortcuts and that of files, and after the registry's values.
    sql.push(sequence_row("InstallExecuteSequence", "RemoveEnvironmentStrings", "", 3300));
    sql.push(sequence_row("InstallExecuteSequence", "WriteEnvironmentStrings", "", 5200));
}

/// Adds actions whose only effect is that the progress bar and the log show their texts.
fn tell(sql: &mut Vec<String>) {
    sql.push(
        "CREATE TABLE `ActionText` (`Action` CHAR(72) NOT NULL, `Description` CHAR(0) LOCALIZABLE, `Template` CHAR(0) \
         LOCALIZABLE PRIMARY KEY `Action`)"
            .to_owned(),
    );
    let no_webview2 = "(NOT WEBVIEW2 OR WEBVIEW2 = \"0.0.0.0\") AND NOT REMOVE";
    let vaults_stay = "REMOVE = \"ALL\" AND NOT UPGRADINGPRODUCTCODE";
    // After InstallFinalize (6600), so that nothing follows in the progress bar.
    let texts =
        [("TellNoWebView2", NO_WEBVIEW2, no_webview2, 6601), ("TellVaultsStay", VAULTS_STAY, vaults_stay, 6602)];
    for (action, text, condition, at) in texts {
        sql.push(action_row(action, &format!("SAID_{action}").to_uppercase(), text));
        sql.push(format!("INSERT INTO `ActionText` (`Action`, `Description`) VALUES ('{action}', '{text}')"));
        sql.push(sequence_row("InstallExecuteSequence", action, condition, at));
    }
}

fn action_row(action: &str, property: &str, value: &str) -> String {
    format!(
        "INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('{action}', {SET_PROPERTY}, \
         '{property}', '{value}')"
    )
}

fn sequence_row(table: &str, action: &str, condition: &str, at: u16) -> String {
    format!("INSERT INTO `{table}` (`Action`, `Condition`, `Sequence`) VALUES ('{action}', '{condition}', {at})")
}

#[cfg(test)]
mod tests {
    use super::{FileVersion, queries};

    #[test]
    fn texts_have_no_apostrophe() {
        for query in queries(&[("A", Some(FileVersion { numbers: [1, 2, 3, 0], language: 9 })), ("B", None)]) {
            assert_eq!(query.matches('\'').count() % 2, 0, "{query}");
        }
    }

    #[test]
    fn only_files_with_a_version_get_one() {
        let sql = queries(&[("A", Some(FileVersion { numbers: [1, 2, 3, 0], language: 9 })), ("B", None)]).join("\n");
        assert!(sql.contains("`Version` = '1.2.3.0', `Language` = '9' WHERE `File` = 'A'"), "{sql}");
        assert!(!sql.contains("'B'"), "{sql}");
    }
}
