//! The keys that sign packages, and the tools that use them.

mod authenticode;
mod config;
mod minisign;
mod openpgp;
mod replace;
mod secret;

use std::path::{Path, PathBuf};

pub(super) use authenticode::Authenticode;
use config::Config;
pub(super) use minisign::{Minisign, signature};
pub(super) use openpgp::OpenPgp;

use crate::{Failed, Result};

/// The keys that sign packages, as a configuration names them. Each is optional.
pub(crate) struct Signer {
    config: PathBuf,
    pub(super) authenticode: Option<Authenticode>,
    pub(super) openpgp: Option<OpenPgp>,
    pub(super) minisign: Option<Minisign>,
    project_address: Option<String>,
    repository_address: Option<String>,
    update_address: Option<String>,
}

/// What a release needs a key for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Needed {
    /// Programs and installers for Windows.
    Authenticode,
    /// .rpm packages and repositories.
    OpenPgp,
    /// Checksums and the update file.
    Minisign,
}

impl Signer {
    /// Reads a configuration. It names secrets, but nothing reads them yet.
    ///
    /// # Errors
    /// The message names the file, the line, and what to do.
    pub(crate) fn read(path: &str) -> Result<Self> {
        let config = Config::read(Path::new(path))?;
        let minisign = Minisign::read(&config)?;
        let update_address = address(&config, "update.address")?;
        if update_address.is_some() && minisign.is_none() {
            return Err(
                config.wrong("update.address", "Watchword ignores an unsigned update file. Add minisign.key, too.")
            );
        }
        Ok(Self {
            config: PathBuf::from(path),
            authenticode: Authenticode::read(&config)?,
            openpgp: OpenPgp::read(&config)?,
            minisign,
            project_address: address(&config, "project.address")?,
            repository_address: address(&config, "repository.address")?,
            update_address,
        })
    }

    /// Checks that the secrets exist, and that other users can't read them, before a long build.
    pub(super) fn check_secrets(&self) -> Result {
        self.authenticode.as_ref().map_or(Ok(()), Authenticode::check_secrets)?;
        self.openpgp.as_ref().map_or(Ok(()), OpenPgp::check_secrets)?;
        self.minisign.as_ref().map_or(Ok(()), Minisign::check_secrets)
    }

    /// Checks that nothing of a release would stay unsigned.
    ///
    /// # Errors
    /// The message names what to add.
    pub(super) fn require(&self, needed: &[Needed]) -> Result {
        for needed in needed {
            let (is_there, key, why) = match needed {
                Needed::Authenticode if self.authenticode.is_some() => {
                    let is_stamped = self.authenticode.as_ref().is_some_and(Authenticode::is_stamped);
                    (is_stamped, "authenticode.timestamp", "Without it, signatures expire with the certificate")
                }
                Needed::Authenticode => (false, "authenticode.key", "It signs programs and the .msi"),
                Needed::OpenPgp => (self.openpgp.is_some(), "openpgp.key", "It signs .rpm packages and repositories"),
                Needed::Minisign => (self.minisign.is_some(), "minisign.key", "It signs checksums"),
            };
            if !is_there {
                let config = self.config.display();
                return Err(Failed(format!("A release needs {key} in {config}. {why}. Add it.")));
            }
        }
        Ok(())
    }

    /// Signs a program or an installer for Windows in place.
    pub(crate) fn authenticode(&self, file: &Path) -> Result {
        match &self.authenticode {
            Some(authenticode) => authenticode.sign(file),
            None => self.skip(file, "authenticode.key"),
        }
    }

    /// Signs an .rpm package in place.
    pub(crate) fn rpm(&self, package: &Path) -> Result {
        match &self.openpgp {
            Some(openpgp) => openpgp.rpm(package),
            None => self.skip(package, "openpgp.key"),
        }
    }

    /// Writes a file's signature beside it.
    pub(crate) fn minisign(&self, file: &Path) -> Result {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        self.minisign_with(file, &format!("Watchword {name}"))
    }

    /// Writes a file's signature beside it, with a comment that the signature covers.
    pub(super) fn minisign_with(&self, file: &Path, comment: &str) -> Result {
        match &self.minisign {
            Some(minisign) => minisign.sign(file, comment),
            None => self.skip(file, "minisign.key"),
        }
    }

    /// Returns the address of the project's page.
    pub(super) fn project_address(&self) -> Option<&str> {
        self.project_address.as_deref()
    }

    /// Returns the address at which people will find the package repositories.
    pub(super) fn repository_address(&self) -> Option<&str> {
        self.repository_address.as_deref()
    }

    /// Returns the address at which people will find a version.
    pub(super) fn update_address(&self, version: &str) -> Option<String> {
        self.update_address.as_ref().map(|address| address.replace("{version}", version))
    }

    /// Says what stays undone without a key.
    pub(super) fn cannot(&self, what: &str, key: &str) {
        eprintln!("No key to {what}: {} has no {key}.", self.config.display());
    }

    /// Says that a file stays unsigned. A release doesn't get here (`require`).
    fn skip(&self, file: &Path, key: &str) -> Result {
        self.cannot(&format!("sign {}", file.display()), key);
        Ok(())
    }
}

/// Returns the address that a key names. What it can contain needs no escaping in other formats.
fn address(config: &Config, key: &str) -> Result<Option<String>> {
    let Some(address) = config.text(key) else { return Ok(None) };
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&()*+,;=%{}".contains(c);
    if !address.starts_with("https://") || !address.chars().all(allowed) {
        return Err(config.wrong(key, "This isn't an address that starts with https://. Correct it."));
    }
    Ok(Some(address.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Needed, Signer};
    use crate::{Failed, Result, package::temporary::Temporary};

    const FINGERPRINT: &str = "0123 4567 89ab cdef 0123  4567 89AB CDEF 0123 4567";

    fn read(lines: &str) -> Result<Signer> {
        let folder = Temporary::new().expect("a folder");
        for name in ["code.pem", "minisign.pub", "module.so"] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let file = folder.path().join("sign.conf");
        fs::write(&file, lines).expect("a file");
        Signer::read(&file.display().to_string())
    }

    #[test]
    fn every_group_of_keys_is_optional() {
        for lines in [
            "",
            "# authenticode.key = a\n\n",
            "authenticode.certificates = code.pem\nauthenticode.key = code.key",
            "authenticode.key=pkcs11:object=a\nauthenticode.module=module.so\nauthenticode.certificates=code.pem",
            &format!("openpgp.key = {FINGERPRINT}"),
            "minisign.public = minisign.pub\nminisign.key = a\nupdate.address = https://example.org/v{version}",
            "repository.address = https://example.org/packages\nproject.address = https://example.org",
        ] {
            assert!(read(lines).is_ok(), "{lines}");
        }
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (lines, named) in [
            ("minisign.kee = a", ":1: There is no key minisign.kee"),
            ("\nminisign.key", ":2: This isn't `key = value`"),
            ("minisign.key =", ":1: minisign.key is empty"),
            ("minisign.key = a\nminisign.key = b", ":2: minisign.key is already set in line 1"),
            ("minisign.key = a", ":1: minisign.key needs minisign.public"),
            ("minisign.key = a\nminisign.public = b", ":2: There is no /"),
            ("#\nminisign.password = a", ":2: minisign.password has no effect without minisign.key"),
            ("authenticode.key = a", ":1: authenticode.key needs authenticode.certificates"),
            ("authenticode.roots = code.pem", ":1: authenticode.roots has no effect without authenticode.key"),
            ("authenticode.key = a\nauthenticode.certificates = b", ":2: There is no /"),
            (
                "authenticode.key = a\nauthenticode.certificates = code.pem\nauthenticode.module = module.so",
                ":3: The key is a file",
            ),
            (
                "authenticode.certificates = code.pem\nauthenticode.key = pkcs11:object=a",
                ":2: authenticode.key needs authenticode.module",
            ),
            (
                "authenticode.certificates = code.pem\nauthenticode.key = pkcs11:object=a?pin-value=1",
                ":2: Other users can see a PIN",
            ),
            ("openpgp.key = 89ABCDEF", ":1: This isn't a key's fingerprint"),
            ("update.address = https://example.org", ":1: Watchword ignores an unsigned update file"),
            ("repository.address = http://example.org", ":1: This isn't an address"),
            ("repository.address = https://example.org/\"a", ":1: This isn't an address"),
        ] {
            let Err(Failed(why)) = read(lines) else { panic!("{lines}") };
            assert!(why.contains(&format!("sign.conf{named}")), "{lines}: {why}");
        }
    }

    #[test]
    fn release_names_the_key_that_it_lacks() {
        let code = "authenticode.certificates = code.pem\nauthenticode.key = code.key";
        for (lines, needed, named) in [
            ("", Needed::Authenticode, "authenticode.key"),
            (code, Needed::Authenticode, "authenticode.timestamp"),
            (code, Needed::OpenPgp, "openpgp.key"),
            (code, Needed::Minisign, "minisign.key"),
        ] {
            let Failed(why) = read(lines).expect("a configuration").require(&[needed]).expect_err(named);
            assert!(why.contains(&format!("A release needs {named} in ")), "{why}");
        }
        let stamped = format!("{code}\nauthenticode.timestamp = http://example.org");
        read(&stamped).expect("a configuration").require(&[Needed::Authenticode]).expect("enough");
    }
}
