use super::problems;

problems! {
    /// Something that the user's organisation has settled.
    pub enum PolicyProblem {
        "set_by_organisation" => Set,
        "not_allowed_by_organisation" => NotAllowed,
    }
}
