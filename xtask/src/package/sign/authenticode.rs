use std::{
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use super::{config::Config, replace::replace, secret};
use crate::{
    Failed, Result,
    package::tool::{capture, tool},
};

/// What osslsigncode prints about a time stamp that is right. It accepts others, but then the
/// signature expires with its certificate.
const TIMESTAMP_IS_RIGHT: &str = "Timestamp Server Signature verification: ok";

/// Signs programs and installers for Windows.
pub(crate) struct Authenticode {
    /// PEM, the signer's certificate first, then those that issued it.
    certificates: PathBuf,
    key: Key,
    /// The file with the key's password or the token's PIN.
    password: Option<PathBuf>,
    /// The address of a time-stamp authority (RFC 3161).
    timestamp: Option<String>,
    /// The root certificates to verify with, or the system's.
    roots: Option<PathBuf>,
    timestamp_roots: Option<PathBuf>,
}

enum Key {
    File(PathBuf),
    /// A key that never leaves its token, which a PKCS#11 module finds by its URI (RFC 7512).
    Token {
        uri: String,
        module: PathBuf,
        /// The variable in which the module expects its settings, and the path of these.
        settings: Option<(String, PathBuf)>,
    },
}

impl Authenticode {
    /// How much later a signature must still be right, in days: longer than any certificate for
    /// code signing is valid (39 months, or 460 days if it was issued since March 2026).
    pub(crate) const LATER: u64 = 1200;

    pub(super) fn read(config: &Config) -> Result<Option<Self>> {
        let Some(key) = config.main("authenticode.key")? else { return Ok(None) };
        let certificates = config.file_for("authenticode.certificates", "authenticode.key")?;
        Ok(Some(Self {
            certificates,
            key: if key.starts_with("pkcs11:") { Key::token(config, key)? } else { Key::file(config, key)? },
            password: config.secret("authenticode.password"),
            timestamp: config.text("authenticode.timestamp").map(str::to_owned),
            roots: config.file("authenticode.roots")?,
            timestamp_roots: config.file("authenticode.timestamp-roots")?,
        }))
    }

    /// Whether a signature lasts longer than its certificate.
    pub(super) fn is_stamped(&self) -> bool {
        self.timestamp.is_some()
    }

    /// Checks that the secrets exist, and that other users can't read them.
    pub(super) fn check_secrets(&self) -> Result {
        if let Key::File(key) = &self.key {
            secret::check(key)?;
        }
        self.password.as_deref().map_or(Ok(()), secret::check)
    }

    /// Signs a program or an installer. A signature that it already has is replaced.
    pub(super) fn sign(&self, file: &Path) -> Result {
        self.check_secrets()?;
        let mut command = tool("osslsigncode");
        command.args(["sign", "-h", "sha256", "-n", "Watchword", "-certs"]).arg(&self.certificates);
        match &self.key {
            Key::File(key) => _ = command.arg("-key").arg(key),
            Key::Token { uri, module, settings } => {
                command.arg("-pkcs11module").arg(module).args(["-key", uri]);
                command.envs(settings.as_ref().map(|(name, path)| (name, path)));
            }
        }
        if let Some(address) = &self.timestamp {
            command.args(["-ts", address]);
        }
        if let Some(password) = &self.password {
            command.arg("-readpass").arg(password);
        }
        replace(file, |signed| {
            capture(command.arg("-in").arg(file).arg("-out").arg(signed))?;
            let like_before = fs::metadata(file).and_then(|file| fs::set_permissions(signed, file.permissions()));
            like_before.map_err(|error| Failed(format!("{}: {error}.", signed.display())))
        })
    }

    /// Checks a signature: that it is right, and that it will be right after its certificate has
    /// expired if there are time stamps.
    pub(crate) fn verify(&self, file: &Path) -> Result {
        self.verify_after(0, file)?;
        if self.is_stamped() { self.verify_after(Self::LATER, file) } else { Ok(()) }
    }

    /// Checks a signature as if today were `days` days later.
    pub(crate) fn verify_after(&self, days: u64, file: &Path) -> Result {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let mut command = tool("osslsigncode");
        command.args(["verify", "-time", &(now + days * 24 * 60 * 60).to_string()]);
        if fetches_revocations()? {
            // Without a network, a right signature would be wrong.
            command.arg("-ignore-cdp");
        }
        for (option, roots) in [("-CAfile", &self.roots), ("-TSA-CAfile", &self.timestamp_roots)] {
            if let Some(roots) = roots {
                command.arg(option).arg(roots);
            }
        }
        let told = capture(command.arg("-in").arg(file))?;
        if self.is_stamped() && !told.contains(TIMESTAMP_IS_RIGHT) {
            return Err(Failed(format!("{}: no time stamp, or a wrong one.\n{told}", file.display())));
        }
        Ok(())
    }
}

/// Returns whether osslsigncode fetches lists of revoked certificates. Debian 12's 2.5 doesn't.
fn fetches_revocations() -> Result<bool> {
    let told = tool("osslsigncode").args(["verify", "--help"]).output();
    let told = told.map_err(|error| Failed(format!("osslsigncode does not start: {error}.")))?;
    Ok([told.stdout, told.stderr].iter().any(|text| String::from_utf8_lossy(text).contains("-ignore-cdp")))
}

impl Key {
    fn file(config: &Config, key: &str) -> Result<Self> {
        match ["authenticode.module", "authenticode.module-settings"].iter().find(|key| config.text(key).is_some()) {
            Some(other) => {
                Err(config.wrong(other, &format!("The key is a file, so {other} has no effect. Remove it.")))
            }
            None => Ok(Self::File(config.resolve(key))),
        }
    }

    fn token(config: &Config, uri: &str) -> Result<Self> {
        if uri.contains("pin-value=") {
            let why = "Other users can see a PIN in an address. Put it into the file of authenticode.password.";
            return Err(config.wrong("authenticode.key", why));
        }
        let module = config.file_for("authenticode.module", "authenticode.key")?;
        let settings = config.text("authenticode.module-settings").map(|settings| {
            let (variable, path) = settings.split_once('=').ok_or_else(|| {
                config.wrong("authenticode.module-settings", "This isn't `VARIABLE=PATH`. Correct it.")
            })?;
            Ok((variable.trim().to_owned(), config.resolve(path.trim())))
        });
        Ok(Self::Token { uri: uri.to_owned(), module, settings: settings.transpose()? })
    }
}
