//! The recovery sheet: one page to print, with the key and how to use it.

use fluent_bundle::FluentValue;
use watchword_paper::{Code, Font, Ink, Page, Role, Sheet, Style, WIDTH};
use watchword_vault::{RecoveryKey, StoreKind};

use crate::view::{Problem, SystemProblem, Words};

/// The space around the page. On US Letter, which is wider and shorter, 32 points are left above
/// and below.
const MARGIN: f32 = 57.0;
const COLUMN: f32 = WIDTH - 2.0 * MARGIN;
const GAP: f32 = 26.0;
const HALF: f32 = (COLUMN - GAP) / 2.0;
const GROUPS_A_LINE: usize = 5;
/// How many lines there are to write on.
const LINES: usize = 3;

const TITLE: Style = Style { font: Font::Strong, size: 24.0, leading: 32.0, ink: Ink::Black };
const HEADING: Style = Style { font: Font::Strong, size: 12.5, leading: 23.0, ink: Ink::Black };
const TEXT: Style = Style { font: Font::Text, size: 10.5, leading: 15.5, ink: Ink::Black };
const NOTE: Style = Style { ink: Ink::Grey, ..TEXT };
const KEY: Style = Style { font: Font::Mono, size: 16.0, leading: 27.0, ink: Ink::Black };
const COMMAND: Style = Style { font: Font::Mono, size: 8.5, leading: 15.5, ink: Ink::Black };

/// What a sheet says about its vault.
pub(super) struct Facts<'a> {
    pub(super) store: StoreKind,
    /// Today's date, in words.
    pub(super) date: &'a str,
    /// Where the vault keeps its backups.
    pub(super) folder: &'a str,
}

/// Lays out the sheet of a key, which fits on one page in every language.
pub(super) fn recovery_sheet(key: &RecoveryKey, facts: &Facts<'_>, words: &Words) -> Result<Sheet, Problem> {
    let say = |message: &str| {
        let store = match facts.store {
            StoreKind::Keyring => "keyring",
            StoreKind::File => "file",
        };
        let values: [(&str, FluentValue<'_>); 3] =
            [("store", store.into()), ("date", facts.date.into()), ("folder", facts.folder.into())];
        words.say(message, &values)
    };
    let code = Code::new(&key.expose()).ok_or(SystemProblem::Internal)?;
    let mut sheet = Sheet::new(&say("paper-recovery"), &words.language());
    let page = sheet.page();
    let right = WIDTH - MARGIN;

    page.bar([MARGIN, MARGIN], [44.0, 3.0], Ink::Amber);
    let mut y = page.text(Role::Title, [MARGIN, MARGIN + 10.0], COLUMN, &TITLE, &say("paper-recovery"));
    page.text_to(Role::Paragraph, [right, MARGIN - 6.0], &NOTE, &say("paper-recovery-made"));
    y = page.text(Role::Paragraph, [MARGIN, y + 4.0], COLUMN, &TEXT, &say("paper-recovery-keep")) + 16.0;
    y = draw_key(page, y, key, &code, &say("paper-recovery-qr"), &say("recovery-key-hint")) + 14.0;

    y = page.text(Role::Heading, [MARGIN, y], COLUMN, &HEADING, &say("paper-recovery-opens-title"));
    y = page.text(Role::Paragraph, [MARGIN, y], COLUMN, &TEXT, &say("paper-recovery-opens")) + 16.0;

    let steps = ["paper-recovery-step-1", "paper-recovery-step-2", "paper-recovery-step-3", "paper-recovery-step-4"];
    let left = page.text(Role::Heading, [MARGIN, y], HALF, &HEADING, &say("paper-recovery-with-title"));
    let left = (1..).zip(steps).fold(left, |y, (number, step)| {
        page.text(Role::Paragraph, [MARGIN, y], 16.0, &NOTE, &format!("{number}."));
        page.text(Role::Paragraph, [MARGIN + 16.0, y], HALF - 16.0, &TEXT, &say(step)) + 3.0
    });
    let left = page.text(Role::Paragraph, [MARGIN, left + 4.0], HALF, &TEXT, &say("paper-recovery-forgot"));
    let column = MARGIN + HALF + GAP;
    let other = page.text(Role::Heading, [column, y], HALF, &HEADING, &say("paper-recovery-without-title"));
    let other = page.text(Role::Paragraph, [column, other], HALF, &TEXT, &say("paper-recovery-without")) + 5.0;
    let other = page.text(Role::Paragraph, [column, other], HALF, &COMMAND, &say("paper-recovery-command")) + 5.0;
    let other = page.text(Role::Paragraph, [column, other], HALF, &TEXT, &say("paper-recovery-shows"));

    y = left.max(other) + 16.0;
    y = page.text(Role::Heading, [MARGIN, y], COLUMN, &HEADING, &say("paper-recovery-where-title"));
    y = page.text(Role::Paragraph, [MARGIN, y], COLUMN, &NOTE, &say("paper-recovery-where"));
    for _ in 0..LINES {
        y += 27.0;
        page.bar([MARGIN, y], [COLUMN, 0.6], Ink::Light);
    }
    Ok(sheet)
}

/// Draws the key as a QR code, with its groups of characters beside it.
fn draw_key(page: &mut Page, top: f32, key: &RecoveryKey, code: &Code, alt: &str, hint: &str) -> f32 {
    const SIDE: f32 = 156.0;
    // The quiet zone is in the margin, so that the code is flush with the text.
    let quiet = SIDE / code.width() as f32 * 4.0;
    page.code(alt, [MARGIN - quiet, top - quiet], SIDE, code);
    let groups = key.groups();
    let whole = key.expose();
    let prefix = &whole[..whole.len() - groups.iter().map(String::len).sum::<usize>()];
    let left = MARGIN + SIDE - 2.0 * quiet + GAP;
    let mut lines = zeroize::Zeroizing::new(prefix.to_owned());
    for line in groups.chunks(GROUPS_A_LINE) {
        lines.push('\n');
        // The first group is shorter than the others.
        let short = 4usize.saturating_sub(line[0].len());
        lines.push_str(&" ".repeat(short));
        lines.push_str(&line.join(" "));
    }
    let visible = SIDE - 2.0 * quiet;
    let below = page.text(Role::Paragraph, [left, top - 7.0], COLUMN, &KEY, &lines);
    page.text(Role::Paragraph, [left, below + 2.0], WIDTH - MARGIN - left, &NOTE, hint).max(top + visible)
}

#[cfg(test)]
mod tests {
    use watchword_paper::HEIGHT;

    use super::*;
    use crate::view::Locale;

    #[test]
    fn sheet_fits_on_a_page_of_letter_in_every_language() {
        let key = RecoveryKey::generate();
        for locale in Locale::ALL {
            for store in [StoreKind::Keyring, StoreKind::File] {
                let words = Words::new(locale);
                let date = words.date(1_790_000_000);
                let folder = "/home/rumah-keluarga/.local/share/org.watchword.Watchword/backups";
                let sheet = recovery_sheet(&key, &Facts { store, date: &date, folder }, &words).unwrap();
                assert_eq!(sheet.pages().len(), 1);
                // Letter is 792 points high, of which printers leave out 18 at either end.
                let room = (HEIGHT - 792.0) / 2.0 + 18.0;
                sheet.pages()[0].draw(&mut |path, _| {
                    let points = path.iter().filter_map(|segment| match segment {
                        watchword_paper::Segment::Move(at) | watchword_paper::Segment::Line(at) => Some(*at),
                        _ => None,
                    });
                    for [x, y] in points {
                        assert!((18.0..WIDTH - 18.0).contains(&x), "{locale:?}: {x}");
                        assert!((room..HEIGHT - room).contains(&y), "{locale:?}: {y}");
                    }
                });
                if let Some(folder) = std::env::var_os("WATCHWORD_KEEP_SHEETS") {
                    let name = format!("recovery-{}-{store:?}.pdf", words.language());
                    std::fs::write(std::path::Path::new(&folder).join(name), &*sheet.pdf()).unwrap();
                }
            }
        }
    }
}
