use std::sync::Arc;

use watchword_tests::{Event, Opened, Time};
use watchword_vault::{BootTime, Clock, FoundVault, KeyStore as _, OpenError, OsKeyring, Pin, PinError};

use crate::{opening::find, teller::Teller};

/// A clock that always shows the time that it was given.
struct Still(Time);

impl Clock for Still {
    fn unix_seconds(&self) -> u64 {
        self.0.unix
    }

    fn boot_time(&self) -> BootTime {
        let mut boot = [0; 16];
        boot[..8].copy_from_slice(&self.0.boot.to_be_bytes());
        BootTime { boot, seconds: self.0.seconds }
    }
}

/// Reports the number of failed attempts and the remaining wait, then tries a PIN.
pub(crate) fn guess(teller: &Teller, time: Time, pin: &str) -> Option<()> {
    let vault = match find(Arc::new(Still(time))) {
        Ok(FoundVault::Locked(vault)) => vault,
        Ok(FoundVault::Empty(_)) => return None,
        Err(error) => return refuse(teller, &error),
    };
    match (vault.failures(), vault.wait()) {
        (Ok(failures), Ok(wait)) => teller.tell(Event::Throttle(failures, wait)),
        (Err(error), _) | (_, Err(error)) => return refuse(teller, &error),
    }
    teller.tell(Event::Marked);
    match vault.unlock(&Pin::typed(pin)) {
        Ok(vault) => teller.tell(Event::Opened(Opened {
            pin: pin.to_owned(),
            clipboard_seconds: vault.settings().clipboard_seconds,
            recovery: vault.has_recovery(),
            complaint: None,
        })),
        Err(refused) => match refused.why {
            OpenError::Pin(PinError::Wrong { failures, wait_seconds }) => {
                teller.tell(Event::Throttle(failures, wait_seconds));
            }
            OpenError::Pin(PinError::Wait { seconds }) => teller.tell(Event::Waits(seconds)),
            why => return refuse(teller, &why),
        },
    }
    Some(())
}

fn refuse(teller: &Teller, error: &OpenError) -> Option<()> {
    teller.tell(Event::Refused(error.to_string()));
    None
}

/// Writes an item to the keyring.
pub(crate) fn put_back(name: &str, value: &str) -> Option<()> {
    OsKeyring::connect().ok()?.set(name, value).ok()
}
