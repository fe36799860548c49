use roxmltree::Node;
use watchword_otp::{InvalidSecret, Secret};

use super::cipher::fragment;
use super::encryption::Keys;
use super::value::Value;
use crate::draft::{Draft, Stated};
use crate::entry::Imported;
use crate::name::{clean_name, short_name};
use crate::refusal::{Lock, ParameterFault, Refusal};
use crate::xml::{child, children, text};

/// The names that a package states of its device. Read once, whatever the number of keys.
#[derive(Default)]
pub(super) struct Device {
    manufacturer: Option<String>,
    serial: Option<String>,
    user: Option<String>,
    model: Option<String>,
    issue: Option<String>,
}

impl Device {
    /// # Errors
    /// [`Refusal::NameTooLong`]: a copy for each key could fill the memory.
    pub(super) fn of(package: Node<'_, '_>) -> Result<Self, Refusal> {
        let Some(device) = child(package, "DeviceInfo")?.or(child(package, "DeviceId")?) else {
            return Ok(Self::default());
        };
        let said = |name| said(device, name).map(|text| clean_name(&text)).transpose();
        Ok(Self {
            manufacturer: said("Manufacturer")?,
            serial: said("SerialNo")?,
            user: said("UserId")?,
            model: said("Model")?,
            issue: said("IssueNo")?,
        })
    }
}

/// The text of the first child of this name, unless it is empty.
fn said(node: Node<'_, '_>, name: &str) -> Option<String> {
    let text = children(node, name).next().map(|element| text(element).to_string());
    text.filter(|text| !text.is_empty())
}

/// Reads one key of a device.
pub(super) fn read(device: &Device, key: Node<'_, '_>, keys: Option<&Keys<'_>>) -> Result<Imported, Refusal> {
    // Decrypted first, whatever the type: it proves the password.
    let secret = Value::of(key, "Secret", keys)?.map(Value::bytes).transpose()?;
    let stated = stated(key)?;
    let number = |name: &str, refusal: Refusal| {
        let value = Value::of(key, name, keys)?;
        value.map(|value| value.number().ok_or(refusal)).transpose()
    };
    let mut draft = Draft { stated, ..Draft::default() };
    match stated {
        Stated::Hotp => draft.counter = number("Counter", Refusal::Counter)?,
        _ if number("Time", Refusal::FileDamaged)?.is_some_and(|time| time != 0) => {
            return Err(ParameterFault::Unknown.of("Time"));
        }
        _ => draft.period = number("TimeInterval", Refusal::Period)?,
    }
    draft.digits = digits(key)?;
    draft.algorithm = match child(key, "AlgorithmParameters")? {
        Some(parameters) => child(parameters, "Suite")?.map(|suite| text(suite).to_string()),
        None => None,
    };
    check_policy(key)?;
    names(device, key, &mut draft);
    match secret {
        Some(mut secret) => draft.with(Secret::new(std::mem::take(&mut *secret))?),
        // The seed is derived from another key, which the file only names.
        None if child(key, "KeyReference")?.is_some() => Err(Refusal::Locked(Lock::Device)),
        None => Err(InvalidSecret::Empty.into()),
    }
}

/// The type of code, from the algorithm's URI in the RFC or in a draft, or from its name in the
/// oldest ones.
fn stated(key: Node<'_, '_>) -> Result<Stated, Refusal> {
    let attributes = ["Algorithm", "KeyAlgorithm", "SecretAlgorithm"];
    let uri = attributes.iter().find_map(|name| key.attribute(*name)).ok_or(Refusal::FileDamaged)?;
    let fragment = fragment(uri);
    let name = fragment.strip_prefix("urn:ietf:params:xml:ns:keyprov:pskc:").unwrap_or(fragment);
    let is_known = name.len() == uri.trim().len() || uri.contains("keyprov");
    match name.to_ascii_lowercase().as_str() {
        "hotp" if is_known => Ok(Stated::Hotp),
        "totp" if is_known => Ok(Stated::Totp),
        // OCRA's name has its suite behind a colon.
        other => Err(Refusal::UnsupportedType(short_name(other.split(':').next().unwrap_or_default()))),
    }
}

/// The code's length.
fn digits(key: Node<'_, '_>) -> Result<Option<u64>, Refusal> {
    let parameters = child(key, "AlgorithmParameters")?.or(child(key, "Usage")?);
    let Some(format) = parameters.map(|parameters| child(parameters, "ResponseFormat")).transpose()?.flatten() else {
        return Ok(None);
    };
    let attribute = |names: &[&str]| names.iter().find_map(|name| format.attribute(*name)).map(str::trim);
    if let Some(encoding) = attribute(&["Encoding", "Format", "format"]).filter(|encoding| *encoding != "DECIMAL") {
        return Err(Refusal::UnsupportedType(short_name(encoding)));
    }
    match attribute(&["CheckDigits", "CheckDigit"]).map(str::to_ascii_lowercase).as_deref() {
        None | Some("false" | "0") => {}
        Some("true" | "1") => return Err(ParameterFault::Unknown.of("CheckDigits")),
        Some(_) => return Err(Refusal::FileDamaged),
    }
    attribute(&["Length", "length"]).map(|length| length.parse().map_err(|_| Refusal::Digits)).transpose()
}

/// Refuses a PIN that is part of the code's computation.
fn check_policy(key: Node<'_, '_>) -> Result<(), Refusal> {
    let policy = child(key, "Policy")?.map(|policy| child(policy, "PINPolicy")).transpose()?.flatten();
    match policy.and_then(|policy| policy.attribute("PINUsageMode")) {
        None | Some("Local" | "Prepend" | "Append") => Ok(()),
        Some(_) => Err(ParameterFault::Unknown.of("PINUsageMode")),
    }
}

/// Issuer, account and note: see the module's documentation.
fn names(device: &Device, key: Node<'_, '_>, draft: &mut Draft) {
    let Device { manufacturer, serial, user, model, issue } = device;
    let id = ["Id", "KeyId", "SecretId"].iter().find_map(|name| key.attribute(*name)).map(str::to_owned);
    let mut issuers = [said(key, "Issuer"), manufacturer.clone()].into_iter().flatten();
    let mut accounts = [
        said(key, "FriendlyName"),
        said(key, "UserId"),
        user.clone(),
        id.filter(|id| Some(id) != serial.as_ref()),
        serial.clone(),
    ]
    .into_iter()
    .flatten();
    draft.issuer = issuers.next().unwrap_or_default();
    draft.account = accounts.next().unwrap_or_default();
    let rest = issuers.chain(accounts).chain(model.clone()).chain(issue.clone());
    draft.note = rest.collect::<Vec<_>>().join("\n");
}
