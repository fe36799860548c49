//! The steps that a user takes on every desktop.

use std::{
    fs,
    thread::sleep,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use watchword_tests::{Area, Frame, SERVICE, Undriven, Wayland, oath_totp, qr_picture, soon, wait_for};

/// The PIN of every journey.
pub(crate) const PIN: &str = "kancil 7204 becak";
const SEED: &str = "KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF";
const TOTP: &str = "otpauth://totp/Example:ayu@example.org?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=Example";
/// The text of another site's QR code.
pub(crate) const OTHER: &str = "otpauth://totp/Other:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Other";
/// The lowest value of the setting.
pub(crate) const CLIPBOARD_SECONDS: u64 = 10;
/// The title of the app's window.
pub(crate) const TITLE: &str = "Watchword";
/// The title of the window from which items are dragged.
pub(crate) const SHELF: &str = "Shelf";

/// The preferences of a user whose window starts minimised.
pub(crate) const START_MINIMISED: &str = r#"{"theme":"light","language":"en","start_minimised":true}"#;

/// The largest share of a page, from 0 to 1, that a field's blinking cursor covers.
const BLINKS: f64 = 0.002;

/// The running app with its window shown and locked.
pub(crate) struct Opened {
    pub(crate) app: Undriven,
    /// The area of the page on the screen.
    pub(crate) page: Area,
    /// The page that asks for the PIN.
    pub(crate) locked: Frame,
    /// The time from starting the app to its drawn page.
    pub(crate) took: Duration,
}

/// Creates a vault with one account, whose codes are cleared from the clipboard after
/// [`CLIPBOARD_SECONDS`].
#[track_caller]
pub(crate) fn make_vault(desktop: &Wayland) {
    let seconds = CLIPBOARD_SECONDS.to_string();
    for (program, arguments, input) in [
        ("watchword", &["--pin-stdin", "init"][..], format!("{PIN}\n")),
        ("watchword", &["--pin-stdin", "add", "--uri", "-"], format!("{PIN}\n{TOTP}\n")),
        ("watchword-owner", &["clear-after", &seconds, PIN], String::new()),
    ] {
        let done = desktop.run(program, arguments, &input);
        assert!(done.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// Opens the app and waits until its first page is drawn.
#[track_caller]
pub(crate) fn open(desktop: &Wayland, variables: &[(&str, &str)]) -> Opened {
    let started = Instant::now();
    let app = desktop.open(variables);
    wait_for("the window", 30, || desktop.window(TITLE));
    desktop.focus(TITLE);
    desktop.shoot("opening");
    // A window may still change its size while it appears.
    let look = || {
        let page = page(desktop.window(TITLE)?.area);
        Some((page, desktop.frame().part(page))).filter(|(_, frame)| frame.is_drawn())
    };
    wait_for("a page in the window", 20, look);
    let took = started.elapsed();
    sleep(Duration::from_secs(1));
    let (page, locked) = look().expect("the window is still open");
    Opened { app, page, locked, took }
}

/// Returns a window's area without its edges and title bar, which on some desktops the program
/// draws.
fn page(window: Area) -> Area {
    const EDGE: u32 = 10;
    const TITLE_BAR: u32 = 60;
    Area {
        x: window.x + EDGE,
        y: window.y + TITLE_BAR,
        width: window.width.saturating_sub(2 * EDGE),
        height: window.height.saturating_sub(TITLE_BAR + EDGE),
    }
}

impl Opened {
    /// Types the PIN and waits until the codes are shown.
    #[track_caller]
    pub(crate) fn unlock(&self, desktop: &Wayland) {
        desktop.type_text(PIN).press(&["Return"]);
        // While the PIN is being checked, only the button in the lower half changes.
        let upper = Area { x: 0, y: 0, height: self.page.height / 2, ..self.page };
        let shows = || desktop.frame().part(self.page).part(upper);
        wait_for("the codes", 20, || (shows().difference(&self.locked.part(upper)) > BLINKS).then_some(()));
        // The row gets the focus at the same time.
        sleep(Duration::from_millis(500));
    }

    /// Returns whether the page asks for the PIN.
    #[track_caller]
    pub(crate) fn shows_lock(&self, desktop: &Wayland) -> bool {
        desktop.frame().part(self.page).difference(&self.locked) < BLINKS
    }
}

/// Sees a window that starts minimised: out of sight, until the user brings it back.
#[track_caller]
pub(crate) fn see_minimised(desktop: &Wayland) {
    make_vault(desktop);
    desktop.prefer(START_MINIMISED);
    let _app = desktop.open(&[]);
    wait_for("the window", 30, || desktop.window(TITLE));
    sleep(Duration::from_secs(4));
    let is_in_sight = || desktop.window(TITLE).is_some_and(|it| desktop.frame().part(page(it.area)).is_drawn());
    desktop.shoot("minimised");
    assert!(!is_in_sight());
    desktop.focus(TITLE);
    wait_for("the page", 20, || is_in_sight().then_some(()));
}

/// Follows a user from the PIN to a copied code, which is cleared whichever window has the focus by
/// then, and to the lock.
#[track_caller]
pub(crate) fn follow(desktop: &Wayland) {
    make_vault(desktop);
    let opened = open(desktop, &[]);
    // The id of the desktop file, whose name and icon the desktop shows.
    assert_eq!(desktop.window(TITLE).map(|pane| pane.app_id).as_deref(), Some(SERVICE));
    desktop.shoot("locked");
    opened.unlock(desktop);
    desktop.shoot("codes");
    copy(desktop);
    desktop.shoot("copied");
    assert_eq!(desktop.copied("x-kde-passwordManagerHint").as_deref(), Some("secret"));
    see_it_cleared(desktop);

    copy(desktop);
    let shelf = desktop.shelf(&[("text/plain", b"Example")]);
    desktop.focus(SHELF);
    see_it_cleared(desktop);
    desktop.shoot("cleared-behind");
    drop(shelf);

    desktop.focus(TITLE);
    desktop.press(&["ctrl+l"]);
    wait_for("the lock", 10, || opened.shows_lock(desktop).then_some(()));
}

/// Copies the code of the focused row.
#[track_caller]
pub(crate) fn copy(desktop: &Wayland) {
    let copied = (0..5).any(|_| {
        desktop.press(&["Return"]);
        desktop.soon_copied(3, |text| text == todays_code())
    });
    assert!(copied, "the clipboard holds {:?}", desktop.copied_text());
}

/// Waits until the copied code is cleared, which must be when its time is over.
#[track_caller]
pub(crate) fn see_it_cleared(desktop: &Wayland) {
    let copied = Instant::now();
    assert!(desktop.soon_copied(CLIPBOARD_SECONDS + 4, str::is_empty), "{:?} is still there", desktop.copied_text());
    assert!(copied.elapsed() > Duration::from_secs(CLIPBOARD_SECONDS - 5), "cleared after {:?}", copied.elapsed());
}

/// Drops a file with the QR code of [`OTHER`] on the app, from a file manager, until the app shows
/// it. The file manager ends with the returned value: it has to answer what the app asks.
#[track_caller]
pub(crate) fn drop_file(desktop: &Wayland) -> impl Sized + use<> {
    let file = desktop.home().join("code.png");
    fs::write(&file, qr_picture(OTHER)).expect("a file in the home");
    let address = format!("file://{}\r\n", file.display());
    let shelf = [("text/uri-list", address.as_bytes())];
    // A window that isn't drawn yet, as on a busy machine, misses the pointer.
    let dropped = (0..3).find_map(|_| {
        let (file_manager, _) = desktop.shelf(&shelf);
        sleep(Duration::from_secs(1));
        let (shelf, app) = desktop.window(SHELF).zip(desktop.window(TITLE)).expect("both windows are open");
        // The shelf may cover the middle of the app.
        let (x, y) = app.area.middle();
        let list = desktop.frame().part(page(app.area));
        desktop.drag(shelf.area.middle(), (x, y + app.area.height / 3));
        let shows_more = || desktop.frame().part(page(app.area)).difference(&list) > 0.02;
        soon(5, shows_more).then_some(file_manager)
    });
    dropped.expect("the review")
}

/// Presses Return until the vault has the account of [`OTHER`]: in the review, Return adds it.
#[track_caller]
pub(crate) fn accept_other(desktop: &Wayland) {
    desktop.focus(TITLE);
    assert!(soon_accepted(desktop, 20), "the account is missing");
    desktop.shoot("accepted");
}

/// Presses Return, and returns whether the vault then has the account of [`OTHER`] within
/// `seconds`.
pub(crate) fn soon_accepted(desktop: &Wayland, seconds: u64) -> bool {
    soon(seconds, || {
        desktop.shoot("review").press(&["Return"]);
        let listed = desktop.run("watchword", &["--pin-stdin", "list"], &format!("{PIN}\n"));
        String::from_utf8_lossy(&listed.stdout).contains("Other")
    })
}

/// Waits until a field or the clipboard holds the code of now, or of when the wait began.
#[track_caller]
pub(crate) fn see_code(seconds: u64, held: impl Fn() -> String) {
    let before = todays_code();
    let has_code = soon(seconds, || [&before, &todays_code()].contains(&&held()));
    assert!(has_code, "it holds {:?}", held());
}

/// Returns the code that `oathtool` computes for now.
pub(crate) fn todays_code() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right").as_secs();
    oath_totp(SEED, "SHA1", 6, 30, now, 1).remove(0)
}
