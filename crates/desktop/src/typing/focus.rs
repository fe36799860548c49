/// A window that had the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// The system's id of the window, which it may use again for another one.
    pub(super) window: u64,
    /// The program's name as the system has it: the class on X11 (`firefox`), the application id on
    /// Wayland, the file's name on Windows.
    pub program: Option<String>,
    /// The program's process id.
    pub process: Option<u32>,
    /// Whether the window is Watchword's own: this process's, or a program's of its application id.
    pub is_own: bool,
}

impl Focus {
    /// Describes a window. `names` are the program's names, best first; `own` is the app's id.
    pub(super) fn new(window: u64, names: &[&str], process: Option<u32>, own: &str) -> Self {
        let is_own = names.iter().any(|name| name.eq_ignore_ascii_case(own)) || process == Some(std::process::id());
        let program = names.iter().find(|name| !name.is_empty()).map(|name| (*name).to_owned());
        Self { window, program, process, is_own }
    }
}
