use std::process::Command;

use crate::process::read;

/// Debian's `oathtool` on a TOTP seed in base32: the codes of `count` time steps from the Unix second `at` on.
#[track_caller]
pub fn oath_totp(seed: &str, algorithm: &str, digits: u8, period: u32, at: u64, count: u32) -> Vec<String> {
    let mut oathtool = Command::new("oathtool");
    oathtool.arg(format!("--totp={algorithm}")).arg(format!("--time-step-size={period}s")).arg(format!("--now=@{at}"));
    codes(&mut oathtool, seed, digits, count)
}

/// Debian's `oathtool` on an HOTP seed in base32: the codes of `count` counters from `counter` on.
#[track_caller]
pub fn oath_hotp(seed: &str, digits: u8, counter: u64, count: u32) -> Vec<String> {
    let mut oathtool = Command::new("oathtool");
    oathtool.arg("--hotp").arg(format!("--counter={counter}"));
    codes(&mut oathtool, seed, digits, count)
}

/// The seed goes in by standard input: a command line is for everyone to read.
#[track_caller]
fn codes(oathtool: &mut Command, seed: &str, digits: u8, count: u32) -> Vec<String> {
    assert!(count > 0, "no codes asked for");
    oathtool.args(["--base32", &format!("--digits={digits}"), &format!("--window={}", count - 1), "-"]);
    let lines = String::from_utf8(read(oathtool, seed.as_bytes())).expect("codes are ASCII");
    lines.lines().map(str::to_owned).collect()
}
