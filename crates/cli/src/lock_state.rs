//! `watchword status`, `lock` and `palette`: the session that other faces share.

#[cfg(target_os = "linux")]
use watchword_agent::Address;
use watchword_agent::{Face, FaceKind, LockState};
#[cfg(not(target_os = "linux"))]
use watchword_session::SystemProblem;

use crate::failure::Failure;
use crate::output;
use crate::vault::Context;

/// Locks the session that is shared, if there is one.
pub(crate) fn lock(context: &Context<'_>) -> Result<(), Failure> {
    if let Some(face) = shared(context)? {
        face.lock()?;
    }
    output::remark(&context.say("cli-locked"));
    Ok(())
}

/// Says whether the shared session is locked, by what it was unlocked, and until when.
pub(crate) fn status(context: &Context<'_>) -> Result<(), Failure> {
    let state = shared(context)?.map(|face| face.lock_state()).transpose()?;
    if context.json() {
        return output::json(&json(state.as_ref()));
    }
    output::data(&text(context, state.as_ref()))
}

fn text(context: &Context<'_>, state: Option<&LockState>) -> String {
    let Some(state) = state else { return context.say("cli-status-alone") };
    let place = if state.window { "window" } else { "alone" };
    let name = |kind| match kind {
        FaceKind::Window => "window",
        FaceKind::Command => "command",
        FaceKind::Palette => "palette",
        FaceKind::Agent => "agent",
    };
    let (Some(since), Some(by)) = (state.since, state.by) else {
        return context.words.say("cli-status-locked", &[("place", place.into())]);
    };
    let (since, until) = (context.words.moment(since), state.until.map(|until| context.words.moment(until)));
    let values = [
        ("since", since.as_str().into()),
        ("by", name(by).into()),
        ("place", place.into()),
        ("locks", if until.is_some() { "yes" } else { "no" }.into()),
        ("until", until.as_deref().unwrap_or_default().into()),
    ];
    context.words.say("cli-status-unlocked", &values)
}

/// The same as JSON. Without a shared session, nothing is unlocked.
fn json(state: Option<&LockState>) -> serde_json::Value {
    match state {
        Some(state) => serde_json::json!(state),
        None => {
            serde_json::json!({ "locked": true, "since": null, "by": null, "until": null, "held_by": null, "window": null })
        }
    }
}

/// Connects to the process that holds the session, without starting one.
///
/// # Errors
/// Nobody can be asked here, or nobody answers. The vault may be unlocked all the same.
pub(crate) fn shared(context: &Context<'_>) -> Result<Option<Face>, Failure> {
    #[cfg(target_os = "linux")]
    if let Some(address) = Address::of(&context.directories()?.data) {
        return address.connect(FaceKind::Command, |_| {}).map_err(|_| Failure::Said(context.say("cli-not-answered")));
    }
    Err(Failure::Said(context.say("cli-not-shared")))
}

/// Opens the palette, or closes the one that is open.
pub(crate) fn palette(context: &Context<'_>) -> Result<(), Failure> {
    #[cfg(target_os = "linux")]
    {
        let directories = context.directories()?;
        let address = Address::of(&directories.data);
        let face = address.and_then(|address| address.connect_or_start(&directories, FaceKind::Command, |_| {}));
        Ok(face.ok_or_else(|| Failure::Said(context.say("cli-not-answered")))?.palette()?)
    }
    #[cfg(not(target_os = "linux"))]
    Err(Failure::Said(context.words.problem(&SystemProblem::NoPalette.into())))
}
