//! The tray in a real panel, with a pointer and eyes.

use std::thread::sleep;
use std::time::Duration;

use watchword_tests::Button;

use crate::desk::Desk;
use crate::names::named;
use crate::panel::{Color, Panel, middle_of};
use crate::serving::Order;
use crate::wait_for;

/// The square behind the icon, the ring around the padlock, and the arc of the open one.
const NIGHT: Color = [0x18, 0x20, 0x38];
const RING: Color = [0x7f, 0x8b, 0xad];
const LAMP: Color = [0xf6, 0xb9, 0x4f];

#[test]
fn panel_shows_the_icon_and_its_menu() {
    let desk = Desk::new();
    let Some(panel) = Panel::on(&desk.bus) else { return };
    let pointer = panel.pointer.as_ref().unwrap();
    desk.order(&Order::StartTray("en".into()));
    desk.wait_for_report("shown true");
    let icon = wait_for("the locked icon", || {
        let frame = panel.frame();
        middle_of(&frame, RING).and(middle_of(&frame, NIGHT))
    });
    // A panel that has just started may miss a click.
    wait_for("the window", || {
        pointer.click(icon, Button::Left);
        sleep(Duration::from_millis(500));
        desk.reports().contains(&"open ".to_owned()).then_some(())
    });
    // Away from the icon, so that no tooltip is shown.
    pointer.point([350, 250]);

    desk.unlock(&[named("a", "GitHub", "ada"), named("b", "Bank", "ada")]);
    wait_for("the open icon", || {
        let frame = panel.frame();
        middle_of(&frame, LAMP).filter(|_| middle_of(&frame, RING).is_none())
    });
    let closed = panel.frame();
    pointer.click(icon, Button::Right);
    wait_for("the menu", || {
        let frame = panel.frame();
        (frame[50] != closed[50]).then_some(())
    });
    // A menu ignores a click that may still be the one that opened it.
    sleep(Duration::from_millis(600));
    // Its upper left corner is where the pointer was.
    let [first, second] = [18, 44].map(|below| [icon[0] + 40, icon[1] + below]);
    pointer.point(second);
    pointer.click(first, Button::Left);
    desk.wait_for_report("copy a");
}
