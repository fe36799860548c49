//! The desktop that tests run on.

mod bus;
mod display;
mod portal;
mod sway;

pub(crate) use self::bus::Bus;
pub(crate) use self::display::Display;
pub(crate) use self::portal::answer;
pub(crate) use self::sway::Sway;
