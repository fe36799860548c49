use std::collections::HashMap;

use zbus::Connection;
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

/// Answers a program's request to a portal that a test stands in for, and returns the request's
/// path, which the portal's method returns.
pub(crate) async fn answer(
    bus: &Connection,
    header: &Header<'_>,
    options: &HashMap<String, OwnedValue>,
    response: u32,
    results: HashMap<&str, Value<'_>>,
) -> OwnedObjectPath {
    let sender = header.sender().unwrap();
    let token = <&str>::try_from(&options["handle_token"]).unwrap();
    let name = sender.trim_start_matches(':').replace('.', "_");
    let path = format!("/org/freedesktop/portal/desktop/request/{name}/{token}");
    let request = "org.freedesktop.portal.Request";
    bus.emit_signal(Some(sender.clone()), path.as_str(), request, "Response", &(response, results)).await.unwrap();
    path.try_into().unwrap()
}
