//! What an organisation has set for its computers, from each system's own place for it. One table
//! (`policy.rs`) says which settings there are; the JSON schema, the templates for Windows and
//! macOS and the administrators' table are generated from it. Knows neither vault nor window: it
//! says what is set, and the session applies it.

mod fault;
mod form;
mod in_force;
#[cfg(any(target_os = "linux", all(unix, test)))]
mod json;
mod layer;
mod place;
mod policy;

pub use fault::{Fault, Reason};
pub use form::Shape;
pub use in_force::InForce;
pub use layer::{Layer, Reading, Scope};
pub use place::read;
pub use policy::{AuditLog, Key, Language, Policy, UpdateCheck};
