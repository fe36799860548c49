//! Drawings as sites and their libraries make them.

use watchword_capture::DocumentError;
use watchword_scan::Unreadable;

use crate::qr::{Qr, svg};
use crate::reading::{SEED, read, texts};

pub(crate) fn are_read() {
    let code = Qr::of(SEED);
    let side = code.side;
    let (bare, quiet) = (format!("viewBox='0 0 {side} {side}'"), format!("viewBox='-4 -4 {0} {0}'", side + 8));
    let sized = |attributes: &str| format!("{quiet} {attributes}");
    let (rects, path) = (code.rects(""), code.path(""));
    let ground = |colour: &str| format!("<rect x='-4' y='-4' width='{0}' height='{0}' fill='{colour}'/>", side + 8);
    let on = |colour: &str, shapes: &str| ground(colour) + shapes;
    let lines = code.each(|x, y| format!("M{x} {y}.5h1"));
    let lines = format!("<path stroke='#000' d='{lines}'/>");
    let uses = code.each(|x, y| format!("<use xlink:href='#m' x='{x}' y='{y}'/>"));
    let uses = format!("<defs><rect id='m' width='1' height='1'/></defs>{uses}");
    let is_finder = |x: usize, y: usize| (x < 7 || x + 7 >= side) && y < 7 || x < 7 && y + 7 >= side;
    let dots = code.each(|x, y| {
        let radius = if is_finder(x, y) { ".71" } else { ".45" };
        format!("<circle cx='{x}.5' cy='{y}.5' r='{radius}'/>")
    });
    let clipped = format!(
        "<defs><clipPath id='c'>{rects}</clipPath></defs>\
         <rect width='{side}' height='{side}' fill='#123' clip-path='url(#c)'/>"
    );
    let gradient =
        "<linearGradient id='g'><stop stop-color='#036'/><stop offset='1' stop-color='#603'/></linearGradient>";
    let classes = format!("<style>.d{{fill:#000}}.l{{fill:#fff}}</style>{}", code.path("class='d'"));
    let moved = format!("<g transform='translate(7 3) scale(4)'><g fill='#000'>{rects}</g></g>");
    let masked = format!(
        "<mask id='k'><rect width='{side}' height='{side}' fill='#fff'/></mask><g mask='url(#k)'>{}</g>",
        on("#fff", &path)
    );
    let drawings = [
        ("rectangles", svg(&sized("width='300' height='300'"), &on("#fff", &rects))),
        ("one path", svg(&sized("width='300' height='300'"), &on("#fff", &path))),
        ("lines", svg(&sized("width='180' height='180'"), &on("#fff", &lines))),
        ("uses of one module", svg(&sized(""), &uses)),
        ("dots", svg(&sized(""), &dots)),
        ("a ground that is clipped", svg(&bare, &clipped)),
        ("a gradient", svg(&quiet, &format!("{gradient}{}", code.path("fill='url(#g)'")))),
        ("a style sheet", svg(&quiet, &classes)),
        ("a mask", svg(&bare, &masked)),
        ("moved and scaled, and no size at all", svg("", &moved)),
        ("no quiet zone on a clear ground", svg(&bare, &path)),
        ("one pixel a module", svg(&format!("width='{side}' height='{side}'"), &path)),
        ("tiny", svg(&format!("{bare} width='1' height='1'"), &path)),
        ("millimetres", svg(&sized("width='37mm' height='37mm'"), &path)),
        ("as wide as its page", svg(&sized("width='100%' height='100%'"), &path)),
        ("no size and no view box", svg("", &path)),
        ("wider than high", svg("viewBox='-200 -9 400 55'", &path)),
        ("small on a poster", svg("viewBox='-300 -300 700 700'", &path)),
        ("stretched beside its view box", svg(&sized("width='900' height='300'"), &path)),
        ("light on dark", svg(&quiet, &on("#222", &code.path("fill='#fff'")))),
        ("light on a clear ground", svg(&quiet, &code.path("fill='#fff'"))),
        ("dark on light grey", svg(&quiet, &on("#ccc", &code.path("fill='#444'")))),
        ("turned", svg(&quiet, &format!("<g transform='rotate(30 {0} {0}) scale(.7)'>{path}</g>", side / 2))),
        ("a drawing in it", svg("", &format!("<svg x='10' y='10' width='80' height='80' {quiet}>{path}</svg>"))),
    ];
    for (name, drawing) in drawings {
        assert_eq!(texts(&drawing), [SEED], "{name}");
    }
    let drawing = String::from_utf8(svg(&quiet, &path)).unwrap();
    let prologue = "\u{feff}<?xml version='1.0' standalone='no'?>\n<!-- Generator -->\n<!DOCTYPE svg PUBLIC \
                    '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd' [\
                    <!ENTITY ink '#000'>]>\n";
    assert_eq!(texts((prologue.to_owned() + &drawing.replace("<path", "<path fill='&ink;'")).as_bytes()), [SEED]);
    let prefixed =
        drawing.replace("<svg xmlns=", "<s:svg xmlns:s=").replace("<path", "<s:path").replace("</svg", "</s:svg");
    assert_eq!(texts(prefixed.as_bytes()), [SEED]);
    let latin_1 = [b"<!-- caf\xe9 -->", drawing.as_bytes()].concat();
    assert_eq!(texts(&latin_1), [SEED], "not UTF-8");
    // The second row first.
    let other = Qr::of("https://example.org");
    let both = format!("<g transform='translate(0 {})'>{path}</g>{}", side + 20, other.path(""));
    assert_eq!(texts(&svg("", &both)), ["https://example.org", SEED]);
}

pub(crate) fn without_a_code_say_so() {
    let nothing = Some(DocumentError::Unreadable(Unreadable::NothingFound));
    let circle = "<circle cx='50' cy='50' r='40'/>";
    for drawing in [svg("", ""), svg("viewBox='0 0 100 100'", circle), svg("", "<text y='20'>otpauth://totp/x</text>")]
    {
        let document = read(&drawing);
        assert_eq!((document.texts.len(), document.error), (0, nothing));
    }
    let code = Qr::of(SEED);
    // Most of it is covered.
    let hidden = format!("<rect x='9' y='9' width='{0}' height='{0}' fill='#fff'/>", code.side);
    let scratched = read(&svg("", &(code.path("") + &hidden)));
    assert_eq!(scratched.error, Some(DocumentError::Unreadable(Unreadable::Unclear)));
}
