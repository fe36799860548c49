//! Files and addresses that drawings refer to are neither opened nor requested.

use std::fs;
use std::net::TcpListener;

use watchword_capture::DocumentError;
use watchword_scan::Unreadable;

use crate::qr::{Qr, svg};
use crate::reading::{SEED, read, texts};

pub(crate) fn nothing_is_opened() {
    let code = svg("viewBox='-4 -4 45 45'", &Qr::of(SEED).path("id='code'"));
    assert_eq!(texts(&code), [SEED], "the code alone is read");
    let file = std::env::temp_dir().join(format!("watchword-svg-{}.svg", std::process::id()));
    fs::write(&file, &code).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/code.svg", listener.local_addr().unwrap());
    let path = file.to_str().unwrap().replace('\\', "/");
    let data: String = code.iter().map(|byte| format!("%{byte:02X}")).collect();
    for href in [address, path.clone(), format!("file://{path}"), format!("data:image/svg+xml,{data}")] {
        for content in [
            format!("<image width='90' height='90' href='{href}'/>"),
            format!("<image width='90' height='90' xlink:href='{href}'/>"),
            format!("<use href='{href}#code'/>"),
            format!("<filter id='f'><feImage href='{href}'/></filter><rect width='90' height='90' filter='url(#f)'/>"),
            format!(
                "<style>@import url('{href}'); rect {{ fill: url('{href}#code') }}</style><rect width='90' height='90'/>"
            ),
            format!("<foreignObject width='90' height='90'><img src='{href}'/></foreignObject>"),
            format!("<tref xlink:href='{href}#code'/><script xlink:href='{href}'/>"),
        ] {
            let document = read(&svg("viewBox='0 0 90 90'", &content));
            let nothing = Some(DocumentError::Unreadable(Unreadable::NothingFound));
            assert_eq!((document.texts.len(), document.error), (0, nothing), "{content}");
        }
        let entity = format!("<!DOCTYPE svg [<!ENTITY code SYSTEM '{href}'>]>");
        let entity = [entity.as_bytes(), &svg("", "&code;")].concat();
        assert!(read(&entity).texts.is_empty());
        let sheet = format!("<?xml-stylesheet href='{href}'?>");
        assert!(read(&[sheet.as_bytes(), &svg("", "")].concat()).texts.is_empty());
    }
    assert!(listener.accept().is_err(), "nothing connected");
    fs::remove_file(file).unwrap();
}
