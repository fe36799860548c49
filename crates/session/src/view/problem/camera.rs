use watchword_capture::NoCamera;

use super::{Problem, problems};

problems! {
    /// Why a camera shows nothing.
    pub enum CameraProblem {
        "camera_absent" => Absent,
        "camera_refused" => Refused,
        "camera_busy" => Busy,
        "camera_lost" => Lost,
        "camera_unusable" => Unusable,
    }
}

impl From<NoCamera> for Problem {
    fn from(error: NoCamera) -> Self {
        Self::Camera(match error {
            NoCamera::Absent => CameraProblem::Absent,
            NoCamera::Refused => CameraProblem::Refused,
            NoCamera::Busy => CameraProblem::Busy,
            NoCamera::Lost => CameraProblem::Lost,
            NoCamera::Unusable => CameraProblem::Unusable,
        })
    }
}
