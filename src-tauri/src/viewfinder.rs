//! What the camera sees, above the page: drawn natively, since the image may contain a seed, which
//! the page must not have. Only on Linux so far; elsewhere the camera scans without showing.

use tauri::AppHandle;
use watchword_capture::Frame;

#[cfg(target_os = "linux")]
use self::gtk_area as area;
#[cfg(not(target_os = "linux"))]
use self::no_area as area;

/// Shows the camera's frames while this value lives.
pub(crate) struct Viewfinder(AppHandle);

impl Viewfinder {
    pub(crate) fn new(app: &AppHandle) -> Self {
        Self(app.clone())
    }

    pub(crate) fn show(&self, frame: Frame) {
        let app = self.0.clone();
        let _ = self.0.run_on_main_thread(move || area::show(&app, frame));
    }
}

impl Drop for Viewfinder {
    fn drop(&mut self) {
        let _ = self.0.run_on_main_thread(area::hide);
    }
}

#[cfg(not(target_os = "linux"))]
mod no_area {
    pub(super) fn show(_: &tauri::AppHandle, _: watchword_capture::Frame) {}

    pub(super) fn hide() {}
}

#[cfg(target_os = "linux")]
mod gtk_area {
    use std::cell::RefCell;
    use std::rc::Rc;

    use gtk::cairo::Context;
    use gtk::gdk::prelude::GdkContextExt as _;
    use gtk::gdk_pixbuf::{Colorspace, Pixbuf};
    use gtk::glib::{Bytes, Propagation};
    use gtk::prelude::{BoxExt as _, Cast as _, ContainerExt as _, WidgetExt as _};
    use tauri::{AppHandle, Manager as _};
    use watchword_capture::Frame;

    use crate::window;

    /// The page's background in the dark theme (RGB, 0 to 1), shown at the sides of the frame.
    const GROUND: (f64, f64, f64) = (0.063, 0.078, 0.114);

    /// The area and its frame, used only on the main thread, like everything in GTK.
    struct Shown {
        area: gtk::DrawingArea,
        frame: Rc<RefCell<Frame>>,
    }

    thread_local! {
        static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
    }

    pub(super) fn show(app: &AppHandle, frame: Frame) {
        SHOWN.with_borrow_mut(|shown| {
            if let Some(Shown { area, frame: last }) = shown {
                last.replace(frame);
                area.queue_draw();
            } else {
                *shown = begin(app, frame);
            }
        });
    }

    pub(super) fn hide() {
        // GTK redraws while it removes the area, so this must not hold the borrow.
        if let Some(Shown { area, .. }) = SHOWN.take()
            && let Some(place) = area.parent().and_then(|parent| parent.downcast::<gtk::Box>().ok())
        {
            place.remove(&area);
        }
    }

    /// Adds an area above the page, as high as the frame is at the window's width, but at most half
    /// as high as the window.
    fn begin(app: &AppHandle, frame: Frame) -> Option<Shown> {
        let place = app.get_webview_window(window::LABEL)?.default_vbox().ok()?;
        let (width, height) = (place.allocated_width(), place.allocated_height());
        let wanted = i64::from(width) * i64::from(frame.height()) / i64::from(frame.width().max(1));
        let area = gtk::DrawingArea::new();
        area.set_size_request(-1, i32::try_from(wanted).unwrap_or(height).min(height / 2));
        let frame = Rc::new(RefCell::new(frame));
        area.connect_draw({
            let frame = frame.clone();
            move |area, context| {
                let size = (f64::from(area.allocated_width()), f64::from(area.allocated_height()));
                let _ = draw(context, size, frame.borrow().clone());
                Propagation::Stop
            }
        });
        place.pack_start(&area, false, false, 0);
        place.reorder_child(&area, 0);
        area.show();
        Some(Shown { area, frame })
    }

    /// Draws the whole frame, centred and mirrored, so that people move a QR code the right way.
    fn draw(context: &Context, (width, height): (f64, f64), frame: Frame) -> Result<(), gtk::cairo::Error> {
        let (red, green, blue) = GROUND;
        context.set_source_rgb(red, green, blue);
        context.paint()?;
        let (across, down) = (f64::from(frame.width()), f64::from(frame.height()));
        let scale = (width / across).min(height / down);
        context.translate((width + across * scale) / 2.0, (height - down * scale) / 2.0);
        context.scale(-scale, scale);
        let (columns, rows) = (frame.width() as i32, frame.height() as i32);
        // The bytes are not copied, and are wiped with the frame.
        let bytes = Bytes::from_owned(frame.into_rgb());
        let picture = Pixbuf::from_bytes(&bytes, Colorspace::Rgb, false, 8, columns, rows, 3 * columns);
        context.set_source_pixbuf(&picture, 0.0, 0.0);
        context.paint()
    }
}
