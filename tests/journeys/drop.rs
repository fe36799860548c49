//! Dragging from other programs and dropping on the window, and closing the window too early.

use std::{fs, path::Path};

use data_encoding::BASE64;
use watchword_tests::{Desktop, Window, qr_drawing, qr_picture, wait_for};

use crate::person::{OTHER, PIN, TOTP, accept_first, see_todays_code, set_pin, todays_code, unlock};

const ON_THE_WEB: &[u8] = b"https://example.org/code.png";

#[test]
fn dropped_image_is_read() {
    let desktop = Desktop::new("drop");
    let picture = desktop.home().join("code.png");
    fs::write(&picture, qr_picture(TOTP)).expect("an image in the home");
    let window = desktop.open();
    set_pin(&window);
    drop_on(&desktop, &window, &[("text/uri-list", address(&picture).as_bytes())], || {
        window.see("[data-drop]");
        window.shoot("dragging");
    });
    window.at("review").shoot("review");
    assert!(window.texts("[data-drop]").is_empty());
    accept_first(&window);
    see_todays_code(&window);
}

/// Drops from a browser while the settings are open, of several files at once, of text on a field,
/// and on a locked window.
#[test]
fn browser_and_file_drops_in_english() {
    let desktop = desktop("drop-en", "en");
    let window = open(&desktop);
    let picture = qr_picture(TOTP);
    let browser: &[(&str, &[u8])] =
        &[("text/html", b"<img>"), ("text/uri-list", ON_THE_WEB), ("text/plain", ON_THE_WEB), ("image/png", &picture)];
    window.click("settings").at("settings");
    drop_on(&desktop, &window, browser, || ());
    window.at("review").shoot("from-a-browser");
    assert!(window.see(".from").contains("Drag and drop"));
    window.press(&["Escape"]).at("settings").press(&["Escape"]).at("codes");

    let files = desktop.home().join("several, at once");
    fs::create_dir(&files).expect("a folder in the home");
    for (name, image) in [("è #1.png", qr_picture(TOTP)), ("100%.svg", qr_drawing(OTHER))] {
        fs::write(files.join(name), image).expect("an image in the folder");
    }
    let list = format!(
        "{}/%C3%A8%20%231.png\r\n{}/100%25.svg\r\n{}\r\nfile:///dev/zero\r\n",
        address(&files).replace(' ', "%20"),
        address(&files).replace(' ', "%20"),
        address(&files)
    );
    drop_on(&desktop, &window, &[("text/uri-list", list.as_bytes())], || ());
    window.at("review").shoot("several");
    assert_eq!(
        (window.texts(".find").len(), window.texts(".unread li").len()),
        (2, 2),
        "a folder and a device are refused"
    );
    window.press(&["Escape"]).at("codes");

    window.click("add").click("type-in").at("typed");
    // Large enough to be under the pointer.
    window.run("document.querySelector('[name=issuer]').style.blockSize = '200px'", &[]);
    drop_on(&desktop, &window, &[("text/plain", b"Example")], || {
        window.shoot("text-for-a-field");
        assert!(window.texts("[data-drop]").is_empty(), "the text is for the field");
    });
    wait_for("the text in the field", 5, || (window.see("[name=issuer]") == "Example").then_some(()));
    window.press(&["ctrl+l"]).at("unlock");

    drop_on(&desktop, &window, browser, || {
        assert!(window.texts("[data-drop]").is_empty(), "nothing can be dropped");
        window.shoot("locked");
    });
    unlock(&window);
    window.shoot("nothing-was-read");
    assert_eq!(window.invoke("review", &serde_json::json!({})).expect("a review")["finds"], serde_json::json!([]));
}

/// Drops on the smallest window: an image in a `data:` address, then text during the review.
#[test]
fn drops_on_the_smallest_window_in_indonesian() {
    let desktop = desktop("drop-id", "id").with_size(320, 400);
    let window = open(&desktop);
    let address = format!("data:image/png;base64,{}", BASE64.encode(&qr_picture(TOTP)));
    drop_on(&desktop, &window, &[("text/plain;charset=utf-8", address.as_bytes())], || {
        window.see("[data-drop]");
        window.shoot("dragging");
    });
    window.at("review").click_on("[name^='find-']").shoot("from-an-address");
    let more = format!("{OTHER}\notpauth://hotp/Counter:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=1\n");
    drop_on(&desktop, &window, &[("UTF8_STRING", more.as_bytes())], || ());
    wait_for("all that was found", 10, || (window.texts(".find").len() == 3).then_some(()));
    window.shoot("more");
    assert_eq!(window.texts("[name^='find-']:checked").len(), 2, "an unchecked account stays unchecked");
    accept_first(&window);
    assert_eq!(window.texts("[data-account]").len(), 2);
}

/// Drops while an account is being edited (a web address, and a file's address as text) and while a
/// dialog is open.
#[test]
fn drops_during_an_edit_and_a_dialog_in_italian() {
    let desktop = desktop("drop-it", "it");
    desktop.watchword(&["--pin-stdin", "add", "--uri", "-"], &format!("{PIN}\n{OTHER}\n"));
    let window = open(&desktop);
    window.press(&["F2"]).at("edit").fill("account", "half typed");
    drop_on(&desktop, &window, &[("text/uri-list", ON_THE_WEB), ("UTF8_STRING", ON_THE_WEB)], || ());
    window.at("review").shoot("refused");
    assert!(window.see(".unread li p").contains("non scarica"), "the window says that it downloads nothing");
    window.press(&["Escape"]).at("edit");
    assert_eq!(window.see("[name=account]"), "half typed");
    assert_eq!(window.run("return document.activeElement.name", &[]), "account");

    let picture = desktop.home().join("code.png");
    fs::write(&picture, qr_picture(TOTP)).expect("an image in the home");
    window.click("show-qr").see("dialog [name=pin]");
    window.fill("pin", "half");
    drop_on(&desktop, &window, &[("text/plain", address(&picture).as_bytes())], || ());
    window.shoot("a-dialog-is-answered-first");
    assert_eq!(window.see("dialog [name=pin]"), "half");
    window.press(&["Escape"]).at("review").shoot("from-a-files-address");
    window.click("accept").at("edit");
    assert_eq!(window.see("[name=account]"), "half typed");
    window.press(&["Escape"]).at("codes");
    wait_for("both accounts", 10, || (window.texts("[data-account]").len() == 2).then_some(()));
}

/// Slow images: the window shows the progress, and Cancel keeps what was found before.
#[test]
fn reading_many_images_can_be_cancelled() {
    let desktop = desktop("drop-many", "id");
    let window = open(&desktop);
    drop_on(&desktop, &window, &[("text/plain", OTHER.as_bytes())], || ());
    window.at("review");
    let noise = desktop.home().join("noise.png");
    let made =
        desktop.command("convert").args(["-size", "2000x2000", "xc:gray", "+noise", "Random"]).arg(&noise).status();
    assert!(made.is_ok_and(|made| made.success()));
    let list = format!("{}\n", address(&noise)).repeat(200);
    for (way, cancel) in [("button", true), ("key", false)] {
        drop_on(&desktop, &window, &[("text/uri-list", list.as_bytes())], || ());
        wait_for("the progress", 60, || window.texts(".numbers").first().filter(|said| said.contains("200")).map(drop));
        window.shoot(&format!("reading-{way}"));
        if cancel {
            window.click("stop-reading");
        } else {
            window.press(&["Escape"]);
        }
        wait_for("the reading to end", 60, || window.texts("[data-reading]").is_empty().then_some(()));
        window.at("review").shoot(&format!("cancelled-by-{way}"));
        assert_eq!((window.texts(".find").len(), window.texts(".unread li").len()), (1, 0));
    }
}

/// A page that would take far too long: cancelling the reading also ends its process.
#[test]
fn reading_a_slow_pdf_can_be_cancelled() {
    let desktop = desktop("drop-slow-pdf", "it");
    let window = open(&desktop);
    let file = desktop.home().join("slow.pdf");
    // Each form draws the next one twenty times, and the last one paints.
    let mut pdf = String::from(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /XObject << /Form 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length 8 >>\nstream\n/Form Do\nendstream\nendobj\n",
    );
    for number in 5..40 {
        let (entries, content) = match number {
            39 => (String::new(), "0 0 595 842 re f".to_owned()),
            _ => (format!("/Resources << /XObject << /Form {} 0 R >> >>", number + 1), "/Form Do ".repeat(20)),
        };
        let length = content.len();
        pdf += &format!(
            "{number} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] {entries} /Length {length} >>\n\
             stream\n{content}\nendstream\nendobj\n"
        );
    }
    pdf += "trailer\n<< /Root 1 0 R /Size 40 >>\n%%EOF\n";
    fs::write(&file, pdf).unwrap();
    drop_on(&desktop, &window, &[("text/uri-list", format!("{}\n", address(&file)).as_bytes())], || ());
    wait_for("the reading to begin", 60, || window.texts("[data-reading]").first().map(drop));
    window.shoot("reading").click("stop-reading");
    // Without cancelling, reading would take 20 seconds.
    wait_for("the reading to end", 10, || window.texts("[data-reading]").is_empty().then_some(()));
    window.at("codes");
}

/// Drops more files than can be read at once.
#[test]
fn too_many_files_are_refused_visibly() {
    let desktop = desktop("drop-too-many", "en");
    let window = open(&desktop);
    drop_on(&desktop, &window, &[("text/uri-list", "file:///a.png\n".repeat(201).as_bytes())], || ());
    assert!(window.at("review").shoot("too-many").see(".unread li p").contains("200"));
}

/// Sets up a desktop in this language with an empty vault.
fn desktop(journey: &str, language: &str) -> Desktop {
    let preferences = format!(r#"{{"theme":"light","language":"{language}"}}"#);
    let desktop = Desktop::new(journey).with_preferences(&preferences);
    let made = desktop.watchword(&["--pin-stdin", "init"], &format!("{PIN}\n"));
    assert!(made.status.success());
    desktop
}

fn open(desktop: &Desktop) -> Window<'_> {
    let window = desktop.open();
    unlock(&window);
    window
}

/// Drags an item that another program offers in these forms onto the window, and calls
/// `before_drop` before releasing the button.
#[track_caller]
fn drop_on(desktop: &Desktop, window: &Window, forms: &[(&str, &[u8])], before_drop: impl FnOnce()) {
    let shelf = desktop.shelf(forms);
    desktop.display().drag(shelf.window(), window.id(), before_drop);
    // The window requests the item only after the drop.
    shelf.wait();
}

fn address(file: &Path) -> String {
    format!("file://{}", file.display())
}

/// A clipboard ends with its owner: if the window is closed while a code is in the clipboard, it
/// locks and hides, and the process ends once the code is cleared.
#[test]
fn closing_waits_for_the_clipboard() {
    let desktop = Desktop::new("closing");
    let made = desktop.watchword(&["--pin-stdin", "init"], &format!("{PIN}\n"));
    assert!(made.status.success());
    let added = desktop.watchword(&["--pin-stdin", "add", "--uri", "-"], &format!("{PIN}\n{TOTP}\n"));
    assert!(added.status.success());
    let window = desktop.open();
    unlock(&window);
    window.click("settings").at("settings").choose("clipboard-seconds", "10").click("back").at("codes");
    let copied = wait_for("the copied code", 5, || {
        window.click("copy");
        Some(desktop.clipboard().text()).filter(|text| *text == todays_code())
    });
    window.ask_to_close();
    assert_eq!(desktop.clipboard().text(), copied);
    assert!(desktop.is_running(), "the clipboard's owner is running");
    wait_for("the clipboard to be cleared", 15, || desktop.clipboard().text().is_empty().then_some(()));
    wait_for("the process to end", 10, || (!desktop.is_running()).then_some(()));
}
