use std::io::ErrorKind;

use serde_json::{Map, Value};
use winreg::enums::{HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE, REG_DWORD, REG_MULTI_SZ, REG_SZ};
use winreg::types::FromRegValue;
use winreg::{HKEY, RegKey, RegValue};

use crate::fault::{Fault, Reason};
use crate::layer::{Layer, Reading, Scope};

/// Where group policies are kept; ordinary users can't write there.
const KEY: &str = r"Software\Policies\Watchword";

/// The most values that are read.
const MAX_VALUES: usize = 1000;

/// Reads the values of the user's key and of the computer's.
pub(super) fn read() -> Reading {
    let mut reading = Reading::default();
    let roots = [(HKEY_CURRENT_USER, "HKCU", Scope::User), (HKEY_LOCAL_MACHINE, "HKLM", Scope::Machine)];
    for (root, name, scope) in roots {
        let place = format!(r"{name}\{KEY}");
        match values(root) {
            Ok(values) => reading.layers.push(Layer { place, scope, values }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(_) => reading.faults.push(Fault { place, key: None, reason: Reason::Unreadable }),
        }
    }
    reading
}

fn values(root: HKEY) -> std::io::Result<Map<String, Value>> {
    let key = RegKey::predef(root).open_subkey(KEY)?;
    key.enum_values().take(MAX_VALUES).map(|value| value.map(|(name, value)| (name, json(&value)))).collect()
}

/// The value of a registry value; null, which no setting accepts, for types that no setting has.
fn json(value: &RegValue<'_>) -> Value {
    let json = match value.vtype {
        REG_DWORD => u32::from_reg_value(value).map(Value::from),
        REG_SZ => String::from_reg_value(value).map(Value::from),
        REG_MULTI_SZ => Vec::<String>::from_reg_value(value).map(Value::from),
        _ => Ok(Value::Null),
    };
    json.unwrap_or(Value::Null)
}
