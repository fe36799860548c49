//! What the user's organisation has set, and what follows from it. Knows no session.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use watchword_policy::{Fault, InForce, Policy, Reason};
use watchword_vault::{Settings, is_escrow_recipient};

use crate::intake::Origin;
use crate::view::{PinProblem, PolicyProblem, Problem};

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
        checked(InForce::of(watchword_policy::read())).into()
    }
}

/// Leaves out the recipients of escrow that aren't any, and reports them. The policy knows nothing
/// of age.
pub(crate) fn checked(mut in_force: InForce) -> InForce {
    const KEY: &str = "EscrowRecipients";
    let Some(recipients) = &mut in_force.policy.escrow_recipients else { return in_force };
    let before = recipients.len();
    recipients.retain(|recipient| is_escrow_recipient(recipient));
    if recipients.len() < before {
        let place = in_force.places.get(KEY).cloned().unwrap_or_default();
        in_force.faults.push(Fault { place, key: Some(KEY.to_owned()), reason: Reason::Malformed });
    }
    in_force
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

/// What to save of a setting: the user's own earlier value if the user left it as it is shown.
pub(crate) fn kept<T: PartialEq>(wanted: T, shown: &T, own: T) -> T {
    if wanted == *shown { own } else { wanted }
}

/// What to save if the user wants these settings: those that stay as they are shown keep the user's
/// own earlier values.
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
            Settings { $($field: kept(wanted.$field, &shown.$field, own.$field)),+ }
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

/// Whether a policy has rules for PINs.
pub(crate) fn has_pin_rules(policy: &Policy) -> bool {
    policy.pin_min_length.is_some() || policy.pin_needs_letter == Some(true)
}

/// Returns the rule of a policy that a PIN breaks.
pub(crate) fn judge(policy: &Policy, pin: &str) -> Option<PinProblem> {
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
