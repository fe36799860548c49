//! The tray's item and menu, as a panel reads them.

use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;
use zbus::object_server::SignalEmitter;

use crate::bus::Bus;
use crate::desk::Desk;
use crate::menu::Shown;
use crate::monitor::Monitor;
use crate::names::{accounts, hostile, named};
use crate::serving::{Order, WITHOUT_SEED};
use crate::wait_for;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// The part of a desktop that panels ask for items.
struct Watcher {
    items: Arc<Mutex<Vec<String>>>,
    has_host: bool,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str) {
        self.items.lock().unwrap().push(service.to_owned());
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        self.has_host
    }

    #[zbus(signal)]
    async fn status_notifier_host_registered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

/// A watcher that takes items until it is dropped.
struct Desktop {
    items: Arc<Mutex<Vec<String>>>,
    connection: Connection,
}

impl Desktop {
    fn on(bus: &Bus, has_host: bool) -> Self {
        let items = Arc::new(Mutex::new(Vec::new()));
        let watcher = Watcher { items: items.clone(), has_host };
        let connection = Builder::address(bus.address.as_str()).unwrap();
        let connection = connection.serve_at("/StatusNotifierWatcher", watcher).unwrap().name(WATCHER).unwrap();
        Self { items, connection: connection.build().unwrap() }
    }

    /// The only item, once there is one.
    fn item(&self, bus: &Bus) -> Shown {
        let program = wait_for("the tray's item", || self.items.lock().unwrap().last().cloned());
        Shown { bus: bus.connect(), program }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        let _ = self.connection.clone().close();
    }
}

/// A tray that a panel shows.
fn shown() -> (Desk, Desktop, Shown) {
    let desk = Desk::new();
    let desktop = Desktop::on(&desk.bus, true);
    desk.order(&Order::StartTray("en".into()));
    let item = desktop.item(&desk.bus);
    (desk, desktop, item)
}

/// Clicks the icon, and waits until the window is to open with the desktop's token. A busy machine
/// needs more tries, because a token is too old a tenth of a second later.
#[track_caller]
fn activate(desk: &Desk, item: &Shown, token: &str) {
    wait_for("the window", || {
        item.activate(token);
        sleep(Duration::from_millis(100));
        desk.reports().contains(&format!("open {token}")).then_some(())
    });
}

#[test]
fn locked_menu_unlocks_and_quits() {
    let (desk, _desktop, item) = shown();
    assert_eq!(item.labels(), ["Unlock…", "Quit"]);
    assert_eq!(item.tooltip(), ["Watchword is locked", ""]);
    item.click("Unlock…");
    desk.wait_for_report("open ");
    item.click("Quit");
    desk.wait_for_report("quit");
    activate(&desk, &item, "token-1");
}

#[test]
fn unlocked_menu_copies_the_codes_of_recent_accounts() {
    let (desk, _desktop, item) = shown();
    let locked = item.pixels();
    desk.unlock(&[named("a", "GitHub", "ada"), named("b", "", "bob")]);
    item.wait_for_labels(&["GitHub: ada", "bob", "", "Open", "Lock", "Quit"]);
    wait_for("another icon", || (item.pixels() != locked).then_some(()));
    assert_eq!(item.tooltip(), ["Watchword is unlocked", ""]);
    item.click("bob");
    desk.wait_for_report("copy b");
    let told = "Code copied. It will be cleared in 30 seconds.";
    wait_for(told, || (item.tooltip()[1] == told).then_some(()));
    item.click("Lock");
    desk.wait_for_report("lock");
    item.click("Open");
    desk.wait_for_report("open ");
    item.click("Quit");
    desk.wait_for_report("quit");
    desk.lock();
    item.wait_for_labels(&["Unlock…", "Quit"]);
    wait_for("the first icon", || (item.pixels() == locked).then_some(()));
    assert_eq!(item.tooltip()[0], "Watchword is locked");
}

#[test]
fn refused_copy_is_said_in_the_tooltip() {
    let (desk, _desktop, item) = shown();
    desk.unlock(&[named(WITHOUT_SEED, "GitHub", "ada")]);
    item.wait_for_labels(&["GitHub: ada", "", "Open", "Lock", "Quit"]);
    item.click("GitHub: ada");
    let told = "The keyring no longer has the secret of this account. Restore it from a backup with your recovery key, or \
                add the account again.";
    wait_for(told, || (item.tooltip()[1] == told).then_some(()));
}

#[test]
fn nothing_on_the_bus_names_an_account_while_locked() {
    let desk = Desk::new();
    let monitor = Monitor::on(&desk.bus);
    let desktop = Desktop::on(&desk.bus, true);
    desk.unlock(&[named("secret-id", "SecretSite", "secret-name")]);
    desk.lock();
    desk.order(&Order::StartTray("en".into()));
    let item = desktop.item(&desk.bus);
    item.wait_for_labels(&["Unlock…", "Quit"]);
    for (interface, path) in
        [("org.kde.StatusNotifierItem", "/StatusNotifierItem"), ("com.canonical.dbusmenu", "/MenuBar")]
    {
        let all = item.bus.call_method(
            Some(item.program.as_str()),
            path,
            Some("org.freedesktop.DBus.Properties"),
            "GetAll",
            &interface,
        );
        assert!(all.is_ok());
    }
    activate(&desk, &item, "token");
    let is_told = || ["secret-id", "SecretSite", "secret-name"].map(|name| monitor.heard(name));
    wait_for("the monitor", || monitor.heard("Watchword is locked").then_some(()));
    assert_eq!(is_told(), [false; 3]);
    desk.unlock(&[named("secret-id", "SecretSite", "secret-name")]);
    item.wait_for_labels(&["SecretSite: secret-name", "", "Open", "Lock", "Quit"]);
    wait_for("the names, once unlocked", || (is_told() == [false, true, true]).then_some(()));
    desk.lock();
    item.wait_for_labels(&["Unlock…", "Quit"]);
    // Whatever was sent from here on has no names, either.
    let monitor = Monitor::on(&desk.bus);
    assert_eq!(item.labels(), ["Unlock…", "Quit"]);
    wait_for("the menu", || monitor.heard("Unlock…").then_some(()));
    assert!(!monitor.heard("SecretSite") && !monitor.heard("secret-name"));
}

#[test]
fn tray_locks_while_a_copy_waits_for_the_keyring() {
    let (desk, _desktop, item) = shown();
    desk.unlock(&[named("a", "GitHub", "ada")]);
    item.wait_for_labels(&["GitHub: ada", "", "Open", "Lock", "Quit"]);
    desk.order(&Order::Stall(true));
    item.click("GitHub: ada");
    desk.wait_for_report("copy a");
    // Far more than can wait.
    (0..50).for_each(|_| item.click("GitHub: ada"));
    desk.unlock(&accounts(3));
    item.click("Lock");
    desk.wait_for_report("lock");
    desk.lock();
    item.wait_for_labels(&["Unlock…", "Quit"]);
    item.click("Quit");
    desk.wait_for_report("quit");
    desk.send(&Order::Stall(false));
    let copies = || desk.reports().into_iter().filter(|report| report == "copy a").count();
    wait_for("the copies that waited", || (copies() == 8).then_some(()));
    assert_eq!(item.labels(), ["Unlock…", "Quit"]);
}

#[test]
fn menu_of_a_thousand_accounts_has_eight() {
    let (desk, _desktop, item) = shown();
    desk.unlock(&accounts(1000));
    let expected: Vec<String> = (0..8).map(|number| format!("Site{number}: ada{number}")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).chain(["", "Open", "Lock", "Quit"]).collect();
    item.wait_for_labels(&expected);
}

#[test]
fn hostile_names_stay_labels() {
    let (desk, _desktop, item) = shown();
    desk.unlock(&hostile());
    wait_for("the names", || (item.menu().len() == 11).then_some(()));
    let labels = item.labels();
    assert_eq!(labels[0], "__Quit: a____b");
    assert_eq!(labels[1], "<b>&amp;</b>: <img src='https://example.org'>");
    assert_eq!(labels[2], "bankknab: x");
    assert_eq!(labels[3], "onetwothree: [2J");
    assert!(labels[4].chars().count() <= 98 && labels[4].ends_with("\u{1f512}…"));
    assert_eq!(labels[5..7], ["–", "&only"]);
    item.click("__Quit: a____b");
    desk.wait_for_report("copy 1");
}

#[test]
fn words_are_those_of_the_language() {
    let desk = Desk::new();
    let desktop = Desktop::on(&desk.bus, true);
    for (language, locked, unlocked) in [
        ("id", ["Buka kunci…", "Keluar"], ["Buka", "Kunci", "Keluar"]),
        ("it", ["Sblocca…", "Esci"], ["Apri", "Blocca", "Esci"]),
    ] {
        desk.lock();
        desk.order(&Order::EndTray);
        desktop.items.lock().unwrap().clear();
        desk.order(&Order::StartTray(language.into()));
        let item = desktop.item(&desk.bus);
        item.wait_for_labels(&locked);
        desk.unlock(&[]);
        item.wait_for_labels(&unlocked);
    }
}

#[test]
fn panels_come_and_go() {
    let desk = Desk::with_tray();
    desk.wait_for_report("shown false");
    let desktop = Desktop::on(&desk.bus, true);
    desk.wait_for_report("shown true");
    let first = desktop.item(&desk.bus);
    assert_eq!(first.labels(), ["Unlock…", "Quit"]);
    drop(desktop);
    desk.wait_for_report("shown false");
    desk.unlock(&[]);
    let desktop = Desktop::on(&desk.bus, false);
    let second = desktop.item(&desk.bus);
    second.wait_for_labels(&["Open", "Lock", "Quit"]);
    assert!(!desk.reports().contains(&"shown true".to_owned()), "this watcher has no panel");
    let watcher = desktop.connection.object_server();
    let watcher = watcher.interface::<_, Watcher>("/StatusNotifierWatcher").unwrap();
    watcher.get_mut().has_host = true;
    let signal = "StatusNotifierHostRegistered";
    desktop.connection.emit_signal(None::<&str>, "/StatusNotifierWatcher", WATCHER, signal, &()).unwrap();
    desk.wait_for_report("shown true");
}

#[test]
fn icon_is_gone_once_the_tray_has_ended() {
    let (desk, _desktop, item) = shown();
    desk.order(&Order::EndTray);
    let bus = DBusProxy::new(&item.bus).unwrap();
    let program = || item.program.as_str().try_into().unwrap();
    wait_for("the end of its connection", || (!bus.name_has_owner(program()).unwrap()).then_some(()));
    desk.lock();
}
