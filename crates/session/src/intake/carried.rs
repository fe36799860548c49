use serde::{Deserialize, Serialize};
use watchword_exchange::{ExportPart, Imported};

use crate::intake::{Item, Origin, Payload, Place, Waiting};
use crate::view::Problem;

/// An item on its way into the review, perhaps from another process: without the contents of an
/// encrypted file. It has no `Debug`, since it may hold a seed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    pub(super) origin: Origin,
    /// The line, the entry, or the QR code in reading order, from 1; `None` for a whole source.
    pub(super) number: Option<u32>,
    pub(super) part: Option<ExportPart>,
    pub(super) read: Result<Load, Problem>,
}

/// What is carried.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Load {
    Account(#[serde(with = "account")] Imported),
    Encrypted {
        file: Waiting,
        /// The file's length in bytes.
        length: usize,
    },
}

impl From<Item> for Carried {
    fn from(Item { origin, place, part, read }: Item) -> Self {
        let number = place.and_then(Place::number).and_then(|number| u32::try_from(number).ok());
        let read = read.map(|payload| match payload {
            Payload::Account(imported) => Load::Account(imported),
            Payload::Encrypted(file) => Load::Encrypted {
                length: file.length,
                file: Waiting { id: file.id, origin: file.origin, app: file.format.title().to_owned() },
            },
        });
        Self { origin, number, part, read }
    }
}

/// An account as it crosses from the process that read it to the one that keeps it. Nothing else
/// writes a secret.
mod account {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use watchword_exchange::Imported;
    use watchword_otp::{Account, Parameters, Secret};
    use zeroize::Zeroizing;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        issuer: String,
        account: String,
        parameters: Parameters,
        secret: Zeroizing<Vec<u8>>,
        groups: Vec<String>,
        note: Zeroizing<String>,
        asks_for_pin: bool,
    }

    pub(super) fn serialize<S: Serializer>(imported: &Imported, to: S) -> Result<S::Ok, S::Error> {
        let Imported { account, groups, note, asks_for_pin } = imported.clone();
        let Account { issuer, account, parameters, secret } = account;
        let secret = Zeroizing::new(secret.expose().to_vec());
        Written { issuer, account, parameters, secret, groups, note, asks_for_pin }.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Imported, D::Error> {
        let Written { issuer, account, parameters, secret, groups, note, asks_for_pin } = Written::deserialize(from)?;
        let secret = Secret::new(secret.to_vec()).map_err(D::Error::custom)?;
        let account = Account { issuer, account, parameters, secret };
        Ok(Imported { account, groups, note, asks_for_pin })
    }
}
