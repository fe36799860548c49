use std::{
    fs,
    io::Write as _,
    process::{Command, Stdio},
};

use watchword_tests::Desktop;

use crate::vault;

const PASSWORD: &str = "kancil 7204 becak";
const KDBX: &str = "peer.kdbx";

/// Another program that keeps seeds, as Debian has it.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    program: &'static str,
    keeps: Keeps,
}

enum Keeps {
    /// A database that its own command makes.
    Kdbx,
    /// One that only its window makes: it is measured as it first starts.
    Nothing,
}

pub(crate) const PEERS: &[Peer] = &[
    Peer { name: "KeePassXC", program: "keepassxc", keeps: Keeps::Kdbx },
    Peer { name: "OTPClient", program: "otpclient", keeps: Keeps::Nothing },
];

impl Peer {
    /// Whether it is here; says so if not.
    pub(crate) fn is_installed(&self, desktop: &Desktop) -> bool {
        let found = desktop.command("which").arg(self.program).stdout(Stdio::null()).status();
        let found = found.is_ok_and(|status| status.success());
        if !found {
            eprintln!("{} is not installed (apt-get install {}).", self.name, self.program);
        }
        found
    }

    /// Gives it as many accounts, where that can be done without its window.
    pub(crate) fn prepare(&self, desktop: &Desktop, accounts: usize) {
        match self.keeps {
            Keeps::Kdbx => make_kdbx(desktop, accounts),
            Keeps::Nothing => {}
        }
    }

    /// The program, not started yet, which will ask for its password or database.
    pub(crate) fn command(&self, desktop: &Desktop) -> Command {
        let mut command = desktop.command(self.program);
        if let Keeps::Kdbx = self.keeps {
            command.arg(desktop.home().join(KDBX));
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Opens its database by the keyboard, as one does.
    pub(crate) fn unlock(&self, desktop: &Desktop) {
        if let Keeps::Kdbx = self.keeps {
            desktop.display().type_text(PASSWORD);
            desktop.display().press(&["Return"]);
        }
    }

    /// What it shows when it is measured at rest.
    pub(crate) fn at_rest(&self) -> &'static str {
        match self.keeps {
            Keeps::Kdbx => "its database of as many entries open",
            Keeps::Nothing => "its first screen, without a database",
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
