/// Environments that decide how the page is drawn: with OpenGL, with OpenGL in software or without
/// it, and with WebKit's two variables set by the user to either value. (Where EGL isn't installed,
/// WebKit gives up, whatever the variables are.)
pub const DRAWING: &[&[(&str, &str)]] = &[
    &[],
    &[("LIBGL_ALWAYS_SOFTWARE", "1"), COMPOSITES],
    &[WITHOUT_GL],
    &[WITHOUT_GL, COMPOSITES],
    &[COMPOSITES],
    &[("WEBKIT_DISABLE_COMPOSITING_MODE", "1")],
    &[("WEBKIT_DISABLE_DMABUF_RENDERER", "0")],
    &[WITHOUT_DMABUF],
    &[WITHOUT_DMABUF, COMPOSITES],
    &[WITHOUT_DMABUF, COMPOSITES, WITHOUT_GL],
];

const COMPOSITES: (&str, &str) = ("WEBKIT_DISABLE_COMPOSITING_MODE", "0");
const WITHOUT_DMABUF: (&str, &str) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
const WITHOUT_GL: (&str, &str) = ("GDK_GL", "disable");
