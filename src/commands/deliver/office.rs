//! Sends one report everywhere it is due: once each, with a few tries, and a trace before anything leaves.

use std::fmt::Display;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::drop;
use super::outcome::{Outcome, Went};
use super::parcel::Parcel;
use super::record::{Entry, Record, State};
use super::way::{Way, ways};
use super::wording::{notice, subject};
use crate::commands::fetch::wait_for;
use crate::commands::{closed, secrets};
use crate::config::Config;
use crate::fetch;
use crate::send::{self, Email, Letter, Next, Recipient, Trouble, Webhook};
use crate::words::number::NBSP;
use crate::words::text;

/// The clock, the waits, the limits: given, so that tests do not wait.
pub struct Office<'a> {
    pub now: &'a dyn Fn() -> DateTime<Utc>,
    pub rest: &'a dyn Fn(Duration),
    pub limits: send::Limits,
    pub webhook: fetch::Limits,
    /// Told of a wait before a new try.
    pub news: &'a dyn Fn(&str),
}

/// Between tries of one run. A server that greylists wants to be left alone for a few minutes.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(10),
    Duration::from_mins(1),
    Duration::from_mins(6),
];
/// Runs after which a delivery is given up: a person has been told that many times.
const RUNS: u32 = 10;

/// A delivery that did not go.
struct Failure {
    next: Next,
    why: String,
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Failure {
        Failure {
            next: trouble.next(),
            why: trouble.to_string(),
        }
    }
}

impl Failure {
    fn later(why: impl Display) -> Failure {
        Failure {
            next: Next::Later,
            why: why.to_string(),
        }
    }
}

/// A delivery to make, and its line of the record.
struct Job<'a> {
    rank: usize,
    way: Way<'a>,
    entry: Entry,
}

impl Office<'_> {
    /// Everything that is due of this report. With `again`, what is in doubt or was refused is due too.
    pub fn send(
        &self,
        config: &Config,
        parcel: &Parcel,
        record: &mut Record,
        again: bool,
    ) -> anyhow::Result<Vec<Outcome>> {
        if parcel.pdf.is_some() {
            self.retire(parcel, record)?;
        }
        let month = parcel.month;
        let mut outcomes: Vec<(usize, Outcome)> = Vec::new();
        let mut jobs = Vec::new();
        for (rank, way) in ways(config, parcel).into_iter().enumerate() {
            let key = way.key(parcel);
            let known = record.entries().iter().find(|entry| entry.key == key);
            let is_due = known.is_none_or(|entry| match entry.state {
                State::Queued | State::Replaced => true,
                State::Leaving | State::Refused => again,
                State::Sent => false,
            });
            match known {
                Some(entry) if !is_due => outcomes.push((rank, Outcome::of(month, entry))),
                _ => {
                    let tries = known.map_or(0, |entry| entry.tries);
                    let tries = if again { 1 } else { tries + 1 };
                    let entry = self.entry(config, parcel, &way, tries);
                    jobs.push(Job { rank, way, entry });
                }
            }
        }
        for pause in std::iter::once(None).chain(PAUSES.map(Some)) {
            if jobs.is_empty() {
                break;
            }
            if let Some(pause) = pause {
                (self.news)(&format!(
                    "{}{NBSP}: nouvel essai dans {}{NBSP}s\n",
                    text::count(jobs.len() as u64, "envoi en attente", "envois en attente"),
                    pause.as_secs()
                ));
                (self.rest)(pause);
            }
            let mut left = Vec::new();
            for mut job in jobs {
                match self.attempt(config, parcel, record, &mut job)? {
                    Some(went) => outcomes.push((
                        job.rank,
                        Outcome {
                            month,
                            to: job.way.said(),
                            went,
                        },
                    )),
                    None => left.push(job),
                }
            }
            jobs = left;
        }
        for mut job in jobs {
            let why = job.entry.why.clone().unwrap_or_default();
            let outcome = Outcome {
                month,
                to: job.way.said(),
                went: put_off(record, &mut job.entry, why)?,
            };
            outcomes.push((job.rank, outcome));
        }
        outcomes.sort_by_key(|(rank, _)| *rank);
        Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
    }

    /// What waits of another state of this report will not leave any more.
    fn retire(&self, parcel: &Parcel, record: &mut Record) -> anyhow::Result<()> {
        let is_old = |entry: &&Entry| {
            entry.state == State::Queued
                && entry.stage == parcel.stage
                && entry.content != parcel.content
        };
        let old: Vec<Entry> = record.entries().iter().filter(is_old).cloned().collect();
        for entry in old {
            record.put(Entry {
                state: State::Replaced,
                at: (self.now)(),
                ..entry
            })?;
        }
        Ok(())
    }

    fn entry(&self, config: &Config, parcel: &Parcel, way: &Way, tries: u32) -> Entry {
        let key = way.key(parcel);
        let month = config.folders.reports.join(parcel.month.to_string());
        let folder = parcel.folder.strip_prefix(&month);
        Entry {
            to: way.said(),
            place: way.place(),
            stage: parcel.stage,
            folder: folder.map_or_else(
                |_| parcel.folder.display().to_string(),
                |folder| folder.display().to_string(),
            ),
            content: parcel.content.clone(),
            pdf_sha256: parcel.pdf_sha256.clone(),
            state: State::Queued,
            at: (self.now)(),
            tries,
            why: None,
            message_id: None,
            key,
        }
    }

    /// One try. `None`: it may pass, and will be tried again in this run.
    fn attempt(
        &self,
        config: &Config,
        parcel: &Parcel,
        record: &mut Record,
        job: &mut Job,
    ) -> anyhow::Result<Option<Went>> {
        let outcome = match job.way {
            Way::Email(email, to) => {
                self.email(config, parcel, record, (email, to), &mut job.entry)
            }
            Way::Folder(folder, path) => parcel_files(parcel, &folder.files).and_then(|files| {
                drop::put(path, parcel.month, parcel.stage, &files)
                    .map(|_| ())
                    .map_err(Failure::later)
            }),
            Way::Webhook(webhook) => self.webhook(config, parcel, webhook, &job.entry.key),
        };
        job.entry.at = (self.now)();
        let failure = match outcome {
            Ok(()) => {
                job.entry.state = State::Sent;
                job.entry.why = None;
                let noted = record.put(job.entry.clone());
                return Ok(Some(noted.map_or_else(
                    |error| Went::SentUnnoted(error.to_string()),
                    |()| Went::Sent,
                )));
            }
            Err(failure) => failure,
        };
        job.entry.why = Some(failure.why.clone());
        job.entry.state = match failure.next {
            Next::Ask => State::Leaving,
            Next::Never => State::Refused,
            Next::Again | Next::Later => State::Queued,
        };
        record.put(job.entry.clone())?;
        Ok(match failure.next {
            Next::Ask | Next::Never => Some(Outcome::of(parcel.month, &job.entry).went),
            Next::Again => None,
            Next::Later => Some(put_off(record, &mut job.entry, failure.why)?),
        })
    }

    fn email(
        &self,
        config: &Config,
        parcel: &Parcel,
        record: &mut Record,
        (email, to): (&Email, &Recipient),
        entry: &mut Entry,
    ) -> Result<(), Failure> {
        let relay = &email.relay;
        let folder = &config.folders.secrets;
        let password = relay.secret.as_ref();
        let password = password
            .map(|name| secrets::password(name, folder))
            .transpose()
            .map_err(Failure::later)?;
        let authority = relay.authority.as_deref().map(closed::read).transpose();
        let authority = authority.map_err(|why| {
            Failure::later(format!("«{NBSP}authority{NBSP}» ne se lit pas ({why})"))
        })?;
        let is_news = record.entries().iter().any(|known| {
            known.place == entry.place
                && known.stage == entry.stage
                && known.content != entry.content
                && known.state == State::Sent
                && known.pdf_sha256.is_some()
        });
        let name = format!("rapport-{}.pdf", parcel.month);
        let letter = Letter {
            from: &email.from,
            reply_to: email.reply_to.as_ref(),
            to,
            subject: &subject(config, parcel, is_news),
            body: &parcel.summary,
            attachment: parcel.pdf.as_deref().map(|pdf| (name.as_str(), pdf)),
            date: (self.now)(),
            token: &entry.key,
        };
        entry.message_id = Some(letter.message_id());
        let order = send::Order {
            relay,
            password: password.as_ref(),
            authority: authority.as_deref(),
            letter: &letter,
            limits: self.limits,
        };
        let leaving = Entry {
            state: State::Leaving,
            at: (self.now)(),
            why: None,
            ..entry.clone()
        };
        Ok(send::post(&order, || {
            record.put(leaving).map_err(|error| error.to_string())
        })?)
    }

    fn webhook(
        &self,
        config: &Config,
        parcel: &Parcel,
        webhook: &Webhook,
        key: &str,
    ) -> Result<(), Failure> {
        let secret = webhook.secret.as_ref();
        let secret = secret
            .map(|name| secrets::find(name, &config.folders.secrets))
            .transpose()
            .map_err(Failure::later)?;
        let notice = notice(config, parcel, key);
        let told = wait_for(send::tell(webhook, secret.as_ref(), &notice, &self.webhook));
        Ok(told.map_err(Failure::later)??)
    }
}

/// The next run tries again, unless too many have.
fn put_off(record: &mut Record, entry: &mut Entry, why: String) -> anyhow::Result<Went> {
    if entry.tries < RUNS {
        return Ok(Went::Queued(why));
    }
    let why = format!("{why} (abandonné après {RUNS}{NBSP}exécutions)");
    entry.state = State::Refused;
    entry.why = Some(why.clone());
    record.put(entry.clone())?;
    Ok(Went::Refused(why))
}

fn parcel_files(parcel: &Parcel, names: &[String]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let read = |name: &String| Ok((name.clone(), parcel.file(name).map_err(Failure::later)?));
    names.iter().map(read).collect()
}
