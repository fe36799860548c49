use zeroize::{Zeroize, Zeroizing};

/// Whether a PIN is on the block list (NIST SP 800-63B-4, section 3.1.1.2): a repeated character or
/// short pattern, a run up or down, a row of keys, or one of the words and numbers that lead lists
/// of leaked PINs.
pub(crate) fn is_common(pin: &str) -> bool {
    let mut lower = Zeroizing::new(pin.to_lowercase());
    let characters: Vec<char> = lower.chars().collect();
    let repeats = |pattern: usize| characters.iter().zip(&characters[pattern..]).all(|(one, other)| one == other);
    let run = |step: i64| characters.windows(2).all(|pair| pair[1] as i64 - pair[0] as i64 == step);
    let paired = characters.chunks(2).all(|pair| pair.first() == pair.last()) && {
        let firsts: Vec<char> = characters.iter().step_by(2).copied().collect();
        firsts.windows(2).all(|pair| (pair[1] as i64 - pair[0] as i64).abs() == 1)
    };
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
    let common = (1..=3).any(repeats)
        || run(1)
        || run(-1)
        || paired
        || is_palindromic_run(&characters)
        || KEY_ROWS.iter().any(|row| row.contains(lower.as_str()))
        || COMMON_NUMBERS.contains(&lower.as_str())
        || COMMON_WORDS.contains(&word)
        || COMMON_WORDS.contains(&lower.as_str());
    lower.zeroize();
    common
}

/// Whether the characters run up and down again, as in `123321` and `abccba`.
fn is_palindromic_run(characters: &[char]) -> bool {
    let half = &characters[..characters.len().div_ceil(2)];
    let mirrored = characters.iter().eq(characters.iter().rev());
    mirrored && half.windows(2).all(|pair| (pair[1] as i64 - pair[0] as i64).abs() <= 1)
}

const KEY_ROWS: [&str; 12] = [
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "mnbvcxzlkjhgfdsapoiuytrewq",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "qazwsxedcrfvtgb",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "12345678901234567890",
    "09876543210987654321",
];

const COMMON_NUMBERS: [&str; 40] = [
    "147258",
    "147852",
    "159357",
    "159753",
    "258456",
    "357159",
    "369258",
    "741852",
    "753951",
    "789456",
    "456123",
    "147258369",
    "741852963",
    "963852741",
    "789456123",
    "123654",
    "321654",
    "123789",
    "142536",
    "135790",
    "246810",
    "102030",
    "010203",
    "112233",
    "110110",
    "112358",
    "314159",
    "271828",
    "141421",
    "161803",
    "007007",
    "420420",
    "520520",
    "521521",
    "520131",
    "5201314",
    "123581",
    "12345a",
    "a12345",
    "111222",
];

const COMMON_WORDS: [&str; 48] = [
    "password",
    "passwort",
    "passw0rd",
    "passwd",
    "watchword",
    "letmein",
    "iloveyou",
    "welcome",
    "admin",
    "administrator",
    "login",
    "master",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "superman",
    "batman",
    "princess",
    "sunshine",
    "shadow",
    "michael",
    "jordan",
    "qwerty",
    "qwertz",
    "azerty",
    "abc",
    "abcabc",
    "secret",
    "geheim",
    "rahasia",
    "sayang",
    "segreto",
    "ciao",
    "juventus",
    "indonesia",
    "bismillah",
    "katasandi",
    "changeme",
    "default",
    "test",
    "testing",
    "pin",
    "mypin",
    "hello",
    "freedom",
    "whatever",
    "trustno",
];
