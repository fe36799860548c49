use std::{fs, path::Path, process::Command};

use rustix::process::geteuid;

use crate::{Language, Process};

/// The page's title begins so, before what its field holds and a bracket.
const TITLE: &str = "Code [";

/// The page. Chromium would offer to translate it, in a bubble that takes the focus.
const PAGE: &str = r##"<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="google" content="notranslate">
<title></title>
<style>
  body { margin: 0; font: 20px sans-serif; background: #eef2f7; color: #1b2430; }
  form { width: 360px; margin: 120px auto; padding: 40px; border-radius: 12px; background: white; }
  input { width: 100%; margin-top: 12px; font: 32px monospace; letter-spacing: 8px; box-sizing: border-box; }
</style>
<form>
  <h1>Example</h1>
  <label>{asks}<input autocomplete="one-time-code" inputmode="numeric" maxlength="6" autofocus></label>
</form>
<script>
  const field = document.querySelector("input");
  const tell = () => (document.title = `Code [${field.value}]`);
  field.addEventListener("input", tell);
  tell();
</script>
</html>
"##;

/// A site's page in Chromium, with a field for a code of six digits. The page puts what its field
/// holds into its title, which every desktop shows.
pub struct SignIn {
    _chromium: Process,
}

impl SignIn {
    /// Opens the page in a window of Chromium, which `chromium` runs on a desktop with this home.
    #[track_caller]
    pub fn open(mut chromium: Command, home: &Path, language: Language) -> Self {
        let page = home.join("sign-in.html");
        let text = PAGE.replace("{language}", language.tag).replace("{asks}", language.asks);
        fs::write(&page, text).expect("a file in the home");
        let log = fs::File::create(home.join("chromium.log")).expect("a file in the home");
        chromium.arg(format!("--user-data-dir={}", home.join("chromium").display()));
        chromium.args(["--no-first-run", "--password-store=basic", "--disable-background-networking"]);
        chromium.args(["--disable-gpu", "--disable-sync", "--disable-component-update", "--window-size=1000,800"]);
        if geteuid().is_root() {
            // Chromium refuses root otherwise, and a container may grant no namespaces to others
            // either. The other flag hides the bar that warns of this.
            chromium.args(["--no-sandbox", "--test-type"]);
        }
        chromium.arg(format!("file://{}", page.display())).stderr(log);
        Self { _chromium: Process::start(&mut chromium) }
    }

    /// Returns what the page's field holds, by the title of its window; nothing for another
    /// window's title.
    pub fn field(title: &str) -> Option<&str> {
        title.strip_prefix(TITLE)?.split_once(']').map(|(held, _)| held)
    }
}
