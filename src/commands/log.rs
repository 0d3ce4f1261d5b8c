//! What a run says of its steps, one line each: for people, or for a program that collects them.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use crate::commands::{closed, now, screen};
use crate::config::cause;
use crate::import;
use crate::words::number::{self, NBSP};

/// What a run does, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Fetch,
    Read,
    Compute,
    Print,
    Write,
    Deliver,
    Forget,
    /// What is said of the whole.
    Run,
}

impl Step {
    fn said(self) -> &'static str {
        match self {
            Step::Fetch => "lecture des comptes",
            Step::Read => "lecture des fichiers",
            Step::Compute => "calcul",
            Step::Print => "mise en pages",
            Step::Write => "écriture",
            Step::Deliver => "envoi",
            Step::Forget => "effacement",
            Step::Run => "ensemble",
        }
    }
}

/// How lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    /// One JSON object per line.
    Json,
    /// By hand, the terminal says what matters: only durations are kept.
    Quiet,
}

/// Of one run, for one body.
pub struct Log {
    shape: Shape,
    /// `run`, `release`…
    command: &'static str,
    /// Folder of the body, when a run makes several.
    body: Option<String>,
    zone: Tz,
    begun: DateTime<Utc>,
    clock: Instant,
    spent: RefCell<Vec<Spent>>,
}

#[derive(Clone, Copy, Serialize)]
struct Spent {
    step: Step,
    seconds: f64,
}

#[derive(Serialize)]
struct Line<'a> {
    time: String,
    command: &'static str,
    body: Option<&'a str>,
    step: Step,
    /// `done`, `failed` or `told`.
    outcome: &'static str,
    seconds: Option<f64>,
    message: &'a str,
}

/// Lines of `durees.jsonl`, one per run that wrote something.
#[derive(Serialize)]
struct Durations<'a> {
    begun: String,
    command: &'static str,
    steps: &'a [Spent],
}

/// Beside the journal, which must not change when nothing does.
const DURATIONS: &str = "durees.jsonl";

impl Log {
    /// In the zone of the body, when its settings could be read.
    pub fn new(shape: Shape, command: &'static str, body: Option<String>, zone: Option<Tz>) -> Log {
        Log {
            shape,
            command,
            body,
            zone: zone.unwrap_or_else(|| import::Settings::default().zone),
            begun: now(),
            clock: Instant::now(),
            spent: RefCell::default(),
        }
    }

    /// For a command typed by hand.
    pub fn quiet(command: &'static str) -> Log {
        Log::new(Shape::Quiet, command, None, None)
    }

    /// Does a step, and says how it went and how long it took.
    pub fn step<T>(
        &self,
        step: Step,
        work: impl FnOnce() -> anyhow::Result<T>,
        say: impl FnOnce(&T) -> String,
    ) -> anyhow::Result<T> {
        let clock = Instant::now();
        let done = work();
        let spent = clock.elapsed();
        self.spent.borrow_mut().push(Spent {
            step,
            seconds: seconds(spent),
        });
        match &done {
            Ok(done) => self.line(step, "done", Some(spent), &say(done)),
            Err(error) => self.line(step, "failed", Some(spent), &format!("{error:#}")),
        }
        done
    }

    /// Something to know that is no end of a step.
    pub fn tell(&self, step: Step, message: &str) {
        self.line(step, "told", None, message);
    }

    /// The last line.
    pub fn end(&self, outcome: &Result<String, String>) {
        let (outcome, message) = match outcome {
            Ok(said) => ("done", said),
            Err(why) => ("failed", why),
        };
        self.line(Step::Run, outcome, Some(self.clock.elapsed()), message);
    }

    /// Since the run began.
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    fn line(&self, step: Step, outcome: &'static str, spent: Option<Duration>, message: &str) {
        let now = now();
        let written = match self.shape {
            Shape::Quiet => return,
            Shape::Json => {
                let line = Line {
                    time: now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
                    command: self.command,
                    body: self.body.as_deref(),
                    step,
                    outcome,
                    seconds: spent.map(seconds),
                    message,
                };
                serde_json::to_string(&line).expect("a line of the log is plain data")
            }
            Shape::Text => {
                let now = now.with_timezone(&self.zone).format("%Y-%m-%d %H:%M:%S");
                let mut line = now.to_string();
                if let Some(body) = &self.body {
                    let _ = write!(line, " [{body}]");
                }
                let failed = if outcome == "failed" { "échec, " } else { "" };
                let _ = write!(line, " {}{NBSP}: {failed}{message}", step.said());
                if let Some(spent) = spent {
                    let _ = write!(line, " ({})", said(spent));
                }
                line.replace('\n', " ")
            }
        };
        screen::remark(&format!("{written}\n"));
    }

    /// Adds the durations of this run to those of the month. A report is none the worse for the lack of them.
    #[expect(clippy::disallowed_methods, reason = "a door of the reports")]
    pub fn keep(&self, folder: &Path) {
        let durations = Durations {
            begun: self.begun.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            command: self.command,
            steps: &self.spent.borrow(),
        };
        let mut line = serde_json::to_vec(&durations).expect("durations are plain data");
        line.push(b'\n');
        let mut added = || -> io::Result<()> {
            let path = folder.join(DURATIONS);
            // A line that a kill or a full disk cut short is ended.
            if std::fs::read(&path).is_ok_and(|kept| kept.last().is_some_and(|last| *last != b'\n'))
            {
                line.insert(0, b'\n');
            }
            closed::append(&path)?.write_all(&line)
        };
        if let Err(error) = added() {
            let why = cause(&error);
            self.tell(
                Step::Write,
                &format!("{DURATIONS} n’a pas pu être complété ({why})"),
            );
        }
    }
}

/// To the millisecond.
fn seconds(spent: Duration) -> f64 {
    (spent.as_secs_f64() * 1000.0).round() / 1000.0
}

/// « 0,4 s », « 2 min 05 s ».
pub fn said(spent: Duration) -> String {
    let tenths = i64::try_from(spent.as_millis() / 100).unwrap_or(i64::MAX);
    if tenths < 600 {
        let shown = number::tenths(tenths, 10).unwrap_or_default();
        return format!("{shown}{NBSP}s");
    }
    let whole = spent.as_secs();
    format!("{}{NBSP}min{NBSP}{:02}{NBSP}s", whole / 60, whole % 60)
}
