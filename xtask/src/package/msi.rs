//! The installer for Windows. wixl builds it from `packaging/windows/watchword.wxs`; `tables` adds
//! what wixl can't express.

mod tables;
pub(super) mod version;

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

use super::{
    files::{copy, files, make, output, read, write},
    release::Release,
    sbom,
};
use crate::{
    Failed, Result, foreign, ui,
    workspace::{quiet, run},
};
pub(super) use tables::VAULTS_STAY;

/// The programs, and their names in the installer's File table.
pub(super) const EXES: &[(&str, &str)] = &[("watchword-app.exe", "WindowExe"), ("watchword.exe", "CommandExe")];
/// The packages whose programs they are, in the same order.
const PACKAGES: [&str; 2] = ["watchword-desktop", "watchword"];
/// The library that finds WebView2. Microsoft's compiler links it into the window's program.
pub(super) const LOADER: (&str, &str) = ("WebView2Loader.dll", "Loader");
/// Other files: where they are in the checkout, and their names in the installer.
pub(super) const OTHERS: &[(&str, &str)] = &[
    ("LICENSE-MIT", "LICENSE-MIT.txt"),
    ("LICENSE-APACHE", "LICENSE-APACHE.txt"),
    ("crates/paper/fonts/OFL.txt", "OFL.txt"),
    ("icons/icon.ico", "watchword.ico"),
];

/// Builds the installer, and signs it and the programs in it if there are keys. The programs are
/// those in the folder `built`, which the release workflow builds with Microsoft's compiler, or
/// else are built here.
pub(super) fn build(release: &Release<'_>, built: Option<&Path>) -> Result {
    let programs = built.map_or_else(|| build_programs(release), |folder| Ok(folder.to_owned()))?;
    let stage = release.scratch("msi")?.join("stage");
    stage_programs(release, &programs, &stage)?;
    for (name, _) in EXES {
        let (exe, wanted) = (stage.join(name), numbers(&release.version)?);
        let found = version::read(&exe)?.map(|version| version.numbers);
        if found != Some(wanted) {
            return Err(Failed(format!("{}: its file version is {found:?}, not {wanted:?}.", exe.display())));
        }
        release.signer.as_ref().map_or(Ok(()), |signer| signer.authenticode(&exe))?;
    }
    let msi = path(release);
    pack(release, &stage, &release.version, &msi)?;
    release.signer.as_ref().map_or(Ok(()), |signer| signer.authenticode(&msi))
}

/// Returns the path of the release's installer.
pub(super) fn path(release: &Release<'_>) -> PathBuf {
    release.folder.join(format!("watchword-{}-x64.msi", release.version))
}

/// Packs the files in a folder, to which it adds the licences and the icon.
///
/// The same files and the same version give the same installer, byte for byte.
pub(super) fn pack(release: &Release<'_>, stage: &Path, version: &str, msi: &Path) -> Result {
    for (from, to) in OTHERS {
        copy(&release.workspace.root.join(from), &stage.join(to))?;
    }
    let mut versions = Vec::new();
    for (name, id) in EXES.iter().chain([&LOADER]) {
        if stage.join(name).exists() {
            versions.push((*id, version::read(&stage.join(name))?));
        }
    }
    let work = stage.with_extension("work");
    make(&work)?;
    let unfinished = work.join("unfinished.msi");
    let queries = tables::queries(&versions);
    let identity = Identity::new(release, stage, version, &queries, &work)?;
    let [major, minor, patch, _] = numbers(version)?;
    let mut wixl = release.command("wixl");
    // It finds files only by relative paths.
    wixl.current_dir(stage).args(["--arch", "x64", "--output"]).arg(&unfinished);
    for (name, value) in [
        ("ProductCode", identity.product.as_str()),
        ("Version", &format!("{major}.{minor}.{patch}")),
        ("NextVersion", &format!("{major}.{minor}.{}", patch + 1)),
        ("Loader", if stage.join(LOADER.0).exists() { "yes" } else { "no" }),
        ("VaultsStay", VAULTS_STAY),
    ] {
        wixl.arg("-D").arg(format!("{name}={value}"));
    }
    run(wixl.arg(release.workspace.root.join("packaging/windows/watchword.wxs")))?;
    change(release, &unfinished, &queries)?;
    identity.write(release, &unfinished, &work)?;
    copy(&unfinished, msi)
}

/// Returns the four numbers of a version, the last of which is 0.
///
/// Windows compares numbers only, so a pre-release has those of the release that it precedes.
///
/// # Errors
/// Fails if a number is larger than Windows allows: 255, 255 and, with room for a later version,
/// 65534.
pub(super) fn numbers(version: &str) -> Result<[u16; 4]> {
    let plain = version.split(['-', '+']).next().unwrap_or_default();
    let parts: Option<Vec<u16>> = plain.split('.').map(|part| part.parse().ok()).collect();
    match parts.as_deref() {
        Some(&[major @ 0..=255, minor @ 0..=255, patch @ 0..=65534]) => Ok([major, minor, patch, 0]),
        _ => Err(Failed(format!("Windows doesn't install a version such as {version}."))),
    }
}

/// Builds the window and the command for Windows, and returns their folder.
fn build_programs(release: &Release<'_>) -> Result<PathBuf> {
    let workspace = release.workspace;
    ui::build(workspace)?;
    let mut cargo = foreign::cargo_for_windows(workspace, "build");
    cargo.args(["--release", "--locked", "--package=watchword-app", "--package=watchword-cli"]).args(quiet());
    run(release.released(&mut cargo)?)?;
    Ok(foreign::target(workspace).join(foreign::WINDOWS).join("release"))
}

/// Copies the programs, with the lists of their crates, and their bills of materials.
fn stage_programs(release: &Release<'_>, programs: &Path, stage: &Path) -> Result {
    for ((name, _), package) in EXES.iter().zip(PACKAGES) {
        sbom::embed(release, &release.bill(package, sbom::WINDOWS), &programs.join(name), &stage.join(name))?;
    }
    stage_bills(release, stage)?;
    let loader = programs.join(LOADER.0);
    if loader.exists() { copy(&loader, &stage.join(LOADER.0)) } else { Ok(()) }
}

/// Copies the programs' bills of materials.
pub(super) fn stage_bills(release: &Release<'_>, stage: &Path) -> Result {
    PACKAGES
        .iter()
        .try_for_each(|package| copy(&release.bill(package, sbom::WINDOWS), &stage.join(format!("{package}.cdx.json"))))
}

/// Changes the tables of an installer.
fn change(release: &Release<'_>, msi: &Path, queries: &[String]) -> Result {
    let mut msibuild = release.command("msibuild");
    msibuild.arg(msi);
    for query in queries {
        msibuild.arg("-q").arg(query);
    }
    // It continues after a query that fails.
    let told = msibuild.output().map_err(|error| Failed(format!("msibuild does not start: {error}.")))?;
    if told.status.success() && told.stdout.is_empty() && told.stderr.is_empty() {
        return Ok(());
    }
    let said = [told.stdout, told.stderr].concat();
    Err(Failed(format!("msibuild failed ({}): {}", told.status, String::from_utf8_lossy(&said))))
}

/// What distinguishes an installer from every other one, derived from what is in it. wixl would
/// make it from random numbers and the time.
struct Identity {
    /// The GUID by which Windows remembers what is installed.
    product: String,
    /// The GUID by which Windows recognises this file.
    package: String,
}

impl Identity {
    fn new(release: &Release<'_>, stage: &Path, version: &str, queries: &[String], work: &Path) -> Result<Self> {
        let date = UNIX_EPOCH + Duration::from_secs(release.date);
        let staged = files(stage)?;
        for path in &staged {
            let file = File::options().write(true).open(path).and_then(|file| file.set_modified(date));
            file.map_err(|error| Failed(format!("{}: {error}.", path.display())))?;
        }
        let names = staged.iter().filter_map(|path| path.file_name());
        let sums = output(release.command("sha256sum").current_dir(stage).args(names))?;
        let source = read(&release.workspace.root.join("packaging/windows/watchword.wxs"))?;
        let queries = queries.join("\n");
        let code = |name: &str| -> Result<String> {
            let text = work.join(name);
            write(&text, format!("{name}\nwatchword {version}\n{sums}{source}{queries}"))?;
            guid(&output(release.command("sha256sum").arg(&text))?)
        };
        Ok(Self { product: code("product")?, package: code("package")? })
    }

    /// Writes the installer's summary.
    fn write(&self, release: &Release<'_>, msi: &Path, work: &Path) -> Result {
        let date = format!("@{}", release.date);
        let date = output(release.command("date").args(["--utc", "--date", &date, "+%Y/%m/%d %H:%M:%S"]))?;
        let (date, package) = (date.trim_end(), &self.package);
        // By their numbers: the package's GUID, and when it was made and changed.
        let rows = format!("9\t{{{package}}}\r\n12\t{date}\r\n13\t{date}\r\n");
        let table = "_SummaryInformation";
        let text = format!("PropertyId\tValue\r\ni2\tl255\r\n{table}\tPropertyId\r\n{rows}");
        write(&work.join(format!("{table}.idt")), text)?;
        run(release.command("msibuild").current_dir(work).arg(msi).args(["-i", &format!("{table}.idt")]))
    }
}

/// Makes a GUID of the first 128 bits of a SHA-256 in hexadecimal (version 8 in RFC 9562).
fn guid(sum: &str) -> Result<String> {
    let digits: Vec<char> = sum.chars().take(32).collect();
    if digits.len() != 32 || !digits.iter().all(char::is_ascii_hexdigit) {
        return Err(Failed(format!("Not a SHA-256: {sum}.")));
    }
    let variant = ['8', '9', 'A', 'B'][digits[16].to_digit(16).unwrap_or_default() as usize % 4];
    let part = |range: std::ops::Range<usize>| digits[range].iter().collect::<String>().to_uppercase();
    Ok(format!("{}-{}-8{}-{variant}{}-{}", part(0..8), part(8..12), part(13..16), part(17..20), part(20..32)))
}

#[cfg(test)]
mod tests {
    use super::{guid, numbers};

    #[test]
    fn versions_are_those_that_windows_compares() {
        assert_eq!(numbers("1.20.300").expect("a version"), [1, 20, 300, 0]);
        assert_eq!(numbers("0.2.0-beta.1+7").expect("a version"), [0, 2, 0, 0]);
        for wrong in ["", "1.2", "1.2.3.4", "256.0.0", "0.256.0", "0.0.65535", "1.x.0"] {
            assert!(numbers(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn guids_have_version_8_and_the_variant_of_the_rfc() {
        let sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  -\n";
        assert_eq!(guid(sum).expect("a GUID"), "01234567-89AB-8DEF-8123-456789ABCDEF");
        for wrong in ["", "0123", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"] {
            assert!(guid(wrong).is_err(), "{wrong}");
        }
    }
}
