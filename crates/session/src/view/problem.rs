use serde::Serialize;
use watchword_capture::{DocumentError, NoCamera, NoScreen};
use watchword_exchange::{OtherText, ParameterFault as UriFault, Refusal as Refused};
use watchword_otp::{InvalidParameters, InvalidSecret, Looks};
use watchword_scan::Unreadable;
use watchword_vault::{
    BackupError, CodeError, EditError, InvalidPin, InvalidRecoveryKey, MAX_NAME_CHARS, MAX_PIN_CHARS, OpenError,
    PinError, RecoveryError, StoreError, WriteError,
};

use crate::intake::Contents;

/// Everything that can go wrong, as the user is told it. The words are in `locales/`, under `problem-` and the type; the
/// fields are what they are filled with. Never a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is its message's name; the messages say what happened")]
pub enum Problem {
    WrongPin { wait_seconds: u32 },
    Wait { seconds: u32 },
    TooManyPins,
    PinTooShort { minimum: u32 },
    PinTooLong { maximum: u32 },
    PinTooCommon,
    PinUnchanged,
    Locked,
    NoKeyring,
    KeyringLocked,
    KeyringChanged,
    KeyringFailed { why: String },
    KeyringSilent,
    KeyringCancelled,
    KeyringLate,
    Damaged { what: String },
    NewerFormat { format: u32 },
    NewerNeeds { what: String },
    NoMemory,
    OlderCopy,
    Busy,
    CannotWrite { reason: WriteFailure, detail: String },
    NotFound,
    SeedMissing,
    CounterExhausted,
    CountersLost,
    SecretEmpty,
    SecretTooLong,
    SecretNotBase32 { looks: SecretLooks },
    DigitsOutOfRange,
    PeriodOutOfRange,
    CounterOutOfRange,
    SteamParameters,
    SettingOutOfRange,
    NameTooLong { limit: u32 },
    Duplicate { issuer: String, account: String },
    UriNotAccount { what: Refusal },
    UriMalformed,
    UriUnsupported { what: String },
    UriParameter { name: String, fault: ParameterFault },
    UriTrashed,
    BatchDamaged,
    PictureTooLarge { megapixels: u32, megabytes: u32 },
    PictureDamaged,
    NotAPicture { what: Contents },
    NoCodeFound,
    CodeTooSmall,
    CodeUnclear,
    PdfEncrypted,
    PdfDamaged,
    PdfTooLong { pages: u32 },
    NoCodeOnScreen,
    ScreenRefused,
    ScreenUnavailable,
    CameraAbsent,
    CameraRefused,
    CameraBusy,
    CameraLost,
    CameraUnusable,
    FileUnreadable,
    AddressNotFetched,
    DropEmpty,
    ClipboardEmpty,
    ClipboardFailed,
    ClipboardNotCopied,
    ClipboardOnlyWindows,
    TooMany { limit: u32 },
    RecoveryKeyMalformed,
    RecoveryKeyWrong,
    RecoveryGroupWrong,
    WordWrong,
    NoRecoveryKey,
    BackupUnreadable,
    BackupForged,
    VaultExists,
    Internal,
}

/// Why nothing could be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum WriteFailure {
    /// The disk is full.
    Full,
    /// There is no permission, or the disk is read only.
    Denied,
    /// Anything else.
    Other,
}

/// What a text holds that is no account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Refusal {
    /// A web address.
    Web,
    /// A Wi-Fi network.
    Wifi,
    /// A contact.
    Contact,
    /// Anything else.
    Text,
}

/// What a secret looks like that isn't base32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum SecretLooks {
    /// Hexadecimal.
    Hexadecimal,
    /// Base64.
    Base64,
    /// Base32 with a 0, 1, 8 or 9.
    Mistyped,
    /// Anything else.
    Otherwise,
}

/// Why a link isn't read because of one of its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ParameterFault {
    /// The secret is only half of the seed (privacyIDEA's two-step enrolment).
    HalfSecret,
    /// It may change the codes.
    Unknown,
    /// It has two different values.
    Twice,
}

impl Problem {
    /// The message's name in `locales/`.
    pub fn message(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        format!("problem-{}", value["type"].as_str().unwrap_or("internal").replace('_', "-"))
    }

    fn picture_too_large(most_pixels: u64) -> Self {
        Self::PictureTooLarge {
            megapixels: (most_pixels / 1_000_000) as u32,
            megabytes: (watchword_scan::MAX_BYTES >> 20) as u32,
        }
    }

    /// Whether a backup restored over the vault would help: nothing else may.
    pub(crate) fn calls_for_backup(&self) -> bool {
        self.is_lasting() && !matches!(self, Self::KeyringSilent)
    }

    /// Whether it is over once an earlier call has come back, or the user waits for the next one.
    pub(crate) fn passes(&self) -> bool {
        matches!(self, Self::KeyringCancelled | Self::KeyringLate | Self::Busy)
    }

    /// Whether it stands for as long as the vault is as it is: the window shows it instead of a PIN field.
    pub(crate) fn is_lasting(&self) -> bool {
        matches!(
            self,
            Self::NoKeyring
                | Self::KeyringLocked
                | Self::KeyringChanged
                | Self::KeyringFailed { .. }
                | Self::KeyringSilent
                | Self::Damaged { .. }
                | Self::NewerFormat { .. }
                | Self::NewerNeeds { .. }
        )
    }
}

fn seconds(seconds: u64) -> u32 {
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Absent => Self::NoKeyring,
            StoreError::Locked => Self::KeyringLocked,
            StoreError::Failed(why) => Self::KeyringFailed { why },
            StoreError::Silent => Self::KeyringSilent,
            StoreError::Cancelled => Self::KeyringCancelled,
            StoreError::Late => Self::KeyringLate,
            StoreError::Full => WriteError::Full.into(),
            StoreError::Damaged => Self::Damaged { what: "keyring.bin".into() },
        }
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        let cannot_write = |reason, detail| Self::CannotWrite { reason, detail };
        match error {
            WriteError::Full => cannot_write(WriteFailure::Full, String::new()),
            WriteError::Denied(detail) => cannot_write(WriteFailure::Denied, detail),
            WriteError::Other(detail) => cannot_write(WriteFailure::Other, detail),
            WriteError::Busy => Self::Busy,
            WriteError::Store(error) => error.into(),
        }
    }
}

impl From<PinError> for Problem {
    fn from(error: PinError) -> Self {
        match error {
            PinError::Wrong { wait_seconds, .. } => Self::WrongPin { wait_seconds: seconds(wait_seconds) },
            PinError::Wait { seconds: left } => Self::Wait { seconds: seconds(left) },
        }
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Damaged(what) => Self::Damaged { what },
            OpenError::NewerFormat(format) => Self::NewerFormat { format: format.into() },
            OpenError::Needs(what) => Self::NewerNeeds { what },
            OpenError::NoMemory => Self::NoMemory,
            OpenError::Exists => Self::VaultExists,
            OpenError::KeyringChanged => Self::KeyringChanged,
            OpenError::Pin(error) => error.into(),
            OpenError::Store(error) => error.into(),
            OpenError::Write(error) => error.into(),
            OpenError::InvalidPin(error) => error.into(),
            OpenError::Recovery(RecoveryError::None) => Self::NoRecoveryKey,
            OpenError::Recovery(RecoveryError::Wrong) => Self::RecoveryKeyWrong,
        }
    }
}

impl From<EditError> for Problem {
    fn from(error: EditError) -> Self {
        match error {
            EditError::NotFound(_) => Self::NotFound,
            EditError::NameTooLong => Self::NameTooLong { limit: MAX_NAME_CHARS as u32 },
            EditError::TooMany => Self::TooMany { limit: watchword_vault::MAX_ACCOUNTS as u32 },
            EditError::Setting => Self::SettingOutOfRange,
            EditError::InvalidPin(error) => error.into(),
            EditError::OlderCopy => Self::OlderCopy,
            EditError::Locked => Self::Locked,
            EditError::Open(error) => error.into(),
            EditError::Write(error) => error.into(),
        }
    }
}

impl From<CodeError> for Problem {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::NotFound(_) => Self::NotFound,
            CodeError::SeedMissing(_) => Self::SeedMissing,
            CodeError::Exhausted => Self::CounterExhausted,
            CodeError::OlderCopy => Self::OlderCopy,
            CodeError::CountersLost => Self::CountersLost,
            CodeError::Locked => Self::Locked,
            CodeError::Open(error) => error.into(),
            CodeError::Write(error) => error.into(),
        }
    }
}

impl From<BackupError> for Problem {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Unreadable => Self::BackupUnreadable,
            BackupError::WrongKey => Self::RecoveryKeyWrong,
            BackupError::Forged => Self::BackupForged,
            BackupError::NewerFormat(format) => Self::NewerFormat { format: format.into() },
            BackupError::Write(error) => error.into(),
        }
    }
}

impl From<InvalidPin> for Problem {
    fn from(error: InvalidPin) -> Self {
        match error {
            InvalidPin::TooShort { minimum } => Self::PinTooShort { minimum: minimum as u32 },
            InvalidPin::TooLong => Self::PinTooLong { maximum: MAX_PIN_CHARS as u32 },
            InvalidPin::TooCommon => Self::PinTooCommon,
        }
    }
}

impl From<InvalidRecoveryKey> for Problem {
    fn from(_: InvalidRecoveryKey) -> Self {
        Self::RecoveryKeyMalformed
    }
}

impl From<InvalidSecret> for Problem {
    fn from(error: InvalidSecret) -> Self {
        match error {
            InvalidSecret::Empty => Self::SecretEmpty,
            InvalidSecret::TooLong => Self::SecretTooLong,
            InvalidSecret::NotBase32(looks) => Self::SecretNotBase32 {
                looks: match looks {
                    Looks::Hexadecimal => SecretLooks::Hexadecimal,
                    Looks::Base64 => SecretLooks::Base64,
                    Looks::Mistyped => SecretLooks::Mistyped,
                    Looks::Otherwise => SecretLooks::Otherwise,
                },
            },
        }
    }
}

impl From<InvalidParameters> for Problem {
    fn from(error: InvalidParameters) -> Self {
        match error {
            InvalidParameters::Digits(_) => Self::DigitsOutOfRange,
            InvalidParameters::Period(_) => Self::PeriodOutOfRange,
            InvalidParameters::SteamAlgorithm => Self::SteamParameters,
        }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAnAccount(text) => Self::UriNotAccount {
                what: match text {
                    OtherText::Web => Refusal::Web,
                    OtherText::Wifi => Refusal::Wifi,
                    OtherText::Contact => Refusal::Contact,
                    OtherText::Other => Refusal::Text,
                },
            },
            Refused::Malformed => Self::UriMalformed,
            Refused::UnsupportedType(what) | Refused::UnsupportedAlgorithm(what) => Self::UriUnsupported { what },
            Refused::Parameter { name, fault } => Self::UriParameter {
                name,
                fault: match fault {
                    UriFault::HalfSecret => ParameterFault::HalfSecret,
                    UriFault::Unknown => ParameterFault::Unknown,
                    UriFault::Twice => ParameterFault::Twice,
                },
            },
            Refused::Secret(error) => error.into(),
            Refused::Digits => Self::DigitsOutOfRange,
            Refused::Period => Self::PeriodOutOfRange,
            Refused::Counter => Self::CounterOutOfRange,
            Refused::SteamParameters => Self::SteamParameters,
            Refused::NameTooLong => Self::NameTooLong { limit: MAX_NAME_CHARS as u32 },
            Refused::Trashed => Self::UriTrashed,
            Refused::ExportDamaged => Self::BatchDamaged,
            Refused::TooLarge | Refused::TooMany => Self::TooMany { limit: watchword_exchange::MAX_ENTRIES as u32 },
        }
    }
}

impl From<Unreadable> for Problem {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::TooLarge => Self::picture_too_large(watchword_scan::MAX_PIXELS),
            Unreadable::TooManyPixels { most } => Self::picture_too_large(most),
            Unreadable::NotAPicture => Self::NotAPicture { what: Contents::Other },
            Unreadable::Damaged => Self::PictureDamaged,
            Unreadable::NothingFound => Self::NoCodeFound,
            Unreadable::TooSmall => Self::CodeTooSmall,
            Unreadable::Unclear => Self::CodeUnclear,
        }
    }
}

impl From<DocumentError> for Problem {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::PdfEncrypted => Self::PdfEncrypted,
            DocumentError::PdfDamaged => Self::PdfDamaged,
            DocumentError::PdfTooLong => Self::PdfTooLong { pages: watchword_capture::MAX_PAGES },
            DocumentError::SvgDamaged => Self::NotAPicture { what: Contents::Svg },
            DocumentError::Unreadable(unreadable) => unreadable.into(),
        }
    }
}

impl From<NoScreen> for Problem {
    fn from(error: NoScreen) -> Self {
        match error {
            NoScreen::Refused => Self::ScreenRefused,
            NoScreen::Unavailable => Self::ScreenUnavailable,
        }
    }
}

impl From<NoCamera> for Problem {
    fn from(error: NoCamera) -> Self {
        match error {
            NoCamera::Absent => Self::CameraAbsent,
            NoCamera::Refused => Self::CameraRefused,
            NoCamera::Busy => Self::CameraBusy,
            NoCamera::Lost => Self::CameraLost,
            NoCamera::Unusable => Self::CameraUnusable,
        }
    }
}
