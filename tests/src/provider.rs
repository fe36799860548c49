use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    bus::Bus,
    environment::Environment,
    process::{Process, read, run},
    wait_for,
};

/// The bus name that a keyring owns (Secret Service API).
pub(crate) const NAME: &str = "org.freedesktop.secrets";

const KEEPASSXC_PASSWORD: &str = "login";
/// Settings that enable KeePassXC's Secret Service without confirmation prompts.
const KEEPASSXC_SETTINGS: &str = "[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\nSingleInstance=false\n\
     OpenPreviousDatabasesOnStartup=false\n\n\
     [FdoSecrets]\nEnabled=true\nConfirmAccessItem=false\nConfirmDeleteItem=false\nShowNotification=false\n";
/// A KeePassXC database without entries, exposed as a whole to the Secret Service.
const KEEPASSXC_DATABASE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<KeePassFile><Meta><CustomData><Item>\
     <Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{00010203-0405-0607-0809-0a0b0c0d0e0f}</Value></Item></CustomData></Meta>\
     <Root><Group><UUID>AAECAwQFBgcICQoLDA0ODw==</UUID><Name>Root</Name></Group></Root></KeePassFile>\n";

/// A program that serves as the keyring of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// GNOME Keyring whose login keyring has a password.
    Gnome,
    /// GNOME Keyring whose login keyring has no password, and is stored unencrypted.
    GnomeWithoutPassword,
    /// KeePassXC with a database open. Its windows need a display.
    KeePassXc,
}

impl Provider {
    /// Returns the program's name, for headings.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gnome => "GNOME Keyring",
            Self::GnomeWithoutPassword => "GNOME Keyring without a password",
            Self::KeePassXc => "KeePassXC",
        }
    }

    /// Returns whether the program is installed.
    pub fn is_here(self) -> bool {
        let program = if self == Self::KeePassXc { "keepassxc-cli" } else { "gnome-keyring-daemon" };
        Command::new(program).arg("--version").output().is_ok()
    }

    /// Starts the keyring on a bus, unlocked. It uses its existing files, if there are any.
    #[track_caller]
    pub(crate) fn start(self, bus: &Bus, environment: &Environment) -> Process {
        bus.wait_for_nobody(NAME);
        let command = |program: &str| {
            let mut command = environment.command(program);
            command.env("DBUS_SESSION_BUS_ADDRESS", bus.address());
            command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
            command
        };
        let home = |name: &str| PathBuf::from(environment.value(name));
        let mut gnome = command("gnome-keyring-daemon");
        gnome.args(["--foreground", "--components=secrets"]);
        let (mut program, password) = match self {
            Self::Gnome => {
                gnome.arg("--unlock");
                (gnome, "login")
            }
            Self::GnomeWithoutPassword => {
                without_password(&home("XDG_DATA_HOME").join("keyrings"));
                (gnome, "")
            }
            Self::KeePassXc => {
                let database = database(&home("XDG_DATA_HOME"), &home("XDG_CONFIG_HOME"), command);
                let mut keepassxc = command("keepassxc");
                keepassxc.arg("--pw-stdin").arg(database);
                (keepassxc, KEEPASSXC_PASSWORD)
            }
        };
        let mut process = Process::start(&mut program);
        process.feed(password.as_bytes());
        bus.wait_for_owner(NAME);
        wait_for("a keyring that is open", 20, || {
            let mut ask = command("dbus-send");
            ask.args(["--print-reply", &format!("--dest={NAME}"), "/org/freedesktop/secrets/aliases/default"]);
            ask.args(["org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection"]);
            let locked = run(ask.arg("string:Locked"), b"");
            let locked = String::from_utf8_lossy(&locked.stdout).into_owned();
            // A keyring without a password unlocks on the first request.
            let opens =
                locked.contains("boolean false") || self == Self::GnomeWithoutPassword && locked.contains("boolean");
            opens.then_some(())
        });
        process
    }
}

/// Creates a login keyring without a password, unless there is one.
fn without_password(keyrings: &Path) {
    let login = keyrings.join("login.keyring");
    if !login.exists() {
        fs::create_dir_all(keyrings).expect("a folder in the home");
        fs::write(keyrings.join("default"), "login").expect("the default keyring's name");
        fs::write(login, "[keyring]\ndisplay-name=login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n")
            .expect("a keyring");
    }
}

/// Returns the path of KeePassXC's database, and creates it unless it exists.
#[track_caller]
fn database(data: &Path, config: &Path, command: impl Fn(&str) -> Command) -> PathBuf {
    let database = data.join("keyrings/login.kdbx");
    if !database.exists() {
        let (settings, xml) = (config.join("keepassxc"), data.join("keepassxc.xml"));
        for folder in [&settings, &data.join("keyrings")] {
            fs::create_dir_all(folder).expect("a folder in the home");
        }
        fs::write(settings.join("keepassxc.ini"), KEEPASSXC_SETTINGS).expect("settings");
        fs::write(&xml, KEEPASSXC_DATABASE).expect("a database's text");
        let mut import = command("keepassxc-cli");
        import.args(["import", "--set-password", "--decryption-time", "100"]).arg(&xml).arg(&database);
        read(&mut import, format!("{KEEPASSXC_PASSWORD}\n{KEEPASSXC_PASSWORD}\n").as_bytes());
    }
    database
}
