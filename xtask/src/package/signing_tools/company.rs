use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use super::authority::{Responder, certify, openssl};
use crate::package::{
    sign::Signer,
    temporary::Temporary,
    tool::{capture, capture_with, tool},
};

/// Where distributions install SoftHSM's PKCS#11 module.
const SOFTHSM: &[&str] = &[
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];

/// The line breaks and spaces are part of what is tried.
const PASSWORD: &str = "a pass word\n";
const PIN: &str = "4711\n";

/// A company with a key of every kind, made for one test. The path of its keys has spaces and other
/// characters that tools may treat specially.
pub(super) struct Company {
    folder: Temporary,
    responder: Responder,
    fingerprint: String,
}

impl Company {
    pub(super) fn new() -> Self {
        let folder = Temporary::new().expect("a folder");
        let keys = folder.path().join("keys' 100 %");
        fs::create_dir(&keys).expect("a folder");
        certify(&keys);
        for (name, text) in [("password", PASSWORD), ("pin", PIN), ("empty", "")] {
            secret(&keys.join(name), text);
        }
        openssl(&keys, &["pkcs8", "-topk8", "-in", "code.key", "-out", "locked.key"], &["-passout", "file:password"]);
        token(&keys);
        let twice = format!("{PASSWORD}{PASSWORD}");
        let mut minisign = tool("minisign");
        minisign.current_dir(&keys).args(["-G", "-p", "minisign.pub", "-s", "minisign.key"]);
        capture_with(&mut minisign, twice.as_bytes()).expect("minisign");
        let fingerprint = openpgp(&folder.path().join("gnupg"), &keys.join("password"));
        Self { responder: Responder::start(&keys), folder, fingerprint }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the path of a key or a configuration.
    pub(super) fn key(&self, name: &str) -> PathBuf {
        self.path().join("keys' 100 %").join(name)
    }

    /// The lines that name a code-signing key in a file, without time stamps.
    pub(super) fn file(&self) -> String {
        "authenticode.certificates = code.pem\n\
         authenticode.key = locked.key\n\
         authenticode.password = password\n\
         authenticode.roots = ca.pem\n\
         authenticode.timestamp-roots = ca.pem\n"
            .to_owned()
    }

    /// The lines that name the same key in a token.
    pub(super) fn token(&self) -> String {
        let module = SOFTHSM.iter().find(|path| Path::new(path).is_file()).expect("SoftHSM");
        self.file().replace("= locked.key", "= pkcs11:token=Example;object=code").replace("= password", "= pin")
            + &format!("authenticode.module = {module}\nauthenticode.module-settings = SOFTHSM2_CONF=softhsm2.conf\n")
    }

    /// The line that names the time-stamp authority.
    pub(super) fn timestamp(&self) -> String {
        format!("authenticode.timestamp = {}\n", self.responder.url())
    }

    /// The lines that name the other keys.
    pub(super) fn others(&self) -> String {
        format!(
            "openpgp.key = {}\n\
             openpgp.home = ../gnupg\n\
             openpgp.passphrase = password\n\
             minisign.key = minisign.key\n\
             minisign.public = minisign.pub\n\
             minisign.password = password\n\
             repository.address = https://packages.example.org\n\
             update.address = https://example.org/releases/tag/v{{version}}\n",
            self.fingerprint
        )
    }

    /// Reads a configuration of these lines.
    pub(super) fn signer(&self, lines: &str) -> Signer {
        let file = self.key("sign.conf");
        fs::write(&file, lines).expect("a file");
        let signer = Signer::read(&file.display().to_string()).expect("a configuration");
        signer.check_secrets().expect("secrets");
        signer
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        // GnuPG leaves its agent running.
        let home = self.path().join("gnupg");
        let _ = capture(tool("gpgconf").env("GNUPGHOME", home).args(["--kill", "all"]));
    }
}

/// Writes a file that only this user can read.
fn secret(file: &Path, text: &str) {
    fs::write(file, text).expect("a file");
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).expect("permissions");
}

/// Makes a token with the code-signing key in it.
fn token(keys: &Path) {
    let (tokens, settings) = (keys.join("tokens"), keys.join("softhsm2.conf"));
    fs::create_dir(&tokens).expect("a folder");
    fs::write(&settings, format!("directories.tokendir = {}\n", tokens.display())).expect("a file");
    let softhsm = |arguments: &[&str]| {
        let mut command = tool("softhsm2-util");
        command.current_dir(keys).env("SOFTHSM2_CONF", &settings).args(arguments);
        capture(command.args(["--pin", PIN.trim_end()])).expect("softhsm2-util");
    };
    softhsm(&["--init-token", "--free", "--label", "Example", "--so-pin", "0815"]);
    softhsm(&["--import", "code.key", "--token", "Example", "--label", "code", "--id", "01"]);
}

/// Makes an OpenPGP key, and returns its fingerprint.
fn openpgp(home: &Path, password: &Path) -> String {
    fs::create_dir(home).expect("a folder");
    fs::set_permissions(home, fs::Permissions::from_mode(0o700)).expect("permissions");
    let gpg = |arguments: &[&str]| {
        let mut command = tool("gpg");
        command.env("GNUPGHOME", home).args(["--batch", "--pinentry-mode", "loopback", "--passphrase-file"]);
        capture(command.arg(password).args(arguments)).expect("gpg")
    };
    gpg(&["--quick-generate-key", "Example <packages@example.org>", "rsa3072", "sign", "3y"]);
    let told = gpg(&["--list-secret-keys", "--with-colons"]);
    let line = told.lines().find_map(|line| line.strip_prefix("fpr:")).expect("a key");
    line.trim_matches(':').to_owned()
}
