//! Greets each account that is fetched: whether it answers, what it will give, when its token ends.

use futures_util::future::join_all;

use crate::commands::fetch::{Order, SystemClock, chosen, wait_for};
use crate::commands::{Verdict, screen, secrets, tokens};
use crate::config::Config;
use chrono::NaiveDate;

use crate::fetch::{Clock, Door, Errand, Keep, Kept, Limits, Place, Probe, Session};
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
                errand.source.network(),
                errand.base.host(),
                end(probe, errand, config),
                errand.source.gives()
            ),
            Err(why) => format!("ne répond pas{NBSP}: {why}"),
        };
        format!("{account}{NBSP}: {said}\n")
    };
    let mut lines: Vec<String> = answers.iter().zip(&errands).map(line).collect();
    let today = SystemClock.now().with_timezone(&config.import.zone);
    let ending = answers
        .iter()
        .zip(&errands)
        .filter_map(|((_, answer), errand)| {
            let ends = match answer {
                Ok(probe) => last_day(probe, errand, config),
                Err(_) => errand.token_ends,
            };
            tokens::remark(errand, ends, today.date_naive())
        });
    let ending: Vec<String> = ending.collect();
    let is_ending = !ending.is_empty();
    lines.extend(ending);
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
    let all_answer = answers.iter().all(|(_, answer)| answer.is_ok());
    Ok(if all_answer && !is_ending {
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

/// Of the token: what the service says comes before what was written down.
fn last_day(probe: &Probe, errand: &Errand, config: &Config) -> Option<NaiveDate> {
    let told = probe.token_ends.map(|instant| {
        let local = instant.with_timezone(&config.import.zone);
        local.date_naive()
    });
    told.or(errand.token_ends)
}

fn end(probe: &Probe, errand: &Errand, config: &Config) -> String {
    match (last_day(probe, errand, config), errand.source.token_days()) {
        _ if !probe.has_token => ", sans jeton".to_owned(),
        (Some(day), _) => format!(", jeton valable jusqu’au {}", date::day(day)),
        (None, Some(days)) => format!(
            ", jeton accepté, qui vaut {days}{NBSP}jours{NBSP}: écrire son dernier jour dans «{NBSP}token_ends{NBSP}» pour être prévenu de sa fin"
        ),
        (None, None) => ", jeton accepté, sans fin connue".to_owned(),
    }
}
