//! The outer header of a database, which states how it is encrypted.

use super::key::Kdf;
use crate::kdf::{Algorithm, Version};
use crate::refusal::Refusal;

/// What every database begins with.
pub(super) const SIGNATURE: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5];

/// The highest version that is known.
const NEWEST: u16 = 4;

// The fields' numbers. Those without a name here change nothing: a comment, another application's
// data.
const END: u8 = 0;
const CIPHER: u8 = 2;
const COMPRESSION: u8 = 3;
const SEED: u8 = 4;
const TRANSFORM_SEED: u8 = 5;
const TRANSFORM_ROUNDS: u8 = 6;
const IV: u8 = 7;
const STREAM_KEY: u8 = 8;
const START: u8 = 9;
const STREAM: u8 = 10;
const KDF: u8 = 11;

/// What the header states.
pub(super) struct Header {
    pub(super) version: u16,
    pub(super) cipher: Cipher,
    pub(super) is_compressed: bool,
    /// What the key is hashed with.
    pub(super) seed: [u8; 32],
    pub(super) iv: Vec<u8>,
    pub(super) kdf: Kdf,
    /// Version 3 only: the key and the number of the cipher of protected values, and what the
    /// decrypted payload begins with.
    pub(super) stream_key: Vec<u8>,
    pub(super) stream: u32,
    pub(super) start: Vec<u8>,
}

#[derive(Clone, Copy)]
pub(super) enum Cipher {
    Aes,
    Twofish,
    ChaCha20,
}

impl Cipher {
    fn of(id: &[u8]) -> Result<Self, Refusal> {
        match u128::from_be_bytes(id.try_into().map_err(|_| Refusal::FileDamaged)?) {
            0x31c1_f2e6_bf71_4350_be58_0521_6afc_5aff => Ok(Self::Aes),
            0xad68_f29f_576f_4bb9_a36a_d47a_f965_346c => Ok(Self::Twofish),
            0xd603_8a2b_8b6f_4cb5_a524_339a_31db_b59a => Ok(Self::ChaCha20),
            _ => Err(Refusal::NewerVersion),
        }
    }
}

impl Header {
    /// Splits a database into its header's bytes, the header and the rest.
    pub(super) fn split(bytes: &[u8]) -> Result<(&[u8], Self, &[u8]), Refusal> {
        let mut input = Input(bytes.strip_prefix(&SIGNATURE).ok_or(Refusal::FileDamaged)?);
        let (_minor, version) = (input.number(2)?, input.number(2)? as u16);
        if version > NEWEST {
            return Err(Refusal::NewerVersion);
        }
        if version < 3 {
            return Err(Refusal::FileDamaged);
        }
        let mut fields: [&[u8]; 12] = Default::default();
        loop {
            let number = input.number(1)? as u8;
            let size = if version == 3 { input.number(2)? } else { input.number(4)? };
            let value = input.take(size)?;
            if number == END {
                break;
            }
            if let Some(field) = fields.get_mut(usize::from(number)) {
                *field = value;
            }
        }
        let field = |number: u8| fields[usize::from(number)];
        let kdf = if version == 3 {
            let rounds = Input(field(TRANSFORM_ROUNDS)).number(8)?;
            Kdf::Aes { seed: array(field(TRANSFORM_SEED))?, rounds }
        } else {
            Dictionary(field(KDF)).kdf()?
        };
        let header = Self {
            version,
            cipher: Cipher::of(field(CIPHER))?,
            is_compressed: match Input(field(COMPRESSION)).number(4)? {
                0 => false,
                1 => true,
                _ => return Err(Refusal::FileDamaged),
            },
            seed: array(field(SEED))?,
            iv: field(IV).to_vec(),
            kdf,
            stream_key: field(STREAM_KEY).to_vec(),
            stream: if version == 3 { Input(field(STREAM)).number(4)? as u32 } else { 0 },
            start: field(START).to_vec(),
        };
        let (head, rest) = bytes.split_at(bytes.len() - input.0.len());
        Ok((head, header, rest))
    }
}

pub(super) fn array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Refusal> {
    bytes.try_into().map_err(|_| Refusal::FileDamaged)
}

/// What is left to be read of some bytes.
#[derive(Clone, Copy)]
pub(super) struct Input<'a>(pub(super) &'a [u8]);

impl<'a> Input<'a> {
    pub(super) fn take(&mut self, size: u64) -> Result<&'a [u8], Refusal> {
        let size = usize::try_from(size).map_err(|_| Refusal::FileDamaged)?;
        let (taken, rest) = self.0.split_at_checked(size).ok_or(Refusal::FileDamaged)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number of up to eight bytes, the lowest first.
    pub(super) fn number(&mut self, size: u64) -> Result<u64, Refusal> {
        Ok(self.take(size)?.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

/// The parameters of a key derivation, each with its type, its name and its value.
#[derive(Clone, Copy)]
struct Dictionary<'a>(&'a [u8]);

impl<'a> Dictionary<'a> {
    /// The value of this name.
    fn get(self, name: &str) -> Result<&'a [u8], Refusal> {
        let mut input = Input(self.0);
        if input.number(2)? >> 8 != 1 {
            return Err(Refusal::NewerVersion);
        }
        loop {
            if input.number(1)? == u64::from(END) {
                return Err(Refusal::FileDamaged);
            }
            let size = input.number(4)?;
            let key = input.take(size)?;
            let size = input.number(4)?;
            let value = input.take(size)?;
            if key == name.as_bytes() {
                return Ok(value);
            }
        }
    }

    fn number(self, name: &str, size: u64) -> Result<u64, Refusal> {
        Input(self.get(name)?).number(size)
    }

    fn kdf(self) -> Result<Kdf, Refusal> {
        let algorithm = match u128::from_be_bytes(array(self.get("$UUID")?)?) {
            0xc9d9_f39a_628a_4460_bf74_0d08_c18a_4fea | 0x7c02_bb82_79a7_4ac0_927d_114a_0064_8238 => {
                return Ok(Kdf::Aes { seed: array(self.get("S")?)?, rounds: self.number("R", 8)? });
            }
            0xef63_6ddf_8c29_444b_91f7_a9a4_03e3_0a0c => Algorithm::Argon2d,
            0x9e29_8b19_56db_4773_b23d_fc3e_c6f0_a1e6 => Algorithm::Argon2id,
            _ => return Err(Refusal::NewerVersion),
        };
        let version = u32::try_from(self.number("V", 4)?).map_err(|_| Refusal::FileDamaged)?;
        Ok(Kdf::Argon2 {
            algorithm,
            version: Version::try_from(version).map_err(|_| Refusal::FileDamaged)?,
            salt: self.get("S")?.to_vec(),
            memory_kib: self.number("M", 8)? / 1024,
            passes: self.number("I", 8)?,
            lanes: self.number("P", 4)?,
        })
    }
}
