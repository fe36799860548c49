use std::path::Path;

use crate::{environment::Environment, wait_for, webdriver::WebDriver};

/// The app's page, read by WebDriver and used by other means. The app ends with this.
pub struct Page(WebDriver);

impl Page {
    #[track_caller]
    pub(crate) fn open(application: &Path, environment: &Environment) -> Self {
        Self(WebDriver::start(application, environment))
    }

    /// Waits until something in view matches the selector, and gives its text.
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
