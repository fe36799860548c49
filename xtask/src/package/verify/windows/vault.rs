use std::{cell::Cell, collections::BTreeMap, fs, path::PathBuf, thread, time::Duration};

use super::{
    super::super::files::files,
    check::{ensure, read},
    computer::{Computer, Told, drive_z},
    installation::Installation,
};
use crate::{Failed, Result};

const PIN: &str = "kancil 7204 becak";
/// The seed of RFC 4226 and RFC 6238 in Base32.
const SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/// What `SEED` stands for.
const RAW_SEED: &str = "12345678901234567890";
/// The codes for the first counters, from RFC 4226, appendix D.
const HOTP_CODES: [&str; 6] = ["755224", "287082", "359152", "969429", "338314", "254676"];

/// A vault that the installed command makes and opens.
pub(super) struct Vault<'a> {
    computer: &'a Computer,
    /// The number of codes that the counter-based account has given out.
    counter: Cell<usize>,
}

impl<'a> Vault<'a> {
    pub(super) fn new(computer: &'a Computer) -> Self {
        Self { computer, counter: Cell::new(0) }
    }

    /// Makes a vault with three accounts, and checks where it keeps their secrets.
    pub(super) fn make(&self, installed: &Installation<'_>) -> Result {
        self.done(installed, &["init"], "")?;
        let link = |kind: &str, issuer: &str, more: &str| {
            format!("otpauth://{kind}/{issuer}:ayu?secret={SEED}&issuer={issuer}{more}\r\n")
        };
        self.done(installed, &["add", "--uri", "-"], &link("totp", "Example", ""))?;
        self.done(installed, &["add", "--uri", "-"], &link("hotp", "Bank", "&counter=0"))?;
        let list = self.computer.folder().join("tautan è.txt");
        let shop = link("totp", "Shop", "&digits=8");
        fs::write(&list, shop).map_err(|error| Failed(format!("{}: {error}.", list.display())))?;
        self.done(installed, &["import", &drive_z(&list)], "")?;
        self.check(installed)?;
        let credentials = self.computer.registry_below(r"HKCU\Software\Wine\Credential Manager")?;
        let kept = credentials.to_lowercase().contains("watchword");
        ensure(kept, || format!("The Credential Manager has nothing of Watchword's:\n{credentials}"))?;
        for (path, bytes) in self.files()? {
            let has = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
            ensure(!has(SEED) && !has(RAW_SEED), || format!("{} has a secret", path.display()))?;
        }
        Ok(())
    }

    /// Checks that the vault opens with all its accounts and gives out the next code.
    pub(super) fn check(&self, installed: &Installation<'_>) -> Result {
        let listed = self.done(installed, &["list"], "")?;
        let rows = listed.lines().count();
        ensure(rows == 3, || format!("The vault has {rows} accounts:\n{listed}"))?;
        let expected = |arguments: &[&str], code: &str| {
            let found = self.done(installed, arguments, "")?;
            ensure(found == format!("{code}\n"), || format!("The code is {found:?}, not {code}"))
        };
        expected(&["code", "example", "--at", "59"], "287082")?;
        // RFC 6238, appendix B.
        expected(&["code", "shop", "--at", "59"], "94287082")?;
        expected(&["code", "bank"], HOTP_CODES[self.counter.get()])?;
        self.counter.set(self.counter.get() + 1);
        Ok(())
    }

    /// Checks that wrong PINs are refused, that the right PIN is refused during the wait, and that
    /// it opens the vault afterwards.
    pub(super) fn wait_after_wrong_pins(&self, installed: &Installation<'_>) -> Result {
        for _ in 0..2 {
            let said = self.refused(installed, "not the PIN")?;
            ensure(!said.contains("seconds"), || format!("A wait after too few wrong PINs: {said}"))?;
        }
        self.refused(installed, "not the PIN")?;
        self.computer.restart();
        let said = self.refused(installed, PIN)?;
        let seconds = said.split_whitespace().find_map(|word| word.parse().ok());
        let seconds: u64 = seconds.filter(|seconds| (1..=30).contains(seconds)).unwrap_or_default();
        ensure(seconds > 0, || format!("No wait after three wrong PINs: {said}"))?;
        thread::sleep(Duration::from_secs(seconds + 1));
        self.check(installed)
    }

    /// Returns the vault's files and what is in them.
    pub(super) fn files(&self) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
        let folder = self.computer.home(r"AppData\Local\watchword");
        let found = files(&folder)?;
        let has_vault = found.contains(&folder.join("vault.bin"));
        ensure(has_vault, || format!("{} has no vault", folder.display()))?;
        found.into_iter().map(|path| read(&path).map(|bytes| (path, bytes))).collect()
    }

    fn done(&self, installed: &Installation<'_>, arguments: &[&str], input: &str) -> Result<String> {
        let told = self.run(installed, PIN, arguments, input)?;
        ensure(told.status.success(), || format!("watchword {} failed: {}", arguments.join(" "), told.stderr))?;
        Ok(told.stdout)
    }

    /// Returns what the command says when it refuses a PIN.
    fn refused(&self, installed: &Installation<'_>, pin: &str) -> Result<String> {
        let told = self.run(installed, pin, &["list"], "")?;
        let refused = told.status.code() == Some(1) && told.stdout.is_empty();
        ensure(refused, || format!("A PIN was not refused ({}): {}", told.status, told.stderr))?;
        Ok(told.stderr)
    }

    fn run(&self, installed: &Installation<'_>, pin: &str, arguments: &[&str], input: &str) -> Result<Told> {
        let command = installed.command()?;
        self.computer.run(&[&[command.as_str(), "--pin-stdin"][..], arguments].concat(), &format!("{pin}\r\n{input}"))
    }
}
