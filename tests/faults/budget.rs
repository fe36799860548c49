use std::{
    env,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use watchword_tests::Chance;

/// The variable with the minutes that all campaigns may take together. Without it, each takes a few
/// seconds.
const MINUTES: &str = "WATCHWORD_SOAK_MINUTES";
/// The variable with the seed of the random choices, to repeat a campaign.
const SEED: &str = "WATCHWORD_SOAK_SEED";

/// How long a campaign runs.
pub(crate) struct Budget {
    end: Instant,
}

impl Budget {
    /// Returns a budget of `seconds`, or of `percent` per cent of a soak, and the campaign's random
    /// numbers.
    pub(crate) fn of(campaign: &str, seconds: u64, percent: f64) -> (Self, Chance) {
        let minutes: Option<f64> = env::var(MINUTES).ok().map(|minutes| minutes.parse().expect("minutes"));
        let length = minutes
            .map_or(Duration::from_secs(seconds), |minutes| Duration::from_secs_f64(minutes * 60.0 * percent / 100.0));
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_nanos() as u64);
        let seed = env::var(SEED).map_or(now, |seed| seed.parse().expect("a number"));
        println!("soak: {campaign}: {} s, {SEED}={seed}", length.as_secs());
        (Self { end: Instant::now() + length }, Chance::new(seed))
    }

    /// Returns whether there is time left.
    pub(crate) fn lasts(&self) -> bool {
        Instant::now() < self.end
    }
}
