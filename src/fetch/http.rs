//! One question over the network, once. The only file that knows reqwest's client.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, RequestBuilder, Url};
use serde_json::Value;

use super::address::is_same_server;
use super::door::Limits;
use super::secret::Secret;
use super::trouble::Trouble;

/// How a token travels: always in a header, so that no address holds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    Bearer,
    /// As the name of a person whose password is `api_token`.
    Basic,
    /// Under a name of the service's own.
    Header(&'static str),
}

/// What is asked.
#[derive(Debug)]
pub struct Question<'a> {
    pub url: Url,
    pub is_to_loopback: bool,
    pub headers: &'a [(&'static str, String)],
    pub secret: Option<(Carried, &'a Secret)>,
    /// Posted: a search that an address is too short for.
    pub body: Option<&'a Value>,
    /// Asked about a token, which is posted.
    pub about: Option<About<'a>>,
}

/// A token, and the application that it was made for: `<client_id>:<client_secret>`.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub app: &'a Secret,
    pub token: &'a Secret,
}

impl About<'_> {
    fn form(self) -> String {
        let (id, secret) = self.app.expose().split_once(':').unwrap_or_default();
        url::form_urlencoded::Serializer::new(String::new())
            .append_pair("client_id", id)
            .append_pair("client_secret", secret)
            .append_pair("token", self.token.expose())
            .finish()
    }
}

/// What came back, whatever its status.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

const REDIRECTIONS: usize = 3;

/// The authorities that the machine trusts are read here, when a first question is asked and not before.
pub fn client(limits: &Limits, is_loopback: bool) -> Result<Client, Trouble> {
    let builder = Client::builder()
        .user_agent(concat!("estran/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(limits.connect)
        .read_timeout(limits.silence)
        .timeout(limits.total)
        .pool_idle_timeout(Duration::from_secs(30))
        .redirect(Policy::custom(within_the_server));
    // No proxy stands between this machine and itself.
    let builder = if is_loopback {
        builder.no_proxy()
    } else {
        builder
    };
    builder.build().map_err(|_| Trouble::NoTls)
}

fn within_the_server(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let previous = attempt.previous();
    let stays = previous
        .last()
        .is_some_and(|from| is_same_server(from, attempt.url()));
    if stays && previous.len() <= REDIRECTIONS {
        attempt.follow()
    } else {
        attempt.error("elsewhere")
    }
}

/// Asks once. The error is of the connection; a refusal by the server is a reply.
pub async fn ask(client: &Client, question: &Question<'_>, most: usize) -> Result<Reply, Trouble> {
    let url = question.url.clone();
    let mut request = match (question.about, question.body) {
        (Some(about), _) => client
            .post(url)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(about.form()),
        (None, Some(body)) => client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_string()),
        (None, None) => client.get(url),
    };
    request = request.header(ACCEPT, "application/json");
    for (name, value) in question.headers {
        request = request.header(*name, value);
    }
    if let Some((carried, secret)) = question.secret {
        request = carry(request, carried, secret);
    }
    let mut response = request.send().await.map_err(|error| trouble(&error))?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| trouble(&error))? {
        if body.len() + chunk.len() > most {
            return Err(Trouble::TooBig);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Reply {
        status,
        headers,
        body,
    })
}

/// Gives a secret to what is asked.
pub(super) fn carry(request: RequestBuilder, carried: Carried, secret: &Secret) -> RequestBuilder {
    let secret = secret.expose();
    match carried {
        Carried::Basic => request.basic_auth(secret, Some("api_token")),
        Carried::Bearer => request.header(AUTHORIZATION, hidden(&format!("Bearer {secret}"))),
        Carried::Header(name) => request.header(name, hidden(secret)),
    }
}

/// A value that nothing prints.
fn hidden(text: &str) -> HeaderValue {
    let mut value = HeaderValue::from_str(text).expect("a secret is checked to travel");
    value.set_sensitive(true);
    value
}

/// The error itself is dropped: it holds the address.
pub(super) fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_redirect() {
        Trouble::Elsewhere
    } else if error.is_connect() {
        Trouble::Unreachable
    } else if error.is_timeout() {
        Trouble::Silent
    } else {
        Trouble::Cut
    }
}
