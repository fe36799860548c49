use std::{
    fs::{self, File},
    io::{Read as _, Seek as _, SeekFrom},
};

const PAGE_BYTES: usize = 4096;
/// The number of page map entries read at a time.
const ENTRIES: usize = 1 << 16;

/// Returns the ids of a process and of all its descendants.
pub fn process_tree(root: u32) -> Vec<u32> {
    let parent = |id: u32| -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()
    };
    let all: Vec<u32> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    let mut tree = vec![root];
    let mut at = 0;
    while let Some(&id) = tree.get(at) {
        tree.extend(all.iter().filter(|child| parent(**child) == Some(id)));
        at += 1;
    }
    tree
}

/// Returns the peak resident memory of this process (`VmHWM`), in KiB.
pub fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse().ok())
}

/// Returns the needles found in memory that the process has written, each with its address.
pub fn found_in_memory<'a>(process: u32, needles: &[(&'a str, Vec<u8>)]) -> Vec<(&'a str, String)> {
    let Ok(mut memory) = File::open(format!("/proc/{process}/mem")) else { return Vec::new() };
    let program = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    let mut found = Vec::new();
    let mut bytes = Vec::new();
    for (start, length) in written(process) {
        bytes.resize(length, 0);
        // A page may be unmapped while it is being read.
        if memory.seek(SeekFrom::Start(start)).is_ok() && memory.read_exact(&mut bytes).is_ok() {
            let places = search(&bytes, needles);
            found.extend(
                places.map(|(name, place)| (name, format!("{:x} of {}", start + place as u64, program.trim()))),
            );
        }
    }
    found
}

/// Returns the runs of present pages in writable mappings, each as its start and length in bytes. A
/// process reserves many times more.
fn written(process: u32) -> Vec<(u64, usize)> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap_or_default();
    let Ok(mut pages) = File::open(format!("/proc/{process}/pagemap")) else { return Vec::new() };
    let mut runs: Vec<(u64, usize)> = Vec::new();
    for map in maps.lines().filter(|map| map.split_whitespace().nth(1).is_some_and(|mode| mode.starts_with("rw"))) {
        let range = map.split_whitespace().next().and_then(|range| range.split_once('-'));
        let number = |text: &str| u64::from_str_radix(text, 16).ok();
        let Some((mut at, end)) = range.and_then(|(start, end)| number(start).zip(number(end))) else { continue };
        let mut entries = vec![0; ENTRIES * 8];
        while at < end {
            let count = usize::try_from((end - at) / PAGE_BYTES as u64).map_or(ENTRIES, |left| left.min(ENTRIES));
            let entries = &mut entries[..count * 8];
            if pages.seek(SeekFrom::Start(at / PAGE_BYTES as u64 * 8)).is_err() || pages.read_exact(entries).is_err() {
                break;
            }
            for (page, entry) in entries.chunks_exact(8).enumerate() {
                // Bits 63 (present) and 62 (swapped out), in the last byte.
                if entry[7] & 0xc0 == 0 {
                    continue;
                }
                let place = at + (page * PAGE_BYTES) as u64;
                match runs.last_mut() {
                    Some((start, length)) if *start + *length as u64 == place => *length += PAGE_BYTES,
                    _ => runs.push((place, PAGE_BYTES)),
                }
            }
            at += (count * PAGE_BYTES) as u64;
        }
    }
    runs
}

/// Searches for all needles in one pass, because most bytes start none of them.
fn search<'a>(bytes: &[u8], needles: &[(&'a str, Vec<u8>)]) -> impl Iterator<Item = (&'a str, usize)> {
    let mut begins = [false; 256];
    needles.iter().for_each(|(_, needle)| begins[usize::from(needle[0])] = true);
    let places = bytes.iter().enumerate().filter(move |(_, byte)| begins[usize::from(**byte)]).map(|(place, _)| place);
    places.flat_map(move |place| {
        needles
            .iter()
            .filter(move |(_, needle)| bytes[place..].starts_with(needle))
            .map(move |(name, _)| (*name, place))
    })
}
