use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};

use crate::Chance;

/// Derives an account from its label. The label is the account name and determines everything
/// else, including the seed, so that any process can check the account's codes later.
pub fn labelled(label: &str) -> Account {
    let mut chance = Chance::of(label);
    // In bytes: the shortest, the longest and common ones.
    let length = *chance.pick(&[1, 10, 16, 20, 20, 20, 32, 64, 200, 1024]);
    let seed = (0..length).map(|_| chance.number() as u8).collect();
    let algorithm = *chance.pick(&[Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512]);
    let digits = 6 + chance.below(5) as u32;
    let kind = match chance.below(10) {
        0..6 => Kind::Hotp { counter: *chance.pick(&[0, 7, 1 << 32]) },
        _ => Kind::Totp { period: *chance.pick(&[30, 60]) },
    };
    let parameters = match chance.below(10) {
        0 => Parameters::steam(),
        _ => Parameters::new(kind, algorithm, digits).expect("valid parameters"),
    };
    Account {
        issuer: "new".to_owned(),
        account: label.to_owned(),
        parameters,
        secret: Secret::new(seed).expect("a valid length"),
    }
}
