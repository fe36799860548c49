use std::path::Path;

use crate::{environment::Environment, wait_for, webdriver::WebDriver};

/// The app's page, which WebDriver reads and other means operate. Dropping it ends the app.
pub struct Page(WebDriver);

impl Page {
    #[track_caller]
    pub(crate) fn open(application: &Path, environment: &Environment) -> Self {
        Self(WebDriver::start(application, environment))
    }

    /// Waits until a visible element matches the CSS selector, and returns its text.
    #[track_caller]
    pub fn see(&self, css: &str) -> String {
        wait_for(css, 30, || Some(self.0.shown(css)?.1))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.0.delete();
    }
}
