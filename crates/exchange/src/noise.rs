//! Files without a mark that look random from end to end, as those do that are encrypted whole.

/// The fewest bytes that can be judged.
const SHORTEST: usize = 64;

/// The most equal bytes in a row. Five are in one random file of a mebibyte in four thousand.
const MAX_RUN: usize = 4;

/// How compressed, encrypted and other binary files of known formats begin.
const MARKS: [&[u8]; 26] = [
    b"PK",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"%PDF",
    b"\x1f\x8b",
    b"\x78\x01",
    b"\x78\x9c",
    b"\x78\xda",
    b"BZh",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
    b"wOF2",
    b"SQLite format 3",
    b"bplist",
    b"\xac\xed",
    b"\x03\xd9\xa2\x9a",
    b"Salted__",
    b"age-encryption.org",
    b"OTPClient",
    b"KeePass",
    b"AUTHENTICATORPRO",
    b"AuthenticatorPro",
];

/// Whether bytes may be encrypted whole: they have no mark, and use all values evenly.
pub(crate) fn is_noise(bytes: &[u8]) -> bool {
    bytes.len() >= SHORTEST
        && !MARKS.iter().any(|mark| bytes.starts_with(mark))
        && bytes.chunk_by(|a, b| a == b).all(|run| run.len() <= MAX_RUN)
        && is_even(bytes)
}

/// Pearson's chi-squared test against evenly distributed bytes. Random ones give 255 ± 23 at any
/// length; the limits leave out one in five thousand of them.
fn is_even(bytes: &[u8]) -> bool {
    let mut counts = [0u64; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let squares = counts.iter().map(|count| count * count).sum::<u64>() as f64;
    let length = bytes.len() as f64;
    (175.0..345.0).contains(&(squares * 256.0 / length - length))
}
