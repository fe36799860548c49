use uuid::Uuid;

use crate::error::StoreError;
use crate::format::keys::Key;
use crate::keyring::item::{Names, decode, encode};
use crate::keyring::store::{KeyStore, choose};

/// The keyring's number of HOTP codes given out (`FORMAT.md`, section 9), which reveals a journal
/// that was rolled back or cut.
pub(crate) struct Draws;

impl Draws {
    /// The highest number in an authentic item; `None` if there is none.
    pub(crate) fn read(store: &dyn KeyStore, device: &Key, vault: Uuid) -> Result<Option<u64>, StoreError> {
        let name = Names(vault).counters();
        let values = store.get_every(&name)?;
        Ok(choose(store, &name, &values, |value| Self::parse(value, device, vault), |draws| *draws))
    }

    pub(crate) fn write(store: &dyn KeyStore, device: &Key, vault: Uuid, draws: u64) -> Result<(), StoreError> {
        let draws = draws.to_be_bytes();
        let mac = device.derive("draws", vault).mac(&draws);
        store.set(&Names(vault).counters(), &encode(&[draws.as_slice(), &mac].concat()))
    }

    fn parse(value: &str, device: &Key, vault: Uuid) -> Option<u64> {
        let bytes = decode(value)?;
        let (draws, mac) = bytes.split_first_chunk::<8>()?;
        device.derive("draws", vault).verifies(draws, mac).then(|| u64::from_be_bytes(*draws))
    }
}
