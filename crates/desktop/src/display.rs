use std::env;

/// Whether this process was started on a desktop. A display that SSH forwards doesn't count: it
/// goes with the connection.
pub fn has_display() -> bool {
    let is_here = |display: String| !display.is_empty() && !display.starts_with("localhost:");
    ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().any(|name| env::var(name).is_ok_and(is_here))
}
