use zeroize::Zeroizing;

use crate::font::{Font, drawn};

/// Breaks a text into lines that are no wider than `width`: after spaces, or inside a word that is
/// too long for a line. Each line but the last of a paragraph ends with a space if a space was
/// there, so that copied text reads the same.
pub(crate) fn lines(text: &str, font: Font, size: f32, width: f32) -> Vec<Zeroizing<String>> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = drawn(paragraph);
        let mut line = Zeroizing::new(String::new());
        for word in paragraph.split_inclusive(' ') {
            if font.width(&line, size) + font.width(word.trim_end(), size) > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                if letter != ' '
                    && !line.is_empty()
                    && font.width(&line, size) + font.width(&letter.to_string(), size) > width
                {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(letter);
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        // A letter of the monospaced font is 0.6 em wide.
        lines(text, Font::Mono, 10.0, width).iter().map(|line| line.to_string()).collect()
    }

    #[test]
    fn text_breaks_after_spaces_and_inside_words_that_are_too_long() {
        assert_eq!(broken("one two three", 60.0), ["one two ", "three"]);
        assert_eq!(broken("one two", 42.0), ["one two"]);
        assert_eq!(broken("a abcdefghijklmnop", 48.0), ["a ", "abcdefgh", "ijklmnop"]);
        assert_eq!(broken("a\nb", 60.0), ["a", "b"]);
        assert_eq!(broken("", 60.0), [""]);
        assert_eq!(broken("ab", 1.0), ["a", "b"], "a column that is too narrow holds one letter a line");
    }
}
