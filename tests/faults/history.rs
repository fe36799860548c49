use std::collections::HashMap;

use watchword_tests::{Event, Operation, Outcome};

/// What was done to a vault since it was last looked at.
#[derive(Default)]
pub(crate) struct History {
    deeds: Vec<Deed>,
    /// Counts beginnings and ends.
    moments: usize,
}

/// An operation, and what became of it.
pub(crate) struct Deed {
    pub(crate) who: u32,
    pub(crate) operation: Operation,
    pub(crate) began: usize,
    pub(crate) end: End,
}

/// What became of an operation.
pub(crate) enum End {
    /// Its process died: it may have happened or not.
    Open,
    /// It was accepted, and that was told at a moment.
    Done(usize, Outcome),
    /// It was refused, and has not happened.
    Failed,
}

impl History {
    /// Takes an event up. Of an operation that has just ended it gives the deed.
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
        let deed = self.deeds.iter_mut().rev().find(|deed| deed.who == who).expect("it has begun");
        deed.end = end;
        Some(deed)
    }

    /// What has happened or may have, in the order in which it began.
    pub(crate) fn deeds(&self) -> impl Iterator<Item = &Deed> {
        self.deeds.iter().filter(|deed| !matches!(deed.end, End::Failed))
    }

    /// What was begun and not accepted: whether it has left a trace is not known.
    pub(crate) fn unaccepted(&self) -> impl Iterator<Item = &Deed> {
        self.deeds.iter().filter(|deed| !matches!(deed.end, End::Done(..)))
    }

    /// What a value may be now that was `initial`, if `value` says what a deed makes of it. Of two processes nobody knows
    /// whose last change was the later one.
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

    /// Forgets it all: the vault was looked at.
    pub(crate) fn clear(&mut self) {
        self.deeds.clear();
    }
}
