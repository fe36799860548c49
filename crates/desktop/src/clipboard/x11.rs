use x11rb::connection::Connection as _;
use x11rb::errors::{ConnectionError, ReplyError, ReplyOrIdError};
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, GetPropertyReply, Property, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::{COPY_FROM_PARENT, CURRENT_TIME, NONE};
use zeroize::Zeroizing;

use super::copied::{Copied, Deadline};
use super::error::ClipboardError;

/// The most forms that are read of those an owner offers.
const MAX_FORMS: usize = 256;

/// The selection `CLIPBOARD` of an X server (ICCCM, section 2).
pub(super) struct Selection {
    server: RustConnection,
    root: Window,
    clipboard: Atom,
    targets: Atom,
    incr: Atom,
    /// The property to which the owner writes its answer.
    answer: Atom,
    deadline: Deadline,
}

impl Selection {
    /// Connects to the display of this name, or to the one that `DISPLAY` names.
    pub(super) fn connect(display: Option<&str>, deadline: Deadline) -> Result<Self, ClipboardError> {
        let (server, screen) = x11rb::connect(display).map_err(|_| ClipboardError::Failed)?;
        let atom = |name| intern(&server, name);
        Ok(Self {
            root: server.setup().roots[screen].root,
            clipboard: atom("CLIPBOARD")?,
            targets: atom("TARGETS")?,
            incr: atom("INCR")?,
            answer: atom("WATCHWORD_COPIED")?,
            server,
            deadline,
        })
    }

    /// Asks the owner for one form. `None` if the owner doesn't have it, or if there is no owner.
    fn ask(&self, form: Atom, most: usize) -> Result<Option<Zeroizing<Vec<u8>>>, ClipboardError> {
        // A window for each request: a late answer to another one is lost with its window.
        let window = self.server.generate_id()?;
        let listens = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        let class = WindowClass::INPUT_ONLY;
        self.server.create_window(0, window, self.root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &listens)?;
        let given = self.ask_for(window, form, most);
        self.server.destroy_window(window)?;
        self.server.flush()?;
        given
    }

    fn ask_for(&self, window: Window, form: Atom, most: usize) -> Result<Option<Zeroizing<Vec<u8>>>, ClipboardError> {
        self.server.convert_selection(window, self.clipboard, form, self.answer, CURRENT_TIME)?;
        let given = self.wait(|event| match event {
            Event::SelectionNotify(event) if event.requestor == window => Some(event.property != NONE),
            _ => None,
        })?;
        if !given {
            return Ok(None);
        }
        let whole = self.take(window, most)?;
        if whole.type_ != self.incr {
            return Ok(Some(cut(whole.value, most)));
        }
        // Incremental transfer (ICCCM, section 2.7.2): each piece comes after the previous one was
        // taken, and an empty one ends it.
        let mut bytes = Zeroizing::new(Vec::new());
        while bytes.len() <= most {
            self.wait(|event| match event {
                Event::PropertyNotify(event) => {
                    (event.window == window && event.atom == self.answer && event.state == Property::NEW_VALUE)
                        .then_some(())
                }
                _ => None,
            })?;
            let piece = Zeroizing::new(self.take(window, most - bytes.len())?.value);
            if piece.is_empty() {
                break;
            }
            bytes.extend_from_slice(&piece);
        }
        bytes.truncate(most.saturating_add(1));
        Ok(Some(bytes))
    }

    /// Takes the owner's answer: `most` bytes and a few more, if there are more.
    fn take(&self, window: Window, most: usize) -> Result<GetPropertyReply, ClipboardError> {
        // The server counts in units of four bytes.
        let length = u32::try_from(most / 4 + 1).unwrap_or(u32::MAX);
        Ok(self.server.get_property(true, window, self.answer, AtomEnum::ANY, 0, length)?.reply()?)
    }

    fn wait<T>(&self, wanted: impl Fn(&Event) -> Option<T>) -> Result<T, ClipboardError> {
        self.server.flush()?;
        loop {
            match self.server.poll_for_event()? {
                None => self.deadline.wait(self.server.stream())?,
                Some(event) => match wanted(&event) {
                    Some(found) => return Ok(found),
                    None if self.deadline.has_passed() => return Err(ClipboardError::Failed),
                    None => {}
                },
            }
        }
    }
}

impl Copied for Selection {
    fn forms(&self) -> Result<Vec<String>, ClipboardError> {
        let atoms = self.ask(self.targets, MAX_FORMS * size_of::<Atom>())?.unwrap_or_default();
        let (atoms, _) = atoms.as_chunks();
        let mut forms = Vec::new();
        for atom in atoms.iter().take(MAX_FORMS) {
            // An owner may list values that aren't atoms.
            let name = self.server.get_atom_name(Atom::from_ne_bytes(*atom))?.reply();
            forms.extend(name.ok().and_then(|name| String::from_utf8(name.name).ok()));
        }
        Ok(forms)
    }

    fn read(&self, form: &str, most: usize) -> Result<Zeroizing<Vec<u8>>, ClipboardError> {
        Ok(self.ask(intern(&self.server, form)?, most)?.unwrap_or_default())
    }
}

fn intern(server: &RustConnection, name: &str) -> Result<Atom, ClipboardError> {
    Ok(server.intern_atom(false, name.as_bytes())?.reply()?.atom)
}

fn cut(bytes: Vec<u8>, most: usize) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(bytes);
    bytes.truncate(most.saturating_add(1));
    bytes
}

impl From<ConnectionError> for ClipboardError {
    fn from(_: ConnectionError) -> Self {
        Self::Failed
    }
}

impl From<ReplyError> for ClipboardError {
    fn from(_: ReplyError) -> Self {
        Self::Failed
    }
}

impl From<ReplyOrIdError> for ClipboardError {
    fn from(_: ReplyOrIdError) -> Self {
        Self::Failed
    }
}

#[cfg(test)]
mod tests;
