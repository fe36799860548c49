use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// Returns whether the condition becomes true within `seconds`.
pub fn soon(seconds: u64, is_so: impl Fn() -> bool) -> bool {
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        if is_so() {
            return true;
        }
        sleep(Duration::from_millis(50));
    }
    false
}

/// Calls `ask` every 50 ms until it returns a value, and returns that value.
///
/// # Panics
/// Panics after `seconds`, with `what` it waited for.
#[track_caller]
pub fn wait_for<T>(what: &str, seconds: u64, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(seconds);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "waited {seconds} s for {what}");
        sleep(Duration::from_millis(50));
    }
}
