use serde_json::{Value, json};

use crate::figure::Figure;

const HEAD: [&str; 5] = ["figure", "measured", "limit", "verdict", "for comparison"];

/// The figures of one run.
#[derive(Default)]
pub(crate) struct Table {
    figures: Vec<Figure>,
    /// The CPU steal during each group, in per cent.
    stolen: Vec<(&'static str, f64)>,
}

impl Table {
    /// Adds a figure, and prints it at once.
    pub(crate) fn add(&mut self, figure: Figure) {
        let [name, measured, limit, verdict, beside] = figure.cells();
        eprintln!("{name}: {measured} {limit} ({verdict}) {beside}");
        self.figures.push(figure);
    }

    /// Adds the CPU steal during a group, in per cent.
    pub(crate) fn stolen(&mut self, group: &'static str, percent: f64) {
        self.stolen.push((group, percent));
    }

    /// Formats the table as Markdown, with columns aligned for a terminal.
    pub(crate) fn text(&self) -> String {
        let head = HEAD.map(str::to_owned);
        let rows: Vec<[String; 5]> = self.figures.iter().map(Figure::cells).collect();
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
        let lines = [line(&head), line(&rule)].into_iter().chain(rows.iter().map(line));
        let stolen: Vec<String> =
            self.stolen.iter().map(|(group, percent)| format!("{group} {percent:.0} %")).collect();
        let stolen = format!("\nCPU steal by group: {}.", stolen.join(", "));
        lines.chain([stolen]).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn json(&self) -> Value {
        let stolen = self.stolen.iter().map(|(group, percent)| json!({ "group": group, "percent": percent }));
        json!({
            "figures": self.figures.iter().map(Figure::json).collect::<Vec<_>>(),
            "stolen": stolen.collect::<Vec<_>>(),
        })
    }
}
