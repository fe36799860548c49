use std::io;
use std::sync::OnceLock;

use windows_sys::Win32::Foundation::TRUE;
use windows_sys::Win32::System::Console::SetConsoleCtrlHandler;
use windows_sys::core::BOOL;

use crate::done;

type End = Box<dyn Fn() + Send + Sync>;

static END: OnceLock<End> = OnceLock::new();

/// Calls `end` when the user presses Ctrl+C or closes the console, and when the session ends. The
/// process continues after Ctrl+C; in the other cases Windows ends it as soon as `end` has
/// returned, or after about 5 seconds.
///
/// # Errors
/// The system's error, and [`io::ErrorKind::AlreadyExists`] for a second call.
pub fn on_console_end(end: impl Fn() + Send + Sync + 'static) -> io::Result<()> {
    END.set(Box::new(end)).map_err(|_| io::ErrorKind::AlreadyExists)?;
    // SAFETY: the handler lives as long as the program.
    done(unsafe { SetConsoleCtrlHandler(Some(answer), TRUE) })
}

/// Runs `END`. Windows calls it on a separate thread.
unsafe extern "system" fn answer(_: u32) -> BOOL {
    if let Some(end) = END.get() {
        end();
    }
    TRUE
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use windows_sys::Win32::System::Console::CTRL_CLOSE_EVENT;

    use super::*;

    #[test]
    fn handler_returns_only_when_the_work_is_done() {
        static DONE: AtomicBool = AtomicBool::new(false);
        on_console_end(|| {
            thread::sleep(Duration::from_millis(50));
            DONE.store(true, Ordering::SeqCst);
        })
        .unwrap();
        // SAFETY: this calls it as Windows does.
        assert_eq!(unsafe { answer(CTRL_CLOSE_EVENT) }, TRUE);
        assert!(DONE.load(Ordering::SeqCst), "Windows ends the process now");
        assert_eq!(on_console_end(|| {}).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    }
}
