//! Arbitrary accounts.

use proptest::prelude::*;
use watchword_exchange::clean_name;
use watchword_otp::{Account, Algorithm, Kind, MAX_PERIOD, MAX_SECRET_BYTES, Parameters, Secret};

prop_compose! {
    fn parameters()(
        kind in prop_oneof![
            (1..=MAX_PERIOD).prop_map(|period| Kind::Totp { period }),
            Just(Kind::Steam { period: 30 }),
            any::<u64>().prop_map(|counter| Kind::Hotp { counter }),
        ],
        algorithm in prop_oneof![Just(Algorithm::Sha1), Just(Algorithm::Sha256), Just(Algorithm::Sha512)],
        digits in 4u32..=10,
    ) -> Parameters {
        match kind {
            Kind::Steam { .. } => Parameters::new(kind, Algorithm::Sha1, 5).unwrap(),
            _ => Parameters::new(kind, algorithm, digits).unwrap(),
        }
    }
}

/// Any cleaned name. Many consist of characters with a meaning in a URI.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z:%&#?=+/ @äß漢🔑]{0,20}", ".{0,40}", Just("null".to_owned())]
        .prop_map(|text| clean_name(&text).unwrap())
}

prop_compose! {
    pub fn account()(
        issuer in name(),
        account in name(),
        parameters in parameters(),
        secret in prop::collection::vec(any::<u8>(), 1..=MAX_SECRET_BYTES),
    ) -> Account {
        Account { issuer, account, parameters, secret: Secret::new(secret).unwrap() }
    }
}
