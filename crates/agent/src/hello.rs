use serde::{Deserialize, Serialize};

/// The version of the requests and answers of this build.
pub(crate) const PROTOCOL: u32 = 1;

/// What both ends say first.
#[derive(Serialize, Deserialize)]
pub(crate) struct Hello {
    /// The version of the requests and answers that this end knows. The first frame and
    /// [`crate::Request::Yield`] are the same in all versions.
    pub(crate) watchword: u32,
}

impl Hello {
    pub(crate) const OURS: Self = Self { watchword: PROTOCOL };
}
