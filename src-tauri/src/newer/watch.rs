use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use watchword_session::UpdateProblem;

/// The shortest time between two checks that nobody asked for. The clock stands still while the
/// computer sleeps.
const EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Asks whether there is a newer version. Takes seconds.
pub(crate) type Question = Box<dyn Fn() -> Result<Option<Newer>, UpdateProblem> + Send + Sync>;

/// A version that is newer than this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Newer {
    pub(crate) version: String,
    /// The page about it: an HTTPS address from a signed file.
    pub(crate) page: String,
}

/// Whether the user wants to know about newer versions, and the one that was found. Nothing of it
/// is kept on the disk except the setting.
pub(crate) struct Updates {
    question: Option<Question>,
    tell: Box<dyn Fn() + Send + Sync>,
    known: Mutex<Known>,
    changed: Condvar,
    /// Held while asking, so that there is one connection at a time.
    asking: Mutex<()>,
}

#[derive(Default)]
struct Known {
    wanted: bool,
    /// When the last check began.
    asked: Option<Instant>,
    newer: Option<Newer>,
    /// The version that the user has dismissed, until the process ends.
    dismissed: Option<String>,
}

impl Updates {
    /// `question` is `None` in a build that can't ask; `wanted` is the user's setting. Calls `tell`
    /// when [`Self::watch`] finds a version that the user has not dismissed.
    pub(crate) fn new(question: Option<Question>, wanted: bool, tell: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            question,
            tell: Box::new(tell),
            known: Mutex::new(Known { wanted, ..Known::default() }),
            changed: Condvar::new(),
            asking: Mutex::default(),
        }
    }

    pub(crate) fn is_included(&self) -> bool {
        self.question.is_some()
    }

    /// Turns the setting on or off. Off forgets what was found.
    pub(crate) fn set_wanted(&self, wanted: bool) {
        let mut known = self.known();
        known.wanted = wanted;
        if !wanted {
            known.newer = None;
        }
        self.changed.notify_all();
    }

    /// The newer version, unless the user has dismissed it.
    pub(crate) fn newer(&self) -> Option<Newer> {
        let known = self.known();
        known.newer.clone().filter(|newer| known.dismissed.as_ref() != Some(&newer.version))
    }

    pub(crate) fn dismiss(&self) {
        let mut known = self.known();
        known.dismissed = known.newer.as_ref().map(|newer| newer.version.clone());
    }

    /// Asks because the user wants to know now, even about a version that was dismissed. Fails with
    /// [`UpdateProblem::Off`], without a connection, while the setting is off.
    pub(crate) fn check(&self) -> Result<(), UpdateProblem> {
        self.ask()?;
        self.known().dismissed = None;
        Ok(())
    }

    /// Asks at once and then once a day, while the setting is on. Never returns. A failed check
    /// says nothing, because nobody waits for it, and the next one is a day later too.
    pub(crate) fn watch(&self) {
        loop {
            self.wait_until_due();
            if self.ask().is_ok() && self.newer().is_some() {
                (self.tell)();
            }
        }
    }

    fn ask(&self) -> Result<(), UpdateProblem> {
        let question = self.question.as_ref().ok_or(UpdateProblem::Off)?;
        let _alone = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut known = self.known();
            if !known.wanted {
                return Err(UpdateProblem::Off);
            }
            known.asked = Some(Instant::now());
        }
        let answer = question();
        let mut known = self.known();
        // The user may have turned it off meanwhile.
        if !known.wanted {
            return Err(UpdateProblem::Off);
        }
        known.newer = answer?;
        Ok(())
    }

    fn wait_until_due(&self) {
        let mut known = self.known();
        loop {
            let left = match known.asked {
                _ if !known.wanted => None,
                None => return,
                Some(asked) => match EVERY.saturating_sub(asked.elapsed()) {
                    Duration::ZERO => return,
                    left => Some(left),
                },
            };
            known = match left {
                None => self.changed.wait(known).unwrap_or_else(PoisonError::into_inner),
                Some(left) => self.changed.wait_timeout(known, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
    use std::thread;

    use super::*;

    const SOON: Duration = Duration::from_secs(10);
    const A_MOMENT: Duration = Duration::from_millis(100);

    fn newer(version: &str) -> Newer {
        Newer { version: version.into(), page: format!("https://example.org/{version}") }
    }

    type Answer = Result<Option<Newer>, UpdateProblem>;

    /// Answers every question with what the returned sender sends, and sends `()` for each notice.
    fn updates(wanted: bool) -> (Arc<Updates>, Sender<Answer>, Receiver<()>) {
        let (answer, answers) = channel();
        let (tell, told) = channel();
        let (answers, tell) = (Mutex::new(answers), Mutex::new(tell));
        let question: Question = Box::new(move || answers.lock().unwrap().recv_timeout(SOON).unwrap());
        let updates = Updates::new(Some(question), wanted, move || tell.lock().unwrap().send(()).unwrap());
        (Arc::new(updates), answer, told)
    }

    fn watch(updates: &Arc<Updates>) {
        let updates = updates.clone();
        thread::spawn(move || updates.watch());
    }

    #[test]
    fn nothing_is_asked_while_the_setting_is_off_or_the_build_cannot_ask() {
        let nobody = || -> Question { Box::new(|| panic!("asked")) };
        let off = Updates::new(Some(nobody()), false, || panic!("told"));
        assert_eq!((off.is_included(), off.check(), off.newer()), (true, Err(UpdateProblem::Off), None));
        let left_out = Updates::new(None, true, || panic!("told"));
        assert_eq!((left_out.is_included(), left_out.check()), (false, Err(UpdateProblem::Off)));

        let (off, answer, told) = updates(false);
        answer.send(Ok(Some(newer("2.0.0")))).unwrap();
        watch(&off);
        assert_eq!(told.recv_timeout(A_MOMENT), Err(RecvTimeoutError::Timeout));
    }

    #[test]
    fn watch_asks_at_the_start_and_not_again_for_a_day() {
        let (updates, answer, told) = updates(true);
        answer.send(Ok(Some(newer("2.0.0")))).unwrap();
        answer.send(Ok(Some(newer("3.0.0")))).unwrap();
        watch(&updates);
        told.recv_timeout(SOON).unwrap();
        // Turning it off and on again doesn't make another day of it.
        updates.set_wanted(false);
        assert_eq!(updates.newer(), None);
        updates.set_wanted(true);
        assert_eq!(told.recv_timeout(A_MOMENT), Err(RecvTimeoutError::Timeout));

        updates.known().asked = Instant::now().checked_sub(EVERY);
        updates.changed.notify_all();
        told.recv_timeout(SOON).unwrap();
        assert_eq!(updates.newer(), Some(newer("3.0.0")));
    }

    #[test]
    fn turning_the_setting_on_asks_at_once() {
        let (updates, answer, told) = updates(false);
        watch(&updates);
        answer.send(Ok(Some(newer("2.0.0")))).unwrap();
        updates.set_wanted(true);
        told.recv_timeout(SOON).unwrap();
        assert_eq!(updates.newer(), Some(newer("2.0.0")));
    }

    #[test]
    fn watch_says_nothing_about_failures_and_about_no_newer_version() {
        for answered in [Err(UpdateProblem::Unreachable), Ok(None)] {
            let (updates, answer, told) = updates(true);
            answer.send(answered).unwrap();
            watch(&updates);
            assert_eq!(told.recv_timeout(A_MOMENT), Err(RecvTimeoutError::Timeout));
        }
    }

    #[test]
    fn dismissed_version_stays_dismissed_until_the_user_asks_or_a_newer_one_is_found() {
        let (updates, answer, _told) = updates(true);
        let ask = |version| {
            answer.send(Ok(Some(newer(version)))).unwrap();
            updates.ask().unwrap();
        };
        ask("2.0.0");
        updates.dismiss();
        assert_eq!(updates.newer(), None);
        ask("2.0.0");
        assert_eq!(updates.newer(), None);
        ask("2.0.1");
        assert_eq!(updates.newer(), Some(newer("2.0.1")));
        updates.dismiss();
        answer.send(Ok(Some(newer("2.0.1")))).unwrap();
        updates.check().unwrap();
        assert_eq!(updates.newer(), Some(newer("2.0.1")));
    }

    #[test]
    fn failed_check_keeps_what_was_found() {
        let (updates, answer, _told) = updates(true);
        answer.send(Ok(Some(newer("2.0.0")))).unwrap();
        updates.check().unwrap();
        answer.send(Err(UpdateProblem::Signature)).unwrap();
        assert_eq!(updates.check(), Err(UpdateProblem::Signature));
        assert_eq!(updates.newer(), Some(newer("2.0.0")));
        answer.send(Ok(None)).unwrap();
        updates.check().unwrap();
        assert_eq!(updates.newer(), None);
    }

    #[test]
    fn answer_that_comes_after_the_setting_was_turned_off_is_dropped() {
        let (updates, answer, _told) = updates(true);
        let asking = {
            let updates = updates.clone();
            thread::spawn(move || updates.check())
        };
        while updates.known().asked.is_none() {
            thread::yield_now();
        }
        updates.set_wanted(false);
        answer.send(Ok(Some(newer("2.0.0")))).unwrap();
        assert_eq!(asking.join().unwrap(), Err(UpdateProblem::Off));
        updates.set_wanted(true);
        assert_eq!(updates.newer(), None);
    }
}
