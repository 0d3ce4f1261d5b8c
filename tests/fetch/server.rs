//! A server of this machine that answers what a test tells it, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What was asked: the path with its query, the headers in lower case, and what was posted.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: String,
    /// What was posted.
    pub body: String,
    /// How many were asked before.
    pub before: usize,
}

#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub end: End,
}

/// How the body goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Whole,
    /// The connection is closed halfway.
    Cut,
    /// Halfway, nothing comes any more.
    Silent,
    /// Closed without a word.
    Nothing,
}

pub fn json(body: &serde_json::Value) -> Reply {
    Reply {
        status: 200,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: body.to_string().into_bytes(),
        end: End::Whole,
    }
}

pub fn status(status: u16) -> Reply {
    Reply {
        status,
        body: b"{\"error\":\"zz\"}".to_vec(),
        ..json(&serde_json::Value::Null)
    }
}

impl Reply {
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Reply {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub fn ending(self, end: End) -> Reply {
        Reply { end, ..self }
    }
}

type Answer = dyn Fn(&Asked) -> Reply + Send + Sync;

pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    stops: Arc<AtomicBool>,
}

impl Server {
    pub fn new(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            address: listener.local_addr().unwrap(),
            asked: Arc::default(),
            stops: Arc::default(),
        };
        let (asked, stops) = (Arc::clone(&server.asked), Arc::clone(&server.stops));
        let answer: Arc<Answer> = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stops.load(Ordering::Relaxed) {
                    break;
                }
                let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
                thread::spawn(move || serve(&stream.unwrap(), &asked, &*answer));
            }
        });
        server
    }

    /// `http://127.0.0.1:…`
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stops.store(true, Ordering::Relaxed);
        // Wakes the listener, so that it sees that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

/// One connection, question after question. A client that leaves is no fault of the test.
fn serve(stream: &TcpStream, asked: &Mutex<Vec<Asked>>, answer: &Answer) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let (mut head, mut line) = (String::new(), String::new());
        while line != "\r\n" {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            head += &line;
        }
        let path = head.split(' ').nth(1)?.to_owned();
        let headers = head.to_lowercase();
        let length = headers
            .lines()
            .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut posted = vec![0; length.unwrap_or(0)];
        reader.read_exact(&mut posted).ok()?;
        let question = {
            let mut asked = asked.lock().unwrap();
            let question = Asked {
                path,
                headers,
                body: String::from_utf8(posted).ok()?,
                before: asked.len(),
            };
            asked.push(question.clone());
            question
        };
        let reply = answer(&question);
        if reply.end == End::Nothing {
            return None;
        }
        let headers: String = reply
            .headers
            .iter()
            .map(|(name, value)| [name, ": ", value, "\r\n"].concat())
            .collect();
        let (status, length) = (reply.status, reply.body.len());
        let head = format!("HTTP/1.1 {status} x\r\ncontent-length: {length}\r\n{headers}\r\n");
        let mut bytes = head.into_bytes();
        let half = if reply.end == End::Whole {
            reply.body.len()
        } else {
            reply.body.len() / 2
        };
        bytes.extend_from_slice(&reply.body[..half]);
        writer.write_all(&bytes).ok()?;
        match reply.end {
            End::Whole => {}
            End::Cut | End::Nothing => return None,
            End::Silent => thread::sleep(Duration::from_secs(2)),
        }
    }
}
