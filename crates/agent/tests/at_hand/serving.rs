//! The process that serves a test: this program once more, because the session bus is found by an
//! environment variable. It is told what to do on its standard input.

use std::io::{BufRead as _, stdin};
use std::sync::{Arc, Condvar, Mutex};

use serde::{Deserialize, Serialize};
use watchword_agent::{AccountName, Launchers, QuickAccess, Search, Tray};
use watchword_session::{CodeProblem, Locale, Problem, VaultProblem, Words};

/// The variable that makes [`serve`] serve.
pub(crate) const VARIABLE: &str = "WATCHWORD_TEST_AT_HAND";
/// The start of a line that reports what was asked of the vault.
pub(crate) const REPORT: &str = "asked: ";

/// The id of an account whose code can't be copied.
pub(crate) const WITHOUT_SEED: &str = "without-seed";

/// What a test wants.
#[derive(Serialize, Deserialize)]
pub(crate) enum Order {
    /// A tray, in the language of this tag.
    StartTray(String),
    EndTray,
    /// The searches of GNOME Shell and of KRunner.
    StartSearch([bool; 2]),
    EndSearch,
    /// Whether whatever needs the session has to wait, as for a keyring that asks for its password.
    Stall(bool),
    /// The accounts, as id, issuer and account; `None` locks.
    Accounts(Option<Vec<[String; 3]>>),
}

/// A vault that only says what was asked of it.
#[derive(Default)]
struct Names {
    accounts: Mutex<Option<Vec<AccountName>>>,
    stalled: Mutex<bool>,
    moved: Condvar,
}

impl Names {
    fn accounts(&self) -> Option<Vec<AccountName>> {
        self.accounts.lock().unwrap().clone()
    }

    fn wait(&self) {
        drop(self.moved.wait_while(self.stalled.lock().unwrap(), |stalled| *stalled).unwrap());
    }
}

impl QuickAccess for Names {
    fn is_locked(&self) -> bool {
        self.accounts().is_none()
    }

    fn recent(&self) -> Option<Vec<AccountName>> {
        self.wait();
        self.accounts()
    }

    fn find(&self, query: &str) -> Vec<AccountName> {
        println!("{REPORT}find {query}");
        let matches = |account: &AccountName| format!("{} {}", account.issuer, account.account).contains(query);
        self.accounts().into_iter().flatten().filter(matches).collect()
    }

    fn copy(&self, id: &str) -> Result<u32, Problem> {
        println!("{REPORT}copy {id}");
        self.wait();
        match self.accounts() {
            None => Err(VaultProblem::Locked.into()),
            Some(_) if id == WITHOUT_SEED => Err(CodeProblem::SeedMissing.into()),
            Some(_) => Ok(30),
        }
    }

    fn lock(&self) {
        println!("{REPORT}lock");
    }

    fn open_window(&self, activation: Option<String>) {
        println!("{REPORT}open {}", activation.unwrap_or_default());
    }

    fn quit(&self) {
        println!("{REPORT}quit");
    }
}

/// Serves one test; as a test of its own, it does nothing.
#[test]
fn serve() {
    if std::env::var_os(VARIABLE).is_none() {
        return;
    }
    let names = Arc::new(Names::default());
    let (mut tray, mut search) = (None, None);
    for line in stdin().lock().lines() {
        match serde_json::from_str(&line.unwrap()).unwrap() {
            Order::StartTray(language) => {
                let words = Arc::new(Words::new(Locale::choose(Some(&language))));
                let shown = |shown| println!("{REPORT}shown {shown}");
                tray = Some(Tray::start(names.clone(), words, shown).unwrap());
            }
            Order::EndTray => tray = None,
            Order::Stall(stall) => {
                *names.stalled.lock().unwrap() = stall;
                names.moved.notify_all();
            }
            Order::StartSearch([gnome_shell, krunner]) => {
                search = Search::serve(names.clone(), Launchers { gnome_shell, krunner }).ok();
            }
            Order::EndSearch => drop(search.take()),
            Order::Accounts(accounts) => {
                let name = |[id, issuer, account]: [String; 3]| AccountName { id, issuer, account };
                let accounts = accounts.map(|accounts| accounts.into_iter().map(name).collect());
                *names.accounts.lock().unwrap() = accounts;
                tray.iter().for_each(Tray::changed);
            }
        }
        println!("{REPORT}done");
    }
}
