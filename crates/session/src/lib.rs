//! Everything a user can do, in the app and the command alike: the session with the vault,
//! importing and reviewing accounts, codes, edits, recovery, locking, and the data that the app and
//! the command show. It knows no desktop: whatever differs by system is in `watchword-desktop`.

pub mod audit;
mod audit_trail;
mod auto_lock;
mod backup;
mod backup_check;
mod camera;
mod chosen_backup;
mod codes;
mod copy_request;
mod directories;
mod duplicates;
mod edit;
mod export;
mod intake;
mod organisation;
mod passphrase_backup;
mod pending_backup;
mod pending_key;
mod pin_for_codes;
mod policy_in_force;
mod preferences;
mod provision;
mod query;
mod recovery;
mod second_folder;
mod session;
mod set_preferences;
mod shared;
mod state;
mod user_name;
mod view;

pub use audit_trail::SystemLog;
pub use backup::{Permission, Restored, RestoredSeeds};
pub use backup_check::BackupCheck;
pub use camera::{CameraView, Hint, cameras, look};
pub use chosen_backup::{BackupSource, FoundBackup, PassedOver};
pub use copy_request::CopyRequest;
pub use directories::Directories;
pub use duplicates::{Duplicate, DuplicateGroup, TrashedDuplicates};
pub use export::{Export, ExportFormat, Exported, LeftOut};
pub use intake::{
    Accepted, Batch, Carried, Choice, Contents, Dropped, EncryptedFile, EncryptedFiles, Find, FindAction, FindStatus,
    Item, MAX_FILES, Named, Offer, Origin, Payload, Place, Report, Review, Scanned, Shortened, Source, Step, Trial,
    Typed, TypedField, Undone, Unread, Waiting, is_account_link, local_file, read_uri,
};
pub use organisation::{Organisation, PinChange};
pub use policy_in_force::PolicySource;
pub use preferences::{Preferences, Theme};
pub use provision::provisioned_files;
pub use recovery::RecoveryPicture;
pub use session::{KeyringSource, Session, Unlocking};
pub use shared::SharedSession;
pub use view::{
    AccountKind, AccountProblem, BackupStatus, CameraProblem, ClipboardProblem, CodeProblem, CodeView, Codes, Copied,
    CopiedKey, ExportLimit, ExportProblem, FileLock, HotkeyState, ImportProblem, KeyringProblem, Locale,
    ParameterFault, PassphraseBackup, Phase, PinProblem, PinVerdict, PolicyProblem, Problem, RecoveryProblem,
    ReplacedVault, Row, ScanProblem, ScreenProblem, SecondFolder, SecondFolderTrouble, SecretLooks, Status,
    SystemProblem, TextKind, UpdateProblem, Vault, VaultProblem, Words, WriteFailure,
};
pub use watchword_exchange::{ExportPart, Format, Imported, MAX_LIST_BYTES, Protection, Read, clean_name};
pub use watchword_paper::Sheet;
pub use watchword_policy::{AuditLog, Fault, InForce, Key as PolicyKey, Policy, Reason};
pub use watchword_scan::MAX_BYTES;
pub use watchword_vault::{BackupLock, Clock, Patience, Settings, StoreKind, SystemClock, Unwritten, scrubbed};
