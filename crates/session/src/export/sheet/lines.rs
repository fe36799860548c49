use watchword_paper::{Font, Ink, Page, Role, Style};

use crate::view::Words;

pub(super) const TITLE: Style = Style { font: Font::Strong, size: 19.0, leading: 27.0, ink: Ink::Black };
pub(super) const HEADING: Style = Style { font: Font::Strong, size: 12.0, leading: 18.0, ink: Ink::Black };
pub(super) const TEXT: Style = Style { font: Font::Text, size: 10.0, leading: 15.0, ink: Ink::Black };
pub(super) const NOTE: Style = Style { ink: Ink::Grey, ..SMALL };
const ISSUER: Style = Style { font: Font::Strong, size: 11.0, leading: 15.0, ink: Ink::Black };
const SMALL: Style = Style { font: Font::Text, size: 9.0, leading: 12.5, ink: Ink::Black };

/// The most characters of a name in a list, and the most numbers of characters after a name.
const MOST_LISTED: usize = 80;
const MOST_NUMBERS: usize = 12;

/// What a sheet says about an account.
pub(crate) struct Name<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) account: &'a str,
    /// What the codes depend on, in words.
    pub(crate) parameters: String,
}

impl Name<'_> {
    /// The issuer, or the account if there is none, and the account below an issuer.
    pub(super) fn lines(&self) -> [&str; 2] {
        if self.issuer.is_empty() { [self.account, ""] } else { [self.issuer, self.account] }
    }
}

/// Lines of text below each other.
pub(super) struct Lines {
    width: f32,
    texts: Vec<(Style, String)>,
}

impl Lines {
    /// An account beside its own QR code.
    pub(super) fn beside_code(number: usize, name: &Name<'_>, width: f32, words: &Words) -> Self {
        let [issuer, account] = name.lines();
        let texts = vec![
            (NOTE, number.to_string()),
            (ISSUER, issuer.to_owned()),
            (SMALL, account.to_owned()),
            (NOTE, name.parameters.clone()),
            (NOTE, numbers(name, words)),
        ];
        Self { width, texts }.without_empty()
    }

    /// An account in the list of those that share a QR code.
    pub(super) fn listed(number: usize, name: &Name<'_>, width: f32, words: &Words) -> Self {
        let named: Vec<&str> = name.lines().into_iter().filter(|line| !line.is_empty()).collect();
        let named = cut(format!("{number}.  {}", named.join(" · ")), MOST_LISTED);
        Self { width, texts: vec![(SMALL, named), (NOTE, numbers(name, words))] }.without_empty()
    }

    fn without_empty(mut self) -> Self {
        self.texts.retain(|(_, text)| !text.is_empty());
        self
    }

    pub(super) fn height(&self) -> f32 {
        self.texts.iter().map(|(style, text)| style.leading * style.lines(self.width, text) as f32).sum()
    }

    /// Returns where the next lines may start.
    pub(super) fn draw(&self, page: &mut Page, [left, top]: [f32; 2]) -> f32 {
        let write = |y, (style, text): &(Style, String)| page.text(Role::Paragraph, [left, y], self.width, style, text);
        self.texts.iter().fold(top, write)
    }
}

/// Says which characters of a name are drawn as boxes because the fonts lack them: otherwise two
/// names could look the same.
fn numbers(name: &Name<'_>, words: &Words) -> String {
    let missing = name.lines().concat();
    let missing = missing.chars().filter(|letter| !Font::Text.has(&letter.to_string()));
    let mut numbers: Vec<String> = missing.map(|letter| format!("U+{:04X}", u32::from(letter))).collect();
    if numbers.is_empty() {
        return String::new();
    }
    if numbers.len() > MOST_NUMBERS {
        numbers.truncate(MOST_NUMBERS);
        numbers.push("…".into());
    }
    words.say("paper-accounts-boxes", &[("characters", numbers.join(" ").into())])
}

fn cut(text: String, most: usize) -> String {
    if text.chars().count() <= most { text } else { text.chars().take(most - 1).chain(['…']).collect() }
}
