use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{config::Config, replace::replace, secret};
use crate::{
    Failed, Result,
    package::{
        temporary::Temporary,
        tool::{capture, tool},
    },
};

/// Signs packages and package repositories for Linux.
pub(crate) struct OpenPgp {
    /// The fingerprint of the key.
    key: String,
    /// GnuPG's folder, or the user's.
    home: Option<PathBuf>,
    /// The file with the key's passphrase.
    passphrase: Option<PathBuf>,
}

impl OpenPgp {
    pub(super) fn read(config: &Config) -> Result<Option<Self>> {
        let Some(key) = config.main("openpgp.key")? else { return Ok(None) };
        let key: String = key.chars().filter(|c| !c.is_whitespace()).collect();
        // Shorter numbers of keys can be forged.
        if ![40, 64].contains(&key.len()) || !key.chars().all(|c| c.is_ascii_hexdigit()) {
            let why =
                "This isn't a key's fingerprint. `gpg --list-secret-keys` prints it: 40 or 64 hexadecimal digits.";
            return Err(config.wrong("openpgp.key", why));
        }
        Ok(Some(Self { key, home: config.file("openpgp.home")?, passphrase: config.secret("openpgp.passphrase") }))
    }

    /// Checks that GnuPG has the secret key, and that other users can't read its passphrase.
    pub(super) fn check_secrets(&self) -> Result {
        self.passphrase.as_deref().map_or(Ok(()), secret::check)?;
        capture(self.gpg().args(["--list-secret-keys", &self.key])).map(drop)
    }

    /// Signs an .rpm package in place.
    pub(super) fn rpm(&self, package: &Path) -> Result {
        let mut options = vec!["--batch".to_owned()];
        if let Some(passphrase) = &self.passphrase {
            secret::check(passphrase)?;
            options.push(format!("--pinentry-mode loopback --passphrase-file \"{}\"", in_macro(passphrase)?));
        }
        let mut command = self.with_home("rpmsign");
        command.args(["--define", &format!("_gpg_name {}", self.key)]);
        command.args(["--define", &format!("__gpg {}", in_macro(&program("gpg")?)?)]);
        command.args(["--define", &format!("_gpg_sign_cmd_extra_args {}", options.join(" ")), "--addsign"]);
        replace(package, |signed| {
            fs::copy(package, signed).map_err(|error| Failed(format!("{}: {error}.", package.display())))?;
            capture(command.arg(signed)).map(drop)
        })
    }

    /// Writes a text with a signature around it to `to`.
    pub(crate) fn inline(&self, text: &Path, to: &Path) -> Result {
        replace(to, |signed| {
            capture(self.signing()?.arg("--output").arg(signed).arg("--clear-sign").arg(text)).map(drop)
        })
    }

    /// Writes a signature of a file to `to`.
    pub(crate) fn detached(&self, file: &Path, to: &Path) -> Result {
        replace(to, |signature| {
            let mut gpg = self.signing()?;
            capture(gpg.args(["--armor", "--output"]).arg(signature).arg("--detach-sign").arg(file)).map(drop)
        })
    }

    /// Returns the public key, ASCII-armored.
    pub(crate) fn public(&self) -> Result<String> {
        let key = capture(self.gpg().args(["--armor", "--export", &self.key]))?;
        if key.is_empty() {
            return Err(Failed(format!(
                "GnuPG doesn't have the key {}. Correct openpgp.key or openpgp.home.",
                self.key
            )));
        }
        Ok(key)
    }

    /// Returns a keyring with only this key, so that no other signature is right.
    pub(crate) fn keyring(&self) -> Result<Keyring> {
        let (folder, key) = (Temporary::new()?, self.public()?);
        let keyring = Keyring { folder };
        let armored = keyring.file("key.asc");
        fs::write(&armored, key).map_err(|error| Failed(format!("{}: {error}.", armored.display())))?;
        capture(
            keyring
                .tool("gpg")
                .args(["--batch", "--output"])
                .arg(keyring.file("key.gpg"))
                .arg("--dearmor")
                .arg(&armored),
        )?;
        Ok(keyring)
    }

    fn signing(&self) -> Result<Command> {
        let mut gpg = self.gpg();
        gpg.args(["--local-user", &self.key, "--digest-algo", "SHA512"]);
        if let Some(passphrase) = &self.passphrase {
            secret::check(passphrase)?;
            gpg.args(["--pinentry-mode", "loopback", "--passphrase-file"]).arg(passphrase);
        }
        Ok(gpg)
    }

    fn gpg(&self) -> Command {
        let mut gpg = self.with_home("gpg");
        gpg.arg("--batch");
        gpg
    }

    fn with_home(&self, program: &str) -> Command {
        let mut command = tool(program);
        command.envs(self.home.as_ref().map(|home| ("GNUPGHOME", home)));
        command
    }
}

/// A public key to verify signatures with.
pub(crate) struct Keyring {
    folder: Temporary,
}

impl Keyring {
    /// Checks the signature around a text, and returns the text.
    pub(crate) fn inline(&self, file: &Path) -> Result<String> {
        capture(self.gpgv().args(["--output", "-"]).arg(file))
    }

    /// Checks a signature of a file.
    pub(crate) fn detached(&self, signature: &Path, file: &Path) -> Result {
        capture(self.gpgv().arg(signature).arg(file)).map(drop)
    }

    /// Checks the signature and the digests of an .rpm package.
    pub(crate) fn rpm(&self, package: &Path) -> Result {
        let mut import = self.rpmkeys();
        capture(import.arg("--import").arg(self.file("key.asc")))?;
        // Otherwise a package without a signature would be right.
        capture(self.rpmkeys().args(["--define", "_pkgverify_level all", "--checksig", "--verbose"]).arg(package))
            .map(drop)
    }

    fn rpmkeys(&self) -> Command {
        let mut rpmkeys = self.tool("rpmkeys");
        rpmkeys.arg("--dbpath").arg(self.file("rpm"));
        rpmkeys
    }

    fn gpgv(&self) -> Command {
        let mut gpgv = self.tool("gpgv");
        gpgv.arg("--keyring").arg(self.file("key.gpg"));
        gpgv
    }

    /// Builds a command without the user's keys and settings.
    fn tool(&self, program: &str) -> Command {
        let mut command = tool(program);
        command.env("GNUPGHOME", self.folder.path()).env("HOME", self.folder.path());
        command
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Formats a path for a macro of rpm, where it may be between double quotes.
///
/// # Errors
/// Fails if the path contains a character that can't be written there.
fn in_macro(path: &Path) -> Result<String> {
    let path = path.display().to_string();
    if path.contains(['"', '\\', '\n']) {
        return Err(Failed(format!("rpmsign can't use the path {path}. Choose one without \" and \\.")));
    }
    Ok(path.replace('%', "%%"))
}

/// Returns the path of a program. rpm looks for GnuPG only where its distribution installs it.
fn program(name: &str) -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file());
    found.ok_or_else(|| Failed(format!("{name} is not on the path. Install it.")))
}
