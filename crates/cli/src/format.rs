use watchword_session::{Format, Item, Place};

/// The name of the format that images and documents are in: QR codes.
pub(crate) const PICTURE: &str = "picture";

/// The names that `--from` takes.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    Format::ALL.into_iter().map(Format::name).chain([PICTURE])
}

/// The name of the format that a file was read in; `None` if it is in none.
pub(crate) fn of(items: &[Item]) -> Option<&'static str> {
    Some(match items.first()?.place? {
        Place::Code(_) => PICTURE,
        Place::Entry(format, _) | Place::Whole(format) => format.name(),
    })
}
