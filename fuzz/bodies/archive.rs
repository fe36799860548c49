//! The files of a zip archive, whose checksums and encryption a fuzzer can't make. The first input
//! byte says how the archive is packed; the files follow, separated by 0xff, which never occurs in
//! UTF-8. The first byte of each is its name's place in [`NAMES`].

use std::io::{Cursor, Write};

use watchword_exchange::Format;
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipWriter};

use super::files::{PASSWORD, open};

/// The files that formats look for in an archive.
const NAMES: [&str; 8] = [
    "Accounts.txt",
    "export.data",
    "Proton Pass/data.json",
    "raivo-otp-export.json",
    "winauth.txt",
    "manifest.json",
    "1.maFile",
    "2.maFile",
];

const SEPARATOR: u8 = 0xff;

const FORMATS: [Format; 6] =
    [Format::AuthenticatorPlus, Format::OnePassword, Format::ProtonPass, Format::Raivo, Format::Steam, Format::WinAuth];

pub(crate) fn run(bytes: &[u8]) {
    let Some((packing, files)) = bytes.split_first() else { return };
    let options = SimpleFileOptions::default();
    let options = match packing % 4 {
        0 => options,
        1 => options.compression_method(CompressionMethod::Stored),
        2 => options.with_aes_encryption(AesMode::Aes256, PASSWORD),
        _ => options.with_deprecated_encryption(PASSWORD.as_bytes()).unwrap(),
    };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files.split(|byte| *byte == SEPARATOR) {
        let Some((name, content)) = file.split_first() else { continue };
        // A name that is there already isn't written again.
        if archive.start_file(NAMES[usize::from(*name) % NAMES.len()], options).is_ok() {
            archive.write_all(content).unwrap();
        }
    }
    let archive = archive.finish().unwrap().into_inner();
    let detected = Format::detect(&archive);
    assert!(detected.is_none_or(|format| FORMATS.contains(&format)), "{detected:?}");
    FORMATS.into_iter().for_each(|format| open(format, &archive));
}
