//! A code held up to a camera. The cameras are recordings: folders whose pictures are played, up to where a device's own
//! calls would begin.

use std::{
    fs,
    path::{Path, PathBuf},
};

use image::{Rgb, RgbImage, imageops};
use watchword_tests::{Desktop, Window, qr_picture, wait_for};

use crate::person::{TOTP, accept_first, see_refusal, see_todays_code, set_pin};

/// A room, in a colour that no page has.
const WALL: Rgb<u8> = Rgb([30, 140, 60]);
const SIZE: (u32, u32) = (640, 480);

#[test]
fn a_code_is_held_up_to_it() {
    for (language, by_keyboard, word) in [("en", false, "Camera"), ("id", true, "Kamera"), ("it", true, "Fotocamera")] {
        let desktop = Desktop::new(&format!("camera-{language}"))
            .with_preferences(&format!(r#"{{"theme":"dark","language":"{language}"}}"#));
        let cameras = desktop.home().join("cameras");
        let desk = camera(&cameras, "Desk", &[room()]);
        let front = camera(&cameras, "Front", &[room(), room(), held_up(TOTP), room()]);
        let desktop = desktop.with_recorded_cameras(cameras);
        let window = desktop.open();
        set_pin(&window);
        open_camera(&window, by_keyboard);
        // The first one sees no code.
        window.see("[data-looking='true']");
        assert!(desktop.has_open(&desk) && !desktop.has_open(&front), "one is on, and not the other");
        let file = desktop.pictures().join("viewfinder.png");
        wait_for("the room in the viewfinder", 10, || {
            desktop.display().shoot(window.id(), &file);
            let picture = image::open(&file).ok()?.into_rgb8();
            (picture.height() > 40 && *picture.get_pixel(picture.width() / 2, 40) == WALL).then_some(())
        });
        window.choose("camera", "1").at("review").see("[name^='find-']");
        assert!(window.see(".find .from").contains(word), "it says where it came from");
        window.shoot("review");
        assert!(!desktop.has_open(&desk) && !desktop.has_open(&front), "off at the first code");
        accept_first(&window);
        see_todays_code(&window);
    }
}

#[test]
fn it_is_off_when_nobody_looks() {
    let desktop = Desktop::new("camera-off").with_preferences(r#"{"theme":"light","language":"en"}"#);
    let cameras = desktop.home().join("cameras");
    let on = camera(&cameras, "Desk", &[room()]);
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
    off("off on leaving the screen");
    look();
    window.press(&["ctrl+l"]).at("unlock");
    off("off on locking");
}

#[test]
fn where_none_can_be_used_it_says_so() {
    let desktop = Desktop::new("camera-none");
    let cameras = desktop.home().join("cameras");
    fs::create_dir(&cameras).expect("a folder in the home");
    let desktop = desktop.with_recorded_cameras(cameras.clone());
    let window = desktop.open();
    set_pin(&window);
    open_camera(&window, false);
    let absent = see_refusal(&window);
    window.shoot("absent");
    // One that sends nothing.
    camera(&cameras, "Broken", &[]);
    window.click("look-again");
    wait_for("another reason", 10, || (see_refusal(&window) != absent).then_some(()));
    window.shoot("lost");
    // And one that works, connected meanwhile.
    camera(&cameras, "Front", &[held_up(TOTP)]);
    fs::remove_dir(cameras.join("Broken")).expect("it was there");
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

/// Makes a camera that plays these pictures.
fn camera(cameras: &Path, name: &str, pictures: &[RgbImage]) -> PathBuf {
    let folder = cameras.join(name);
    fs::create_dir_all(&folder).expect("a folder in the home");
    for (number, picture) in pictures.iter().enumerate() {
        picture.save(folder.join(format!("{number}.png"))).expect("a picture in it");
    }
    folder
}

fn room() -> RgbImage {
    RgbImage::from_pixel(SIZE.0, SIZE.1, WALL)
}

/// The room, with a code in it.
fn held_up(text: &str) -> RgbImage {
    let code = image::load_from_memory(&qr_picture(text)).expect("a picture").into_rgb8();
    let mut picture = room();
    imageops::overlay(&mut picture, &code, 150, 60);
    picture
}
