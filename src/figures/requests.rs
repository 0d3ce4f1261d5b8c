//! DE: how requests come, and what they ask for.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::moments::moments;
use super::piles::{self, Pile};
use super::{Facts, few, shield};
use crate::model::columns::{
    HAS_TIME, OUTCOME, RECEIVED, REFERENCE, SERVICE, WANTED, WANTED_HAS_TIME,
};
use crate::model::{Calendar, Figure, Moment, Month, Spent, State, Step, Value};
use crate::relate::{Linked, Reason};

/// Requests by notice, in the order of the chart.
pub const NOTICES: [&str; 5] = ["under-1", "1-3", "4-10", "over-10", "undated"];
/// Requests by what became of them, in the order of the table; the last are those that do not say.
pub const OUTCOMES: [&str; 5] = ["accepted", "redirected", "refused", "open", "unsaid"];
/// Requests that name no service.
pub const NO_SERVICE: &str = "no-service";

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let mut figures = vec![received(facts), last_minute("DE2", facts)];
    figures.extend(time_of_requests(facts));
    figures.push(notice_of_requests(facts));
    figures.extend(by_notice(facts));
    figures.extend(by_outcome(facts));
    figures.extend(by_service(facts));
    figures.push(advice(facts));
    Ok(figures)
}

/// A request, without what was asked.
#[derive(Clone, Debug)]
pub struct Request {
    pub received: Moment,
    pub wanted: Option<Moment>,
    pub service: Option<String>,
    /// Key of `Outcome`.
    pub outcome: Option<String>,
    /// The content made of it.
    pub reference: Option<String>,
}

/// The requests of every month.
pub fn read(linked: &Linked) -> PolarsResult<Vec<Request>> {
    let Some(requests) = &linked.requests else {
        return Ok(Vec::new());
    };
    let received = moments(requests, RECEIVED, HAS_TIME)?;
    let wanted = moments(requests, WANTED, WANTED_HAS_TIME)?;
    let (services, outcomes, references) = (
        requests.column(SERVICE)?.str()?,
        requests.column(OUTCOME)?.str()?,
        requests.column(REFERENCE)?.str()?,
    );
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Ok((0..requests.height())
        .filter_map(|row| {
            Some(Request {
                received: received[row]?,
                wanted: wanted[row],
                service: owned(services.get(row)),
                outcome: owned(outcomes.get(row)),
                reference: owned(references.get(row)),
            })
        })
        .collect())
}

/// Those received in the month; none when none was entered, which is no zero.
fn of_month<'a>(facts: &'a Facts) -> impl Iterator<Item = &'a Request> {
    let month = facts.month;
    let requests = facts.requests.iter();
    requests.filter(move |request| Month::of(request.received.at.date()) == month)
}

fn received(facts: &Facts) -> Figure {
    let count = of_month(facts).count() as u64;
    let state = if count == 0 {
        State::NotMeasured
    } else {
        State::Measured {
            value: Value::count(count),
        }
    };
    Figure::new("DE1", count, state)
}

/// Requests that come less than a working day before the date they are wanted for, or after it. The same figure
/// is ES6.
pub fn last_minute(code: &'static str, facts: &Facts) -> Figure {
    let dated = of_month(facts).filter_map(|request| Some((request.received, request.wanted?)));
    let dated = dated.map(|(received, wanted)| is_late(received, wanted, facts.calendar));
    few::share(code, dated)
}

/// DE3 and DE4: the hours of the contents made of last-minute requests, and of the others.
fn time_of_requests(facts: &Facts) -> Vec<Figure> {
    let mut contents: BTreeMap<bool, BTreeSet<&str>> = BTreeMap::new();
    for request in of_month(facts) {
        if let (Some(wanted), Some(reference)) = (request.wanted, &request.reference) {
            let late = is_late(request.received, wanted, facts.calendar);
            contents.entry(late).or_default().insert(reference);
        }
    }
    [("DE3", true), ("DE4", false)]
        .into_iter()
        .map(|(code, late)| {
            let references = contents.get(&late).into_iter().flatten();
            let cases = references
                .filter_map(|reference| facts.times.get(*reference))
                .map(|steps| steps.values().copied().sum())
                .collect();
            few::spread(code, cases, &facts.settings.thresholds)
        })
        .collect()
}

/// How long beforehand each request of the month comes, of those that say when they are wanted.
pub fn notices(facts: &Facts) -> impl Iterator<Item = Spent> {
    of_month(facts)
        .filter_map(|request| Some(notice(request.received, request.wanted?, facts.calendar)))
}

/// DE5: how long beforehand a request comes.
fn notice_of_requests(facts: &Facts) -> Figure {
    facts.spread_in_working_days("DE5", notices(facts).collect())
}

/// DE8: requests by whole working days of notice.
fn by_notice(facts: &Facts) -> Vec<Figure> {
    let class = |request: &Request| match request.wanted {
        None => "undated",
        Some(wanted) if is_late(request.received, wanted, facts.calendar) => "under-1",
        Some(wanted) => {
            let day = facts.calendar.working_day().as_seconds();
            match notice(request.received, wanted, facts.calendar).as_seconds() / day {
                ..=3 => "1-3",
                4..=10 => "4-10",
                _ => "over-10",
            }
        }
    };
    counts("DE8", &NOTICES, of_month(facts).map(class))
}

/// DE6: what became of the requests.
fn by_outcome(facts: &Facts) -> Vec<Figure> {
    let outcome = |request: &Request| {
        let said = request.outcome.as_deref();
        OUTCOMES
            .into_iter()
            .find(|outcome| said == Some(outcome))
            .unwrap_or("unsaid")
    };
    counts("DE6", &OUTCOMES, of_month(facts).map(outcome))
}

/// One figure a class, measured as soon as the month has a request: a class without any is a true zero.
fn counts(
    code: &'static str,
    classes: &[&'static str],
    cases: impl Iterator<Item = &'static str>,
) -> Vec<Figure> {
    let cases: Vec<&str> = cases.collect();
    if cases.is_empty() {
        return Vec::new();
    }
    let figure = |class: &&'static str| {
        let number = cases.iter().filter(|case| *case == class).count() as u64;
        Figure::measured(code, cases.len() as u64, Value::count(number)).about(*class)
    };
    classes.iter().map(figure).collect()
}

/// DE9: requests by service; those with few are put together.
fn by_service(facts: &Facts) -> Vec<Figure> {
    let mut services: BTreeMap<Option<&str>, u64> = BTreeMap::new();
    for request in of_month(facts) {
        *services.entry(request.service.as_deref()).or_default() += 1;
    }
    let parts: Vec<(Option<&str>, u64)> = services.into_iter().collect();
    let least = facts.settings.thresholds.group_under;
    let shown = shield::group(&parts, least);
    let mut cells: BTreeMap<&str, u64> = BTreeMap::new();
    for (service, number) in parts {
        let cell = if shown.together.contains(&service) {
            shield::TOGETHER
        } else {
            service.unwrap_or(NO_SERVICE)
        };
        *cells.entry(cell).or_default() += number;
    }
    cells
        .into_iter()
        .map(|(cell, number)| Figure::measured("DE9", number, Value::count(number)).about(cell))
        .collect()
}

/// DE7: advice to services, and hours for a service that no content or account takes.
fn advice(facts: &Facts) -> Figure {
    let Some(hours) = facts.hours() else {
        return Figure::new("DE7", 0, State::NotMeasured);
    };
    let is_advice = |pile: &&Pile| {
        pile.step.as_deref() == Some(Step::Advice.key())
            || pile.reason.as_deref() == Some(Reason::Service.key())
    };
    let sum = piles::total(hours.iter().filter(is_advice));
    let state = facts.time_state(facts.total().entries, Value::Time { spent: sum.spent });
    Figure::new("DE7", sum.entries, state)
}

/// A date without a time gives the most notice that it may: wanted by the end of its day, received at its start.
/// On one day, only two known times give any.
fn notice(received: Moment, wanted: Moment, calendar: &Calendar) -> Spent {
    let is_one_day = received.at.date() == wanted.at.date();
    if is_one_day && !(received.has_time && wanted.has_time) {
        return Spent::ZERO;
    }
    calendar.working_time(received.at, wanted.latest())
}

/// Received and wanted on one day is never a working day of notice.
fn is_late(received: Moment, wanted: Moment, calendar: &Calendar) -> bool {
    received.at.date() >= wanted.at.date()
        || notice(received, wanted, calendar) < calendar.working_day()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::moments::at;
    use crate::model::Territory;

    #[test]
    fn less_than_a_working_day_of_notice_is_the_last_minute() {
        let opening = ["09:00-12:30".to_owned(), "13:30-17:00".to_owned()];
        let calendar = Calendar::new(&opening, Territory::Metropole, [], Spent::hours(7)).unwrap();
        for (received, wanted, expected) in [
            // A Friday at five for the Monday at nine.
            ("2026-10-02 17:00", "2026-10-05 09:00", true),
            ("2026-10-02 17:00", "2026-10-05", false),
            ("2026-10-02 17:00", "2026-10-06 09:00", false),
            ("2026-10-05", "2026-10-05", true),
            ("2026-10-05", "2026-10-06", false),
            ("2026-10-05 10:00", "2026-10-06 09:59", true),
            ("2026-10-05 10:00", "2026-10-06 10:00", false),
            ("2026-10-06 10:00", "2026-10-05", true),
            // All Saints' Day is a Sunday in 2026; the armistice a Wednesday.
            ("2026-11-10 17:00", "2026-11-11", true),
        ] {
            assert_eq!(
                is_late(at(received), at(wanted), &calendar),
                expected,
                "{received} {wanted}"
            );
        }
    }
}
