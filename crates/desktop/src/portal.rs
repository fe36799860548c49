//! Requests to the desktop's portal (xdg-desktop-portal), which may ask the user. It refuses a
//! process whose memory other processes can't inspect (`PR_SET_DUMPABLE`).

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde::Serialize;
use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::zvariant::{DynamicType, ObjectPath, OwnedObjectPath, OwnedValue, Value};
use zbus::{MatchRule, Message, message::Type};

const NAME: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const BUS: &str = "org.freedesktop.DBus";
const REQUEST: &str = "org.freedesktop.portal.Request";
const SESSION: &str = "org.freedesktop.portal.Session";
const REGISTRY: &str = "org.freedesktop.host.portal.Registry";

/// How long the portal may take to accept a request: long enough for one that has to be started.
const ACCEPTS_WITHIN: Duration = Duration::from_secs(10);

/// What a request carries besides its arguments.
pub(crate) type Options<'a> = HashMap<&'static str, Value<'a>>;
/// What the portal answers.
pub(crate) type Results = HashMap<String, OwnedValue>;

/// Why a portal didn't do what it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PortalError {
    /// There is no portal, or it lacks the interface.
    Absent,
    /// The user or the desktop refused.
    Refused,
    /// The portal reports an error, has ended, or doesn't answer.
    Failed,
}

impl From<zbus::Error> for PortalError {
    fn from(_: zbus::Error) -> Self {
        Self::Failed
    }
}

/// One interface of the desktop's portal, and a session that this program has there. Dropping it
/// ends the session and closes the bus.
pub(crate) struct Portal {
    bus: Connection,
    interface: &'static str,
    version: u32,
    session: OwnedObjectPath,
    /// The number of requests so far, which gives each its name.
    count: AtomicU32,
}

impl Portal {
    /// Starts a session. `app_id` is the app's id, which newer portals want to know.
    pub(crate) fn open(bus: Builder<'_>, app_id: &str, interface: &'static str) -> Result<Self, PortalError> {
        let bus = bus.method_timeout(ACCEPTS_WITHIN).build().map_err(|_| PortalError::Absent)?;
        // Portals that don't know this go without.
        let _ = bus.call_method(Some(NAME), PATH, Some(REGISTRY), "Register", &(app_id, Options::new()));
        let get =
            bus.call_method(Some(NAME), PATH, Some("org.freedesktop.DBus.Properties"), "Get", &(interface, "version"));
        let version = get.ok().and_then(|answer| u32::try_from(answer.body().deserialize::<OwnedValue>().ok()?).ok());
        let version = version.ok_or(PortalError::Absent)?;
        let session = ObjectPath::try_from(format!("{PATH}/session/{}/watchword", sender(&bus)?));
        let session = session.map_err(|_| PortalError::Failed)?.into();
        let portal = Self { bus, interface, version, session, count: AtomicU32::new(0) };
        let options = Options::from([("session_handle_token", "watchword".into())]);
        portal.ask("CreateSession", options, |_, options| (options,))?;
        Ok(portal)
    }

    pub(crate) fn version(&self) -> u32 {
        self.version
    }

    /// Makes a request and waits for the answer, as long as the user takes. `arguments` makes the
    /// method's arguments of the session and the options.
    pub(crate) fn ask<'a, B: Serialize + DynamicType>(
        &'a self,
        method: &str,
        mut options: Options<'a>,
        arguments: impl FnOnce(&'a ObjectPath<'static>, Options<'a>) -> B,
    ) -> Result<Results, PortalError> {
        let token = format!("watchword{}", self.count.fetch_add(1, Ordering::Relaxed));
        let path = format!("{PATH}/request/{}/{token}", sender(&self.bus)?);
        options.insert("handle_token", token.into());
        // The answer may come before the method returns.
        let messages = MessageIterator::from(&self.bus);
        let proxy = DBusProxy::new(&self.bus)?;
        let signal =
            |interface, member| MatchRule::builder().msg_type(Type::Signal).interface(interface)?.member(member);
        let answer = signal(REQUEST, "Response")?.path(path.as_str())?.build();
        proxy.add_match_rule(answer).map_err(|_| PortalError::Failed)?;
        let ending = signal(BUS, "NameOwnerChanged")?.arg(0, NAME)?.build();
        proxy.add_match_rule(ending).map_err(|_| PortalError::Failed)?;
        self.call(method, &arguments(&self.session, options))?;
        for message in messages {
            let message = message?;
            let header = message.header();
            match header.member().map(|name| name.as_str()) {
                Some("Response") if header.path().is_some_and(|at| at.as_str() == path) => return results(&message),
                Some("NameOwnerChanged") if has_ended(&message) => return Err(PortalError::Failed),
                _ => {}
            }
        }
        Err(PortalError::Failed)
    }

    /// Calls a method of the interface that asks nobody.
    pub(crate) fn call<B: Serialize + DynamicType>(&self, method: &str, arguments: &B) -> Result<(), PortalError> {
        match self.bus.call_method(Some(NAME), PATH, Some(self.interface), method, arguments) {
            Ok(_) => Ok(()),
            Err(zbus::Error::MethodError(name, _, _))
                if name.ends_with("NotAllowed") || name.ends_with("AccessDenied") =>
            {
                Err(PortalError::Refused)
            }
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) fn session(&self) -> &ObjectPath<'static> {
        &self.session
    }

    /// The signals of one kind, from now on until this is dropped.
    pub(crate) fn signals(&self, member: &'static str) -> Result<impl Iterator<Item = Message> + use<>, PortalError> {
        let messages = MessageIterator::from(&self.bus);
        let rule = MatchRule::builder().msg_type(Type::Signal).sender(NAME)?.interface(self.interface)?;
        let rule = rule.member(member)?.build();
        DBusProxy::new(&self.bus)?.add_match_rule(rule).map_err(|_| PortalError::Failed)?;
        let interface = self.interface;
        Ok(messages.map_while(Result::ok).filter(move |message| {
            let header = message.header();
            header.interface().is_some_and(|name| name == interface)
                && header.member().is_some_and(|name| name == member)
        }))
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.bus.call_method(Some(NAME), &self.session, Some(SESSION), "Close", &());
        let _ = self.bus.clone().close();
    }
}

/// The program's name on the bus, as the paths of its requests have it.
fn sender(bus: &Connection) -> Result<String, PortalError> {
    let name = bus.unique_name().ok_or(PortalError::Failed)?;
    Ok(name.trim_start_matches(':').replace('.', "_"))
}

fn results(message: &Message) -> Result<Results, PortalError> {
    let (response, results): (u32, Results) = message.body().deserialize()?;
    // 1 is the user's refusal. GNOME answers 2 where the user has refused before.
    if response == 0 { Ok(results) } else { Err(PortalError::Refused) }
}

/// Whether the portal's program has ended.
fn has_ended(message: &Message) -> bool {
    let body = message.body();
    body.deserialize::<(&str, &str, &str)>().is_ok_and(|(name, _, owner)| name == NAME && owner.is_empty())
}
