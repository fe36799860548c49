//! PDFs, drawn on a thread instead of a process. PDFs that only the process's limits stop are in
//! the command's tests.

use std::io::{self, Write};
use std::thread;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::server::serve;
use super::*;

#[path = "../../tests/common/pdf.rs"]
mod writing;

use writing::{drawn, page, pdf, samples, stream};

const SEED: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";
const OTHER: &str = "otpauth://totp/Contoh:budi?secret=JBSWY3DPEHPK3PXP";

fn read(bytes: &[u8]) -> Document {
    let (requests_here, requests) = io::pipe().unwrap();
    let (answers, answers_there) = io::pipe().unwrap();
    let there = thread::spawn(move || serve(requests_here, answers_there));
    let mut document = Document::default();
    document.error =
        document.read(DocumentKind::Pdf, bytes, &mut Renderer::new(DocumentKind::Pdf, requests, answers)).err();
    // The renderer ends with its input, not by a panic.
    there.join().unwrap().unwrap_or_default();
    document
}

#[track_caller]
fn is_read(bytes: &[u8], texts: &[&str]) {
    let document = read(bytes);
    assert_eq!(document.error, None);
    assert_eq!(document.texts.iter().map(|text| text.as_str()).collect::<Vec<_>>(), texts);
}

#[track_caller]
fn is_refused(bytes: &[u8], why: impl Into<DocumentError>) {
    let document = read(bytes);
    assert_eq!((document.error, document.texts.len()), (Some(why.into()), 0));
}

/// A page that shows an image, which is the object after it.
fn with_picture(entries: &str, data: &[u8], side: usize) -> Vec<u8> {
    let content = b"200 0 0 200 100 500 cm /Code Do".to_vec();
    let pages = [("/Resources << /XObject << /Code 5 0 R >> >>".into(), content)];
    let entries = format!(
        "/Type /XObject /Subtype /Image /Width {side} /Height {side} /BitsPerComponent 1 /ColorSpace /DeviceGray {entries}"
    );
    pdf(&pages, &[stream(&entries, data)], "")
}

/// It ends at once, not when its time is up.
#[cfg(unix)]
#[test]
fn renderer_ends_with_its_caller_and_when_told_to_stop() {
    use std::cell::Cell;
    use std::process::{Command, Stdio};
    use std::sync::mpsc::channel;

    for (keep_going, is_asked) in [(false, true), (true, false)] {
        let sleeper = Command::new("sleep").arg("600").spawn().unwrap();
        let id = sleeper.id().to_string();
        let (asking, asked) = channel();
        let asking = is_asked.then_some(asking);
        let looks = Cell::new(0);
        let look = || {
            looks.set(looks.get() + 1);
            keep_going
        };
        renderer::end(sleeper, &asked, look);
        assert_eq!(looks.get(), 1);
        let alive = Command::new("kill").args(["-0", &id]).stderr(Stdio::null()).status().unwrap();
        assert!(!alive.success());
        drop(asking);
    }
}

#[test]
fn code_of_rectangles_is_read() {
    is_read(&pdf(&[page(SEED)], &[], ""), &[SEED]);
}

#[test]
fn code_in_an_image_is_read() {
    let (side, rows) = samples(SEED);
    is_read(&with_picture("", &rows, side), &[SEED]);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&rows).unwrap();
    is_read(&with_picture("/Filter /FlateDecode", &packed.finish().unwrap(), side), &[SEED]);
}

#[test]
fn code_in_an_inline_image_is_read() {
    let (side, rows) = samples(SEED);
    let head = format!("200 0 0 200 100 500 cm BI /W {side} /H {side} /BPC 1 /CS /G ID ");
    let content = [head.as_bytes(), &rows, b" EI"].concat();
    is_read(&pdf(&[(String::new(), content)], &[], ""), &[SEED]);
}

#[test]
fn pages_are_in_order_without_duplicates() {
    let empty = (String::new(), Vec::new());
    is_read(&pdf(&[empty, page(OTHER), page(SEED), page(OTHER)], &[], ""), &[OTHER, SEED]);
}

#[test]
fn codes_on_one_page_are_in_reading_order() {
    let both = [drawn(OTHER, 100.0, 200.0, 3.0), drawn(SEED, 100.0, 500.0, 3.0)].concat();
    is_read(&pdf(&[(String::new(), both)], &[], ""), &[SEED, OTHER]);
}

#[test]
fn rotated_and_cropped_pages_are_read() {
    for entries in ["/Rotate 90", "/Rotate -180", "/Rotate 270", "/CropBox [80 480 300 720]", "/UserUnit 4"] {
        is_read(&pdf(&[(entries.into(), page(SEED).1)], &[], ""), &[SEED]);
    }
}

#[test]
fn small_codes_are_read_in_the_second_pass() {
    // 0.75 pixels per module in the first pass: it finds nothing.
    let tiny = (String::new(), drawn(SEED, 200.0, 500.0, 0.75 * 842.0 / 2400.0));
    is_read(&pdf(&[tiny], &[], ""), &[SEED]);
    // 1.3 pixels per module: it finds the corners.
    let poster = ("/MediaBox [0 0 2384 3370]".to_owned(), drawn(SEED, 953.6, 2022.0, 1.3 * 3370.0 / 2400.0));
    is_read(&pdf(&[poster, page(OTHER)], &[], ""), &[SEED, OTHER]);
}

#[test]
fn extreme_page_sizes_do_no_harm() {
    for (size, seen) in [
        ("0 0 100000000 100000000", false),
        ("0 0 100000000 1", false),
        ("0 0 1 100000000", false),
        ("0 0 0 0", false),
        ("595 842 0 0", true),
        ("0 0 -999999999999999999999999999999999999999 999999999999999999999999999999999999999", false),
        ("0 0 0.0001 0.0001", false),
        ("nothing", false),
    ] {
        let file = pdf(&[(format!("/MediaBox [{size}]"), page(SEED).1)], &[], "");
        let document = read(&file);
        assert_eq!(document.texts.len(), usize::from(seen), "{size}");
    }
}

#[test]
fn pages_beyond_the_limit_are_reported() {
    let pages = |count| (0..count).map(|at| page(&format!("{SEED}&digits={at}"))).collect::<Vec<_>>();
    let all = read(&pdf(&pages(MAX_PAGES), &[], ""));
    assert_eq!((all.texts.len(), all.error), (MAX_PAGES as usize, None));
    let some = read(&pdf(&pages(MAX_PAGES + 1), &[], ""));
    assert_eq!((some.texts.len(), some.error), (MAX_PAGES as usize, Some(DocumentError::PdfTooLong)));
}

#[test]
fn page_without_a_code_reports_nothing_found() {
    is_refused(&pdf(&[(String::new(), b"100 100 300 300 re f".to_vec())], &[], ""), Unreadable::NothingFound);
    // Half of a code.
    let cut = ("/CropBox [80 540 300 720]".to_owned(), page(SEED).1);
    assert!(read(&pdf(&[cut], &[], "")).texts.is_empty());
}

#[test]
fn encrypted_pdf_is_refused() {
    let key = "00".repeat(32);
    let trailer = format!("/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [ <00> <00> ]");
    is_refused(&pdf(&[page(SEED)], &[], &trailer), DocumentError::PdfEncrypted);
}

#[test]
fn damaged_pdf_is_repaired_or_refused() {
    let whole = pdf(&[page(SEED)], &[], "");
    for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj", &whole[..60]] {
        is_refused(bytes, DocumentError::PdfDamaged);
    }
    // The objects are found without the cross-reference table.
    let table = whole.windows(4).rposition(|window| window == b"xref").unwrap() - 10;
    is_read(&whole[..table], &[SEED]);
    is_read(&[b"something else\n", &whole[..]].concat(), &[SEED]);
    let other = ("/Parent 3 0 R /Kids [3 0 R]".to_owned(), page(SEED).1);
    is_read(&pdf(&[other], &[], ""), &[SEED]);
}

#[test]
fn recursive_objects_do_no_harm() {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Form 5 0 R >> >>";
    let twice = [drawn(SEED, 100.0, 500.0, 3.0), b"/Form Do /Form Do".to_vec()].concat();
    let shown = ("/Resources << /XObject << /Form 5 0 R >> >>".to_owned(), b"/Form Do".to_vec());
    assert_eq!(read(&pdf(&[shown], &[stream(form, &twice)], "")).error, None);
    let kids = ("/Type /Pages /Kids [3 0 R 3 0 R]".to_owned(), Vec::new());
    assert!(read(&pdf(&[kids], &[], "")).texts.is_empty());
    let deep = (format!("/Deep {}{}", "[".repeat(10_000), "]".repeat(10_000)), page(SEED).1);
    assert!(read(&pdf(&[deep], &[], "")).error.is_some_and(|why| why == DocumentError::PdfDamaged));
}

#[test]
fn invalid_answers_are_refused() {
    let refused = |answers: &[u8]| {
        let mut document = Document::default();
        assert_eq!(
            document.read(DocumentKind::Pdf, b"", &mut Renderer::new(DocumentKind::Pdf, io::sink(), answers)),
            Err(DocumentError::PdfDamaged)
        );
        assert!(document.texts.is_empty());
    };
    refused(b"");
    refused(b"\nrunning 0 tests\n");
    refused(&0u32.to_le_bytes());
    let page = |width: u32, height: u32, pixels: usize| {
        [&1u32.to_le_bytes()[..], &width.to_le_bytes(), &height.to_le_bytes(), &vec![0xff; pixels]].concat()
    };
    refused(&page(0, 0, 0));
    refused(&page(2, 2, 3));
    refused(&page(u32::MAX, u32::MAX, 64));
    refused(&page(1 << 16, 1 << 16, 64));
    refused(&page(5000, 5000, 64));
}
