use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::form::{Form, List, Number, Shape, Switch, Text, choice};
use crate::layer::Scope;

choice! {
    /// Whether Watchword looks for newer versions.
    pub enum UpdateCheck {
        /// Not even if the user wants it.
        Off = "off",
        /// Once a day while its window is open.
        On = "on",
    }
}

choice! {
    /// The language of window and command.
    pub enum Language {
        /// English, in which every text was written first.
        English = "en",
        /// Indonesian (Bahasa Indonesia).
        Indonesian = "id",
        /// Italian (Italiano).
        Italian = "it",
    }
}

choice! {
    /// Where the audit log goes.
    pub enum AuditLog {
        /// Nowhere: there is none.
        Off = "off",
        /// To a file of the user's.
        File = "file",
        /// To systemd's journal, on Linux.
        Journald = "journald",
        /// To the system's log by its socket (RFC 3164), on Linux and macOS.
        Syslog = "syslog",
        /// To Windows' event log.
        EventLog = "event-log",
    }
}

/// A setting that an organisation can make.
pub struct Key {
    /// Its name in every place: a registry value, a member of a JSON object, a key of a property
    /// list.
    pub name: &'static str,
    /// The narrowest scope that may set it.
    pub scope: Scope,
    /// The shape of its value.
    pub shape: Shape,
    set: fn(&mut Policy, Option<&Value>) -> bool,
    get: fn(&Policy) -> Option<Value>,
}

impl Key {
    /// Sets a value, or the one that stands for malformed ones. Returns whether `value` was well
    /// formed.
    pub(crate) fn set(&self, policy: &mut Policy, value: &Value) -> bool {
        (self.set)(policy, Some(value))
    }

    /// Whether a value is well formed.
    pub(crate) fn accepts(&self, value: &Value) -> bool {
        (self.set)(&mut Policy::default(), Some(value))
    }

    /// Returns what counts if the value is malformed; `None` if nothing does.
    pub fn when_malformed(&self) -> Option<Value> {
        let mut policy = Policy::default();
        (self.set)(&mut policy, None);
        (self.get)(&policy)
    }

    /// Returns the value that a policy has for it.
    pub fn value(&self, policy: &Policy) -> Option<Value> {
        (self.get)(policy)
    }

    /// Returns the key of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Policy::KEYS.iter().find(|key| key.name == name)
    }
}

macro_rules! keys {
    ($($(#[doc = $doc:literal])+ $name:literal $field:ident: $type:ty = $form:ty, $scope:ident, $malformed:expr;)+) => {
        /// What an organisation has set. Whatever is `None` is the user's to choose.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(specta::Type))]
        #[serde(default)]
        pub struct Policy {
            $($(#[doc = $doc])+ pub $field: Option<$type>,)+
        }

        impl Policy {
            /// Every setting there is.
            pub const KEYS: &[Key] = &[$(Key {
                name: $name,
                scope: Scope::$scope,
                shape: <$form as Form>::SHAPE,
                set: |policy, value| {
                    let read = value.and_then(<$form as Form>::read);
                    let is_well_formed = read.is_some();
                    policy.$field = read.or_else(|| $malformed);
                    is_well_formed
                },
                get: |policy| policy.$field.as_ref().map(<$form as Form>::write),
            }),+];
        }
    };
}

/// The longest path or line, in characters.
const LINE: usize = 1000;

// Each line: the name, the field, its form, the narrowest scope that may set it, and what counts if
// its value is malformed: what is strict without stopping anyone's codes.
keys! {
    /// The longest time without input, in minutes, until the vault locks.
    "LockAfterMinutes" lock_after_minutes: u32 = Number<1, 1440>, User, Some(5);
    /// Whether minimising the window locks the vault.
    "LockWhenMinimised" lock_when_minimised: bool = Switch, User, Some(true);
    /// The shortest PIN, in characters.
    "PinMinLength" pin_min_length: u32 = Number<4, 64>, User, Some(8);
    /// Whether a PIN needs a character that is no digit.
    "PinNeedsLetter" pin_needs_letter: bool = Switch, User, Some(true);
    /// Days that users get to change a PIN that breaks the rules; 14 if it isn't set.
    "PinChangeDays" pin_change_days: u32 = Number<0, 365>, User, Some(14);
    /// Whether each code asks for the PIN.
    "PinForCodes" pin_for_codes: bool = Switch, User, Some(true);
    /// The longest time, in seconds, until a copied code is cleared from the clipboard.
    "ClipboardSeconds" clipboard_seconds: u32 = Number<10, 300>, User, Some(30);
    /// Whether codes may be copied to the clipboard.
    "CopyAllowed" copy_allowed: bool = Switch, User, Some(false);
    /// Whether QR codes may be read from the screen.
    "ScreenAllowed" screen_allowed: bool = Switch, User, Some(false);
    /// Whether a camera may be used.
    "CameraAllowed" camera_allowed: bool = Switch, User, Some(false);
    /// Whether accounts may come from files.
    "FilesAllowed" files_allowed: bool = Switch, User, Some(false);
    /// Whether accounts may come from links, also from a terminal and from copied text.
    "LinksAllowed" links_allowed: bool = Switch, User, Some(false);
    /// Whether accounts may be exported to files for other apps.
    "ExportAllowed" export_allowed: bool = Switch, User, Some(false);
    /// Whether the QR code of an account may be shown.
    "QrCodeAllowed" qr_code_allowed: bool = Switch, User, Some(false);
    /// Whether backups may be written to other places than Watchword's own folder.
    "OtherBackupsAllowed" other_backups_allowed: bool = Switch, User, Some(false);
    /// Whether a terminal in which the PIN was given may ask for codes without it for a while.
    "SharedSessionAllowed" shared_session_allowed: bool = Switch, User, Some(false);
    /// Whether Watchword may start when users sign in.
    "AutostartAllowed" autostart_allowed: bool = Switch, User, Some(false);
    /// Whether Watchword may stay in the tray.
    "TrayAllowed" tray_allowed: bool = Switch, User, Some(false);
    /// Whether the desktop's search may find accounts.
    "SearchAllowed" search_allowed: bool = Switch, User, Some(false);
    /// Whether Watchword may type codes into other programs.
    "TypingAllowed" typing_allowed: bool = Switch, User, Some(false);
    /// Whether it looks for newer versions.
    "UpdateCheck" update_check: UpdateCheck = UpdateCheck, User, Some(UpdateCheck::Off);
    /// The language of window and command.
    "Language" language: Language = Language, User, None;
    /// The name of the organisation, as users know it.
    "SupportName" support_name: String = Text<100>, User, None;
    /// The address or the telephone number of its help desk.
    "SupportContact" support_contact: String = Text<200>, User, None;
    /// The age recipients to whom every backup is encrypted too.
    "EscrowRecipients" escrow_recipients: Vec<String> = List<16, 2000>, Machine, None;
    /// Where the audit log goes.
    "AuditLog" audit_log: AuditLog = AuditLog, Machine, Some(AuditLog::File);
    /// The absolute path of the audit log's file.
    "AuditFile" audit_file: String = Text<LINE>, Machine, None;
    /// The absolute path of a folder with accounts for the user.
    "ProvisioningFolder" provisioning_folder: String = Text<LINE>, Machine, None;
}

impl Policy {
    /// Returns the settings by name, as a policy file has them.
    pub fn to_values(&self) -> Map<String, Value> {
        Self::KEYS.iter().filter_map(|key| Some((key.name.to_owned(), key.value(self)?))).collect()
    }

    /// Reads what [`Policy::to_values`] returned, perhaps in another version.
    pub fn from_values(values: &Map<String, Value>) -> Self {
        let mut policy = Self::default();
        for (name, value) in values {
            if let Some(key) = Key::named(name) {
                key.set(&mut policy, value);
            }
        }
        policy
    }
}
