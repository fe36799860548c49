use rustix::process::geteuid;

/// The user who runs the programs of a desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum User {
    /// The user who runs the tests.
    Same,
    /// The account `nobody`, which every Linux system has and which owns nothing.
    Nobody,
}

impl User {
    /// The uid of `nobody` and the gid of its group, which Linux reserves for unknown users.
    pub(crate) const NOBODY: u32 = 65534;

    /// Returns a user other than root, because compositors refuse to run as root. Only root can
    /// become another user.
    pub(crate) fn ordinary() -> Self {
        if geteuid().is_root() { Self::Nobody } else { Self::Same }
    }
}
