//! One message to one recipient, in one conversation (RFC 5321). The only file that knows the client of lettre.

use std::error::Error as _;
use std::io::{self, ErrorKind};
use std::sync::mpsc::{Receiver, Sender as Channel, channel};
use std::thread;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};

use super::letter::Letter;
use super::relay::{Encryption, Relay};
use super::trouble::Trouble;
use crate::fetch::Secret;

/// What bounds one try. `total` holds for each half: up to the message, and from it on.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To connect and to be greeted: some servers make strangers wait.
    pub connect: Duration,
    /// For the answer to a command.
    pub silence: Duration,
    /// For the answer to the message, which may be searched for viruses. To give up early is to doubt.
    pub verdict: Duration,
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connect: Duration::from_secs(30),
            silence: Duration::from_mins(1),
            verdict: Duration::from_mins(5),
            total: Duration::from_mins(8),
        }
    }
}

/// All that one try needs.
pub struct Order<'a> {
    pub relay: &'a Relay,
    pub password: Option<&'a Secret>,
    /// PEM of the authority of the body.
    pub authority: Option<&'a [u8]>,
    pub letter: &'a Letter<'a>,
    pub limits: Limits,
}

/// Sends, once. `leaving` is called when the server waits for the text and nothing of it has left: it notes the
/// intent, and when it fails nothing is sent. From then on, and until the server answers, a failure is a doubt.
pub fn post(order: &Order, leaving: impl FnOnce() -> Result<(), String>) -> Result<(), Trouble> {
    let host = &order.relay.host;
    let conversation = Conversation::of(order)?;
    let (tell, told) = channel();
    let (go, wait) = channel();
    // The client of lettre bounds each silence, not the whole: a server that drips would hold us for hours. The
    // conversation has its own thread, which is left behind when its time is over.
    thread::Builder::new()
        .spawn(move || conversation.hold(&tell, &wait))
        .map_err(|_| Trouble::Unreachable(host.clone()))?;
    match told.recv_timeout(order.limits.total) {
        Ok(Step::Ready) => {}
        Ok(Step::Over(Err(trouble))) => return Err(trouble),
        Ok(Step::Over(Ok(()))) | Err(_) => return Err(Trouble::Silent(host.clone())),
    }
    leaving().map_err(Trouble::NotNoted)?;
    let doubtful = || Trouble::Doubtful(host.clone());
    go.send(()).map_err(|_| doubtful())?;
    let outcome = match told.recv_timeout(order.limits.total) {
        Ok(Step::Over(outcome)) => outcome,
        Ok(Step::Ready) | Err(_) => Err(doubtful()),
    };
    // Leaves the time to say goodbye, without which some servers complain.
    let _ = told.recv_timeout(GOODBYE);
    outcome
}

const GOODBYE: Duration = Duration::from_secs(2);

enum Step {
    /// The server waits for the text of the message.
    Ready,
    Over(Result<(), Trouble>),
}

/// What the thread of a conversation owns.
struct Conversation {
    relay: Relay,
    password: Option<Secret>,
    tls: Option<TlsParameters>,
    hello: ClientId,
    from: Address,
    to: Address,
    bytes: Vec<u8>,
    limits: Limits,
}

impl Conversation {
    fn of(order: &Order) -> Result<Conversation, Trouble> {
        let tls = match order.relay.encryption {
            Encryption::None => None,
            Encryption::StartTls | Encryption::Tls => Some(tls(order)?),
        };
        let letter = order.letter;
        Ok(Conversation {
            relay: order.relay.clone(),
            password: order.password.cloned(),
            tls,
            // A full name, which some servers ask for; the name of the machine would be said to strangers.
            hello: ClientId::Domain(letter.from.domain().to_owned()),
            from: letter.from.address().clone(),
            to: letter.to.address().clone(),
            bytes: letter.to_bytes()?,
            limits: order.limits,
        })
    }

    /// Nobody listens any more when the time is over: what is said is then lost, and nothing leaves.
    fn hold(&self, tell: &Channel<Step>, wait: &Receiver<()>) {
        let mut connection = match self.open() {
            Ok(connection) => connection,
            Err(trouble) => {
                let _ = tell.send(Step::Over(Err(trouble)));
                return;
            }
        };
        if tell.send(Step::Ready).is_err() || wait.recv().is_err() {
            // Without goodbye, which the server would take for the text of the message.
            return;
        }
        let outcome = self.give(&mut connection);
        let is_sent = outcome.is_ok();
        let _ = tell.send(Step::Over(outcome));
        if is_sent {
            let _ = connection.set_timeout(Some(GOODBYE));
            let _ = connection.quit();
        }
    }

    /// Up to the answer to DATA.
    fn open(&self) -> Result<SmtpConnection, Trouble> {
        let limits = &self.limits;
        let wrapped = (self.relay.encryption == Encryption::Tls)
            .then_some(self.tls.as_ref())
            .flatten();
        let server = (self.relay.host.as_str(), self.relay.port);
        let mut connection =
            SmtpConnection::connect(server, Some(limits.connect), &self.hello, wrapped, None)
                .map_err(|error| self.trouble(&error, Trouble::Unreachable, Trouble::Machine))?;
        if let (Encryption::StartTls, Some(tls)) = (self.relay.encryption, &self.tls) {
            if !connection.can_starttls() {
                return Err(Trouble::NoStartTls(self.host()));
            }
            connection.starttls(tls, &self.hello).map_err(|error| {
                self.trouble(&error, Trouble::Cut, |_| Trouble::NoStartTls(self.host()))
            })?;
        }
        connection
            .set_timeout(Some(limits.silence))
            .map_err(|_| Trouble::Cut(self.host()))?;
        if let (Some(user), Some(password)) = (&self.relay.user, &self.password) {
            self.identify(&mut connection, user, password)?;
        }
        let body = MailParameter::Body(MailBodyParameter::EightBitMime);
        let is_wide = !self.bytes.is_ascii()
            && connection
                .server_info()
                .supports_feature(Extension::EightBitMime);
        let options = if is_wide { vec![body] } else { Vec::new() };
        connection
            .command(Mail::new(Some(self.from.clone()), options))
            .map_err(|error| self.trouble(&error, Trouble::Cut, sender_refused))?;
        connection
            .command(Rcpt::new(self.to.clone(), Vec::new()))
            .map_err(|error| self.trouble(&error, Trouble::Cut, Trouble::Recipient))?;
        connection
            .command(Data)
            .map_err(|error| self.trouble(&error, Trouble::Cut, Trouble::Message))?;
        connection
            .set_timeout(Some(limits.verdict))
            .map_err(|_| Trouble::Cut(self.host()))?;
        Ok(connection)
    }

    fn identify(
        &self,
        connection: &mut SmtpConnection,
        user: &str,
        password: &Secret,
    ) -> Result<(), Trouble> {
        const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];
        let offered = connection.server_info().get_auth_mechanism(&MECHANISMS);
        if offered.is_none() {
            return Err(Trouble::NoIdentity);
        }
        let credentials = Credentials::new(user.to_owned(), password.expose().to_owned());
        connection
            .auth(&MECHANISMS, &credentials)
            .map(|_| ())
            .map_err(|error| self.trouble(&error, Trouble::Cut, Trouble::Identity))
    }

    /// The text, and what the server decides. Without its word, nobody knows.
    fn give(&self, connection: &mut SmtpConnection) -> Result<(), Trouble> {
        match connection.message(&self.bytes) {
            Ok(_) => Ok(()),
            Err(error) if error.is_transient() => Err(Trouble::Busy(codes(&error))),
            Err(error) if error.is_permanent() => Err(Trouble::Message(codes(&error))),
            Err(_) => Err(Trouble::Doubtful(self.host())),
        }
    }

    /// What an error means before anything has left: `cut` when the connection fails, `refused` when the server says no.
    fn trouble(
        &self,
        error: &Error,
        cut: impl FnOnce(String) -> Trouble,
        refused: impl FnOnce(String) -> Trouble,
    ) -> Trouble {
        if error.is_transient() {
            return Trouble::Busy(codes(error));
        }
        if error.is_permanent() {
            return refused(codes(error));
        }
        let Some(cause) = io_error(error) else {
            return cut(self.host());
        };
        match cause.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Trouble::Silent(self.host()),
            // What rustls says of a certificate, in its own words: the type is out of reach.
            ErrorKind::InvalidData => {
                let words = cause.to_string();
                if words.contains("UnknownIssuer") {
                    Trouble::UnknownAuthority(self.host())
                } else if words.contains("not valid for") || words.contains("NotValidForName") {
                    Trouble::OtherName(self.host())
                } else if words.contains("certificate") {
                    Trouble::BadCertificate(self.host())
                } else {
                    Trouble::NoTls(self.host())
                }
            }
            _ => cut(self.host()),
        }
    }

    fn host(&self) -> String {
        self.relay.host.clone()
    }
}

/// A server that wants a password first says so here (530, RFC 4954).
fn sender_refused(codes: String) -> Trouble {
    if codes.starts_with("530") {
        Trouble::Identity(codes)
    } else {
        Trouble::Sender(codes)
    }
}

fn tls(order: &Order) -> Result<TlsParameters, Trouble> {
    let builder = TlsParameters::builder(order.relay.host.clone());
    let builder = match order.authority {
        Some(pem) => {
            // A file without any certificate reads as none.
            let holds_one = pem
                .windows(PEM.len())
                .any(|window| window == PEM.as_bytes());
            let authority = Certificate::from_pem(pem).map_err(|_| Trouble::BadAuthority)?;
            if !holds_one {
                return Err(Trouble::BadAuthority);
            }
            builder.add_root_certificate(authority)
        }
        None => builder,
    };
    builder.build().map_err(|_| Trouble::BadAuthority)
}

const PEM: &str = "-----BEGIN CERTIFICATE-----";

/// « 550 5.1.1 »: the reply code, and the one that explains it (RFC 3463) when the server gives it.
fn codes(error: &Error) -> String {
    let code = error
        .status()
        .map_or_else(String::new, |code| code.to_string());
    let text = error.source().map_or_else(String::new, ToString::to_string);
    let is_detail = |word: &&str| {
        let parts: Vec<&str> = word.split('.').collect();
        let is_number = |part: &&str| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        parts.len() == 3 && parts.iter().all(is_number)
    };
    match text.split_whitespace().next().filter(is_detail) {
        Some(detail) => format!("{code} {detail}"),
        None => code,
    }
}

fn io_error(error: &Error) -> Option<&io::Error> {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(found) = cause.downcast_ref() {
            return Some(found);
        }
        source = cause.source();
    }
    None
}
