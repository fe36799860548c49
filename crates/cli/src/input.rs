use std::io::{self, Read};

use zeroize::Zeroizing;

/// The longest line that is read, in bytes.
const MAX_LINE: usize = 64 << 10;

/// The next line of standard input without its end, read byte by byte so that nothing of the next
/// one is lost. `None` at the end of input, and for a line that is longer than [`MAX_LINE`] or not
/// UTF-8.
pub(crate) fn line() -> Option<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(256));
    let mut input = io::stdin().lock();
    let mut byte = [0];
    loop {
        match input.read(&mut byte) {
            Ok(0) if bytes.is_empty() => return None,
            Ok(0) | Err(_) => break,
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) if bytes.len() == MAX_LINE => return None,
            Ok(_) => bytes.push(byte[0]),
        }
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    std::str::from_utf8(&bytes).ok().map(|line| Zeroizing::new(line.to_owned()))
}

/// Asks at the terminal, even if standard input is redirected, without echoing what is typed.
/// `None` without a terminal, and at the end of input.
pub(crate) fn ask(prompt: &str) -> Option<Zeroizing<String>> {
    rpassword::prompt_password(format!("{prompt} ")).ok().map(Zeroizing::new)
}
