//! Work on two threads.

use std::sync::Mutex;
use std::thread;

/// Calls `work` with every item, with two at the same time.
pub(crate) fn each<T>(items: impl Iterator<Item = T> + Send, work: impl Fn(T) + Sync) {
    let left = Mutex::new(items);
    let next = || left.lock().unwrap().next();
    let work_off = || {
        while let Some(item) = next() {
            work(item);
        }
    };
    thread::scope(|scope| {
        scope.spawn(work_off);
        work_off();
    });
}
