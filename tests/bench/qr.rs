//! How many QR codes in a tree of images are read, how fast and in how much memory, compared with
//! other readers.
//!
//! The expected text of an image is in a file of the same name with the extension `.txt`.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsStr,
    fs,
    io::{Write as _, stdin},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Instant,
};

use serde_json::{Value, json};
use watchword_session::Source;
use watchword_tests::peak_kib;

use crate::times::{median, milliseconds};

/// The argument that makes this program read images, alone in its process, so that the memory is
/// that of reading alone.
pub(crate) const HERE: &str = "qr-here";
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "webp", "gif", "bmp", "tiff"];
const PEERS: [&str; 3] = ["zbarimg", "zxing-cpp", "OpenCV"];
const SCRIPT: &str = include_str!("readers.py");

/// The results of one reader in one folder.
struct Row {
    folder: String,
    reader: &'static str,
    pictures: usize,
    found: usize,
    exact: usize,
    millis: Vec<f64>,
    peak_mib: f64,
}

impl Row {
    fn median_ms(&self) -> f64 {
        median(self.millis.iter().copied())
    }

    fn slowest_ms(&self) -> f64 {
        self.millis.iter().copied().fold(0.0, f64::max)
    }

    /// Sums up the results of one reader in all folders.
    fn all(reader: &'static str, rows: &[Self]) -> Self {
        let of_it: Vec<&Self> = rows.iter().filter(|row| row.reader == reader).collect();
        let sum = |count: fn(&Self) -> usize| of_it.iter().map(|row| count(row)).sum();
        Self {
            folder: "all".into(),
            reader,
            pictures: sum(|row| row.pictures),
            found: sum(|row| row.found),
            exact: sum(|row| row.exact),
            millis: of_it.iter().flat_map(|row| row.millis.clone()).collect(),
            peak_mib: of_it.iter().map(|row| row.peak_mib).fold(0.0, f64::max),
        }
    }
}

/// Reads the tree with every installed reader, and prints the table.
pub(crate) fn measure(tree: &Path, as_json: bool) {
    let mut folders = BTreeMap::new();
    collect(tree, &mut folders);
    let readers: Vec<&str> = ["Watchword"].into_iter().chain(PEERS).filter(is_here).collect();
    let mut rows = Vec::new();
    for (folder, pictures) in &folders {
        let name = folder.strip_prefix(tree).unwrap_or(folder).display().to_string();
        for reader in &readers {
            rows.push(row(&name, reader, pictures));
        }
    }
    let all: Vec<Row> = readers.iter().map(|reader| Row::all(reader, &rows)).collect();
    rows.extend(all);
    if as_json {
        let rows = rows.iter().map(|row| {
            json!({
                "folder": row.folder, "reader": row.reader, "pictures": row.pictures, "found": row.found,
                "exact": row.exact, "median_ms": row.median_ms(), "slowest_ms": row.slowest_ms(), "peak_mib": row.peak_mib,
            })
        });
        return println!("{}", Value::from_iter(rows));
    }
    println!("| folder | reader | images | found | exact | median ms | slowest ms | peak MiB |");
    println!("|---|---|---|---|---|---|---|---|");
    for row in rows {
        let (median_ms, slowest_ms) = (row.median_ms(), row.slowest_ms());
        let Row { folder, reader, pictures, found, exact, peak_mib, .. } = row;
        println!(
            "| {folder} | {reader} | {pictures} | {found} | {exact} | {median_ms:.1} | {slowest_ms:.0} | {peak_mib:.0} |"
        );
    }
}

/// Reads the images named on standard input, and prints results in the format of `readers.py`.
pub(crate) fn read_here() {
    for path in stdin().lines().map_while(Result::ok) {
        let began = Instant::now();
        let scanned = Source::File(path.into()).scan();
        let millis = milliseconds(began.elapsed());
        let texts: Vec<&str> = scanned.texts.iter().map(|text| text.as_str()).collect();
        println!("{}", json!({ "texts": texts, "millis": millis }));
    }
    println!("{}", json!({ "peak_kib": peak_kib() }));
}

/// Collects the images of each folder that has any.
fn collect(folder: &Path, folders: &mut BTreeMap<PathBuf, Vec<PathBuf>>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
        if path.is_dir() {
            collect(&path, folders);
        } else if PICTURES.contains(&ending.as_str()) {
            folders.entry(folder.to_owned()).or_default().push(path);
        }
    }
}

/// Returns the Python that `--with-peers` has installed with the packages of [`PEERS`], or else the
/// system's.
fn python() -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")));
    let own = cache.map(|cache| cache.join("watchword/readers/bin/python"));
    own.filter(|own| own.exists()).unwrap_or_else(|| "python3".into())
}

fn is_here(reader: &&str) -> bool {
    let runs = |command: &mut Command| {
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    let here = match *reader {
        "Watchword" => true,
        "zbarimg" => runs(Command::new("zbarimg").arg("--version")) && runs(Command::new(python()).args(["-c", ""])),
        "zxing-cpp" => runs(Command::new(python()).args(["-c", "import zxingcpp, cv2"])),
        _ => runs(Command::new(python()).args(["-c", "import cv2"])),
    };
    if !here {
        eprintln!("{reader} is not installed; --with-peers installs it.");
    }
    here
}

fn row(folder: &str, reader: &'static str, pictures: &[PathBuf]) -> Row {
    let mut command = match reader {
        "Watchword" => Command::new(env::current_exe().expect("a program knows its own path")),
        _ => Command::new(python()),
    };
    match reader {
        "Watchword" => command.arg(HERE),
        _ => command.args(["-c", SCRIPT, reader]),
    };
    let mut command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("an installed reader");
    let mut stdin = command.stdin.take().expect("piped");
    let names: String = pictures.iter().map(|picture| format!("{}\n", picture.display())).collect();
    let fed = thread::spawn(move || stdin.write_all(names.as_bytes()));
    let output = command.wait_with_output().expect("its output");
    let _ = fed.join();
    let output = String::from_utf8_lossy(&output.stdout);
    let told: Vec<Value> = output.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let texts = |told: &Value| -> Vec<String> {
        told["texts"].as_array().into_iter().flatten().filter_map(|text| Some(text.as_str()?.to_owned())).collect()
    };
    let all = told.iter().zip(pictures).map(|(told, picture)| (texts(told), picture));
    let all: Vec<(Vec<String>, &PathBuf)> = all.collect();
    let is_exact = |(texts, picture): &&(Vec<String>, &PathBuf)| {
        let expected = fs::read(picture.with_extension("txt")).unwrap_or_default();
        let expected = String::from_utf8_lossy(&expected);
        texts.iter().any(|text| text.trim_end() == expected.trim_end())
    };
    let millis: Vec<f64> = told.iter().filter_map(|told| told["millis"].as_f64()).collect();
    Row {
        folder: folder.to_owned(),
        reader,
        pictures: pictures.len(),
        found: all.iter().filter(|(texts, _)| !texts.is_empty()).count(),
        exact: all.iter().filter(is_exact).count(),
        millis,
        peak_mib: told.last().and_then(|told| told["peak_kib"].as_f64()).unwrap_or(f64::NAN) / 1024.0,
    }
}
