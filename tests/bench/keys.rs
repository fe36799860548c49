//! The time from a key press to the resulting list, among more accounts than anyone has.

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
/// How long to watch after each key; longer if the list hasn't changed by then.
const WATCHED: Duration = Duration::from_millis(400);
const PATIENCE: Duration = Duration::from_secs(5);
/// The least height of a drawn list: the cursor, a letter in the field and the bar are lower.
const TALL_PX: u16 = 150;
/// The least width of a drawn list: the fading scroll bar is narrower.
const WIDE_PX: u16 = 300;

/// Key symbols of keys other than letters (X11's keysymdef.h).
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
    // The first Page Down leaves the search field, the first Page Up only moves within the visible
    // rows, and the last Page Up must not start at the top.
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
    searching.tell(table, "a key in a search, 90th percentile");
    scrolling.tell(table, "Page Up, Page Down, Home or End, 90th percentile");
}

/// The milliseconds from each key until the list was first drawn, and until it was last drawn.
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
            Figure::new(name, ninetieth_percentile(&self.list), Unit::Milliseconds)
                .at_most(LIMIT_MS)
                .beside("median", median(self.list.iter().copied()), Unit::Milliseconds)
                .beside("worst", worst, Unit::Milliseconds)
                .beside("median with the new codes", median(self.last.iter().copied()), Unit::Milliseconds)
                .noting("from the key on the keyboard to the list on the display, among 10,000 accounts"),
        );
    }
}

/// Returns the 90th percentile.
fn ninetieth_percentile(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[times.len() * 9 / 10]
}

/// Waits for a moment when nothing else is drawn: the bar moves every second, and all codes change
/// when the last seconds of a time step begin and when they end.
fn wait_for_a_quiet_second() {
    loop {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right");
        if (1..24).contains(&(now.as_secs() % 30)) && (100..500).contains(&now.subsec_millis()) {
            return;
        }
        sleep(Duration::from_millis(10));
    }
}
