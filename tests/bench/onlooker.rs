use std::{
    collections::HashSet,
    thread::sleep,
    time::{Duration, Instant},
};

use x11rb::{
    connection::Connection as _,
    protocol::{
        Event,
        damage::{ConnectionExt as _, ReportLevel},
        xproto::{AtomEnum, ConnectionExt as _, ImageFormat},
        xproto::{KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Rectangle, Window},
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

/// A window counts as drawn once it has more colours than this, which an empty window with its
/// frame doesn't; the first letters bring dozens.
const COLOURS: usize = 8;
/// The interval between two looks at the display: the precision of all times.
const LOOK_EVERY: Duration = Duration::from_micros(300);
const PATIENCE: Duration = Duration::from_secs(30);

/// An observer of a display from outside all programs, the same for each: it notices when and where
/// something is drawn, and presses keys.
pub(crate) struct Onlooker {
    connection: RustConnection,
    root: Window,
    clients: u32,
}

impl Onlooker {
    pub(crate) fn at(display: &str) -> Self {
        let (connection, screen) = x11rb::connect(Some(display)).expect("a connection to the display");
        let root = connection.setup().roots[screen].root;
        let damage = connection.generate_id().expect("an id");
        connection.damage_query_version(1, 1).expect("a connection").reply().expect("the display's DAMAGE extension");
        connection.damage_create(damage, root, ReportLevel::RAW_RECTANGLES).expect("a connection");
        let clients = connection.intern_atom(false, b"_NET_CLIENT_LIST").expect("a connection");
        let clients = clients.reply().expect("an atom").atom;
        connection.flush().expect("a connection");
        Self { connection, root, clients }
    }

    /// Waits for the first window that is drawn, and returns it.
    #[track_caller]
    pub(crate) fn first_frame(&self) -> Window {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if !self.drawn().is_empty()
                && let Some(window) = self.windows().into_iter().find(|window| self.shows_something(*window))
            {
                return window;
            }
            sleep(LOOK_EVERY);
        }
        panic!("no window was drawn");
    }

    /// Waits until no window is left.
    pub(crate) fn wait_for_nothing(&self) {
        while !self.windows().is_empty() {
            sleep(Duration::from_millis(20));
        }
        self.drawn();
    }

    /// Presses and releases the key with this symbol, and returns the time of the press.
    pub(crate) fn press(&self, symbol: u32) -> Instant {
        let setup = self.connection.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let map =
            self.connection.get_keyboard_mapping(first, count).expect("a connection").reply().expect("a keyboard");
        let symbols = map.keysyms.chunks(usize::from(map.keysyms_per_keycode));
        let key = symbols.zip(first..).find(|(symbols, _)| symbols[0] == symbol).expect("the keyboard has the key").1;
        self.drawn();
        let pressed = Instant::now();
        for event in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.connection.xtest_fake_input(event, key, 0, self.root, 0, 0, 0).expect("a connection");
        }
        self.connection.flush().expect("a connection");
        pressed
    }

    /// Watches for `duration`, and returns the drawn areas, each with the time since `since`.
    pub(crate) fn watch(&self, since: Instant, duration: Duration) -> Vec<(Duration, Rectangle)> {
        let mut seen = Vec::new();
        while since.elapsed() < duration {
            let drawn = self.drawn();
            let now = since.elapsed();
            seen.extend(drawn.into_iter().map(|area| (now, area)));
            sleep(LOOK_EVERY);
        }
        seen
    }

    /// Returns the areas drawn since the last call.
    fn drawn(&self) -> Vec<Rectangle> {
        let events = std::iter::from_fn(|| self.connection.poll_for_event().expect("a connection"));
        let areas = events.filter_map(|event| match event {
            Event::DamageNotify(drawn) => Some(drawn.area),
            _ => None,
        });
        areas.collect()
    }

    fn windows(&self) -> Vec<Window> {
        let list = self.connection.get_property(false, self.root, self.clients, AtomEnum::WINDOW, 0, 64);
        let list = list.expect("a connection").reply().expect("a property");
        list.value32().map(Iterator::collect).unwrap_or_default()
    }

    fn shows_something(&self, window: Window) -> bool {
        let Ok(Ok(size)) = self.connection.get_geometry(window).map(|asked| asked.reply()) else { return false };
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, window, 0, 0, size.width, size.height, !0);
        // A window that isn't visible yet has no image.
        let Ok(Ok(image)) = image.map(|asked| asked.reply()) else { return false };
        let mut colours = HashSet::new();
        image.data.chunks_exact(4).any(|pixel| colours.insert(&pixel[..3]) && colours.len() > COLOURS)
    }
}
