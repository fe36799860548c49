use watchword_desktop::ClipboardError;
use watchword_session::{ClipboardProblem, Problem};

/// What a user is told when the clipboard fails. The desktop knows no problems, and the session no
/// clipboard.
pub fn clipboard_problem(error: ClipboardError) -> Problem {
    Problem::Clipboard(match error {
        ClipboardError::Empty => ClipboardProblem::Empty,
        ClipboardError::Failed => ClipboardProblem::Failed,
        ClipboardError::NotCopied => ClipboardProblem::NotCopied,
        ClipboardError::OnlyWindows => ClipboardProblem::OnlyWindows,
    })
}
