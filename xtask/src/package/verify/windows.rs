//! Installs, upgrades, repairs and removes Watchword for Windows under Wine, and uses the command
//! in between.

mod check;
mod computer;
mod installation;
mod vault;

use std::{fs, path::Path};

use super::super::{
    files::{copy, files, output},
    msi::{self, version},
    release::Release,
};
use crate::{
    Failed, Result,
    setup::{self, Foreign},
    steps::Steps,
};
use check::{ensure, read};
use computer::Computer;
use installation::{Choices, Installation};
use vault::Vault;

/// The most bytes of an installer.
const MOST_BYTES: u64 = 14 << 20;

/// The version of the installer that the release's must replace.
const EARLIER: &str = "0.0.0";

/// Reinstalls all files. (`msiexec /f` does nothing under Wine.)
const REPAIR: [&str; 2] = ["REINSTALL=ALL", "REINSTALLMODE=amus"];

/// What an administrator chose at the first installation.
const CHOSEN: Choices =
    Choices { folder: r"C:\Perangkat Lunak\Watchword", autostart: true, desktop: true, path: false, otpauth: true };
/// What is installed if nobody chose.
const USUAL: Choices =
    Choices { folder: r"C:\Program Files\Watchword", autostart: false, desktop: false, path: true, otpauth: false };

/// Checks the release's installer.
///
/// # Errors
/// Fails at the first step that went wrong, with its name and what was found.
pub(super) fn verify(release: &Release<'_>) -> Result {
    if let Foreign::Nowhere(packages) = setup::for_wine()? {
        return Err(Failed(format!("This machine's packages lack {}.", packages.join(", "))));
    }
    let (msi, work) = (msi::path(release), release.scratch("msi-verify")?);
    let mut steps = Steps::new();
    let size = fs::metadata(&msi).map_err(|error| Failed(format!("{}: {error}.", msi.display())))?.len();
    ensure(size <= MOST_BYTES, || format!("{} has {size} bytes", msi.display()))?;
    let current = work.join("current");
    steps.take("programs in the MSI", || {
        extract(release, &msi, &current)?;
        check_manifests(&current)?;
        check_versions(release, &msi, &current)
    })?;
    let (old, earlier) = (work.join("earlier.msi"), work.join("earlier"));
    steps.take("MSI of an earlier version", || repack(release, &current, &earlier, &old))?;
    let computer = steps.take("Wine", || Computer::new(release.workspace, &work))?;
    let (vault, installed) = (Vault::new(&computer), Installation::new(&computer));

    steps.take("silent installation with choices", || {
        installed.install(&old, &CHOSEN.arguments())?;
        installed.check(&earlier, EARLIER, &CHOSEN)
    })?;
    steps.take("vault", || vault.make(&installed))?;
    steps.take("upgrade", || {
        installed.install(&msi, &[])?;
        installed.check(&current, &release.version, &CHOSEN)?;
        vault.check(&installed)
    })?;
    steps.take("downgrade", || {
        installed.refuse(&old)?;
        installed.check(&current, &release.version, &CHOSEN)?;
        vault.check(&installed)
    })?;
    steps.take("repair", || {
        installed.damage(&CHOSEN)?;
        installed.install(&msi, &REPAIR.map(str::to_owned))?;
        installed.check(&current, &release.version, &CHOSEN)?;
        vault.check(&installed)
    })?;
    steps.take("wrong PINs", || vault.wait_after_wrong_pins(&installed))?;
    steps.take("removal", || {
        let before = vault.files()?;
        installed.remove(&msi)?;
        ensure(vault.files()? == before, || "Removing Watchword changed the vault".to_owned())
    })?;
    steps.take("installation without choices", || {
        installed.install(&msi, &[])?;
        installed.check(&current, &release.version, &USUAL)?;
        vault.check(&installed)
    })?;
    steps.take("another choice", || {
        let again = [REPAIR[0], REPAIR[1], "AUTOSTART=1"];
        installed.install(&msi, &again.map(str::to_owned))?;
        installed.check(&current, &release.version, &Choices { autostart: true, ..USUAL })?;
        installed.remove(&msi)
    })
}

/// Unpacks the programs in an installer into a folder.
fn extract(release: &Release<'_>, msi: &Path, to: &Path) -> Result {
    let all = to.with_extension("all");
    output(release.command("msiextract").arg("--directory").arg(&all).arg(msi))?;
    for file in files(&all)? {
        copy(&file, &to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// Checks that the programs have what Windows reads in them before it starts them.
fn check_manifests(programs: &Path) -> Result {
    for (program, words) in [
        ("watchword.exe", &["longPathAware"][..]),
        ("watchword-app.exe", &["longPathAware", "PerMonitorV2", "Microsoft.Windows.Common-Controls"]),
    ] {
        let bytes = read(&programs.join(program))?;
        for word in words {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            ensure(found, || format!("The manifest of {program} lacks {word}"))?;
        }
    }
    Ok(())
}

/// Checks that the installer's table has the versions of its programs. Without them, Windows would
/// keep those of an earlier version, and then remove them. Wine would not.
fn check_versions(release: &Release<'_>, msi: &Path, programs: &Path) -> Result {
    let table = output(release.command("msiinfo").arg("export").arg(msi).arg("File"))?;
    for (name, id) in msi::EXES.iter().chain([&msi::LOADER]) {
        let file = programs.join(name);
        if !file.exists() {
            continue;
        }
        let version = version::read(&file)?.ok_or_else(|| Failed(format!("{name} has no version.")))?;
        let [a, b, c, d] = version.numbers;
        let expected = format!("{a}.{b}.{c}.{d}\t{}", version.language);
        let row = table.lines().find(|row| row.split('\t').next() == Some(*id)).unwrap_or_default();
        ensure(row.contains(&expected), || format!("The installer doesn't say that {name} is {expected}: {row}"))?;
    }
    Ok(())
}

/// Makes an installer of an earlier version of the same programs, which differ in their version
/// resources alone. So an upgrade shows whether Windows replaces the programs, but not whether this
/// version reads an earlier one's vault: the tests of golden vaults show that.
fn repack(release: &Release<'_>, current: &Path, earlier: &Path, msi: &Path) -> Result {
    for (name, _) in msi::EXES.iter().chain([&msi::LOADER]) {
        if current.join(name).exists() {
            copy(&current.join(name), &earlier.join(name))?;
        }
    }
    for (name, _) in msi::EXES {
        version::change(&earlier.join(name), msi::numbers(EARLIER)?)?;
    }
    msi::stage_bills(release, earlier)?;
    msi::pack(release, earlier, EARLIER, msi)
}
