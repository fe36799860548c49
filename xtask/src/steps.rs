use std::time::{Duration, Instant};

use crate::Result;

/// The steps of a task and their durations, which are printed on drop.
pub(crate) struct Steps {
    began: Instant,
    taken: Vec<(&'static str, Duration)>,
}

impl Steps {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), taken: Vec::new() }
    }

    /// Prints the name of a step, and takes it.
    pub(crate) fn take<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("== {name}");
        let began = Instant::now();
        let done = step();
        self.taken.push((name, began.elapsed()));
        done
    }
}

/// Prints the durations, however the task ends.
impl Drop for Steps {
    fn drop(&mut self) {
        println!();
        for (name, took) in self.taken.iter().chain([&("in all", self.began.elapsed())]) {
            println!("{:>7.1} s  {name}", took.as_secs_f32());
        }
    }
}
