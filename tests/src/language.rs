/// A language in which a user signs in somewhere.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// Its tag, as in the preferences.
    pub tag: &'static str,
    /// The title of the palette's window.
    pub palette: &'static str,
    /// What a site asks.
    pub(crate) asks: &'static str,
}

impl Language {
    /// English, which `en.ftl` has.
    pub const ENGLISH: Self = Self { tag: "en", palette: "Watchword’s palette", asks: "Enter the 6-digit code" };
    /// Indonesian, which `id.ftl` has.
    pub const INDONESIAN: Self = Self { tag: "id", palette: "Palet Watchword", asks: "Masukkan kode 6 digit" };
    /// Italian, which `it.ftl` has.
    pub const ITALIAN: Self =
        Self { tag: "it", palette: "Palette di Watchword", asks: "Inserisci il codice di 6 cifre" };
}
