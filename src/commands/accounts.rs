//! Greets each account that is fetched: whether it answers, what it will give, when its token ends.

use chrono::NaiveDate;
use futures_util::future::join_all;

use crate::commands::fetch::{Order, SystemClock, chosen, wait_for};
use crate::commands::{Verdict, screen, secrets, tokens};
use crate::config::Config;
use crate::fetch::{Door, Errand, Keep, Kept, Limits, Place, Probe, Session};
use crate::model::Month;
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

/// What an account answers, and the last day of its token.
type Answer = (Result<Probe, String>, tokens::End);

pub fn check(config: &Config) -> anyhow::Result<Verdict> {
    let errands = chosen(config, &Order::default())?;
    let door = Door::new(Limits::default(), &SystemClock);
    let greet = async |errand: &Errand| -> Answer {
        let answer = one(config, errand, &door).await;
        (answer, tokens::end(config, errand, &door).await)
    };
    let answers = wait_for(join_all(errands.iter().copied().map(greet)))?;
    let line = |(answer, errand): (&Answer, &&Errand)| {
        let said = match answer {
            (Ok(probe), last) => format!(
                "répond ({}, {}){}{THIN}; donnera{NBSP}: {}",
                errand.source,
                errand.base.host(),
                end(probe, errand, last.as_ref().ok().copied().flatten()),
                errand.source.gives()
            ),
            (Err(why), _) => format!("ne répond pas{NBSP}: {why}"),
        };
        format!("{}{NBSP}: {said}\n", errand.account)
    };
    let mut lines: Vec<String> = answers.iter().zip(&errands).map(line).collect();
    let today = tokens::today(config);
    let ending = answers
        .iter()
        .zip(&errands)
        .filter_map(|((_, last), errand)| tokens::remark(errand, last, today));
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
    let all_answer = answers.iter().all(|(answer, _)| answer.is_ok());
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
pub(super) struct Nothing;

impl Keep for Nothing {
    fn kept(&self, _: &str) -> Option<Kept> {
        None
    }

    fn keep(&self, _: &Kept) -> Result<(), String> {
        Ok(())
    }
}

fn end(probe: &Probe, errand: &Errand, last: Option<NaiveDate>) -> String {
    match (last, errand.source.token_days()) {
        _ if !probe.has_token => ", sans jeton".to_owned(),
        (Some(day), _) => format!(", jeton valable jusqu’au {}", date::day(day)),
        (None, Some(days)) => format!(
            ", jeton accepté, qui vaut {days}{NBSP}jours{NBSP}: écrire son dernier jour dans «{NBSP}token_ends{NBSP}» pour être prévenu de sa fin"
        ),
        (None, None) => ", jeton accepté, sans fin connue".to_owned(),
    }
}
