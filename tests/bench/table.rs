use serde_json::{Value, json};

use crate::figure::Figure;

const HEAD: [&str; 5] = ["figure", "measured", "limit", "verdict", "beside it"];

/// The figures of one run.
#[derive(Default)]
pub(crate) struct Table(Vec<Figure>);

impl Table {
    /// Adds a figure, and says it at once.
    pub(crate) fn add(&mut self, figure: Figure) {
        let [name, measured, limit, verdict, beside] = figure.cells();
        eprintln!("{name}: {measured} {limit} ({verdict}) {beside}");
        self.0.push(figure);
    }

    /// As Markdown whose columns stand straight in a terminal too.
    pub(crate) fn text(&self) -> String {
        let head = HEAD.map(str::to_owned);
        let rows: Vec<[String; 5]> = self.0.iter().map(Figure::cells).collect();
        let width = |column: usize| {
            let cells = rows.iter().chain([&head]).map(|row| row[column].chars().count());
            cells.max().unwrap_or_default()
        };
        let widths = [0, 1, 2, 3, 4].map(width);
        let line = |row: &[String; 5]| {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let rule = widths.map(|width| "-".repeat(width));
        [line(&head), line(&rule)].into_iter().chain(rows.iter().map(line)).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn json(&self) -> Value {
        json!({ "figures": self.0.iter().map(Figure::json).collect::<Vec<_>>() })
    }
}
