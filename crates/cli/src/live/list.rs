use std::collections::HashMap;
use std::time::{Duration, Instant};

use watchword_agent::Face;
use watchword_session::{CodeView, Row};

use crate::failure::Failure;

/// How long codes are shown that no time step ends.
const LASTS: Duration = Duration::from_secs(60);

/// The accounts, those that the search finds, and the codes of those in view.
pub(super) struct List {
    rows: Vec<Row>,
    query: String,
    /// Positions in `rows` of what the search finds.
    found: Vec<usize>,
    /// Positions in `found`: the row that Enter copies, and the first one in view.
    chosen: usize,
    first: usize,
    height: usize,
    codes: HashMap<String, CodeView>,
    /// When the codes were computed, and when the first one changes.
    computed: Instant,
    until: Option<Instant>,
}

impl List {
    pub(super) fn new(rows: Vec<Row>) -> Self {
        let found = (0..rows.len()).collect();
        Self {
            rows,
            query: String::new(),
            found,
            chosen: 0,
            first: 0,
            height: 0,
            codes: HashMap::new(),
            computed: Instant::now(),
            until: None,
        }
    }

    pub(super) fn query(&self) -> &str {
        &self.query
    }

    /// Finds the accounts that match.
    pub(super) fn search(&mut self, query: &str) {
        self.query = query.to_owned();
        self.found = (0..self.rows.len()).filter(|position| self.rows[*position].is_found_by(query)).collect();
        (self.chosen, self.first) = (0, 0);
        self.forget_codes();
    }

    /// Moves the choice down by some rows, or up.
    pub(super) fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    /// The rows of one page.
    pub(super) fn page(&self) -> isize {
        isize::try_from(self.height.max(1)).unwrap_or(1)
    }

    /// The account that Enter copies.
    pub(super) fn chosen(&self) -> Option<&Row> {
        self.found.get(self.chosen).map(|position| &self.rows[*position])
    }

    /// Scrolls so that the chosen row is in view, which has room for this many rows.
    pub(super) fn show(&mut self, height: usize) {
        let lowest = self.chosen.saturating_sub(height.saturating_sub(1));
        let first = self.first.clamp(lowest, self.chosen);
        if (first, height) != (self.first, self.height) {
            (self.first, self.height) = (first, height);
            self.forget_codes();
        }
    }

    /// The rows in view with their codes, and whether each is the chosen one.
    pub(super) fn in_view(&self) -> impl Iterator<Item = (&Row, Option<&CodeView>, bool)> {
        let rows = self.found.iter().enumerate().skip(self.first).take(self.height);
        rows.map(|(place, position)| {
            let row = &self.rows[*position];
            (row, self.codes.get(&row.id), place == self.chosen)
        })
    }

    /// Seconds until a code is replaced by the next.
    pub(super) fn seconds_left(&self, code: &CodeView) -> Option<u64> {
        let left = Duration::from_millis(code.remaining_ms?.into()).saturating_sub(self.computed.elapsed());
        Some(left.as_millis().div_ceil(1000) as u64)
    }

    /// Makes the next refresh compute the codes again.
    pub(super) fn forget_codes(&mut self) {
        self.until = None;
    }

    /// Computes the codes of the rows in view, if they aren't there or one has changed.
    pub(super) fn refresh(&mut self, face: &Face) -> Result<(), Failure> {
        if self.until.is_some_and(|until| Instant::now() < until) {
            return Ok(());
        }
        let ids = self.in_view().map(|(row, ..)| row.id.clone()).collect();
        let codes = face.codes(ids)?;
        self.computed = Instant::now();
        let lasts = codes.refresh_in_ms.map_or(LASTS, |left| Duration::from_millis(left.into()));
        self.until = Some(self.computed + lasts);
        self.codes = codes.codes.into_iter().map(|code| (code.id.clone(), code)).collect();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use watchword_session::AccountKind;

    fn row(issuer: &str) -> Row {
        Row {
            id: issuer.into(),
            issuer: issuer.into(),
            account: "ayu".into(),
            tags: Vec::new(),
            kind: AccountKind::Totp,
            algorithm: "SHA1".into(),
            digits: 6,
            period: Some(30),
            counter: None,
            seed_missing: false,
            asks_for_pin: false,
        }
    }

    fn names(list: &List) -> Vec<&str> {
        list.in_view().map(|(row, ..)| row.issuer.as_str()).collect()
    }

    fn list() -> List {
        let mut list = List::new(["Bank", "Éxample", "Forum", "Mail"].map(row).into());
        list.show(2);
        list
    }

    #[test]
    fn the_choice_stays_in_view_and_within_what_is_found() {
        let mut list = list();
        assert_eq!(names(&list), ["Bank", "Éxample"]);
        list.step(2);
        list.show(2);
        assert_eq!((names(&list), list.chosen().unwrap().issuer.as_str()), (vec!["Éxample", "Forum"], "Forum"));
        list.step(isize::MAX);
        list.show(2);
        assert_eq!(names(&list), ["Forum", "Mail"]);
        list.step(isize::MIN);
        list.show(2);
        assert_eq!(names(&list), ["Bank", "Éxample"]);
        list.show(0);
        assert_eq!(names(&list), [""; 0]);
    }

    #[test]
    fn a_search_ignores_accents_and_may_find_nothing() {
        let mut list = list();
        list.step(3);
        list.search("exa AYU");
        list.show(2);
        assert_eq!((names(&list), list.chosen().unwrap().issuer.as_str()), (vec!["Éxample"], "Éxample"));
        list.search("nobody");
        list.step(1);
        list.show(2);
        assert!(names(&list).is_empty() && list.chosen().is_none());
    }
}
