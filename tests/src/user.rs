use rustix::process::geteuid;

/// Who runs the programs of a desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum User {
    /// The user who runs the tests.
    Same,
    /// The account `nobody`, which every Linux system has and which owns nothing.
    Nobody,
}

impl User {
    /// The uid of `nobody` and the gid of its group, as Linux itself reserves them for users that it does not know.
    pub(crate) const NOBODY: u32 = 65534;

    /// One that isn't root: compositors refuse to run as root. Only root can become another user.
    pub(crate) fn ordinary() -> Self {
        if geteuid().is_root() { Self::Nobody } else { Self::Same }
    }
}
