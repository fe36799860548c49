//! Battle.net's authenticator in Blizzard's app for Android: the app's preferences in XML.
//!
//! Facts: Aegis' `BattleNetImporter.java`, checked against a file of Aegis' tests. The secret, in
//! hexadecimal, and the serial number are masked with a key that is the same for everyone. Codes
//! have eight digits.

use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::draft::Draft;
use crate::encoding::hex;
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::refusal::{Lock, Refusal};
use crate::xml;

pub(crate) const READER: Reader =
    Reader { name: "battle-net", title: "Battle.net", protection: Protection::Plain, is_in, read };

const SECRET: &str = "com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET";
const SERIAL: &str = "com.blizzard.messenger.AUTHENTICATOR_SERIAL";
/// How the secret is encrypted: by the mask, or by a key that stays on the phone.
const ENCRYPTION: &str = "com.blizzard.messenger.AUTHENTICATOR_CREDENTIALS_ENCRYPTION_TYPE";

#[rustfmt::skip]
const MASK: [u8; 57] = [
    0x39, 0x8e, 0x27, 0xfc, 0x50, 0x27, 0x6a, 0x65, 0x60, 0x65, 0xb0, 0xe5, 0x25, 0xf4, 0xc0, 0x6c, 0x04, 0xc6, 0x10,
    0x75, 0x28, 0x6b, 0x8e, 0x7a, 0xed, 0xa5, 0x9d, 0xa9, 0x81, 0x3b, 0x5d, 0xd6, 0xc8, 0x0d, 0x2f, 0xb3, 0x80, 0x68,
    0x77, 0x3f, 0xa5, 0x9b, 0xa4, 0x7c, 0x17, 0xca, 0x6c, 0x64, 0x79, 0x01, 0x5c, 0x1d, 0x5b, 0x8b, 0x8f, 0x6b, 0x9a,
];

fn is_in(file: &File<'_>) -> bool {
    file.text().is_some_and(|text| text.starts_with('<') && text.contains(&format!("\"{SECRET}\"")))
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let document = xml::parse(file.text().ok_or(Refusal::FileDamaged)?)?;
    let preference = |name: &str| {
        let mut strings = document.root_element().children().filter(|node| node.has_tag_name("string"));
        strings.find(|node| node.attribute("name") == Some(name)).and_then(|node| node.text())
    };
    if preference(ENCRYPTION).is_some_and(|name| name != "MASK") {
        return Err(Refusal::Locked(Lock::Device));
    }
    let account = account(preference(SECRET).unwrap_or_default(), preference(SERIAL).unwrap_or_default());
    Read::of([account], |account| account).map(Outcome::Read)
}

fn account(secret: &str, serial: &str) -> Result<Imported, Refusal> {
    let secret = hex(&unmask(secret)?)?;
    let account = String::from_utf8_lossy(&unmask(serial)?).into_owned();
    Draft { issuer: "Battle.net".into(), account, digits: Some(8), ..Draft::default() }.with(Secret::new(secret)?)
}

fn unmask(text: &str) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let mut bytes = Zeroizing::new(hex(text)?);
    if bytes.len() > MASK.len() {
        return Err(Refusal::FileDamaged);
    }
    bytes.iter_mut().zip(MASK).for_each(|(byte, mask)| *byte ^= mask);
    Ok(bytes)
}
