//! Panics in third-party decoders, which count as misses.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static CATCHES: Cell<bool> = const { Cell::new(false) };
}

/// Runs a third-party decoder, and returns `None` if it panics.
///
/// A panic's message can quote the text being decoded (slicing a string inside a character does),
/// which may be a seed. So the first call puts a hook in front of the process's panic hook, for
/// good. It stays silent while this thread is in here, and passes everything else on. Swapping
/// hooks around every call would race with other threads.
pub fn catch_panic<T>(decoder: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CATCHES.get() {
                before(info);
            }
        }));
    });
    let outer = CATCHES.replace(true);
    // Everything the decoder touched is dropped with it: nothing half-done is visible afterwards.
    let result = panic::catch_unwind(AssertUnwindSafe(decoder));
    CATCHES.set(outer);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_returns_none() {
        assert_eq!(catch_panic(|| 1), Some(1));
        assert_eq!(catch_panic(|| -> u8 { panic!("JBSWY3DP") }), None);
        assert!(!CATCHES.get());
    }
}
