//! Signatures that aren't by the right key over exactly this file and comment.

use minisign::KeyPair;
use watchword_update::UpdateError;

use crate::{KEYS, check, file, serve, sign, update};

#[test]
fn another_key_is_refused() {
    let file = file("stable", "1.3.0");
    let other = KeyPair::generate_unencrypted_keypair().unwrap();
    assert_eq!(check(&serve(file.clone(), sign(&file, &other.sk))), Err(UpdateError::Signature));

    // The same with the right key's id in place of the other's.
    let id = |key: &[u8]| key[2..10].to_vec();
    let (right, wrong) = (id(&KEYS.pk.to_bytes()), id(&other.pk.to_bytes()));
    let text = String::from_utf8(sign(&file, &other.sk)).unwrap();
    let forged: Vec<String> = text
        .lines()
        .map(|line| match decode(line) {
            Some(mut bytes) if bytes.len() == 74 => {
                assert_eq!(bytes[2..10], wrong);
                bytes[2..10].copy_from_slice(&right);
                encode(&bytes)
            }
            _ => line.to_owned(),
        })
        .collect();
    let forged = forged.join("\n").into_bytes();
    assert_eq!(check(&serve(file, forged)), Err(UpdateError::Signature));
}

#[test]
fn one_flipped_bit_in_the_file_is_refused() {
    let file = file("stable", "1.3.0");
    let signature = sign(&file, &KEYS.sk);
    for at in 0..file.len() {
        let mut flipped = file.clone();
        flipped[at] ^= 1;
        assert_eq!(check(&serve(flipped, signature.clone())), Err(UpdateError::Signature), "byte {at}");
    }
}

#[test]
fn one_flipped_bit_in_the_signature_or_its_trusted_comment_is_refused() {
    let file = file("stable", "1.3.0");
    let signature = String::from_utf8(sign(&file, &KEYS.sk)).unwrap();
    let lines: Vec<&str> = signature.lines().collect();
    assert_eq!(lines.len(), 4);
    let with = |number: usize, line: &str| {
        let mut lines = lines.clone();
        lines[number] = line;
        lines.join("\n").into_bytes()
    };
    for number in [1, 3] {
        let bytes = decode(lines[number]).unwrap();
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            let changed = with(number, &encode(&flipped));
            assert_eq!(check(&serve(file.clone(), changed)), Err(UpdateError::Signature), "line {number}, byte {at}");
        }
    }
    let comment = with(2, &lines[2].replace("timestamp:1", "timestamp:2"));
    assert_eq!(check(&serve(file.clone(), comment)), Err(UpdateError::Signature));
    // Nobody signs the first line.
    assert_eq!(check(&serve(file, with(0, "untrusted comment: another"))), Ok(Some(update("1.3.0"))));
}

#[test]
fn signature_of_another_form_is_refused() {
    let file = file("stable", "1.3.0");
    let signature = sign(&file, &KEYS.sk);
    let half = signature[..signature.len() / 2].to_vec();
    for other in [vec![], b"\xff\xfe".to_vec(), b"trusted comment: ".to_vec(), half, file.clone()] {
        assert_eq!(check(&serve(file.clone(), other.clone())), Err(UpdateError::Signature), "{other:?}");
    }
}

fn decode(line: &str) -> Option<Vec<u8>> {
    data_encoding::BASE64.decode(line.as_bytes()).ok()
}

fn encode(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}
