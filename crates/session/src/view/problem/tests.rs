use super::*;
use crate::intake::Contents;

/// Lists one of each problem of a subject. The list also makes a `match`, so that no variant can be
/// left out.
macro_rules! one_of_each {
    ($name:ident: $($variant:ident $({ $($field:ident: $value:expr),+ })?),+ $(,)?) => {{
        fn _every_variant_is_there(problem: &$name) {
            match problem { $($name::$variant { .. } => {})+ }
        }
        vec![$(Problem::from($name::$variant $({ $($field: $value),+ })?)),+]
    }};
}

/// Every problem, with every field value that its message distinguishes.
pub(in crate::view) fn problems() -> Vec<Problem> {
    let mut problems = [
        one_of_each![PinProblem:
            Wrong { wait_seconds: 30 },
            Wait { seconds: 60 },
            TooMany,
            TooShort { minimum: 6 },
            TooLong { maximum: 256 },
            TooCommon,
            Unchanged,
            NeedsLetter,
            ToChange,
        ],
        one_of_each![KeyringProblem: Absent, Locked, Failed { why: "no answer".into() }, Silent, Cancelled, Late],
        one_of_each![VaultProblem:
            Absent,
            Exists,
            Locked,
            Busy,
            Damaged { what: "vault.bin".into() },
            KeyringChanged,
            NewerFormat { format: 2 },
            NewerNeeds { what: "tags".into() },
            OlderCopy,
            SettingOutOfRange,
            FolderUnusable,
        ],
        one_of_each![AccountProblem:
            NotFound,
            Duplicate { issuer: "Example".into(), account: "ayu".into() },
            NameTooLong { limit: 200 },
            TagsOrNoteTooLong,
            AsksForPin,
            SecretEmpty,
            SecretTooLong,
            SecretNotBase32 { looks: SecretLooks::Otherwise },
            DigitsOutOfRange,
            PeriodOutOfRange,
            CounterOutOfRange,
            SteamParameters,
        ],
        one_of_each![CodeProblem: SeedMissing, CounterExhausted, CountersLost],
        one_of_each![ImportProblem:
            NotAccount { what: TextKind::Web },
            Malformed,
            Unsupported { what: "MD5".into() },
            Parameter { name: "pin".into(), fault: ParameterFault::Unknown },
            Trashed,
            BatchDamaged,
            FileDamaged,
            FileNewer,
            FileLocked { lock: FileLock::Pgp },
            FileTooCostly,
            FileTooLarge { megabytes: 16 },
            NoAccounts,
            PasswordWrong,
            PasswordMissing,
            TooManyEncrypted { limit: 64, megabytes: 64 },
            AddressNotFetched,
            DropEmpty,
            TextTooLarge,
            TooMany { limit: 10_000 },
            NothingSelected,
            NothingToUndo,
        ],
        one_of_each![ExportProblem:
            Unsupported { what: ExportLimit::Length },
            Nothing,
            PasswordTooShort { minimum: 8 },
            Exists { name: "codes.png".into() },
        ],
        one_of_each![ScanProblem:
            PictureTooLarge { megapixels: 50, megabytes: 64 },
            PictureDamaged,
            NotAPicture { what: Contents::Other },
            NoCodeFound,
            CodeTooSmall,
            CodeUnclear,
            PdfEncrypted,
            PdfDamaged,
            PdfTooLong { pages: 20 },
        ],
        one_of_each![ScreenProblem: NoCode, Refused, Unavailable],
        one_of_each![CameraProblem: Absent, Refused, Busy, Lost, Unusable],
        one_of_each![ClipboardProblem: Empty, Failed, NotCopied, OnlyWindows],
        one_of_each![RecoveryProblem:
            KeyMalformed,
            KeyWrong,
            GroupWrong,
            NoKey,
            NoPendingKey,
            WordWrong,
            BackupUnreadable,
            BackupForged,
            BackupFailed,
            BackupFolderEmpty,
            BackupFolderLarge,
            BackupTooCostly,
            PassphraseWrong,
            PassphraseTooShort { minimum: 8 },
        ],
        one_of_each![UpdateProblem:
            Off,
            Source,
            Unreachable,
            Unreadable,
            Signature,
            Channel,
            Older { offered: "1.2.2".into() },
            Page { page: "https://example.org/".into() },
        ],
        one_of_each![PolicyProblem: Set, NotAllowed],
        one_of_each![SystemProblem:
            CannotWrite { reason: WriteFailure::Full, detail: String::new() },
            FileUnreadable,
            PrintFailed,
            NoPalette,
            NoAutostart,
            NoAccountLinks,
            TypingUnsupported,
            TypingRefused,
            TypingMoved,
            TypingFailed,
            NoMemory,
            SaveCancelled,
            Internal,
        ],
    ]
    .concat();
    problems.push(PinProblem::Wrong { wait_seconds: 0 }.into());
    let cannot_write = |reason| Problem::from(SystemProblem::CannotWrite { reason, detail: "/home".into() });
    problems.extend([WriteFailure::Denied, WriteFailure::Other].map(cannot_write));
    let looks = [SecretLooks::Hexadecimal, SecretLooks::Base64, SecretLooks::Mistyped];
    problems.extend(looks.map(|looks| Problem::from(AccountProblem::SecretNotBase32 { looks })));
    let parameter = |fault| Problem::from(ImportProblem::Parameter { name: "period".into(), fault });
    problems.extend([ParameterFault::HalfSecret, ParameterFault::Twice].map(parameter));
    let locked = |lock| Problem::from(ImportProblem::FileLocked { lock });
    problems
        .extend([FileLock::Account, FileLock::Device, FileLock::Database, FileLock::Folder, FileLock::Log].map(locked));
    let not_account = |what| Problem::from(ImportProblem::NotAccount { what });
    problems.extend([TextKind::Wifi, TextKind::Contact, TextKind::Text].map(not_account));
    let limits =
        [ExportLimit::Hotp, ExportLimit::Steam, ExportLimit::Digits, ExportLimit::Period, ExportLimit::Counter];
    problems.extend(limits.map(|what| Problem::from(ExportProblem::Unsupported { what })));
    let contents = [
        Contents::Empty,
        Contents::Svg,
        Contents::Web,
        Contents::Image,
        Contents::Media,
        Contents::Archive,
        Contents::Office,
        Contents::Encrypted,
        Contents::Export,
        Contents::Text,
    ];
    problems.extend(contents.map(|what| Problem::from(ScanProblem::NotAPicture { what })));
    problems
}

/// The window derives the message id from the type; Rust derives it from the key.
#[test]
fn message_id_matches_the_type_sent_to_the_window() {
    for problem in problems() {
        let crossed = serde_json::to_value(&problem).unwrap();
        let kind = crossed["type"].as_str().unwrap_or_else(|| panic!("{crossed}"));
        assert_eq!(problem.message(), format!("problem-{}", kind.replace('_', "-")));
        assert!(crossed["subject"].is_string(), "{crossed}");
    }
}

#[test]
fn lasting_keyring_problems_keep_the_vault_closed() {
    let lasting = |problem: Problem| (problem.is_lasting(), problem.calls_for_backup(), problem.passes());
    for (problem, expected) in [
        (KeyringProblem::Absent, (true, true, false)),
        (KeyringProblem::Locked, (true, true, false)),
        (KeyringProblem::Silent, (true, false, false)),
        (KeyringProblem::Cancelled, (false, false, true)),
        (KeyringProblem::Late, (false, false, true)),
    ] {
        assert_eq!(lasting(problem.clone().into()), expected, "{problem:?}");
    }
    assert_eq!(lasting(VaultProblem::Busy.into()), (false, false, true));
    assert_eq!(lasting(VaultProblem::KeyringChanged.into()), (true, true, false));
    assert_eq!(lasting(VaultProblem::OlderCopy.into()), (false, false, false));
}
