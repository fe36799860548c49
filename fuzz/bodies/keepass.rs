//! What a KeePass database holds, sealed here as KDBX. The first input byte chooses the version:
//! with 4, an inner header and XML follow; with 3, XML alone.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha512};
use watchword_exchange::Format;

use super::files::{PASSWORD, open};
use super::sealing::{cbc, sha256};

const AES: [u8; 16] = 0x31c1_f2e6_bf71_4350_be58_0521_6afc_5aff_u128.to_be_bytes();
const AES_KDF: [u8; 16] = 0xc9d9_f39a_628a_4460_bf74_0d08_c18a_4fea_u128.to_be_bytes();
const SIGNATURE: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5];
const SEED: [u8; 32] = [5; 32];
const IV: [u8; 16] = [6; 16];
/// What the decrypted content of version 3 begins with.
const START: [u8; 32] = [7; 32];

pub(crate) fn run(bytes: &[u8]) {
    let Some((version, content)) = bytes.split_first() else { return };
    open(Format::KeePass, &if version % 2 == 0 { version_4(content) } else { version_3(content) });
}

/// The key that the password gives with no round of AES-KDF.
fn derived() -> [u8; 32] {
    sha256(&[&sha256(&[&sha256(&[PASSWORD.as_bytes()])])])
}

fn encrypt(content: &[u8]) -> Vec<u8> {
    cbc(&sha256(&[&SEED, &derived()]), IV, content)
}

fn version_4(content: &[u8]) -> Vec<u8> {
    let field = |id: u8, value: &[u8]| [&[id], &(value.len() as u32).to_le_bytes()[..], value].concat();
    let item = |kind: u8, name: &str, value: &[u8]| [&field(kind, name.as_bytes()), &field(0, value)[1..]].concat();
    let kdf = [&[0, 1][..], &item(0x42, "$UUID", &AES_KDF), &item(0x42, "S", &SEED), &item(0x05, "R", &[0; 8]), &[0]]
        .concat();
    let fields = [field(2, &AES), field(3, &[0; 4]), field(4, &SEED), field(7, &IV), field(11, &kdf), field(0, &[])];
    let header = [&SIGNATURE[..], &[0, 0, 4, 0], &fields.concat()].concat();
    let key = Sha512::digest([&SEED[..], &derived(), &[1]].concat());
    let mac = |number: u64, parts: &[&[u8]]| {
        let key = Sha512::digest([&number.to_le_bytes()[..], &key].concat());
        Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(parts.concat()).finalize().into_bytes()
    };
    let block = |number: u64, block: &[u8]| {
        let size = (block.len() as u32).to_le_bytes();
        [&mac(number, &[&number.to_le_bytes(), &size, block])[..], &size, block].concat()
    };
    let blocks = [block(0, &encrypt(content)), block(1, &[])].concat();
    [&header[..], &sha256(&[&header]), &mac(u64::MAX, &[&header]), &blocks].concat()
}

fn version_3(content: &[u8]) -> Vec<u8> {
    let field = |id: u8, value: &[u8]| [&[id], &(value.len() as u16).to_le_bytes()[..], value].concat();
    let fields = [
        field(2, &AES),
        field(3, &[0; 4]),
        field(4, &SEED),
        field(5, &SEED),
        field(6, &[0; 8]),
        field(7, &IV),
        field(8, &SEED),
        field(9, &START),
        field(10, &2u32.to_le_bytes()),
        field(0, &[]),
    ];
    let block = |block: &[u8]| [&[0; 4], &sha256(&[block])[..], &(block.len() as u32).to_le_bytes(), block].concat();
    let payload = [&START[..], &block(content), &block(&[])].concat();
    [&SIGNATURE[..], &[0, 0, 3, 0], &fields.concat(), &encrypt(&payload)].concat()
}
