//! Signatures made and checked by the tools themselves, with keys that exist only here. These tests
//! need every tool for signing, so `cargo xtask test` runs them with `--all`.

mod authority;
mod company;
mod repositories;
mod samples;

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use super::sign::{Authenticode, Signer};
use company::Company;

/// Returns whether a check refuses a copy of the file with one bit changed in the middle.
fn refuses_change(file: &Path, check: impl Fn(&Path) -> bool) -> bool {
    let copy = file.with_file_name("changed");
    let mut bytes = fs::read(file).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&copy, bytes).expect("a file");
    !check(&copy)
}

#[test]
fn programs_and_installers_are_signed() {
    let company = Company::new();
    let (program, installer) = (company.path().join("sample.exe"), company.path().join("sample.msi"));
    for key in [company.file(), company.token()] {
        let (stamped, unstamped) = (company.signer(&(key.clone() + &company.timestamp())), company.signer(&key));
        let with = stamped.authenticode.as_ref().expect("a key");
        let without = unstamped.authenticode.as_ref().expect("a key");
        samples::exe(&program);
        for file in [&program, &installer] {
            if file == &installer {
                samples::msi(file);
            }
            without.verify(file).expect_err("not signed yet");

            unstamped.authenticode(file).expect("a signature");
            without.verify(file).expect("right until its certificate expires");
            without.verify_after(Authenticode::LATER, file).expect_err("expired");
            with.verify_after(0, file).expect_err("no time stamp");

            stamped.authenticode(file).expect("a signature");
            with.verify(file).expect("right for as long as its time stamp");
            with.verify_after(Authenticode::LATER, file).expect("right after its certificate has expired");
            assert!(refuses_change(file, |copy| with.verify(copy).is_ok()));
            assert!(refuses_change(file, |copy| without.verify(copy).is_ok()));
        }
    }
}

#[test]
fn signatures_that_fail_leave_the_file_as_it_was() {
    let company = Company::new();
    let program = company.path().join("sample.exe");
    samples::exe(&program);
    let before = fs::read(&program).expect("a program");
    let stopped = "authenticode.timestamp = http://127.0.0.1:9\n".to_owned();
    for lines in [
        company.file().replace("= password", "= pin"),
        company.file().replace("= password", "= empty"),
        company.token().replace("= pin", "= password"),
        company.token().replace("object=code", "object=other"),
        company.file() + &stopped,
    ] {
        let failed = company.signer(&lines).authenticode(&program).expect_err(&lines);
        assert!(failed.0.contains("osslsigncode"), "{}", failed.0);
        assert!(!failed.0.contains("4711") && !failed.0.contains("pass word"), "{}", failed.0);
        assert!(fs::read(&program).expect("a program") == before, "{lines}");
        assert!(!company.path().join("sample.exe.signing").exists());
    }
}

#[test]
fn other_peoples_keys_are_refused() {
    let (ours, theirs) = (Company::new(), Company::new());
    let lines = |company: &Company| company.file() + &company.timestamp() + &company.others();
    let (signer, other) = (ours.signer(&lines(&ours)), theirs.signer(&lines(&theirs)));
    let (program, package, text) = (ours.path().join("a.exe"), ours.path().join("a.rpm"), ours.path().join("a.json"));
    samples::exe(&program);
    samples::rpm(&package, &ours.path().join("rpm"));
    fs::write(&text, "{}\n").expect("a file");
    let judge = |judge: &Signer| {
        let openpgp = judge.openpgp.as_ref().expect("a key").keyring().expect("a keyring");
        let minisign = judge.minisign.as_ref().expect("a key");
        let authenticode = judge.authenticode.as_ref().expect("a key");
        [authenticode.verify(&program), openpgp.rpm(&package), minisign.verify(&text)].map(|verdict| verdict.is_ok())
    };
    assert_eq!(judge(&signer), [false; 3], "not signed yet");
    signer.authenticode(&program).expect("a signature");
    signer.rpm(&package).expect("a signature");
    signer.minisign(&text).expect("a signature");
    assert_eq!(judge(&signer), [true; 3]);
    assert_eq!(judge(&other), [false; 3]);
    let keyring = signer.openpgp.as_ref().expect("a key").keyring().expect("a keyring");
    assert!(refuses_change(&package, |copy| keyring.rpm(copy).is_ok()));
}

#[test]
fn secrets_that_others_can_read_are_refused() {
    let company = Company::new();
    let lines = company.file() + &company.others();
    let signer = company.signer(&lines);
    for secret in ["password", "locked.key", "minisign.key"] {
        let set =
            |mode| fs::set_permissions(company.key(secret), fs::Permissions::from_mode(mode)).expect("permissions");
        set(0o640);
        let failed = signer.check_secrets().expect_err(secret);
        assert!(failed.0.contains("Other users can read") && failed.0.contains(secret), "{}", failed.0);
        set(0o600);
        signer.check_secrets().expect("secrets");
    }
}
