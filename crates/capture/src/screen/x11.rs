use watchword_scan::{MAX_PIXELS, Picture};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, ImageOrder, Screen};
use x11rb::rust_connection::RustConnection;
use zeroize::Zeroizing;

use super::error::NoScreen;

/// Takes a picture of every screen of the display, each with all of its monitors.
pub(super) fn take() -> Result<Vec<Picture>, NoScreen> {
    let (connection, _) = x11rb::connect(None).map_err(|_| NoScreen::Unavailable)?;
    connection.setup().roots.iter().map(|screen| picture(&connection, screen)).collect()
}

/// Expects four bytes per pixel with blue in the lowest, as every current server sends them.
fn picture(connection: &RustConnection, screen: &Screen) -> Result<Picture, NoScreen> {
    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    let count = u64::from(width) * u64::from(height);
    let format = connection.setup().pixmap_formats.iter().find(|format| format.depth == screen.root_depth);
    if count > MAX_PIXELS || format.is_none_or(|format| format.bits_per_pixel != 32) {
        return Err(NoScreen::Unavailable);
    }
    let image = connection
        .get_image(ImageFormat::Z_PIXMAP, screen.root, 0, 0, width, height, u32::MAX)
        .ok()
        .and_then(|cookie| cookie.reply().ok());
    let mut rgba = Zeroizing::new(image.ok_or(NoScreen::Unavailable)?.data);
    let pixels = rgba.as_chunks_mut::<4>().0;
    if pixels.len() as u64 != count {
        return Err(NoScreen::Unavailable);
    }
    let is_little = connection.setup().image_byte_order == ImageOrder::LSB_FIRST;
    for pixel in pixels {
        let [first, second, third, fourth] = *pixel;
        let [blue, green, red] = if is_little { [first, second, third] } else { [fourth, third, second] };
        *pixel = [red, green, blue, u8::MAX];
    }
    Picture::from_rgba(width.into(), height.into(), &rgba).map_err(|_| NoScreen::Unavailable)
}
