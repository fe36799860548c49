//! A file manager's least: a window from which the file named on the command line can be dragged. For the drop's journey.

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::*;

    let file = std::env::args().nth(1).expect("FILE");
    gtk::init().expect("a display");
    let shelf = gtk::EventBox::new();
    shelf.drag_source_set(gtk::gdk::ModifierType::BUTTON1_MASK, &[], gtk::gdk::DragAction::COPY);
    shelf.drag_source_add_uri_targets();
    shelf.connect_drag_data_get(move |_, _, dragged, _, _| {
        dragged.set_uris(&[&format!("file://{file}")]);
    });
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_default_size(120, 120);
    window.move_(0, 0);
    window.add(&shelf);
    window.show_all();
    gtk::main();
}
