//! A web server on this computer, for one test.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a path answers.
#[derive(Clone)]
pub(crate) enum Answer {
    Found(Vec<u8>),
    /// The same without a length: the body ends with the connection.
    Unbounded(Vec<u8>),
    Redirect(String),
    Status(&'static str),
    /// One byte, the rest only after this time.
    Slow(Vec<u8>, Duration),
    /// Bytes that aren't HTTP.
    Raw(Vec<u8>),
}

pub(crate) struct Server {
    pub(crate) port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves these paths until the test's process ends. Others are not found.
    pub(crate) fn start(answers: impl IntoIterator<Item = (&'static str, Answer)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let answers: Arc<BTreeMap<_, _>> = Arc::new(answers.into_iter().collect());
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = requests.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, requests) = (answers.clone(), requests.clone());
                thread::spawn(move || answer(stream, &answers, &requests));
            }
        });
        Self { port, requests: kept }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Returns the requests so far, each with its headers and empty if the client said nothing.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("the requests").clone()
    }
}

fn answer(mut stream: TcpStream, answers: &BTreeMap<&str, Answer>, requests: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().expect("the same connection")).lines();
    let request: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let path = request.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    requests.lock().expect("the requests").push(request.join("\n"));
    let found = |length: usize| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    // The client may hang up whenever it has seen enough.
    let _ = match answers.get(&*path) {
        Some(Answer::Found(body)) => stream.write_all(&[found(body.len()).as_bytes(), body].concat()),
        Some(Answer::Unbounded(body)) => {
            stream.write_all(&[b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", &body[..]].concat())
        }
        Some(Answer::Redirect(to)) => stream.write_all(
            format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .as_bytes(),
        ),
        Some(Answer::Status(status)) => {
            stream.write_all(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes())
        }
        Some(Answer::Slow(body, time)) => stream
            .write_all(&[found(body.len()).as_bytes(), &body[..1]].concat())
            .map(|()| thread::sleep(*time))
            .and_then(|()| stream.write_all(&body[1..])),
        Some(Answer::Raw(bytes)) => stream.write_all(bytes),
        None => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    };
}
