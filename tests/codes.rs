//! Codes agree with those of an independent program, Debian's `oathtool`.
#![cfg(target_os = "linux")]

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use watchword_otp::{Algorithm, Kind, Parameters, Secret};
use watchword_tests::{oath_hotp, oath_totp};

/// The number of accounts, and of consecutive codes compared for each: 10,000 codes of each kind.
const ACCOUNTS: u32 = 1_000;
const CODES: u32 = 10;

fn agree<T: std::fmt::Debug>(cases: impl Strategy<Value = T>, agrees: impl Fn(T) -> Result<(), TestCaseError>) {
    let mut runner = TestRunner::new(Config { cases: ACCOUNTS, failure_persistence: None, ..Config::default() });
    runner.run(&cases, agrees).unwrap_or_else(|difference| panic!("{difference}"));
}

fn secrets() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 1..=100)
}

#[test]
fn totp_agrees_with_oathtool() {
    let algorithms = prop::sample::select(vec![Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512]);
    let cases = (secrets(), algorithms, 6..=8u8, 1..=300u32, 0..=20_000_000_000u64);
    agree(cases, |(secret, algorithm, digits, period, at)| {
        let secret = Secret::new(secret).expect("a valid length");
        let parameters = Parameters::new(Kind::Totp { period }, algorithm, digits.into()).expect("valid parameters");
        let moments = (0..u64::from(CODES)).map(|step| at + step * u64::from(period));
        let ours: Vec<_> = moments.filter_map(|at| parameters.timed(&secret, at)).map(|timed| timed.code).collect();
        let ours: Vec<_> = ours.iter().map(ToString::to_string).collect();
        prop_assert_eq!(ours, oath_totp(&secret.to_base32(), algorithm.name(), digits, period, at, CODES));
        Ok(())
    });
}

#[test]
fn hotp_agrees_with_oathtool() {
    let cases = (secrets(), 6..=8u8, 0..=u64::MAX / 2);
    agree(cases, |(secret, digits, counter)| {
        let secret = Secret::new(secret).expect("a valid length");
        let parameters =
            Parameters::new(Kind::Hotp { counter }, Algorithm::Sha1, digits.into()).expect("valid parameters");
        let counters = counter..counter + u64::from(CODES);
        let ours: Vec<_> = counters.map(|counter| parameters.code(&secret, counter).to_string()).collect();
        prop_assert_eq!(ours, oath_hotp(&secret.to_base32(), digits, counter, CODES));
        Ok(())
    });
}
