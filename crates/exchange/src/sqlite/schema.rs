/// A column of a table.
pub(super) struct Column {
    /// The name, in lower case.
    pub(super) name: String,
    /// Whether a record that ends before this column has another value than null there.
    pub(super) has_default: bool,
}

/// The longest statement that is read, in bytes: an app's have a few hundred.
const MAX_SQL_BYTES: usize = 64 << 10;

/// The columns that a `CREATE TABLE` statement states, in the order in which records hold them.
/// `None` if it can't be read, or if records hold the columns in another way.
pub(super) fn columns(sql: &str) -> Option<Vec<Column>> {
    if sql.len() > MAX_SQL_BYTES {
        return None;
    }
    let mut depth = 0u32;
    let mut definitions = vec![Vec::new()];
    let mut options = Vec::new();
    for token in tokens(sql)? {
        match (&token, depth) {
            (Token::Open, 0) if options.iter().all(|option| matches!(option, Token::Name(_) | Token::Keyword(_))) => {
                options.clear();
                depth = 1;
            }
            (Token::Close, 1) => depth = 0,
            (Token::Comma, 1) => definitions.push(Vec::new()),
            (_, 0) => options.push(token),
            (Token::Open, _) => depth = depth.checked_add(1)?,
            (Token::Close, _) => depth -= 1,
            (_, 1) => definitions.last_mut()?.push(token),
            _ => {}
        }
    }
    // Without a row identifier, a table is an index.
    let is_index = options.iter().any(|option| option.is("without"));
    if depth != 0 || is_index {
        return None;
    }
    definitions.iter().filter(|definition| !is_constraint(definition)).map(|definition| column(definition)).collect()
}

fn is_constraint(definition: &[Token<'_>]) -> bool {
    let words = ["constraint", "primary", "unique", "check", "foreign"];
    definition.first().is_some_and(|first| words.iter().any(|word| first.is(word)))
}

fn column(definition: &[Token<'_>]) -> Option<Column> {
    let name = match definition.first()? {
        Token::Name(name) => name.to_ascii_lowercase(),
        Token::Keyword(word) => word.to_ascii_lowercase(),
        _ => return None,
    };
    // A generated column may not be stored.
    if definition.iter().skip(1).any(|token| token.is("as")) {
        return None;
    }
    let default = definition.iter().position(|token| token.is("default"));
    let has_default = default.is_some_and(|at| !definition.get(at + 1).is_some_and(|value| value.is("null")));
    Some(Column { name, has_default })
}

/// A token of SQL.
#[derive(Debug)]
enum Token<'a> {
    Open,
    Close,
    Comma,
    /// A name or a text in quotes.
    Name(String),
    /// A word without quotes: a keyword, a name or a number.
    Keyword(&'a str),
    Other,
}

impl Token<'_> {
    fn is(&self, keyword: &str) -> bool {
        matches!(self, Self::Keyword(word) if word.eq_ignore_ascii_case(keyword))
    }
}

/// The tokens of a statement. `None` if a quote or a comment has no end.
fn tokens(sql: &str) -> Option<Vec<Token<'_>>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("--") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
            continue;
        }
        if rest.starts_with("/*") {
            rest = rest.split_once("*/")?.1;
            continue;
        }
        let after = &rest[first.len_utf8()..];
        let (token, after) = match first {
            '(' => (Token::Open, after),
            ')' => (Token::Close, after),
            ',' => (Token::Comma, after),
            '"' | '`' | '\'' => quoted(after, first)?,
            '[' => after.split_once(']').map(|(name, after)| (Token::Name(name.to_owned()), after))?,
            c if is_word(c) => {
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                (Token::Keyword(&rest[..end]), &rest[end..])
            }
            c if c.is_whitespace() => {
                rest = after;
                continue;
            }
            _ => (Token::Other, after),
        };
        tokens.push(token);
        rest = after;
    }
    Some(tokens)
}

/// What stands in quotes, doubled within, and what follows them.
fn quoted(text: &str, quote: char) -> Option<(Token<'_>, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let (piece, after) = rest.split_once(quote)?;
        name.push_str(piece);
        match after.strip_prefix(quote) {
            Some(after) => {
                name.push(quote);
                rest = after;
            }
            None => return Some((Token::Name(name), after)),
        }
    }
}
