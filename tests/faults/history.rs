use std::collections::HashMap;

use watchword_tests::{Event, Operation, Outcome};

/// The operations on a vault since it was last compared.
#[derive(Default)]
pub(crate) struct History {
    deeds: Vec<Deed>,
    /// The number of operations begun and ended so far: a logical clock.
    moments: usize,
}

/// An operation and its result.
pub(crate) struct Deed {
    pub(crate) who: u32,
    pub(crate) operation: Operation,
    pub(crate) began: usize,
    pub(crate) end: End,
}

/// The result of an operation.
pub(crate) enum End {
    /// No result was reported: the operation may or may not have taken effect.
    Open,
    /// The operation was accepted, as reported at this moment.
    Done(usize, Outcome),
    /// The operation was refused, and has not taken effect.
    Failed,
}

impl History {
    /// Records an event. If it ends an operation, returns that operation's deed.
    pub(crate) fn take(&mut self, who: u32, event: &Event) -> Option<&Deed> {
        self.moments += 1;
        let end = match event {
            Event::Began(operation) => {
                let deed = Deed { who, operation: operation.clone(), began: self.moments, end: End::Open };
                self.deeds.push(deed);
                return None;
            }
            Event::Done(outcome) => End::Done(self.moments, outcome.clone()),
            Event::Failed(_) | Event::Locked => End::Failed,
            _ => return None,
        };
        let deed = self.deeds.iter_mut().rev().find(|deed| deed.who == who).expect("the operation has begun");
        deed.end = end;
        Some(deed)
    }

    /// Returns the operations that have or may have taken effect, in the order in which they began.
    pub(crate) fn deeds(&self) -> impl Iterator<Item = &Deed> {
        self.deeds.iter().filter(|deed| !matches!(deed.end, End::Failed))
    }

    /// Returns the operations that were begun but not accepted, and may have left traces.
    pub(crate) fn unaccepted(&self) -> impl Iterator<Item = &Deed> {
        self.deeds.iter().filter(|deed| !matches!(deed.end, End::Done(..)))
    }

    /// Returns the possible current values of something that was `initial`. `value` returns what an
    /// operation sets it to. Of the last changes of two processes, either may be the later one.
    pub(crate) fn possible<T>(&self, initial: T, value: impl Fn(&Operation) -> Option<T>) -> Vec<T> {
        let (mut accepted, mut open) = (HashMap::new(), Vec::new());
        for deed in self.deeds() {
            match (value(&deed.operation), &deed.end) {
                (Some(value), End::Done(..)) => drop(accepted.insert(deed.who, value)),
                (Some(value), _) => open.push(value),
                (None, _) => {}
            }
        }
        let accepted: Vec<T> = accepted.into_values().collect();
        let settled = if accepted.is_empty() { vec![initial] } else { accepted };
        settled.into_iter().chain(open).collect()
    }

    /// Forgets everything, after a comparison.
    pub(crate) fn clear(&mut self) {
        self.deeds.clear();
    }
}
