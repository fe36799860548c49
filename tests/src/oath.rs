use std::process::Command;

use crate::process::read;

/// Asks Debian's `oathtool` for TOTP codes (RFC 6238) of a base32 seed: those of `count` time
/// steps, starting at the Unix second `at`.
#[track_caller]
pub fn oath_totp(seed: &str, algorithm: &str, digits: u8, period: u32, at: u64, count: u32) -> Vec<String> {
    let mut oathtool = Command::new("oathtool");
    oathtool.arg(format!("--totp={algorithm}")).arg(format!("--time-step-size={period}s")).arg(format!("--now=@{at}"));
    codes(&mut oathtool, seed, digits, count)
}

/// Asks Debian's `oathtool` for HOTP codes (RFC 4226) of a base32 seed: those of `count` counters,
/// starting at `counter`.
#[track_caller]
pub fn oath_hotp(seed: &str, digits: u8, counter: u64, count: u32) -> Vec<String> {
    let mut oathtool = Command::new("oathtool");
    oathtool.arg("--hotp").arg(format!("--counter={counter}"));
    codes(&mut oathtool, seed, digits, count)
}

/// Passes the seed on standard input, because every user can read a command line.
#[track_caller]
fn codes(oathtool: &mut Command, seed: &str, digits: u8, count: u32) -> Vec<String> {
    assert!(count > 0, "no codes asked for");
    oathtool.args(["--base32", &format!("--digits={digits}"), &format!("--window={}", count - 1), "-"]);
    let lines = String::from_utf8(read(oathtool, seed.as_bytes())).expect("codes are ASCII");
    lines.lines().map(str::to_owned).collect()
}
