mod keymap;
mod toplevels;

use std::fs::File;
use std::io::Write as _;
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{MemfdFlags, memfd_create};
use wayland_client::globals::{GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_keyboard::{KeyState, KeymapFormat};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::{self, WlSeat};
use wayland_client::{Connection, Dispatch, EventQueue, QueueHandle, delegate_noop};
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::zwp_virtual_keyboard_manager_v1::ZwpVirtualKeyboardManagerV1;
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::zwp_virtual_keyboard_v1::ZwpVirtualKeyboardV1;
use wayland_protocols_wlr::foreign_toplevel::v1::client::zwlr_foreign_toplevel_manager_v1::ZwlrForeignToplevelManagerV1;
use zeroize::Zeroizing;

use self::keymap::{KEYMAP, LEFT_SHIFT, SHIFT, Stroke};
use self::toplevels::Toplevels;
use super::error::TypingError;
use super::focus::Focus;
use super::keyboard::Keyboard;
use super::keystrokes::Keystrokes;

/// How long programs get to notice a new keyboard, which matters if the seat had none.
const NOTICED_WITHIN: Duration = Duration::from_millis(300);
/// How long a window takes to turn to another keyboard.
const TURNS_WITHIN: Duration = Duration::from_millis(100);
/// The pause after each change of a key. Even without one, a text field of GTK's received each of
/// 1,300 keys.
const BETWEEN: Duration = Duration::from_millis(10);

/// A compositor with the protocol `virtual-keyboard-unstable-v1`: wlroots' own, such as sway, and
/// others. Its `wlr-foreign-toplevel-management`, if it has it, tells which window has the focus.
pub(super) struct Compositor {
    queue: EventQueue<Toplevels>,
    keyboard: ZwpVirtualKeyboardV1,
    /// `None` if the compositor doesn't tell about windows.
    manager: Option<ZwlrForeignToplevelManagerV1>,
    toplevels: Toplevels,
    own: String,
    since: Instant,
}

impl Compositor {
    /// Connects to the compositor at the other end of `stream`, or to the one that
    /// `WAYLAND_DISPLAY` names. `own` is the app's id.
    pub(super) fn connect(stream: Option<UnixStream>, own: &str) -> Result<Self, TypingError> {
        let unsupported = |_| TypingError::Unsupported;
        let connection = match stream {
            Some(stream) => Connection::from_socket(stream),
            None => Connection::connect_to_env(),
        };
        let connection = connection.map_err(unsupported)?;
        let (globals, queue) = registry_queue_init::<Toplevels>(&connection).map_err(|_| TypingError::Failed)?;
        let handle = queue.handle();
        let seat: WlSeat = globals.bind(&handle, 1..=1, ()).map_err(|_| TypingError::Unsupported)?;
        let keyboards: ZwpVirtualKeyboardManagerV1 =
            globals.bind(&handle, 1..=1, ()).map_err(|_| TypingError::Unsupported)?;
        let keyboard = keyboards.create_virtual_keyboard(&seat, &handle, ());
        let file = written(KEYMAP).map_err(|_| TypingError::Failed)?;
        let bytes = u32::try_from(KEYMAP.len() + 1).map_err(|_| TypingError::Failed)?;
        keyboard.keymap(KeymapFormat::XkbV1.into(), file.as_fd(), bytes);
        let manager = globals.bind(&handle, 1..=3, ()).ok();
        let (toplevels, own) = (Toplevels::default(), own.to_owned());
        let mut compositor = Self { queue, keyboard, manager, toplevels, own, since: Instant::now() };
        // It refuses a keyboard by ending the connection. The windows come with the second answer.
        compositor.listen().map_err(|_| TypingError::Refused)?;
        compositor.listen()?;
        Ok(compositor)
    }

    /// Receives everything that the compositor has sent so far.
    fn listen(&mut self) -> Result<(), TypingError> {
        self.queue.roundtrip(&mut self.toplevels).map(drop).map_err(|_| TypingError::Failed)
    }

    fn strike(&mut self, stroke: &Stroke, into: Option<&Focus>) -> Result<(), TypingError> {
        if self.focused()?.map(|focus| focus.window) != into.map(|focus| focus.window) {
            return Err(TypingError::FocusChanged);
        }
        if stroke.with_shift {
            self.turn(LEFT_SHIFT, KeyState::Pressed)?;
            self.keyboard.modifiers(SHIFT, 0, 0, 0);
        }
        self.turn(stroke.code, KeyState::Pressed)?;
        self.turn(stroke.code, KeyState::Released)?;
        if stroke.with_shift {
            self.keyboard.modifiers(0, 0, 0, 0);
            self.turn(LEFT_SHIFT, KeyState::Released)?;
        }
        Ok(())
    }

    /// Presses or releases the key of a code.
    fn turn(&self, code: u32, state: KeyState) -> Result<(), TypingError> {
        let time = u32::try_from(self.since.elapsed().as_millis()).unwrap_or(u32::MAX);
        self.keyboard.key(time, code, state.into());
        self.queue.flush().map_err(|_| TypingError::Failed)?;
        thread::sleep(BETWEEN);
        Ok(())
    }
}

impl Keyboard for Compositor {
    fn focused(&mut self) -> Result<Option<Focus>, TypingError> {
        if self.manager.is_none() {
            return Ok(None);
        }
        self.listen()?;
        let (number, app_id) = self.toplevels.active().ok_or(TypingError::NoFocus)?;
        Ok(Some(Focus::new(number, &[app_id], None, &self.own)))
    }

    fn type_keys(&mut self, keys: &Keystrokes, into: Option<&Focus>) -> Result<(), TypingError> {
        let strokes: Option<Vec<Stroke>> = keys.keysyms().map(Stroke::of).collect();
        let strokes = Zeroizing::new(strokes.ok_or(TypingError::NoKey)?);
        thread::sleep(NOTICED_WITHIN.saturating_sub(self.since.elapsed()));
        // With the first that comes from it, the compositor gives the window this keyboard instead
        // of the one that was used last. GTK lost a key that came at once.
        self.keyboard.modifiers(0, 0, 0, 0);
        self.queue.flush().map_err(|_| TypingError::Failed)?;
        thread::sleep(TURNS_WITHIN);
        strokes.iter().try_for_each(|stroke| self.strike(stroke, into))
    }
}

impl Drop for Compositor {
    fn drop(&mut self) {
        self.keyboard.destroy();
        let _ = self.queue.flush();
    }
}

/// A text in memory, followed by a zero.
fn written(text: &str) -> std::io::Result<File> {
    let mut file = File::from(memfd_create("keymap", MemfdFlags::CLOEXEC)?);
    file.write_all(text.as_bytes())?;
    file.write_all(&[0])?;
    Ok(file)
}

impl Dispatch<WlRegistry, GlobalListContents> for Toplevels {
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

impl Dispatch<WlSeat, ()> for Toplevels {
    fn event(_: &mut Self, _: &WlSeat, _: wl_seat::Event, (): &(), _: &Connection, _: &QueueHandle<Self>) {}
}

delegate_noop!(Toplevels: ZwpVirtualKeyboardManagerV1);
delegate_noop!(Toplevels: ZwpVirtualKeyboardV1);

#[cfg(test)]
mod tests;
