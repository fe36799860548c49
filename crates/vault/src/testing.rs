//! A keyring in memory and a clock that is turned by hand, for tests and fuzzing alone. They are
//! behind the feature `testing`, which only dev-dependencies turn on: `tests/structure.rs` holds
//! that.

mod clock;
mod keyring;

pub use clock::ManualClock;
pub use keyring::{Died, Fault, Items, MemoryKeyring};
