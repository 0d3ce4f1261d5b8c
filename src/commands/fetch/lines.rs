//! A live line per account on a terminal; elsewhere, one plain line when it ends.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget};

use super::Outcome;
use crate::commands::screen;
use crate::fetch::{News, Source};
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

pub struct Lines<'a> {
    zone: Tz,
    place: Shown<'a>,
    bars: RefCell<BTreeMap<String, (ProgressBar, u64)>>,
}

/// Where lines go.
enum Shown<'a> {
    Live(MultiProgress),
    Plain,
    /// To the log of a run.
    Log(&'a dyn Fn(&str)),
    Nowhere,
}

impl<'a> Lines<'a> {
    /// On the screen, as it is.
    pub fn new(zone: Tz) -> Lines<'a> {
        let place = if io::stderr().is_terminal() {
            Shown::Live(MultiProgress::with_draw_target(ProgressDrawTarget::stderr()))
        } else {
            Shown::Plain
        };
        Lines {
            zone,
            place,
            bars: RefCell::default(),
        }
    }

    /// To a log, one line at a time.
    pub fn told_to(log: &'a dyn Fn(&str), zone: Tz) -> Lines<'a> {
        Lines {
            zone,
            place: Shown::Log(log),
            bars: RefCell::default(),
        }
    }

    /// For who looks at what is returned.
    pub fn nowhere(zone: Tz) -> Lines<'a> {
        Lines {
            zone,
            place: Shown::Nowhere,
            bars: RefCell::default(),
        }
    }

    pub fn begin(&self, account: &str, source: Source) {
        let Shown::Live(live) = &self.place else {
            return;
        };
        let bar = live.add(ProgressBar::new_spinner());
        bar.set_message(format!("{account}{NBSP}: {source}"));
        bar.enable_steady_tick(Duration::from_millis(200));
        self.bars.borrow_mut().insert(account.to_owned(), (bar, 0));
    }

    pub fn tell(&self, account: &str, news: News) {
        if let News::Waiting(until) = news {
            let said = format!("{account}{NBSP}: {}", waiting(until));
            match &self.place {
                Shown::Plain => screen::remark(&format!("{said}\n")),
                Shown::Log(log) => log(&said),
                Shown::Live(_) | Shown::Nowhere => {}
            }
        }
        let mut bars = self.bars.borrow_mut();
        let Some((bar, answers)) = bars.get_mut(account) else {
            return;
        };
        *answers += u64::from(news == News::Answer);
        let got = text::count(*answers, "réponse", "réponses");
        bar.set_message(match news {
            News::Answer => format!("{account}{NBSP}: {got}"),
            News::Waiting(until) => format!("{account}{NBSP}: {got}, {}", waiting(until)),
        });
    }

    pub fn done(&self, account: &str, outcome: &Outcome) {
        let said = format!("{account}{NBSP}: {}", said(outcome, self.zone));
        let bar = self.bars.borrow_mut().remove(account);
        match &self.place {
            Shown::Live(live) => {
                if let Some((bar, _)) = bar {
                    bar.finish_and_clear();
                }
                // Above the lines that still move; there is nowhere left to complain when it fails.
                let _ = live.println(said);
            }
            Shown::Plain => screen::remark(&format!("{said}\n")),
            Shown::Log(log) => log(&said),
            Shown::Nowhere => {}
        }
    }
}

fn waiting(until: DateTime<Tz>) -> String {
    format!(
        "le serveur demande d’attendre jusqu’à {}",
        date::time(until.time())
    )
}

fn said(outcome: &Outcome, zone: Tz) -> String {
    match outcome {
        Outcome::Read {
            file,
            answers,
            taken_up,
        } => {
            let answers = text::count(*answers as u64, "réponse", "réponses");
            let taken_up = match taken_up {
                0 => String::new(),
                _ => format!(" (dont {taken_up} d’une lecture interrompue)"),
            };
            format!("{answers}{taken_up} → {}", file.display())
        }
        Outcome::AlreadyRead(read) => format!(
            "déjà lu aujourd’hui à {}{THIN}; «{NBSP}--again{NBSP}» le relit",
            time(*read, zone)
        ),
        Outcome::NotRead(why) => format!("non lu{NBSP}: {why}"),
    }
}

fn time(instant: DateTime<Utc>, zone: Tz) -> String {
    date::time(instant.with_timezone(&zone).time())
}
