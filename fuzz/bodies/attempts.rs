//! The attempts record (`FORMAT.md`, section 8). The first 9 input bytes are the current time: one
//! that fills the boot, then the seconds. 37 bytes follow for the copy in the file and 37 for the
//! one in the keyring: a flag that says whether the copy exists and is genuine, then its content.

use std::sync::{LazyLock, Mutex};

use watchword_vault::{BootTime, OpenError, Pin, PinError};

use super::machine::{Machine, attempts, item};

static MACHINE: LazyLock<Mutex<Machine>> = LazyLock::new(|| Mutex::new(Machine::new()));

pub(crate) fn run(bytes: &[u8]) {
    let Some((now, copies)) = bytes.split_first_chunk::<9>() else { return };
    let now = BootTime { boot: [now[0]; 16], seconds: u64::from_be_bytes(now[1..].try_into().unwrap()) };
    let machine = MACHINE.lock().unwrap();
    machine.reset();
    machine.clock.set_boot_time(now);
    std::fs::remove_file(machine.path().join("attempts.bin")).unwrap();

    let mut newest: Option<(u64, u32, BootTime)> = None;
    for (place, [flag, content @ ..]) in copies.as_chunks::<37>().0.iter().take(2).enumerate() {
        let record = attempts(content);
        let (copy, genuine) = match flag % 4 {
            0 => continue,
            1 => (content.to_vec(), false),
            2 => ([&record[..], &[*flag]].concat(), false),
            _ => (record, true),
        };
        match place {
            0 => machine.write("attempts.bin", &copy),
            _ => machine.put("attempts", item(&copy)),
        }
        let number =
            |range: std::ops::Range<usize>| content[range].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        let last = BootTime { boot: content[12..28].try_into().unwrap(), seconds: number(28..36) };
        let read = (number(0..8), number(8..12) as u32, last);
        if genuine && newest.is_none_or(|(sequence, ..)| sequence <= read.0) {
            newest = Some(read);
        }
    }
    // If both are lost, they count as four failures, the last of them now.
    let (_, failures, last) = newest.unwrap_or((0, 4, now));
    let unknown = [last.boot, now.boot].contains(&BootTime::UNKNOWN);
    let same = last.boot == now.boot || unknown && now.seconds >= last.seconds;
    let since = if same { last.seconds } else { 0 };
    let wait = [0, 0, 0, 30, 60, 300, 900, 3_600][failures.min(7) as usize];
    let wait = wait - i128::min(wait, i128::max(0, i128::from(now.seconds) - i128::from(since)));

    let vault = machine.locked();
    assert_eq!((vault.wait(), vault.failures()), (Ok(wait as u64), Ok(failures)));
    if wait > 0 {
        let before = (machine.read("attempts.bin"), machine.keyring.items());
        let refused = vault.unlock(&Pin::typed("not the PIN")).map(|_| ()).expect_err("the wait is not over");
        assert_eq!(refused.why, OpenError::Pin(PinError::Wait { seconds: wait as u64 }));
        assert_eq!((machine.read("attempts.bin"), machine.keyring.items()), before, "no attempt is spent");
    }
}
