/// The app's identifier, after which its icons and its names on the bus are called.
pub(super) const ID: &str = "org.watchword.Watchword";
