//! What the user's organisation has set, and what follows from it in this session.

use std::collections::BTreeMap;
use std::mem;

use serde::{Deserialize, Serialize};
use watchword_policy::{Fault, InForce, Policy};
use watchword_vault::{KeptPolicy, Operation, Settings, is_escrow_recipient};

use crate::audit::Event;
use crate::intake::Origin;
use crate::session::Session;
use crate::state::{Open, State};
use crate::view::{PinProblem, PolicyProblem, Problem};

/// Reads the policy of this computer.
pub type PolicySource = Box<dyn Fn() -> InForce + Send + Sync>;

/// Seconds after which the policy is read again.
const READ_EVERY: u64 = 60;
/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;
/// Days that a user gets to change a PIN, if the policy doesn't say.
const DAYS: u32 = 14;

/// What the user's organisation has set, as window and command show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Organisation {
    /// What is in force.
    pub policy: Policy,
    /// The file or the registry key that each setting comes from, by the setting's name.
    pub places: BTreeMap<String, String>,
    /// What was refused or could not be read.
    pub faults: Vec<Fault>,
    /// Whether the policy can't be read, so that the last valid one is in force, which the vault
    /// keeps.
    pub from_vault: bool,
}

impl Organisation {
    /// Reads what is set on this computer, without a vault.
    pub fn on_this_computer() -> Self {
        InForce::of(watchword_policy::read()).into()
    }
}

impl From<InForce> for Organisation {
    fn from(InForce { policy, places, faults }: InForce) -> Self {
        Self { policy, places, faults, from_vault: false }
    }
}

/// Until when the user has to change a PIN that breaks the organisation's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PinChange {
    /// The moment from which there are no codes before the change, in Unix seconds.
    pub by: u32,
    /// Whether that is over.
    pub is_overdue: bool,
}

/// The policy as it was read last.
pub(crate) struct PolicyInForce {
    read: PolicySource,
    in_force: InForce,
    /// When it was read, in seconds of the boot clock.
    at: u64,
}

impl PolicyInForce {
    pub(crate) fn new(read: PolicySource, at: u64) -> Self {
        Self { in_force: read(), read, at }
    }

    /// Reads it again if a minute is over. Returns whether it has changed.
    fn follow(&mut self, now: u64) -> bool {
        if now.saturating_sub(self.at) < READ_EVERY {
            return false;
        }
        self.at = now;
        let before = mem::replace(&mut self.in_force, (self.read)());
        before != self.in_force
    }

    /// Whether the vault's last valid policy counts instead.
    fn is_superseded_by(&self, kept: &KeptPolicy) -> bool {
        !self.in_force.is_whole() && !kept.settings.is_empty()
    }

    fn policy(&self, kept: &KeptPolicy) -> Policy {
        if self.is_superseded_by(kept) { Policy::from_values(&kept.settings) } else { self.in_force.policy.clone() }
    }
}

impl Session {
    /// Returns what the organisation has set.
    pub fn organisation(&self) -> Organisation {
        let found = Organisation::from(self.policy_in_force.in_force.clone());
        match &self.state {
            State::Unlocked(open) if self.policy_in_force.is_superseded_by(&open.vault.kept_policy()) => {
                Organisation { policy: open.policy.clone(), from_vault: true, ..found }
            }
            _ => found,
        }
    }

    /// Returns the policy that counts: what was read or, where that isn't whole, what the unlocked
    /// vault keeps.
    pub fn policy(&self) -> Policy {
        match &self.state {
            State::Unlocked(open) => open.policy.clone(),
            State::Unknown | State::Welcome(_) | State::Locked(_) | State::Broken(_) => {
                self.policy_in_force.in_force.policy.clone()
            }
        }
    }

    /// Reads the policy again, at most once a minute. Returns whether it has changed.
    pub fn follow_policy(&mut self) -> bool {
        let has_changed = self.policy_in_force.follow(self.clock.boot_time().seconds);
        if has_changed {
            self.apply_policy(None);
        }
        has_changed
    }

    /// Applies the policy to the open vault, which keeps it. `pin` is the one that was typed, if it
    /// is known.
    pub(crate) fn apply_policy(&mut self, pin: Option<&str>) {
        let now = self.clock.unix_seconds();
        let State::Unlocked(open) = &mut self.state else { return };
        let mut has_changed = false;
        let before = open.vault.kept_policy();
        let policy = self.policy_in_force.policy(&before);
        let pin_unfit_since = match pin {
            Some(pin) => judge(&policy, pin).and(before.pin_unfit_since.or(Some(now))),
            None => before.pin_unfit_since,
        };
        let recipients = policy.escrow_recipients.iter().flatten();
        let escrow = recipients.filter(|recipient| is_escrow_recipient(recipient)).cloned().collect();
        let kept = KeptPolicy { settings: policy.to_values(), escrow, pin_unfit_since };
        // An older copy can't change, and neither can a vault on a full disk: the policy counts
        // all the same.
        if kept != before {
            has_changed = before.settings != kept.settings;
            let _ = open.vault.apply(Operation::KeepPolicy(kept));
        }
        if policy.other_backups_allowed == Some(false) && open.vault.second_folder().is_some() {
            let _ = open.vault.apply(Operation::SetSecondFolder { folder: None });
        }
        open.policy = policy;
        self.auto_lock.follow(open.settings());
        if has_changed {
            self.record(Event::PolicyChanged);
        }
    }

    /// Why the organisation doesn't accept a new PIN.
    pub(crate) fn suits_organisation(&self, pin: &str) -> Result<(), Problem> {
        judge(&self.policy(), pin).map_or(Ok(()), |problem| Err(problem.into()))
    }
}

impl Open {
    /// The settings as they count: the user's within the organisation's.
    pub(crate) fn settings(&self) -> Settings {
        applied(&self.policy, self.vault.settings())
    }

    /// Until when the PIN has to be changed, if it has.
    pub(crate) fn pin_change(&self, now: u64) -> Option<PinChange> {
        let days = self.policy.pin_change_days.unwrap_or(DAYS);
        let by = self.vault.kept_policy().pin_unfit_since?.saturating_add(u64::from(days) * DAY);
        Some(PinChange { by: u32::try_from(by).unwrap_or(u32::MAX), is_overdue: now >= by })
    }
}

/// The user's settings within the organisation's.
pub(crate) fn applied(policy: &Policy, settings: Settings) -> Settings {
    let allows = |allowed: Option<bool>| allowed != Some(false);
    Settings {
        lock_after_minutes: settings.lock_after_minutes.into_iter().chain(policy.lock_after_minutes).min(),
        clipboard_seconds: settings.clipboard_seconds.min(policy.clipboard_seconds.unwrap_or(u32::MAX)),
        lock_when_minimised: settings.lock_when_minimised || policy.lock_when_minimised == Some(true),
        command_shares: settings.command_shares && allows(policy.shared_session_allowed),
        tray_copies: settings.tray_copies && allows(policy.tray_allowed),
        stays_open: settings.stays_open && allows(policy.tray_allowed),
        search_copies: settings.search_copies && allows(policy.search_allowed),
    }
}

/// What to save if the user wants `wanted`: whatever stays as the organisation has set it keeps the
/// user's own earlier value.
///
/// # Errors
/// [`PolicyProblem::Set`] if the organisation doesn't allow it.
pub(crate) fn chosen(policy: &Policy, own: Settings, wanted: Settings) -> Result<Settings, Problem> {
    if applied(policy, wanted) != wanted {
        return Err(PolicyProblem::Set.into());
    }
    let shown = applied(policy, own);
    macro_rules! pick {
        ($($field:ident),+) => {
            Settings { $($field: if wanted.$field == shown.$field { own.$field } else { wanted.$field }),+ }
        };
    }
    Ok(pick!(
        lock_after_minutes,
        clipboard_seconds,
        lock_when_minimised,
        command_shares,
        tray_copies,
        stays_open,
        search_copies
    ))
}

/// Why a policy doesn't accept a PIN.
fn judge(policy: &Policy, pin: &str) -> Option<PinProblem> {
    let minimum = policy.pin_min_length.unwrap_or_default();
    if pin.chars().count() < minimum as usize {
        return Some(PinProblem::TooShort { minimum });
    }
    let has_only_digits = pin.chars().all(|symbol| symbol.is_ascii_digit());
    (policy.pin_needs_letter == Some(true) && has_only_digits).then_some(PinProblem::NeedsLetter)
}

/// Refuses what the organisation doesn't allow.
///
/// # Errors
/// [`PolicyProblem::NotAllowed`].
pub(crate) fn require(allowed: Option<bool>) -> Result<(), Problem> {
    if allowed == Some(false) { Err(PolicyProblem::NotAllowed.into()) } else { Ok(()) }
}

/// Whether accounts may come from there: an image counts as a file, whichever way it came.
pub(crate) fn may_come_from(policy: &Policy, origin: &Origin) -> Result<(), Problem> {
    require(match origin {
        Origin::File { .. } | Origin::Clipboard | Origin::Drop => policy.files_allowed,
        Origin::Screen => policy.screen_allowed,
        Origin::Camera => policy.camera_allowed,
        Origin::Text => policy.links_allowed,
    })
}
