//! A server of e-mail of this machine that says what a test tells it, and remembers what it took.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What comes back to a command.
#[derive(Clone, Debug)]
pub enum Reply {
    /// What a good server says.
    Good,
    Says(&'static str),
    Silent,
    Cut,
    /// A byte now and then, without end.
    Drips,
}

/// A message that the server took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub to: String,
    pub text: String,
}

type Answer = dyn Fn(&str, usize) -> Reply + Send + Sync;

pub struct Server {
    address: SocketAddr,
    commands: Arc<Mutex<Vec<String>>>,
    taken: Arc<Mutex<Vec<Taken>>>,
    stops: Arc<AtomicBool>,
}

impl Server {
    /// `answer` is given each command (`banner` and `.` among them), and how many of the same kind came before.
    pub fn new(answer: impl Fn(&str, usize) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            address: listener.local_addr().unwrap(),
            commands: Arc::default(),
            taken: Arc::default(),
            stops: Arc::default(),
        };
        let answer: Arc<Answer> = Arc::new(answer);
        let (commands, taken) = (Arc::clone(&server.commands), Arc::clone(&server.taken));
        let stops = Arc::clone(&server.stops);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stops.load(Ordering::Relaxed) {
                    break;
                }
                let (commands, taken) = (Arc::clone(&commands), Arc::clone(&taken));
                let answer = Arc::clone(&answer);
                thread::spawn(move || serve(&stream.unwrap(), &commands, &taken, &*answer));
            }
        });
        server
    }

    /// Takes everything.
    pub fn good() -> Server {
        Server::new(|_, _| Reply::Good)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    /// Who got how many messages, in the order of the alphabet.
    pub fn received(&self) -> Vec<String> {
        let mut to: Vec<String> = self.taken().into_iter().map(|taken| taken.to).collect();
        to.sort();
        to
    }

    pub fn commands(&self) -> Vec<String> {
        self.commands.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stops.store(true, Ordering::Relaxed);
        // Wakes the listener, so that it sees that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

/// One conversation. A client that leaves is no fault of the test.
fn serve(
    stream: &TcpStream,
    commands: &Mutex<Vec<String>>,
    taken: &Mutex<Vec<Taken>>,
    answer: &Answer,
) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    let (mut line, mut to) = (String::new(), String::new());
    let mut command = "banner".to_owned();
    loop {
        let kind = command.split([' ', ':']).next()?.to_uppercase();
        let before = {
            let mut commands = commands.lock().unwrap();
            let same =
                |known: &&String| known.split([' ', ':']).next().unwrap().to_uppercase() == kind;
            let before = commands.iter().filter(same).count();
            commands.push(command.clone());
            before
        };
        let good = match kind.as_str() {
            "BANNER" => "220 localhost ESMTP",
            "EHLO" => "250-localhost\r\n250 AUTH PLAIN LOGIN",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            "AUTH" => "235 2.7.0 welcome",
            _ => "250 2.0.0 ok",
        };
        let said = match answer(&command, before) {
            Reply::Good => good,
            Reply::Says(said) => said,
            Reply::Cut => return None,
            Reply::Silent => {
                thread::sleep(Duration::from_secs(3));
                return None;
            }
            Reply::Drips => loop {
                writer.write_all(b"2").ok()?;
                thread::sleep(Duration::from_millis(50));
            },
        };
        if kind == "." && said.starts_with('2') {
            taken.lock().unwrap().push(Taken {
                to: to.clone(),
                text: line.clone(),
            });
        }
        writer.write_all(format!("{said}\r\n").as_bytes()).ok()?;
        if kind == "RCPT" {
            command.split(['<', '>']).nth(1)?.clone_into(&mut to);
        }
        if kind == "DATA" && said.starts_with('3') {
            line.clear();
            while !line.ends_with("\r\n.\r\n") {
                if reader.read_line(&mut line).ok()? == 0 {
                    return None;
                }
            }
            ".".clone_into(&mut command);
            continue;
        }
        let mut next = String::new();
        if reader.read_line(&mut next).ok()? == 0 {
            return None;
        }
        next.trim_end().clone_into(&mut command);
    }
}
