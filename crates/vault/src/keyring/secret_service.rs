//! Reads many items of the Secret Service together. Read one after another, each costs the time of
//! four messages; together, the replies come as fast as the keyring finds them.

use std::collections::HashMap;

use zbus::blocking::{Connection, MessageIterator};
use zbus::message::{Message, Type};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zeroize::Zeroizing;

use crate::keyring::item::SERVICE;

const BUS_NAME: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
const INTERFACE: &str = "org.freedesktop.Secret.Service";
/// Number of requests under way at once: fewer than the replies that zbus queues.
const AT_ONCE: usize = 32;

/// A secret as the Secret Service returns it: session, parameters, value, content type.
type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

/// The values that were found, in the order of the names. They cross the bus without transport
/// encryption, so read only values that are sealed already.
pub(crate) fn read(names: &[String]) -> zbus::Result<Vec<Option<Zeroizing<String>>>> {
    let bus = Connection::session()?;
    let opened = bus.call_method(Some(BUS_NAME), PATH, Some(INTERFACE), "OpenSession", &("plain", Value::from("")))?;
    let (_, session): (OwnedValue, OwnedObjectPath) = opened.body().deserialize()?;
    let mut paths = Vec::with_capacity(names.len());
    for names in names.chunks(AT_ONCE) {
        paths.extend(search(&bus, names)?);
    }
    let found: Vec<&OwnedObjectPath> = paths.iter().flatten().collect();
    let answer = bus.call_method(Some(BUS_NAME), PATH, Some(INTERFACE), "GetSecrets", &(found, &session))?;
    let mut secrets: HashMap<OwnedObjectPath, Secret> = answer.body().deserialize()?;
    let mut text = |path: &OwnedObjectPath| {
        let (_, _, value, _) = secrets.remove(path)?;
        let value = Zeroizing::new(value);
        std::str::from_utf8(&value).ok().map(|text| Zeroizing::new(text.to_owned()))
    };
    Ok(paths.iter().map(|path| text(path.as_ref()?)).collect())
}

/// The item of each name, if there is exactly one and it is unlocked.
fn search(bus: &Connection, names: &[String]) -> zbus::Result<Vec<Option<OwnedObjectPath>>> {
    let answers = MessageIterator::from(bus);
    let mut asked = HashMap::new();
    for (position, name) in names.iter().enumerate() {
        let attributes: HashMap<&str, &str> = [("service", SERVICE), ("username", name)].into();
        let request = Message::method_call(PATH, "SearchItems")?.destination(BUS_NAME)?.interface(INTERFACE)?;
        let request = request.build(&(attributes,))?;
        bus.send(&request)?;
        asked.insert(request.primary_header().serial_num(), position);
    }
    let mut found = vec![None; names.len()];
    for answer in answers {
        let answer = answer?;
        let Some(position) = answer.header().reply_serial().and_then(|serial| asked.remove(&serial)) else { continue };
        if answer.message_type() == Type::MethodReturn {
            let (mut unlocked, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) = answer.body().deserialize()?;
            found[position] = unlocked.pop().filter(|_| unlocked.is_empty() && locked.is_empty());
        }
        if asked.is_empty() {
            break;
        }
    }
    Ok(found)
}
