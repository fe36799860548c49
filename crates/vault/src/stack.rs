use zeroize::Zeroize;

/// Bytes of stack to wipe: more than any command uses, and well within a thread's stack.
const DEPTH_BYTES: usize = 512 << 10;

/// Runs `work`, and overwrites the stack that it used. Keys and PINs are wiped in place, but moving
/// or spilling them leaves copies in frames that have returned.
pub fn scrubbed<T>(work: impl FnOnce() -> T) -> T {
    let done = in_own_frame(work);
    wipe();
    done
}

/// Runs `work` in its own frame, on the stack that [`wipe`] then overwrites.
#[inline(never)]
fn in_own_frame<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn wipe() {
    let mut stack = [0xff_u8; DEPTH_BYTES];
    stack.zeroize();
    std::hint::black_box(&stack);
}
