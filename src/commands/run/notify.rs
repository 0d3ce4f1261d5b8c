//! Who has to know, once a run has done what it could.

use std::path::Path;

use crate::commands::deliver::{self, Outcome, Went};
use crate::commands::log::{Log, Step};
use crate::commands::run::Ended;
use crate::commands::{Verdict, versions};
use crate::config::Config;
use crate::model::Month;
use crate::send::Stage;
use crate::words::text;

/// Sends the draft to those who look at it, or says to them that there is none; then what waits of other months. The
/// report is made whether anybody could be told or not.
pub fn notify(
    config: &Config,
    month: Month,
    folder: &Path,
    made: &anyhow::Result<Ended>,
    log: &Log,
) -> Verdict {
    if !config.delivery.is_set() {
        return Verdict::Clean;
    }
    let send = || match made {
        Err(error) => deliver::alarm(config, month, &format!("{error:#}")),
        // A release was announced when it was made: only what waits of it leaves.
        Ok(_) if versions::latest(folder)?.is_some() => deliver::catch_up(config),
        Ok(_) => deliver::announce(config, month, Stage::Draft, folder),
    };
    match log.step(Step::Deliver, send, |outcomes| said(outcomes)) {
        Ok(outcomes) => {
            for outcome in outcomes.iter().filter(|outcome| is_news(outcome)) {
                log.tell(Step::Deliver, outcome.line(config.import.zone).trim_end());
            }
            deliver::verdict(&outcomes)
        }
        // The log says why; the next run tries again.
        Err(_) => Verdict::WithFindings,
    }
}

fn is_news(outcome: &Outcome) -> bool {
    !matches!(outcome.went, Went::AlreadySent(_))
}

fn said(outcomes: &[Outcome]) -> String {
    let sent = |outcome: &&Outcome| matches!(outcome.went, Went::Sent | Went::SentUnnoted(_));
    let left = outcomes.iter().filter(sent).count() as u64;
    let waiting = outcomes.iter().filter(|outcome| !outcome.is_done());
    let waiting = waiting.filter(|outcome| !sent(outcome)).count() as u64;
    match (left, waiting) {
        (0, 0) => "rien à envoyer".to_owned(),
        (left, 0) => text::count(left, "envoi fait", "envois faits"),
        (left, waiting) => format!(
            "{}, {}",
            text::count(left, "envoi fait", "envois faits"),
            text::count(waiting, "à suivre", "à suivre")
        ),
    }
}
