use super::problems;

problems! {
    /// The clipboard is empty or out of reach. The app and the command make these from the
    /// desktop's errors.
    pub enum ClipboardProblem {
        "clipboard_empty" => Empty,
        "clipboard_failed" => Failed,
        "clipboard_not_copied" => NotCopied,
        "clipboard_only_windows" => OnlyWindows,
    }
}
