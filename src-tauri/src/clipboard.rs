//! The clipboard through GTK, for desktops that give it only to the focused window: GNOME on
//! Wayland without Xwayland.
//!
//! GNOME keeps a copy of what a program copies, and offers it once that program has ended or
//! released the clipboard. It accepts no replacement from a window without the focus. So this
//! module withholds an expired code, and replaces GNOME's copy when the window has the focus again,
//! unless another program copies something first. Until then the process must stay alive.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gtk::gdk::{self, Atom, Display, SELECTION_CLIPBOARD};
use gtk::prelude::*;
use gtk::{SelectionData, TargetEntry, TargetFlags};
use tauri::{AppHandle, Manager};
use watchword_desktop::{ClipboardError, WindowClipboard};
use zeroize::Zeroizing;

/// How long the main thread, or the program that has copied something, may take to answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(4);

const TEXTS: [&str; 5] = ["text/plain;charset=utf-8", "text/plain", "UTF8_STRING", "TEXT", "STRING"];
/// The form that asks clipboard histories to skip this copy, and its value.
const MARK: (&str, &[u8]) = ("x-kde-passwordManagerHint", b"secret");

pub(crate) struct GtkClipboard {
    app: AppHandle,
    holding: Arc<Holding>,
}

/// What this app has in GTK's clipboard.
#[derive(Default)]
struct Holding {
    what: Mutex<What>,
    changed: Condvar,
}

#[derive(Default)]
enum What {
    #[default]
    Nothing,
    Code(Zeroizing<String>),
    /// An expired code, which no program is given any more.
    Withheld,
}

impl GtkClipboard {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app, holding: Arc::default() }
    }

    /// Runs `work` on the main thread, with whether the window has the focus, and waits for what it
    /// sends.
    fn ask<T: Send + 'static>(&self, work: impl FnOnce(Sender<T>, bool) + Send + 'static) -> Option<T> {
        let (tell, told) = channel();
        let app = self.app.clone();
        let asked = self.app.run_on_main_thread(move || {
            let window = app.webview_windows().into_values().next().and_then(|window| window.gtk_window().ok());
            work(tell, window.is_some_and(|window| window.is_active()));
        });
        asked.ok().and_then(|()| told.recv_timeout(ANSWERS_WITHIN).ok())
    }

    /// Requests one form from the owner of the clipboard.
    fn contents<T: Send + 'static>(
        &self,
        form: &str,
        take: impl FnOnce(&SelectionData) -> T + Send + 'static,
    ) -> Result<T, ClipboardError> {
        let form = form.to_owned();
        let answer = self.ask(move |tell, _| {
            clipboard().request_contents(&Atom::intern(&form), move |_, data| drop(tell.send(take(data))));
        });
        answer.ok_or(ClipboardError::Failed)
    }
}

impl WindowClipboard for GtkClipboard {
    fn copy(&self, code: &str) -> Result<(), ClipboardError> {
        let (code, holding) = (Zeroizing::new(code.to_owned()), self.holding.clone());
        let copied = self.ask(move |tell, has_focus| {
            let owner = Owner(holding.clone());
            let is_copied = has_focus && set(&TEXTS, move |data| owner.0.give(data));
            if is_copied {
                *holding.what() = What::Code(code);
            }
            let _ = tell.send(is_copied);
        });
        if copied == Some(true) { Ok(()) } else { Err(ClipboardError::NotCopied) }
    }

    fn clear(&self) {
        let holding = self.holding.clone();
        let _ = self.ask(move |tell, has_focus| {
            if has_focus {
                forget();
            } else {
                holding.withhold();
            }
            let _ = tell.send(());
        });
    }

    fn focused(&self) {
        if self.holding.is_withheld() {
            forget();
        }
    }

    fn wait(&self) {
        let mut what = self.holding.what();
        while !matches!(*what, What::Nothing) {
            what = self.holding.changed.wait(what).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn forms(&self) -> Result<Vec<String>, ClipboardError> {
        self.contents("TARGETS", |data| {
            data.targets().into_iter().flatten().map(|form| form.name().to_string()).collect()
        })
    }

    fn read(&self, form: &str) -> Result<Zeroizing<Vec<u8>>, ClipboardError> {
        self.contents(form, |data| Zeroizing::new(data.data()))
    }
}

impl Holding {
    fn what(&self) -> MutexGuard<'_, What> {
        self.what.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_withheld(&self) -> bool {
        matches!(*self.what(), What::Withheld)
    }

    fn give(&self, data: &SelectionData) {
        if let What::Code(code) = &*self.what() {
            data.set_text(code);
        }
    }

    fn withhold(&self) {
        let mut what = self.what();
        if let What::Code(_) = *what {
            *what = What::Withheld;
            // GDK caches what it has given to other programs until an owner is set, even the same
            // one.
            let owner = gdk::selection_owner_get(&SELECTION_CLIPBOARD);
            gdk::selection_owner_set(owner.as_ref(), &SELECTION_CLIPBOARD, gdk::ffi::GDK_CURRENT_TIME as u32, false);
        }
    }
}

/// Dropped when the clipboard is no longer ours.
struct Owner(Arc<Holding>);

impl Drop for Owner {
    fn drop(&mut self) {
        *self.0.what() = What::Nothing;
        self.0.changed.notify_all();
    }
}

/// Copies nothing, which also replaces the desktop's own copy.
fn forget() {
    set(&[], |_| {});
    if let Some(display) = Display::default() {
        display.flush();
    }
}

/// Takes ownership of the clipboard, offering [`MARK`] and `forms`.
fn set(forms: &[&str], give: impl Fn(&SelectionData) + 'static) -> bool {
    let (mark, secret) = MARK;
    let forms = forms.iter().chain([&mark]).map(|form| TargetEntry::new(form, TargetFlags::empty(), 0));
    clipboard().set_with_data(&forms.collect::<Vec<_>>(), move |_, data, _| {
        let form = data.target();
        if form.name() == mark { data.set(&form, 8, secret) } else { give(data) }
    })
}

fn clipboard() -> gtk::Clipboard {
    gtk::Clipboard::get(&SELECTION_CLIPBOARD)
}
