use std::{
    fs,
    path::Path,
    thread::{panicking, sleep},
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    Desktop,
    wait::soon,
    wait_for,
    webdriver::{Element, Refused, WebDriver},
};

/// Seconds to wait for anything on a screen. Argon2id on a busy machine takes longest.
const PATIENCE: u64 = 30;

/// The app's window, driven by the attributes `data-screen`, `data-action` and `name`.
pub struct Window<'a> {
    desktop: &'a Desktop,
    webdriver: WebDriver,
    id: String,
}

impl Desktop {
    /// Starts the app under WebDriver.
    #[track_caller]
    pub fn open(&self) -> Window<'_> {
        let webdriver = WebDriver::start(&self.application(), &self.environment());
        let id = wait_for("the window", PATIENCE, || self.display().windows().into_iter().next());
        let window = Window { desktop: self, webdriver, id };
        if let Some((width, height)) = self.window_size() {
            window.resize(width, height);
        }
        window
    }
}

impl Window<'_> {
    /// Returns the window's id on the display.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Waits until the screen named `screen` is shown.
    #[track_caller]
    pub fn at(&self, screen: &str) -> &Self {
        self.see(&format!("[data-screen='{screen}']"));
        self
    }

    /// Waits until a visible element matches the CSS selector, and returns its text.
    #[track_caller]
    pub fn see(&self, css: &str) -> String {
        wait_for(css, PATIENCE, || Some(self.webdriver.shown(css)?.1))
    }

    /// Returns the texts of all elements that match the CSS selector now, visible or not.
    #[track_caller]
    pub fn texts(&self, css: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)";
        let texts = self.run(script, &[css.into()]);
        texts.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    /// Clicks the button with `data-action='action'`.
    #[track_caller]
    pub fn click(&self, action: &str) -> &Self {
        self.click_on(&format!("[data-action='{action}']"))
    }

    /// Clicks the first visible element that matches the CSS selector.
    #[track_caller]
    pub fn click_on(&self, css: &str) -> &Self {
        self.do_to(css, |element| self.webdriver.click(element));
        self
    }

    /// Fills the field named `name`.
    #[track_caller]
    pub fn fill(&self, name: &str, text: &str) -> &Self {
        self.do_to(&format!("[name='{name}']"), |element| self.webdriver.fill(element, text));
        self
    }

    /// Chooses the option `value` of the field named `name`.
    #[track_caller]
    pub fn choose(&self, name: &str, value: &str) -> &Self {
        let script = "const [select, value] = arguments; select.value = value;
            select.dispatchEvent(new Event('input', { bubbles: true }));
            select.dispatchEvent(new Event('change', { bubbles: true }));";
        let css = format!("select[name='{name}']");
        self.do_to(&css, |element| self.webdriver.run(script, &[element.argument(), value.into()]).map(drop));
        self
    }

    /// Presses chords on the display's keyboard, one after the other.
    #[track_caller]
    pub fn press(&self, chords: &[&str]) -> &Self {
        self.desktop.display().press(chords);
        self
    }

    /// Types a text on the display's keyboard.
    #[track_caller]
    pub fn type_text(&self, text: &str) -> &Self {
        self.desktop.display().type_text(text);
        self
    }

    /// Saves a screenshot of the window to the journey's folder.
    #[track_caller]
    pub fn shoot(&self, step: &str) -> &Self {
        // An immediate screenshot can show the previous frame. After two frames the page is drawn;
        // the rest of the wait is for the display. (WebDriver's own screenshots never arrive from a
        // page that has stopped drawing.)
        let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.webdriver.run_async(drawn, &[]).expect("the page is drawn");
        sleep(Duration::from_millis(150));
        self.desktop.display().shoot(&self.id, &self.desktop.screens().next(step));
        self
    }

    /// Resizes the window to `width` × `height` pixels, and waits until the page has that size.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) -> &Self {
        self.desktop.display().resize(&self.id, width, height);
        wait_for("the new size", PATIENCE, || (self.run("return innerWidth", &[]) == width).then_some(()));
        self
    }

    /// Runs axe on the screen, and returns its violations, each as a rule and the elements.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        // Cargo runs tests in the folder of their package.
        let path = Path::new("../ui/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        self.run(&axe, &[]);
        let script = "const done = arguments[0];
            const line = (wrong) => `${wrong.id}: ${wrong.nodes.map((node) => node.html).join(' ')}`;
            axe.run().then((found) => done(found.violations.map(line)), (error) => done([String(error)]))";
        let wrong = self.webdriver.run_async(script, &[]).expect("axe answers");
        wrong.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(str::to_owned)).collect()
    }

    /// Records everything that passes between the page and Rust, until the page is reloaded.
    #[track_caller]
    pub fn record_ipc(&self) -> &Self {
        let script = "const send = window.fetch; window.recorded = '';
            window.fetch = async (...request) => {
                const answer = await send(...request);
                const body = request[1]?.body;
                const sent = body && typeof body !== 'string' ? new TextDecoder().decode(body) : body;
                window.recorded += `${request[0]} ${sent} ${await answer.clone().text()}\\n`;
                return answer;
            };";
        self.run(script, &[]);
        self
    }

    /// Returns everything recorded so far.
    #[track_caller]
    pub fn recorded_ipc(&self) -> String {
        self.run("return window.recorded", &[]).as_str().unwrap_or_default().to_owned()
    }

    /// Closes the window through the window manager, and waits until the app has quit.
    #[track_caller]
    pub fn close(self) {
        self.ask_to_close();
        // While a copied code waits to be cleared, closing hides the window, and the app quits once
        // the code is cleared.
        wait_for("the app to quit", PATIENCE, || (!self.desktop.is_running()).then_some(()));
    }

    /// Asks the window manager to close the window until it is gone.
    #[track_caller]
    pub fn ask_to_close(&self) {
        // On a busy machine the window manager may miss a key that is pressed while the focus is
        // changing.
        let gone = || !self.desktop.is_running() || !self.desktop.display().windows().contains(&self.id);
        let went = (0..3).any(|_| {
            self.press(&["alt+F4"]);
            soon(3, gone)
        });
        assert!(went, "the window closes");
    }

    /// Runs a function body in the page, and returns its result.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.webdriver.run(script, arguments).unwrap_or_else(|refused| panic!("{refused}"))
    }

    /// Runs a function body in the page whose last argument is a callback for the result.
    #[track_caller]
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Value {
        self.webdriver.run_async(script, arguments).unwrap_or_else(|refused| panic!("{refused}"))
    }

    /// Calls a command as the page does.
    ///
    /// # Errors
    /// Returns the error that the command returned.
    #[track_caller]
    pub fn invoke(&self, command: &str, args: &Value) -> Result<Value, Value> {
        let script = "const [command, args, done] = arguments;
            const invoked = window.__TAURI_INTERNALS__.invoke(command, args);
            invoked.then((value) => done([value, null]), (why) => done([null, why]))";
        let mut answer = self.run_async(script, &[command.into(), args.clone()]);
        match answer[1].take() {
            Value::Null => Ok(answer[0].take()),
            why => Err(why),
        }
    }

    /// Applies `action` to the first visible element that matches, as soon as that succeeds.
    #[track_caller]
    fn do_to(&self, css: &str, action: impl Fn(&Element) -> Result<(), Refused>) {
        let mut last = None;
        let end = Instant::now() + Duration::from_secs(PATIENCE);
        while Instant::now() < end {
            match self.webdriver.shown(css).map(|(element, _)| action(&element)) {
                Some(Ok(())) => return,
                Some(Err(refused)) => last = Some(refused),
                None => {}
            }
            sleep(Duration::from_millis(50));
        }
        panic!("{css}: {}", last.map_or_else(|| "not in view".to_owned(), |refused| refused.to_string()));
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        if panicking() {
            self.desktop.display().shoot("root", &self.desktop.screens().next("failed"));
        }
        self.webdriver.delete();
    }
}
