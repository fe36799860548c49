//! Each change of a log of 1,000 lines is found. Most tests verify a few lines after the anchor
//! before the change: what comes before an anchor doesn't matter to `verify_from`, and 200,000
//! changed bytes would take minutes otherwise.

use std::io::{self, BufReader};

use uuid::Uuid;
use watchword_session::audit::{
    Anchor, Broken, Event, Fault, Hash, Log, MAX_LINE_BYTES, Verified, vaults, verify, verify_from, verify_vault,
};

use super::{Lines, VAULT, anchor, file, lines};

const COUNT: usize = 1000;
/// Enough lines after a change to say which line was changed.
const WINDOW: usize = 4;

/// The anchor before line `number` of a log, and the lines from there on.
fn window(log: &Lines, number: usize) -> (Anchor, Lines) {
    (anchor(log, number - 1), log[number - 1..log.len().min(number - 1 + WINDOW)].to_vec())
}

/// Another byte that could be in the same place.
fn changed(byte: u8) -> u8 {
    match byte {
        b'0'..=b'8' | b'a'..=b'e' => byte + 1,
        b'9' => b'0',
        b'f' => b'a',
        _ => byte ^ 1,
    }
}

fn found(log: &[impl AsRef<[u8]>], from: &Anchor, until: Option<&Anchor>) -> Option<(u64, Fault)> {
    verify_from(&*file(log), from, until).err().map(|Broken { line, fault }| (line, fault))
}

#[test]
fn unchanged_log_is_verified() {
    let log = lines(VAULT, COUNT as u64);
    let end = anchor(&log, COUNT);
    let verified = Verified { lines: COUNT as u64, others: 0, first_seq: 1, last: Some(end) };
    for until in [None, Some(&end), Some(&anchor(&log, 500)), Some(&Anchor::start(VAULT))] {
        assert_eq!(verify(&*file(&log), until), Ok(verified));
        assert_eq!(verify_from(&*file(&log), &Anchor::start(VAULT), until), Ok(verified));
    }
    // The rest of a rotated log, with an anchor in it, right before it, and before the lines that
    // were rotated away.
    let rest = file(&log[600..]);
    let verified = Verified { lines: 400, first_seq: 601, ..verified };
    for seq in [700, 600] {
        assert_eq!(verify(&*rest, Some(&anchor(&log, seq))), Ok(verified));
    }
    assert_eq!(verify_from(&*rest, &anchor(&log, 600), None), Ok(verified));
    assert_eq!(verify(&*rest, Some(&anchor(&log, 599))), Err(Broken { line: 1, fault: Fault::Missing }));
    let other = Anchor { hash: Hash::of(b"another"), ..anchor(&log, 600) };
    assert!(verify(&*rest, Some(&other)).is_err(), "the rest of another log");
    assert_eq!(verify(io::empty(), None), Ok(Verified { lines: 0, others: 0, first_seq: 0, last: None }));
}

#[test]
fn every_changed_byte_is_found_in_its_line() {
    let log = lines(VAULT, COUNT as u64);
    let end = anchor(&log, COUNT);
    let mut changes = 0;
    for number in 1..=COUNT {
        let (from, window) = window(&log, number);
        let until = (number + WINDOW > COUNT).then_some(&end);
        let mut bytes = file(&window);
        for at in 0..=window[0].len() {
            let byte = bytes[at];
            bytes[at] = changed(byte);
            let line = verify_from(&*bytes, &from, until).err().map(|broken| broken.line);
            assert_eq!(line, Some(1), "line {number}, byte {at}: {byte}");
            bytes[at] = byte;
            changes += 1;
        }
        assert!(verify_from(&*bytes, &from, until).is_ok());
    }
    assert_eq!(changes, file(&log).len());
}

#[test]
fn every_removed_line_is_found() {
    let log = lines(VAULT, COUNT as u64);
    let end = anchor(&log, COUNT);
    for number in 1..=COUNT {
        let (from, mut window) = window(&log, number);
        window.remove(0);
        let expected = if number == COUNT { Fault::CutTail } else { Fault::Missing };
        assert_eq!(found(&window, &from, Some(&end).filter(|_| number == COUNT)), Some((1, expected)), "{number}");
    }
    // Without the start of the chain, only the number of the first line shows that one is missing.
    assert_eq!(verify(&*file(&log[1..]), None).unwrap().first_seq, 2);
}

#[test]
fn every_two_neighbours_that_change_places_are_found() {
    let log = lines(VAULT, COUNT as u64);
    let end = anchor(&log, COUNT);
    for number in 1..COUNT {
        let (from, mut window) = window(&log, number);
        window.swap(0, 1);
        let until = (number + WINDOW > COUNT).then_some(&end);
        assert_eq!(found(&window, &from, until), Some((1, Fault::OutOfPlace)), "{number}");
    }
}

#[test]
fn every_added_line_is_found() {
    let log = lines(VAULT, COUNT as u64);
    let end = anchor(&log, COUNT);
    for number in 1..=COUNT {
        let (from, window) = window(&log, number);
        let until = (number + WINDOW > COUNT).then_some(&end);
        // A copy of the line itself, a line from elsewhere, and one whose number and hash fit.
        let copies = [&log[number - 1], &log[(number + 500) % COUNT]];
        for copy in copies {
            let mut with = window.clone();
            with.insert(1, copy.clone());
            let (line, fault) = found(&with, &from, until).expect("the copy is found");
            assert_eq!((line, fault), (2, Fault::OutOfPlace), "{number}");
        }
        let mut with = window.clone();
        with.insert(0, forged(&from));
        let (line, fault) = found(&with, &from, until).expect("the forged line is found");
        let is_named = (line, fault) == (1, Fault::OutOfPlace);
        assert!(is_named || number == COUNT, "{number}: line {line}, {fault:?}");
        let mut with = file(&window);
        with.splice(0..0, *b"\n");
        assert_eq!(verify_from(&*with, &from, until), Err(Broken { line: 1, fault: Fault::NotALine }));
    }
}

/// A line that follows `from`, but was not written by the log.
fn forged(from: &Anchor) -> Vec<u8> {
    let (send, sent) = std::sync::mpsc::channel();
    let sink = move |line: &[u8]| send.send(line.to_vec()).map_err(io::Error::other);
    Log::new(Box::new(sink), VAULT, Some("eve"), Some(from)).record(&Event::SettingsChanged, 0);
    sent.recv().unwrap()
}

#[test]
fn changes_are_found_from_the_start_of_a_long_log() {
    let log = lines(VAULT, COUNT as u64);
    for number in [2, 3, 17, 500, 997, 998] {
        let broken = |line: usize, fault| Err(Broken { line: line as u64, fault });
        let mut altered = log.clone();
        let at = altered[number - 1].windows(6).position(|text| text == b"\"user\"").unwrap();
        altered[number - 1][at + 9] = b'e';
        assert_eq!(verify(&*file(&altered), None), broken(number, Fault::Altered));

        let mut removed = log.clone();
        removed.remove(number - 1);
        assert_eq!(verify(&*file(&removed), None), broken(number, Fault::Missing));

        let mut swapped = log.clone();
        swapped.swap(number - 1, COUNT - 1);
        assert_eq!(verify(&*file(&swapped), None), broken(number, Fault::OutOfPlace));

        let mut added = log.clone();
        added.insert(number - 1, forged(&anchor(&log, number - 1)));
        assert_eq!(verify(&*file(&added), None), broken(number, Fault::OutOfPlace));
    }
}

#[test]
fn cut_end_is_found_with_the_anchor() {
    let log = lines(VAULT, COUNT as u64);
    let end = anchor(&log, COUNT);
    for kept in [0, 1, 500, 999] {
        let cut = file(&log[..kept]);
        assert!(verify(&*cut, None).is_ok());
        assert_eq!(verify(&*cut, Some(&end)), Err(Broken { line: kept as u64 + 1, fault: Fault::CutTail }));
    }
    // Within the last line, at every byte.
    let whole = file(&log[990..]);
    for length in whole.len() - log[999].len()..whole.len() - 1 {
        assert_eq!(verify(&whole[..length], None), Err(Broken { line: 10, fault: Fault::Torn }));
    }
    assert!(verify(&whole[..whole.len() - 1], Some(&end)).is_ok(), "only the line feed is missing");
}

/// All hashes fit, so only the anchor shows it.
#[test]
fn rewritten_end_is_found_with_the_anchor() {
    let log = lines(VAULT, 20);
    let mut rewritten = log[..10].to_vec();
    for seq in 10..20 {
        let line = forged(&anchor(&rewritten, seq));
        rewritten.push(line);
    }
    assert!(verify(&*file(&rewritten), None).is_ok());
    assert!(verify(&*file(&rewritten), Some(&anchor(&log, 10))).is_ok(), "the anchor is older");
    let broken = verify(&*file(&rewritten), Some(&anchor(&log, 20)));
    assert_eq!(broken, Err(Broken { line: 20, fault: Fault::Altered }));
}

#[test]
fn each_vault_has_its_own_chain() {
    let other = Uuid::from_u128(99);
    let (own, others) = (lines(VAULT, 40), lines(other, 40));
    let mixed: Lines = own.iter().zip(&others).flat_map(|(own, other)| [own.clone(), other.clone()]).collect();
    let mixed = file(&mixed[3..]);
    assert_eq!(vaults(&*mixed).unwrap(), [other, VAULT]);
    assert_eq!(verify(&*mixed, None), Err(Broken { line: 2, fault: Fault::OtherVault }));
    let verified = verify_vault(&*mixed, VAULT, Some(&anchor(&own, 40))).unwrap();
    assert_eq!((verified.lines, verified.others, verified.first_seq), (38, 39, 3));
    assert!(verify_vault(&*mixed, other, None).is_ok());
    assert!(verify_vault(&*mixed, other, Some(&anchor(&own, 40))).is_err());
}

#[test]
fn hostile_logs_are_refused_in_little_memory() {
    let log = lines(VAULT, 3);
    let endless = BufReader::new(io::repeat(b'x'));
    assert_eq!(verify(endless, None), Err(Broken { line: 1, fault: Fault::TooLong }));
    let mut long = log[0].clone();
    long.splice(1..1, std::iter::repeat_n(b' ', MAX_LINE_BYTES));
    assert_eq!(verify(&*file(&[long]), None), Err(Broken { line: 1, fault: Fault::TooLong }));
    for text in ["", "{}", "null", "[[[[[[[[", "{\"format\":1,\"seq\":0}", "\u{0}", "\u{fffd}"] {
        let with = [text.as_bytes(), &log[0]];
        assert_eq!(verify(&*file(&with), None), Err(Broken { line: 1, fault: Fault::NotALine }), "{text}");
    }
    let newer = String::from_utf8(log[0].clone()).unwrap().replace("\"format\":1", "\"format\":2");
    assert_eq!(verify(&*file(&[newer]), None), Err(Broken { line: 1, fault: Fault::NewerFormat }));
    let huge = String::from_utf8(log[0].clone()).unwrap().replace("\"seq\":1", &format!("\"seq\":{}", u64::MAX));
    let with = [huge.as_bytes(), &log[1]];
    assert!(verify(&*file(&with), None).is_err());
}
