//! The database itself, of version 3 or 4.

use std::io::Read as _;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use flate2::read::GzDecoder;
use salsa20::Salsa20;
use twofish::Twofish;
use zeroize::Zeroizing;

use super::header::{Cipher, Header, Input, array};
use super::key::{block_key, cipher_key, hash, hash_512};
use super::xml::{self, Keystream};
use crate::cipher;
use crate::entry::Read;
use crate::format::Sealed;
use crate::limits::MAX_UNPACKED_BYTES;
use crate::mac::{self, Hash};
use crate::refusal::Refusal;

/// The nonce of Salsa20, the same in every database.
const SALSA20_NONCE: [u8; 8] = [0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a];

/// A database whose password isn't known yet.
pub(super) struct Database {
    header: Header,
    /// The header's bytes, which version 4 authenticates.
    head: Vec<u8>,
    rest: Vec<u8>,
}

impl Database {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        let (head, header, rest) = Header::split(bytes)?;
        let (head, rest) = (head.to_vec(), rest.to_vec());
        if header.version == 4 && !rest.starts_with(&*hash(&[&head])) {
            return Err(Refusal::FileDamaged);
        }
        Ok(Self { header, head, rest })
    }

    /// Encrypted, then cut into blocks with an HMAC each. The first HMAC tells a wrong password.
    fn open_4(&self, derived: &[u8; 32]) -> Result<Read, Refusal> {
        let key = |number| block_key(&self.header.seed, derived, number);
        let mut input = Input(&self.rest);
        let (_hash, mac) = (input.take(32)?, input.take(32)?);
        if !mac::verify(Hash::Sha256, &*key(u64::MAX), &[&self.head], mac) {
            return Err(Refusal::WrongPassword);
        }
        let mut sealed = Vec::new();
        for number in 0u64.. {
            let mac = input.take(32)?;
            let size = input.number(4)?;
            let block = input.take(size)?;
            let size = (size as u32).to_le_bytes();
            if !mac::verify(Hash::Sha256, &*key(number), &[&number.to_le_bytes(), &size, block], mac) {
                return Err(Refusal::FileDamaged);
            }
            if block.is_empty() {
                break;
            }
            sealed.extend_from_slice(block);
        }
        let payload = unpack(&self.header, self.decrypt(derived, &sealed)?)?;
        // An inner header comes before the XML: the cipher of protected values, and attachments.
        let mut input = Input(&payload);
        let (mut stream, mut stream_key): (u32, &[u8]) = (0, &[]);
        loop {
            let (number, size) = (input.number(1)?, input.number(4)?);
            let value = input.take(size)?;
            match number {
                0 => break,
                1 => stream = u32::from_le_bytes(array(value)?),
                2 => stream_key = value,
                _ => {}
            }
        }
        read(input.0, stream, stream_key)
    }

    /// Cut into blocks with a hash each, then encrypted. The first bytes tell a wrong password.
    fn open_3(&self, derived: &[u8; 32]) -> Result<Read, Refusal> {
        let payload = self.decrypt(derived, &self.rest)?;
        let blocks = payload.strip_prefix(self.header.start.as_slice());
        let mut input = Input(blocks.filter(|_| self.header.start.len() == 32).ok_or(Refusal::WrongPassword)?);
        let mut packed = Zeroizing::new(Vec::with_capacity(payload.len()));
        loop {
            let (_number, stated) = (input.number(4)?, input.take(32)?);
            let size = input.number(4)?;
            let block = input.take(size)?;
            if block.is_empty() {
                break;
            }
            if *stated != *hash(&[block]) {
                return Err(Refusal::FileDamaged);
            }
            packed.extend_from_slice(block);
        }
        read(&unpack(&self.header, packed)?, self.header.stream, &self.header.stream_key)
    }

    fn decrypt(&self, derived: &[u8; 32], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let key = cipher_key(&self.header.seed, derived);
        match self.header.cipher {
            Cipher::Aes => cipher::open_cbc(&key, &array(&self.header.iv)?, sealed),
            Cipher::Twofish => cipher::open_cbc_with::<Twofish>(&*key, &self.header.iv, sealed),
            Cipher::ChaCha20 => {
                let nonce: [u8; 12] = array(&self.header.iv)?;
                let mut opened = Zeroizing::new(sealed.to_vec());
                ChaCha20::new((&*key).into(), &nonce.into()).apply_keystream(&mut opened);
                Ok(opened)
            }
        }
    }
}

impl Sealed for Database {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let derived = self.header.kdf.derive(password)?;
        if self.header.version == 4 { self.open_4(&derived) } else { self.open_3(&derived) }
    }
}

fn unpack(header: &Header, packed: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    if !header.is_compressed {
        return Ok(packed);
    }
    let mut unpacked = Zeroizing::new(Vec::new());
    let gzip = GzDecoder::new(packed.as_slice()).take(MAX_UNPACKED_BYTES as u64 + 1);
    { gzip }.read_to_end(&mut unpacked).map_err(|_| Refusal::FileDamaged)?;
    if unpacked.len() > MAX_UNPACKED_BYTES { Err(Refusal::TooLarge) } else { Ok(unpacked) }
}

fn read(xml: &[u8], stream: u32, stream_key: &[u8]) -> Result<Read, Refusal> {
    let keystream: Keystream = match stream {
        2 => {
            let mut cipher = Salsa20::new((&*hash(&[stream_key])).into(), &SALSA20_NONCE.into());
            Box::new(move |bytes| cipher.apply_keystream(bytes))
        }
        3 => {
            let hash = hash_512(&[stream_key]);
            let (key, nonce): ([u8; 32], [u8; 12]) = (array(&hash[..32])?, array(&hash[32..44])?);
            let mut cipher = ChaCha20::new(&key.into(), &nonce.into());
            Box::new(move |bytes| cipher.apply_keystream(bytes))
        }
        _ => return Err(Refusal::NewerVersion),
    };
    xml::read(std::str::from_utf8(xml).map_err(|_| Refusal::FileDamaged)?, Some(keystream))
}
