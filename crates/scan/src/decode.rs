//! Two readers of codes, each of which finds codes that the other misses.

mod model1;
pub(crate) mod rqrr;
pub(crate) mod rxing;
