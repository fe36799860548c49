//! A QR code held up to a camera. The cameras are recordings: folders of images, played in place of
//! the system calls to a device.

use std::fs;

use watchword_tests::{Desktop, Scene, Window, record_camera, wait_for};

use crate::person::{TOTP, accept_first, see_refusal, see_todays_code, set_pin};

#[test]
fn code_held_up_to_a_camera_is_read() {
    for (language, by_keyboard, word) in [("en", false, "Camera"), ("id", true, "Kamera"), ("it", true, "Fotocamera")] {
        let desktop = Desktop::new(&format!("camera-{language}"))
            .with_preferences(&format!(r#"{{"theme":"dark","language":"{language}"}}"#));
        let cameras = desktop.home().join("cameras");
        let desk = record_camera(&cameras, "Desk", &[Scene::Room]);
        let front = record_camera(&cameras, "Front", &[Scene::Room, Scene::Room, Scene::Code(TOTP), Scene::Room]);
        let desktop = desktop.with_recorded_cameras(cameras);
        let window = desktop.open();
        set_pin(&window);
        open_camera(&window, by_keyboard);
        // The first camera sees no code.
        window.see("[data-looking='true']");
        assert!(desktop.has_open(&desk) && !desktop.has_open(&front), "only one camera is on");
        let file = desktop.pictures().join("viewfinder.png");
        wait_for("the room in the viewfinder", 10, || {
            desktop.display().shoot(window.id(), &file);
            let picture = image::open(&file).ok()?.into_rgb8();
            (picture.height() > 40 && *picture.get_pixel(picture.width() / 2, 40) == Scene::WALL).then_some(())
        });
        window.choose("camera", "1").at("review").see("[name^='find-']");
        assert!(window.see(".find .from").contains(word), "the source is shown");
        window.shoot("review");
        assert!(!desktop.has_open(&desk) && !desktop.has_open(&front), "both cameras are off after the first code");
        accept_first(&window);
        see_todays_code(&window);
    }
}

#[test]
fn camera_is_off_outside_its_screen() {
    let desktop = Desktop::new("camera-off").with_preferences(r#"{"theme":"light","language":"en"}"#);
    let cameras = desktop.home().join("cameras");
    let on = record_camera(&cameras, "Desk", &[Scene::Room]);
    let desktop = desktop.with_recorded_cameras(cameras).with_size(320, 400);
    let window = desktop.open();
    set_pin(&window);
    let off = |why: &str| wait_for(why, 10, || (!desktop.has_open(&on)).then_some(()));
    let look = || {
        window.press(&["ctrl+k"]).at("camera").see("[data-looking='true']");
        assert!(desktop.has_open(&on));
    };
    look();
    assert_eq!(window.axe(), Vec::<String>::new());
    window.shoot("narrow").press(&["Escape"]).at("codes");
    off("the camera to be off after leaving the screen");
    look();
    window.press(&["ctrl+l"]).at("unlock");
    off("the camera to be off after locking");
}

#[test]
fn unusable_cameras_are_reported() {
    let desktop = Desktop::new("camera-none");
    let cameras = desktop.home().join("cameras");
    fs::create_dir(&cameras).expect("a folder in the home");
    let desktop = desktop.with_recorded_cameras(cameras.clone());
    let window = desktop.open();
    set_pin(&window);
    open_camera(&window, false);
    let absent = see_refusal(&window);
    window.shoot("absent");
    // A camera that sends no image.
    record_camera(&cameras, "Broken", &[]);
    window.click("look-again");
    wait_for("another reason", 10, || (see_refusal(&window) != absent).then_some(()));
    window.shoot("lost");
    // A working camera, connected meanwhile.
    record_camera(&cameras, "Front", &[Scene::Code(TOTP)]);
    fs::remove_dir(cameras.join("Broken")).expect("the folder existed");
    window.click("look-again").at("review").see("[name^='find-']");
}

fn open_camera(window: &Window, by_keyboard: bool) {
    if by_keyboard {
        window.press(&["ctrl+k"]);
    } else {
        window.click("add").at("add").shoot("add").click("use-camera");
    }
    window.at("camera");
}
