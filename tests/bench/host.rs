use std::fs;

/// What the processors have done since the machine's start, in ticks.
#[derive(Clone, Copy)]
pub(crate) struct Host {
    worked: f64,
    stolen: f64,
}

impl Host {
    /// As of now.
    pub(crate) fn now() -> Self {
        let stat = fs::read_to_string("/proc/stat").expect("Linux tells");
        let ticks: Vec<f64> =
            stat.lines().next().into_iter().flat_map(str::split_whitespace).flat_map(str::parse).collect();
        // User, nice, system, idle, waiting for disks, two kinds of interrupts, stolen.
        let [user, nice, system, _, _, hard, soft, stolen, ..] = ticks[..] else { panic!("/proc/stat: {stat}") };
        Self { worked: user + nice + system + hard + soft, stolen }
    }

    /// Of the time in which there was work since then, how much another machine on the same host took, in per cent. Whatever
    /// was measured meanwhile took longer by it.
    pub(crate) fn stolen_since(self) -> f64 {
        let now = Self::now();
        let (worked, stolen) = (now.worked - self.worked, now.stolen - self.stolen);
        if stolen > 0.0 { stolen / (worked + stolen) * 100.0 } else { 0.0 }
    }
}
