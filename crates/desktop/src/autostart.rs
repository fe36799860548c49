//! Starts a program when the user signs in: a file in `~/.config/autostart` (Desktop Application
//! Autostart Specification) on Linux, a value of the registry's `Run` key on Windows, a launch
//! agent on macOS. A sandbox such as Flatpak has folders of its own, so an entry made inside starts
//! nothing.

#[cfg(any(target_os = "linux", test))]
mod desktop_entry;
#[cfg(any(target_os = "macos", test))]
mod launch_agent;
#[cfg(any(windows, test))]
mod run_key;
mod start;

pub use self::start::Autostart;
use crate::entry::EntryError;

impl Autostart {
    /// Whether the program starts when the user signs in. `false` if the desktop's own settings
    /// switched the entry off, and for an entry that isn't Watchword's.
    ///
    /// # Errors
    /// [`EntryError::NoHome`]; [`EntryError::Failed`] if the entry can't be read.
    pub fn is_on(&self) -> Result<bool, EntryError> {
        self.entry()?.is_on()
    }

    /// Starts the program at each sign-in. If it already does, updates the program and arguments.
    ///
    /// # Errors
    /// [`EntryError::Foreign`] if another entry has the name; [`EntryError::Program`] if no
    /// entry can name the program or an argument; [`EntryError::NoHome`];
    /// [`EntryError::Failed`] if the entry can't be written.
    pub fn turn_on(&self) -> Result<(), EntryError> {
        self.entry()?.turn_on(self)
    }

    /// No longer starts the program at sign-in. Does nothing if there is no entry.
    ///
    /// # Errors
    /// [`EntryError::Foreign`] for an entry that isn't Watchword's, which stays;
    /// [`EntryError::NoHome`]; [`EntryError::Failed`] if the entry can't be removed.
    pub fn turn_off(&self) -> Result<(), EntryError> {
        self.entry()?.turn_off()
    }

    #[cfg(target_os = "linux")]
    fn entry(&self) -> Result<desktop_entry::DesktopEntry, EntryError> {
        let folder = dirs::config_dir().ok_or(EntryError::NoHome)?;
        Ok(desktop_entry::DesktopEntry::new(&folder, &self.id))
    }

    #[cfg(target_os = "macos")]
    fn entry(&self) -> Result<launch_agent::LaunchAgent, EntryError> {
        let home = dirs::home_dir().ok_or(EntryError::NoHome)?;
        Ok(launch_agent::LaunchAgent::new(&home, &self.id))
    }

    #[cfg(windows)]
    fn entry(&self) -> Result<run_key::RunKey, EntryError> {
        Ok(run_key::RunKey::new(&self.id))
    }
}
