use std::mem;

use watchword_policy::{InForce, Policy};
use watchword_vault::{KeptPolicy, Operation, Settings};

use crate::audit::Event;
use crate::organisation::{Organisation, PinChange, applied, checked, has_pin_rules, judge};
use crate::session::Session;
use crate::state::{Open, State};
use crate::view::Problem;

/// Reads the policy of this computer.
pub type PolicySource = Box<dyn Fn() -> InForce + Send + Sync>;

/// Seconds after which the policy is read again.
const READ_EVERY: u64 = 60;
/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;
/// Days that a user gets to change a PIN, if the policy doesn't say.
const DAYS: u32 = 14;

/// The policy as it was read last.
pub(crate) struct PolicyInForce {
    read: PolicySource,
    in_force: InForce,
    /// When it was read, in seconds of the boot clock.
    at: u64,
}

impl PolicyInForce {
    pub(crate) fn new(read: PolicySource, at: u64) -> Self {
        Self { in_force: checked(read()), read, at }
    }

    /// Reads it again if a minute is over. Returns whether it has changed.
    fn follow(&mut self, now: u64) -> bool {
        if now.saturating_sub(self.at) < READ_EVERY {
            return false;
        }
        self.at = now;
        let before = mem::replace(&mut self.in_force, checked((self.read)()));
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
    /// Returns the settings of the organisation, with their places and faults.
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

    /// Whether the policy could be read completely.
    pub(crate) fn organisation_is_known(&self) -> bool {
        self.policy_in_force.in_force.is_whole()
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
        let before = open.vault.kept_policy();
        let policy = self.policy_in_force.policy(&before);
        let pin_unfit_since = match pin {
            Some(pin) => judge(&policy, pin).and(before.pin_unfit_since.or(Some(now))),
            None => before.pin_unfit_since,
        };
        let escrow = policy.escrow_recipients.clone().unwrap_or_default();
        let kept = KeptPolicy { settings: policy.to_values(), escrow, pin_unfit_since };
        // An older copy can't change, and neither can a vault on a full disk: the policy counts
        // all the same.
        let has_changed = before.settings != kept.settings;
        if kept != before {
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

    /// Checks a new PIN by the organisation's rules.
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
        // A rule that was taken back counts no longer, although nobody knows the PIN.
        if !has_pin_rules(&self.policy) {
            return None;
        }
        let days = self.policy.pin_change_days.unwrap_or(DAYS);
        let by = self.vault.kept_policy().pin_unfit_since?.saturating_add(u64::from(days) * DAY);
        Some(PinChange { by: u32::try_from(by).unwrap_or(u32::MAX), is_overdue: now >= by })
    }
}
