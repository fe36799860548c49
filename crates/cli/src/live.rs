//! `watchword` alone: the accounts in the terminal, with their codes, on a page of its own that
//! leaves nothing in the scrollback.

mod board;
mod drawing;
mod list;

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use watchword_agent::Face;
use watchword_session::{VaultProblem, Words};

use crate::copy::on_interrupt;
use crate::failure::Failure;
use crate::live::board::Board;
use crate::live::list::List;
use crate::output;
use crate::vault::Context;

/// How long the list waits for a key before it counts down.
const COUNTS_EVERY: Duration = Duration::from_millis(500);

/// What a key did.
enum Next {
    Continue,
    End,
}

pub(crate) fn run(context: &Context<'_>) -> Result<(), Failure> {
    if context.json() || !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::Usage(context.say("cli-live-no-terminal")));
    }
    let face = context.face()?;
    let rows = face.rows()?;
    if rows.is_empty() {
        output::remark(&context.say("cli-empty"));
        return Ok(());
    }
    let interrupted = Arc::new(AtomicBool::new(false));
    let interrupt = interrupted.clone();
    on_interrupt(move || interrupt.store(true, Ordering::SeqCst))?;
    let begun = ratatui::try_init();
    let mut board = Board::new();
    let ended = begun.map_err(Failure::Output).and_then(|mut terminal| {
        let is_over = || interrupted.load(Ordering::SeqCst);
        let ended = follow(context, &mut terminal, face, List::new(rows), &mut board, is_over);
        // Not every terminal has a page of its own to leave.
        let _ = terminal.clear();
        ended
    });
    ratatui::restore();
    ended
}

/// Draws and follows keys until the user leaves, or the vault locks.
fn follow(
    context: &Context<'_>,
    terminal: &mut DefaultTerminal,
    face: Face,
    mut list: List,
    board: &mut Board,
    is_over: impl Fn() -> bool,
) -> Result<(), Failure> {
    while !is_over() {
        if face.lock_state()?.locked {
            return Err(VaultProblem::Locked.into());
        }
        let height = terminal.size().map_err(Failure::Output)?.height;
        list.show(usize::from(height.saturating_sub(drawing::AROUND)));
        list.refresh(&face)?;
        board.expire();
        terminal.draw(|frame| drawing::draw(frame, context.words, &list, board)).map_err(Failure::Output)?;
        if !event::poll(COUNTS_EVERY).map_err(Failure::Output)? {
            continue;
        }
        if let Event::Key(key) = event::read().map_err(Failure::Output)?
            && key.kind != KeyEventKind::Release
            && let Next::End = press(key, context.words, &face, &mut list, board)?
        {
            return Ok(());
        }
    }
    Ok(())
}

fn press(key: KeyEvent, words: &Words, face: &Face, list: &mut List, board: &mut Board) -> Result<Next, Failure> {
    board.tell(Ok(()), words)?;
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c' | 'd') if control => return Ok(Next::End),
        KeyCode::Char('l') if control => {
            face.lock()?;
            return Ok(Next::End);
        }
        KeyCode::Char('n') if control => {
            if let Some(row) = list.chosen().filter(|row| row.counter.is_some()) {
                board.tell(face.next_code(row.id.clone()).map(drop), words)?;
                list.forget_codes();
            }
        }
        KeyCode::Char('u') if control => list.search(""),
        KeyCode::Enter => {
            if let Some(row) = list.chosen() {
                let copied = face.copy_code(row.id.clone());
                if let Ok((copy, _)) = &copied {
                    board.copy(row, &copy.text, copy.clears_in_seconds)?;
                }
                board.tell(copied.map(drop), words)?;
                list.forget_codes();
            }
        }
        KeyCode::Esc if list.query().is_empty() => return Ok(Next::End),
        KeyCode::Esc => list.search(""),
        KeyCode::Up => list.step(-1),
        KeyCode::Down | KeyCode::Tab => list.step(1),
        KeyCode::PageUp => list.step(-list.page()),
        KeyCode::PageDown => list.step(list.page()),
        KeyCode::Home => list.step(isize::MIN),
        KeyCode::End => list.step(isize::MAX),
        KeyCode::Backspace => {
            let mut query = list.query().to_owned();
            query.pop();
            list.search(&query);
        }
        KeyCode::Char(letter) if !control => list.search(&format!("{}{letter}", list.query())),
        _ => {}
    }
    Ok(Next::Continue)
}
