use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use watchword_session::Problem;

use crate::at_hand::QuickAccess;

/// The most acts that wait for the one before. A program that asks for more is ignored.
const MAX_WAITING: usize = 8;

/// What a program on the bus can have done.
pub(super) enum Act {
    /// Copies the code of the account with this id.
    Copy(String),
    /// Opens the window, with the desktop's activation token.
    Open(Option<String>),
    Lock,
    Quit,
}

/// The threads that do it, so that no answer on the bus waits for the keyring. Locking has a thread
/// of its own, and waits for no copying.
pub(super) struct Acts {
    others: SyncSender<Act>,
    locking: SyncSender<Act>,
}

impl Acts {
    /// Starts the threads. They tell `copied` what became of each [`Act::Copy`], and end once this
    /// is dropped.
    pub(super) fn start(
        quick: &Arc<dyn QuickAccess>,
        copied: impl Fn(Result<u32, Problem>) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let start = |name: &str| {
            let (begin, begun) = sync_channel(MAX_WAITING);
            let (quick, copied) = (quick.clone(), copied.clone());
            thread::Builder::new().name(name.into()).spawn(move || act(&*quick, &begun, &copied))?;
            io::Result::Ok(begin)
        };
        Ok(Self { others: start("acts")?, locking: start("locking")? })
    }

    /// Has a thread do it, unless too much is waiting already.
    pub(super) fn begin(&self, act: Act) {
        let thread = match act {
            Act::Lock | Act::Quit => &self.locking,
            Act::Copy(_) | Act::Open(_) => &self.others,
        };
        let _ = thread.try_send(act);
    }
}

fn act(quick: &dyn QuickAccess, begun: &Receiver<Act>, copied: &impl Fn(Result<u32, Problem>)) {
    for act in begun {
        match act {
            Act::Copy(id) => copied(quick.copy(&id)),
            Act::Open(activation) => quick.open_window(activation),
            Act::Lock => quick.lock(),
            Act::Quit => quick.quit(),
        }
    }
}
