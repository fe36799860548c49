use std::sync::Arc;

use watchword_session::{Codes, Row};
use zeroize::Zeroizing;

use crate::answer::{Access, Answer, CodeAt, LockState, Opened, Refusal};
#[cfg(target_os = "linux")]
use crate::connection::Connection;
use crate::host::{Caller, Host};
use crate::request::Request;

/// What a face asks the session through.
pub enum Face {
    /// A host in this process, for this face alone.
    Here(Arc<Host>, Caller),
    /// The socket of another process.
    #[cfg(target_os = "linux")]
    There(Connection),
}

impl Face {
    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn ask(&mut self, request: Request) -> Result<Answer, Refusal> {
        let answer = match self {
            Self::Here(host, caller) => host.answer(caller, request),
            #[cfg(target_os = "linux")]
            Self::There(connection) => connection.ask(&request)?,
        };
        match answer {
            Answer::NotAllowed | Answer::Refused(_) => Err(answer.into()),
            answer => Ok(answer),
        }
    }

    /// Returns whether the vault is locked, and who uses it.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn lock_state(&mut self) -> Result<LockState, Refusal> {
        match self.ask(Request::LockState)? {
            Answer::LockState(state) => Ok(state),
            other => Err(other.into()),
        }
    }

    /// Locks the vault.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn lock(&mut self) -> Result<(), Refusal> {
        self.ask(Request::Lock).map(drop)
    }

    /// Returns whether the PIN is needed first.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn access(&mut self) -> Result<Access, Refusal> {
        match self.ask(Request::Access)? {
            Answer::Access(access) => Ok(access),
            other => Err(other.into()),
        }
    }

    /// Gives the PIN or passphrase.
    ///
    /// # Errors
    /// Why it isn't accepted.
    pub fn unlock(&mut self, pin: Zeroizing<String>) -> Result<Opened, Refusal> {
        match self.ask(Request::Unlock { pin })? {
            Answer::Opened(opened) => Ok(opened),
            other => Err(other.into()),
        }
    }

    /// Returns the accounts, in the user's order.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn rows(&mut self) -> Result<Vec<Row>, Refusal> {
        self.ask_rows(Request::Rows)
    }

    /// Returns the accounts that a query matches.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn find(&mut self, query: &str) -> Result<Vec<Row>, Refusal> {
        self.ask_rows(Request::Find { query: query.to_owned() })
    }

    fn ask_rows(&mut self, request: Request) -> Result<Vec<Row>, Refusal> {
        match self.ask(request)? {
            Answer::Rows(rows) => Ok(rows),
            other => Err(other.into()),
        }
    }

    /// Returns the codes of these accounts now, except those of counter-based accounts with none
    /// generated since the vault was unlocked.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn codes(&mut self, ids: Vec<String>) -> Result<Codes, Refusal> {
        match self.ask(Request::Codes { ids })? {
            Answer::Codes(codes) => Ok(codes),
            other => Err(other.into()),
        }
    }

    /// Returns the code of a time-based account at `at`, in Unix seconds.
    ///
    /// # Errors
    /// [`Refusal::Problem`] if the account has no code; otherwise as for [`Face::ask`].
    pub fn code(&mut self, id: &str, at: u64) -> Result<CodeAt, Refusal> {
        self.ask_code(Request::Code { id: id.to_owned(), at })
    }

    /// Returns the next code of a counter-based account.
    ///
    /// # Errors
    /// [`Refusal::Problem`] if the account has no code; otherwise as for [`Face::ask`].
    pub fn next_code(&mut self, id: &str) -> Result<CodeAt, Refusal> {
        self.ask_code(Request::NextCode { id: id.to_owned() })
    }

    fn ask_code(&mut self, request: Request) -> Result<CodeAt, Refusal> {
        match self.ask(request)? {
            Answer::Code(code) => Ok(code),
            other => Err(other.into()),
        }
    }

    /// Returns the code to copy, and after how many seconds the clipboard is to be cleared.
    ///
    /// # Errors
    /// [`Refusal::Problem`] if the account has no code; otherwise as for [`Face::ask`].
    pub fn copy(&mut self, id: &str) -> Result<(Zeroizing<String>, u32), Refusal> {
        match self.ask(Request::Copy { id: id.to_owned() })? {
            Answer::Copy { text, clears_in_seconds } => Ok((text, clears_in_seconds)),
            other => Err(other.into()),
        }
    }

    /// Returns the drift of a code in time steps, or `None` if it isn't right.
    ///
    /// # Errors
    /// Why there is nothing to compare it with.
    pub fn verify(&mut self, id: &str, at: u64, window: u32, code: &str) -> Result<Option<i64>, Refusal> {
        let code = Zeroizing::new(code.to_owned());
        match self.ask(Request::Verify { id: id.to_owned(), at, window, code })? {
            Answer::Drift(drift) => Ok(drift),
            other => Err(other.into()),
        }
    }
}
