//! The life of one publication: what happened to one content of the month, stage by stage.

use crate::figures::anatomy::{Anatomy, Choice, NO_STEP, Wait, Work};
use crate::model::{Moment, Spent, Step, StepFamily, Value};
use crate::report::Desk;
use crate::report::block::{Bar, Bars, Block, Hue, NoteKind, Page, PageLayout, Timeline};
use crate::report::said::{self, Place};
use crate::words::number::NBSP;
use crate::words::{date, text};

use super::life::{Axis, Stage};

/// Accounts with a lane of their own.
const ACCOUNTS: usize = 5;

/// `None` when no content of the month has hours.
pub fn page(desk: &Desk) -> Option<Page> {
    let life = desk.figures.anatomy.as_ref()?;
    let by_day = life.work.iter().any(|work| !work.days.is_empty());
    let mut blocks = vec![Block::Paragraph {
        text: summary(desk, life),
    }];
    blocks.push(Block::Timeline(timeline(desk, life)?));
    let mut notes = vec![
        super::how_to_read(how_to_read(by_day, !life.approvals.is_empty())),
        source(desk, life),
    ];
    if !by_day && !life.work.is_empty() {
        notes.push(super::note(
            NoteKind::Plain,
            "Les jours de travail ne sont pas détaillés, pour protéger les personnes.",
        ));
        let hours = vec![Block::Bars(hours(desk, life))];
        blocks.push(super::side_by_side([1, 1], hours, notes));
    } else {
        blocks.extend(notes);
    }
    Some(Page {
        id: "anatomy",
        title: title(desk, life),
        bookmark: "La vie d’une publication".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

/// One content may have been published several times.
fn title(desk: &Desk, life: &Anatomy) -> String {
    let name = if life.posts.len() > 1 {
        "La vie d’un contenu"
    } else {
        "La vie d’une publication"
    };
    let spent = desk.figures.get("AN1");
    match spent.value() {
        Some(value) => format!(
            "{name}{NBSP}: {} de travail",
            said::value(desk, value, Place::Detail)
        ),
        None => name.to_owned(),
    }
}

/// « 4 h 35 de travail, 3 validations demandées et 2 mises en ligne. 8 jours ouvrés de la demande à… ».
fn summary(desk: &Desk, life: &Anatomy) -> String {
    let spent = desk.figures.get("AN1");
    let mut parts = vec![match spent.value() {
        Some(value) => format!("{} de travail", said::value(desk, value, Place::Detail)),
        None => "aucune heure saisie".to_owned(),
    }];
    if !life.approvals.is_empty() {
        let count = life.approvals.len() as u64;
        parts.push(text::count(
            count,
            "étape de validation",
            "étapes de validation",
        ));
    }
    let posts = life.posts.len() as u64;
    parts.push(text::count(posts, "mise en ligne", "mises en ligne"));
    let until = desk
        .figures
        .get("AN4")
        .value()
        .map_or_else(String::new, |value| {
            format!(
                " De la demande à la première mise en ligne{NBSP}: {}.",
                said::value(desk, value, Place::Detail)
            )
        });
    format!("{}.{until}", text::capitalised(&text::list(&parts)))
}

/// The marks that are drawn, and no other.
fn how_to_read(by_day: bool, waits: bool) -> String {
    let work = if by_day {
        format!(
            "un bloc plein est le travail d’une journée{NBSP}; plus il est haut, plus il y a d’heures."
        )
    } else {
        "une barre pleine est du travail.".to_owned()
    };
    let marks = if waits {
        format!(
            "Une barre tiretée est une attente, un point un événement. Attendre n’est pas travailler{NBSP}: les deux ne s’additionnent pas."
        )
    } else {
        "Un point est un événement.".to_owned()
    };
    format!("{work} {marks} Les samedis et dimanches sont grisés.")
}

/// How the content was chosen, and what is counted.
fn source(desk: &Desk, life: &Anatomy) -> Block {
    let choice = match life.choice {
        Choice::Service => "contenu choisi par le service".to_owned(),
        Choice::Median { among, are_dated } => {
            let dated = if are_dated {
                ", et une demande ou une validation datées"
            } else {
                ""
            };
            let median = desk.figures.get("TC1");
            let median = match median.value() {
                Some(Value::Spread { middle, .. }) => {
                    let value = Value::Time { spent: *middle };
                    format!(" ({})", said::value(desk, &value, Place::Detail))
                }
                _ => String::new(),
            };
            if among == 1 {
                format!("le seul contenu du mois qui a des heures{dated}")
            } else {
                let among = text::count(among, "contenu", "contenus");
                format!(
                    "contenu choisi par une règle, celui dont le temps est le plus proche de la médiane du mois{median}, parmi {among} du mois qui ont des heures{dated}"
                )
            }
        }
    };
    let entries = desk.figures.get("AN1").n;
    super::source(format!(
        "{choice}. Toutes ses heures, {}{NBSP}; les attentes sont en jours ouvrés.",
        said::n(entries, "saisie", "saisies")
    ))
}

fn timeline(desk: &Desk, life: &Anatomy) -> Option<Timeline> {
    let stages = stages(desk, life);
    let axis = Axis::of(&stages)?;
    let (first, last) = axis.known();
    let caption = format!(
        "La vie de «{NBSP}{}{NBSP}», {}",
        said::content_title(desk, &life.content),
        date::period(first, last)
    );
    Some(Timeline {
        alt: alt(desk, &caption),
        caption,
        length: axis.length(),
        ticks: axis.ticks(),
        off: axis.weekends(),
        lanes: stages.into_iter().map(|stage| axis.lane(stage)).collect(),
    })
}

/// What is read in place of the drawing, with its extremes.
fn alt(desk: &Desk, caption: &str) -> String {
    let longest = |code| {
        let figures = desk.figures.each(code).filter_map(|figure| {
            let value = figure.value()?;
            let spent = value_of(value)?;
            let about = figure.key.about.as_deref()?;
            let name = text::lower_first(super::bare(&said::subject(desk, code, about)));
            Some((
                spent,
                format!("{name}, {}", said::value(desk, value, Place::Detail)),
            ))
        });
        figures.max().map(|(_, said)| said)
    };
    let mut said = format!("{caption}.");
    let ends: Vec<String> = [
        ("étape la plus longue", "AN2"),
        ("attente la plus longue", "AN3"),
    ]
    .into_iter()
    .filter_map(|(name, code)| Some(format!("{name}{NBSP}: {}", longest(code)?)))
    .collect();
    if !ends.is_empty() {
        said = format!(
            "{said} {}.",
            text::capitalised(&ends.join(&format!("{NBSP}; ")))
        );
    }
    said
}

fn value_of(value: &Value) -> Option<Spent> {
    match value {
        Value::Time { spent } => Some(*spent),
        Value::Each { cases } => cases.last().copied(),
        Value::WorkingDays { of, .. } => value_of(of),
        _ => None,
    }
}

/// In the order of the work: before, the circuit, online, after, then what serves everything.
fn stages(desk: &Desk, life: &Anatomy) -> Vec<Stage> {
    let family = |families: &'static [StepFamily]| {
        life.work
            .iter()
            .filter(move |work| {
                let family = work.step.map(Step::family);
                family.is_some_and(|family| families.contains(&family))
            })
            .filter(|work| !work.days.is_empty())
            .map(|work| worked(desk, work))
    };
    let mut stages: Vec<Stage> = life.requested.into_iter().map(Stage::requested).collect();
    stages.extend(family(&[StepFamily::Upstream]));
    stages.extend(approvals(desk, life));
    stages.extend(family(&[StepFamily::Visible]));
    stages.extend(posts(desk, life));
    stages.extend(family(&[StepFamily::Downstream]));
    stages.extend(family(&[StepFamily::Common]));
    let stepless = life
        .work
        .iter()
        .filter(|work| work.step.is_none() && !work.days.is_empty());
    stages.extend(stepless.map(|work| worked(desk, work)));
    stages
}

fn hue(work: &Work) -> Hue {
    match work.step.map(Step::family) {
        Some(StepFamily::Upstream) => Hue::Navy,
        Some(StepFamily::Visible) => Hue::Rust,
        Some(StepFamily::Downstream) => Hue::Blue,
        Some(StepFamily::Common) | None => Hue::Hatched,
    }
}

fn label(desk: &Desk, work: &Work) -> String {
    let about = work.step.map_or(NO_STEP, Step::key);
    text::capitalised(super::bare(&said::subject(desk, "AN2", about)))
}

fn time(desk: &Desk, work: &Work) -> String {
    let about = work.step.map_or(NO_STEP, Step::key);
    said::figure(desk, &desk.figures.about("AN2", about), Place::Detail)
}

fn worked(desk: &Desk, work: &Work) -> Stage {
    Stage::worked(label(desk, work), time(desk, work), &work.days, hue(work))
}

/// One lane a role, by its first step.
fn approvals(desk: &Desk, life: &Anatomy) -> Vec<Stage> {
    let mut roles: Vec<&str> = Vec::new();
    for step in &life.approvals {
        if !roles.contains(&step.role) {
            roles.push(step.role);
        }
    }
    let lane = |role: &str| {
        let steps: Vec<&Wait> = life
            .approvals
            .iter()
            .filter(|step| step.role == role)
            .collect();
        let label = format!("Validation{NBSP}: {}", said::subject(desk, "AN3", role));
        Stage::waited(label, waits(desk, role, &steps), &steps)
    };
    roles.into_iter().map(lane).collect()
}

/// « attente 2,3 jours ouvrés », « sans réponse à la fin du mois ».
fn waits(desk: &Desk, role: &str, steps: &[&Wait]) -> String {
    let figure = desk.figures.about("AN3", role);
    let mut said = Vec::new();
    if is_same_day(steps) {
        said.push("décidée le jour même".to_owned());
    } else if let Some(value) = figure.value() {
        said.push(format!(
            "attente {}",
            said::value(desk, value, Place::Detail)
        ));
    }
    if steps.iter().any(|step| step.is_pending) {
        said.push("sans réponse".to_owned());
    }
    if said.is_empty() {
        said.push("attente inconnue".to_owned());
    }
    text::list(&said)
}

/// Of days without their times, a wait of nothing.
fn is_same_day(steps: &[&Wait]) -> bool {
    match steps {
        [step] => {
            let day = |moment: Option<Moment>| moment.map(|moment| moment.at.date());
            step.spent.is_some_and(Spent::is_zero) && day(step.sent) == day(step.decided)
        }
        _ => false,
    }
}

/// One lane an account, by its first publication.
fn posts(desk: &Desk, life: &Anatomy) -> Vec<Stage> {
    let mut accounts: Vec<&str> = Vec::new();
    for post in &life.posts {
        if !accounts.contains(&post.account.as_str()) {
            accounts.push(&post.account);
        }
    }
    let moments = |names: &[&str]| -> Vec<_> {
        let posts = life.posts.iter();
        let own = posts.filter(|post| names.contains(&post.account.as_str()));
        own.map(|post| post.at).collect()
    };
    let named = if accounts.len() > ACCOUNTS {
        ACCOUNTS - 1
    } else {
        ACCOUNTS
    };
    let (first, others) = accounts.split_at(named.min(accounts.len()));
    let mut stages: Vec<Stage> = first
        .iter()
        .map(|account| {
            let name = desk
                .accounts
                .by_id(account)
                .map_or(*account, |known| &known.name);
            let label = format!("En ligne{NBSP}: {}", text::shortened(name, 60));
            Stage::posted(label, &moments(&[account]))
        })
        .collect();
    if !others.is_empty() {
        let others_said = text::count(others.len() as u64, "autre compte", "autres comptes");
        let label = format!("En ligne{NBSP}: {others_said}");
        stages.push(Stage::posted(label, &moments(others)));
    }
    stages
}

/// The hours of each step, without their days.
fn hours(desk: &Desk, life: &Anatomy) -> Bars {
    let bars: Vec<Bar> = life
        .work
        .iter()
        .map(|work| Bar {
            label: label(desk, work),
            value: time(desk, work),
            size: super::size(work.spent),
            hue: hue(work),
        })
        .collect();
    Bars {
        caption: "Les heures de ce contenu, par étape".to_owned(),
        alt: format!(
            "Heures d’un contenu par étape{NBSP}: {}.",
            super::read_aloud(&bars)
        ),
        bars,
    }
}
