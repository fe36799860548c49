use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use watchword_agent::AccountName;

use crate::bus::Bus;
use crate::serving::{Order, REPORT, VARIABLE};
use crate::wait_for;

/// A bus, and a process on it that serves a vault's names.
pub(crate) struct Desk {
    process: Child,
    orders: Mutex<ChildStdin>,
    reports: Arc<Mutex<Vec<String>>>,
    pub(crate) bus: Bus,
}

impl Desk {
    /// A locked vault, and nothing served yet.
    pub(crate) fn new() -> Self {
        let bus = Bus::new();
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "serving::serve", "--nocapture"])
            .env(VARIABLE, "1")
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            // No icon is installed there.
            .env("XDG_DATA_DIRS", "/nowhere")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let reports = Arc::new(Mutex::new(Vec::new()));
        let (stdout, reported) = (process.stdout.take().unwrap(), reports.clone());
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                // The test's name comes before the first report, on the same line.
                if let Some((_, report)) = line.split_once(REPORT) {
                    reported.lock().unwrap().push(report.to_owned());
                }
            }
        });
        let orders = Mutex::new(process.stdin.take().unwrap());
        Self { process, orders, reports, bus }
    }

    /// The same with a tray in English.
    pub(crate) fn with_tray() -> Self {
        let desk = Self::new();
        desk.order(&Order::StartTray("en".into()));
        desk
    }

    /// Has the process do something, and waits until it has.
    #[track_caller]
    pub(crate) fn order(&self, order: &Order) {
        self.send(order);
        self.wait_for_report("done");
    }

    /// Has the process do something, without waiting.
    pub(crate) fn send(&self, order: &Order) {
        let mut line = serde_json::to_string(order).unwrap();
        line.push('\n');
        self.orders.lock().unwrap().write_all(line.as_bytes()).unwrap();
    }

    #[track_caller]
    pub(crate) fn unlock(&self, accounts: &[AccountName]) {
        let names = |account: &AccountName| [account.id.clone(), account.issuer.clone(), account.account.clone()];
        self.order(&Order::Accounts(Some(accounts.iter().map(names).collect())));
    }

    #[track_caller]
    pub(crate) fn lock(&self) {
        self.order(&Order::Accounts(None));
    }

    /// Waits for a report, and forgets it and those before it.
    #[track_caller]
    pub(crate) fn wait_for_report(&self, report: &str) {
        wait_for(report, || {
            let mut reports = self.reports.lock().unwrap();
            let at = reports.iter().position(|it| it == report)?;
            drop(reports.drain(..=at));
            Some(())
        });
    }

    /// Returns what was reported since the last one that was waited for.
    pub(crate) fn reports(&self) -> Vec<String> {
        self.reports.lock().unwrap().clone()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
