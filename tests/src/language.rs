/// A language of Watchword's.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// Its tag, as in the preferences.
    pub tag: &'static str,
    /// The title of the palette's window.
    pub palette: &'static str,
}

impl Language {
    /// English, which `en.ftl` has.
    pub const ENGLISH: Self = Self { tag: "en", palette: "Watchword’s palette" };
    /// Indonesian, which `id.ftl` has.
    pub const INDONESIAN: Self = Self { tag: "id", palette: "Palet Watchword" };
    /// Italian, which `it.ftl` has.
    pub const ITALIAN: Self = Self { tag: "it", palette: "Palette di Watchword" };
}
