//! The searches of GNOME Shell and KRunner, asked as they ask.

use std::collections::HashMap;

use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;
use zbus::zvariant::OwnedValue;

use crate::bus::call;
use crate::desk::Desk;
use crate::monitor::Monitor;
use crate::names::{accounts, hostile, named};
use crate::serving::Order;
use crate::wait_for;

const NAME: &str = "org.watchword.Watchword.Agent";
const PATH: &str = "/org/watchword/Watchword/Search";
const GNOME: (&str, &str, &str) = (NAME, PATH, "org.gnome.Shell.SearchProvider2");
const KRUNNER: (&str, &str, &str) = (NAME, PATH, "org.kde.krunner1");

type Match = (String, String, String, i32, f64, HashMap<String, OwnedValue>);

/// A desk whose accounts both launchers can search.
fn searched() -> (Desk, Connection) {
    let desk = Desk::new();
    desk.order(&Order::StartSearch([true, true]));
    let bus = desk.bus.connect();
    (desk, bus)
}

/// What GNOME Shell finds for what a user types.
fn gnome(bus: &Connection, typed: &str) -> Vec<String> {
    let terms: Vec<&str> = typed.split(' ').collect();
    call(bus, GNOME, "GetInitialResultSet", &terms).unwrap()
}

/// What GNOME Shell shows for results: pairs of id and name.
fn metas(bus: &Connection, ids: &[String]) -> Vec<[String; 2]> {
    let metas: Vec<HashMap<String, OwnedValue>> = call(bus, GNOME, "GetResultMetas", &ids).unwrap();
    let text = |meta: &HashMap<String, OwnedValue>, key: &str| {
        meta.get(key).map(|value| String::try_from(value.try_clone().unwrap()).unwrap())
    };
    for meta in &metas {
        assert_eq!(meta.len(), 3, "an id, a name and an icon: {meta:?}");
        assert_eq!(text(meta, "gicon").as_deref(), Some("org.watchword.Watchword"));
    }
    metas.iter().map(|meta| ["id", "name"].map(|key| text(meta, key).unwrap())).collect()
}

fn krunner(bus: &Connection, query: &str) -> Vec<Match> {
    call(bus, KRUNNER, "Match", &query).unwrap()
}

fn choose_in_gnome(bus: &Connection, id: &str) {
    call::<()>(bus, GNOME, "ActivateResult", &(id, vec!["otp", "x"], 0_u32)).unwrap();
}

fn choose_in_krunner(bus: &Connection, id: &str) {
    call::<()>(bus, KRUNNER, "Run", &(id, "")).unwrap();
}

#[test]
fn gnome_shell_finds_and_copies() {
    let (desk, bus) = searched();
    desk.unlock(&[named("a", "GitHub", "ada"), named("b", "Bank", "ada"), named("c", "Bank", "bob")]);
    assert_eq!(gnome(&bus, "otp ada"), ["a", "b"]);
    desk.wait_for_report("find ada");
    let found: Vec<String> =
        call(&bus, GNOME, "GetSubsearchResultSet", &(vec!["a", "b"], vec!["otp", "Bank", "ada"])).unwrap();
    assert_eq!(found, ["b"]);
    assert_eq!(metas(&bus, &found), [["b", "Bank: ada"]]);
    choose_in_gnome(&bus, "b");
    desk.wait_for_report("copy b");
    call::<()>(&bus, GNOME, "LaunchSearch", &(vec!["otp", "ada"], 0_u32)).unwrap();
    desk.wait_for_report("open ");
}

#[test]
fn krunner_finds_and_copies() {
    let (desk, bus) = searched();
    desk.unlock(&[named("a", "GitHub", "ada"), named("b", "Bank", "bob")]);
    assert_eq!(call::<Vec<(String, String, String)>>(&bus, KRUNNER, "Actions", &()).unwrap(), []);
    let found = krunner(&bus, "otp GitHub");
    let [(id, text, icon, _, relevance, properties)] = &found[..] else { panic!("{found:?}") };
    assert_eq!([id, text, icon], ["a", "GitHub: ada", "org.watchword.Watchword"]);
    assert!(*relevance == 1.0 && properties.is_empty());
    choose_in_krunner(&bus, "a");
    desk.wait_for_report("copy a");
    call::<()>(&bus, KRUNNER, "Teardown", &()).unwrap();
}

#[test]
fn nothing_is_searched_without_the_keyword() {
    let (desk, bus) = searched();
    desk.unlock(&accounts(3));
    for typed in ["Site1", "otp", "otp ", "code Site1", "Site1 otp", "otpSite1", ""] {
        assert_eq!(gnome(&bus, typed), [""; 0], "{typed}");
        assert_eq!(krunner(&bus, typed).len(), 0, "{typed}");
    }
    gnome(&bus, "otp Site1");
    wait_for("the only search", || (desk.reports() == ["find Site1"]).then_some(()));
}

#[test]
fn only_what_was_found_can_be_chosen() {
    let (desk, bus) = searched();
    desk.unlock(&[named("a", "GitHub", "ada"), named("counter-based", "Bank", "bob")]);
    assert_eq!(gnome(&bus, "otp GitHub"), ["a"]);
    choose_in_gnome(&bus, "counter-based");
    choose_in_krunner(&bus, "counter-based");
    assert_eq!(metas(&bus, &["counter-based".into(), "a".into()]), [["a", "GitHub: ada"]]);
    choose_in_krunner(&bus, "a");
    desk.wait_for_report("copy a");
    assert_eq!(desk.reports(), [""; 0]);
}

#[test]
fn every_method_answers_nothing_while_locked() {
    let (desk, bus) = searched();
    let account = || [named("secret-id", "SecretSite", "secret-name")];
    desk.unlock(&account());
    assert_eq!(gnome(&bus, "otp Secret"), ["secret-id"]);
    desk.lock();
    let monitor = Monitor::on(&desk.bus);
    assert_eq!(gnome(&bus, "otp Secret"), [""; 0]);
    let terms = (vec!["x"], vec!["otp", "Secret"]);
    assert_eq!(call::<Vec<String>>(&bus, GNOME, "GetSubsearchResultSet", &terms).unwrap(), [""; 0]);
    assert_eq!(krunner(&bus, "otp Secret").len(), 0);
    assert_eq!(call::<Vec<(String, String, String)>>(&bus, KRUNNER, "Actions", &()).unwrap(), []);
    wait_for("the monitor", || monitor.heard("Actions").then_some(()));
    assert_eq!(["secret-id", "SecretSite", "secret-name"].map(|name| monitor.heard(name)), [false; 3]);
    // From here on the id is in the questions.
    assert!(metas(&bus, &["secret-id".into()]).is_empty());
    choose_in_gnome(&bus, "secret-id");
    choose_in_krunner(&bus, "secret-id");
    call::<()>(&bus, GNOME, "LaunchSearch", &(vec!["otp", "Secret"], 0_u32)).unwrap();
    desk.wait_for_report("open ");
    assert!(!monitor.heard("SecretSite") && !monitor.heard("secret-name"));
    // What was found before the lock can't be chosen after it.
    desk.unlock(&account());
    choose_in_gnome(&bus, "secret-id");
    assert_eq!(gnome(&bus, "otp Secret"), ["secret-id"]);
    choose_in_krunner(&bus, "secret-id");
    desk.wait_for_report("find Secret");
    desk.wait_for_report("copy secret-id");
    assert_eq!(desk.reports(), [""; 0]);
}

#[test]
fn answers_are_bounded() {
    let (desk, bus) = searched();
    desk.unlock(&accounts(1000));
    let found = gnome(&bus, "otp Site");
    assert_eq!(found.len(), 10);
    assert_eq!(krunner(&bus, "otp Site").len(), 10);
    // Whatever a program asks about, and however often.
    let many: Vec<String> = (0..20_000).map(|number| format!("id-{}", number % 10)).collect();
    assert_eq!(metas(&bus, &many).len(), 16);
    let long = "x".repeat(1_000_000);
    assert_eq!(gnome(&bus, &format!("otp {long}")), [""; 0]);
    assert_eq!(krunner(&bus, &format!("otp {long}")).len(), 0);
    assert!(desk.reports().iter().all(|report| report.len() < 200));
    // Only the latest results can be chosen.
    for number in 100..170 {
        assert_eq!(gnome(&bus, &format!("otp Site{number}")), [format!("id-{number}")]);
    }
    assert!(metas(&bus, &found).is_empty());
}

#[test]
fn hostile_names_stay_text() {
    let (desk, bus) = searched();
    desk.unlock(&hostile());
    let found = gnome(&bus, "otp  ");
    assert_eq!(found, [""; 0]);
    let name = |query: &str| metas(&bus, &gnome(&bus, query)).into_iter().next().unwrap()[1].clone();
    assert_eq!(name("otp Quit"), "_Quit: a__b");
    assert_eq!(name("otp knab"), "bankknab: x");
    assert_eq!(name("otp one"), "onetwothree: [2J");
    assert_eq!(name("otp &only"), "&only");
    assert!(name("otp longlong").chars().count() <= 98);
    assert_eq!(krunner(&bus, "otp <b>")[0].1, "‹b>&amp;‹/b>: ‹img src='https://example.org'>");
}

#[test]
fn each_launcher_can_be_left_out() {
    let desk = Desk::new();
    let bus = desk.bus.connect();
    desk.unlock(&accounts(1));
    for serves in [[false, false], [true, false], [false, true]] {
        desk.order(&Order::StartSearch(serves));
        let by_gnome = call::<Vec<String>>(&bus, GNOME, "GetInitialResultSet", &vec!["otp", "Site0"]).is_ok();
        let by_krunner = call::<Vec<Match>>(&bus, KRUNNER, "Match", &"otp Site0").is_ok();
        assert_eq!([by_gnome, by_krunner], serves);
        desk.order(&Order::EndSearch);
        assert!(call::<Vec<Match>>(&bus, KRUNNER, "Match", &"otp Site0").is_err(), "it has ended");
    }
}

#[test]
fn name_on_the_bus_belongs_to_one_process() {
    let (desk, _) = searched();
    let bus = desk.bus.connect();
    let taken = bus.request_name(NAME);
    assert!(matches!(taken, Err(zbus::Error::NameTaken)), "{taken:?}");
    desk.order(&Order::EndSearch);
    wait_for("the name", || bus.request_name(NAME).is_ok().then_some(()));
    // Another agent's name isn't taken away, and this one answers nothing.
    desk.order(&Order::StartSearch([true, true]));
    let owner = DBusProxy::new(&bus).unwrap().get_name_owner(NAME.try_into().unwrap()).unwrap();
    assert_eq!(Some(&owner), bus.unique_name());
}
