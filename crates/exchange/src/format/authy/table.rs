//! The table: a line a token, with its status, its name and its secret in base32 between bars. What
//! the tool couldn't decrypt is there without a secret. Digits are not: 6 is what Authy's tokens of
//! other services nearly always have.

use watchword_otp::{InvalidSecret, Secret};

use crate::draft::Draft;
use crate::entry::{Imported, Read};
use crate::refusal::Refusal;

const HEADER: [&str; 3] = ["STATUS", "ACCOUNT", "TOTP SECRET"];
const DECRYPTED: &str = "[ OK ]";

/// Whether a text has the table's header. The tool's greeting may come before it.
pub(super) fn is_in(text: &str) -> bool {
    text.lines().take(16).any(is_header)
}

fn is_header(line: &str) -> bool {
    cells(line) == Some(HEADER)
}

/// The three cells of a line. A name may contain bars too.
fn cells(line: &str) -> Option<[&str; 3]> {
    let (status, rest) = line.split_once('|')?;
    let (name, secret) = rest.rsplit_once('|')?;
    Some([status.trim(), name.trim(), secret.trim()])
}

pub(super) fn read(text: &str) -> Result<Read, Refusal> {
    let rows = text.lines().skip_while(|line| !is_header(line)).skip(1);
    Read::of(rows.filter_map(cells), account)
}

fn account([status, name, secret]: [&str; 3]) -> Result<Imported, Refusal> {
    if status != DECRYPTED {
        return Err(InvalidSecret::Empty.into());
    }
    Draft { account: name.to_owned(), ..Draft::default() }.with(Secret::from_base32(secret)?)
}
