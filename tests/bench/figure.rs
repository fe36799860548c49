use std::fmt;

use serde_json::{Value, json};

/// The unit of a figure.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    Times,
    Nanoseconds,
    Milliseconds,
    Mebibytes,
    Percent,
}

/// A measured number with its unit, formatted for people.
#[derive(Clone, Copy)]
pub(crate) struct Amount(pub(crate) f64, pub(crate) Unit);

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::Times => "×",
            Self::Nanoseconds => "ns",
            Self::Milliseconds => "ms",
            Self::Mebibytes => "MiB",
            Self::Percent => "% of a core",
        }
    }

    /// Returns the number of significant decimals.
    fn decimals(self, number: f64) -> usize {
        match self {
            Self::Times => 2,
            Self::Percent => 2,
            Self::Mebibytes if number < 10.0 => 2,
            Self::Milliseconds if number < 10.0 => 1,
            Self::Nanoseconds | Self::Milliseconds | Self::Mebibytes => 0,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, unit) = *self;
        write!(f, "{number:.*} {}", unit.decimals(number), unit.name())
    }
}

/// A figure with its limit and the amounts measured for comparison.
pub(crate) struct Figure {
    name: String,
    amount: Amount,
    /// The largest amount that passes, in the figure's unit.
    limit: Option<f64>,
    beside: Vec<(String, Amount)>,
    /// How the figure was measured; may be empty.
    note: &'static str,
}

impl Figure {
    pub(crate) fn new(name: impl Into<String>, number: f64, unit: Unit) -> Self {
        Self { name: name.into(), amount: Amount(number, unit), limit: None, beside: Vec::new(), note: "" }
    }

    pub(crate) fn at_most(self, limit: f64) -> Self {
        Self { limit: Some(limit), ..self }
    }

    pub(crate) fn beside(mut self, what: impl Into<String>, number: f64, unit: Unit) -> Self {
        self.beside.push((what.into(), Amount(number, unit)));
        self
    }

    pub(crate) fn noting(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    /// Says whether the figure is within its limit, and by how much.
    fn verdict(&self) -> String {
        let Some(limit) = self.limit else { return "no limit".to_owned() };
        let Amount(number, unit) = self.amount;
        let off = Amount((number - limit).abs(), unit);
        if number <= limit { format!("passed, {off} to spare") } else { format!("MISSED by {off}") }
    }

    /// Returns the cells of the figure's row in the table.
    pub(crate) fn cells(&self) -> [String; 5] {
        let beside = self.beside.iter().map(|(what, amount)| format!("{what} {amount}"));
        let note = Some(self.note.to_owned()).filter(|note| !note.is_empty());
        [
            self.name.clone(),
            self.amount.to_string(),
            self.limit.map_or_else(String::new, |limit| format!("≤ {}", Amount(limit, self.amount.1))),
            self.verdict(),
            beside.chain(note).collect::<Vec<_>>().join("; "),
        ]
    }

    pub(crate) fn json(&self) -> Value {
        let Amount(number, unit) = self.amount;
        let beside = self
            .beside
            .iter()
            .map(|(what, Amount(number, unit))| json!({ "name": what, "value": number, "unit": unit.name() }));
        json!({
            "name": self.name,
            "value": number,
            "unit": unit.name(),
            "limit": self.limit,
            "passed": self.limit.map(|limit| number <= limit),
            "over": self.limit.map(|limit| number - limit),
            "beside": beside.collect::<Vec<_>>(),
            "note": self.note,
        })
    }
}
