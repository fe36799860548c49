//! As much of Rust's syntax as it takes to find a file's imports. It expects code formatted by
//! rustfmt.

/// A file's references to other modules.
#[derive(Debug, Default)]
pub(crate) struct Syntax {
    /// The name of each `mod name;`, and its `#[path]`, if any.
    pub(crate) modules: Vec<(String, Option<String>)>,
    /// Each `use path;`, with every branch of a tree as its own entry.
    pub(crate) uses: Vec<Use>,
    /// Paths of two or more segments outside `use`.
    pub(crate) paths: Vec<Vec<String>>,
    /// The types that have an `impl Type {` in this file.
    pub(crate) impls: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Use {
    pub(crate) path: Vec<String>,
    /// The local name: the last segment or the name after `as`, or `*` for everything.
    pub(crate) name: String,
    /// Whether it re-exports the name instead of using it.
    pub(crate) public: bool,
}

impl Syntax {
    pub(crate) fn parse(text: &str) -> Self {
        let text = without_tests(text);
        let mut syntax = Self { modules: modules(text), ..Self::default() };
        let tokens = tokens(text);
        let at = |index: usize| tokens.get(index).map_or("", String::as_str);
        let mut index = 0;
        while index < tokens.len() {
            let before = if index == 0 { "" } else { at(index - 1) };
            match at(index) {
                "use" if at(index + 1) != "<" => {
                    let end = (index..tokens.len()).find(|end| at(*end) == ";").unwrap_or(tokens.len());
                    let public = before == "pub" || before == ")";
                    branches(&tokens[index + 1..end], &[], public, &mut syntax.uses);
                    index = end;
                }
                "impl" if matches!(before, "" | "}" | "{" | ";" | "]" | "unsafe") => {
                    let end = (index..tokens.len()).find(|end| at(*end) == "{").unwrap_or(tokens.len());
                    syntax.impls.extend(inherent(&tokens[index + 1..end]));
                }
                word if is_name(word) && before != "::" && at(index + 1) == "::" => {
                    let mut path = vec![word.to_owned()];
                    while at(index + 1) == "::" && is_name(at(index + 2)) {
                        path.push(at(index + 2).to_owned());
                        index += 2;
                    }
                    syntax.paths.push(path);
                }
                _ => {}
            }
            index += 1;
        }
        syntax
    }
}

/// Returns the file up to its own tests, which come last.
fn without_tests(text: &str) -> &str {
    let lines = text.lines().collect::<Vec<_>>();
    let mut length = 0;
    for pair in lines.windows(2) {
        if pair[0].starts_with("#[cfg(") && pair[0].contains("test") && pair[1].ends_with("mod tests {") {
            return &text[..length];
        }
        length += pair[0].len() + 1;
    }
    text
}

fn modules(text: &str) -> Vec<(String, Option<String>)> {
    let mut modules = Vec::new();
    let mut path = None;
    let mut test = false;
    for line in text.lines().map(str::trim) {
        if let Some(value) = line.strip_prefix("#[path = \"") {
            path = value.strip_suffix("\"]").map(str::to_owned);
        } else if line.starts_with("#[") || line.starts_with("//") {
            test |= line.starts_with("#[cfg(") && line.contains("test");
        } else {
            let words: Vec<&str> = line.split(' ').collect();
            let [.., "mod", name] = words[..] else {
                (path, test) = (None, false);
                continue;
            };
            if let (Some(name), false) = (name.strip_suffix(';'), test) {
                modules.push((name.to_owned(), path.take()));
            }
            (path, test) = (None, false);
        }
    }
    modules
}

/// Splits a file into words, `::` and single characters, without comments and with empty strings.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = literal(rest) {
            length
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// Returns the length of the string or character literal at the start of the text, if there is one.
fn literal(text: &str) -> Option<usize> {
    let body = text.trim_start_matches(['b', 'c']);
    let prefix = text.len() - body.len();
    if prefix > 1 {
        return None;
    }
    if let Some(raw) = body.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let quoted = raw[hashes..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(text.len() - quoted.len() + quoted.find(&end)? + end.len());
    }
    let quote = body.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let mut escaped = false;
    for (at, c) in body.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(prefix + at + 1),
            // `'a` without a closing quote is a lifetime.
            _ if quote == '\'' && at > 1 && !body.starts_with("'\\") => return None,
            _ => {}
        }
    }
    None
}

/// Collects the branches of a `use` tree: `a::{b, c as d}` gives `a::b`, and `a::c` with the local
/// name `d`.
fn branches(tokens: &[String], before: &[String], public: bool, uses: &mut Vec<Use>) {
    let mut path = before.to_vec();
    let mut index = 0;
    while index < tokens.len() {
        match tokens[index].as_str() {
            "{" => {
                let mut depth = 0;
                let mut start = index + 1;
                for end in index..tokens.len() {
                    match tokens[end].as_str() {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        _ => {}
                    }
                    if (tokens[end] == "," && depth == 1) || depth == 0 {
                        if start < end {
                            branches(&tokens[start..end], &path, public, uses);
                        }
                        start = end + 1;
                    }
                }
                return;
            }
            "as" => {
                let name = tokens.get(index + 1).cloned().unwrap_or_default();
                return uses.push(Use { path, name, public });
            }
            "::" => {}
            // `a::{self}` is `a`.
            "self" if !path.is_empty() => {}
            segment => path.push(segment.to_owned()),
        }
        index += 1;
    }
    let name = path.last().cloned().unwrap_or_default();
    uses.push(Use { path, name, public });
}

/// Returns the type of `impl<T> Type<T>`, or `None` for `impl Trait for Type`.
fn inherent(tokens: &[String]) -> Option<String> {
    let mut depth = 0;
    let mut name = None;
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "<" => depth += 1,
            ">" if at > 0 && tokens[at - 1] != "-" => depth -= 1,
            "for" if depth == 0 => return None,
            "where" if depth == 0 => break,
            word if depth == 0 && is_name(word) => name = Some(word.to_owned()),
            _ => {}
        }
    }
    name
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_found_only_in_code() {
        let syntax = Syntax::parse(
            r##"
//! use crate::comment;
pub(crate) use crate::handed::On;
use crate::{a, b::{self, C as D}, e::*};
#[path = "elsewhere.rs"]
mod placed;
#[cfg(test)]
mod left_out;
impl<'a, T: Fn() -> u8> Own<'a, T> {}
impl fmt::Debug for Other {
    fn f(&'a self) -> char {
        let _ = (r#"use crate::"raw";"#, '"', b"\"", super::g::h::<u8>(), /* crate::no */ '\'');
        crate::i::J::new()
    }
}
#[cfg(test)]
mod tests {
    use crate::test_only;
}
"##,
        );
        let uses: Vec<_> = syntax.uses.iter().map(|used| (used.path.join("::"), &*used.name, used.public)).collect();
        let expected = [
            ("crate::handed::On", "On", true),
            ("crate::a", "a", false),
            ("crate::b", "b", false),
            ("crate::b::C", "D", false),
            ("crate::e::*", "*", false),
        ];
        assert_eq!(uses, expected.map(|(path, name, public)| (path.to_owned(), name, public)));
        let paths: Vec<_> = syntax.paths.iter().map(|path| path.join("::")).collect();
        assert_eq!(paths, ["fmt::Debug", "super::g::h", "crate::i::J::new"]);
        assert_eq!(syntax.modules, [("placed".to_owned(), Some("elsewhere.rs".to_owned()))]);
        assert_eq!(syntax.impls, ["Own"]);
    }
}
