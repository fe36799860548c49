//! PSKC, the Portable Symmetric Key Container in which vendors of tokens ship seeds: XML, with
//! plain or encrypted values.
//!
//! Facts: RFC 6030 and its drafts (draft-hoyer-keyprov-portable-symmetric-key-container-00 and -01,
//! draft-hoyer-keyprov-pskc-algorithm-profiles-01, draft-ietf-keyprov-pskc-02), checked against the
//! test files of python-pskc, multiOTP and OATH Toolkit, with files of Feitian, NagraID,
//! ActivIdentity and Yubico among them, and against `pskctool`.
//!
//! Encrypted values: AES-CBC, 3DES-CBC and AES key wrap, under a pre-shared key or one that PBKDF2
//! derives from a passphrase. The password is that passphrase, or the pre-shared key in hexadecimal
//! or base64. RSA, Camellia, certificates (X.509) and the key wrap of 3DES are refused by name. A
//! signature isn't verified, because nothing says whose it should be; the file is read as if it
//! had none.
//!
//! Where readers disagree, and what the standard leaves open:
//!
//! - A MAC is verified before anything is decrypted. Some vendors compute it over the plain value
//!   instead: that counts too, once the value is decrypted. CBC without a MAC, which the RFC
//!   forbids, is read if the padding alone proves the key with 32 bits or more.
//! - Numbers are decimal, or in bytes: ASCII digits or big-endian, which are told apart as
//!   python-pskc does. Eight ASCII digits would be an absurd counter.
//! - `Time` other than 0 would be another start of the time steps, or the time at which the file
//!   was written: refused. `TimeDrift` is the drift of the token's own clock, and ignored.
//! - Check digits, another encoding than decimal and a PIN within the algorithm change the code:
//!   refused. The rest of a policy (dates, uses, PINs) is for the server, and ignored.
//! - Without a length, codes have six digits, RFC 4226's minimum. Without an algorithm a key has no
//!   type, and is refused. PINs and the keys of other algorithms are refused by name.
//! - The issuer is `Issuer`, or the manufacturer; the account is the friendly name, the user, the
//!   device's user, the key's identifier or the serial number, whichever comes first. The other
//!   names of the token are in the note.

mod cipher;
mod encryption;
mod key;
mod value;

use std::rc::Rc;

use roxmltree::Node;
use zeroize::Zeroizing;

use crate::entry::Read;
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::refusal::Refusal;
use crate::xml::{parse, root_tag};
use encryption::{Encryption, Keys};
use key::Device;

pub(crate) const READER: Reader = Reader { name: "pskc", title: "PSKC", protection: Protection::Either, is_in, read };

fn is_in(file: &File<'_>) -> bool {
    file.text().and_then(root_tag).is_some_and(|(name, attributes)| {
        is_container(name) && ["keyprov", "/PSKC"].iter().any(|namespace| attributes.contains(namespace))
    })
}

fn is_container(name: &str) -> bool {
    matches!(name, "KeyContainer" | "SecretContainer")
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let text = file.text().ok_or(Refusal::FileDamaged)?;
    let document = parse(text)?;
    let container = document.root_element();
    if !is_container(container.tag_name().name()) {
        return Err(Refusal::FileDamaged);
    }
    check_version(container)?;
    if !encryption::is_used(container)? {
        return entries(container, None).map(Outcome::Read);
    }
    let encryption = Encryption::of(container)?;
    Ok(Outcome::Encrypted(Encrypted::new(Closed { encryption, text: text.to_owned().into() })))
}

/// Only the RFC's own namespace has a known version. The oldest drafts count otherwise.
fn check_version(container: Node<'_, '_>) -> Result<(), Refusal> {
    let namespace = container.tag_name().namespace().unwrap_or_default();
    match container.attribute("Version") {
        Some("1.0" | "1") | None => Ok(()),
        Some(_) if namespace.starts_with("urn:ietf:params:xml:ns:keyprov:pskc") => Err(Refusal::NewerVersion),
        Some(_) => Ok(()),
    }
}

/// One entry for each key of each package. A device without a key isn't an account.
fn entries(container: Node<'_, '_>, keys: Option<&Keys<'_>>) -> Result<Read, Refusal> {
    let packages = container.children().filter(|node| matches!(node.tag_name().name(), "KeyPackage" | "Device"));
    let all = packages.flat_map(|package| {
        let key = |node: &Node<'_, '_>| node.is_element() && matches!(node.tag_name().name(), "Key" | "Secret");
        let device = Rc::new(Device::of(package));
        package.children().filter(key).map(move |key| (device.clone(), key))
    });
    Read::of(all, |(device, key)| key::read(device.as_ref().as_ref().map_err(Clone::clone)?, key, keys))
}

/// A container with encrypted values.
struct Closed {
    encryption: Encryption,
    text: Zeroizing<String>,
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let document = parse(&self.text)?;
        let keys = self.encryption.keys(password)?;
        let mut read = entries(document.root_element(), Some(&keys))?;
        for entry in read.entries.iter_mut().filter(|entry| entry.content == Err(Refusal::WrongPassword)) {
            if !keys.have_fitted() {
                return Err(Refusal::WrongPassword);
            }
            // The key fits another value, so this one was changed.
            entry.content = Err(Refusal::FileDamaged);
        }
        Ok(read)
    }
}
