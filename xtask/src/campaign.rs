use std::env;

/// A test that is short by default, and whose length an environment variable sets.
pub(crate) struct Campaign {
    about: &'static str,
    variable: &'static str,
    /// The value of the variable for a long run.
    pub(crate) long: &'static str,
}

pub(crate) const HISTORIES: Campaign =
    Campaign { about: "random histories of vaults", variable: "WATCHWORD_HISTORIES", long: "10000" };

/// The campaigns that `cargo xtask test --all` lengthens.
const CAMPAIGNS: &[Campaign] = &[
    Campaign { about: "generated QR codes", variable: "WATCHWORD_CODES", long: "2000" },
    HISTORIES,
    Campaign { about: "locks whose memory is searched", variable: "WATCHWORD_LOCKS", long: "50" },
    Campaign { about: "kills of the app and the command at once", variable: "WATCHWORD_ROUNDS", long: "50" },
    Campaign { about: "minutes of faults", variable: "WATCHWORD_SOAK_MINUTES", long: "30" },
];

impl Campaign {
    /// Returns the variable with its long value, or `None` if it is already set.
    pub(crate) fn variable(&self) -> Option<(&'static str, &'static str)> {
        env::var_os(self.variable).is_none().then_some((self.variable, self.long))
    }
}

/// Returns the variables of all campaigns, except those already set.
pub(crate) fn variables() -> impl Iterator<Item = (&'static str, &'static str)> {
    CAMPAIGNS.iter().filter_map(Campaign::variable)
}

/// Returns a table of the campaigns, one per line.
pub(crate) fn table() -> String {
    let line = |campaign: &Campaign| format!("  {}={} {}", campaign.variable, campaign.long, campaign.about);
    CAMPAIGNS.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::CAMPAIGNS;

    /// Variables that don't lengthen a test, and a clipboard property that is named like a
    /// variable.
    const OTHERS: &[&str] = &[
        "WATCHWORD_ACT",
        "WATCHWORD_ACT_IN_SANDBOX",
        "WATCHWORD_CONFINED",
        "WATCHWORD_COPIED",
        "WATCHWORD_HOSTILE_PICTURE",
        "WATCHWORD_KEEP_SHEET",
        "WATCHWORD_KEEP_SHEETS",
        "WATCHWORD_RECORDED_CAMERAS",
        "WATCHWORD_SEED",
        "WATCHWORD_SOAK_SEED",
        "WATCHWORD_TEST_AT_HAND",
        "WATCHWORD_TEST_PROXY",
        "WATCHWORD_TEST_VAULT",
        "WATCHWORD_UPDATE_ADDRESS",
        "WATCHWORD_UPDATE_KEY",
        "WATCHWORD_VAULT",
        "WATCHWORD_VISITED",
        "WATCHWORD_WINDOWS_PROGRAMS",
        "WATCHWORD_WRITE_BINDINGS",
        "WATCHWORD_WRITE_DOCS",
        "WATCHWORD_WRITE_GOLDEN",
        "WATCHWORD_WRITE_ICONS",
        "WATCHWORD_WRITE_KEYRINGS",
    ];

    /// If a variable were renamed, or missing in the table, its test would stay short.
    #[test]
    fn every_variable_of_the_tests_is_known() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("");
        let mut found = BTreeSet::new();
        for folder in ["crates", "src-tauri", "tests"] {
            find_variables(&root.join(folder), &mut found);
        }
        assert!(found.contains("WATCHWORD_CODES"), "the tests were read");
        for variable in found {
            let is_known =
                OTHERS.contains(&variable.as_str()) || CAMPAIGNS.iter().any(|campaign| campaign.variable == variable);
            assert!(is_known, "{variable}: add it to CAMPAIGNS with its long value, or to OTHERS");
        }
    }

    fn find_variables(path: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            find_variables(&entry.path(), found);
        }
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(path).expect("a source");
            let literals = text.split("\"WATCHWORD_").skip(1).filter_map(|rest| rest.split_once('"'));
            let names =
                literals.map(|(name, _)| name).filter(|name| name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'));
            found.extend(names.map(|name| format!("WATCHWORD_{name}")));
        }
    }
}
