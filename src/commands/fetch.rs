//! Asks each account for what the month needs, and puts the raw answers in the inbox. No account waits for another,
//! and none stops the others.

mod bill;
mod lines;

use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;

use anyhow::{Context, bail};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::join_all;

use crate::commands::drawer::{self, Found};
use crate::commands::lock::Lock;
use crate::commands::{Verdict, screen, secrets, tokens};
use crate::config::Config;
use crate::fetch::{Clock, Door, Errand, Limits, Place, Session, Source};
use crate::model::Month;
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

pub use lines::Lines;

/// What is asked on the command line.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The previous one by default.
    pub month: Option<Month>,
    /// One account of config.toml, or all.
    pub account: Option<String>,
    /// Even what was read today.
    pub again: bool,
    /// What is paid for may be read.
    pub pays: bool,
}

/// How one account went.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Read {
        file: PathBuf,
        answers: usize,
        /// Answers that an earlier run had got.
        taken_up: usize,
    },
    /// Today, at that instant.
    AlreadyRead(DateTime<Utc>),
    /// The sentence says what to do.
    NotRead(String),
}

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        super::now()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(tokio::time::sleep(time))
    }
}

pub fn run(config: &Config, order: &Order) -> anyhow::Result<Verdict> {
    let order = &Order {
        pays: bill::is_allowed(config, order, &SystemClock)?,
        ..order.clone()
    };
    let lines = Lines::new(config.import.zone);
    let outcomes = read(config, order, &SystemClock, Limits::default(), &lines)?;
    let read: Vec<&str> = outcomes
        .iter()
        .filter(|(_, outcome)| !matches!(outcome, Outcome::NotRead(_)))
        .map(|(account, _)| account.as_str())
        .collect();
    let not_read = outcomes.len() - read.len();
    screen::say(&tokens::remarks(config, &chosen(config, order)?)?)?;
    if read.is_empty() {
        bail!("rien n’a pu être lu{THIN}; chaque ligne ci-dessus dit pourquoi et quoi faire");
    }
    let month = month(config, order, &SystemClock);
    let what_next = match not_read {
        0 => format!("{THIN}; «{NBSP}estran report --month {month}{NBSP}» en fait le rapport"),
        _ => format!(
            ", {}{THIN}; relancer la même commande après correction ne redemande que ce qui manque",
            text::count(not_read as u64, "non lu", "non lus")
        ),
    };
    screen::say(&format!("{}{what_next}\n", counted(config, &read)))?;
    Ok(if not_read == 0 {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    })
}

/// « 2 comptes et 1 outil de temps lus ».
fn counted(config: &Config, read: &[&str]) -> String {
    let is_time = |account: &&&str| {
        let mut errands = config.fetch.iter();
        errands.any(|errand| errand.account == **account && errand.source.is_time())
    };
    let tools = read.iter().filter(is_time).count();
    let parts = [
        (read.len() - tools, "compte", "comptes"),
        (tools, "outil de temps", "outils de temps"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| text::count(count as u64, one, many))
        .collect();
    let lus = if read.len() > 1 { "lus" } else { "lu" };
    format!("{} {lus}", text::list(&parts))
}

/// Reads the accounts, all at once; what happened to each, in the order of config.toml. The inbox is taken meanwhile.
pub fn read(
    config: &Config,
    order: &Order,
    clock: &dyn Clock,
    limits: Limits,
    lines: &Lines,
) -> anyhow::Result<Vec<(String, Outcome)>> {
    let errands = chosen(config, order)?;
    // What another run is asking would be asked twice, and what it puts by thrown away.
    let _lock = Lock::take(&config.folders.inbox)?;
    let month = month(config, order, clock);
    let door = Door::new(limits, clock);
    let one = async |errand: &Errand| {
        let outcome = one(config, errand, month, order, &door, lines).await;
        let outcome = outcome.unwrap_or_else(Outcome::NotRead);
        lines.done(&errand.account, &outcome);
        (errand.account.clone(), outcome)
    };
    wait_for(join_all(errands.into_iter().map(one)))
}

/// Runs what waits for the network, on this thread.
pub(super) fn wait_for<T>(work: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("le réseau ne peut pas être ouvert")?;
    Ok(runtime.block_on(work))
}

/// What would be asked, without asking anything.
pub fn rehearse(config: &Config, order: &Order) -> anyhow::Result<Verdict> {
    let month = month(config, order, &SystemClock);
    let mut lines = vec![format!(
        "pour {}, sans rien demander{NBSP}:\n",
        date::month(month)
    )];
    let mut is_ready = true;
    for errand in chosen(config, order)? {
        let token = match &errand.secret {
            None => "sans jeton".to_owned(),
            Some(name) => match secrets::find(name, &config.folders.secrets) {
                Ok(_) => format!("jeton «{NBSP}{}{NBSP}» trouvé", name.as_str()),
                Err(error) => {
                    is_ready = false;
                    error.to_string()
                }
            },
        };
        let cost = errand.price.map_or_else(String::new, bill::rehearsed);
        lines.push(format!(
            "{}{NBSP}: {}, {}{}, {token}{cost} → {}\n",
            errand.account,
            errand.source,
            whose(errand),
            errand.base.host(),
            drawer::place(&config.folders.inbox, errand).display()
        ));
    }
    screen::say(&lines.concat())?;
    Ok(if is_ready {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    })
}

/// What is asked for on a server, as far as « sur ».
fn whose(errand: &Errand) -> String {
    match (errand.source.is_time(), errand.handle.as_str()) {
        (false, handle) => format!("compte «{NBSP}{handle}{NBSP}» sur "),
        (true, "") => "sur ".to_owned(),
        (true, workspace) => format!("espace «{NBSP}{workspace}{NBSP}» sur "),
    }
}

async fn one(
    config: &Config,
    errand: &Errand,
    month: Month,
    order: &Order,
    door: &Door<'_>,
    lines: &Lines<'_>,
) -> Result<Outcome, String> {
    let zone = config.import.zone;
    let now = (door.clock.now(), zone);
    let found = drawer::open(&config.folders.inbox, errand, month, now, order.again);
    let drawer = match found.map_err(|error| error.to_string())? {
        Found::Whole(read) => return Ok(Outcome::AlreadyRead(read)),
        Found::Drawer(drawer) => drawer,
    };
    if let (Some(price), false) = (errand.price, order.pays) {
        return Err(bill::refusal(price));
    }
    let secret = secrets::of(errand, &config.folders.secrets)?;
    let taken_up = drawer.len();
    lines.begin(&errand.account, errand.source);
    let place = Place {
        door,
        secret: secret.as_ref(),
        keep: &drawer,
        news: &|news| lines.tell(&errand.account, news),
    };
    let session = Session::new(errand, month, zone, &place);
    session.read().await.map_err(|error| error.to_string())?;
    let answers = drawer.len();
    let file = drawer
        .close(errand, month)
        .map_err(|error| error.to_string())?;
    Ok(Outcome::Read {
        file,
        answers,
        taken_up,
    })
}

/// The accounts asked for: at least one.
pub(super) fn chosen<'a>(config: &'a Config, order: &Order) -> anyhow::Result<Vec<&'a Errand>> {
    if config.fetch.is_empty() {
        let known: Vec<String> = Source::ALL.iter().map(ToString::to_string).collect();
        let tools: Vec<String> = Source::TIME.iter().map(ToString::to_string).collect();
        bail!(
            "aucun compte n’est à lire{THIN}; ajouter à la configuration un bloc [fetch.<compte>] par compte ({}), et un bloc [fetch_time.<nom>] pour l’outil de temps ({})",
            text::list(&known),
            text::list(&tools)
        );
    }
    let Some(account) = &order.account else {
        return Ok(config.fetch.iter().collect());
    };
    let found = config
        .fetch
        .iter()
        .find(|errand| errand.account == *account);
    let Some(errand) = found else {
        let known: Vec<String> = config
            .fetch
            .iter()
            .map(|errand| errand.account.clone())
            .collect();
        bail!(
            "«{NBSP}{account}{NBSP}» n’a pas de bloc [fetch.{account}] dans la configuration{THIN}; ceux qui en ont un{NBSP}: {}",
            text::list(&known)
        );
    };
    Ok(vec![errand])
}

fn month(config: &Config, order: &Order, clock: &dyn Clock) -> Month {
    let today: NaiveDate = clock.now().with_timezone(&config.import.zone).date_naive();
    order.month.unwrap_or_else(|| Month::of(today).previous())
}
