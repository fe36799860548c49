//! From a key to the list that it makes, among as many accounts as anyone has.

use std::{
    thread::sleep,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use watchword_tests::Desktop;
use x11rb::protocol::xproto::Rectangle;

use crate::{
    app::App,
    figure::{Figure, Unit},
    onlooker::Onlooker,
    table::Table,
    times::{median, milliseconds},
    vault,
};

const ACCOUNTS: usize = 10_000;
const LIMIT_MS: f64 = 50.0;
/// Each key is watched for as long, and longer if nothing has come of it.
const WATCHED: Duration = Duration::from_millis(400);
const PATIENCE: Duration = Duration::from_secs(5);
/// What is less tall is no list: the cursor, a letter in the field, the bar.
const TALL_PX: u16 = 150;
/// Nor is what is less wide: the scroll bar, fading.
const WIDE_PX: u16 = 300;

/// Symbols of keys that are no letters (X11's keysymdef.h).
const BACKSPACE: u32 = 0xff08;
const PAGE_UP: u32 = 0xff55;
const PAGE_DOWN: u32 = 0xff56;
const END: u32 = 0xff57;
const HOME: u32 = 0xff50;

pub(crate) fn measure(table: &mut Table) {
    let desktop = Desktop::new("bench-keys");
    vault::make_on(vault::itself(&desktop), ACCOUNTS);
    let onlooker = Onlooker::at(desktop.display().name());
    let app = App::start(&desktop, &onlooker);
    app.unlock();
    app.shoot("opened");

    let mut searching = Latencies::default();
    for number in [0, 1234, 4321, 7777, 9876] {
        let letters = vault::account(number).issuer;
        let letters: Vec<u32> = letters.chars().take(4).map(u32::from).collect();
        for key in letters.iter().copied().chain([BACKSPACE; 4]) {
            searching.add(&onlooker, key);
        }
    }
    app.shoot("searched");
    let mut scrolling = Latencies::default();
    // The first key down leaves the search field, the first one up only moves within what is in view, and the last one up
    // must not find itself at the top.
    for (key, times) in [(PAGE_DOWN, 18), (PAGE_UP, 14)] {
        onlooker.press(key);
        sleep(WATCHED);
        for _ in 0..times {
            scrolling.add(&onlooker, key);
        }
    }
    for key in [END, HOME, END, HOME, END, HOME, END, HOME] {
        scrolling.add(&onlooker, key);
    }
    app.shoot("scrolled");
    app.copy();
    searching.tell(table, "a key of a search among 10,000 accounts, nine of ten within");
    scrolling.tell(table, "a page or an end of 10,000 accounts, nine of ten within");
}

/// How long it took from each key until the list was drawn, and until nothing of it was drawn any more.
#[derive(Default)]
struct Latencies {
    list: Vec<f64>,
    last: Vec<f64>,
}

impl Latencies {
    fn add(&mut self, onlooker: &Onlooker, key: u32) {
        wait_for_a_quiet_second();
        let struck = onlooker.press(key);
        let mut drawn = onlooker.watch(struck, WATCHED);
        let is_list = |(_, area): &&(Duration, Rectangle)| area.height >= TALL_PX && area.width >= WIDE_PX;
        if !drawn.iter().any(|draw| is_list(&draw)) {
            drawn.extend(onlooker.watch(struck, PATIENCE));
        }
        let list = drawn.iter().find(is_list);
        let (list, _) = list.unwrap_or_else(|| panic!("the key {key:#x} does not change the list: {drawn:?}"));
        let last = drawn.iter().rev().find(is_list);
        self.list.push(milliseconds(*list));
        self.last.push(milliseconds(last.map_or(*list, |(at, _)| *at)));
    }

    fn tell(&self, table: &mut Table, name: &str) {
        let worst = self.list.iter().copied().fold(0.0, f64::max);
        table.add(
            Figure::new(name, tenth_worst(&self.list), Unit::Milliseconds)
                .at_most(LIMIT_MS)
                .beside("half of them within", median(self.list.iter().copied()), Unit::Milliseconds)
                .beside("the worst", worst, Unit::Milliseconds)
                .beside("half with the new codes within", median(self.last.iter().copied()), Unit::Milliseconds)
                .noting("from the key on the keyboard to the list on the display"),
        );
    }
}

/// What nine of ten keep.
fn tenth_worst(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[times.len() * 9 / 10]
}

/// The bar steps with each second, and all codes change as the last seconds of thirty begin and end: none of it is to be
/// taken for what a key does.
fn wait_for_a_quiet_second() {
    loop {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right");
        if (1..24).contains(&(now.as_secs() % 30)) && (100..500).contains(&now.subsec_millis()) {
            return;
        }
        sleep(Duration::from_millis(10));
    }
}
