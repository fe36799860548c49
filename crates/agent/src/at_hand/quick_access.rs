use watchword_session::Problem;

/// An account by its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountName {
    /// Identifies the account in [`QuickAccess::copy`].
    pub id: String,
    /// The service that asks for the code.
    pub issuer: String,
    /// The account's name at that service.
    pub account: String,
}

/// What any program on the session's bus may ask for, through the tray and the launchers.
///
/// Every method except [`is_locked`](Self::is_locked) is called on a thread that may wait.
pub trait QuickAccess: Send + Sync + 'static {
    /// Whether the vault is known to be locked. Doesn't wait for the session or the keyring, so it
    /// may be `false` while another thread locks.
    fn is_locked(&self) -> bool;

    /// Returns the accounts used last, the latest first, or `None` if the vault is locked. The tray
    /// shows the first eight. A program that clicks a counter-based one uses up a code, unless
    /// [`copy`](Self::copy) repeats the code it gave out last.
    fn recent(&self) -> Option<Vec<AccountName>>;

    /// Returns the accounts whose names or tags match a query. Never searches notes: a program
    /// could read a note by guessing one letter after the other. Leaves out counter-based accounts,
    /// which would use up a code. Returns nothing if the vault is locked.
    fn find(&self, query: &str) -> Vec<AccountName>;

    /// Copies the code of an account, and returns the seconds until the clipboard is cleared.
    ///
    /// # Errors
    /// Why nothing was copied.
    fn copy(&self, id: &str) -> Result<u32, Problem>;

    /// Locks the vault. Doesn't wait for the keyring.
    fn lock(&self);

    /// Opens the window, or brings it to the front. On Wayland that takes the `activation` token
    /// (xdg-activation) of the click, if the desktop gave one.
    fn open_window(&self, activation: Option<String>);

    /// Locks the vault and ends this process.
    fn quit(&self);
}
