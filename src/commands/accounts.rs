//! Greets each account that is fetched: whether it answers, what it will give, when its token ends.

use futures_util::future::join_all;

use crate::commands::fetch::{Order, SystemClock, chosen, wait_for};
use crate::commands::{Verdict, screen, secrets};
use crate::config::Config;
use crate::fetch::{Door, Errand, Keep, Kept, Limits, Place, Probe, Session};
use crate::model::Month;
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

pub fn check(config: &Config) -> anyhow::Result<Verdict> {
    let errands = chosen(config, &Order::default())?;
    let door = Door::new(Limits::default(), &SystemClock);
    let greet = async |errand: &Errand| (errand.account.clone(), one(config, errand, &door).await);
    let answers = wait_for(join_all(errands.iter().copied().map(greet)))?;
    let line = |((account, answer), errand): (&(String, Result<Probe, String>), &&Errand)| {
        let said = match answer {
            Ok(probe) => format!(
                "répond ({}, {}){}{THIN}; donnera{NBSP}: {}",
                errand.source,
                errand.base.host(),
                end(probe, config),
                errand.source.gives()
            ),
            Err(why) => format!("ne répond pas{NBSP}: {why}"),
        };
        format!("{account}{NBSP}: {said}\n")
    };
    let mut lines: Vec<String> = answers.iter().zip(&errands).map(line).collect();
    let by_file = config
        .import
        .accounts
        .0
        .iter()
        .filter(|account| !errands.iter().any(|errand| errand.account == account.id));
    let by_file: Vec<String> = by_file.map(|account| account.id.clone()).collect();
    if !by_file.is_empty() {
        lines.push(format!(
            "lus dans les exports déposés{NBSP}: {}\n",
            text::list(&by_file)
        ));
    }
    screen::say(&lines.concat())?;
    Ok(if answers.iter().all(|(_, answer)| answer.is_ok()) {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    })
}

async fn one(config: &Config, errand: &Errand, door: &Door<'_>) -> Result<Probe, String> {
    let secret = secrets::of(errand, &config.folders.secrets)?;
    let place = Place {
        door,
        secret: secret.as_ref(),
        keep: &Nothing,
        news: &|_| {},
    };
    let zone = config.import.zone;
    let month = Month::of(door.clock.now().with_timezone(&zone).date_naive());
    let session = Session::new(errand, month, zone, &place);
    session.probe().await.map_err(|error| error.to_string())
}

/// A greeting leaves nothing behind.
struct Nothing;

impl Keep for Nothing {
    fn kept(&self, _: &str) -> Option<Kept> {
        None
    }

    fn keep(&self, _: &Kept) -> Result<(), String> {
        Ok(())
    }
}

fn end(probe: &Probe, config: &Config) -> String {
    match (probe.token_ends, probe.has_token) {
        (Some(instant), _) => format!(
            ", jeton valable jusqu’au {}",
            date::day(instant.with_timezone(&config.import.zone).date_naive())
        ),
        (None, true) => ", jeton accepté, sans fin connue".to_owned(),
        (None, false) => ", sans jeton".to_owned(),
    }
}
