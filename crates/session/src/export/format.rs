use serde::{Deserialize, Serialize};
use watchword_exchange::{Export, Format};

/// A format that accounts can be exported in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// Aegis Authenticator's vault, encrypted with a password.
    Aegis,
    /// A backup of 2FAS, encrypted with a password.
    #[serde(rename = "2fas")]
    TwoFas,
    /// A list of `otpauth://` links.
    Uri,
    /// Aegis Authenticator's vault, unencrypted.
    AegisPlain,
    /// A backup of 2FAS, unencrypted.
    #[serde(rename = "2fas-plain")]
    TwoFasPlain,
    /// Bitwarden Authenticator's JSON.
    BitwardenAuthenticator,
    /// Images of QR codes for Google Authenticator.
    GoogleMigration,
    /// The same QR codes on the pages of a PDF.
    GoogleMigrationPdf,
    /// A PDF to print, with each account's QR code.
    Pdf,
    /// PSKC, the format of hardware tokens' vendors, unencrypted.
    Pskc,
}

impl ExportFormat {
    /// Every format, the encrypted ones first.
    pub const ALL: [Self; 10] = [
        Self::Aegis,
        Self::TwoFas,
        Self::Uri,
        Self::AegisPlain,
        Self::TwoFasPlain,
        Self::BitwardenAuthenticator,
        Self::GoogleMigration,
        Self::GoogleMigrationPdf,
        Self::Pdf,
        Self::Pskc,
    ];

    /// The format's name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::AegisPlain => "aegis-plain",
            Self::TwoFasPlain => "2fas-plain",
            Self::GoogleMigrationPdf => "google-migration-pdf",
            Self::Pdf => "pdf",
            _ => self.format().name(),
        }
    }

    /// The format with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format in which the export, or the text of its QR codes, is read again.
    pub fn format(self) -> Format {
        match self {
            Self::Aegis | Self::AegisPlain => Format::Aegis,
            Self::TwoFas | Self::TwoFasPlain => Format::TwoFas,
            Self::Uri | Self::Pdf => Format::UriList,
            Self::BitwardenAuthenticator => Format::BitwardenAuthenticator,
            Self::GoogleMigration | Self::GoogleMigrationPdf => Format::GoogleMigration,
            Self::Pskc => Format::Pskc,
        }
    }

    /// Whether a password encrypts the export.
    pub fn is_encrypted(self) -> bool {
        matches!(self, Self::Aegis | Self::TwoFas)
    }

    /// Whether the export is images, which may need more than one file.
    pub fn is_images(self) -> bool {
        self == Self::GoogleMigration
    }

    /// Whether the export is a PDF.
    pub fn is_pdf(self) -> bool {
        matches!(self, Self::GoogleMigrationPdf | Self::Pdf)
    }

    /// A name for the file, which the user may change.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Aegis | Self::AegisPlain => "watchword-aegis.json",
            Self::TwoFas | Self::TwoFasPlain => "watchword.2fas",
            Self::Uri => "watchword-links.txt",
            Self::BitwardenAuthenticator => "watchword-bitwarden.json",
            Self::GoogleMigration => "watchword-google.png",
            Self::GoogleMigrationPdf => "watchword-google.pdf",
            Self::Pdf => "watchword-accounts.pdf",
            Self::Pskc => "watchword-pskc.xml",
        }
    }

    pub(super) fn writer(self, password: &str) -> Export<'_> {
        match self {
            Self::Aegis => Export::AegisEncrypted(password),
            Self::TwoFas => Export::TwoFasEncrypted(password),
            Self::Uri | Self::Pdf => Export::UriList,
            Self::AegisPlain => Export::Aegis,
            Self::TwoFasPlain => Export::TwoFas,
            Self::BitwardenAuthenticator => Export::BitwardenAuthenticator,
            Self::GoogleMigration | Self::GoogleMigrationPdf => Export::GoogleMigration,
            Self::Pskc => Export::Pskc,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_everywhere() {
        for format in ExportFormat::ALL {
            assert_eq!(serde_json::to_value(format).unwrap(), format.name());
            assert_eq!(ExportFormat::named(format.name()), Some(format));
        }
    }
}
