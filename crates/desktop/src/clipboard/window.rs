use zeroize::Zeroizing;

use super::copied::Copied;
use super::error::ClipboardError;

/// The clipboard of a program with a window, for desktops on which no other program has one: GNOME
/// on Wayland without Xwayland.
pub trait WindowClipboard: Send + Sync {
    /// Copies a code, marked so that clipboard histories skip it.
    ///
    /// # Errors
    /// [`ClipboardError::NotCopied`] if the desktop doesn't accept it.
    fn copy(&self, code: &str) -> Result<(), ClipboardError>;

    /// Withdraws the code: programs that ask for it get nothing.
    fn clear(&self);

    /// Finishes a clear that needs the focus, which the window now has. Called on the main thread.
    fn focused(&self);

    /// Waits until the desktop no longer holds a code that was copied here and cleared.
    fn wait(&self);

    /// The names of the forms in which the contents are offered.
    ///
    /// # Errors
    /// [`ClipboardError::Failed`] if the desktop or the owner doesn't answer.
    fn forms(&self) -> Result<Vec<String>, ClipboardError>;

    /// The contents in one of their forms; empty if their owner doesn't provide it.
    ///
    /// # Errors
    /// [`ClipboardError::Failed`] if the desktop or the owner doesn't answer.
    fn read(&self, form: &str) -> Result<Zeroizing<Vec<u8>>, ClipboardError>;
}

impl Copied for &dyn WindowClipboard {
    fn forms(&self) -> Result<Vec<String>, ClipboardError> {
        (*self).forms()
    }

    fn read(&self, form: &str, most: usize) -> Result<Zeroizing<Vec<u8>>, ClipboardError> {
        let mut bytes = (*self).read(form)?;
        bytes.truncate(most.saturating_add(1));
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process::Command;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use super::*;
    use crate::clipboard::{Clipboard, ClipboardContents, Readable};

    const NOWHERE: &str = "watchword-nowhere";
    const TEXT: Readable = Readable { file: |_| None, max_picture_bytes: 0, max_text_bytes: 64 };

    /// Runs a test again, in a separate process that sees a Wayland desktop without a clipboard for
    /// it. Returns whether this is that process.
    fn is_without_clipboard(test: &str) -> bool {
        if env::var("WAYLAND_DISPLAY").is_ok_and(|display| display == NOWHERE) {
            return true;
        }
        let mut again = Command::new(env::current_exe().unwrap());
        again.args(["--exact", &format!("{}::{test}", module_path!().split_once("::").unwrap().1)]);
        let output = again.env_remove("DISPLAY").env("WAYLAND_DISPLAY", NOWHERE).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
        false
    }

    /// The text in a window's clipboard.
    #[derive(Default)]
    struct Window(Mutex<String>);

    impl Window {
        fn text(&self) -> String {
            self.0.lock().unwrap().clone()
        }

        fn set(&self, text: &str) {
            text.clone_into(&mut self.0.lock().unwrap());
        }
    }

    impl WindowClipboard for Window {
        fn copy(&self, code: &str) -> Result<(), ClipboardError> {
            self.set(code);
            Ok(())
        }

        fn clear(&self) {
            self.set("");
        }

        fn focused(&self) {}

        fn wait(&self) {}

        fn forms(&self) -> Result<Vec<String>, ClipboardError> {
            Ok(vec!["text/plain".to_owned()])
        }

        fn read(&self, _: &str) -> Result<Zeroizing<Vec<u8>>, ClipboardError> {
            Ok(Zeroizing::new(self.text().into_bytes()))
        }
    }

    #[test]
    fn code_goes_through_the_window_and_is_cleared_there() {
        if !is_without_clipboard("code_goes_through_the_window_and_is_cleared_there") {
            return;
        }
        let window = Arc::new(Window::default());
        let clipboard = Clipboard::of_window(window.clone(), || {});
        clipboard.copy("123456", Duration::from_millis(100)).unwrap();
        assert_eq!(window.text(), "123456");
        assert!(matches!(clipboard.read(&TEXT).unwrap(), ClipboardContents::Text(text) if *text == "123456"));
        clipboard.wait();
        assert_eq!(window.text(), "");
        clipboard.copy("123456", Duration::from_millis(100)).unwrap();
        window.set("another program's");
        clipboard.wait();
        assert_eq!(window.text(), "another program's");
    }

    #[test]
    fn program_without_a_window_gets_only_windows() {
        if !is_without_clipboard("program_without_a_window_gets_only_windows") {
            return;
        }
        let clipboard = Clipboard::new(|| {});
        assert_eq!(clipboard.copy("123456", Duration::from_secs(1)), Err(ClipboardError::OnlyWindows));
        assert!(matches!(clipboard.read(&TEXT), Err(ClipboardError::OnlyWindows)));
    }
}
