use super::problems;

problems! {
    /// The clipboard holds nothing, or is out of reach. The faces make these of their desktop's
    /// errors.
    pub enum ClipboardProblem {
        "clipboard_empty" => Empty,
        "clipboard_failed" => Failed,
        "clipboard_not_copied" => NotCopied,
        "clipboard_only_windows" => OnlyWindows,
    }
}
