//! JPEG files (ITU-T T.81). Each Huffman table has one code, a zero bit, which stands for “no
//! change”, so the data of a blank image is all zeros.

const BASELINE: u8 = 0xc0;
const PROGRESSIVE: u8 = 0xc2;
const ARITHMETIC: u8 = 0xc9;

const END: [u8; 2] = [0xff, 0xd9];
/// The symbol EOB14 in a scan of AC coefficients: a run of at least 2¹⁴ blocks without any, whose
/// length the next 14 bits complete.
const END_OF_BAND: u8 = 0xe0;

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xff, marker][..], &(data.len() as u16 + 2).to_be_bytes(), data].concat()
}

/// The markers before the scans: SOI, DQT and SOF. Each sampling byte is a component's horizontal
/// factor (high four bits) and vertical factor (low four bits).
fn start(kind: u8, depth: u8, width: u16, height: u16, samplings: &[u8]) -> Vec<u8> {
    let components = samplings.iter().zip(1..).flat_map(|(sampling, number)| [number, *sampling, 0]);
    let frame = [&[depth][..], &height.to_be_bytes(), &width.to_be_bytes(), &[samplings.len() as u8]].concat();
    let frame: Vec<u8> = frame.into_iter().chain(components).collect();
    [vec![0xff, 0xd8], segment(0xdb, &[&[0][..], &[1; 64]].concat()), segment(kind, &frame)].concat()
}

/// A Huffman table (DHT) of one code.
fn table(class: u8, symbol: u8) -> Vec<u8> {
    let counts = [&[class << 4, 1][..], &[0; 15]].concat();
    segment(0xc4, &[counts, vec![symbol]].concat())
}

fn tables() -> Vec<u8> {
    [table(0, 0), table(1, 0)].concat()
}

/// A scan (SOS) of these components and of the coefficients `first` to `last`.
fn scan(components: std::ops::RangeInclusive<u8>, first: u8, last: u8, data: &[u8]) -> Vec<u8> {
    let count = components.clone().count() as u8;
    let listed: Vec<u8> = components.flat_map(|component| [component, 0]).collect();
    [segment(0xda, &[&[count][..], &listed, &[first, last, 0]].concat()), data.to_vec()].concat()
}

fn blocks(width: u16, height: u16) -> usize {
    usize::from(width.div_ceil(8)) * usize::from(height.div_ceil(8))
}

/// A header and a few blocks.
pub(super) fn header(width: u16, height: u16) -> Vec<u8> {
    [start(BASELINE, 8, width, height, &[0x11; 3]), tables(), scan(1..=3, 0, 63, &[0; 100])].concat()
}

/// A grey image with `components` components.
pub(super) fn blank(width: u16, height: u16, components: u8) -> Vec<u8> {
    let samplings = vec![0x11; components.into()];
    let data = vec![0; blocks(width, height) * usize::from(components) / 4 + 1];
    [start(BASELINE, 8, width, height, &samplings), tables(), scan(1..=components, 0, 63, &data), END.to_vec()].concat()
}

/// A grey image with one scan per component.
pub(super) fn blank_by_components(width: u16, height: u16) -> Vec<u8> {
    let data = vec![0; blocks(width, height) / 4 + 1];
    let scans = (1..=3).map(|component| scan(component..=component, 0, 63, &data));
    [start(BASELINE, 8, width, height, &[0x11; 3]), tables(), scans.collect::<Vec<_>>().concat(), END.to_vec()].concat()
}

/// A grey progressive image in `scans` scans.
pub(super) fn progressive_blank(width: u16, height: u16, scans: usize) -> Vec<u8> {
    let first = scan(1..=3, 0, 0, &vec![0; blocks(width, height) * 3 / 8 + 1]);
    let data = vec![0; blocks(width, height) / (1 << 14) * 15 / 8 + 4];
    let finer = (0..scans - 1).map(|number| {
        let component = (number % 3) as u8 + 1;
        scan(component..=component, 1, 63, &data)
    });
    let tables = [table(0, 0), table(1, END_OF_BAND)].concat();
    let start = start(PROGRESSIVE, 8, width, height, &[0x11; 3]);
    [start, tables, first, finer.collect::<Vec<_>>().concat(), END.to_vec()].concat()
}

/// A small image with these sampling factors.
pub(super) fn sampled(samplings: &[u8]) -> Vec<u8> {
    let scan = scan(1..=samplings.len() as u8, 0, 63, &[0; 4096]);
    [start(BASELINE, 8, 100, 100, samplings), tables(), scan, END.to_vec()].concat()
}

/// A small image of a kind (SOF marker and sample depth) that the reader doesn't support.
fn of_kind(kind: u8, depth: u8) -> Vec<u8> {
    [start(kind, depth, 100, 100, &[0x11]), tables(), scan(1..=1, 0, 63, &[0; 4096]), END.to_vec()].concat()
}

pub(super) fn arithmetic() -> Vec<u8> {
    of_kind(ARITHMETIC, 8)
}

pub(super) fn twelve_bits() -> Vec<u8> {
    of_kind(0xc1, 12)
}

pub(super) fn no_tables() -> Vec<u8> {
    [start(BASELINE, 8, 100, 100, &[0x11]), scan(1..=1, 0, 63, &[0; 100]), END.to_vec()].concat()
}

pub(super) fn segment_longer_than_the_file() -> Vec<u8> {
    let mut file = blank(100, 100, 1);
    file[4..6].copy_from_slice(&[0xff; 2]);
    file
}

/// A table with 255 codes of one bit, of which only two can exist.
pub(super) fn table_of_too_many_codes() -> Vec<u8> {
    let table = segment(0xc4, &[&[0, 255][..], &[0; 15], &[0; 255]].concat());
    [start(BASELINE, 8, 100, 100, &[0x11]), table, scan(1..=1, 0, 63, &[0; 100]), END.to_vec()].concat()
}

pub(super) fn cut() -> Vec<u8> {
    let mut file = blank(1000, 1000, 3);
    file.truncate(file.len() / 2);
    file
}

/// `count` comments before the image.
pub(super) fn comments(count: usize) -> Vec<u8> {
    let mut file = blank(100, 100, 1);
    let rest = file.split_off(2);
    [file, segment(0xfe, &[]).repeat(count), rest].concat()
}
