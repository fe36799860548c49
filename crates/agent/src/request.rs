use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What a face asks of the session. It has no `Debug`, since it may hold a PIN.
#[derive(Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Whether the vault is locked, and who holds the session. Anyone may ask.
    LockState,
    /// Lock. Anyone may ask.
    Lock,
    /// Lock, and hold the session no longer: a newer face, or the window, is about to. Anyone may
    /// ask.
    Yield,
    /// Whether the PIN is needed before anything else is answered. Anyone may ask.
    Access,
    /// Unlock with the PIN or passphrase or, if the vault is unlocked, check it. From then on, the
    /// connection may ask everything, and its terminal may for ten minutes after each request.
    Unlock {
        /// As it was typed.
        pin: Zeroizing<String>,
    },
    /// The accounts, in the user's order.
    Rows,
    /// The accounts that a query matches, as in [`watchword_session::Session::find`].
    Find {
        /// What the user typed.
        query: String,
    },
    /// The codes of these accounts now, as in [`watchword_session::Session::codes`].
    Codes {
        /// The ids of at most 1000 accounts.
        ids: Vec<String>,
    },
    /// The code of a time-based account.
    Code {
        /// The account's id.
        id: String,
        /// The time to compute it for, in Unix seconds.
        at: u64,
    },
    /// The next code of a counter-based account.
    NextCode {
        /// The account's id.
        id: String,
    },
    /// The code to copy, as in [`watchword_session::Session::copy_code`].
    Copy {
        /// The account's id.
        id: String,
    },
    /// Whether a code is right, as in [`watchword_session::Session::verify`].
    Verify {
        /// The account's id.
        id: String,
        /// The time to compute it for, in Unix seconds.
        at: u64,
        /// Time steps before and after `at` in which the code may be.
        window: u32,
        /// The code in question.
        code: Zeroizing<String>,
    },
}
