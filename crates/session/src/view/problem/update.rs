use super::problems;

problems! {
    /// It isn't known whether there is a newer version, or its page can't be opened. The app makes
    /// these from the errors of the crate that asks.
    pub enum UpdateProblem {
        "update_off" => Off,
        "update_source" => Source,
        "update_unreachable" => Unreachable,
        "update_unreadable" => Unreadable,
        "update_signature" => Signature,
        "update_channel" => Channel,
        "update_older" => Older { offered: String },
        "update_page" => Page { page: String },
    }
}
