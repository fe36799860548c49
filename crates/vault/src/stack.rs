use zeroize::Zeroize;

/// Deeper than anything below a command reaches; well within a thread's stack.
const DEPTH_BYTES: usize = 512 << 10;

/// Does `work`, and overwrites the stack that it has used: keys and PINs are wiped where they lie,
/// but what was moved or put into a register leaves copies in frames that are gone.
pub fn scrubbed<T>(work: impl FnOnce() -> T) -> T {
    let done = deeper(work);
    wipe();
    done
}

/// In a frame of its own, so that it lies where [`wipe`] comes to lie.
#[inline(never)]
fn deeper<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn wipe() {
    let mut stack = [0xff_u8; DEPTH_BYTES];
    stack.zeroize();
    std::hint::black_box(&stack);
}
