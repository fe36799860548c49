//! `watchword` alone: the accounts in the terminal, with their codes, on a page of its own that
//! leaves nothing in the scrollback.

mod board;
mod drawing;
mod list;
mod pin_entry;

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use watchword_agent::{Face, Refusal};
use watchword_session::{PinProblem, Row, VaultProblem, Words};
use zeroize::Zeroizing;

use crate::copy::on_interrupt;
use crate::failure::Failure;
use crate::live::board::Board;
use crate::live::list::List;
use crate::live::pin_entry::PinEntry;
use crate::output;
use crate::vault::{Context, MAX_FAILURES};

/// How long the list waits for a key before it counts down.
const COUNTS_EVERY: Duration = Duration::from_millis(500);

/// What a key did.
enum Next {
    Continue,
    End,
}

/// What is on the page.
struct Live<'a> {
    words: &'a Words,
    face: Face,
    list: List,
    board: Board,
    /// The PIN that is being typed, for a code that takes it.
    pin: Option<PinEntry>,
}

pub(crate) fn run(context: &Context<'_>) -> Result<(), Failure> {
    if context.json() || !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::Usage(context.say("cli-live-no-terminal")));
    }
    let face = context.face()?;
    context.given_pin.take();
    let rows = face.rows()?;
    if rows.is_empty() {
        output::remark(&context.say("cli-empty"));
        return Ok(());
    }
    let interrupted = Arc::new(AtomicBool::new(false));
    let interrupt = interrupted.clone();
    on_interrupt(move || interrupt.store(true, Ordering::SeqCst))?;
    let begun = ratatui::try_init();
    let mut live = Live { words: context.words, face, list: List::new(rows), board: Board::new(), pin: None };
    let ended = begun.map_err(Failure::Output).and_then(|mut terminal| {
        let ended = live.follow(&mut terminal, || interrupted.load(Ordering::SeqCst));
        // Not every terminal has a page of its own to leave.
        let _ = terminal.clear();
        ended
    });
    ratatui::restore();
    ended
}

impl Live<'_> {
    /// Draws and follows keys until the user leaves, or the vault locks.
    fn follow(&mut self, terminal: &mut DefaultTerminal, is_over: impl Fn() -> bool) -> Result<(), Failure> {
        while !is_over() {
            if self.face.lock_state()?.locked {
                return Err(VaultProblem::Locked.into());
            }
            let height = terminal.size().map_err(Failure::Output)?.height;
            self.list.show(usize::from(height.saturating_sub(drawing::AROUND)));
            self.list.refresh(&self.face)?;
            self.board.expire();
            terminal.draw(|frame| self.draw(frame)).map_err(Failure::Output)?;
            if !event::poll(COUNTS_EVERY).map_err(Failure::Output)? {
                continue;
            }
            if let Event::Key(key) = event::read().map_err(Failure::Output)?
                && key.kind != KeyEventKind::Release
                && let Next::End = self.press(key)?
            {
                return Ok(());
            }
        }
        Ok(())
    }

    fn press(&mut self, key: KeyEvent) -> Result<Next, Failure> {
        self.board.tell(Ok(()), self.words)?;
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c' | 'd') if control => return Ok(Next::End),
            KeyCode::Char('l') if control => {
                self.face.lock()?;
                return Ok(Next::End);
            }
            code if self.pin.is_some() => self.type_pin(code, control)?,
            KeyCode::Char('n') if control => self.draw_next()?,
            KeyCode::Char('u') if control => self.list.search(""),
            KeyCode::Enter => match self.list.chosen().cloned() {
                Some(row) if row.asks_for_pin => self.pin = Some(PinEntry::of(row)),
                Some(row) => self.copy(&row, None)?,
                None => {}
            },
            KeyCode::Esc if self.list.query().is_empty() => return Ok(Next::End),
            KeyCode::Esc => self.list.search(""),
            KeyCode::Up => self.list.step(-1),
            KeyCode::Down | KeyCode::Tab => self.list.step(1),
            KeyCode::PageUp => self.list.step(-self.list.page()),
            KeyCode::PageDown => self.list.step(self.list.page()),
            KeyCode::Home => self.list.step(isize::MIN),
            KeyCode::End => self.list.step(isize::MAX),
            KeyCode::Backspace => {
                let mut query = self.list.query().to_owned();
                query.pop();
                self.list.search(&query);
            }
            KeyCode::Char(letter) if !control => self.list.search(&format!("{}{letter}", self.list.query())),
            _ => {}
        }
        Ok(Next::Continue)
    }

    fn type_pin(&mut self, code: KeyCode, control: bool) -> Result<(), Failure> {
        let Some(mut entry) = self.pin.take() else { return Ok(()) };
        match code {
            KeyCode::Esc => return Ok(()),
            KeyCode::Enter => {
                let (row, pin) = entry.typed();
                if self.face.access()?.failures >= MAX_FAILURES {
                    return self.board.tell(Err(Refusal::Problem(PinProblem::TooMany.into())), self.words);
                }
                return self.copy(&row, Some(pin));
            }
            KeyCode::Backspace => entry.erase(),
            KeyCode::Char('u') if control => entry.clear(),
            KeyCode::Char(letter) if !control => entry.add(letter),
            _ => {}
        }
        self.pin = Some(entry);
        Ok(())
    }

    fn draw_next(&mut self) -> Result<(), Failure> {
        let Some(row) = self.list.chosen().filter(|row| row.counter.is_some() && !row.asks_for_pin) else {
            return Ok(());
        };
        self.board.tell(self.face.next_code(row.id.clone(), None).map(drop), self.words)?;
        self.list.forget_codes();
        Ok(())
    }

    fn copy(&mut self, row: &Row, pin: Option<Zeroizing<String>>) -> Result<(), Failure> {
        let copied = self.face.copy_code(row.id.clone(), pin);
        if let Ok((copy, _)) = &copied {
            self.board.copy(row, &copy.text, copy.clears_in_seconds)?;
        }
        self.board.tell(copied.map(drop), self.words)?;
        self.list.forget_codes();
        Ok(())
    }
}
