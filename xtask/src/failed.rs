/// The reason why a task failed, to be printed, or empty if the printed output says it.
#[derive(Debug)]
pub(crate) struct Failed(pub(crate) String);

pub(crate) type Result<T = ()> = std::result::Result<T, Failed>;
