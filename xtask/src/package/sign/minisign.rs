use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use super::{config::Config, replace::replace, secret};
use crate::{
    Result,
    package::tool::{capture, capture_with, tool},
};

/// Signs checksums and the update file (<https://jedisct1.github.io/minisign/>).
pub(crate) struct Minisign {
    key: PathBuf,
    public: PathBuf,
    /// The file with the key's password.
    password: Option<PathBuf>,
}

impl Minisign {
    pub(super) fn read(config: &Config) -> Result<Option<Self>> {
        let Some(key) = config.main("minisign.key")? else { return Ok(None) };
        Ok(Some(Self {
            key: config.resolve(key),
            public: config.file_for("minisign.public", "minisign.key")?,
            password: config.secret("minisign.password"),
        }))
    }

    /// Checks that the secrets exist, and that other users can't read them.
    pub(super) fn check_secrets(&self) -> Result {
        secret::check(&self.key)?;
        self.password.as_deref().map_or(Ok(()), secret::check)
    }

    /// Writes a file's signature beside it. The signature also covers the comment.
    pub(super) fn sign(&self, file: &Path, comment: &str) -> Result {
        self.check_secrets()?;
        let mut password = self.password.as_deref().map(secret::password).transpose()?.unwrap_or_default();
        password.push(b'\n');
        replace(&signature(file), |unfinished| {
            let mut command = tool("minisign");
            command.args(["-S", "-t", comment, "-s"]).arg(&self.key).arg("-m").arg(file).arg("-x").arg(unfinished);
            capture_with(&mut command, &password).map(drop)
        })
    }

    /// Checks the signature beside a file.
    pub(crate) fn verify(&self, file: &Path) -> Result {
        let mut command = tool("minisign");
        capture(command.args(["-V", "-p"]).arg(&self.public).arg("-m").arg(file).arg("-x").arg(signature(file)))
            .map(drop)
    }
}

/// Returns the path of a file's signature.
pub(crate) fn signature(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".minisig");
    PathBuf::from(name)
}
