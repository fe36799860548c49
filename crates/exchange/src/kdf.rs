//! Keys from passwords, with the parameters that a file states. Those are hostile: each function
//! refuses what would take more than [`MAX_MEMORY`] or far more time than an app asks of a phone.

use aes::cipher::{BlockCipherEncrypt, KeyInit};
use aes::{Aes256, Block};
pub(crate) use argon2::{Algorithm, Version};
use argon2::{Argon2, Params};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

use crate::refusal::Refusal;

/// The most memory that a key derivation takes, in bytes.
const MAX_MEMORY: u64 = 1 << 30;

/// The most PBKDF2 iterations: ten times what Bitwarden asks for, and a few seconds.
const MAX_ITERATIONS: u32 = 10_000_000;

/// The most bytes that Argon2id or scrypt may write, all passes together: about ten seconds.
const MAX_WORK: u64 = 16 << 30;

/// The most rounds of KeePass' AES-KDF: some ten seconds, where KeePass asks for one at most.
const MAX_AES_ROUNDS: u64 = 100_000_000;

/// The hash within PBKDF2 (RFC 8018).
#[derive(Debug, Clone, Copy)]
pub(crate) enum Prf {
    HmacSha1,
    HmacSha256,
    HmacSha512,
}

/// PBKDF2 (RFC 8018, section 5.2).
///
/// # Errors
/// [`Refusal::FileDamaged`] without iterations, [`Refusal::TooCostly`] beyond the limit.
pub(crate) fn pbkdf2<const N: usize>(
    prf: Prf,
    password: &[u8],
    salt: &[u8],
    iterations: u32,
) -> Result<Zeroizing<[u8; N]>, Refusal> {
    match iterations {
        0 => Err(Refusal::FileDamaged),
        1..=MAX_ITERATIONS => Ok(Zeroizing::new(match prf {
            Prf::HmacSha1 => pbkdf2::pbkdf2_hmac_array::<Sha1, N>(password, salt, iterations),
            Prf::HmacSha256 => pbkdf2::pbkdf2_hmac_array::<Sha256, N>(password, salt, iterations),
            Prf::HmacSha512 => pbkdf2::pbkdf2_hmac_array::<Sha512, N>(password, salt, iterations),
        })),
        _ => Err(Refusal::TooCostly),
    }
}

/// Argon2id (RFC 9106), version 1.3.
///
/// # Errors
/// [`Refusal::TooCostly`] beyond the limits or the machine's memory, [`Refusal::FileDamaged`] for
/// parameters or a salt that Argon2 doesn't know.
pub(crate) fn argon2id<const N: usize>(
    password: &[u8],
    salt: &[u8],
    memory_kib: u64,
    passes: u64,
    lanes: u64,
) -> Result<Zeroizing<[u8; N]>, Refusal> {
    argon2(Algorithm::Argon2id, Version::V0x13, password, salt, [memory_kib, passes, lanes])
}

/// Argon2 (RFC 9106) with its memory in KiB, its passes and its lanes.
///
/// # Errors
/// As [`argon2id`].
pub(crate) fn argon2<const N: usize>(
    algorithm: Algorithm,
    version: Version,
    password: &[u8],
    salt: &[u8],
    [memory_kib, passes, lanes]: [u64; 3],
) -> Result<Zeroizing<[u8; N]>, Refusal> {
    bound(memory_kib.saturating_mul(1024), passes)?;
    let number = |value| u32::try_from(value).map_err(|_| Refusal::FileDamaged);
    let params = Params::new(number(memory_kib)?, number(passes)?, number(lanes)?, Some(N));
    let params = params.map_err(|_| Refusal::FileDamaged)?;
    let mut blocks = reserve(params.block_count())?;
    blocks.resize(params.block_count(), argon2::Block::default());
    let argon2 = Argon2::new(algorithm, version, params);
    let mut key = Zeroizing::new([0; N]);
    let hashed = argon2.hash_password_into_with_memory(password, salt, key.as_mut(), &mut blocks);
    hashed.map_err(|_| Refusal::FileDamaged)?;
    Ok(key)
}

/// scrypt (RFC 7914) with the cost `n`, a power of two.
///
/// # Errors
/// As [`argon2id`].
pub(crate) fn scrypt<const N: usize>(
    password: &[u8],
    salt: &[u8],
    n: u64,
    r: u32,
    p: u32,
) -> Result<Zeroizing<[u8; N]>, Refusal> {
    if !n.is_power_of_two() || n < 2 {
        return Err(Refusal::FileDamaged);
    }
    let block = u64::from(r).saturating_mul(128);
    let (table, blocks) = (block.saturating_mul(n), block.saturating_mul(p.into()));
    bound(table, u64::from(p).saturating_mul(2))?;
    bound(table.saturating_add(blocks), 1)?;
    // The crate allocates by itself and aborts if it can't, so that room is tried for first.
    drop(reserve::<u8>(usize::try_from(table.saturating_add(blocks)).map_err(|_| Refusal::TooCostly)?)?);
    let log_n = n.ilog2().try_into().map_err(|_| Refusal::FileDamaged)?;
    let params = scrypt::Params::new(log_n, r, p).map_err(|_| Refusal::FileDamaged)?;
    let mut key = Zeroizing::new([0; N]);
    scrypt::scrypt(password, salt, &params, key.as_mut()).map_err(|_| Refusal::FileDamaged)?;
    Ok(key)
}

/// KeePass' AES-KDF: each half of the key is encrypted this many times (AES-256-ECB).
///
/// # Errors
/// [`Refusal::TooCostly`] beyond the limit.
pub(crate) fn aes(key: &[u8; 32], seed: &[u8; 32], rounds: u64) -> Result<Zeroizing<[u8; 32]>, Refusal> {
    if rounds > MAX_AES_ROUNDS {
        return Err(Refusal::TooCostly);
    }
    let cipher = Aes256::new(seed.into());
    let mut derived = Zeroizing::new(*key);
    let halves = Block::cast_slice_from_core_mut(derived.as_chunks_mut().0);
    for _ in 0..rounds {
        cipher.encrypt_blocks(halves);
    }
    Ok(derived)
}

/// Allocates room for `count` items.
///
/// # Errors
/// [`Refusal::TooCostly`] if the machine has less: a failed allocation would end the program.
fn reserve<T>(count: usize) -> Result<Vec<T>, Refusal> {
    let mut items = Vec::new();
    items.try_reserve_exact(count).map_err(|_| Refusal::TooCostly)?;
    Ok(items)
}

/// Refuses what takes more than [`MAX_MEMORY`] or [`MAX_WORK`].
fn bound(memory: u64, passes: u64) -> Result<(), Refusal> {
    let within = memory <= MAX_MEMORY && memory.saturating_mul(passes) <= MAX_WORK;
    if within { Ok(()) } else { Err(Refusal::TooCostly) }
}
