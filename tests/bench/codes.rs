//! The time of one code as a multiple of the bare HMAC that it contains (RFC 4226 §5.3).

use std::hint::black_box;

use hmac::{Hmac, KeyInit, Mac, digest::Output};
use watchword_otp::{Algorithm, Kind, Parameters, Secret};

use crate::{
    figure::{Figure, Unit},
    table::Table,
    times::{median, time},
};

/// The number of rounds, each of which times both in turn, so that changes in the machine's speed
/// affect both alike.
const ROUNDS: usize = 101;
const CODES_A_ROUND: u64 = 2_000;
/// The limit for a code's time, as a multiple of the HMAC's.
const LIMIT: f64 = 1.5;
const PERIOD: u32 = 30;

pub(crate) fn measure(table: &mut Table) {
    compare(table, Algorithm::Sha1, 20, bare::<Hmac<sha1::Sha1>>);
    compare(table, Algorithm::Sha256, 32, bare::<Hmac<sha2::Sha256>>);
    compare(table, Algorithm::Sha512, 64, bare::<Hmac<sha2::Sha512>>);
}

fn compare<T>(table: &mut Table, algorithm: Algorithm, seed_bytes: usize, bare: fn(&[u8], u64) -> T) {
    let secret = Secret::new((1..=seed_bytes as u8).collect()).expect("a valid length");
    let parameters = |kind| Parameters::new(kind, algorithm, 6).expect("valid parameters");
    let hotp = parameters(Kind::Hotp { counter: 0 });
    let totp = parameters(Kind::Totp { period: PERIOD });
    // A row on the screen asks for two codes: the current one and the next.
    let timed = |factor: u64| totp.timed(&secret, factor * u64::from(PERIOD)).expect("a time-based code");
    let rounds: Vec<[f64; 3]> = (0..ROUNDS)
        .map(|_| {
            [
                each(|factor| drop(black_box(bare(black_box(secret.expose()), black_box(factor))))),
                each(|factor| drop(black_box(hotp.code(black_box(&secret), black_box(factor))))),
                each(|factor| drop(black_box(timed(black_box(factor))))) / 2.0,
            ]
        })
        .collect();
    let of = |column: usize| median(rounds.iter().map(|round| round[column]));
    for (kind, column) in [("HOTP", 1), ("TOTP", 2)] {
        let ratio = median(rounds.iter().map(|round| round[column] / round[0]));
        table.add(
            Figure::new(format!("{kind} with {}", algorithm.name()), ratio, Unit::Times)
                .at_most(LIMIT)
                .beside("the code", of(column), Unit::Nanoseconds)
                .beside("the HMAC", of(0), Unit::Nanoseconds),
        );
    }
}

/// Returns the nanoseconds that one call takes.
fn each(one: impl Fn(u64)) -> f64 {
    let (took, ()) = time(|| (0..CODES_A_ROUND).for_each(one));
    took.as_secs_f64() * 1e9 / CODES_A_ROUND as f64
}

fn bare<M: Mac + KeyInit>(secret: &[u8], factor: u64) -> Output<M> {
    let mut mac = <M as KeyInit>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(&factor.to_be_bytes());
    mac.finalize().into_bytes()
}
