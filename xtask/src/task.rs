use crate::{
    bench::{self, Bench, Figures},
    campaign,
    package::Package,
    systems::Systems,
};

/// The request of a command line.
#[derive(Debug, PartialEq)]
pub(crate) enum Request<'a> {
    /// Print this help text.
    Help(String),
    /// Start the app with these arguments.
    Run(&'a [&'a str]),
    /// Run the tests whose name contains `filter`; `all` also runs the long campaigns.
    Test {
        all: bool,
        filter: Option<&'a str>,
    },
    /// Run the fault campaigns for this many minutes: a positive, finite number.
    Soak {
        minutes: &'a str,
    },
    Check,
    Bench(Bench<'a>),
    Package(Package<'a>),
    /// Check the packages that were built, with the keys of this file.
    Verify {
        systems: Systems,
        sign: Option<&'a str>,
    },
    /// Prepare the release of this version.
    Release {
        version: &'a str,
    },
}

/// A task of `cargo xtask`: its usage and its help.
struct Task {
    name: &'static str,
    /// The forms of the arguments, each for one line of the usage.
    arguments: &'static [&'static str],
    /// The description in the overview, one line.
    about: &'static str,
    /// The details that only the task's own help has.
    details: fn() -> String,
    /// Parses the arguments into a request, or returns what is wrong with them.
    parse: for<'a> fn(&'a [&'a str]) -> Result<Request<'a>, String>,
}

const TASKS: &[Task] = &[
    Task {
        name: "run",
        arguments: &["[-- ARGUMENTS]"],
        about: "install what is missing, build the app and start it",
        details: || {
            "Without a display, it makes a tour on a virtual one and says where its screenshots are.".to_owned()
        },
        parse: |arguments| match arguments {
            [] => Ok(Request::Run(&[])),
            ["--", rest @ ..] => Ok(Request::Run(rest)),
            [other, ..] => Err(format!("Unexpected argument: {other}. The app's own arguments go after `--`.")),
        },
    },
    Task {
        name: "test",
        arguments: &["[--all] [FILTER]"],
        about: "install what is missing and run every test, including those in a real window",
        details: || {
            format!(
                "FILTER runs only the tests whose name contains it, and skips those of the UI.\n\
                 --all takes hours. It also runs the tests on GNOME Shell and KWin, those with Chromium, and those of\n\
                 Watchword for Windows under Wine, for which it installs what they need (`--all windows` runs the last\n\
                 alone); and some of the others at greater length:\n\n{}\n\n\
                 A variable that is already set keeps its value.",
                campaign::table()
            )
        },
        parse: test,
    },
    Task {
        name: "soak",
        arguments: &["[[--minutes] MINUTES]"],
        about: "kill, starve and roll back vaults for MINUTES minutes (10), and report what happened",
        details: || {
            format!(
                "The fault campaigns share MINUTES; WATCHWORD_SOAK_SEED repeats one. Vault histories follow once,\n\
                 {} of them however long that takes: WATCHWORD_HISTORIES changes their number.",
                campaign::HISTORIES.long
            )
        },
        parse: soak,
    },
    Task {
        name: "check",
        arguments: &[""],
        about: "check formatting, lints, types, bindings, and the licences and advisories of the dependencies",
        details: || {
            "It lints for Linux, Windows and macOS; the last two with Debian's packages, and where those are not to be had it\n\
             says so. Without a network, it says that the advisories were not checked."
                .to_owned()
        },
        parse: |arguments| match arguments {
            [] => Ok(Request::Check),
            [other, ..] => Err(unexpected(other)),
        },
    },
    Task {
        name: "bench",
        arguments: &["[--json] [--with-peers] [GROUP…]", "[--json] [--with-peers] qr DIR"],
        about: "measure a release build: time, memory, CPU and size, each against its limit",
        details: || {
            format!(
                "GROUP        measures only these groups: {}\n\
                 qr DIR       reads the QR code images in DIR and its folders, with their texts beside them\n\
                 --json       prints JSON\n\
                 --with-peers installs KeePassXC, OTPClient and readers of QR codes, and measures them too",
                bench::GROUPS.join(", ")
            )
        },
        parse: bench,
    },
    Task {
        name: "package",
        arguments: &[
            "[--windows | --all] [--sign CONFIG] [--release] [--repository]",
            "verify [--windows | --all] [--sign CONFIG]",
        ],
        about: "build the packages that people install, or verify that they install, upgrade and go away again",
        details: || {
            "On Windows and macOS, it builds for that system.\n\n\
             --windows       builds the MSI instead of the .deb and .rpm packages\n\
             --all           builds all of them; `verify` builds them a second time, and compares\n\
             --sign CONFIG   signs them with the keys that this file names (CONTRIBUTING.md has an example)\n\
             --release       refuses to leave anything unsigned\n\
             --repository    also makes a repository for apt and one for dnf"
                .to_owned()
        },
        parse: package,
    },
    Task {
        name: "release",
        arguments: &["VERSION"],
        about: "prepare a release: changelog, versions, commit and tag",
        details: || "It pushes nothing. The release workflow builds what the tag names.".to_owned(),
        parse: |arguments| match arguments {
            [version] if !version.starts_with('-') => Ok(Request::Release { version }),
            [] => Err("Which version?".to_owned()),
            [_, other, ..] | [other] => Err(unexpected(other)),
        },
    },
];

/// Parses a command line without the program's name.
///
/// # Errors
/// Fails if there is no such task or the arguments are wrong. The message says why, and has the
/// usage.
pub(crate) fn parse<'a>(arguments: &'a [&'a str]) -> Result<Request<'a>, String> {
    let (name, rest) = match arguments {
        [] => return Err(overview()),
        [first, rest @ ..] if *first == "help" || is_help(first) => match rest {
            [name] if !is_help(name) => return find(name).map(|task| Request::Help(task.help())),
            _ => return Ok(Request::Help(overview())),
        },
        [name, rest @ ..] => (name, rest),
    };
    let task = find(name)?;
    if rest.iter().take_while(|argument| **argument != "--").any(is_help) {
        return Ok(Request::Help(task.help()));
    }
    (task.parse)(rest).map_err(|why| format!("{why}\n\n{}", task.usage()))
}

fn find(name: &str) -> Result<&'static Task, String> {
    let task = TASKS.iter().find(|task| task.name == name);
    task.ok_or_else(|| format!("There is no task `{name}`.\n\n{}", overview()))
}

fn is_help(argument: &&str) -> bool {
    ["--help", "-h"].contains(argument)
}

/// Returns an overview of all tasks.
fn overview() -> String {
    let tasks = TASKS.iter().map(|task| format!("{}\n    {}\n", task.usage(), task.about));
    format!("{}\n`cargo xtask help TASK` says more.", tasks.collect::<String>())
}

impl Task {
    fn usage(&self) -> String {
        let line = |arguments: &&str| format!("cargo xtask {} {arguments}", self.name).trim_end().to_owned();
        self.arguments.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn help(&self) -> String {
        format!("{}\n    {}\n\n{}", self.usage(), self.about, (self.details)())
    }
}

fn unexpected(argument: &str) -> String {
    format!("Unexpected argument: {argument}.")
}

fn test<'a>(arguments: &'a [&'a str]) -> Result<Request<'a>, String> {
    let (mut all, mut filter) = (false, None);
    for argument in arguments {
        match *argument {
            "--all" => all = true,
            name if !name.starts_with('-') && filter.is_none() => filter = Some(name),
            other => return Err(unexpected(other)),
        }
    }
    Ok(Request::Test { all, filter })
}

fn soak<'a>(arguments: &'a [&'a str]) -> Result<Request<'a>, String> {
    let minutes = match arguments {
        [] => "10",
        [minutes] | ["--minutes", minutes] => minutes,
        [flag, ..] if flag.starts_with("--") => return Err(unexpected(flag)),
        [_, other, ..] => return Err(unexpected(other)),
    };
    match minutes.parse::<f64>() {
        Ok(number) if number > 0.0 && number.is_finite() => Ok(Request::Soak { minutes }),
        _ => Err(format!("Not a number of minutes: {minutes}.")),
    }
}

fn bench<'a>(arguments: &'a [&'a str]) -> Result<Request<'a>, String> {
    let (mut bench, mut names) = (Bench::default(), Vec::new());
    for argument in arguments {
        match *argument {
            "--json" => bench.json = true,
            "--with-peers" => bench.with_peers = true,
            flag if flag.starts_with('-') => return Err(unexpected(flag)),
            name => names.push(name),
        }
    }
    bench.figures = match names[..] {
        ["qr", folder] => Figures::Qr(folder),
        ["qr"] => return Err("Which folder of images?".to_owned()),
        ["qr", _, other, ..] => return Err(unexpected(other)),
        _ => match names.iter().find(|name| !bench::GROUPS.contains(name)) {
            Some(other) => {
                return Err(format!("There is no group `{other}`. There are: {}.", bench::GROUPS.join(", ")));
            }
            None => Figures::Groups(names),
        },
    };
    Ok(Request::Bench(bench))
}

fn package<'a>(arguments: &'a [&'a str]) -> Result<Request<'a>, String> {
    let (verify, arguments) = match arguments {
        ["verify", rest @ ..] => (true, rest),
        _ => (false, arguments),
    };
    let (mut package, mut arguments) = (Package::default(), arguments.iter());
    while let Some(argument) = arguments.next() {
        match *argument {
            "--windows" => package.systems = Systems::Windows,
            "--all" => package.systems = Systems::All,
            "--sign" => package.sign = Some(arguments.next().ok_or("Which file names the keys?")?),
            "--release" if !verify => package.release = true,
            "--repository" if !verify => package.repository = true,
            other => return Err(unexpected(other)),
        }
    }
    Ok(match verify {
        true => Request::Verify { systems: package.systems, sign: package.sign },
        false => Request::Package(package),
    })
}

#[cfg(test)]
mod tests {
    use super::{Bench, Figures, Package, Request, Systems, TASKS, parse};

    fn assert_asks(line: &str, request: Request<'_>) {
        let arguments: Vec<&str> = line.split(' ').collect();
        assert_eq!(parse(&arguments), Ok(request), "{line}");
    }

    #[test]
    fn every_form_is_parsed() {
        assert_asks("run", Request::Run(&[]));
        assert_asks("run --", Request::Run(&[]));
        assert_asks("run -- --help a", Request::Run(&["--help", "a"]));
        assert_asks("test", Request::Test { all: false, filter: None });
        assert_asks("test totp::", Request::Test { all: false, filter: Some("totp::") });
        assert_asks("test --all", Request::Test { all: true, filter: None });
        assert_asks("test memory --all", Request::Test { all: true, filter: Some("memory") });
        assert_asks("soak", Request::Soak { minutes: "10" });
        assert_asks("soak 0.5", Request::Soak { minutes: "0.5" });
        assert_asks("soak --minutes 20", Request::Soak { minutes: "20" });
        assert_asks("check", Request::Check);
        assert_asks("bench", Request::Bench(Bench::default()));
        let figures = Figures::Groups(vec!["codes", "size"]);
        assert_asks("bench codes --json size", Request::Bench(Bench { json: true, figures, ..Bench::default() }));
        assert_asks("package", Request::Package(Package::default()));
        let package = Package { systems: Systems::All, sign: Some("a"), release: true, repository: true };
        assert_asks("package --all --sign a --release --repository", Request::Package(package));
        assert_asks(
            "package verify --windows --sign a",
            Request::Verify { systems: Systems::Windows, sign: Some("a") },
        );
        assert_asks("release 1.2.3", Request::Release { version: "1.2.3" });
        let figures = Figures::Qr("a");
        assert_asks("bench qr --with-peers a", Request::Bench(Bench { with_peers: true, figures, ..Bench::default() }));
    }

    #[test]
    fn every_task_has_help() {
        for task in TASKS {
            for flag in ["--help", "-h"] {
                for line in [vec![task.name, flag], vec![task.name, "--nonsense", flag], vec!["help", task.name]] {
                    assert_eq!(parse(&line), Ok(Request::Help(task.help())), "{line:?}");
                }
            }
        }
        for line in [&["help"][..], &["--help"], &["-h"], &["help", "--help"]] {
            let Ok(Request::Help(text)) = parse(line) else { panic!("{line:?}") };
            for task in TASKS {
                assert!(text.contains(&task.usage()) && text.contains(task.about), "{}", task.name);
            }
        }
    }

    #[test]
    fn mistakes_are_named_with_the_usage() {
        for (line, named) in [
            ("run --release", "--release"),
            ("test --al", "--al"),
            ("test a b", "b"),
            ("soak soon", "soon"),
            ("soak 0", "0"),
            ("soak -1", "-1"),
            ("soak inf", "inf"),
            ("soak NaN", "NaN"),
            ("soak 1 2", "2"),
            ("soak --minute 2", "--minute"),
            ("check all", "all"),
            ("bench --jsn", "--jsn"),
            ("bench code", "code"),
            ("bench codes qr", "qr"),
            ("bench qr", "folder"),
            ("bench qr a b", "b"),
            ("package --sign", "file"),
            ("package verify --release", "--release"),
            ("package all", "all"),
            ("release", "version"),
            ("release 1.0.0 2.0.0", "2.0.0"),
        ] {
            let arguments: Vec<&str> = line.split(' ').collect();
            let why = parse(&arguments).expect_err(line);
            let task = TASKS.iter().find(|task| task.name == arguments[0]).expect("a task");
            let (mistake, usage) = why.split_once("\n\n").expect("a mistake and the usage");
            assert!(mistake.contains(named), "{line}: {mistake}");
            assert_eq!(usage, task.usage(), "{line}");
        }
        for line in [&[][..], &["tset"], &["help", "tset"], &["--version"]] {
            assert!(parse(line).is_err_and(|why| why.contains("cargo xtask test [--all] [FILTER]")), "{line:?}");
        }
    }
}
