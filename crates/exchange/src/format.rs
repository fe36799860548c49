//! The file formats, one module each. Each module's documentation says where its facts come from,
//! and which of them were checked against another app's file.
//!
//! A new format needs a module here that exports a [`Reader`], a variant of [`Format`] with that
//! reader, and a place in [`Format::ALL`].

mod aegis;
mod andotp;
mod authenticator_plus;
mod authy;
mod battle_net;
mod bitwarden;
mod bitwarden_authenticator;
mod cotp;
mod duo;
mod ente;
mod freeotp;
mod google_authenticator;
pub(crate) mod google_migration;
mod keepass;
mod lastpass;
mod microsoft_authenticator;
mod one_password;
mod otp_auth;
pub(crate) mod otpauth;
mod otpclient;
mod proton_authenticator;
mod proton_pass;
mod pskc;
mod raivo;
mod reader;
mod steam_guard;
mod stratum;
mod totp_authenticator;
mod two_fas;
mod two_fauth;
mod uri_list;
mod watchword;
mod winauth;
mod zipped_list;

pub use reader::{Encrypted, Outcome, Protection};
pub(crate) use reader::{Reader, Sealed};

use crate::encoding::utf_8;
use crate::file::File;
use crate::limits::MAX_FILE_BYTES;
use crate::refusal::Refusal;

/// The format of a file that holds accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Aegis Authenticator's JSON, plain or encrypted.
    Aegis,
    /// andOTP's JSON, plain or encrypted, and GNOME Authenticator's old one.
    AndOtp,
    /// Authenticator Plus' zip archive.
    AuthenticatorPlus,
    /// Authy's preferences, a script's JSON, or the table of a data request.
    Authy,
    /// The preferences of Battle.net's app for Android.
    BattleNet,
    /// Bitwarden's JSON, plain or encrypted with a password, or CSV.
    Bitwarden,
    /// Bitwarden Authenticator's JSON or CSV.
    BitwardenAuthenticator,
    /// cotp's database, plain or encrypted, or its list of URIs.
    Cotp,
    /// Duo Mobile's `accounts.json`.
    Duo,
    /// Ente Auth's encrypted JSON.
    Ente,
    /// FreeOTP 1's `tokens.xml`, or FreeOTP 2's encrypted backup.
    FreeOtp,
    /// FreeOTP+'s JSON.
    FreeOtpPlus,
    /// Google Authenticator's database on Android (SQLite).
    GoogleAuthenticator,
    /// A database of KeePass or KeePassXC, or an export of one to XML or CSV.
    KeePass,
    /// LastPass Authenticator's JSON.
    LastPass,
    /// Microsoft Authenticator's database on Android (SQLite).
    MicrosoftAuthenticator,
    /// 1Password's zip archive or CSV.
    OnePassword,
    /// OTP Auth for iOS: a backup, or a file of one account, encrypted.
    OtpAuth,
    /// OTPClient's encrypted database.
    OtpClient,
    /// Proton Authenticator's JSON, plain or encrypted.
    ProtonAuthenticator,
    /// Proton Pass' zip archive.
    ProtonPass,
    /// PSKC (RFC 6030), in which vendors ship the seeds of tokens, plain or encrypted.
    Pskc,
    /// Raivo's zip archive or the JSON in it.
    Raivo,
    /// Steam's file for Android, a maFile, or a zip archive of these with their manifest.
    Steam,
    /// Stratum's (Authenticator Pro's) backup, plain or encrypted, or its HTML page.
    Stratum,
    /// TOTP Authenticator's backup or preferences.
    TotpAuthenticator,
    /// 2FAS' JSON, plain or encrypted.
    TwoFas,
    /// 2FAuth's JSON, always plain.
    TwoFAuth,
    /// Watchword's own backup, encrypted.
    Watchword,
    /// WinAuth's zip archive.
    WinAuth,
    /// A list of URIs with `otpauth-migration://` among them: Google Authenticator's export.
    GoogleMigration,
    /// A list of `otpauth://` and `steam://` URIs, or a single one.
    UriList,
}

impl Format {
    /// Every format, in the order in which they are tried: a format whose files are also valid in
    /// another one comes first.
    pub const ALL: [Self; 32] = [
        Self::Aegis,
        Self::AndOtp,
        Self::AuthenticatorPlus,
        Self::Authy,
        Self::BattleNet,
        Self::Bitwarden,
        Self::BitwardenAuthenticator,
        Self::Cotp,
        Self::Duo,
        Self::Ente,
        Self::FreeOtp,
        Self::FreeOtpPlus,
        Self::GoogleAuthenticator,
        Self::KeePass,
        Self::LastPass,
        Self::MicrosoftAuthenticator,
        Self::OnePassword,
        Self::OtpAuth,
        Self::OtpClient,
        Self::ProtonAuthenticator,
        Self::ProtonPass,
        Self::Pskc,
        Self::Raivo,
        Self::Steam,
        Self::Stratum,
        Self::TotpAuthenticator,
        Self::TwoFas,
        Self::TwoFAuth,
        Self::Watchword,
        Self::WinAuth,
        Self::GoogleMigration,
        Self::UriList,
    ];

    /// Detects a file's format by its bytes alone, because file names are often wrong. `None` if no
    /// format matches.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        let bytes = utf_8(bytes);
        let file = File::new(&bytes);
        Self::ALL.into_iter().find(|format| (format.reader().is_in)(&file))
    }

    /// The format's name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        self.reader().name
    }

    /// What people call the format: its app's name.
    pub fn title(self) -> &'static str {
        self.reader().title
    }

    /// Whether its files are encrypted.
    pub fn protection(self) -> Protection {
        self.reader().protection
    }

    /// Reads a file in this format. Bytes in another format are refused, as a whole or entry by
    /// entry.
    ///
    /// # Errors
    /// The [`Refusal`] of the file as a whole: [`Refusal::TooLarge`] or [`Refusal::TooMany`] beyond
    /// the limits, [`Refusal::Malformed`] if a list isn't UTF-8, [`Refusal::FileDamaged`],
    /// [`Refusal::NewerVersion`], [`Refusal::UnsupportedAlgorithm`], [`Refusal::TooCostly`] or
    /// [`Refusal::Locked`] if another app's file can't be read.
    pub fn read(self, bytes: &[u8]) -> Result<Outcome, Refusal> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(Refusal::TooLarge);
        }
        (self.reader().read)(&File::new(&utf_8(bytes)))
    }

    fn reader(self) -> &'static Reader {
        match self {
            Self::Aegis => &aegis::READER,
            Self::AndOtp => &andotp::READER,
            Self::AuthenticatorPlus => &authenticator_plus::READER,
            Self::Authy => &authy::READER,
            Self::BattleNet => &battle_net::READER,
            Self::Bitwarden => &bitwarden::READER,
            Self::BitwardenAuthenticator => &bitwarden_authenticator::READER,
            Self::Cotp => &cotp::READER,
            Self::Duo => &duo::READER,
            Self::Ente => &ente::READER,
            Self::FreeOtp => &freeotp::READER,
            Self::FreeOtpPlus => &freeotp::PLUS,
            Self::GoogleAuthenticator => &google_authenticator::READER,
            Self::KeePass => &keepass::READER,
            Self::LastPass => &lastpass::READER,
            Self::MicrosoftAuthenticator => &microsoft_authenticator::READER,
            Self::OnePassword => &one_password::READER,
            Self::OtpAuth => &otp_auth::READER,
            Self::OtpClient => &otpclient::READER,
            Self::ProtonAuthenticator => &proton_authenticator::READER,
            Self::ProtonPass => &proton_pass::READER,
            Self::Pskc => &pskc::READER,
            Self::Raivo => &raivo::READER,
            Self::Steam => &steam_guard::READER,
            Self::Stratum => &stratum::READER,
            Self::TotpAuthenticator => &totp_authenticator::READER,
            Self::TwoFas => &two_fas::READER,
            Self::TwoFAuth => &two_fauth::READER,
            Self::Watchword => &watchword::READER,
            Self::WinAuth => &winauth::READER,
            Self::GoogleMigration => &uri_list::MIGRATION,
            Self::UriList => &uri_list::READER,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    fn files(folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }

    /// The order in which formats are tried may not matter, except for lists of URIs. Reads other
    /// people's exports next to the workspace, if they are there.
    #[test]
    fn every_file_is_in_one_format_at_most() {
        for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples")) {
            let bytes = std::fs::read(&path).unwrap();
            let mut formats = Format::ALL.to_vec();
            formats.retain(|format| (format.reader().is_in)(&File::new(&bytes)));
            let is_list = formats == [Format::GoogleMigration, Format::UriList];
            assert!(formats.len() <= 1 || is_list, "{}: {formats:?}", path.display());
        }
    }
}
