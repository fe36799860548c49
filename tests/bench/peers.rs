use std::{
    fs,
    io::Write as _,
    process::{Command, Stdio},
};

use watchword_tests::Desktop;

use crate::vault;

const PASSWORD: &str = "kancil 7204 becak";
const KDBX: &str = "peer.kdbx";

/// Another authenticator, as packaged by Debian.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    program: &'static str,
    keeps: Keeps,
}

enum Keeps {
    /// A KeePass database, which the program's own command creates.
    Kdbx,
    /// A database that only its window can create, so the program is measured without one.
    Nothing,
}

pub(crate) const PEERS: &[Peer] = &[
    Peer { name: "KeePassXC", program: "keepassxc", keeps: Keeps::Kdbx },
    Peer { name: "OTPClient", program: "otpclient", keeps: Keeps::Nothing },
];

impl Peer {
    /// Returns whether the program is installed. Prints a message if not.
    pub(crate) fn is_installed(&self, desktop: &Desktop) -> bool {
        let found = desktop.command("which").arg(self.program).stdout(Stdio::null()).status();
        let found = found.is_ok_and(|status| status.success());
        if !found {
            eprintln!("{} is not installed (apt-get install {}).", self.name, self.program);
        }
        found
    }

    /// Creates a database with `accounts` accounts, if the program can do so without its window.
    pub(crate) fn prepare(&self, desktop: &Desktop, accounts: usize) {
        match self.keeps {
            Keeps::Kdbx => make_kdbx(desktop, accounts),
            Keeps::Nothing => {}
        }
    }

    /// Builds a command that runs the program, which then asks for its password or database.
    pub(crate) fn command(&self, desktop: &Desktop) -> Command {
        let mut command = desktop.command(self.program);
        if let Keeps::Kdbx = self.keeps {
            command.arg(desktop.home().join(KDBX));
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Opens the database by keyboard, as a user does.
    pub(crate) fn unlock(&self, desktop: &Desktop) {
        if let Keeps::Kdbx = self.keeps {
            desktop.display().type_text(PASSWORD);
            desktop.display().press(&["Return"]);
        }
    }

    /// Describes its state when it is measured at rest.
    pub(crate) fn at_rest(&self) -> &'static str {
        match self.keeps {
            Keeps::Kdbx => "with a database of as many entries open",
            Keeps::Nothing => "at its first screen, without a database",
        }
    }
}

fn make_kdbx(desktop: &Desktop, accounts: usize) {
    let entries = (0..accounts).map(vault::account).map(|account| {
        let (issuer, name, secret) = (account.issuer, account.account, account.secret.to_base32());
        let uri = format!("otpauth://totp/{issuer}:{name}?secret={}&amp;issuer={issuer}", *secret);
        let strings = [("Title", issuer), ("UserName", name), ("otp", uri)];
        let strings = strings.map(|(key, value)| format!("<String><Key>{key}</Key><Value>{value}</Value></String>"));
        format!("<Entry>{}</Entry>", strings.concat())
    });
    let entries: String = entries.collect();
    let xml = format!("<KeePassFile><Meta/><Root><Group><Name>Root</Name>{entries}</Group></Root></KeePassFile>");
    let (from, to) = (desktop.home().join("peer.xml"), desktop.home().join(KDBX));
    fs::write(&from, xml).expect("a file in the home");
    let mut import = desktop.command("keepassxc-cli");
    import.args(["import", "--quiet", "--set-password"]).args([from, to]).stdin(Stdio::piped()).stderr(Stdio::null());
    let mut import = import.spawn().expect("keepassxc-cli comes with KeePassXC");
    let twice = format!("{PASSWORD}\n{PASSWORD}\n");
    import.stdin.take().expect("piped").write_all(twice.as_bytes()).expect("it reads the password");
    assert!(import.wait().is_ok_and(|status| status.success()), "no database was made");
}
