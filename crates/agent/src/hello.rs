use serde::{Deserialize, Serialize};

use crate::face_kind::FaceKind;

/// The version of the requests and answers of this build.
pub(crate) const PROTOCOL: u32 = 2;

/// What both ends say first.
#[derive(Serialize, Deserialize)]
pub(crate) struct Hello {
    /// The version of the requests and answers that this end knows. The first frame and
    /// [`crate::Request::Yield`] are the same in all versions.
    pub(crate) watchword: u32,
    /// What this end is.
    #[serde(default = "command")]
    pub(crate) face: FaceKind,
    /// Whether this end was started on a desktop, where it can show something.
    #[serde(default)]
    pub(crate) display: bool,
}

impl Hello {
    pub(crate) fn of(face: FaceKind, display: bool) -> Self {
        Self { watchword: PROTOCOL, face, display }
    }
}

fn command() -> FaceKind {
    FaceKind::Command
}
