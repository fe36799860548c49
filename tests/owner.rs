//! What the command leaves to the window, done without one: makes a recovery key, and spends wrong PINs without waiting.
//! For the command's journeys.
#![allow(clippy::print_stdout, reason = "its answer")]

use std::{
    env,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use watchword_vault::{BootTime, Clock, Found, LockedVault, OsKeyring, Pin, RecoveryKey, SystemClock};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["recovery-key", pin] => make_recovery_key(pin),
        ["wrong-pins", count] => spend_wrong_pins(count.parse().expect("a number")),
        _ => panic!("recovery-key PIN | wrong-pins COUNT"),
    }
}

fn make_recovery_key(pin: &str) {
    let pin = Pin::typed(pin);
    let mut vault = vault(Arc::new(SystemClock)).unlock(&pin).map_err(|refused| refused.why).expect("the PIN is right");
    let proof = vault.prove(&pin).expect("the PIN is right again");
    let key = RecoveryKey::generate();
    vault.set_recovery_key(&proof, &key).expect("the key is taken into use");
    println!("{}", *key.expose());
}

fn spend_wrong_pins(count: u32) {
    let clock = Arc::new(Impatient::default());
    let mut vault = vault(clock.clone());
    for _ in 0..count {
        clock.0.fetch_add(3600, Ordering::Relaxed);
        vault = vault.unlock(&Pin::typed("not the PIN")).map(|_| ()).expect_err("the PIN is wrong").vault;
    }
}

fn vault(clock: Arc<dyn Clock>) -> LockedVault {
    let data = PathBuf::from(env::var_os("XDG_DATA_HOME").expect("a desktop's environment")).join("watchword");
    match LockedVault::find(&data, &|| Ok(Arc::new(OsKeyring::connect()?)), clock) {
        Ok(Found::Vault(vault)) => vault,
        Ok(Found::Nothing(_)) => panic!("no vault in {}", data.display()),
        Err(error) => panic!("{error}"),
    }
}

/// The machine's clock, ahead by as many seconds as the waits would have taken.
#[derive(Default)]
struct Impatient(AtomicU64);

impl Clock for Impatient {
    fn unix_seconds(&self) -> u64 {
        SystemClock.unix_seconds()
    }

    fn boot_time(&self) -> BootTime {
        let BootTime { boot, seconds } = SystemClock.boot_time();
        BootTime { boot, seconds: seconds + self.0.load(Ordering::Relaxed) }
    }
}
