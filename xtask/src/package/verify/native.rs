//! What only Windows and macOS can verify of their own packages. The release workflow does so, and
//! nobody has tried it by hand.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use crate::{
    Failed, Result,
    package::{files::output, release::Release, sbom},
    workspace::run,
};

/// An image with a QR code. Reading it needs no vault.
const CODE: &str = "fuzz/corpus/picture/seed.jpg";

/// Installs the MSI, runs the command, and removes both.
pub(super) fn verify_on_windows(release: &Release<'_>) -> Result {
    let msi = release.folder.join(format!("watchword-{}-x64.msi", release.version));
    is_signed_for_windows(&msi)?;
    let install = |option: &str| run(Command::new("msiexec").arg(option).arg(&msi).args(["/qn", "/norestart"]));
    install("/i")?;
    let folder = PathBuf::from(env::var_os("ProgramFiles").unwrap_or_default()).join("Watchword");
    for (program, package) in [("watchword.exe", "watchword"), ("watchword-app.exe", "watchword-desktop")] {
        let program = folder.join(program);
        is_signed_for_windows(&program)?;
        let bill = release.bill(package, sbom::WINDOWS);
        sbom::check(release, &bill, &program)?;
        sbom::check_embedded(release, &bill, &program)?;
    }
    answers(release, &folder.join("watchword.exe"))?;
    stays_up(&folder.join("watchword-app.exe"))?;
    install("/x")?;
    if folder.exists() {
        return Err(Failed(format!("{} is still there after the removal.", folder.display())));
    }
    Ok(())
}

fn is_signed_for_windows(file: &Path) -> Result {
    let mut shell = Command::new("powershell");
    shell.args(["-NoProfile", "-Command", "(Get-AuthenticodeSignature -LiteralPath $env:FILE).Status"]);
    let status = output(shell.env("FILE", file))?;
    match status.trim() {
        "Valid" => Ok(()),
        status => Err(Failed(format!("The signature of {} is {status}.", file.display()))),
    }
}

/// Checks that the command runs, says its version and reads a QR code.
fn answers(release: &Release<'_>, command: &Path) -> Result {
    let version = output(Command::new(command).arg("--version"))?;
    if version.trim() != format!("watchword {}", release.version) {
        return Err(Failed(format!("The installed command says that it is {}.", version.trim())));
    }
    let code = release.workspace.root.join(CODE);
    let text = output(Command::new(command).arg("scan").arg(&code))?;
    if text.contains("otpauth://") {
        return Ok(());
    }
    Err(Failed(format!("The installed command doesn't read {}.", code.display())))
}

/// Verifies the signature and the notarization of the image for macOS and of the app in it, and
/// starts the app.
pub(super) fn verify_on_macos(release: &Release<'_>) -> Result {
    let image = release.folder.join(format!("watchword-{}-{}.dmg", release.version, env::consts::ARCH));
    run(Command::new("xcrun").args(["stapler", "validate"]).arg(&image))?;
    let volume = release.scratch("image")?;
    let mut attach = Command::new("hdiutil");
    attach.args(["attach", "-nobrowse", "-readonly", "-mountpoint"]).arg(&volume);
    run(attach.arg(&image).stdout(Stdio::null()))?;
    let verified = verify_app(release, &volume.join("Watchword.app"));
    run(Command::new("hdiutil").arg("detach").arg(&volume).stdout(Stdio::null()))?;
    verified
}

fn verify_app(release: &Release<'_>, app: &Path) -> Result {
    run(Command::new("codesign").args(["--verify", "--deep", "--strict"]).arg(app))?;
    // Gatekeeper's own judgement of a program that was downloaded.
    run(Command::new("spctl").args(["--assess", "--type", "execute", "--verbose"]).arg(app))?;
    run(Command::new("xcrun").args(["stapler", "validate"]).arg(app))?;
    let program = app.join("Contents/MacOS/watchword-app");
    sbom::check(release, &release.bill("watchword-desktop", sbom::MACOS), &program)?;
    stays_up(&program)
}

/// Checks that the window's program is still running ten seconds after its start.
fn stays_up(program: &Path) -> Result {
    let failed = |error: std::io::Error| Failed(format!("{}: {error}.", program.display()));
    let mut running = Command::new(program).spawn().map_err(failed)?;
    thread::sleep(Duration::from_secs(10));
    let ended = running.try_wait().map_err(failed)?;
    if let Some(status) = ended {
        return Err(Failed(format!("{} ended ({status}).", program.display())));
    }
    running.kill().and_then(|()| running.wait()).map(drop).map_err(failed)
}
