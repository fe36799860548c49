use super::{
    files::{files, output, read, write},
    release::Release,
    tree::Tree,
};
use crate::{Failed, Result, workspace::run};

/// Builds the `.rpm` packages of the command and of the window.
pub(super) fn build(release: &Release<'_>) -> Result {
    Tree::both(release)?.iter().try_for_each(|tree| pack(release, tree))
}

fn pack(release: &Release<'_>, tree: &Tree) -> Result {
    let work = release.scratch(&format!("{}-rpm", tree.name))?;
    let spec = work.join("watchword.spec");
    let form = read(&release.workspace.root.join("packaging/linux/watchword.spec"))?;
    write(&spec, form + &listed(tree)?)?;
    write(&work.join("description"), tree.description)?;
    let changed = output(release.command("date").args(["--date", &format!("@{}", release.date), "+%a %b %d %Y"]))?;
    let changed = changed.trim_end().to_owned();
    let mut rpm = release.command("rpmbuild");
    rpm.args(["-bb", "--quiet", "--target=x86_64"]);
    for (name, value) in [
        ("_topdir", work.display().to_string()),
        ("tree", tree.root.display().to_string()),
        ("description_file", work.join("description").display().to_string()),
        ("package", tree.name.to_owned()),
        ("program", tree.program.to_owned()),
        ("release_version", release.version.clone()),
        ("summary", capitalised(tree.summary)),
        ("recommended", tree.recommends[1].to_owned()),
        ("changed", changed),
        // The same package whenever and wherever it is built.
        ("_buildhost", "localhost".to_owned()),
        ("use_source_date_epoch_as_buildtime", "1".to_owned()),
        ("clamp_mtime_to_source_date_epoch", "1".to_owned()),
        ("_binary_payload", "w19.xzdio".to_owned()),
        // The programs are stripped already, and Red Hat's own folders have the same names.
        ("_prefix", "/usr".to_owned()),
        ("_build_id_links", "none".to_owned()),
        ("debug_package", "%{nil}".to_owned()),
        ("__os_install_post", "%{nil}".to_owned()),
    ] {
        rpm.arg("--define").arg(format!("{name} {value}"));
    }
    if let Some(address) = release.address() {
        rpm.arg("--define").arg(format!("address {address}"));
    }
    run(rpm.arg(&spec))?;
    let made = files(&work.join("RPMS"))?;
    let [made] = &made[..] else { return Err(Failed("rpmbuild did not make one package.".to_owned())) };
    let package = release.rpm(tree.name);
    super::files::copy(made, &package)?;
    release.signer.as_ref().map_or(Ok(()), |signer| signer.rpm(&package))
}

/// Returns the lines that list the package's files other than the program, and its own folders.
fn listed(tree: &Tree) -> Result<String> {
    // Other folders belong to the system.
    let mut lines = format!("%dir /usr/share/doc/{}\n", tree.name);
    if tree.root.join("usr/libexec").is_dir() {
        lines += &format!("%dir /usr/libexec/{}\n", tree.name);
    }
    for file in files(&tree.root)? {
        let path = file.strip_prefix(&tree.root).unwrap_or(&file).display().to_string();
        let kind = match path.split('/').nth(2) {
            _ if path.starts_with("usr/bin/") => continue,
            Some("doc") if path.ends_with("copyright") => "%license ",
            Some("doc") => "%doc ",
            _ => "",
        };
        lines += &format!("{kind}/{path}\n");
    }
    Ok(lines)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
