use std::fs;

/// The CPU time since the machine's boot, in ticks.
#[derive(Clone, Copy)]
pub(crate) struct Host {
    worked: f64,
    stolen: f64,
}

impl Host {
    /// Reads the current CPU times.
    pub(crate) fn now() -> Self {
        let stat = fs::read_to_string("/proc/stat").expect("CPU times of Linux");
        let ticks: Vec<f64> =
            stat.lines().next().into_iter().flat_map(str::split_whitespace).flat_map(str::parse).collect();
        // user, nice, system, idle, iowait, irq, softirq, steal
        let [user, nice, system, _, _, hard, soft, stolen, ..] = ticks[..] else { panic!("/proc/stat: {stat}") };
        Self { worked: user + nice + system + hard + soft, stolen }
    }

    /// Returns the CPU steal since then: the share of the busy time that other machines on the same
    /// host took, in per cent. Everything measured meanwhile took that much longer.
    pub(crate) fn stolen_since(self) -> f64 {
        let now = Self::now();
        let (worked, stolen) = (now.worked - self.worked, now.stolen - self.stolen);
        if stolen > 0.0 { stolen / (worked + stolen) * 100.0 } else { 0.0 }
    }
}
