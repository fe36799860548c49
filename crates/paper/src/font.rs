use serde::{Deserialize, Serialize};
use ttf_parser::{Face, GlyphId};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A typeface under the SIL Open Font License 1.1 (`fonts/OFL.txt`), reduced to what sheets need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Font {
    /// Inter, for Latin, Vietnamese, Greek and Cyrillic.
    Text,
    /// Inter in semibold, for Latin. Text in other scripts falls back to [`Font::Text`].
    Strong,
    /// JetBrains Mono, for ASCII: its 0, O, 1 and I are easy to distinguish.
    Mono,
}

impl Font {
    pub(crate) const ALL: [Self; 3] = [Self::Text, Self::Strong, Self::Mono];

    /// The font as a TrueType file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Text => include_bytes!("../fonts/Inter-Regular.ttf"),
            Self::Strong => include_bytes!("../fonts/Inter-SemiBold.ttf"),
            Self::Mono => include_bytes!("../fonts/JetBrainsMono-Medium.ttf"),
        }
    }

    /// Its PostScript name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "Inter-Regular",
            Self::Strong => "Inter-SemiBold",
            Self::Mono => "JetBrainsMono-Medium",
        }
    }

    /// # Panics
    /// If the built-in font cannot be parsed; a test parses each.
    pub(crate) fn face(self) -> Face<'static> {
        Face::parse(self.bytes(), 0).expect("the built-in font")
    }

    /// Whether the font can draw the whole text.
    pub fn has(self, text: &str) -> bool {
        let face = self.face();
        drawn(text).chars().all(|c| face.glyph_index(c).is_some())
    }

    /// This font, or [`Font::Text`] if the text needs it.
    pub(crate) fn for_text(self, text: &str) -> Self {
        if self.has(text) { self } else { Self::Text }
    }

    /// The width of a text, in points. A missing character is as wide as the box that stands for
    /// it.
    pub fn width(self, text: &str, size: f32) -> f32 {
        let face = self.face();
        let em = f32::from(face.units_per_em());
        text.chars().map(|c| f32::from(advance(&face, glyph(&face, c)))).sum::<f32>() * size / em
    }
}

/// The glyph of a character, or the box for missing ones.
pub(crate) fn glyph(face: &Face<'_>, c: char) -> GlyphId {
    face.glyph_index(c).unwrap_or_default()
}

/// In units of the em.
pub(crate) fn advance(face: &Face<'_>, glyph: GlyphId) -> u16 {
    face.glyph_hor_advance(glyph).unwrap_or_default()
}

/// A text as it is drawn: accents joined to their letters, a space for a control character, and
/// without characters that are invisible.
pub(crate) fn drawn(text: &str) -> Zeroizing<String> {
    let visible = text.chars().filter(|c| !is_invisible(*c)).map(|c| if c.is_control() { ' ' } else { c });
    Zeroizing::new(visible.nfc().collect())
}

/// Joiners, marks of direction and variation selectors, which need no glyph.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_have_the_characters_they_are_for() {
        assert!(Font::Text.has("Ada Čapek · Łódź, Việt Nam, Αθήνα, Москва, Київ – “è” €"));
        assert!(Font::Strong.has("Perché è così: “naïve” – Łódź"));
        assert!(Font::Mono.has("AGE-SECRET-KEY-1 0OIl1 age --decrypt > ~/x"));
        assert!(!Font::Text.has("支付宝") && !Font::Strong.has("Москва"));
        assert_eq!(Font::Strong.for_text("Москва"), Font::Text);
    }

    #[test]
    fn invisible_characters_and_split_accents_are_drawn_as_people_see_them() {
        assert_eq!(*drawn("e\u{301}\u{200D}\u{FE0F}\n"), "é ");
        assert!(Font::Text.has("A\u{308}\u{200E}"));
    }

    #[test]
    fn every_letter_of_the_monospaced_font_is_as_wide() {
        let width = Font::Mono.width("M", 10.0);
        assert!((' '..='~').all(|c| Font::Mono.width(&c.to_string(), 10.0) == width));
    }
}
