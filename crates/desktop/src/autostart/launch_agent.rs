use std::path::Path;

use super::start::Autostart;
use crate::entry::EntryError;
use crate::small_file::SmallFile;

/// A property list in the user's folder of launch agents, which launchd reads at sign-in.
pub(super) struct LaunchAgent {
    file: SmallFile,
    id: String,
}

impl LaunchAgent {
    pub(super) fn new(home: &Path, id: &str) -> Self {
        let file = SmallFile::new(&home.join("Library/LaunchAgents"), &format!("{id}.plist"));
        Self { file, id: id.to_owned() }
    }

    /// System Settings can switch an agent off without a change to its file; that isn't seen here.
    pub(super) fn is_on(&self) -> Result<bool, EntryError> {
        Ok(self.file.read()?.is_some_and(|text| self.is_ours(&text)))
    }

    pub(super) fn turn_on(&self, autostart: &Autostart) -> Result<(), EntryError> {
        let wanted = text(autostart)?;
        match self.file.read()? {
            Some(text) if text == wanted => Ok(()),
            Some(text) if !self.is_ours(&text) => Err(EntryError::Foreign(self.file.path().to_owned())),
            _ => Ok(self.file.write(&wanted)?),
        }
    }

    pub(super) fn turn_off(&self) -> Result<(), EntryError> {
        match self.file.read()? {
            Some(text) if !self.is_ours(&text) => Err(EntryError::Foreign(self.file.path().to_owned())),
            _ => Ok(self.file.remove()?),
        }
    }

    fn is_ours(&self, text: &str) -> bool {
        text.contains(&label(&self.id))
    }
}

/// The first lines of the agent's dictionary, as [`text`] writes them.
fn label(id: &str) -> String {
    format!("<dict>\n\t<key>Label</key>\n\t<string>{}</string>\n", escaped(id))
}

/// The property list (launchd.plist(5)).
fn text(autostart: &Autostart) -> Result<String, EntryError> {
    let words = [autostart.program()?].into_iter().chain(autostart.arguments()?.iter().map(String::as_str));
    let mut command = String::new();
    for word in words {
        // XML 1.0 has no way to write the other control characters.
        if word.contains(|c: char| c.is_control() && !"\t\n".contains(c)) {
            return Err(EntryError::Program);
        }
        command += &format!("\t\t<string>{}</string>\n", escaped(word));
    }
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n{}\t<key>ProgramArguments</key>\n\t<array>\n{command}\t</array>\n\
         \t<key>RunAtLoad</key>\n\t<true/>\n\t<key>ProcessType</key>\n\t<string>Interactive</string>\n</dict>\n</plist>\n",
        label(&autostart.id),
    ))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn autostart(arguments: &[&str]) -> Autostart {
        Autostart {
            id: "org.example.App".into(),
            name: "App".into(),
            program: "/Applications/A & B.app/app".into(),
            arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
        }
    }

    #[test]
    fn agent_has_the_program_and_its_arguments() {
        let agent = text(&autostart(&["--hidden", "<x>"])).unwrap();
        let words = "<array>\n\t\t<string>/Applications/A &amp; B.app/app</string>\n\t\t<string>--hidden</string>\n\
                     \t\t<string>&lt;x&gt;</string>\n\t</array>";
        assert!(agent.contains(words), "{agent}");
        assert!(agent.contains("<key>RunAtLoad</key>\n\t<true/>"));
        assert!(matches!(text(&autostart(&["\u{1b}"])), Err(EntryError::Program)));
    }

    #[test]
    fn it_turns_on_and_off_and_other_agents_stay() {
        let home = tempfile::tempdir().unwrap();
        let agent = LaunchAgent::new(home.path(), "org.example.App");
        for _ in 0..2 {
            agent.turn_on(&autostart(&[])).unwrap();
            assert!(agent.is_on().unwrap());
        }
        for _ in 0..2 {
            agent.turn_off().unwrap();
            assert!(!agent.is_on().unwrap());
        }
        std::fs::write(home.path().join("Library/LaunchAgents/org.example.App.plist"), "<dict/>").unwrap();
        assert!(!agent.is_on().unwrap());
        for refused in [agent.turn_on(&autostart(&[])), agent.turn_off()] {
            assert!(matches!(refused, Err(EntryError::Foreign(_))));
        }
    }
}
