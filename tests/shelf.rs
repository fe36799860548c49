//! A minimal file manager or browser for the journeys that drop something: a window from which one
//! item can be dragged. The command line has pairs of a MIME type and the file with its bytes; a
//! PNG is also shown. The program ends with the drag.

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::*;
    use gtk::{TargetEntry, TargetFlags, gdk};

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (pairs, rest) = arguments.as_chunks::<2>();
    assert!(!pairs.is_empty() && rest.is_empty(), "FORM FILE ...");
    let (names, contents): (Vec<_>, Vec<_>) =
        pairs.iter().map(|[form, file]| (form.clone(), std::fs::read(file).expect("a file"))).unzip();
    gtk::init().expect("a display");
    let forms: Vec<_> =
        (0..).zip(&names).map(|(number, name)| TargetEntry::new(name, TargetFlags::empty(), number)).collect();
    let shelf = gtk::EventBox::new();
    if let Some([_, image]) = pairs.iter().find(|[form, _]| form == "image/png") {
        shelf.add(&gtk::Image::from_file(image));
    }
    shelf.drag_source_set(gdk::ModifierType::BUTTON1_MASK, &forms, gdk::DragAction::COPY);
    shelf.connect_drag_data_get(move |_, _, dragged, number, _| {
        dragged.set(&dragged.target(), 8, &contents[number as usize]);
    });
    shelf.connect_drag_end(|_, _| gtk::main_quit());
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_title("Shelf");
    window.set_default_size(120, 120);
    window.move_(0, 0);
    window.add(&shelf);
    window.show_all();
    gtk::main();
}
