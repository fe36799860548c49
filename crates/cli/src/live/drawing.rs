use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position};
use ratatui::style::{Style, Stylize};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Row, Table, Wrap};
use watchword_session::{CodeView, Words};

use crate::live::Live;
use crate::live::board::Board;
use crate::live::pin_entry::PinEntry;
use crate::name::name;

/// The lines around the list: the search above it, and what happened below.
pub(super) const AROUND: u16 = 4;
/// The narrowest window, in columns, that shows the next codes too.
const WIDE: u16 = 60;
/// In the last seconds, the next code is the one to type.
const LAST: u64 = 5;

impl Live<'_> {
    /// Draws everything. No colours: only weight, and the chosen row reversed.
    pub(super) fn draw(&self, frame: &mut Frame<'_>) {
        let Self { words, list, board, pin, .. } = self;
        let parts = [Constraint::Length(2), Constraint::Fill(1), Constraint::Length(2)];
        let [search, rows, foot] = Layout::vertical(parts).areas(frame.area());
        let label = words.say("cli-live-search", &[]);
        let asked = Line::from(format!("{label} {}", list.query()));
        let cursor = u16::try_from(asked.width()).unwrap_or(u16::MAX).min(search.width.saturating_sub(1));
        frame.render_widget(Paragraph::new(asked), search);
        frame.set_cursor_position(Position::new(search.x.saturating_add(cursor), search.y));
        let is_wide = frame.area().width >= WIDE;
        let columns = [Constraint::Fill(1), Constraint::Length(if is_wide { 22 } else { 11 }), Constraint::Length(5)];
        let lines: Vec<Row<'_>> = list
            .in_view()
            .map(|(row, code, is_chosen)| {
                let left = code.and_then(|code| list.seconds_left(code));
                let shown = match code {
                    Some(code) => codes(code, left, is_wide),
                    None if row.seed_missing || (row.counter.is_none() && !row.asks_for_pin) => {
                        Line::from(words.say("cli-live-no-code", &[])).dim()
                    }
                    None if row.asks_for_pin => Line::from(words.say("cli-live-pin", &[])).dim(),
                    None => Line::from(words.say("cli-live-draw", &[])).dim(),
                };
                let left = left.map(|left| format!("{left} s")).unwrap_or_default();
                let style = if is_chosen { Style::new().reversed() } else { Style::new() };
                Row::new([Line::from(name(&row.issuer, &row.account)), shown, Line::from(left).right_aligned()])
                    .style(style)
            })
            .collect();
        if lines.is_empty() && !list.query().is_empty() {
            frame.render_widget(Paragraph::new(words.say("cli-live-none", &[])), rows);
        } else {
            frame.render_widget(Table::new(lines, columns), rows);
        }
        let said = pin.as_ref().map_or_else(|| happened(words, board), |pin| question(words, pin));
        frame.render_widget(Paragraph::new(said).wrap(Wrap { trim: true }), foot);
    }
}

/// The question for the PIN, with a dot for each character typed.
fn question(words: &Words, pin: &PinEntry) -> String {
    let name = name(&pin.row().issuer, &pin.row().account);
    format!("{} {}", words.say("cli-live-ask-pin", &[("name", name.into())]), "•".repeat(pin.length()))
}

/// A code, and the next one beside it.
fn codes(code: &CodeView, left: Option<u64>, is_wide: bool) -> Line<'static> {
    let ends = left.is_some_and(|left| left <= LAST);
    let current = grouped(&code.code);
    let mut line = Line::from(vec![if ends { current.dim() } else { current.bold() }]);
    if let Some(next) = code.next.as_deref().filter(|_| is_wide) {
        let next = grouped(next);
        line.push_span("  ");
        line.push_span(if ends { next.bold() } else { next.dim() });
    }
    line
}

/// A code in two groups, as the window shows it.
fn grouped(code: &str) -> String {
    let half = code.len() / 2;
    match code.len() {
        6..=10 if code.is_ascii() => format!("{} {}", &code[..half], &code[half..]),
        _ => code.to_owned(),
    }
}

fn happened(words: &Words, board: &Board) -> String {
    if let Some(problem) = board.problem() {
        return problem.to_owned();
    }
    match board.copied() {
        Some(copied) => {
            let left = copied.until.saturating_duration_since(Instant::now()).as_secs() + 1;
            let message = if copied.through_terminal { "cli-live-sent" } else { "cli-live-copied" };
            words.say(message, &[("name", copied.name.as_str().into()), ("seconds", (left as f64).into())])
        }
        None => words.say("cli-live-hint", &[]),
    }
}
