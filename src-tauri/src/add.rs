//! The commands that add accounts. Rust opens the dialogs, reads the clipboard and receives drops;
//! the accounts found stay in the session until the user accepts them.

use std::path::Path;
use std::sync::PoisonError;
use std::thread::sleep;

use tauri::{AppHandle, Manager, State};
use watchword_agent::Face;
use watchword_session::{
    Accepted, Choice, Dropped, EncryptedFile, ImportProblem, Item, MAX_FILES, Payload, Problem, Review, Source, Trial,
    Typed, Undone, Vault, VaultProblem, provisioned_files, scrubbed,
};

use crate::chooser;
use crate::link::{self, Link};
use crate::notice::Notice;
use crate::paste;
use crate::state::{AppState, in_session, with_state};
use crate::text::TypedText;
use crate::window;

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_files(app: AppHandle) -> Result<Review, Problem> {
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        state.require_allowed(|policy| policy.files_allowed)?;
        take_in(state, chooser::open_files(&app, "add-files").into_iter().map(Source::File).collect())
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn paste(app: AppHandle) -> Result<Review, Problem> {
    with_state(app, |state| take_in(state, paste::sources(&state.clipboard)?)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn read_screen(app: AppHandle) -> Result<Review, Problem> {
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        state.require_allowed(|policy| policy.screen_allowed)?;
        let aside = window::aside(&app);
        sleep(window::SETTLES_IN);
        let items = Source::Screen.read(|| true);
        drop(aside);
        state.take_in(items)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn read_text(app: AppHandle, text: TypedText) -> Result<Review, Problem> {
    with_state(app, move |state| take_in(state, vec![Source::Text(text.into_inner())])).await
}

/// Reads what was dropped onto the window. No command waits for the answer, so the review shows a
/// drop that is refused as a whole, too.
pub(crate) fn dropped(app: &AppHandle, sources: Vec<Source>) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        scrubbed(|| {
            let state = app.state::<AppState>();
            // The page gets no pointer events while something is dragged over it.
            state.touched();
            let taken = match take_in(&state, sources) {
                Err(problem) if problem != Problem::Vault(VaultProblem::Locked) => {
                    take_in(&state, vec![Source::Dropped(Dropped::Refused(problem))])
                }
                taken => taken,
            };
            if taken.is_ok() {
                state.tell(Notice::Review);
            }
        });
    });
}

/// Follows the link in the app's arguments: at once, or when the vault is unlocked. Returns whether
/// there is one.
pub(crate) fn opened_with(app: &AppHandle, arguments: impl IntoIterator<Item = String>) -> bool {
    let Some(link) = link::find(arguments) else { return false };
    let state = app.state::<AppState>();
    match link {
        link if state.is_locked() => state.link.put(link),
        Link::Accounts(text) => dropped(app, vec![Source::Text(text)]),
        Link::Search(query) => state.tell(Notice::Search { query }),
        Link::Add => state.tell(Notice::Add),
    }
    true
}

/// Follows the link that has been waiting, if any: accounts go into the review.
#[tauri::command]
#[specta::specta]
pub(crate) async fn follow_link(app: AppHandle) -> Result<Review, Problem> {
    with_state(app, |state| {
        state.require_unlocked()?;
        let accounts = match state.link.take() {
            Some(Link::Accounts(text)) => Some(Source::Text(text)),
            Some(Link::Search(query)) => {
                state.tell(Notice::Search { query });
                None
            }
            Some(Link::Add) => {
                state.tell(Notice::Add);
                None
            }
            None => None,
        };
        take_in(state, accounts.into_iter().collect())
    })
    .await
}

/// Adds the accounts that the organisation has left for this user, if there are new ones. Files
/// that wait for a password go into the review.
#[tauri::command]
#[specta::specta]
pub(crate) async fn provision(app: AppHandle) -> Result<Option<Accepted>, Problem> {
    with_state(app, |state| {
        state.require_unlocked()?;
        let folder = state.face().status()?.provisioning_folder;
        let Some(folder) = folder else { return Ok(None) };
        // A folder that can't be read, such as a share that is away, has nothing new.
        let files = provisioned_files(Path::new(&folder)).unwrap_or_default();
        let items: Vec<Item> = files.into_iter().flat_map(|file| Source::File(file).read(|| true)).collect();
        let (waiting, plain): (Vec<_>, Vec<_>) =
            items.into_iter().partition(|item| matches!(item.read, Ok(Payload::Encrypted(_))));
        if !waiting.is_empty() {
            state.take_in(waiting)?;
            state.tell(Notice::Review);
        }
        let accepted = state.face().provision(plain)?;
        Ok(Some(accepted).filter(|accepted| accepted.report.added > 0))
    })
    .await
}

/// Stops reading files and images, and trying a password on further files. Accounts already in the
/// review stay there.
#[tauri::command]
#[specta::specta]
pub(crate) fn stop_reading(state: State<'_, AppState>) -> Result<(), Problem> {
    state.reading.cancel();
    Ok(())
}

/// Reads the sources while the session is free for other commands, and adds what they contain to
/// the review.
fn take_in(state: &AppState, sources: Vec<Source>) -> Result<Review, Problem> {
    state.require_unlocked()?;
    if sources.len() > MAX_FILES {
        return Err(ImportProblem::TooMany { limit: MAX_FILES as u32 }.into());
    }
    let items = state.reading.read(sources, || !state.is_locked(), |source, goes_on| source.read(goes_on));
    state.take_in(items.unwrap_or_default())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn review(app: AppHandle) -> Result<Review, Problem> {
    with_state(app, AppState::review).await
}

/// Tries a password on an encrypted file of the review and, if it opens that one, on the others.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_encrypted(app: AppHandle, id: u32, password: TypedText) -> Result<Review, Problem> {
    with_state(app, move |state| {
        let _opening = state.opening.lock().unwrap_or_else(PoisonError::into_inner);
        state.require_unlocked()?;
        let mut asked = state.encrypted().asked(id);
        let others = asked.split_off(asked.len().min(1));
        let open = |file: EncryptedFile, _: &(dyn Fn() -> bool + Sync)| {
            vec![file.open(&password).map(|items| state.face().take_in_opened(file.id, items))]
        };
        let is_unlocked = || !state.is_locked();
        // What was opened before the user cancels is in the review by then.
        match state.reading.read(asked, is_unlocked, open).as_deref() {
            Some([None]) => return Err(ImportProblem::PasswordWrong.into()),
            Some(_) => drop(state.reading.read(others, is_unlocked, open)),
            None => {}
        }
        state.review()
    })
    .await
}

/// Leaves an encrypted file closed: the review lists it as not read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn skip_encrypted(app: AppHandle, id: u32) -> Result<Review, Problem> {
    with_state(app, move |state| {
        let review = state.face().skip_encrypted(id)?;
        state.encrypted().follow(&review);
        Ok(review)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_review(app: AppHandle) -> Result<(), Problem> {
    with_state(app, |state| {
        state.encrypted().clear();
        Ok(state.face().discard_review()?)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn accept(app: AppHandle, choices: Vec<Choice>) -> Result<Accepted, Problem> {
    in_session(app, move |face| face.accept(choices)).await
}

/// Stops saving the accounts that were accepted, unless they are saved already.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_saving(app: AppHandle) -> Result<(), Problem> {
    with_state(app, |state| Ok(state.face_now().map_or(Ok(()), |face| face.stop_saving())?)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_import(app: AppHandle) -> Result<Undone, Problem> {
    in_session(app, Face::undo_import).await
}

/// Saves the report of the last import where the user chooses. Returns `false` if they cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_import_report(app: AppHandle) -> Result<bool, Problem> {
    with_state(app.clone(), move |state| {
        let face = state.face();
        face.import_report()?;
        let chosen = chooser::save_file(&app, "report-save", "watchword-import.txt");
        let Some(path) = chosen else { return Ok(false) };
        face.save_import_report(path.into(), window::language())?;
        Ok(true)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn try_typed(app: AppHandle, typed: Typed) -> Result<Trial, Problem> {
    in_session(app, move |face| face.try_typed(typed)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_typed(app: AppHandle, typed: Typed) -> Result<Vault, Problem> {
    in_session(app, move |face| face.add_typed(typed)).await
}
