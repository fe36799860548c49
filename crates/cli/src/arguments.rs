use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use watchword_session::{ExportFormat, StoreKind, Words};

use crate::format;

/// The command line. Its help texts are in `locales/`, under `cli-` and the names of the command
/// and the argument.
#[derive(Parser)]
#[command(name = "watchword", version)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Args)]
pub(crate) struct Global {
    #[arg(long, global = true, value_name = "DIR", env = "WATCHWORD_VAULT")]
    pub(crate) vault: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) pin_stdin: bool,
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Add(Add),
    List,
    Code(Code),
    Copy(Copy),
    Verify(Verify),
    Lock,
    Status,
    Palette,
    Policy,
    Provision(Provision),
    Audit(Audit),
    Scan(Scan),
    Import(Import),
    Export(Export),
    Formats,
    Backup(Backup),
    Restore(Restore),
}

#[derive(Args)]
#[command(group = ArgGroup::new("named").args(["uri", "issuer", "account"]).required(true).multiple(true))]
pub(crate) struct Add {
    #[arg(long, value_name = "URI", conflicts_with_all = ["issuer", "account", "kind", "algorithm", "digits", "period", "counter"])]
    pub(crate) uri: Option<String>,
    #[arg(long, default_value = "")]
    pub(crate) issuer: String,
    #[arg(long, default_value = "")]
    pub(crate) account: String,
    #[arg(long, value_enum, default_value = "totp")]
    pub(crate) kind: KindArgument,
    #[arg(long, value_parser = ["SHA1", "SHA256", "SHA512"], default_value = "SHA1", ignore_case = true)]
    pub(crate) algorithm: String,
    #[arg(long, default_value_t = 6)]
    pub(crate) digits: u32,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub(crate) period: u32,
    #[arg(long, default_value = "0")]
    pub(crate) counter: String,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindArgument {
    Totp,
    Hotp,
    Steam,
}

/// One account: in the vault, or in a URI, which needs no vault.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Which {
    pub(crate) query: Option<String>,
    #[arg(long, value_name = "URI")]
    pub(crate) uri: Option<String>,
}

#[derive(Args)]
pub(crate) struct Code {
    #[command(flatten)]
    pub(crate) which: Which,
    #[arg(long, value_name = "UNIX_SECONDS")]
    pub(crate) at: Option<u64>,
    #[arg(long, conflicts_with_all = ["uri", "at"])]
    pub(crate) copy: bool,
    #[arg(long, requires = "copy")]
    pub(crate) osc52: bool,
}

#[derive(Args)]
pub(crate) struct Copy {
    pub(crate) query: String,
    #[arg(long)]
    pub(crate) osc52: bool,
}

#[derive(Args)]
#[command(allow_missing_positional = true)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) which: Which,
    #[arg(required = true)]
    pub(crate) code: String,
    #[arg(long, value_name = "STEPS", default_value_t = 1, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub(crate) window: u32,
    #[arg(long, value_name = "UNIX_SECONDS")]
    pub(crate) at: Option<u64>,
}

#[derive(Args)]
#[command(group = ArgGroup::new("source").args(["images", "screen", "clipboard"]).required(true).multiple(true))]
pub(crate) struct Scan {
    #[arg(value_name = "IMAGE")]
    pub(crate) images: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) screen: bool,
    #[arg(long)]
    pub(crate) clipboard: bool,
}

#[derive(Args)]
pub(crate) struct Import {
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(format::names()))]
    pub(crate) from: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, requires = "dry_run")]
    pub(crate) reveal: bool,
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

#[derive(Args)]
pub(crate) struct Export {
    pub(crate) query: Option<String>,
    #[arg(long, value_name = "FORMAT", value_parser = export_format())]
    pub(crate) to: ExportFormat,
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) password_stdin: bool,
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

fn export_format() -> impl TypedValueParser<Value = ExportFormat> {
    let names = PossibleValuesParser::new(ExportFormat::ALL.map(ExportFormat::name));
    names.try_map(|name| ExportFormat::named(&name).ok_or("not a format"))
}

#[derive(Args)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) store: Store,
    #[arg(long)]
    pub(crate) replace: bool,
}

/// Where a new vault keeps its secrets.
#[derive(Args)]
pub(crate) struct Store {
    #[arg(long)]
    pub(crate) file_store: bool,
}

impl Store {
    pub(crate) fn kind(&self) -> StoreKind {
        if self.file_store { StoreKind::File } else { StoreKind::Keyring }
    }
}

#[derive(Args)]
pub(crate) struct Backup {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, conflicts_with_all = ["passphrase", "passphrase_stdin", "force"])]
    pub(crate) check: bool,
    #[arg(long)]
    pub(crate) passphrase: bool,
    #[arg(long)]
    pub(crate) passphrase_stdin: bool,
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Args)]
pub(crate) struct Provision {
    /// Those in the policy's folder if there is none.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

#[derive(Args)]
pub(crate) struct Audit {
    #[arg(value_enum)]
    pub(crate) action: AuditAction,
    /// The vault's own log if there is none.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditAction {
    Verify,
}

#[derive(Args)]
pub(crate) struct Restore {
    /// The vault's own backups if there is none.
    #[arg(value_name = "FILE|DIR")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: Store,
    #[arg(long)]
    pub(crate) replace: bool,
}

impl Arguments {
    /// Parses the command line. Exits with status 2 if it has a mistake.
    pub(crate) fn parse(words: &Words) -> Self {
        let matches = command(words).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// The command with its help in the user's language.
fn command(words: &Words) -> clap::Command {
    let mut command = Arguments::command().about(words.say("cli-about", &[]));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    command = command.mut_args(|arg| describe(arg, "cli", words));
    for name in names {
        let key = format!("cli-{name}");
        command = command.mut_subcommand(&name, |sub| {
            sub.about(words.say(&key, &[])).long_about(None::<&str>).mut_args(|arg| describe(arg, &key, words))
        });
    }
    command
}

fn describe(arg: clap::Arg, key: &str, words: &Words) -> clap::Arg {
    match arg.get_id().as_str() {
        "help" | "version" => arg,
        id => {
            let message = format!("{key}-{}", id.replace('_', "-"));
            arg.help(words.say(&message, &[])).long_help(None::<&str>)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use clap_complete::Shell;
    use watchword_session::Locale;

    use super::*;

    #[test]
    fn every_argument_is_described_in_every_language() {
        for locale in Locale::ALL {
            let command = command(&Words::new(locale));
            command.clone().debug_assert();
            for sub in std::iter::once(&command).chain(command.get_subcommands()) {
                let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty() && !about.starts_with("cli-"), "{locale:?}: {}: {about}", sub.get_name());
                for arg in sub.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        !help.is_empty() && !help.starts_with("cli-"),
                        "{locale:?}: {} {}",
                        sub.get_name(),
                        arg.get_id()
                    );
                }
            }
        }
    }

    /// The ids of the messages that the help consists of.
    fn described() -> BTreeSet<String> {
        let mut names = BTreeSet::from(["cli-about".to_owned()]);
        let command = Arguments::command();
        for (sub, key) in std::iter::once((&command, "cli".to_owned()))
            .chain(command.get_subcommands().map(|sub| (sub, format!("cli-{}", sub.get_name()))))
        {
            names.extend(sub.get_arguments().map(|arg| format!("{key}-{}", arg.get_id().as_str().replace('_', "-"))));
            names.insert(key);
        }
        names.remove("cli");
        names
    }

    /// The man pages and completions that the packages contain. `WATCHWORD_WRITE_DOCS=1` writes
    /// them.
    #[test]
    fn man_pages_and_completions_are_fresh() {
        let packaging = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/linux");
        let made = tempfile::tempdir().unwrap();
        let (man, completions) = (made.path().join("man"), made.path().join("completions"));
        fs::create_dir(&man).unwrap();
        fs::create_dir(&completions).unwrap();
        // The help subcommand would add a page of its own for every other one.
        let mut command = command(&Words::new(Locale::English)).disable_help_subcommand(true);
        clap_mangen::generate_to(command.clone(), &man).unwrap();
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            clap_complete::generate_to(shell, &mut command, "watchword", &completions).unwrap();
        }
        for folder in ["man", "completions"] {
            let (made, kept) = (files(&made.path().join(folder)), packaging.join(folder));
            if std::env::var_os("WATCHWORD_WRITE_DOCS").is_some() {
                // The first time, there is nothing to remove.
                let _ = fs::remove_dir_all(&kept);
                fs::create_dir_all(&kept).unwrap();
                for (name, text) in &made {
                    fs::write(kept.join(name), text).unwrap();
                }
            }
            assert_eq!(made, files(&kept), "{folder}: WATCHWORD_WRITE_DOCS=1 cargo test -p watchword-cli fresh");
        }
    }

    fn files(folder: &Path) -> BTreeMap<String, String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
            .collect()
    }

    #[test]
    fn messages_of_the_command_are_those_it_uses() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut said = described();
        let files = |folder: &str| fs::read_dir(here.join(folder)).unwrap().map(|file| file.unwrap().path());
        for file in files("src").chain(files("src/live")).filter(|path| path.is_file()) {
            let source = fs::read_to_string(file).unwrap();
            let strings = source.split('"').filter(|text| {
                text.starts_with("cli-") && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            });
            said.extend(strings.filter(|text| *text != "cli-").map(str::to_owned));
        }
        let english = fs::read_to_string(here.join("../../locales/en.ftl")).unwrap();
        let written = english.lines().filter_map(|line| line.split_once(" =")).map(|(name, _)| name.to_owned());
        assert_eq!(written.filter(|name| name.starts_with("cli-")).collect::<BTreeSet<_>>(), said);
    }
}
