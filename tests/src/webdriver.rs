use std::{fmt, net::TcpListener, path::Path, process::Stdio, time::Duration};

use serde_json::{Value, json};
use ureq::Agent;

use crate::{environment::Environment, process::Process, wait_for};

/// The JSON key of an element reference (W3C WebDriver §12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A WebDriver session with the web view of an app that WebKitWebDriver has started.
pub(crate) struct WebDriver {
    agent: Agent,
    session: String,
    _driver: Process,
}

/// The reason why WebDriver refused a command.
#[derive(Debug)]
pub(crate) struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A WebDriver reference to an element of the page.
pub(crate) struct Element(String);

impl Element {
    /// Returns the element as an argument for a script.
    pub(crate) fn argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

impl WebDriver {
    /// Starts `application` in this environment.
    #[track_caller]
    pub(crate) fn start(application: &Path, environment: &Environment) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a free port").port();
        let driver = Process::start(
            environment
                .command("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let base = format!("http://127.0.0.1:{port}");
        wait_for("WebKitWebDriver", 10, || agent.get(format!("{base}/status")).call().ok());
        let options = json!({ "binary": application, "args": [] });
        let capabilities = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let answer = post(&agent, &format!("{base}/session"), &capabilities);
        let answer = answer.unwrap_or_else(|refused| panic!("the app does not start under WebDriver: {refused}"));
        let session = format!("{base}/session/{}", answer["sessionId"].as_str().expect("a session has an id"));
        Self { agent, session, _driver: driver }
    }

    /// Returns the elements of the page that match a CSS selector.
    pub(crate) fn find(&self, css: &str) -> Result<Vec<Element>, Refused> {
        let found = self.post("elements", &json!({ "using": "css selector", "value": css }))?;
        let ids = found.as_array().into_iter().flatten().filter_map(|element| element[ELEMENT].as_str());
        Ok(ids.map(|id| Element(id.to_owned())).collect())
    }

    /// Returns the first visible element that matches a CSS selector, with its text.
    pub(crate) fn shown(&self, css: &str) -> Option<(Element, String)> {
        let script = "const element = arguments[0];
            return element.getClientRects().length > 0 ? (element.value ?? element.textContent) : null";
        self.find(css).ok()?.into_iter().find_map(|element| {
            let text = self.run(script, &[element.argument()]).ok()?;
            Some((element, text.as_str()?.to_owned()))
        })
    }

    /// Clicks an element, which nothing may cover, with the pointer. Refuses one that is moving:
    /// the click would hit what came in its place, and WebDriver would call that a success.
    pub(crate) fn click(&self, element: &Element) -> Result<(), Refused> {
        let script = "const [element, done] = arguments;
            const place = () => JSON.stringify(element.getBoundingClientRect());
            const before = place();
            requestAnimationFrame(() => requestAnimationFrame(() => done(place() === before)))";
        if self.run_async(script, &[element.argument()])? == true {
            return self.post(&format!("element/{}/click", element.0), &json!({})).map(drop);
        }
        Err(Refused("the element is moving".to_owned()))
    }

    /// Clears a field and types into it.
    pub(crate) fn fill(&self, element: &Element, text: &str) -> Result<(), Refused> {
        self.post(&format!("element/{}/clear", element.0), &json!({}))?;
        self.post(&format!("element/{}/value", element.0), &json!({ "text": text })).map(drop)
    }

    /// Runs a function body in the page, and returns its result.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs a function body whose last argument is a callback for the result.
    pub(crate) fn run_async(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        self.post("execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// Ends the session, and the app with it.
    pub(crate) fn delete(&self) {
        // An app that has quit by itself has already ended the session.
        let _ = self.agent.delete(&self.session).call();
    }

    fn post(&self, command: &str, body: &Value) -> Result<Value, Refused> {
        post(&self.agent, &format!("{}/{command}", self.session), body)
    }
}

fn post(agent: &Agent, address: &str, body: &Value) -> Result<Value, Refused> {
    let request = agent.post(address).header("Content-Type", "application/json");
    value(request.send(body.to_string()))
}

/// Extracts the value of a WebDriver response.
fn value(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, Refused> {
    let mut answer = answer.map_err(|error| Refused(error.to_string()))?;
    let text = answer.body_mut().with_config().limit(64 << 20).read_to_string();
    let text = text.map_err(|error| Refused(error.to_string()))?;
    let mut body: Value = serde_json::from_str(&text).map_err(|error| Refused(error.to_string()))?;
    let value = body["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(Refused(format!("{error}: {}", value["message"].as_str().unwrap_or_default()))),
        None => Ok(value),
    }
}
