//! PDFs (ISO 32000-1, 7.5), written by hand.

use qrcode::{Color, QrCode};

/// A page: additional entries of its dictionary, and its content.
pub(super) type Page = (String, Vec<u8>);

/// A file with these pages, additional objects after them (from 5, if there is one page), and
/// additional entries in its trailer.
pub(super) fn pdf(pages: &[Page], more: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 3 + 2 * page)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [ {kids}] /Count {} /MediaBox [0 0 595 842] >>", pages.len()).into_bytes(),
    ];
    for (number, (entries, content)) in (4..).step_by(2).zip(pages) {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {number} 0 R {entries} >>").into_bytes());
        objects.push(stream("", content));
    }
    objects.extend_from_slice(more);
    let (mut file, mut table) = (b"%PDF-1.7\n".to_vec(), String::from("0000000000 65535 f \n"));
    for (number, object) in (1..).zip(&objects) {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend_from_slice(&[format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend_from_slice(end.as_bytes());
    file
}

/// A stream with its length and additional entries.
pub(super) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {entries} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// Content that draws a code with its lower left corner at (`left`, `bottom`): a rectangle,
/// `module` points wide, for each dark module.
pub(super) fn drawn(text: &str, left: f32, bottom: f32, module: f32) -> Vec<u8> {
    let code = QrCode::new(text).unwrap();
    let mut content = String::new();
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        let (x, y) = (at % code.width(), code.width() - 1 - at / code.width());
        if colour == Color::Dark {
            let place = |corner: f32, at: usize| corner + module * at as f32;
            content += &format!("{} {} {module} {module} re\n", place(left, x), place(bottom, y));
        }
    }
    (content + "f\n").into_bytes()
}

/// A page with a code on it.
pub(super) fn page(text: &str) -> Page {
    (String::new(), drawn(text, 100.0, 500.0, 3.0))
}

/// The modules of a code and its quiet zone as samples of a one-bit image: its side, and its rows.
pub(super) fn samples(text: &str) -> (usize, Vec<u8>) {
    const QUIET: usize = 4;
    let code = QrCode::new(text).unwrap();
    let side = code.width() + 2 * QUIET;
    let mut rows = vec![0xff; side.div_ceil(8) * side];
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        let (x, y) = (at % code.width() + QUIET, at / code.width() + QUIET);
        if colour == Color::Dark {
            rows[y * side.div_ceil(8) + x / 8] &= !(0x80 >> (x % 8));
        }
    }
    (side, rows)
}
