//! A code against the bare HMAC that it cannot do without.

use std::hint::black_box;

use hmac::{Hmac, KeyInit, Mac, digest::Output};
use watchword_otp::{Algorithm, Kind, Parameters, Secret};

use crate::{
    figure::{Figure, Unit},
    table::Table,
    times::{median, time},
};

/// Both are timed in turn, so that a machine whose speed drifts bears on both alike.
const ROUNDS: usize = 101;
const CODES_A_ROUND: u64 = 2_000;
/// A code may take this many times as long.
const LIMIT: f64 = 1.5;
const PERIOD: u32 = 30;

pub(crate) fn measure(table: &mut Table) {
    compare(table, Algorithm::Sha1, 20, bare::<Hmac<sha1::Sha1>>);
    compare(table, Algorithm::Sha256, 32, bare::<Hmac<sha2::Sha256>>);
    compare(table, Algorithm::Sha512, 64, bare::<Hmac<sha2::Sha512>>);
}

fn compare<T>(table: &mut Table, algorithm: Algorithm, seed_bytes: usize, bare: fn(&[u8], u64) -> T) {
    let secret = Secret::new((1..=seed_bytes as u8).collect()).expect("of a size that is taken");
    let parameters = |kind| Parameters::new(kind, algorithm, 6).expect("in range");
    let hotp = parameters(Kind::Hotp { counter: 0 });
    let totp = parameters(Kind::Totp { period: PERIOD });
    // What a row on the screen asks for: the code of a moment and the one after it.
    let timed = |factor: u64| totp.timed(&secret, factor * u64::from(PERIOD)).expect("time drives it");
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
            Figure::new(format!("a code, {kind} with {}, against a bare HMAC", algorithm.name()), ratio, Unit::Times)
                .at_most(LIMIT)
                .beside("the code", of(column), Unit::Nanoseconds)
                .beside("the HMAC", of(0), Unit::Nanoseconds),
        );
    }
}

/// Nanoseconds that one takes.
fn each(one: impl Fn(u64)) -> f64 {
    let (took, ()) = time(|| (0..CODES_A_ROUND).for_each(one));
    took.as_secs_f64() * 1e9 / CODES_A_ROUND as f64
}

fn bare<M: Mac + KeyInit>(secret: &[u8], factor: u64) -> Output<M> {
    let mut mac = <M as KeyInit>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(&factor.to_be_bytes());
    mac.finalize().into_bytes()
}
