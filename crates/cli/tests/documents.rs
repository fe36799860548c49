//! `scan` and `import` of documents: what the confined renderer reads, and what its limits stop.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "../../capture/tests/common/pdf.rs"]
mod writing;

use writing::{drawn, page, pdf, samples, stream};

/// A QR code as sites draw it: a square for each dark module on a transparent background, without a
/// quiet zone or a size.
fn svg(text: &str) -> String {
    let code = qrcode::QrCode::new(text).unwrap();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == qrcode::Color::Dark);
    let squares: String = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % code.width(), at / code.width())).collect();
    let side = code.width();
    format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}'><path d='{squares}'/></svg>")
}

#[test]
fn svg_is_scanned_and_imported() {
    assert_eq!(scanned(&[svg(SEED)]), [(vec![SEED.to_owned()], None)]);
    let (rows, status) = watchword(&["scan", "--json", "-"], svg(OTHER).as_bytes());
    assert_eq!((&rows[0]["texts"], status), (&json!([OTHER]), Some(0)));
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("code.svg");
    fs::write(&path, svg(SEED)).unwrap();
    let (imported, status) = watchword(&["import", "--dry-run", "--json", path.to_str().unwrap()], b"");
    assert_eq!((&imported[0]["accounts"][0]["account"], status), (&json!("ayu"), Some(0)));
    refused(&svg(SEED)[..200], "SVG");
    refused("<svg xmlns='http://www.w3.org/2000/svg'/>", "No QR code was found");
}

const SEED: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";
const OTHER: &str = "otpauth://totp/Contoh:budi?secret=JBSWY3DPEHPK3PXP";

/// The JSON that the command prints, and its exit status.
fn watchword(arguments: &[&str], input: &[u8]) -> (Value, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchword"));
    // In English, whatever the user's language.
    command.env_remove("WATCHWORD_VAULT").env("LC_ALL", "C").env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that does not need the input does not read it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

/// Each file's texts, and its error.
fn scanned(files: &[impl AsRef<[u8]>]) -> Vec<(Vec<String>, Option<String>)> {
    let folder = TempDir::new().unwrap();
    let paths = files.iter().enumerate().map(|(number, file)| {
        let path = folder.path().join(format!("{number}.pdf"));
        fs::write(&path, file).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let paths: Vec<String> = paths.collect();
    let arguments: Vec<&str> = ["scan", "--json"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let (rows, status) = watchword(&arguments, b"");
    let rows = rows.as_array().unwrap().iter().map(|row| {
        let texts = row["texts"].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned());
        (texts.collect(), row["error"].as_str().map(str::to_owned))
    });
    let rows: Vec<(Vec<String>, Option<String>)> = rows.collect();
    assert_eq!(rows.len(), files.len());
    assert_eq!(status, Some(i32::from(rows.iter().any(|(_, error)| error.is_some()))));
    rows
}

#[track_caller]
fn refused(file: impl AsRef<[u8]>, why: &str) {
    let rows = scanned(&[file]);
    let (texts, error) = &rows[0];
    assert!(texts.is_empty() && error.as_ref().is_some_and(|error| error.contains(why)), "{error:?}");
}

#[test]
fn all_pages_of_a_file_and_of_standard_input_are_scanned() {
    let file = pdf(&[page(SEED), page(OTHER)], &[], "");
    assert_eq!(scanned(&[&file]), [(vec![SEED.to_owned(), OTHER.to_owned()], None)]);
    let (rows, status) = watchword(&["scan", "--json", "-"], &file);
    assert_eq!((&rows[0]["texts"], &rows[0]["error"], status), (&json!([SEED, OTHER]), &Value::Null, Some(0)));
    assert_eq!(rows.as_array().unwrap().len(), 1);
}

#[test]
fn pdf_import_reads_its_first_20_pages() {
    let folder = TempDir::new().unwrap();
    let import = |pages: &[writing::Page]| {
        let path = folder.path().join("codes.pdf");
        fs::write(&path, pdf(pages, &[], "")).unwrap();
        let (imported, status) = watchword(&["import", "--dry-run", "--json", path.to_str().unwrap()], b"");
        (imported[0].clone(), status)
    };
    let (imported, status) = import(&[page(SEED), page("https://example.org"), page(OTHER)]);
    assert_eq!((imported["accounts"].as_array().unwrap().len(), status), (2, Some(1)));
    assert_eq!(imported["format"], "picture");
    assert_eq!(imported["accounts"][1]["account"], "budi");
    assert_eq!(imported["skipped"][0]["entry"], 2);

    let many: Vec<_> = (0..21).map(|at| page(&OTHER.replace("budi", &format!("budi{at}")))).collect();
    let (imported, status) = import(&many);
    assert_eq!((imported["accounts"].as_array().unwrap().len(), status), (20, Some(1)));
    assert_eq!(imported["skipped"][0]["entry"], Value::Null);
    assert!(imported["skipped"][0]["why"].as_str().unwrap().contains("first 20 pages"), "{imported}");
}

#[test]
fn unreadable_documents_report_why() {
    refused(pdf(&[(String::new(), Vec::new())], &[], ""), "No QR code was found");
    refused("%PDF-1.7", "damaged");
    refused(&pdf(&[page(SEED)], &[], "")[..100], "damaged");
    let key = "00".repeat(32);
    let trailer = format!("/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [ <00> <00> ]");
    refused(pdf(&[page(SEED)], &[], &trailer), "password");
    // Larger than the limit of 64 MiB.
    refused([pdf(&[page(SEED)], &[], ""), vec![b' '; 64 << 20]].concat(), "over the limit");
}

/// A page whose content needs more memory or time than the renderer may use.
#[cfg(target_os = "linux")]
#[test]
fn decompression_and_form_bombs_are_refused() {
    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    let zeros = vec![b' '; 1 << 20];
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    (0..1024).for_each(|_| packed.write_all(&zeros).unwrap());
    let packed = stream("/Filter /FlateDecode", &packed.finish().unwrap());
    let page = ("/Resources << /XObject << /Form 5 0 R >> >>".to_owned(), b"/Form Do".to_vec());
    refused(pdf(&[("/Contents 5 0 R".into(), Vec::new())], &[packed], ""), "too large");

    // Each form draws the next one 20 times, and the last one paints.
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]";
    let mut forms: Vec<Vec<u8>> = (6..36)
        .map(|next| {
            let entries = format!("{form} /Resources << /XObject << /Form {next} 0 R >> >>");
            stream(&entries, "/Form Do ".repeat(20).as_bytes())
        })
        .collect();
    forms.push(stream(form, b"0 0 595 842 re f"));
    refused(pdf(&[page], &forms, ""), "too large");
}

/// A renderer that crashes affects only its own file.
#[test]
fn mutated_files_yield_texts_or_an_error() {
    let (side, rows) = samples(OTHER);
    // Wide and low, because searching it in vain is quick.
    let strip = |entries: &str| format!("/MediaBox [0 0 1000 44] {entries}");
    let picture = format!(
        "/Type /XObject /Subtype /Image /Width {side} /Height {side} /BitsPerComponent 1 /ColorSpace /DeviceGray"
    );
    let shown = (strip("/Resources << /XObject << /Code 5 0 R >> >>"), b"40 0 0 40 2 2 cm /Code Do".to_vec());
    let whole =
        [pdf(&[(strip(""), drawn(OTHER, 5.0, 5.0, 1.0))], &[], ""), pdf(&[shown], &[stream(&picture, &rows)], "")];
    assert_eq!(scanned(&whole), vec![(vec![OTHER.to_owned()], None); 2]);

    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mutated: Vec<Vec<u8>> = (0..120)
        .map(|number| {
            let mut file = whole[number % 2].clone();
            for _ in 0..=random(12) {
                let at = random(file.len());
                match random(4) {
                    0 => file[at] = random(256) as u8,
                    1 => file[at] = b'0' + random(10) as u8,
                    2 => file.insert(at, b'9'),
                    _ => drop(file.splice(at..(at + random(20)).min(file.len()), []).count()),
                }
            }
            file
        })
        .collect();
    for (texts, error) in scanned(&mutated) {
        assert_ne!(texts.is_empty(), error.is_none());
    }
}

/// Before it looks at the file, the renderer gives up what it does not need and what it has
/// inherited: here, two open files.
#[cfg(target_os = "linux")]
#[test]
fn renderer_confines_itself_before_reading() {
    use std::io::Read as _;
    use std::path::PathBuf;

    let script = "exec 7</dev/null 9>/dev/null; exec \"$0\" --render-documents-for-watchword";
    let mut child = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_watchword")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let file = pdf(&[page(SEED)], &[], "");
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"P").unwrap();
    input.write_all(&(file.len() as u64).to_le_bytes()).unwrap();
    input.write_all(&file).unwrap();
    let mut pages = [0; 4];
    child.stdout.as_mut().unwrap().read_exact(&mut pages).unwrap();
    assert_eq!(u32::from_le_bytes(pages), 1);
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let limits = fs::read_to_string(process.join("limits")).unwrap();
    for (name, most) in [
        ("Max cpu time", 20),
        ("Max data size", 704 << 20),
        ("Max stack size", 8 << 20),
        ("Max file size", 0),
        ("Max core file size", 1),
        ("Max open files", 0),
        ("Max processes", 0),
    ] {
        let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        let values: Vec<&str> = line.split_whitespace().take(2).collect();
        assert_eq!(values, [most.to_string(), most.to_string()], "{name}");
    }
    let open = fs::read_dir(process.join("fd")).unwrap();
    let mut open: Vec<_> = open.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    open.sort();
    assert_eq!(open, ["0", "1", "2"]);
    let status = fs::read_to_string(process.join("status")).unwrap();
    assert!(status.lines().any(|line| line == "Seccomp:\t2"), "the seccomp filter is off: {status}");
    drop(input);
    assert!(child.wait().unwrap().success());
}
