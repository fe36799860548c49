//! A minimal sign-in form for the journeys that type a code: a window with one field. The field's
//! text is kept in the file that the command line names, with a line feed once Enter is pressed.

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::*;

    let file = std::env::args_os().nth(1).expect("FILE");
    gtk::glib::set_prgname(Some("sign-in-form"));
    gtk::init().expect("a display");
    let keep = move |text: &str| std::fs::write(&file, text).expect("a file");
    keep("");
    let field = gtk::Entry::new();
    let keeps = keep.clone();
    field.connect_changed(move |field| keeps(&field.text()));
    field.connect_activate(move |field| keep(&format!("{}\n", field.text())));
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_title("Form");
    window.set_default_size(320, 80);
    window.add(&field);
    window.connect_delete_event(|_, _| {
        gtk::main_quit();
        gtk::glib::Propagation::Proceed
    });
    window.show_all();
    gtk::main();
}
