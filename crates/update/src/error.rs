use thiserror::Error;

/// Why it isn't known whether there is a newer version.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UpdateError {
    /// This program was built with an address, a key or a version that can't be used. Nothing was
    /// connected to.
    #[error("this program was built with an update source that it can't use")]
    Source,
    /// There is no connection, the server's certificate isn't trusted, or the answer took too long.
    #[error("the update server can't be reached")]
    Unreachable,
    /// The answer isn't an update file: another status than 200, too large, redirected too often or
    /// to where nothing may be read, or signed with the right key and still malformed.
    #[error("the update server's answer can't be read")]
    Unreadable,
    /// The file, its signature or the signature's trusted comment was changed, or another key
    /// signed it.
    #[error("the update file isn't signed with Watchword's key")]
    Signature,
    /// The file is for another channel.
    #[error("the update file is for another channel")]
    Channel,
    /// The file offers a version lower than this program's: the server has not been updated, or
    /// someone sends an old file again.
    #[error("the update file offers {offered}, which is older than this program")]
    Older {
        /// The version that the file offers.
        offered: String,
    },
}
