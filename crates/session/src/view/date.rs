use chrono::{DateTime, Datelike as _, Local, Timelike as _};

use crate::view::Words;

impl Words {
    /// A day in words, on this computer's clock. `at` is in Unix seconds.
    pub fn date(&self, at: u64) -> String {
        let at = local(at);
        // A number could be grouped: 2,026.
        let year = at.year().to_string();
        self.say("date-day", &[("day", at.day().into()), ("month", at.month().into()), ("year", year.into())])
    }

    /// A day and a time of it, on this computer's clock. `at` is in Unix seconds.
    pub fn moment(&self, at: u64) -> String {
        let time = local(at);
        let time = format!("{:02}:{:02}", time.hour(), time.minute());
        self.say("date-moment", &[("date", self.date(at).into()), ("time", time.into())])
    }
}

/// Beyond the calendar, the epoch.
fn local(at: u64) -> DateTime<Local> {
    i64::try_from(at).ok().and_then(|at| DateTime::from_timestamp(at, 0)).unwrap_or_default().with_timezone(&Local)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Locale;

    #[test]
    fn dates_are_written_as_in_each_language() {
        // Noon, in every time zone but those of a few islands the same day.
        let noon = 1_795_780_800;
        let date = |locale| Words::new(locale).date(noon);
        assert_eq!(date(Locale::English), "27 November 2026");
        assert_eq!(date(Locale::Indonesian), "27 November 2026");
        assert_eq!(date(Locale::Italian), "27 novembre 2026");
        assert!(Words::new(Locale::English).moment(noon).starts_with("27 November 2026, "));
        assert!(Words::new(Locale::English).date(u64::MAX).contains("1970"), "no calendar has it");
    }
}
