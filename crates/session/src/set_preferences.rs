use crate::organisation::require;
use crate::preferences::Preferences;
use crate::session::Session;
use crate::view::{Problem, Status, VaultProblem};

/// The preferences of the user, within the organisation's.
impl Session {
    /// Saves the preferences.
    ///
    /// # Errors
    /// [`crate::PolicyProblem::Set`]; [`VaultProblem::SettingOutOfRange`] when the language tag is
    /// too long; [`crate::SystemProblem::CannotWrite`] when the file cannot be written.
    pub fn set_preferences(&mut self, preferences: &Preferences) -> Result<Status, Problem> {
        let own = Preferences::read(&self.directories.config);
        let chosen = preferences.clone().chosen(&own, &self.policy())?;
        // What the palette has added since the window last read them stays.
        self.write(&Preferences { types_into: own.types_into, ..chosen })?;
        Ok(self.status())
    }

    /// The preferences as they count.
    pub fn preferences(&self) -> Preferences {
        Preferences::read(&self.directories.config).within(&self.policy())
    }

    /// Notes that the user lets Watchword type into a program, by the name that the desktop has for
    /// it.
    ///
    /// # Errors
    /// [`crate::PolicyProblem::NotAllowed`]; [`crate::SystemProblem::CannotWrite`];
    /// [`VaultProblem::SettingOutOfRange`] for too many programs.
    pub fn allow_typing_into(&mut self, program: &str) -> Result<(), Problem> {
        require(self.policy().typing_allowed)?;
        let mut preferences = Preferences::read(&self.directories.config);
        if !preferences.types_into.iter().any(|allowed| allowed == program) {
            preferences.types_into.push(program.to_owned());
        }
        self.write(&preferences)
    }

    fn write(&self, preferences: &Preferences) -> Result<(), Problem> {
        if !preferences.in_range() {
            return Err(VaultProblem::SettingOutOfRange.into());
        }
        let written = preferences.write(&self.directories.config);
        Ok(written.map_err(watchword_vault::WriteError::from)?)
    }
}
