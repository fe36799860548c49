//! Sheets of QR codes to print: every account, or what Google Authenticator scans.

mod cell;
mod lines;

use watchword_paper::{Code, HEIGHT, Page, Role, Sheet, WIDTH};

use crate::view::Words;
use cell::{Cell, SIDE};
pub(super) use lines::Name;
use lines::{HEADING, Lines, NOTE, TEXT, TITLE};

/// The space around a page, which leaves room for a printer's own on A4 and on US Letter.
const MARGIN: f32 = 57.0;
const COLUMN: f32 = WIDTH - 2.0 * MARGIN;
/// The space between two columns, and between two rows.
const GAP: f32 = 16.0;
const HALF: f32 = (COLUMN - GAP) / 2.0;
const FOOT: f32 = HEIGHT - MARGIN - 14.0;
/// The side of a code that is alone on its page.
const LARGE: f32 = 300.0;

/// A sheet with the QR code of each account.
pub(super) fn accounts(accounts: &[(Name<'_>, Code)], date: &str, words: &Words) -> Sheet {
    let title = words.say("paper-accounts", &[]);
    let mut sheet = Sheet::new(&title, &words.language());
    let cells = (1..).zip(accounts).map(|(number, (name, code))| Cell::new(number, name, code, [HALF, COLUMN], words));
    let cells: Vec<Cell<'_>> = cells.collect();
    let mut y = f32::INFINITY;
    let mut left = cells.as_slice();
    while let [first, rest @ ..] = left {
        // Two share a row if both have ordinary codes.
        let second = rest.first().filter(|second| first.side <= SIDE && second.side <= SIDE);
        let height = second.map_or(first.height(), |second| first.height().max(second.height()));
        if y + height > FOOT {
            y = begin(sheet.page(), &title, date, &[], words) + 18.0;
        }
        if let Some(page) = sheet.pages_mut().last_mut() {
            first.draw(page, [MARGIN, y]);
            if let Some(second) = second {
                second.draw(page, [MARGIN + HALF + GAP, y]);
            }
        }
        y += height + GAP;
        left = if second.is_some() { &rest[1..] } else { rest };
    }
    number_pages(&mut sheet, words);
    sheet
}

/// A sheet with one of Google Authenticator's QR codes on each page, and the accounts that are in
/// it.
pub(super) fn migration(codes: &[(Code, Vec<Name<'_>>)], date: &str, words: &Words) -> Sheet {
    let title = words.say("paper-migration", &[]);
    let how = words.say("paper-migration-how", &[]);
    let mut sheet = Sheet::new(&title, &words.language());
    let mut number = 0;
    for (index, (code, names)) in (1u32..).zip(codes) {
        let of = [("number", f64::from(index).into()), ("count", (codes.len() as f64).into())];
        let heading = words.say("paper-migration-code", &of);
        let mut page = sheet.page();
        let y = begin(page, &title, date, &[&how], words);
        let mut top = page.text(Role::Heading, [MARGIN, y + 12.0], COLUMN, &HEADING, &heading);
        page.code(&heading, [(WIDTH - LARGE) / 2.0, top], LARGE, code);
        top += LARGE + 6.0;
        let (mut y, mut left) = (top, MARGIN);
        for (place, name) in names.iter().enumerate() {
            number += 1;
            let lines = Lines::listed(number, name, HALF, words);
            let is_full = y + lines.height() > FOOT;
            if left == MARGIN && (is_full || place == names.len().div_ceil(2)) {
                (y, left) = (top, MARGIN + HALF + GAP);
            } else if is_full {
                page = sheet.page();
                top = page.text(Role::Heading, [MARGIN, MARGIN], COLUMN, &HEADING, &heading);
                (y, left) = (top, MARGIN);
            }
            y = lines.draw(page, [left, y]) + 3.0;
        }
    }
    number_pages(&mut sheet, words);
    sheet
}

/// Writes what is at the top of each page: the title, the date, a warning, and more sentences.
fn begin(page: &mut Page, title: &str, date: &str, more: &[&str], words: &Words) -> f32 {
    page.text_to(Role::Paragraph, [WIDTH - MARGIN, MARGIN + 8.0], &NOTE, date);
    let y = page.text(Role::Title, [MARGIN, MARGIN], COLUMN, &TITLE, title) + 2.0;
    let warning = words.say("paper-accounts-warning", &[]);
    [&[warning.as_str()], more]
        .concat()
        .iter()
        .fold(y, |y, sentence| page.text(Role::Paragraph, [MARGIN, y], COLUMN, &TEXT, sentence) + 3.0)
}

fn number_pages(sheet: &mut Sheet, words: &Words) {
    let count = sheet.pages().len() as f64;
    for (number, page) in (1u32..).zip(sheet.pages_mut()) {
        let text = words.say("paper-page", &[("number", f64::from(number).into()), ("count", count.into())]);
        page.text_to(Role::Decoration, [WIDTH - MARGIN, FOOT + 2.0], &NOTE, &text);
    }
}
