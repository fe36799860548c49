//! The commands that take accounts in. Rust opens the dialogs, reads the clipboard and receives the
//! drops; what was found stays in the session until it is accepted.

use std::thread::sleep;
use std::time::SystemTime;

use tauri::{AppHandle, Manager, State};
use watchword_session::{
    Dropped, ImportProblem, MAX_FILES, Problem, Review, Session, Source, Trial, Typed, Vault, VaultProblem, scrubbed,
};

use crate::chooser;
use crate::desk::{Desk, at_desk, in_session};
use crate::notice::Notice;
use crate::paste;
use crate::text::TypedText;
use crate::window;

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_files(app: AppHandle) -> Result<Review, Problem> {
    at_desk(app.clone(), move |desk| {
        if !desk.session().is_unlocked() {
            return Err(VaultProblem::Locked.into());
        }
        take_in(desk, chooser::open_files(&app, "add-files").into_iter().map(Source::File).collect())
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn paste(app: AppHandle) -> Result<Review, Problem> {
    at_desk(app, |desk| take_in(desk, paste::sources(&desk.clipboard)?)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn read_screen(app: AppHandle) -> Result<Review, Problem> {
    at_desk(app.clone(), move |desk| {
        if !desk.session().is_unlocked() {
            return Err(VaultProblem::Locked.into());
        }
        let aside = window::aside(&app);
        sleep(window::SETTLES_IN);
        let items = Source::Screen.read(|| true);
        drop(aside);
        desk.session().take_in(items)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn read_text(app: AppHandle, text: TypedText) -> Result<Review, Problem> {
    at_desk(app, move |desk| take_in(desk, vec![Source::Text(text.into_inner())])).await
}

/// What was dropped onto the window. Nobody waits for an answer: what is refused as a whole is told
/// in the review too.
pub(crate) fn dropped(app: &AppHandle, sources: Vec<Source>) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        scrubbed(|| {
            let desk = app.state::<Desk>();
            // The page sees no pointer while something is dragged over it.
            desk.shared.touched();
            let taken = match take_in(&desk, sources) {
                Err(problem) if problem != Problem::Vault(VaultProblem::Locked) => {
                    take_in(&desk, vec![Source::Dropped(Dropped::Refused(problem))])
                }
                taken => taken,
            };
            if taken.is_ok() {
                desk.tell(Notice::Review);
            }
        });
    });
}

/// Ends the reading of files and pictures. What is in the review already stays there.
#[tauri::command]
#[specta::specta]
pub(crate) fn stop_reading(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.reading.cancel();
    Ok(())
}

/// Reads the sources with the session free for other commands, and hands over what was in them.
fn take_in(desk: &Desk, sources: Vec<Source>) -> Result<Review, Problem> {
    if !desk.session().is_unlocked() {
        return Err(VaultProblem::Locked.into());
    }
    if sources.len() > MAX_FILES {
        return Err(ImportProblem::TooMany { limit: MAX_FILES as u32 }.into());
    }
    let items = desk.reading.read(sources, || !desk.shared.is_locked(), |source, goes_on| source.read(goes_on));
    desk.session().take_in(items.unwrap_or_default())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn review(app: AppHandle) -> Result<Review, Problem> {
    in_session(app, Session::review).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_review(app: AppHandle) -> Result<(), Problem> {
    in_session(app, Session::discard_review).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn accept(app: AppHandle, ids: Vec<u32>) -> Result<Vault, Problem> {
    in_session(app, move |session| session.accept(&ids)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn try_typed(app: AppHandle, typed: Typed) -> Result<Trial, Problem> {
    in_session(app, move |session| session.try_typed(&typed, SystemTime::now())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_typed(app: AppHandle, typed: Typed) -> Result<Vault, Problem> {
    in_session(app, move |session| session.add_typed(&typed)).await
}
