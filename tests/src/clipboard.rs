use std::process::{Command, Stdio};

use crate::process::run;

/// The display's clipboard, as other programs see it.
pub struct Clipboard<'a> {
    display: &'a str,
}

impl<'a> Clipboard<'a> {
    pub(crate) fn new(display: &'a str) -> Self {
        Self { display }
    }

    /// Reads the clipboard as `target` (`UTF8_STRING`, `x-kde-passwordManagerHint`), or `None` if
    /// its owner doesn't offer that target.
    #[track_caller]
    pub fn read(&self, target: &str) -> Option<String> {
        let answer = run(self.xclip().args(["-o", "-t", target]), b"");
        answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
    }

    /// Reads the clipboard as text, or an empty string if it has none.
    #[track_caller]
    pub fn text(&self) -> String {
        self.read("UTF8_STRING").unwrap_or_default()
    }

    /// Copies `bytes` as `target` (`UTF8_STRING`, `image/png`), from another program.
    #[track_caller]
    pub fn write(&self, target: &str, bytes: &[u8]) {
        // xclip keeps running to serve the clipboard, and would keep pipes open.
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        std::fs::write(&file, bytes).expect("a temporary file");
        let mut xclip = self.xclip();
        let status =
            xclip.args(["-i", "-t", target]).arg(file.path()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(status.is_ok_and(|status| status.success()), "xclip owns the clipboard");
    }

    fn xclip(&self) -> Command {
        let mut command = Command::new("xclip");
        command.args(["-selection", "clipboard"]).env("DISPLAY", self.display);
        command
    }
}
