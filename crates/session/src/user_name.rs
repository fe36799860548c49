/// Returns the system's name of the user, as the environment has it; `None` if it has none.
pub(crate) fn user_name() -> Option<String> {
    ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).filter(|name| !name.is_empty())
}
