use std::{
    fs::{self, File},
    io::{Read as _, Seek as _, SeekFrom},
};

/// Read at a time, with an overlap so that nothing hides across two reads.
const CHUNK_BYTES: usize = 1 << 20;

/// A process and all that it has started, by number.
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

/// Which of the needles lie in memory that the process has written, each with the mapping it lies in.
pub fn found_in_memory<'a>(process: u32, needles: &[(&'a str, Vec<u8>)]) -> Vec<(&'a str, String)> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap_or_default();
    let Ok(mut memory) = File::open(format!("/proc/{process}/mem")) else { return Vec::new() };
    let overlap = needles.iter().map(|(_, needle)| needle.len()).max().unwrap_or_default();
    let mut found = Vec::new();
    for map in maps.lines().filter(|map| map.split_whitespace().nth(1).is_some_and(|mode| mode.starts_with("rw"))) {
        let range = map.split_whitespace().next().and_then(|range| range.split_once('-'));
        let number = |text: &str| u64::from_str_radix(text, 16).ok();
        let Some((mut at, end)) = range.and_then(|(start, end)| number(start).zip(number(end))) else { continue };
        let mut chunk = vec![0; CHUNK_BYTES + overlap];
        while at < end {
            let length = usize::try_from(end - at).map_or(chunk.len(), |left| left.min(chunk.len()));
            // A page that was never touched cannot always be read, and holds nothing.
            if memory.seek(SeekFrom::Start(at)).is_ok() && memory.read_exact(&mut chunk[..length]).is_ok() {
                found.extend(
                    search(&chunk[..length], needles)
                        .map(|(name, place)| (name, format!("{:x} in {map}", at + place as u64))),
                );
            }
            at += CHUNK_BYTES as u64;
        }
    }
    found
}

/// One pass for all needles: most bytes begin none of them.
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
