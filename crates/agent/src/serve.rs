use std::io::{self, Read, Write};

use crate::answer::Answer;
use crate::frame;
use crate::hello::{Hello, PROTOCOL};
use crate::host::{Caller, Host};
use crate::request::Request;

/// Answers the requests of one connection until it ends. `active` is called at each request.
///
/// # Errors
/// The connection broke, or what came through it is no request.
pub fn serve(host: &Host, mut caller: Caller, stream: &mut (impl Read + Write), active: impl Fn()) -> io::Result<()> {
    let hello: Hello = frame::read(stream, frame::MAX_REQUEST)?;
    frame::write(stream, &Hello::OURS)?;
    let ended = follow(host, &hello, &mut caller, stream, active);
    host.left(caller);
    ended
}

fn follow(
    host: &Host,
    hello: &Hello,
    caller: &mut Caller,
    stream: &mut (impl Read + Write),
    active: impl Fn(),
) -> io::Result<()> {
    loop {
        let request: Request = frame::read(stream, frame::MAX_REQUEST)?;
        active();
        // Another version's requests may mean something else.
        if hello.watchword != PROTOCOL && !matches!(request, Request::Yield) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let answer: Answer = host.answer(caller, request);
        frame::write(stream, &answer)?;
    }
}
