use std::env;
use std::path::Path;

use ksni::Icon;

use crate::at_hand::id::ID;

/// The icon's sizes in pixels: of common panels, and of those on screens of twice the density.
const SIZES: [i32; 2] = [22, 48];
/// The pixels of `watchword-small.svg` and `tray/locked.svg` at these sizes: four bytes each, in
/// the order that the bus wants, and ready, because the agent decodes no images.
const OPEN: [&[u8]; 2] =
    [include_bytes!("../../../../icons/tray/open-22.argb"), include_bytes!("../../../../icons/tray/open-48.argb")];
const LOCKED: [&[u8]; 2] =
    [include_bytes!("../../../../icons/tray/locked-22.argb"), include_bytes!("../../../../icons/tray/locked-48.argb")];

/// Returns the name of the icon that the packages install, which panels draw in their own colour.
/// If it isn't installed, the name is empty, because some desktops would otherwise show nothing.
pub(super) fn name(locked: bool) -> String {
    let name = if locked { format!("{ID}-locked-symbolic") } else { format!("{ID}-symbolic") };
    let folders = env::var("XDG_DATA_DIRS").ok().filter(|folders| !folders.is_empty());
    let folders = folders.unwrap_or_else(|| "/usr/local/share:/usr/share".to_owned());
    let file = format!("icons/hicolor/symbolic/apps/{name}.svg");
    let is_installed = folders.split(':').any(|folder| Path::new(folder).join(&file).is_file());
    if is_installed { name } else { String::new() }
}

/// Returns the icon in colour, for panels that don't find it by its name.
pub(super) fn pixels(locked: bool) -> Vec<Icon> {
    let drawn = if locked { LOCKED } else { OPEN };
    let icon = |(size, data): (i32, &[u8])| Icon { width: size, height: size, data: data.to_vec() };
    SIZES.into_iter().zip(drawn).map(icon).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use resvg::{tiny_skia, usvg};

    use super::*;

    /// Draws an SVG as alpha, red, green and blue, not multiplied.
    fn draw(file: &Path, size: i32) -> Vec<u8> {
        let tree = usvg::Tree::from_data(&fs::read(file).unwrap(), &usvg::Options::default()).unwrap();
        let mut image = tiny_skia::Pixmap::new(size as u32, size as u32).unwrap();
        let scale =
            tiny_skia::Transform::from_scale(size as f32 / tree.size().width(), size as f32 / tree.size().height());
        resvg::render(&tree, scale, &mut image.as_mut());
        let pixels = image.pixels().iter().map(|pixel| pixel.demultiply());
        pixels.flat_map(|color| [color.alpha(), color.red(), color.green(), color.blue()]).collect()
    }

    /// `WATCHWORD_WRITE_ICONS=1 cargo test -p watchword-agent icons_are_fresh` draws them again.
    #[test]
    fn icons_are_fresh() {
        let icons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../icons");
        for (name, drawing, built_in) in [("open", "watchword-small.svg", OPEN), ("locked", "tray/locked.svg", LOCKED)]
        {
            for (size, built_in) in SIZES.into_iter().zip(built_in) {
                let drawn = draw(&icons.join(drawing), size);
                if env::var_os("WATCHWORD_WRITE_ICONS").is_some() {
                    fs::write(icons.join(format!("tray/{name}-{size}.argb")), &drawn).unwrap();
                } else {
                    // Other processors may round differently.
                    let is_near = |(a, b): (&u8, &u8)| a.abs_diff(*b) <= 2;
                    assert_eq!(drawn.len(), built_in.len());
                    assert!(drawn.iter().zip(built_in).all(is_near), "{name} at {size} pixels is stale");
                }
            }
        }
    }
}
