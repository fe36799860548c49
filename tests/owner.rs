//! Does for the journeys what otherwise needs the window: creates a recovery key, sets how long a
//! code stays in the clipboard, lets the vault stay open in the tray and searches find accounts,
//! spends wrong PINs without waiting, and does one act on a vault while its keyring fails.
#![allow(clippy::print_stdout, reason = "it answers on standard output")]

use std::{
    env, io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::SystemTime,
};

use watchword_desktop::{config_directory, data_directory};
use watchword_session::{Choice, Directories, Patience, Phase, Problem, Session, Source};
use watchword_vault::{BootTime, Clock, FoundVault, LockedVault, OsKeyring, Pin, RecoveryKey, Settings, SystemClock};
use zeroize::Zeroizing;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["recovery-key", pin] => make_recovery_key(pin),
        ["clear-after", seconds, pin] => {
            let clipboard_seconds = seconds.parse().expect("a number");
            set(pin, |settings| Settings { clipboard_seconds, ..settings });
        }
        ["stay-open", pin] => {
            set(pin, |settings| Settings { stays_open: true, tray_copies: true, search_copies: true, ..settings })
        }
        ["wrong-pins", count] => spend_wrong_pins(count.parse().expect("a number")),
        ["do", act, pin] => {
            println!("{}", outcome(act, pin).map_or_else(|problem| problem.message(), |()| "done".into()))
        }
        _ => panic!("recovery-key PIN | clear-after SECONDS PIN | stay-open PIN | wrong-pins COUNT | do ACT PIN"),
    }
}

fn make_recovery_key(pin: &str) {
    let pin = Pin::typed(pin);
    let mut vault = vault(Arc::new(SystemClock)).unlock(&pin).map_err(|refused| refused.why).expect("the PIN is right");
    let proof = vault.confirm_pin(&pin).expect("the PIN is right again");
    let key = RecoveryKey::generate();
    vault.set_recovery_key(&proof, &key).expect("the recovery key is set");
    println!("{}", *key.expose());
}

fn set(pin: &str, change: impl Fn(Settings) -> Settings) {
    let unlocked = vault(Arc::new(SystemClock)).unlock(&Pin::typed(pin));
    let mut vault = unlocked.map_err(|refused| refused.why).expect("the PIN is right");
    vault.set_settings(change(vault.settings())).expect("a valid setting");
}

fn spend_wrong_pins(count: u32) {
    let clock = Arc::new(Impatient::default());
    let mut vault = vault(clock.clone());
    for _ in 0..count {
        clock.0.fetch_add(3600, Ordering::Relaxed);
        vault = vault.unlock(&Pin::typed("not the PIN")).map(|_| ()).expect_err("the PIN is wrong").vault;
    }
}

/// Unlocks the vault, waits for a line on standard input, during which the keyring may fail, and
/// does one act.
fn outcome(act: &str, pin: &str) -> Result<(), Problem> {
    let (data, config) = data_directory().zip(config_directory()).expect("a desktop's environment");
    let directories = Directories { data, config };
    let mut session = Session::on_this_computer(directories, Arc::new(Patience::new(|_| {})));
    let vault = match session.status().phase {
        Phase::Broken { problem, .. } => return Err(problem),
        _ => session.unlock(pin)?,
    };
    println!("unlocked");
    let mut line = String::new();
    io::stdin().read_line(&mut line).expect("a line");
    let id =
        |issuer: &str| vault.rows.iter().find(|row| row.issuer == issuer).expect("the account was added").id.clone();
    match act {
        "unlock" => Ok(()),
        "code" => session.codes(&[id("Example")], SystemTime::now()).map(drop),
        "add" => add(&mut session),
        "draw" => session.next_code(&id("Counter"), None).map(drop),
        "change-pin" => session.change_pin(pin, "another PIN 5310").map(drop),
        "back-up" => session.save_backup(&env::temp_dir().join(format!("watchword-{}.age", std::process::id()))),
        _ => panic!("{act}: unlock, code, add, draw, change-pin or back-up"),
    }
}

fn add(session: &mut Session) -> Result<(), Problem> {
    let source = Source::Text(Zeroizing::new("otpauth://totp/New:x?secret=KR4F6C3YOVLHCQ2I&issuer=New".to_owned()));
    let review = session.take_in(source.read(|| true))?;
    session.accept(&review.finds.iter().map(|find| Choice::add(find.id)).collect::<Vec<_>>()).map(drop)
}

fn vault(clock: Arc<dyn Clock>) -> LockedVault {
    let data = PathBuf::from(env::var_os("XDG_DATA_HOME").expect("a desktop's environment")).join("watchword");
    match LockedVault::find(&data, &|| Ok(Arc::new(OsKeyring::connect()?)), clock) {
        Ok(FoundVault::Locked(vault)) => vault,
        Ok(FoundVault::Empty(_)) => panic!("no vault in {}", data.display()),
        Err(error) => panic!("{error}"),
    }
}

/// The machine's clock, advanced by the seconds that the waits would have taken.
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
