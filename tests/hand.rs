//! Operates KWin's keyboard and pointer. KWin offers them only to programs of its own user, and the
//! tests may run as another one, so they start this program as that user. Each line of input is one
//! action: `key CODE 1` or `key CODE 0` (Linux's key code, pressed or released), `point X Y`, and
//! `hold 1` or `hold 0` (the main button). It answers each with an empty line once KWin has
//! received it.
#![allow(clippy::print_stdout, reason = "it answers on standard output")]

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
fn main() {
    kwin::serve();
}

#[cfg(target_os = "linux")]
mod kwin {
    use std::{io::stdin, thread::sleep, time::Duration};

    use wayland_client::{
        Connection, Dispatch, QueueHandle, delegate_noop,
        globals::{GlobalListContents, registry_queue_init},
        protocol::wl_registry::{self, WlRegistry},
    };
    use wayland_protocols_plasma::fake_input::client::org_kde_kwin_fake_input::OrgKdeKwinFakeInput;

    /// Linux's code of the pointer's main button (input-event-codes.h).
    const BTN_LEFT: u32 = 0x110;

    /// An event handler that ignores all events.
    struct Deaf;

    pub(super) fn serve() {
        let connection = Connection::connect_to_env().expect("a compositor");
        let (globals, mut queue) = registry_queue_init(&connection).expect("KWin lists its globals");
        let input: OrgKdeKwinFakeInput = globals.bind(&queue.handle(), 4..=4, ()).expect("KWin offers fake input");
        input.authenticate("watchword-tests".to_owned(), "tests".to_owned());
        let mut heard = || queue.roundtrip(&mut Deaf).expect("KWin receives the input");
        heard();
        // Meanwhile KWin announces the keyboard.
        sleep(Duration::from_millis(200));
        for line in stdin().lines() {
            let line = line.expect("text");
            let mut words = line.split(' ');
            let verb = words.next();
            let numbers: Vec<u32> = words.map(|word| word.parse().expect("a number")).collect();
            match (verb, &numbers[..]) {
                (Some("key"), [code, state]) => input.keyboard_key(*code, *state),
                (Some("point"), [x, y]) => input.pointer_motion_absolute((*x).into(), (*y).into()),
                (Some("hold"), [state]) => input.button(BTN_LEFT, *state),
                _ => panic!("{line}: key CODE STATE, point X Y or hold STATE"),
            }
            heard();
            println!();
        }
    }

    impl Dispatch<WlRegistry, GlobalListContents> for Deaf {
        fn event(
            _: &mut Self,
            _: &WlRegistry,
            _: wl_registry::Event,
            _: &GlobalListContents,
            _: &Connection,
            _: &QueueHandle<Self>,
        ) {
        }
    }

    delegate_noop!(Deaf: OrgKdeKwinFakeInput);
}
