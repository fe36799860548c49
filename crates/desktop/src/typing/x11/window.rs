use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, Window};
use x11rb::rust_connection::RustConnection;

use super::super::error::TypingError;

/// The window with the focus, or the nearest one around it that names its program: some programs
/// focus a window inside their own.
pub(super) fn focused(server: &RustConnection) -> Result<Window, TypingError> {
    /// More windows than any program nests.
    const MOST: usize = 32;

    let focus = server.get_input_focus()?.reply()?.focus;
    let is_root = |window| server.setup().roots.iter().any(|screen| screen.root == window);
    // 0 is no window, 1 the one under the pointer.
    if focus <= 1 || is_root(focus) {
        return Err(TypingError::NoFocus);
    }
    let mut window = focus;
    for _ in 0..MOST {
        if !class(server, window)?.is_empty() {
            return Ok(window);
        }
        match server.query_tree(window)?.reply() {
            Ok(tree) if tree.parent != 0 && !is_root(tree.parent) => window = tree.parent,
            _ => break,
        }
    }
    Ok(focus)
}

/// The class and the instance of a window's program (`WM_CLASS`, ICCCM section 4.1.2.5). Empty if
/// the window doesn't name them or is gone.
pub(super) fn class(server: &RustConnection, window: Window) -> Result<Vec<String>, TypingError> {
    /// The units of four bytes that are read.
    const MOST: u32 = 64;

    let property = server.get_property(false, window, AtomEnum::WM_CLASS, AtomEnum::STRING, 0, MOST)?.reply();
    let value = property.map(|property| property.value).unwrap_or_default();
    let names = value.split(|byte| *byte == 0).filter(|name| !name.is_empty()).take(2);
    let mut names: Vec<String> = names.map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    names.reverse();
    Ok(names)
}

/// The process id of a window's program (`_NET_WM_PID`, EWMH), if the window has it.
pub(super) fn process(server: &RustConnection, window: Window) -> Result<Option<u32>, TypingError> {
    let name = server.intern_atom(false, b"_NET_WM_PID")?.reply()?.atom;
    let property = server.get_property(false, window, name, AtomEnum::CARDINAL, 0, 1)?.reply();
    Ok(property.ok().and_then(|property| property.value32()?.next()))
}
