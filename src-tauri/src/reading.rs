use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long reading takes before the window shows its progress.
const MOMENT: Duration = Duration::from_millis(500);
/// The shortest time between two updates of the progress.
const EVERY: Duration = Duration::from_millis(200);

/// Called with the number of sources read and their total, which is 0 when reading has ended.
type Tell = Box<dyn Fn(u32, u32) + Send + Sync>;

/// The progress of reading sources, over all concurrent calls. Reports what takes longer than
/// [`MOMENT`], and can cancel it.
pub(crate) struct Reading {
    tally: Mutex<Tally>,
    tell: Tell,
    moment: Duration,
}

#[derive(Default)]
struct Tally {
    read: u32,
    of: u32,
    running: u32,
    /// Counts cancellations, to distinguish calls begun before the last one from later calls.
    cancelled: u64,
    /// Counts readings, so that the thread of an older one knows that it has ended.
    begun: u64,
    told: Option<Instant>,
}

impl Reading {
    pub(crate) fn new(tell: impl Fn(u32, u32) + Send + Sync + 'static) -> Arc<Self> {
        Self::after(MOMENT, tell)
    }

    fn after(moment: Duration, tell: impl Fn(u32, u32) + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { tally: Mutex::default(), tell: Box::new(tell), moment })
    }

    /// Reads one source after the other while `goes_on` returns `true`. Returns `None` if that
    /// ended it or the user cancelled. `read` may call its second argument to ask whether to
    /// continue.
    pub(crate) fn read<S, T>(
        self: &Arc<Self>,
        sources: Vec<S>,
        goes_on: impl Fn() -> bool + Sync,
        read: impl Fn(S, &(dyn Fn() -> bool + Sync)) -> Vec<T>,
    ) -> Option<Vec<T>> {
        let mut run = self.begin(sources.len() as u32);
        let begun = run.cancelled;
        let goes_on = || self.tally().cancelled == begun && goes_on();
        let mut items = Vec::new();
        for source in sources {
            if !goes_on() {
                return None;
            }
            items.extend(read(source, &goes_on));
            run.step();
        }
        goes_on().then_some(items)
    }

    /// Cancels everything that is being read: none of it is added to the review.
    pub(crate) fn cancel(&self) {
        self.tally().cancelled += 1;
    }

    fn begin(self: &Arc<Self>, sources: u32) -> Run<'_> {
        let mut tally = self.tally();
        tally.of += sources;
        tally.running += 1;
        if tally.running == 1 {
            tally.begun += 1;
            let (reading, begun) = (self.clone(), tally.begun);
            thread::spawn(move || reading.tell_after_a_moment(begun));
        }
        Run { reading: self, left: sources, cancelled: tally.cancelled }
    }

    fn tell_after_a_moment(&self, begun: u64) {
        thread::sleep(self.moment);
        let mut tally = self.tally();
        if tally.running > 0 && tally.begun == begun {
            self.tell(&mut tally);
        }
    }

    /// Reports progress under the lock, so that the last report is true.
    fn tell(&self, tally: &mut Tally) {
        tally.told = Some(Instant::now());
        (self.tell)(tally.read, tally.of);
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One call to [`Reading::read`], which ends when this is dropped.
struct Run<'a> {
    reading: &'a Reading,
    left: u32,
    cancelled: u64,
}

impl Run<'_> {
    fn step(&mut self) {
        let mut tally = self.reading.tally();
        self.left -= 1;
        tally.read += 1;
        if tally.told.is_some_and(|told| told.elapsed() >= EVERY) {
            self.reading.tell(&mut tally);
        }
    }
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        let mut tally = self.reading.tally();
        tally.running -= 1;
        tally.of -= self.left;
        if tally.running == 0 {
            (tally.read, tally.of) = (0, 0);
            if tally.told.take().is_some() {
                (self.reading.tell)(0, 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    fn reading(moment: Duration) -> (Arc<Reading>, Receiver<(u32, u32)>) {
        let (tell, told) = channel();
        (Reading::after(moment, move |read, of| tell.send((read, of)).unwrap()), told)
    }

    #[test]
    fn quick_reading_is_not_reported() {
        let (reading, told) = reading(Duration::from_secs(3600));
        assert_eq!(
            reading.read(vec![1, 2, 3], || true, |source, _| vec![source, source]),
            Some(vec![1, 1, 2, 2, 3, 3])
        );
        assert_eq!(told.try_iter().count(), 0);
    }

    #[test]
    fn slow_reading_is_reported_until_it_ends() {
        let (reading, told) = reading(Duration::ZERO);
        let (again, more) = (reading.clone(), Mutex::new(Vec::new()));
        reading.read(
            vec![1, 2],
            || true,
            |source, _| {
                if source == 1 {
                    more.lock().unwrap().push(told.recv().unwrap());
                    // Another call reads in the meantime.
                    again.read(vec![3], || true, |source, _| vec![source]);
                }
                vec![source]
            },
        );
        assert_eq!(more.into_inner().unwrap(), [(0, 2)]);
        let rest: Vec<_> = told.try_iter().collect();
        assert_eq!(rest.iter().filter(|told| **told == (0, 0)).count(), 1);
        assert_eq!(rest.last(), Some(&(0, 0)));
    }

    #[test]
    fn cancelled_reading_yields_nothing() {
        let (reading, _told) = reading(Duration::from_secs(3600));
        let seen = Mutex::new(Vec::new());
        let read = |source: u32, goes_on: &(dyn Fn() -> bool + Sync)| {
            assert!(goes_on());
            seen.lock().unwrap().push(source);
            if source == 2 {
                reading.cancel();
                assert!(!goes_on(), "the source being read can stop");
            }
            vec![source]
        };
        assert_eq!(reading.read(vec![1, 2, 3], || true, read), None);
        assert_eq!(reading.read(vec![2], || true, read), None, "cancelled during the last source");
        assert_eq!(reading.read(vec![4], || true, read), Some(vec![4]), "later calls are not cancelled");
        assert_eq!(reading.read(vec![5], || false, read), None);
        assert_eq!(*seen.lock().unwrap(), [1, 2, 2, 4]);
        let tally = reading.tally();
        assert_eq!((tally.of, tally.running), (0, 0));
    }
}
