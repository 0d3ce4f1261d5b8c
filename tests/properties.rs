//! What must hold of the report of any month: it is made, it agrees with itself, it prints no statistic that its
//! cases do not bear, and nobody finds again what it puts together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use estran::figures::{Capacity, Figures, Settings, Team, shield};
use estran::import::Account;
use estran::model::{
    Approval, Decision, Handling, Hour, Message, Moment, Network, Outcome, Plan, Post, Request,
    Role, Slot, State, Step, Tables, Value,
};
use estran::render::pdf::{Theme, layout};
use estran::render::{Edition, REPORT};
use estran::report::report;
use proptest::prelude::*;

use crate::month::{Case, account, hour, october, post, working_days};
use crate::pages::said_with;
use crate::pdf::sheets::{self, Paper};
use crate::quantities::strangers;

const ACCOUNTS: [&str; 4] = ["fb", "musee", "plage", "halle"];
const SERVICES: [&str; 5] = ["Culture", "Jeunesse", "Routes", "Sports", "Voirie"];
const ROLES: [Role; 4] = [
    Role::RequestingService,
    Role::Communication,
    Role::Cabinet,
    Role::ElectedOfficial,
];

fn reference(number: u32) -> String {
    format!("ABR-2026-{number:04}")
}

/// A day of September or October.
fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 15).unwrap() + chrono::Days::new(number)
}

fn moment(on: NaiveDate, minutes: Option<u32>) -> Moment {
    let at = minutes.unwrap_or(0);
    Moment {
        at: on.and_hms_opt(at / 60, at % 60, 0).unwrap(),
        has_time: minutes.is_some(),
    }
}

fn any_minutes() -> impl Strategy<Value = Option<u32>> {
    proptest::option::weighted(0.85, 0..1440_u32)
}

/// A publication, of a planned content or of none.
fn any_post() -> impl Strategy<Value = (Post, Option<Plan>)> {
    (
        0..200_u32,
        0..ACCOUNTS.len(),
        0..46_u64,
        proptest::option::weighted(0.7, 0..12_u32),
        proptest::option::weighted(0.9, 0..3_000_000_i64),
    )
        .prop_map(|(id, at, on, content, views)| {
            let mut post = post(&id.to_string(), ACCOUNTS[at], day(on));
            post.permalink = Some(format!("facebook:{id}"));
            post.metrics[estran::model::Metric::Views] = views;
            post.metrics[estran::model::Metric::Reactions] = views.map(|views| views / 40);
            let plan = content.map(|number| Plan {
                reference: reference(number),
                title: format!("Sujet {number}"),
                account: Some(ACCOUNTS[at].to_owned()),
                planned: Some(moment(day(on), None)),
                format: None,
                accessible: None,
                theme: None,
                service: None,
                requested: None,
                wanted: None,
                status: None,
                published: None,
                permalink: post.permalink.clone(),
                as_of: october().last_day(),
                row: id + 2,
            });
            (post, plan)
        })
}

fn any_hour() -> impl Strategy<Value = Hour> {
    (
        0..46_u64,
        1..700_i64,
        proptest::option::weighted(0.9, 0..Step::ALL.len()),
        proptest::option::weighted(0.5, 0..12_u32),
        proptest::option::weighted(0.5, 0..ACCOUNTS.len()),
        proptest::option::weighted(0.4, 5..22_u32),
    )
        .prop_map(|(on, minutes, step, content, at, start)| {
            let mut hour = hour(day(on), minutes, step.map(|step| Step::ALL[step]));
            hour.refs = content.map(reference).into_iter().collect();
            hour.account = at.map(|at| ACCOUNTS[at].to_owned());
            hour.agent = Some(u64::try_from(minutes % 3).unwrap());
            hour.start = start.map(|start| moment(day(on), Some(start * 60)).at);
            hour.end = hour
                .start
                .map(|start| start + chrono::TimeDelta::minutes(minutes));
            hour
        })
}

fn any_approval() -> impl Strategy<Value = Approval> {
    (
        0..12_u32,
        proptest::option::weighted(0.9, 0..ROLES.len()),
        (0..46_u64, any_minutes()),
        proptest::option::weighted(0.8, (0..9_u64, any_minutes())),
        0..5_u8,
    )
        .prop_map(|(content, role, (on, sent), decided, word)| Approval {
            reference: reference(content),
            order: None,
            role: role.map(|role| ROLES[role]),
            submitted: Some(moment(day(on), sent)),
            decided: decided.map(|(later, at)| moment(day(on + later), at)),
            decision: match (decided, word) {
                (None, _) => Decision::Pending,
                (_, 0) => Decision::Corrections,
                (_, 1) => Decision::Refused,
                _ => Decision::Approved,
            },
            is_from_plan: false,
            as_of: october().last_day(),
            row: content + 2,
        })
}

fn any_request() -> impl Strategy<Value = Request> {
    (
        (0..46_u64, any_minutes()),
        proptest::option::weighted(0.8, (0..12_i64, any_minutes())),
        proptest::option::weighted(0.9, 0..SERVICES.len()),
        0..5_u8,
        proptest::option::of(0..12_u32),
        any::<u64>(),
    )
        .prop_map(
            |((on, at), wanted, service, outcome, content, subject)| Request {
                subject,
                received: moment(day(on), at),
                wanted: wanted
                    .map(|(later, at)| moment(day(on) + chrono::TimeDelta::days(later - 2), at)),
                service: service.map(|service| SERVICES[service].to_owned()),
                channel: None,
                outcome: [
                    Outcome::Accepted,
                    Outcome::Redirected,
                    Outcome::Refused,
                    Outcome::Open,
                ]
                .get(usize::from(outcome))
                .copied(),
                reference: content.map(reference),
                as_of: october().last_day(),
                row: 2,
            },
        )
}

fn any_message() -> impl Strategy<Value = Message> {
    (
        0..ACCOUNTS.len(),
        (0..46_u64, any_minutes()),
        proptest::option::weighted(0.8, (0..4_u64, any_minutes())),
        0..Handling::ALL.len(),
        any::<u64>(),
    )
        .prop_map(|(at, (on, received), handled, handling, id)| Message {
            id: Some(id),
            account: Some(ACCOUNTS[at].to_owned()),
            network: Some(Network::Facebook),
            kind: None,
            received: moment(day(on), received),
            handled: handled.map(|(later, at)| moment(day(on + later), at)),
            handling: handled.map(|_| Handling::ALL[handling]),
            as_of: october().last_day(),
            row: 2,
        })
}

/// A month, and the team that it is of.
#[derive(Clone, Debug)]
struct Any {
    posts: Option<Vec<(Post, Option<Plan>)>>,
    hours: Option<Vec<Hour>>,
    approvals: Option<Vec<Approval>>,
    requests: Option<Vec<Request>>,
    messages: Option<Vec<Message>>,
    /// How many working days of October have an entry at least.
    filled: usize,
    members: Option<u32>,
    share: Option<f64>,
}

fn any_month() -> impl Strategy<Value = Any> {
    let some = |most: usize| 0..most;
    let tables = (
        proptest::option::weighted(0.9, proptest::collection::vec(any_post(), some(45))),
        proptest::option::weighted(0.9, proptest::collection::vec(any_hour(), some(60))),
        proptest::option::weighted(0.8, proptest::collection::vec(any_approval(), some(40))),
        proptest::option::weighted(0.8, proptest::collection::vec(any_request(), some(30))),
        proptest::option::weighted(0.8, proptest::collection::vec(any_message(), some(50))),
    );
    let team = (
        prop_oneof![Just(0_usize), 10..23_usize, Just(22_usize)],
        proptest::option::of(1..6_u32),
        proptest::option::of(0.1..3.0_f64),
    );
    (tables, team).prop_map(
        |((posts, hours, approvals, requests, messages), (filled, members, share))| Any {
            posts,
            hours,
            approvals,
            requests,
            messages,
            filled,
            members,
            share,
        },
    )
}

impl Any {
    fn accounts() -> Vec<Account> {
        ACCOUNTS.map(account).to_vec()
    }

    fn settings(&self) -> Settings {
        Settings {
            capacity: Capacity {
                total_share: self.share,
                networks_share: self.share.map(|_| 0.5),
                ..Capacity::default()
            },
            team: Team {
                members: self.members,
                ..Team::default()
            },
            ..Settings::default()
        }
    }

    fn figures(&self) -> Figures {
        let fill = working_days().into_iter().take(self.filled);
        let hours = self.hours.clone().map(|mut hours| {
            hours.extend(fill.map(|day| hour(day, 45, Some(Step::Watch))));
            hours
        });
        let plans = self.posts.as_ref().map(|posts| {
            let plans = posts.iter().filter_map(|(_, plan)| plan.clone());
            plans.collect::<Vec<_>>()
        });
        let case = Case {
            posts: self
                .posts
                .as_ref()
                .map(|posts| posts.iter().map(|(post, _)| post.clone()).collect()),
            hours,
            accounts: Any::accounts(),
            settings: self.settings(),
        };
        case.figures_with(|tables: &mut Tables| {
            tables.contents = plans;
            tables.approvals.clone_from(&self.approvals);
            tables.requests.clone_from(&self.requests);
            tables.messages.clone_from(&self.messages);
        })
    }
}

/// The rows of chiffres.csv, from its bytes.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_report_of_any_month_keeps_its_word(month in any_month()) {
        let figures = month.figures();
        let mut csv = Vec::new();
        let made = said_with(&figures, Any::accounts(), &month.settings(), month.hours.is_some(), |desk| {
            desk.has_contents = month.posts.is_some();
            desk.has_approvals = month.approvals.is_some();
            desk.has_requests = month.requests.is_some();
            desk.has_messages = month.messages.is_some();
            let report = report(desk);
            let edition = Edition { desk, report: &report, theme: &Theme::default(), attach_figures: false };
            let output = REPORT.iter().find(|output| output.file == "chiffres.csv").unwrap();
            csv = rows(&(output.render)(&edition).unwrap());
        });
        // It is made, and well laid out.
        for id in ["cover", "essentials", "method"] {
            prop_assert!(made.pages.iter().any(|page| page.id == id), "no page {}", id);
        }
        let placed = layout(&made, &Theme::default());
        let faults = sheets::faults(&placed, Paper::of(&placed));
        prop_assert!(faults.is_empty(), "{:#?}", faults);
        for row in &csv {
            prop_assert!(row[3].is_empty() == row[4].is_empty() && !row[8].is_empty(), "{:?}", row);
        }
        // It agrees with itself.
        let mut printed: BTreeMap<[&str; 3], BTreeSet<&str>> = BTreeMap::new();
        for row in &csv {
            let key = [&*row[0], &*row[2], &*row[7]];
            printed.entry(key).or_default().insert(&row[8]);
        }
        let twice: Vec<_> = printed.iter().filter(|(key, values)| values.len() > 1 && !["ES1", "CH2"].contains(&key[0]) && !is_compared(key[0])).collect();
        prop_assert!(twice.is_empty(), "{:?}", twice);
        let data = serde_json::to_value(&made).unwrap();
        let strange = strangers(&data, &csv);
        prop_assert!(strange.is_empty(), "{:#?}", strange);
        // It prints what its cases bear.
        for figure in figures.iter() {
            let fault = too_much(figure.value(), figure.n);
            prop_assert!(fault.is_none(), "{:?} {:?}", fault, figure);
        }
        for row in &csv {
            // « moins de 60 % des messages » names the threshold of a figure that has no value.
            let said_in_per_cent = row[8].contains("\u{202f}%") && row[6] != "non fiable";
            let few = row[5].parse::<u64>().is_ok_and(|n| n < 20);
            let is_of_cases = ["ES6", "ES7", "DE2", "MO2", "MO5", "VA6", "VA7"].contains(&&*row[0]);
            prop_assert!(!(said_in_per_cent && few && is_of_cases), "{:?}", row);
        }
        // Nobody is found again.
        found_again(&figures, "DE9", &requested(&month)).map_err(TestCaseError::fail)?;
        found_again(&figures, "VA9", &decided(&month)).map_err(TestCaseError::fail)?;
        if month.members.is_none_or(|members| members < 3) {
            for slot in Slot::OUTSIDE {
                let state = figures.about("MO6", slot.key()).state;
                prop_assert!(!matches!(state, State::Measured { .. } | State::Partial { .. }), "{:?}", state);
            }
        }
    }
}

/// Rows of the comparison bear the code of their figure, for other months and for the median of twelve.
fn is_compared(code: &str) -> bool {
    ["ES2", "ES3", "ES4", "VA1", "DE2", "MO1", "MO6"].contains(&code)
}

/// What a value says that so many cases do not bear.
fn too_much(value: Option<&Value>, n: u64) -> Option<&'static str> {
    match value? {
        Value::WorkingDays { of, .. } => too_much(Some(of), n),
        Value::Spread { .. } if n < 5 => Some("a median under five cases"),
        Value::Spread {
            quartiles: true, ..
        } if n < 10 => Some("quartiles under ten cases"),
        Value::TimeShare {
            per_cent: Some(_),
            whole,
            ..
        } if whole.as_seconds() < 20 * 3600 => Some("a share of less than twenty hours"),
        Value::Rate { whole, .. } if *whole < 1000 => Some("a rate of few displays"),
        _ => None,
    }
}

/// How many requests of the month each service made, by the name that a cell would bear.
fn requested(month: &Any) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let requests = month.requests.iter().flatten();
    for request in requests.filter(|request| is_october(request.received)) {
        let service = request.service.as_deref().unwrap_or("no-service");
        *counts.entry(service.to_owned()).or_default() += 1;
    }
    counts
}

/// How many steps each role decided in the month.
fn decided(month: &Any) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for step in month.approvals.iter().flatten() {
        let (Some(sent), Some(decided)) = (step.submitted, step.decided) else {
            continue;
        };
        if step.decision != Decision::Pending && is_october(decided) && decided.at >= sent.at {
            let role = step.role.map_or("no-role", Role::key);
            *counts.entry(role.to_owned()).or_default() += 1;
        }
    }
    counts
}

fn is_october(moment: Moment) -> bool {
    estran::model::Month::of(moment.at.date()) == october()
}

/// Somebody who knows who stands in the hidden cells, the rule, and what is printed, tries every count that the hidden
/// cells may have: no small one may be the only one possible.
fn found_again(
    figures: &Figures,
    code: &'static str,
    truth: &BTreeMap<String, u64>,
) -> Result<(), String> {
    let cells: BTreeMap<&str, u64> = figures
        .each(code)
        .filter_map(|figure| Some((figure.key.about.as_deref()?, figure.n)))
        .collect();
    let whole: u64 = truth.values().sum();
    let shown: u64 = cells.values().sum();
    if shown != whole {
        return Err(format!("{code}: {shown} cases of {whole}"));
    }
    let names = truth.keys().map(String::as_str);
    let hidden: Vec<&str> = names.filter(|name| !cells.contains_key(name)).collect();
    for (name, count) in truth {
        if cells.contains_key(name.as_str()) && *count < 3 {
            return Err(format!("{code}: « {name} » stands alone with {count}"));
        }
    }
    if cells.len() < 2 {
        // The whole alone, which is printed anyway.
        return Ok(());
    }
    let together = cells.get(shield::TOGETHER).copied().unwrap_or(0);
    let mut possible: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    for counts in shares(together, hidden.len()) {
        let mut parts: Vec<(String, u64)> = hidden
            .iter()
            .zip(&counts)
            .map(|(name, count)| ((*name).to_owned(), *count))
            .collect();
        let alone = cells.iter().filter(|(name, _)| **name != shield::TOGETHER);
        parts.extend(alone.map(|(name, count)| ((*name).to_owned(), *count)));
        let shown = shield::group(&parts, 3);
        let as_printed = hidden.iter().all(|name| !shown.alone.contains(*name))
            && cells
                .keys()
                .all(|name| *name == shield::TOGETHER || shown.alone.contains(*name));
        if as_printed {
            for (name, count) in hidden.iter().zip(&counts) {
                possible.entry(name).or_default().insert(*count);
            }
        }
    }
    for (name, count) in truth.iter().filter(|(_, count)| **count < 3) {
        let found = possible
            .get(name.as_str())
            .is_none_or(|counts| counts.len() < 2);
        if found {
            return Err(format!(
                "{code}: « {name} », {count}, is found again among {cells:?}"
            ));
        }
    }
    Ok(())
}

/// Every way to share a number in so many parts of one at least.
fn shares(whole: u64, parts: usize) -> Vec<Vec<u64>> {
    match parts {
        0 => Vec::new(),
        1 => vec![vec![whole]],
        _ => (1..whole)
            .flat_map(|first| {
                shares(whole - first, parts - 1)
                    .into_iter()
                    .map(move |rest| {
                        let mut all = vec![first];
                        all.extend(rest);
                        all
                    })
            })
            .collect(),
    }
}
