use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use crate::{Failed, Result, workspace::words};

/// The numbers of tests that passed and failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// The names of the tests that failed, as far as their runners print one per line.
    pub(crate) names: Vec<String>,
}

impl Tally {
    /// Runs a test runner, prints its output, and counts its tests.
    pub(crate) fn count(&mut self, runner: &mut Command) -> Result {
        let (words, failed_before) = (words(runner), self.failed);
        let refused = |error: std::io::Error| Failed(format!("{words} does not run: {error}."));
        let mut child = runner.stdout(Stdio::piped()).spawn().map_err(&refused)?;
        for line in BufReader::new(child.stdout.take().expect("piped")).lines().map_while(std::io::Result::ok) {
            println!("{line}");
            self.add(&line);
        }
        let status = child.wait().map_err(refused)?;
        if !status.success() && self.failed == failed_before {
            // The runner failed before its first test, or died in a test.
            self.failed += 1;
        }
        Ok(())
    }

    /// Adds the name of a test that failed, or the numbers of a summary line: cargo's `test result:
    /// ok. 5 passed; 0 failed; …` or Vitest's `Tests  1 failed | 5 passed (6)`.
    fn add(&mut self, line: &str) {
        let line = line.trim_start();
        self.names
            .extend(line.strip_prefix("test ").and_then(|line| line.strip_suffix(" ... FAILED")).map(str::to_owned));
        if !line.starts_with("test result: ") && !line.starts_with("Tests ") {
            return;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        for pair in words.windows(2) {
            match (pair[0].parse::<u64>(), pair[1].trim_end_matches(';')) {
                (Ok(number), "passed") => self.passed += number,
                (Ok(number), "failed") => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn summaries_of_both_runners_are_added() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test says_5_passed ... ok",
            "test says::nothing ... FAILED",
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            " Test Files  1 failed | 2 passed (3)",
            "      Tests  1 failed | 10 passed (11)",
        ] {
            tally.add(line);
        }
        assert_eq!(tally, Tally { passed: 16, failed: 3, names: vec!["says::nothing".to_owned()] });
    }
}
