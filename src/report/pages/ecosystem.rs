//! Our accounts: who owns each, what it publishes, which are dormant, and what one more would ask for.

use chrono::{Days, NaiveDate};

use super::results::{self, column};
use crate::figures::ecosystem::{CLOSED, OPENED};
use crate::import::Account;
use crate::model::{Figure, Month, Spent, State, Value};
use crate::report::block::{Align, Block, Grid, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::report::{Desk, banner};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration, text};

/// Accounts named in a sentence.
const NAMED: usize = 5;

/// `None` without settings: the one account of an export is no ecosystem.
pub fn page(desk: &Desk) -> Option<Page> {
    if desk.manual || count(&desk.figures.get("EC1")) == 0 {
        return None;
    }
    let mut blocks = vec![Block::Grid(table(
        desk,
        "Les comptes suivis, par réseau puis par nom",
        results::most_active(desk),
    ))];
    blocks.extend(results::cut_short(desk));
    blocks.push(super::side_by_side(
        [1, 1],
        vec![frame("Les comptes dormants", dormant(desk))],
        vec![frame("Un compte de plus", one_more(desk))],
    ));
    let moved = moved(desk);
    if !moved.is_empty() {
        blocks.push(frame("Comptes ouverts ou fermés ce mois-ci", moved));
    }
    blocks.push(source(desk));
    Some(Page {
        id: "ecosystem",
        title: title(desk),
        bookmark: "Nos comptes".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn frame(title: &str, sentences: Vec<String>) -> Block {
    let paragraph = |text| Block::Paragraph { text };
    Block::Frame {
        title: title.to_owned(),
        blocks: sentences.into_iter().map(paragraph).collect(),
    }
}

fn title(desk: &Desk) -> String {
    match desk.figures.value("EC2") {
        Some(Value::OutOf { part, .. }) if part > 0 => {
            let followed = desk.figures.get("EC1");
            format!(
                "{}, {} sans publication depuis {}",
                text::count(followed.n, "compte suivi", "comptes suivis"),
                number::whole(part),
                days(desk)
            )
        }
        _ => "Nos comptes".to_owned(),
    }
}

/// « 60 jours », as the service sets it.
fn days(desk: &Desk) -> String {
    let days = desk.settings.thresholds.dormant_days;
    text::count(u64::from(days), "jour", "jours")
}

/// Every account, for the annex, when the page does not hold them.
pub fn all_accounts(desk: &Desk) -> Option<Grid> {
    let all = results::beyond_the_page(desk).filter(|_| !desk.manual)?;
    Some(table(
        desk,
        "Tous les comptes suivis, par réseau puis par nom",
        all,
    ))
}

fn table(desk: &Desk, caption: &str, accounts: Vec<(&Account, Figure)>) -> Grid {
    let is_timed = is_timed(desk);
    let rows = accounts
        .into_iter()
        .map(|(account, posts)| {
            let direction = account.direction.as_deref().unwrap_or("Non précisée");
            let mut row = vec![
                account.name.clone(),
                account.network.to_string(),
                direction.to_owned(),
                said::figure(desk, &posts, Place::Detail),
                last_publication(desk, account),
            ];
            if is_timed {
                row.extend([time(desk, account, "CH5"), time(desk, account, "CH7")]);
            }
            row
        })
        .collect();
    let mut columns = vec![
        column("Compte", Align::Left, 7),
        column("Réseau", Align::Left, 3),
        column("Direction", Align::Left, 6),
        column("Publications", Align::Right, 4),
        column("Dernière publication", Align::Right, 6),
    ];
    if is_timed {
        columns.push(column("Temps lié, ce mois", Align::Right, 4));
        columns.push(column("Moyenne de 3 mois", Align::Right, 4));
    }
    Grid {
        caption: caption.to_owned(),
        columns,
        rows,
    }
}

/// An account that was not open for three months has no time of its own.
fn time(desk: &Desk, account: &Account, code: &'static str) -> String {
    let figure = desk.figures.about(code, &account.id);
    if figure.value().is_none() && figure.state == State::NotMeasured {
        return "Pas assez de recul".to_owned();
    }
    said::figure(desk, &figure, Place::Detail)
}

/// « 19 oct. », « 26 août (66 jours) » for a dormant account.
fn last_publication(desk: &Desk, account: &Account) -> String {
    let figure = desk.figures.about("EC4", &account.id);
    let Some(day) = last_day(desk, &figure) else {
        return said::state(desk, &figure);
    };
    let said = in_a_table(desk, day);
    if is_dormant(desk, account) {
        let days = text::count(count(&figure).unsigned_abs(), "jour", "jours");
        return format!("{said} ({days})");
    }
    said
}

fn last_day(desk: &Desk, figure: &Figure) -> Option<NaiveDate> {
    figure.value()?;
    let days = u64::try_from(count(figure)).ok()?;
    desk.month.last_day().checked_sub_days(Days::new(days))
}

/// The year is said when it is another one.
fn in_a_table(desk: &Desk, day: NaiveDate) -> String {
    if Month::of(day).year() == desk.month.year() {
        date::short_day(day)
    } else {
        date::day(day)
    }
}

fn is_dormant(desk: &Desk, account: &Account) -> bool {
    count(&desk.figures.about("EC2", &account.id)) > 0
}

fn count(figure: &Figure) -> i64 {
    match figure.value() {
        Some(Value::Count { count }) => *count,
        _ => 0,
    }
}

/// Which publish nothing any more, what they still take, and of which nothing can be said.
fn dormant(desk: &Desk) -> Vec<String> {
    let figure = desk.figures.get("EC2");
    let mut said = vec![match figure.value() {
        Some(Value::OutOf { part: 0, whole }) => format!(
            "Aucun, sur {}{NBSP}: un compte est dormant quand il n’a rien publié depuis {}.",
            text::count(whole.unsigned_abs(), "compte", "comptes"),
            days(desk)
        ),
        Some(Value::OutOf { part, whole }) => format!(
            "{} sur {}, sans publication depuis {}{NBSP}: {}.",
            text::count(part.unsigned_abs(), "compte", "comptes"),
            number::whole(*whole),
            days(desk),
            names(desk, |account| is_dormant(desk, account))
        ),
        _ => said::state(desk, &figure),
    }];
    let time = desk.figures.get("EC3");
    if figure.value().is_some() && time.n > 0 {
        said.push(format!(
            "Temps qui leur est lié, sur trois mois{NBSP}: {}.",
            text::lower_first(&said::figure(desk, &time, Place::Detail))
        ));
    }
    if figure.n > 0 {
        said.extend(unknown(desk));
    }
    said
}

/// « Sans réponse : X – Ville (relevé manquant) et Instagram – Halle (fermé le 9 octobre 2026). »
fn unknown(desk: &Desk) -> Option<String> {
    let unread = banner::missing_accounts(desk);
    let known = |account: &Account| desk.figures.about("EC2", &account.id).value().is_some();
    let (first, last) = (desk.month.first_day(), desk.month.last_day());
    let why = |account: &Account| match account.closed {
        Some(day) if day <= last => format!("fermé le {}", date::day(day)),
        _ if unread.contains(&account.name) => "relevé manquant".to_owned(),
        _ => "pas assez de recul".to_owned(),
    };
    let is_unknown = |account: &Account| account.is_open_between(first, last) && !known(account);
    let accounts = desk.accounts.0.iter().filter(|account| is_unknown(account));
    (accounts.count() > 0).then(|| {
        let names = names_with(desk, is_unknown, |account| {
            format!("{} ({})", account.name, why(account))
        });
        format!("Non comptés{NBSP}: {names}.")
    })
}

/// Those that came and went.
fn moved(desk: &Desk) -> Vec<String> {
    let mut said = Vec::new();
    for (about, one, many, day) in [
        (
            OPENED,
            "Ouvert ce mois-ci",
            "Ouverts ce mois-ci",
            opened as Dated,
        ),
        (CLOSED, "Fermé ce mois-ci", "Fermés ce mois-ci", closed),
    ] {
        let number = count(&desk.figures.about("EC1", about));
        if number > 0 {
            let label = if number == 1 { one } else { many };
            let is_of_month =
                |account: &Account| day(account).is_some_and(|day| Month::of(day) == desk.month);
            said.push(format!("{label}{NBSP}: {}.", names(desk, is_of_month)));
        }
    }
    said
}

type Dated = fn(&Account) -> Option<NaiveDate>;

fn opened(account: &Account) -> Option<NaiveDate> {
    account.opened
}

fn closed(account: &Account) -> Option<NaiveDate> {
    account.closed
}

/// By network then name, the first few.
fn names(desk: &Desk, are: impl Fn(&Account) -> bool) -> String {
    names_with(desk, are, |account| account.name.clone())
}

fn names_with(
    desk: &Desk,
    are: impl Fn(&Account) -> bool,
    say: impl Fn(&Account) -> String,
) -> String {
    let accounts = desk.accounts.0.iter();
    let mut found: Vec<&Account> = accounts.filter(|account| are(account)).collect();
    found.sort_by_key(|account| (account.network, &account.name));
    let more = found.len().saturating_sub(NAMED);
    found.truncate(NAMED);
    let mut names: Vec<String> = found.iter().map(|account| say(account)).collect();
    if more > 0 {
        let place = super::whole_list(desk);
        names.push(format!(
            "{} ({place})",
            text::count(more as u64, "autre", "autres")
        ));
    }
    text::list(&names)
}

/// CH6 and what it leaves out, or why it is not estimated.
fn one_more(desk: &Desk) -> Vec<String> {
    let figure = desk.figures.get("CH6");
    let Some(Value::Between { low, high, .. }) = figure.value() else {
        return vec![format!("{}.", said::state(desk, &figure))];
    };
    let full_time = desk.settings.capacity.full_time_month();
    let jobs = |spent: Spent| duration::full_time(spent, full_time).unwrap_or_default();
    vec![
        format!(
            "D’après {} comptes suivis trois mois, un compte de plus demanderait de {} à {} par mois, soit {}.",
            number::whole(i64::try_from(figure.n).unwrap_or(i64::MAX)),
            duration::detail(*low),
            duration::detail(*high),
            jobs_between(&jobs(*low), &jobs(*high))
        ),
        "Le temps commun (veille, réunions) n’est pas compris dans cette estimation. Ordre de grandeur tiré de nos comptes, pas une prévision.".to_owned(),
    ]
}

/// « de 0,1 à 0,4 ETP », « environ 0,2 ETP au plus » from a sliver on, or once when both ends are said alike.
fn jobs_between(low: &str, high: &str) -> String {
    if low == high {
        return low.to_owned();
    }
    if low.starts_with("moins") {
        return format!("environ {high} au plus");
    }
    let unit = format!("{NBSP}ETP");
    format!("de {} à {high}", low.trim_end_matches(&unit))
}

fn source(desk: &Desk) -> Block {
    let followed = desk.figures.get("EC1");
    let time = if is_timed(desk) {
        format!(
            " Temps lié{NBSP}: heures du compte, et celles de ses contenus selon leurs publications sur lui."
        )
    } else {
        String::new()
    };
    super::source(format!(
        "comptes déclarés par le service, exports des réseaux, réponses et stories à part, {}.{time}",
        said::n(followed.n, "compte", "comptes")
    ))
}

/// Whether three months tell the time of an account.
fn is_timed(desk: &Desk) -> bool {
    let mut figures = desk.figures.each("CH7");
    figures.any(|figure| figure.value().is_some())
}
