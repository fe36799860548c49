//! A keyring in memory and a clock that is set by hand, for tests and fuzzing only. Only
//! dev-dependencies turn on their feature, `testing`; `tests/structure.rs` checks that.

mod clock;
mod keyring;

pub use clock::ManualClock;
pub use keyring::{Died, Fault, Items, MemoryKeyring};
