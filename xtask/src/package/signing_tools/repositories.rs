use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{company::Company, samples};
use crate::{
    Failed, Result,
    package::{
        files::files,
        release::Release,
        repository,
        sign::Signer,
        tool::{capture, tool},
        update, verify,
    },
    workspace::Workspace,
};

/// Signed packages for Linux, and their repositories.
fn repositories<'a>(company: &Company, workspace: &'a Workspace, signer: Signer) -> Release<'a> {
    let folder = workspace.target.join("package");
    fs::create_dir_all(&folder).expect("a folder");
    samples::deb(&folder.join("watchword_1.2.3_amd64.deb"), &company.path().join("deb"));
    samples::rpm(&folder.join("watchword-1.2.3.rpm"), &company.path().join("rpm"));
    signer.rpm(&folder.join("watchword-1.2.3.rpm")).expect("a signature");
    let signer = Some(signer);
    let release = Release { workspace, version: "1.2.3".to_owned(), date: 1_700_000_000, folder, signer };
    repository::build(&release).expect("repositories");
    release
}

/// Packages of every kind, signed, with everything that accompanies them.
fn published<'a>(company: &Company, workspace: &'a Workspace, signer: Signer) -> Release<'a> {
    let stage = company.path().join("stage");
    fs::create_dir_all(&stage).expect("a folder");
    samples::exe(&stage.join("sample.exe"));
    signer.authenticode(&stage.join("sample.exe")).expect("a signature");
    samples::msi(&stage.join("watchword.msi"));
    signer.authenticode(&stage.join("watchword.msi")).expect("a signature");
    let release = repositories(company, workspace, signer);
    fs::copy(stage.join("watchword.msi"), release.folder.join("watchword.msi")).expect("a copy");
    release.write_checksums().expect("checksums");
    update::write_update(&release).expect("an update file");
    release
}

fn workspace(company: &Company) -> Workspace {
    let root = company.path().to_owned();
    Workspace { target: root.join("target"), tools: root.join("tools"), root }
}

fn signatures(release: &Release<'_>) -> Result {
    verify::signatures::verify(&release.folder, release.signer.as_ref().expect("keys"))
}

#[test]
fn everything_published_is_right_and_nothing_changed_is() {
    let company = Company::new();
    let workspace = workspace(&company);
    let signer = company.signer(&(company.token() + &company.timestamp() + &company.others()));
    let release = published(&company, &workspace, signer);
    signatures(&release).expect("right, and refused after each change");

    let update = fs::read_to_string(release.folder.join("stable.json")).expect("an update file");
    let address = "https://example.org/releases/tag/v1.2.3";
    let expected = format!("{{\"channel\":\"stable\",\"version\":\"1.2.3\",\"address\":\"{address}\"}}\n");
    assert_eq!(update, expected);

    let refused = |path: &str, because: &str| {
        let file = release.folder.join(path);
        let before = fs::read(&file).expect("a file");
        fs::remove_file(&file).expect("a file");
        let Failed(why) = signatures(&release).expect_err(path);
        assert!(why.contains(because), "{path}: {why}");
        fs::write(&file, before).expect("a file");
    };
    refused("stable.json.minisig", "stable.json");
    refused("SHA256SUMS", "SHA256SUMS");
    refused("repository/apt/dists/stable/InRelease", "apt");
    refused("repository/apt/pool/watchword_1.2.3_amd64.deb", "apt");
    refused("repository/dnf/repodata/repomd.xml.asc", "dnf");
    let stage = company.path().join("stage");
    samples::exe(&stage.join("sample.exe"));
    samples::msi(&stage.join("watchword.msi"));
    release.signer.as_ref().expect("keys").authenticode(&stage.join("watchword.msi")).expect("a signature");
    fs::copy(stage.join("watchword.msi"), release.folder.join("watchword.msi")).expect("a copy");
    let Failed(why) = signatures(&release).expect_err("an unsigned program in a signed installer");
    assert!(why.contains("sample.exe is not signed"), "{why}");

    fs::copy(release.folder.join("watchword-1.2.3.rpm"), release.folder.join("other.rpm")).expect("a copy");
    let Failed(why) = signatures(&release).expect_err("a package without a checksum");
    assert!(why.contains("SHA256SUMS lacks"), "{why}");
}

#[test]
fn repositories_depend_on_their_packages_and_date_only() {
    let company = Company::new();
    let workspace = workspace(&company);
    let release = repositories(&company, &workspace, company.signer(&company.others()));
    let contents = || -> Vec<(PathBuf, Vec<u8>)> {
        let all = files(&release.folder.join("repository")).expect("files").into_iter();
        let is_signature =
            |file: &PathBuf| ["InRelease", "Release.gpg", "repomd.xml.asc"].iter().any(|name| file.ends_with(name));
        all.filter(|file| !is_signature(file)).map(|file| (file.clone(), fs::read(file).expect("a file"))).collect()
    };
    let first = contents();
    // A second later, so that a time of now would differ.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    repository::build(&release).expect("repositories");
    let second = contents();
    for (first, second) in first.iter().zip(&second) {
        assert!(first == second, "{} and {} differ", first.0.display(), second.0.display());
    }
    assert_eq!(first.len(), second.len());
}

/// Runs apt-get with nothing of this system but its programs.
fn apt_get(root: &Path, arguments: &[&str]) -> Result<String> {
    let mut apt = tool("apt-get");
    for (option, path) in [
        ("Dir::Etc::sourcelist", "/dev/null".to_owned()),
        ("Dir::Etc::sourceparts", root.display().to_string()),
        ("Dir::State", root.join("state").display().to_string()),
        ("Dir::State::status", root.join("status").display().to_string()),
        ("Dir::Cache", root.join("cache").display().to_string()),
        ("APT::Architecture", "amd64".to_owned()),
        ("APT::Update::Error-Mode", "any".to_owned()),
        // Otherwise root's apt-get reads as a user who cannot enter these folders.
        ("APT::Sandbox::User", "root".to_owned()),
    ] {
        apt.args(["-o", &format!("{option}={path}")]);
    }
    capture(apt.current_dir(root).args(arguments))
}

#[test]
fn apt_accepts_the_repository_but_no_change() {
    let company = Company::new();
    let workspace = workspace(&company);
    let release = repositories(&company, &workspace, company.signer(&company.others()));
    let (apt, root) = (release.folder.join("repository/apt"), company.path().join("apt"));
    fs::create_dir_all(root.join("state/lists/partial")).expect("a folder");
    fs::create_dir_all(root.join("cache/archives/partial")).expect("a folder");
    fs::write(root.join("status"), "").expect("a file");
    let sources = fs::read_to_string(apt.join("watchword.sources")).expect("sources");
    assert!(sources.contains("https://packages.example.org/apt\n"), "{sources}");
    let sources = sources
        .replace("https://packages.example.org/apt", &format!("file:{}", apt.display()))
        .replace("/etc/apt/keyrings", &apt.display().to_string());
    fs::write(root.join("watchword.sources"), sources).expect("a file");

    apt_get(&root, &["update"]).expect("an index that is right");
    apt_get(&root, &["download", "watchword"]).expect("a package that is right");
    assert!(root.join("watchword_1.2.3_amd64.deb").is_file());

    let index = apt.join("dists/stable/InRelease");
    let text = fs::read_to_string(&index).expect("an index");
    fs::write(&index, text.replace("Suite: stable", "Suite: stablf")).expect("a file");
    // It would fall back to these.
    fs::remove_file(apt.join("dists/stable/Release.gpg")).expect("a file");
    let Failed(why) = apt_get(&root, &["update"]).expect_err("an index that is changed");
    assert!(why.contains("BADSIG") || why.contains("not signed"), "{why}");
}

/// Runs dnf with nothing of this system but its programs.
fn dnf(root: &Path, arguments: &[&str]) -> Result<String> {
    let mut dnf = tool("dnf");
    dnf.arg("--config").arg(root.join("dnf.conf")).arg("--installroot").arg(root.join("system"));
    for (option, path) in [("reposdir", "."), ("cachedir", "cache"), ("logdir", "."), ("persistdir", "state")] {
        dnf.arg(format!("--setopt={option}={}", root.join(path).display()));
    }
    capture(dnf.args(["--releasever=1", "--assumeyes"]).args(arguments))
}

#[test]
fn dnf_accepts_the_repository_but_no_change() {
    let company = Company::new();
    let workspace = workspace(&company);
    let release = repositories(&company, &workspace, company.signer(&company.others()));
    let (repository, root) = (release.folder.join("repository/dnf"), company.path().join("dnf"));
    fs::create_dir_all(&root).expect("a folder");
    fs::write(root.join("dnf.conf"), "[main]\n").expect("a file");
    let repo = fs::read_to_string(repository.join("watchword.repo")).expect("a repo file");
    let repo = repo.replace("https://packages.example.org/dnf", &format!("file://{}", repository.display()));
    fs::write(root.join("watchword.repo"), repo).expect("a file");

    dnf(&root, &["makecache"]).expect("an index that is right");
    let found = dnf(&root, &["repoquery", "watchword"]).expect("a list that is right");
    assert!(found.contains("watchword-0:1.2.3-1.noarch"), "{found}");

    let index = repository.join("repodata/repomd.xml");
    let text = fs::read_to_string(&index).expect("an index");
    fs::write(&index, text.replace("<revision>17", "<revision>18")).expect("a file");
    let Failed(why) = dnf(&root, &["makecache", "--refresh"]).expect_err("an index that is changed");
    assert!(why.contains("Bad GPG signature"), "{why}");
}
