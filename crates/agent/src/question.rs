//! What a face that uses the vault may ask, each question with its answer and the right it takes,
//! listed once: the enums, what is done for each, and the methods of [`crate::Face`] are made from
//! the list.

use std::ffi::OsString;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use watchword_session::{
    Accepted, BackupCheck, BackupSource, Carried, Choice, CodeView, Codes, CopyRequest, DuplicateGroup, Export,
    ExportFormat, FoundBackup, Locale, Permission, PinVerdict, Preferences, Problem, RecoveryPicture, Report, Restored,
    RestoredSeeds, Review, Row, Session, Settings, Sheet, Status, StoreKind, TrashedDuplicates, Trial, Typed, Undone,
    Vault, Words,
};
use zeroize::Zeroizing;

use crate::code_at::CodeAt;
use crate::saving::Saving;

/// The most time steps on either side in which a code is looked for.
const MAX_WINDOW: u32 = 100;

/// What a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// Nothing: it tells nothing of what is sealed.
    Nothing,
    /// A locked vault, or the PIN. A face that was not given the PIN locks the vault first.
    Locked,
    /// The PIN on this connection, or in this terminal a while ago. Asked of what is on disk now.
    Lists,
    /// The same, of what is known already.
    Codes,
    /// The same, and a counter may change.
    Draws,
    /// The PIN on this connection.
    Reads,
    /// The same, and something may change.
    Changes,
}

/// What questions are answered with, besides the session.
pub(crate) struct Means<'a> {
    pub(crate) session: &'a mut Session,
    pub(crate) saving: &'a Saving,
}

type Text = Zeroizing<String>;

fn words(language: &str) -> Words {
    Words::new(Locale::choose(Some(language)))
}

/// The PIN as the session takes it, for a code that may need it.
fn given(pin: &Option<Text>) -> Option<&str> {
    pin.as_ref().map(|pin| pin.as_str())
}

fn now() -> SystemTime {
    SystemTime::now()
}

/// Passes the list to the macro named `$macro`.
macro_rules! questions {
    ($macro:ident) => {
        $macro! {
            /// Returns what the first screen needs.
            Nothing Status fn status() -> Status { |m| Ok(m.session.status()) }
            /// Saves the preferences.
            Nothing SetPreferences fn set_preferences(preferences: Preferences) -> Status {
                |m| m.session.set_preferences(&preferences)
            }
            /// Rates a PIN that the user is choosing.
            Nothing JudgePin fn judge_pin(pin: Text, store: StoreKind) -> PinVerdict {
                |m| Ok(m.session.judge_pin(&pin, store))
            }
            /// Unlocks the vault, or checks the PIN if another face has unlocked it. From then on,
            /// this face may ask everything, and its terminal may ask for codes for ten minutes
            /// after each question.
            Nothing Unlock fn unlock(pin: Text) -> Vault { |m| m.session.unlock(&pin) }
            /// Makes an empty vault, unlocked.
            Locked Create fn create(pin: Text, store: StoreKind) -> Vault { |m| m.session.create(&pin, store) }
            /// Opens the vault with its recovery key, and sets a new PIN.
            Locked Recover fn recover(recovery_key: Text, fresh_pin: Text) -> Vault {
                |m| m.session.recover(&recovery_key, &fresh_pin)
            }
            /// Chooses the backup, or the folder of backups, to restore from or to check.
            Locked ChooseBackup fn choose_backup(path: OsString) -> BackupSource {
                |m| m.session.choose_backup(path.as_ref())
            }
            /// Chooses the folder of the vault's own backups, if it has any.
            Locked ChooseOwnBackups fn choose_own_backups() -> Option<BackupSource> {
                |m| Ok(m.session.choose_own_backups())
            }
            /// Opens the chosen backup.
            Locked OpenBackup fn open_backup(key: Text) -> FoundBackup { |m| m.session.open_backup(&key) }
            /// Makes a vault from the chosen backup.
            Locked RestoreBackup fn restore_backup(
                key: Text, pin: Text, store: StoreKind, permission: Option<Permission>
            ) -> Restored { |m| m.session.restore_backup(&key, &pin, store, permission.as_ref()) }
            /// Moves the vault aside, and makes an empty one.
            Locked StartOver fn start_over(pin: Text, store: StoreKind, permission: Permission) -> Vault {
                |m| m.session.start_over(&pin, store, &permission)
            }

            /// Returns the accounts, in the user's order.
            Lists Rows fn rows() -> Vec<Row> { |m| Ok(m.session.vault()?.rows) }
            /// Returns the accounts that a query matches.
            Lists Find fn find(query: String) -> Vec<Row> { |m| m.session.find(&query) }
            /// Returns the codes of these accounts now, except those that require the PIN, and
            /// those of counter-based accounts with none generated since the vault was unlocked.
            Codes Codes fn codes(ids: Vec<String>) -> Codes { |m| m.session.codes(&ids, now()) }
            /// Returns the code of a time-based account at `at`, in Unix seconds. Where an account
            /// asks for the PIN each time, whatever gives or checks its code requires it.
            Codes Code fn code(id: String, pin: Option<Text>, at: u64) -> CodeAt {
                |m| Ok(m.session.code_at(&id, given(&pin), at)?.into())
            }
            /// Returns the next code of a counter-based account.
            Draws NextCode fn next_code(id: String, pin: Option<Text>) -> CodeView {
                |m| m.session.next_code(&id, given(&pin))
            }
            /// Returns the code to copy: the one that is shown, or else the next one of a counter.
            Draws CopyCode fn copy_code(id: String, pin: Option<Text>) -> (CopyRequest, CodeView) {
                |m| m.session.copy_code(&id, given(&pin), now())
            }
            /// The same, to be typed into another program.
            Draws TypeCode fn type_code(id: String, pin: Option<Text>) -> CodeView {
                |m| m.session.type_code(&id, given(&pin), now())
            }
            /// Notes that the user lets Watchword type into a program.
            Codes AllowTyping fn allow_typing_into(program: String) -> () { |m| m.session.allow_typing_into(&program) }
            /// Returns the drift of a code in time steps, or `None` if it isn't right at `at`, in
            /// Unix seconds.
            Codes Verify fn verify(id: String, pin: Option<Text>, at: u64, window: u32, code: Text) -> Option<i64> {
                |m| m.session.verify(&id, given(&pin), at, window.min(MAX_WINDOW), &code)
            }

            /// Returns the vault's contents, including what another process has saved.
            Reads Vault fn vault() -> Vault { |m| m.session.vault() }
            /// Reads the vault again. Returns whether another process has saved a change.
            Reads Refresh fn refresh() -> bool { |m| m.session.refresh() }
            /// Returns the accounts that a query finds by their notes.
            Reads SearchNotes fn search_notes(query: String) -> Vec<String> { |m| m.session.search_notes(&query) }
            /// Saves the settings.
            Changes SetSettings fn set_settings(settings: Settings) -> Vault { |m| m.session.set_settings(settings) }
            /// Makes each code of an account require the PIN, or each code of every account.
            Changes AskForPin fn ask_for_pin(id: Option<String>) -> Vault { |m| m.session.ask_for_pin(id.as_deref()) }
            /// Undoes that, after the PIN.
            Changes StopAskingForPin fn stop_asking_for_pin(id: Option<String>, pin: Text) -> Vault {
                |m| m.session.stop_asking_for_pin(id.as_deref(), &pin)
            }
            /// Changes the PIN.
            Changes ChangePin fn change_pin(current: Text, fresh: Text) -> Vault {
                |m| m.session.change_pin(&current, &fresh)
            }
            /// Continues from an older copy of the vault, or without its record of counters.
            Changes AcceptOlderCopy fn accept_older_copy() -> Vault { |m| m.session.accept_older_copy() }

            /// Adds what was read to the review.
            Reads TakeIn fn take_in_some(items: Vec<Carried>) -> () { |m| m.session.take_in(items).map(drop) }
            /// Returns the accounts found so far.
            Reads Review fn review() -> Review { |m| m.session.review() }
            /// Adds what a password has opened to the review, unless the user has skipped that
            /// file.
            Reads Opened fn opened(id: u32, items: Vec<Carried>, are_last: bool) -> () {
                |m| m.session.opened(id, items, are_last)
            }
            /// Leaves an encrypted file closed.
            Reads SkipEncrypted fn skip_encrypted(id: u32) -> Review { |m| m.session.skip_encrypted(id) }
            /// Forgets the accounts found.
            Reads DiscardReview fn discard_review() -> () { |m| m.session.discard_review() }
            /// Does what the user chose with the accounts found.
            Changes Accept fn accept(choices: Vec<Choice>) -> Accepted {
                |m| m.saving.follow(|follow| m.session.accept_followed(&choices, follow))
            }
            /// Keeps accounts from the organisation's files.
            Reads Bring fn bring_some(items: Vec<Carried>) -> () { |m| m.session.bring(items) }
            /// Adds those that the vault never had.
            Changes Provision fn provision_brought() -> Accepted {
                |m| m.saving.follow(|follow| m.session.provision(follow))
            }
            /// Undoes the last import.
            Changes UndoImport fn undo_import() -> Undone { |m| m.session.undo_import() }
            /// Returns the report of the last import.
            Reads ImportReport fn import_report() -> Report { |m| m.session.import_report().cloned() }
            /// Saves that report to a file.
            Reads SaveImportReport fn save_import_report(path: OsString, language: String) -> () {
                |m| m.session.save_import_report(path.as_ref(), &words(&language))
            }
            /// Returns the code that a form would give now.
            Reads TryTyped fn try_typed(typed: Typed) -> Trial { |m| m.session.try_typed(&typed, now()) }
            /// Adds the account of a form.
            Changes AddTyped fn add_typed(typed: Typed) -> Vault { |m| m.session.add_typed(&typed) }

            /// Changes an account's names.
            Changes EditAccount fn edit_account(id: String, issuer: String, account: String) -> Vault {
                |m| m.session.edit_account(&id, &issuer, &account)
            }
            /// Moves an account in the list.
            Changes MoveAccount fn move_account(id: String, position: u32) -> Vault {
                |m| m.session.move_account(&id, position)
            }
            /// Moves an account to the trash.
            Changes Trash fn trash(id: String) -> Vault { |m| m.session.trash(&id) }
            /// Takes accounts back from the trash.
            Changes Untrash fn untrash(ids: Vec<String>) -> Vault { |m| m.session.untrash(&ids) }
            /// Deletes what is in the trash.
            Changes EmptyTrash fn empty_trash() -> Vault { |m| m.session.empty_trash() }
            /// Returns an account's QR code as a PNG, after the PIN.
            Reads AccountQr fn account_qr(id: String, pin: Text) -> Zeroizing<Vec<u8>> {
                |m| m.session.account_qr(&id, &pin)
            }
            /// Returns the groups of accounts that may be one.
            Reads Duplicates fn duplicates() -> Vec<DuplicateGroup> { |m| m.session.duplicates() }
            /// Moves duplicates to the trash.
            Changes TrashDuplicates fn trash_duplicates(ids: Vec<String>) -> TrashedDuplicates {
                |m| m.session.trash_duplicates(&ids)
            }

            /// Makes a recovery key, after the PIN.
            Reads NewRecoveryKey fn new_recovery_key(pin: Text) -> RecoveryPicture { |m| m.session.new_recovery_key(&pin) }
            /// Returns the new recovery key for the clipboard.
            Reads CopyRecoveryKey fn copy_recovery_key() -> CopyRequest { |m| m.session.copy_recovery_key() }
            /// Writes the new recovery key to a file.
            Reads SaveRecoveryKey fn save_recovery_key(path: OsString) -> () {
                |m| m.session.save_recovery_key(path.as_ref())
            }
            /// Lays out the new recovery key on a page to print.
            Reads RecoverySheet fn recovery_sheet(language: String) -> Sheet {
                |m| m.session.recovery_sheet(&words(&language))
            }
            /// Writes that page to a file.
            Reads SaveRecoverySheet fn save_recovery_sheet(path: OsString, language: String) -> () {
                |m| m.session.save_recovery_sheet(path.as_ref(), &words(&language))
            }
            /// Puts the new recovery key into use.
            Changes ConfirmRecoveryKey fn confirm_recovery_key(last_group: Text) -> Vault {
                |m| m.session.confirm_recovery_key(&last_group)
            }
            /// Forgets a recovery key that isn't in use yet.
            Reads DiscardRecoveryKey fn discard_recovery_key() -> () { |m| m.session.discard_recovery_key() }
            /// Checks that the user still has the recovery key.
            Changes CheckRecoveryKey fn check_recovery_key(typed: Text) -> Vault { |m| m.session.check_recovery_key(&typed) }
            /// Asks about the recovery key in a month.
            Changes PutOffRecoveryKey fn put_off_recovery_key() -> Vault { |m| m.session.put_off_recovery_key() }
            /// Deletes a vault that was replaced.
            Changes DeleteReplacedVault fn delete_replaced_vault(name: String) -> Vault {
                |m| m.session.delete_replaced_vault(&name)
            }
            /// Restores missing seeds from backups.
            Changes RestoreMissingSeeds fn restore_missing_seeds(key: Text) -> RestoredSeeds {
                |m| m.session.restore_missing_seeds(&key)
            }

            /// Writes a backup to a file.
            Reads SaveBackup fn save_backup(path: OsString) -> () { |m| m.session.save_backup(path.as_ref()) }
            /// Checks the PIN before a backup with a passphrase.
            Reads AllowPassphraseBackup fn allow_passphrase_backup(passphrase: Text, pin: Text) -> () {
                |m| m.session.allow_passphrase_backup(&passphrase, &pin)
            }
            /// Writes the backup that was allowed.
            Changes SavePassphraseBackup fn save_passphrase_backup(path: OsString) -> Vault {
                |m| m.session.save_passphrase_backup(path.as_ref())
            }
            /// Forgets a backup that was allowed.
            Reads DiscardPassphraseBackup fn discard_passphrase_backup() -> () {
                |m| { m.session.discard_passphrase_backup(); Ok(()) }
            }
            /// Compares the chosen backup with the vault.
            Reads CheckBackup fn check_backup(key: Text) -> BackupCheck { |m| m.session.check_backup(&key) }
            /// Writes every backup to this folder too.
            Changes SetSecondFolder fn set_second_folder(folder: OsString) -> Vault {
                |m| m.session.set_second_folder(folder.as_ref())
            }
            /// Writes backups only to the vault's own folder again.
            Changes StopSecondFolder fn stop_second_folder() -> Vault { |m| m.session.stop_second_folder() }

            /// Checks the PIN before an export.
            Reads AllowExport fn allow_export(format: ExportFormat, password: Text, pin: Text) -> () {
                |m| m.session.allow_export(format, None, &password, &pin)
            }
            /// Makes the export that was allowed, after the PIN. The face saves it.
            Reads Export fn export(language: String) -> Export { |m| m.session.export(&words(&language)) }
            /// Forgets an export that was allowed.
            Reads DiscardExport fn discard_export() -> () { |m| { m.session.discard_export(); Ok(()) } }
        }
    };
}

pub(crate) use questions;

macro_rules! define {
    ($(
        $(#[doc = $doc:literal])+
        $right:ident $variant:ident fn $name:ident($($arg:ident: $type:ty),*) -> $answer:ty { |$means:ident| $work:expr }
    )+) => {
        /// What is asked. It has no `Debug`, since it may hold a PIN.
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub(crate) enum Question { $($variant { $($arg: $type),* }),+ }

        /// The answer to a [`Question`]. It has no `Debug`, since it may hold a code.
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Told { $($variant($answer)),+ }

        impl Question {
            /// What it takes to ask this.
            pub(crate) fn right(&self) -> Right {
                match self { $(Self::$variant { .. } => Right::$right),+ }
            }

            /// Does what is asked.
            pub(crate) fn run(self, means: Means<'_>) -> Result<Told, Problem> {
                match self {
                    $(Self::$variant { $($arg),* } => {
                        let $means = means;
                        let done: Result<$answer, Problem> = $work;
                        done.map(Told::$variant)
                    })+
                }
            }
        }
    };
}

questions!(define);
