//! `watchword policy`: what the organisation has set.

use serde::Serialize;
use serde_json::{Map, Value};
use watchword_session::{Fault, Organisation, Reason};

use crate::failure::Failure;
use crate::output;
use crate::vault::Context;

#[derive(Serialize)]
struct Shown {
    /// The settings by name, as a policy file has them.
    settings: Map<String, Value>,
    /// Where each one comes from.
    places: std::collections::BTreeMap<String, String>,
    faults: Vec<Fault>,
    from_vault: bool,
}

/// Says what is in force, where it comes from, and what was refused and why.
pub(crate) fn run(context: &Context<'_>) -> Result<(), Failure> {
    // Only an unlocked session knows which policy was valid last.
    let shared = crate::lock_state::shared(context).ok().flatten();
    let organisation = match shared {
        Some(face) => face.status()?.organisation,
        None => Organisation::on_this_computer(),
    };
    let Organisation { policy, places, faults, from_vault } = organisation;
    let settings = policy.to_values();
    if context.json() {
        return output::json(&Shown { settings, places, faults, from_vault });
    }
    if settings.is_empty() && faults.is_empty() {
        output::remark(&context.say("cli-policy-none"));
    }
    for (name, value) in &settings {
        let place = places.get(name).filter(|_| !from_vault).map(|place| format!("  ({place})"));
        output::data(&format!("{name}: {value}{}", place.unwrap_or_default()))?;
    }
    if from_vault {
        output::remark(&context.say("cli-policy-from-vault"));
    }
    faults.iter().for_each(|fault| output::remark(&said(context, fault)));
    Ok(())
}

/// Says what doesn't count as written, and what counts instead.
fn said(context: &Context<'_>, fault: &Fault) -> String {
    let message = match fault.reason {
        Reason::NotRoots => "cli-fault-not-roots",
        Reason::Unreadable => "cli-fault-unreadable",
        Reason::Unparsable => "cli-fault-unparsable",
        Reason::UnknownKey => "cli-fault-unknown-key",
        Reason::Malformed => "cli-fault-malformed",
        Reason::MachineOnly => "cli-fault-machine-only",
    };
    let key = fault.key.as_deref().unwrap_or_default();
    context.words.say(message, &[("place", fault.place.as_str().into()), ("key", key.into())])
}
