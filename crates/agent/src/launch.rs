//! Starts the program of the window, which is the palette's too, and gives it its end of a socket
//! as standard input.

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, io, thread};

use watchword_desktop::has_display;

/// How long a face may take to read an answer.
const TAKES: Duration = Duration::from_secs(5);
/// Where packages install it, from the folder of this one.
const INSTALLED: &str = "../../bin/watchword-app";

/// Starts it on the desktop on which this process was started, and returns this end of the socket.
/// `activation` is the token of the click that asked for it.
///
/// # Errors
/// This process was started on no desktop, or the program isn't there.
pub(crate) fn launch(argument: &str, activation: Option<String>) -> io::Result<UnixStream> {
    if !has_display() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let (ours, theirs) = UnixStream::pair()?;
    ours.set_write_timeout(Some(TAKES))?;
    let mut program = Command::new(program().ok_or(io::ErrorKind::NotFound)?);
    program.arg(argument).stdin(OwnedFd::from(theirs)).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(token) = activation {
        program.env("XDG_ACTIVATION_TOKEN", token);
    }
    let mut program = program.spawn()?;
    thread::spawn(move || program.wait());
    Ok(ours)
}

fn program() -> Option<PathBuf> {
    let agent = env::current_exe().ok()?;
    [agent.with_file_name("watchword-app"), agent.with_file_name(INSTALLED)].into_iter().find(|place| place.is_file())
}
