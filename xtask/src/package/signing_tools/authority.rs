use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

use crate::package::tool::{capture, tool};

/// The policy of the time-stamp authority, under a number that nobody has.
const TSA: &str = "\
[tsa]
default_tsa = test
[test]
serial = tsa.serial
signer_cert = tsa.pem
signer_key = tsa.key
certs = ca.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
";

/// Makes a certificate authority in a folder (`ca.pem`), a certificate for code signing
/// (`code.pem`, `code.key`) and one for time stamps. These are valid for 1,095 days.
pub(super) fn certify(folder: &Path) {
    let authority = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem"];
    let usage = "keyUsage=critical,keyCertSign,cRLSign";
    openssl(folder, &authority, &["-days", "3650", "-subj", "/CN=Example Root", "-addext", usage]);
    for (name, usage) in [("code", "codeSigning"), ("tsa", "timeStamping")] {
        let (key, request, extensions) = (format!("{name}.key"), format!("{name}.csr"), format!("{name}.ext"));
        let text = format!("keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,{usage}\n");
        fs::write(folder.join(&extensions), text).expect("a file");
        let subject = format!("/CN=Example {name}");
        openssl(
            folder,
            &["req", "-newkey", "rsa:2048", "-nodes", "-subj", &subject],
            &["-keyout", &key, "-out", &request],
        );
        openssl(
            folder,
            &["x509", "-req", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "1095"],
            &["-in", &request, "-out", &format!("{name}.pem"), "-extfile", &extensions],
        );
    }
    fs::write(folder.join("tsa.serial"), "01\n").expect("a file");
    fs::write(folder.join("tsa.cnf"), TSA).expect("a file");
}

pub(super) fn openssl(folder: &Path, arguments: &[&str], further: &[&str]) {
    capture(tool("openssl").current_dir(folder).args(arguments).args(further)).expect("openssl");
}

/// A time-stamp authority on loopback (RFC 3161, section 3.4), until it is dropped.
pub(super) struct Responder {
    address: SocketAddr,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Responder {
    /// Starts the authority whose certificate is in this folder.
    pub(super) fn start(folder: &Path) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let (ended, folder) = (Arc::new(AtomicBool::new(false)), folder.to_owned());
        let is_ended = Arc::clone(&ended);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if is_ended.load(Ordering::Relaxed) {
                    break;
                }
                answer(stream, &folder);
            }
        });
        Self { address, ended, thread: Some(thread) }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Responder {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // Wakes the thread.
        let _ = TcpStream::connect(self.address);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn answer(mut stream: TcpStream, folder: &Path) {
    let mut reader = BufReader::new(&stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a header");
        match line.trim().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().expect("a length");
            }
            _ if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut question = vec![0; length];
    reader.read_exact(&mut question).expect("a question");
    let (query, reply): (PathBuf, PathBuf) = (folder.join("query.tsq"), folder.join("reply.tsr"));
    fs::write(&query, question).expect("a file");
    openssl(folder, &["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr"], &[]);
    let reply = fs::read(&reply).expect("an answer");
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {}\r\n", reply.len());
    stream.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes()).expect("a connection");
    stream.write_all(&reply).expect("a connection");
}
