//! Malicious drawings: each ends within the renderer's limits, and gives nothing or the code in it.

use std::sync::Mutex;
use std::time::Instant;

use watchword_capture::DocumentError::{SvgDamaged, Unreadable};
use watchword_scan::Unreadable::NothingFound;

use crate::qr::{Qr, svg};
use crate::reading::{SEED, read};
use crate::two_at_once;

/// How a drawing may end.
#[derive(Clone, Copy)]
enum End {
    /// It is refused, or its renderer is killed.
    Refused,
    /// It is drawn, and shows no code.
    Nothing,
    /// Either, or its code is read.
    Bounded,
    /// Its code is read regardless.
    Read,
}

use End::{Bounded, Nothing, Read, Refused};

pub(crate) fn are_bounded() {
    let hostile = hostile();
    assert!(hostile.len() >= 50, "{}", hostile.len());
    let wrong = Mutex::new(Vec::<String>::new());
    two_at_once::each(hostile.into_iter(), |(name, end, drawing)| {
        wrong.lock().unwrap().extend(judge(name, end, &drawing));
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How a drawing ended, if that is wrong.
fn judge(name: &str, end: End, drawing: &[u8]) -> Option<String> {
    let began = Instant::now();
    let document = read(drawing);
    let took = began.elapsed();
    let ended = format!("{name}: {:?}, {} texts, {} ms", document.error, document.texts.len(), took.as_millis());
    println!("{ended}");
    let (refused, nothing) = (Some(SvgDamaged), Some(Unreadable(NothingFound)));
    let is_read = document.error.is_none() && document.texts.iter().map(|text| text.as_str()).eq([SEED]);
    let is_right = match end {
        Refused => document.error == refused,
        Nothing => document.error == nothing,
        Bounded => is_read || [refused, nothing].contains(&document.error),
        Read => is_read,
    };
    let is_consistent = is_read != document.texts.is_empty();
    (!is_right || !is_consistent).then_some(ended)
}

/// Groups of an element, each of which uses the previous one ten times.
fn laughs(levels: usize, element: &str) -> String {
    let level = |level: usize| {
        let uses = format!("<use href='#l{}' x='1'/>", level - 1).repeat(10);
        format!("<g id='l{level}'>{uses}</g>")
    };
    let groups: String = (1..=levels).map(level).collect();
    format!("<defs><g id='l0'>{element}</g>{groups}</defs><use href='#l{levels}'/>")
}

fn entities(levels: usize, each: usize, content: &str) -> Vec<u8> {
    let entity = |level: usize| {
        let references = format!("&e{};", level - 1).repeat(each);
        format!("<!ENTITY e{level} \"{references}\">")
    };
    let declared: String = (1..=levels).map(entity).collect();
    let head = format!("<!DOCTYPE svg [<!ENTITY e0 \"{content}\">{declared}]>");
    [head.as_bytes(), &svg("", &format!("&e{levels};"))].concat()
}

fn nested(count: usize, open: &str, close: &str, inner: &str) -> Vec<u8> {
    svg("viewBox='0 0 100 100'", &[&open.repeat(count), inner, &close.repeat(count)].concat())
}

/// A rectangle with a filter.
fn filtered(primitives: &str, region: &str) -> Vec<u8> {
    let content =
        format!("<filter id='f' {region}>{primitives}</filter><rect width='90' height='90' filter='url(#f)'/>");
    svg("viewBox='0 0 100 100'", &content)
}

fn hostile() -> Vec<(&'static str, End, Vec<u8>)> {
    const RECT: &str = "<rect width='9' height='9'/>";
    let code = Qr::of(SEED).path("");
    let whole = svg("", &code);
    let sized = |size: &str| svg(size, &code);
    let pattern = |attributes: &str, content: &str| {
        svg(
            "viewBox='0 0 100 100'",
            &format!(
                "<pattern id='p' patternUnits='userSpaceOnUse' {attributes}>{content}</pattern>\
                 <rect width='100' height='100' fill='url(#p)'/>"
            ),
        )
    };
    let pattern_in_pattern: String = (1..=12)
        .map(|level| {
            format!(
                "<pattern id='p{level}' width='.1' height='.1'><rect width='9' height='9' fill='url(#p{})'/></pattern>",
                level - 1
            )
        })
        .collect();
    // Each one uses the previous one twice.
    let masks = |element: &str, attribute: &str| -> String {
        let one = |level: usize| {
            let inner = format!("<rect width='90' height='90' {attribute}='url(#m{})'/>", level - 1);
            format!("<{element} id='m{level}'>{inner}{inner}</{element}>")
        };
        let all: String = (1..=5).map(one).collect();
        format!("<{element} id='m0'>{RECT}</{element}>{all}<rect width='90' height='90' {attribute}='url(#m5)'/>")
    };
    let animated = "<script>while(true){}</script><rect width='9' height='9' onload='for(;;);'>\
                    <animate attributeName='x' dur='1ms' repeatCount='indefinite'/></rect>";
    let numbers = |path: &str| svg("viewBox='0 0 100 100'", &format!("<path stroke='#000' d='{path}'/>"));
    let huge_path = "L1 2 99 3".repeat(10_000);
    let dashes = "<path d='M0 0H100' stroke='#000' stroke-dasharray='1e-6'/>".to_owned();
    let dashes = svg("viewBox='0 0 100 100'", &dashes.repeat(20));
    let rules = format!("<style>{}</style>", "rect,g rect,g>rect{fill:#000}".repeat(3000));
    let markers = format!(
        "<marker id='m' markerWidth='9' markerHeight='9' overflow='visible'><circle r='.01'/></marker>\
         <path marker-mid='url(#m)' d='M0 0{}'/>",
        "L1 1 2 2".repeat(20_000)
    );
    let stops = format!(
        "<linearGradient id='g'>{}</linearGradient><rect width='1' height='1' fill='url(#g)'/>",
        "<stop offset='.5' stop-color='#fff'/>".repeat(200_000)
    );
    let attributes: String = (0..20_000).map(|at| format!(" a{at}='1'")).collect();
    let image = |data: &str| svg("", &format!("<image width='9' height='9' href='data:image/{data}'/>"));
    vec![
        // XML
        ("entities within entities", Refused, entities(9, 10, "ha")),
        ("elements in entities within entities", Refused, entities(9, 10, RECT)),
        ("one long entity many times", Bounded, {
            let head = format!("<!DOCTYPE svg [<!ENTITY a \"{}\">]>", "a".repeat(100_000));
            [head.as_bytes(), &svg("", &format!("<g id='{}'/>", "&a;".repeat(100_000)))].concat()
        }),
        ("an entity in itself", Refused, b"<!DOCTYPE svg [<!ENTITY a '&a;'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>".to_vec()),
        ("an external entity", Bounded, b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>".to_vec()),
        ("an external document type", Nothing, b"<!DOCTYPE svg SYSTEM 'file:///dev/zero'><svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
        ("100,000 entities", Nothing, [b"<!DOCTYPE svg [".as_slice(), &b"<!ENTITY a 'b'>".repeat(100_000), b"]><svg/>"].concat()),
        ("no namespace", Nothing, b"<svg><rect/></svg>".to_vec()),
        ("another namespace", Refused, b"<svg xmlns='http://www.w3.org/1999/xhtml'/>".to_vec()),
        ("twice the same attribute", Refused, svg("width='1' width='2'", "")),
        ("20,000 attributes", Bounded, svg(&attributes, "")),
        ("two root elements", Refused, [&whole[..], &whole].concat()),
        ("cut in a tag", Refused, whole[..whole.len() / 2].to_vec()),
        ("cut before its end", Refused, whole[..whole.len() - 3].to_vec()),
        ("nothing but a root element that never ends", Refused, b"<svg >".to_vec()),
        ("zeros", Refused, [&b"<svg xmlns='http://www.w3.org/2000/svg'>"[..], &[0; 1 << 20]].concat()),
        ("no UTF-8", Nothing, [svg("", "<g id='").strip_suffix(b"</svg>").unwrap(), &[0xff; 1 << 20], b"'/></svg>"].concat()),
        ("a name of 16 MiB", Bounded, svg("", &format!("<{0}/>", "a".repeat(16 << 20)))),
        ("a comment of 32 MiB", Read, [format!("<!--{}-->", " ".repeat(32 << 20)).as_bytes(), &whole].concat()),
        // Elements
        ("a million groups in each other", Bounded, nested(1_000_000, "<g>", "</g>", RECT)),
        ("5,000 groups in each other", Bounded, nested(5_000, "<g>", "</g>", RECT)),
        ("1,000 clear groups in each other", Bounded, nested(1_000, "<g opacity='.9'>", "</g>", RECT)),
        ("2,000 drawings in each other", Bounded, nested(2_000, "<svg width='99' height='99'>", "</svg>", RECT)),
        ("2,000 links in each other", Bounded, nested(2_000, "<a href='#'>", "</a>", RECT)),
        ("two million elements", Bounded, svg("", &"<g/>".repeat(2_000_000))),
        ("200,000 rectangles on all of it", Bounded, svg("viewBox='0 0 100 100'", &"<rect width='100' height='100' opacity='.5'/>".repeat(200_000))),
        ("a billion laughs", Refused, svg("", &laughs(9, RECT))),
        ("a million laughs", Bounded, svg("", &laughs(6, RECT))),
        ("a use of itself", Bounded, svg("", "<use id='u' href='#u'/>")),
        ("a use of what it is in", Bounded, svg("", "<g id='g'><rect width='9' height='9'/><use href='#g'/></g>")),
        ("two uses of each other", Bounded, svg("", "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>")),
        ("symbols of each other", Bounded, svg("", "<symbol id='a'><use href='#b'/></symbol><symbol id='b'><use href='#a'/></symbol><use href='#a'/>")),
        ("scripts", Nothing, svg("viewBox='0 0 100 100'", animated)),
        ("a page in it", Nothing, svg("", "<foreignObject width='99' height='99'><iframe xmlns='http://www.w3.org/1999/xhtml' src='file:///etc/passwd'/></foreignObject>")),
        ("9,000 rules of style", Bounded, svg("viewBox='0 0 100 100'", &(rules + &RECT.repeat(2_000)))),
        ("a million choices", Bounded, svg("", &format!("<switch>{}</switch>", "<g systemLanguage='xx'/>".repeat(500_000)))),
        // Sizes
        ("as large as a number goes", Bounded, sized("width='3e38' height='3e38'")),
        ("more than a number goes", Bounded, sized("width='1e999' height='1e999'")),
        ("not a number", Bounded, sized("width='NaN' height='inf'")),
        ("no size", Refused, sized("width='0' height='0'")),
        ("less than no size", Refused, sized("width='-5' height='-5'")),
        ("a billion of it", Bounded, sized("width='1000000000' height='1000000000'")),
        ("all width", Nothing, sized("width='1e9' height='1e-9'")),
        ("a view box of nothing", Bounded, sized("viewBox='0 0 0 0'")),
        ("a view box of everything", Bounded, sized("viewBox='-3e38 -3e38 3e38 3e38'")),
        ("hardly a size", Bounded, sized("viewBox='0 0 1e-30 1e-30'")),
        // Shapes
        ("numbers without bounds", Bounded, numbers("M1e38 1e38L-1e38 1e38 1e999-1e999zM0 0C1e38 0 0 1e38-1e38-1e38")),
        ("words for numbers", Bounded, numbers("MNaN inf L 0x10 nan z")),
        ("arcs of all sizes", Bounded, numbers("M0 0A1e38 1e38 0 1 1 5 5A1e-38 1e-38 0 1 1 9 9A0 0 0 0 0 1 1")),
        ("a path of 20,000 lines", Bounded, numbers(&format!("M0 0{huge_path}"))),
        ("a hundred million dashes", Bounded, dashes),
        ("a stroke as wide as everything", Bounded, svg("viewBox='0 0 100 100'", "<path d='M0 0H9' stroke='#000' stroke-width='1e30'/>")),
        ("40,000 markers", Bounded, svg("viewBox='0 0 100 100'", &markers)),
        ("200,000 stops", Bounded, svg("viewBox='0 0 100 100'", &stops)),
        ("a transform of nothing", Bounded, svg("", &format!("<g transform='scale(0) matrix(1e38 1e38 1e38 1e38 0 0)'>{code}</g>"))),
        // Paint, masks, filters
        ("a pattern of tiny tiles", Bounded, pattern("width='1e-5' height='1e-5'", RECT)),
        ("a pattern of one giant tile", Bounded, pattern("width='1e9' height='1e9' patternTransform='scale(1e6)'", RECT)),
        ("a pattern of itself", Bounded, pattern("width='5' height='5'", "<rect width='5' height='5' fill='url(#p)'/>")),
        ("patterns in each other", Bounded, svg("viewBox='0 0 100 100'", &format!("<pattern id='p0' width='.1' height='.1'>{RECT}</pattern>{pattern_in_pattern}<rect width='99' height='99' fill='url(#p12)'/>"))),
        ("clip paths of each other", Bounded, svg("viewBox='0 0 100 100'", &masks("clipPath", "clip-path"))),
        ("masks of each other", Bounded, svg("viewBox='0 0 100 100'", &masks("mask", "mask"))),
        ("a mask of itself", Bounded, svg("viewBox='0 0 100 100'", "<mask id='m'><rect width='9' height='9' mask='url(#m)'/></mask><rect width='9' height='9' mask='url(#m)'/>")),
        ("a blur of everything", Bounded, filtered("<feGaussianBlur stdDeviation='1e9'/>", "x='-1e9' y='-1e9' width='2e9' height='2e9'")),
        ("two billion octaves of turbulence", Bounded, filtered("<feTurbulence numOctaves='2000000000' baseFrequency='1'/>", "")),
        ("a matrix of 10,000 by 10,000", Bounded, filtered(&format!("<feConvolveMatrix order='10000' kernelMatrix='{}'/>", "1 ".repeat(10_000)), "")),
        ("a radius without bounds", Bounded, filtered("<feMorphology operator='dilate' radius='1e9'/>", "")),
        ("1,000 filters", Bounded, filtered(&"<feGaussianBlur stdDeviation='9'/>".repeat(1_000), "")),
        ("a merge of 100,000", Bounded, filtered(&format!("<feMerge>{}</feMerge>", "<feMergeNode/>".repeat(100_000)), "width='.01' height='.01'")),
        ("light of all sizes", Bounded, filtered("<feSpecularLighting surfaceScale='1e38' specularExponent='128'><fePointLight x='1e38' y='0' z='1e-38'/></feSpecularLighting>", "")),
        // Images
        ("an image that says it is large", Nothing, image("png;base64,iVBORw0KGgoAAAANSUhEUgAB//8AAf//CAYAAAA=")),
        ("an image that is not", Nothing, image(&format!("png;base64,{}", "A".repeat(8 << 20)))),
        ("a compressed drawing in it", Nothing, image("svg+xml;base64,H4sIAAAAAAAAA7MpLkvTBwCPhpVcBAAAAA==")),
        ("an image of a million slashes", Nothing, image(&"/".repeat(1 << 20))),
    ]
}
