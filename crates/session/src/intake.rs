//! Where accounts come from: sources and drops, the items read from them, the drafts under review,
//! and the form.

mod accepting;
mod address;
mod carried;
mod choice;
mod contents;
mod draft;
mod dropped;
mod encrypted_files;
mod find;
mod free_names;
mod item;
mod offer;
mod report;
mod source;
mod typed;
mod waiting;
mod within_limits;

pub(crate) use accepting::LastImport;
pub use accepting::{Accepted, Undone};
pub use address::{is_account_link, local_file};
pub use carried::Carried;
pub(crate) use choice::import;
pub use choice::{Choice, FindAction};
pub use contents::Contents;
pub(crate) use draft::Drafts;
pub use draft::{Batch, Review, Unread};
pub use dropped::Dropped;
pub use encrypted_files::EncryptedFiles;
pub(crate) use find::compare;
pub use find::{Find, FindStatus};
pub use item::{EncryptedFile, Item, Origin, Payload, Place};
pub use offer::{Offer, Step};
pub use report::{Named, Report, Shortened};
pub use source::{MAX_FILES, Scanned, Source, read_uri};
pub use typed::{Trial, Typed, TypedField};
pub use waiting::Waiting;
