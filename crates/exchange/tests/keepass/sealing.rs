//! Writes databases as KeePass and KeePassXC do.

use std::io::Write;

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockCipherEncrypt, BlockModeEncrypt, KeyIvInit, StreamCipher};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::{BASE64, HEXLOWER};
use flate2::Compression;
use flate2::write::GzEncoder;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha512};

pub(super) const AES: &str = "31c1f2e6bf714350be5805216afc5aff";
pub(super) const TWOFISH: &str = "ad68f29f576f4bb9a36ad47af965346c";
pub(super) const CHACHA20: &str = "d6038a2b8b6f4cb5a524339a31dbb59a";
pub(super) const AES_KDF: &str = "c9d9f39a628a4460bf740d08c18a4fea";
pub(super) const ARGON2D: &str = "ef636ddf8c29444b91f7a9a403e30a0c";
pub(super) const ARGON2ID: &str = "9e298b1956db4773b23dfc3ec6f0a1e6";

const SEED: [u8; 32] = [5; 32];
const SALT: [u8; 32] = [6; 32];
const STREAM_KEY: [u8; 32] = [7; 32];

/// How a database is to be encrypted.
#[derive(Clone, Copy)]
pub(super) struct Sealing {
    pub(super) cipher: &'static str,
    pub(super) kdf: &'static str,
    pub(super) is_compressed: bool,
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

fn sha512(parts: &[&[u8]]) -> [u8; 64] {
    Sha512::digest(parts.concat()).into()
}

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

fn field(id: u8, value: &[u8], width: usize) -> Vec<u8> {
    [&[id], &(value.len() as u32).to_le_bytes()[..width], value].concat()
}

impl Sealing {
    fn derive(self, password: &str) -> [u8; 32] {
        let mut key = sha256(&[&sha256(&[password.as_bytes()])]);
        if self.kdf == AES_KDF {
            let cipher = aes::Aes256::new(&SALT.into());
            for half in key.chunks_mut(16) {
                let mut block = aes::Block::try_from(&*half).unwrap();
                (0..10).for_each(|_| cipher.encrypt_block(&mut block));
                half.copy_from_slice(&block);
            }
            return sha256(&[&key]);
        }
        let algorithm = if self.kdf == ARGON2D { Algorithm::Argon2d } else { Algorithm::Argon2id };
        let argon2 = Argon2::new(algorithm, Version::V0x13, Params::new(64, 2, 2, Some(32)).unwrap());
        let mut derived = [0; 32];
        argon2.hash_password_into(&key, &SALT, &mut derived).unwrap();
        derived
    }

    fn iv(self) -> Vec<u8> {
        vec![8; if self.cipher == CHACHA20 { 12 } else { 16 }]
    }

    fn encrypt(self, key: &[u8; 32], payload: &[u8]) -> Vec<u8> {
        let iv = self.iv();
        match self.cipher {
            AES => {
                cbc::Encryptor::<aes::Aes256>::new_from_slices(key, &iv).unwrap().encrypt_padded_vec::<Pkcs7>(payload)
            }
            TWOFISH => cbc::Encryptor::<twofish::Twofish>::new_from_slices(key, &iv)
                .unwrap()
                .encrypt_padded_vec::<Pkcs7>(payload),
            _ => {
                let mut sealed = payload.to_vec();
                chacha20::ChaCha20::new_from_slices(key, &iv).unwrap().apply_keystream(&mut sealed);
                sealed
            }
        }
    }

    fn pack(self, payload: &[u8]) -> Vec<u8> {
        if !self.is_compressed {
            return payload.to_vec();
        }
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(payload).unwrap();
        gzip.finish().unwrap()
    }

    fn parameters(self) -> Vec<u8> {
        let item = |kind: u8, name: &str, value: &[u8]| {
            let [name_size, size] = [name.len(), value.len()].map(|size| (size as u32).to_le_bytes());
            [&[kind], &name_size[..], name.as_bytes(), &size, value].concat()
        };
        let mut items = vec![vec![0, 1], item(0x42, "$UUID", &hex(self.kdf)), item(0x42, "S", &SALT)];
        if self.kdf == AES_KDF {
            items.push(item(0x05, "R", &10u64.to_le_bytes()));
        } else {
            items.push(item(0x05, "M", &(64u64 << 10).to_le_bytes()));
            items.push(item(0x05, "I", &2u64.to_le_bytes()));
            items.push(item(0x04, "P", &2u32.to_le_bytes()));
            items.push(item(0x04, "V", &0x13u32.to_le_bytes()));
        }
        items.push(vec![0]);
        items.concat()
    }

    /// Version 4: blocks with an HMAC each around the ciphertext.
    pub(super) fn seal_4(self, password: &str, xml: &str) -> Vec<u8> {
        let header = [
            &[0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 1, 0, 4, 0][..],
            &field(2, &hex(self.cipher), 4),
            &field(3, &u32::from(self.is_compressed).to_le_bytes(), 4),
            &field(4, &SEED, 4),
            &field(7, &self.iv(), 4),
            &field(11, &self.parameters(), 4),
            &field(12, b"\0\x01\0", 4),
            &field(0, b"\r\n\r\n", 4),
        ]
        .concat();
        let derived = self.derive(password);
        let mac_key = sha512(&[&SEED, &derived, &[1]]);
        let mac = |number: u64, parts: &[&[u8]]| -> [u8; 32] {
            let key = sha512(&[&number.to_le_bytes(), &mac_key]);
            Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(parts.concat()).finalize().into_bytes().into()
        };
        let hash = sha512(&[&STREAM_KEY]);
        let stream = chacha20::ChaCha20::new_from_slices(&hash[..32], &hash[32..44]).unwrap();
        let inner = [
            &field(1, &3u32.to_le_bytes(), 4)[..],
            &field(2, &STREAM_KEY, 4),
            &field(3, b"\0an attachment", 4),
            &field(0, b"", 4),
            protect(xml, stream).as_bytes(),
        ]
        .concat();
        let sealed = self.encrypt(&sha256(&[&SEED, &derived]), &self.pack(&inner));
        let mut file = [&header[..], &sha256(&[&header]), &mac(u64::MAX, &[&header])].concat();
        for (number, block) in (0u64..).zip(sealed.chunks(100).chain([&[][..]])) {
            let size = (block.len() as u32).to_le_bytes();
            file.extend([&mac(number, &[&number.to_le_bytes(), &size, block])[..], &size, block].concat());
        }
        file
    }

    /// Version 3: blocks with a hash each within the ciphertext, and AES-KDF alone.
    pub(super) fn seal_3(self, password: &str, xml: &str) -> Vec<u8> {
        let start = [9; 32];
        let header = [
            &[0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 1, 0, 3, 0][..],
            &field(1, b"a comment", 2),
            &field(2, &hex(self.cipher), 2),
            &field(3, &u32::from(self.is_compressed).to_le_bytes(), 2),
            &field(4, &SEED, 2),
            &field(5, &SALT, 2),
            &field(6, &10u64.to_le_bytes(), 2),
            &field(7, &self.iv(), 2),
            &field(8, &STREAM_KEY, 2),
            &field(9, &start, 2),
            &field(10, &2u32.to_le_bytes(), 2),
            &field(0, b"\r\n\r\n", 2),
        ]
        .concat();
        let nonce = [0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a];
        let stream = salsa20::Salsa20::new_from_slices(&sha256(&[&STREAM_KEY]), &nonce).unwrap();
        let packed = self.pack(protect(xml, stream).as_bytes());
        let mut payload = start.to_vec();
        for (number, block) in (0u32..).zip(packed.chunks(100).chain([&[][..]])) {
            let hash = if block.is_empty() { [0; 32] } else { sha256(&[block]) };
            let size = (block.len() as u32).to_le_bytes();
            payload.extend([&number.to_le_bytes()[..], &hash, &size, block].concat());
        }
        [header, self.encrypt(&sha256(&[&SEED, &self.derive(password)]), &payload)].concat()
    }
}

/// Encrypts every second value, one after another with the same stream.
fn protect(xml: &str, mut stream: impl StreamCipher) -> String {
    let mut values = xml.split("<Value>");
    let mut protected = values.next().unwrap().to_owned();
    for (at, rest) in values.enumerate() {
        let (value, rest) = rest.split_once("</Value>").unwrap();
        let mut bytes = value.as_bytes().to_vec();
        if at % 2 == 0 {
            protected.push_str(&format!("<Value>{value}</Value>{rest}"));
        } else {
            stream.apply_keystream(&mut bytes);
            protected.push_str(&format!("<Value Protected=\"True\">{}</Value>{rest}", BASE64.encode(&bytes)));
        }
    }
    protected
}
