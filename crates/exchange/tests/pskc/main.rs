//! PSKC, with files made here and with other people's: plain and encrypted ones, the drafts'
//! spellings, and what is refused.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod plain;
mod samples;
mod sealed;
mod written;

use std::path::Path;
use std::process::Command;

use data_encoding::BASE64;
use watchword_exchange::{Format, Imported, Outcome, Read, Refusal};

type Contents = Vec<Result<Imported, Refusal>>;

const SEED: &[u8] = b"12345678901234567890";
const HOTP: &str = "urn:ietf:params:xml:ns:keyprov:pskc:hotp";

fn container(content: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!-- made here -->\n<KeyContainer Version=\"1.0\" \
         xmlns=\"urn:ietf:params:xml:ns:keyprov:pskc\" xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\">\
         {content}</KeyContainer>"
    )
}

/// A package with one key.
fn package(algorithm: &str, data: &str, rest: &str) -> String {
    format!("<KeyPackage><Key Id=\"1\" Algorithm=\"{algorithm}\">{rest}<Data>{data}</Data></Key></KeyPackage>")
}

fn plain(name: &str, value: &str) -> String {
    format!("<{name}><PlainValue>{value}</PlainValue></{name}>")
}

fn secret() -> String {
    plain("Secret", &BASE64.encode(SEED))
}

fn contents(read: Read) -> Contents {
    read.entries.into_iter().map(|entry| entry.content).collect()
}

fn read(text: &str) -> Result<Outcome, Refusal> {
    assert_eq!(Format::detect(text.as_bytes()), Some(Format::Pskc));
    Format::Pskc.read(text.as_bytes())
}

fn read_plain(text: &str) -> Contents {
    match read(text) {
        Ok(Outcome::Read(read)) => contents(read),
        other => panic!("{other:?}"),
    }
}

fn open(text: &str, password: &str) -> Result<Contents, Refusal> {
    match read(text)? {
        Outcome::Encrypted(encrypted) => encrypted.open(password).map(contents),
        Outcome::Read(_) => panic!("not encrypted"),
    }
}

/// What a program prints, or `None` if it is absent or fails.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Option<String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    output.ok().filter(|output| output.status.success()).map(|output| String::from_utf8(output.stdout).unwrap())
}
