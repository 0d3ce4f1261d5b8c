//! How one delivery went, in a sentence.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::record::{Entry, State};
use crate::model::Month;
use crate::words::date;
use crate::words::number::{NBSP, THIN};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub month: Month,
    /// « courriel à d…@abers.example ».
    pub to: String,
    pub went: Went,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Went {
    Sent,
    AlreadySent(DateTime<Utc>),
    /// It left, and the record could not say so: it will be told as a doubt.
    SentUnnoted(String),
    /// The next run tries again.
    Queued(String),
    /// No run tries again by itself.
    Refused(String),
    /// It may have left, then.
    Doubtful {
        at: DateTime<Utc>,
        message_id: Option<String>,
    },
}

impl Outcome {
    /// What a record says of a delivery that is over, or that a person must look at.
    pub(super) fn of(month: Month, entry: &Entry) -> Outcome {
        let why = || entry.why.clone().unwrap_or_default();
        Outcome {
            month,
            to: entry.to.clone(),
            went: match entry.state {
                State::Sent => Went::AlreadySent(entry.at),
                State::Leaving => Went::Doubtful {
                    at: entry.at,
                    message_id: entry.message_id.clone(),
                },
                State::Refused => Went::Refused(why()),
                State::Queued | State::Replaced => Went::Queued(why()),
            },
        }
    }

    pub fn is_done(&self) -> bool {
        matches!(self.went, Went::Sent | Went::AlreadySent(_))
    }

    /// One line, with what to do.
    pub fn line(&self, zone: Tz) -> String {
        let Outcome { month, to, went } = self;
        let day = |at: &DateTime<Utc>| {
            let at = at.with_timezone(&zone);
            format!(
                "le {} à {}",
                date::day(at.date_naive()),
                at.format(&format!("%H{NBSP}h{NBSP}%M"))
            )
        };
        let again = format!("«{NBSP}estran deliver --month {month} --again{NBSP}»");
        let said = match went {
            Went::Sent => "envoyé".to_owned(),
            Went::AlreadySent(at) => format!("déjà envoyé {}", day(at)),
            Went::SentUnnoted(why) => format!("envoyé, mais {why}"),
            Went::Queued(why) => {
                format!("en attente{NBSP}: {why}{THIN}; nouvel essai à la prochaine exécution")
            }
            Went::Refused(why) => {
                format!("non envoyé{NBSP}: {why}{THIN}; après correction, lancer {again}")
            }
            Went::Doubtful { at, message_id } => {
                let id = message_id.as_ref().map_or_else(String::new, |id| {
                    format!(" ou dans le journal du serveur ({id})")
                });
                format!(
                    "envoi peut-être parti {}{NBSP}: vérifier auprès du destinataire{id}, puis {again} s’il n’est pas arrivé, ou --received s’il l’est",
                    day(at)
                )
            }
        };
        format!("{}, {to}{NBSP}: {said}\n", date::month(*month))
    }
}
