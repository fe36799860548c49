//! The files of the Linux packages, where they will be installed.

use std::path::{Path, PathBuf};

use super::{
    files::{copy, make, output, read, write},
    release::{AGENT, Release},
    sbom,
};
use crate::{Result, workspace::run};

/// A package for Linux.
pub(super) struct Tree {
    /// The package's name, both in Debian's and in Red Hat's archives.
    pub(super) name: &'static str,
    pub(super) summary: &'static str,
    pub(super) description: &'static str,
    /// The packages that it works better with: Debian's names, and those of rpm's world.
    pub(super) recommends: [&'static str; 2],
    /// The folder that stands for `/`.
    pub(super) root: PathBuf,
    /// The program in `/usr/bin`.
    pub(super) program: &'static str,
}

/// The id of the app, by which desktops find its icon.
const ID: &str = "org.watchword.Watchword";

/// The sizes of the icon, in pixels. The small drawing has fewer details.
const ICONS: &[u32] = &[16, 24, 32, 48, 64, 128, 256, 512];

impl Tree {
    /// Lays out both packages.
    pub(super) fn both(release: &Release<'_>) -> Result<[Self; 2]> {
        Ok([Self::command(release)?, Self::desktop(release)?])
    }

    /// Lays out the command: no other package of Watchword needs to be installed, and no desktop.
    fn command(release: &Release<'_>) -> Result<Self> {
        let tree = Self {
            name: "watchword",
            summary: "one-time codes in the terminal",
            description: "Watchword shows the codes that sites ask for when you sign in (TOTP, HOTP and\n\
                          Steam). A PIN opens the vault, and the system's keyring holds the encrypted\n\
                          secrets. This package has the command; watchword-desktop has the window.",
            recommends: ["gnome-keyring | keepassxc", "gnome-keyring"],
            root: release.scratch("watchword")?,
            program: "watchword",
        };
        let linux = release.workspace.root.join("packaging/linux");
        for page in super::files::files(&linux.join("man"))? {
            tree.compressed(release, &read(&page)?, &format!("usr/share/man/man1/{}.gz", name(&page)))?;
        }
        let completions = linux.join("completions");
        for (file, folder) in [
            ("watchword.bash", "bash-completion/completions/watchword"),
            ("_watchword", "zsh/vendor-completions/_watchword"),
            ("watchword.fish", "fish/vendor_completions.d/watchword.fish"),
        ] {
            copy(&completions.join(file), &tree.root.join("usr/share").join(folder))?;
        }
        let icons = release.workspace.root.join("icons/tray");
        for (icon, name) in [("open-symbolic.svg", "symbolic"), ("locked-symbolic.svg", "locked-symbolic")] {
            let folder = tree.root.join("usr/share/icons/hicolor/symbolic/apps");
            copy(&icons.join(icon), &folder.join(format!("{ID}-{name}.svg")))?;
        }
        let (service, runner) = (format!("{ID}.Agent.service"), format!("{ID}.krunner.desktop"));
        let share = tree.root.join("usr/share");
        copy(&linux.join(&service), &share.join("dbus-1/services").join(&service))?;
        copy(&linux.join(&runner), &share.join("krunner/dbusplugins").join(&runner))?;
        // The window, the command and the session bus start it.
        tree.program(release, AGENT, AGENT, "usr/libexec/watchword")?;
        tree.common(release)
    }

    /// Lays out the window.
    pub(super) fn desktop(release: &Release<'_>) -> Result<Self> {
        let tree = Self {
            name: "watchword-desktop",
            summary: "desktop authenticator for one-time codes",
            description: "Watchword shows the codes that sites ask for when you sign in (TOTP, HOTP and\n\
                          Steam), on the computer where you sign in. It reads QR codes from the screen,\n\
                          images, PDFs and the camera. A PIN opens the vault, and the system's keyring\n\
                          holds the encrypted secrets. Watchword makes no network connections unless you\n\
                          turn on the check for updates.",
            recommends: ["watchword, gnome-keyring | keepassxc", "watchword gnome-keyring"],
            root: release.scratch("watchword-desktop")?,
            program: "watchword-app",
        };
        let (linux, icons) = (release.workspace.root.join("packaging/linux"), release.workspace.root.join("icons"));
        let share = tree.root.join("usr/share");
        copy(&linux.join(format!("{ID}.desktop")), &share.join(format!("applications/{ID}.desktop")))?;
        let provider = format!("{ID}.search-provider.ini");
        copy(&linux.join(&provider), &share.join("gnome-shell/search-providers").join(&provider))?;
        let metainfo = with_address(&read(&linux.join(format!("{ID}.metainfo.xml")))?, release.address());
        write(&share.join(format!("metainfo/{ID}.metainfo.xml")), metainfo)?;
        for size in ICONS {
            let icon = share.join(format!("icons/hicolor/{size}x{size}/apps/{ID}.png"));
            copy(&icons.join(format!("{size}x{size}.png")), &icon)?;
        }
        copy(&icons.join("watchword.svg"), &share.join(format!("icons/hicolor/scalable/apps/{ID}.svg")))?;
        tree.compressed(release, &read(&linux.join("watchword-app.1"))?, "usr/share/man/man1/watchword-app.1.gz")?;
        tree.common(release)
    }

    /// Adds a program and its bill of materials.
    fn program(&self, release: &Release<'_>, program: &str, bill: &str, folder: &str) -> Result {
        let to = self.root.join(folder).join(program);
        sbom::embed(release, &release.bill(bill, ""), &release.workspace.released(program), &to)?;
        copy(&release.bill(bill, ""), &self.documents().join(format!("{bill}.cdx.json")))
    }

    /// Adds what both packages have: the program, its licences and its bill of materials.
    fn common(self, release: &Release<'_>) -> Result<Self> {
        self.program(release, self.program, self.name, "usr/bin")?;
        let documents = self.documents();
        write(&documents.join("copyright"), copyright(&release.workspace.root)?)?;
        self.compressed(release, &read(&release.workspace.root.join("CHANGELOG.md"))?, &self.document("NEWS.gz"))?;
        Ok(self)
    }

    /// Returns the folder of the package's documents.
    pub(super) fn documents(&self) -> PathBuf {
        self.root.join("usr/share/doc").join(self.name)
    }

    /// Returns the path of one of the package's documents, below `/`.
    pub(super) fn document(&self, name: &str) -> String {
        format!("usr/share/doc/{}/{name}", self.name)
    }

    /// Writes a compressed file without the time and the name that gzip would otherwise keep.
    pub(super) fn compressed(&self, release: &Release<'_>, text: &str, path: &str) -> Result {
        let packed = self.root.join(path);
        let plain = packed.with_extension("");
        make(packed.parent().unwrap_or(&packed))?;
        write(&plain, text)?;
        run(release.command("gzip").args(["--best", "--no-name", "--force"]).arg(&plain))
    }

    /// Returns the size of all files, in KiB, each rounded up.
    pub(super) fn kibibytes(&self) -> Result<u64> {
        let sizes =
            super::files::files(&self.root)?.into_iter().map(|path| path.metadata().map_or(0, |data| data.len()));
        Ok(sizes.map(|bytes| bytes.div_ceil(1024)).sum())
    }

    /// Returns the checksums of all files as Debian's packages list them.
    pub(super) fn md5sums(&self, release: &Release<'_>) -> Result<String> {
        let files = super::files::files(&self.root)?;
        let names = files.iter().filter_map(|path| path.strip_prefix(&self.root).ok());
        output(release.command("md5sum").current_dir(&self.root).args(names.filter(|name| !name.starts_with("DEBIAN"))))
    }
}

/// Fills in the address of the project's page. Without one, the description has no screenshots,
/// which must be on the web.
fn with_address(metainfo: &str, address: Option<&str>) -> String {
    if let Some(address) = address {
        return metainfo.replace("@ADDRESS@", address.trim_end_matches('/'));
    }
    let (mut kept, mut inside) = (String::new(), false);
    for line in metainfo.lines() {
        inside |= line.contains("<screenshots>");
        if !inside && !line.contains("@ADDRESS@") {
            kept += line;
            kept.push('\n');
        }
        inside &= !line.contains("</screenshots>");
    }
    kept
}

/// Returns the licences in Debian's form, with their texts.
fn copyright(root: &Path) -> Result<String> {
    let text = |path: &str| -> Result<String> {
        let lines = read(&root.join(path))?;
        let lines =
            lines.lines().map(str::trim_end).map(|line| if line.is_empty() { " .".into() } else { format!(" {line}") });
        Ok(lines.collect::<Vec<_>>().join("\n"))
    };
    let form = read(&root.join("packaging/linux/copyright"))?;
    Ok(form.replace("@MIT@", &text("LICENSE-MIT")?).replace("@OFL@", &text("crates/paper/fonts/OFL.txt")?))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::with_address;

    #[test]
    fn screenshots_need_an_address() {
        let metainfo = include_str!("../../../packaging/linux/org.watchword.Watchword.metainfo.xml");
        let (without, with) = (with_address(metainfo, None), with_address(metainfo, Some("https://example.org/")));
        assert!(!without.contains('@') && !without.contains("screenshot") && without.contains("<releases>"));
        assert!(!with.contains('@') && with.contains("<image>https://example.org/docs/screens/add.png</image>"));
    }
}
