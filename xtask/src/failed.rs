/// Why a task was not done, for the person who asked; empty where what was printed says it.
#[derive(Debug)]
pub(crate) struct Failed(pub(crate) String);

pub(crate) type Result<T = ()> = std::result::Result<T, Failed>;
