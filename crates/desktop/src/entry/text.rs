//! The syntax of the Desktop Entry Specification 1.5.

use super::error::EntryError;

/// The value of a key in the group `Desktop Entry`.
pub(crate) fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let lines = text.lines().map(str::trim).skip_while(|line| *line != "[Desktop Entry]").skip(1);
    let mut pairs = lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once('='));
    pairs.find_map(|(name, value)| (name.trim_end() == key).then(|| value.trim_start()))
}

/// The value of the key `Exec`, before it is escaped.
///
/// # Errors
/// [`EntryError::Program`]: no entry can name the program.
pub(crate) fn command(program: &str, arguments: &[String]) -> Result<String, EntryError> {
    if program.contains('=') {
        return Err(EntryError::Program);
    }
    let words = [program].into_iter().chain(arguments.iter().map(String::as_str));
    Ok(words.map(quoted).collect::<Vec<_>>().join(" "))
}

/// One argument of a command, quoted as the key `Exec` requires.
fn quoted(argument: &str) -> String {
    let is_reserved = |c: char| " \t\n\"'\\><~|&;$*?#()`".contains(c);
    // A field code begins with a percent sign.
    let doubled = argument.replace('%', "%%");
    if !argument.is_empty() && !argument.contains(is_reserved) {
        return doubled;
    }
    let mut quoted = String::from('"');
    for character in doubled.chars() {
        if "\"`$\\".contains(character) {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

/// A value of the type `string`: on one line, with backslashes doubled.
pub(crate) fn escaped(value: &str) -> String {
    let mut escaped = String::new();
    for character in value.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_are_quoted_and_escaped() {
        for (argument, written) in [
            ("plain-1.0", "plain-1.0"),
            ("", r#""""#),
            ("two words", r#""two words""#),
            ("100%", "100%%"),
            ("a $b `c`", r#""a \\$b \\`c\\`""#),
            (r#"say "hi""#, r#""say \\"hi\\"""#),
            (r"C:\x", r#""C:\\\\x""#),
            ("a\nb", r#""a\nb""#),
            ("it's", r#""it's""#),
        ] {
            assert_eq!(escaped(&quoted(argument)), written, "{argument:?}");
        }
    }
}
