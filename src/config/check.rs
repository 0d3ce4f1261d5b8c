//! What a setting must be, beyond its type.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use toml::Spanned;

use super::fault::{self, Fault};
use super::{MonthNotes, RawCalendar, RawDelivery, Retention};
use crate::model::{Calendar, Month, Spent};
use crate::render::pdf::Look;
use crate::report::{self, Highlight};
use crate::{fetch, figures, import, send};

const OPENING: [&str; 2] = ["09:00-12:30", "13:30-17:00"];
const WORD_LIMIT: usize = 400;
const PROPOSAL_LIMIT: usize = 3;
/// It is printed under the comparison.
const REASON_LIMIT: usize = 80;

pub(super) fn zone(name: &Spanned<String>) -> Result<Tz, Fault> {
    name.get_ref().parse().map_err(|_| {
        let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        let near = fault::nearest(name.get_ref(), names).unwrap_or("Europe/Paris");
        Fault::at(
            &name.span(),
            format!(
                "« zone » : « {} » n’est pas un fuseau horaire ; écrire par exemple « {near} »",
                name.get_ref()
            ),
        )
    })
}

pub(super) fn calendar(raw: RawCalendar) -> Result<Calendar, Fault> {
    let (opening, place) = match raw.opening {
        Some(ranges) => (ranges.get_ref().clone(), ranges.span()),
        None => (OPENING.map(str::to_owned).to_vec(), 0..0),
    };
    let working_day = match &raw.working_day {
        Some(text) => working_day(text.get_ref()).ok_or_else(|| {
            Fault::at(
                &text.span(),
                format!(
                    "« working_day » : « {} » n’est pas une durée ; écrire par exemple « 7:00 »",
                    text.get_ref()
                ),
            )
        })?,
        None => Spent::hours(7),
    };
    Calendar::new(&opening, raw.territory, raw.closed, working_day)
        .map_err(|error| Fault::at(&place, format!("« opening » : {error}")))
}

/// `7:00`, `7:48`: between one minute and one day.
fn working_day(text: &str) -> Option<Spent> {
    hours_and_minutes(text).filter(|spent| !spent.is_zero() && *spent <= Spent::hours(24))
}

/// `35:00`.
fn hours_and_minutes(text: &str) -> Option<Spent> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (u16, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let spent = Spent::minutes(i64::from(hours) * 60 + i64::from(minutes));
    (minutes < 60).then_some(spent)
}

/// It looks like a code, and is none.
fn is_no_fact(text: &str) -> bool {
    let text = text.trim();
    !text.contains(' ') && !report::fact_codes().any(|code| code == text)
}

pub(super) fn capacity(capacity: &figures::Capacity) -> Result<(), Fault> {
    let figures::Capacity {
        total_share,
        networks_share,
        yearly_hours,
        ..
    } = capacity;
    if total_share.is_some_and(|share| !(share > 0.0 && share <= 1000.0)) {
        return Err(Fault::at_key(
            "total_share",
            "« total_share » doit être un nombre de temps pleins supérieur à 0, par exemple 2.8",
        ));
    }
    if networks_share.is_some_and(|share| !(share > 0.0 && share <= 1.0)) {
        return Err(Fault::at_key(
            "networks_share",
            "« networks_share » doit être une part entre 0 et 1, par exemple 0.6 pour 60 %",
        ));
    }
    if *yearly_hours == 0 || *yearly_hours > 3000 {
        return Err(Fault::at_key(
            "yearly_hours",
            "« yearly_hours » doit être un nombre d’heures par an, par exemple 1607",
        ));
    }
    Ok(())
}

/// The account of a table must be one of those declared.
pub(super) fn tables(reading: &import::Reading, accounts: &import::Accounts) -> Result<(), Fault> {
    for table in &reading.tables {
        let Some(account) = &table.account else {
            continue;
        };
        if accounts.by_id(account).is_none() {
            let ids = accounts.0.iter().map(|account| account.id.as_str());
            let advice = match fault::nearest(account, ids) {
                Some(near) => format!("vouliez-vous dire «\u{a0}{near}\u{a0}»\u{202f}?"),
                None => "donner l’« id » d’un compte de la section [[accounts]]".to_owned(),
            };
            return Err(Fault::at_key(
                "account",
                format!(
                    "tableau «\u{a0}{}\u{a0}»\u{a0}: le compte «\u{a0}{account}\u{a0}» n’est pas déclaré\u{202f}; {advice}",
                    table.name
                ),
            ));
        }
    }
    Ok(())
}

pub(super) fn accounts(raw: Vec<Spanned<import::Account>>) -> Result<import::Accounts, Fault> {
    let mut seen = BTreeSet::new();
    let mut accounts = Vec::with_capacity(raw.len());
    for spanned in raw {
        let place = spanned.span();
        let account = spanned.into_inner();
        if account.id.trim().is_empty() || account.name.trim().is_empty() {
            return Err(Fault::at(
                &place,
                "« accounts » : « id » et « name » doivent être remplis",
            ));
        }
        if !seen.insert(account.id.clone()) {
            return Err(Fault::at(
                &place,
                format!(
                    "le compte « {} » est déclaré deux fois ; donner à chaque compte son propre « id »",
                    account.id
                ),
            ));
        }
        if let (Some(opened), Some(closed)) = (account.opened, account.closed)
            && closed < opened
        {
            return Err(Fault::at(
                &place,
                format!(
                    "le compte « {} » est fermé le {closed}, avant son ouverture le {opened}",
                    account.id
                ),
            ));
        }
        accounts.push(account);
    }
    Ok(import::Accounts::new(accounts))
}

/// What is fetched is an account of the service, from a network that has a connector.
pub(super) fn errands(
    raw: BTreeMap<String, Spanned<fetch::Target>>,
    accounts: &import::Accounts,
) -> Result<Vec<fetch::Errand>, Fault> {
    let mut errands = Vec::with_capacity(raw.len());
    for (id, target) in raw {
        let wrong =
            |message: String| Fault::at(&target.span(), format!("[fetch.{id}]\u{a0}: {message}"));
        let Some(account) = accounts.by_id(&id) else {
            let ids = accounts.0.iter().map(|account| account.id.as_str());
            let advice = match fault::nearest(&id, ids) {
                Some(near) => format!("vouliez-vous dire «\u{a0}{near}\u{a0}»\u{202f}?"),
                None => {
                    "écrire l’«\u{a0}id\u{a0}» d’un compte de la section [[accounts]]".to_owned()
                }
            };
            return Err(wrong(format!(
                "ce compte n’est pas déclaré\u{202f}; {advice}"
            )));
        };
        let source = target
            .get_ref()
            .source
            .or(fetch::Source::of(account.network));
        let Some(source) = source.filter(|source| source.network() == Some(account.network)) else {
            return Err(wrong(format!(
                "Estran ne sait pas interroger {} de cette façon\u{202f}; ôter ce bloc et déposer les exports",
                account.network
            )));
        };
        let errand = fetch::Errand::new(&id, source, target.get_ref())
            .map_err(|error| wrong(error.to_string()))?;
        errands.push(errand);
    }
    errands.sort_by_key(|errand| {
        accounts
            .0
            .iter()
            .position(|known| known.id == errand.account)
    });
    Ok(errands)
}

/// The tools that keep time, which belong to no account: `--account` takes their names too.
pub(super) fn time_errands(
    raw: BTreeMap<String, Spanned<fetch::TimeTarget>>,
    accounts: &import::Accounts,
) -> Result<Vec<fetch::Errand>, Fault> {
    let one = |(name, target): (String, Spanned<fetch::TimeTarget>)| {
        let wrong = |message: String| {
            Fault::at(
                &target.span(),
                format!("[fetch_time.{name}]\u{a0}: {message}"),
            )
        };
        if accounts.by_id(&name).is_some() {
            return Err(wrong(
                "ce nom est celui d’un compte\u{202f}; en choisir un autre".to_owned(),
            ));
        }
        fetch::Errand::of_time(&name, target.get_ref()).map_err(|error| wrong(error.to_string()))
    };
    raw.into_iter().map(one).collect()
}

/// Fewer months than a report compares would make it say less, month after month.
pub(super) fn retention(retention: Retention) -> Result<Retention, Fault> {
    match retention.months {
        Some(months) if months < RETENTION_FROM => Err(Fault::at_key(
            "months",
            "« retention.months » est trop court ; un rapport se compare aux douze mois d’avant : écrire 13 ou plus",
        )),
        _ => Ok(retention),
    }
}

/// Months that a report compares: its own and the twelve before it (report-content.md, section 8).
const RETENTION_FROM: u16 = 13;

/// Where reports go: addresses that are addresses, and nothing in the clear.
pub(super) fn delivery(raw: RawDelivery) -> Result<send::Delivery, Fault> {
    Ok(send::Delivery {
        email: checked("email", raw.email, send::Email::new)?,
        folder: checked("folder", raw.folder, send::Folder::new)?,
        webhook: checked("webhook", raw.webhook, send::Webhook::new)?,
    })
}

fn checked<Keys, Made, Error: std::fmt::Display>(
    name: &str,
    keys: Option<Spanned<Keys>>,
    make: impl FnOnce(Keys) -> Result<Made, Error>,
) -> Result<Option<Made>, Fault> {
    let Some(keys) = keys else {
        return Ok(None);
    };
    let place = keys.span();
    make(keys.into_inner())
        .map(Some)
        .map_err(|error| Fault::at(&place, format!("[delivery.{name}]\u{a0}: {error}")))
}

pub(super) fn team(team: &figures::Team) -> Result<(), Fault> {
    if team
        .days_per_week
        .is_some_and(|days| !(1..=5).contains(&days))
    {
        return Err(Fault::at_key(
            "days_per_week",
            "« days_per_week » doit être un nombre de jours de 1 à 5",
        ));
    }
    Ok(())
}

pub(super) fn look(look: &Look) -> Result<(), Fault> {
    match look.fault() {
        Some((key, message)) => Err(Fault::at_key(key, message)),
        None => Ok(()),
    }
}

/// What the figures need of what the service says of its months.
pub(super) fn month_facts(
    months: &BTreeMap<Month, MonthNotes>,
) -> BTreeMap<Month, figures::MonthFacts> {
    let facts = |notes: &MonthNotes| figures::MonthFacts {
        is_complete: notes.complete,
        absences: notes
            .absences
            .as_deref()
            .and_then(hours_and_minutes)
            .unwrap_or_default(),
        anatomy: notes.anatomy.clone(),
        changed: notes.changed.clone(),
    };
    months
        .iter()
        .map(|(month, notes)| (*month, facts(notes)))
        .collect()
}

pub(super) fn month_notes(month: Month, notes: Spanned<MonthNotes>) -> Result<MonthNotes, Fault> {
    let place = notes.span();
    let notes = notes.into_inner();
    let length = notes.word.as_deref().map_or(0, |word| word.chars().count());
    if length > WORD_LIMIT {
        return Err(Fault::at(
            &place,
            format!(
                "le mot du service de {month} compte {length} caractères ; {WORD_LIMIT} au plus tiennent sur la couverture"
            ),
        ));
    }
    let count = notes.proposals.len();
    if count > PROPOSAL_LIMIT {
        return Err(Fault::at(
            &place,
            format!("{month} a {count} propositions ; en garder {PROPOSAL_LIMIT} au plus"),
        ));
    }
    if let Some(absences) = &notes.absences
        && hours_and_minutes(absences).is_none()
    {
        return Err(Fault::at(
            &place,
            format!(
                "« absences » de {month} : « {absences} » n’est pas une durée ; écrire par exemple « 35:00 »"
            ),
        ));
    }
    if notes.facts.len() > report::FACTS {
        return Err(Fault::at(
            &place,
            format!(
                "{month} a {} faits ; en garder {} au plus",
                notes.facts.len(),
                report::FACTS
            ),
        ));
    }
    if let Some(code) = notes.facts.iter().find(|fact| is_no_fact(fact)) {
        let codes: Vec<&str> = report::fact_codes().collect();
        return Err(Fault::at(
            &place,
            format!(
                "« {code} » n’est pas le code d’une phrase ; écrire {}, ou une phrase entière",
                codes.join(", ")
            ),
        ));
    }
    let elsewhere = |highlight: &&Highlight| Month::of(highlight.day) != month;
    if let Some(highlight) = notes.highlights.iter().find(elsewhere) {
        return Err(Fault::at(
            &place,
            format!("le fait marquant du {} n’est pas de {month}", highlight.day),
        ));
    }
    if notes
        .changed
        .reasons()
        .any(|why| why.trim().is_empty() || why.chars().count() > REASON_LIMIT)
    {
        return Err(Fault::at_key(
            "changed",
            format!(
                "« changed » : dire en {REASON_LIMIT} caractères au plus ce qui a changé, par exemple « nouvel outil de saisie »"
            ),
        ));
    }
    if notes
        .anatomy
        .as_deref()
        .is_some_and(|reference| reference.trim().is_empty())
    {
        return Err(Fault::at_key(
            "anatomy",
            "« anatomy » est vide ; écrire la référence d’un contenu, ou ôter la ligne",
        ));
    }
    Ok(notes)
}
