use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// Asks every 50 ms until there is an answer, and gives it.
///
/// # Panics
/// After `seconds`, with `what` it waited for.
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
