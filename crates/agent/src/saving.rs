use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a save takes before the window shows its progress.
const MOMENT: Duration = Duration::from_millis(500);
/// The shortest time between two updates of the progress.
const EVERY: Duration = Duration::from_millis(200);

/// Called with the number of pages written and their total, which is 0 when saving has ended.
type Tell = Box<dyn Fn(u32, u32) + Send + Sync>;

/// The progress of saving what an import adds, and whether the user has cancelled it.
pub(crate) struct Saving {
    tell: Tell,
    cancelled: AtomicBool,
    /// Held while something is saved.
    turn: Mutex<()>,
    moment: Duration,
}

impl Saving {
    pub(crate) fn new(tell: impl Fn(u32, u32) + Send + Sync + 'static) -> Self {
        Self::after(MOMENT, tell)
    }

    fn after(moment: Duration, tell: impl Fn(u32, u32) + Send + Sync + 'static) -> Self {
        Self { tell: Box::new(tell), cancelled: AtomicBool::new(false), turn: Mutex::default(), moment }
    }

    /// Runs a save, one at a time. It calls its argument with the pages written and their total,
    /// and stops if the answer is `false`: the user has cancelled.
    pub(crate) fn follow<T>(&self, save: impl FnOnce(&dyn Fn(usize, usize) -> bool) -> T) -> T {
        let run = Run { saving: self, _turn: self.take_turn(), begun: Instant::now(), told: Cell::new(None) };
        save(&|saved, of| run.step(saved as u32, of as u32))
    }

    /// Cancels the current save, unless it is past the point where it counts.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    fn take_turn(&self) -> MutexGuard<'_, ()> {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.cancelled.store(false, Ordering::SeqCst);
        turn
    }
}

/// One save, which ends when this is dropped.
struct Run<'a> {
    saving: &'a Saving,
    _turn: MutexGuard<'a, ()>,
    begun: Instant,
    told: Cell<Option<Instant>>,
}

impl Run<'_> {
    fn step(&self, saved: u32, of: u32) -> bool {
        if self.begun.elapsed() >= self.saving.moment && self.told.get().is_none_or(|told| told.elapsed() >= EVERY) {
            self.told.set(Some(Instant::now()));
            (self.saving.tell)(saved, of);
        }
        !self.saving.cancelled.load(Ordering::SeqCst)
    }
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        if self.told.get().is_some() {
            (self.saving.tell)(0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    fn saving(moment: Duration) -> (Saving, Receiver<(u32, u32)>) {
        let (tell, told) = channel();
        (Saving::after(moment, move |saved, of| tell.send((saved, of)).unwrap()), told)
    }

    #[test]
    fn only_a_slow_save_is_reported_and_its_end_is() {
        let (quick, told) = saving(Duration::from_secs(3600));
        assert!(quick.follow(|follow| follow(0, 2) && follow(2, 2)));
        assert_eq!(told.try_iter().count(), 0);
        let (slow, told) = saving(Duration::ZERO);
        // The second report would come too soon after the first.
        assert!(slow.follow(|follow| follow(1, 9) && follow(2, 9)));
        assert_eq!(told.try_iter().collect::<Vec<_>>(), [(1, 9), (0, 0)]);
    }

    #[test]
    fn cancelling_stops_the_current_save_only() {
        let (saving, _told) = saving(Duration::ZERO);
        saving.cancel();
        let stopped = saving.follow(|follow| {
            assert!(follow(0, 2), "cancelled before it began");
            saving.cancel();
            !follow(1, 2)
        });
        assert!(stopped && saving.follow(|follow| follow(0, 2)));
    }
}
