//! Records of one file become columns.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use polars::prelude::*;

use crate::model::columns::{
    ACCESSIBLE, ACCOUNT, AGENT, AS_OF, CHANNEL, COPY, DAY, DECIDED, DECIDED_HAS_TIME, DECISION,
    END, FAMILY, FILE, FORMAT, HANDLED, HANDLED_HAS_TIME, HANDLING, HAS_TIME, ID, IS_FROM_PLAN,
    IS_NATIVE, IS_REPLY, IS_WHOLE, KEY, KIND, MONTH, NATURE, NETWORK, ORDER, OUTCOME, OUTSIDE,
    PERMALINK, PLANNED, PUBLISHED, RECEIVED, REFERENCE, REFERENCES, REQUESTED, ROLE, ROW, SECONDS,
    SERVICE, START, STATUS, STEP, SUBJECT, SUBMITTED, SUBMITTED_HAS_TIME, THEME, TITLE, WANTED,
    WANTED_HAS_TIME,
};
use crate::model::{
    AccountDay, Approval, Handling, Hour, Identity, Message, MessageKind, Metric, Metrics, Moment,
    Month, Network, Plan, Post, Request, Role, Source, Step, numbered,
};

/// Days since 1970-01-01.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - UNIX_EPOCH_DAY
}

/// The day of a number of days since 1970-01-01.
pub fn day_of(number: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number.checked_add(UNIX_EPOCH_DAY)?)
}

/// 1970-01-01, in days of the common era.
const UNIX_EPOCH_DAY: i32 = 719_163;

fn seconds(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp()
}

fn moment(moment: Option<Moment>) -> Option<i64> {
    moment.map(|moment| seconds(moment.at))
}

fn has_time(moment: Option<Moment>) -> Option<bool> {
    moment.map(|moment| moment.has_time)
}

fn texts<'a>(name: &str, values: impl Iterator<Item = Option<&'a str>>) -> Column {
    Column::new(name.into(), values.collect::<Vec<_>>())
}

fn wholes(name: &str, values: impl Iterator<Item = Option<i64>>) -> Column {
    Column::new(name.into(), values.collect::<Vec<_>>())
}

fn days(name: &str, values: impl Iterator<Item = i32>) -> Column {
    Column::new(name.into(), values.collect::<Vec<_>>())
}

fn numbers(name: &str, values: impl Iterator<Item = Option<u64>>) -> Column {
    Column::new(name.into(), values.collect::<Vec<_>>())
}

fn places(name: &str, values: impl Iterator<Item = u32>) -> Column {
    Column::new(name.into(), values.collect::<Vec<_>>())
}

fn flags(name: &str, values: impl Iterator<Item = Option<bool>>) -> Column {
    Column::new(name.into(), values.collect::<Vec<_>>())
}

/// The same file number on every row: which file they come from.
fn file(number: u32, height: usize) -> Column {
    Column::new_scalar(FILE.into(), Scalar::from(number), height)
}

fn metrics<'a, R>(
    records: &'a [R],
    of: impl Fn(&'a R) -> &'a Metrics + Copy,
) -> impl Iterator<Item = Column> {
    Metric::ALL.into_iter().map(move |metric| {
        wholes(
            metric.key(),
            records.iter().map(move |record| of(record)[metric]),
        )
    })
}

/// What makes each row itself, and its place among identical rows of the file.
fn keys<R: Identity>(records: &[R]) -> [Column; 2] {
    let (keys, copies): (Vec<u64>, Vec<u32>) = numbered(records).into_iter().unzip();
    [
        Column::new(KEY.into(), keys),
        Column::new(COPY.into(), copies),
    ]
}

pub fn posts(records: &[Post], number: u32) -> PolarsResult<DataFrame> {
    let mut columns = vec![
        texts(NETWORK, records.iter().map(|post| Some(post.network.key()))),
        texts(
            ACCOUNT,
            records.iter().map(|post| Some(post.account.as_str())),
        ),
        texts(ID, records.iter().map(|post| Some(post.id.as_str()))),
        texts(
            PERMALINK,
            records.iter().map(|post| post.permalink.as_deref()),
        ),
        wholes(
            PUBLISHED,
            records.iter().map(|post| Some(seconds(post.published))),
        ),
        flags(HAS_TIME, records.iter().map(|post| Some(post.has_time))),
        days(
            DAY,
            records.iter().map(|post| day_number(post.published.date())),
        ),
        days(
            MONTH,
            records
                .iter()
                .map(|post| Month::of(post.published.date()).index()),
        ),
        texts(
            FORMAT,
            records
                .iter()
                .map(|post| post.format.map(crate::model::PostFormat::key)),
        ),
        texts(TITLE, records.iter().map(|post| Some(post.title.as_str()))),
        flags(IS_REPLY, records.iter().map(|post| Some(post.is_reply))),
        flags(IS_WHOLE, records.iter().map(|post| Some(post.is_whole))),
        flags(
            IS_NATIVE,
            records
                .iter()
                .map(|post| Some(post.source == Source::Network)),
        ),
        days(AS_OF, records.iter().map(|post| day_number(post.as_of))),
        file(number, records.len()),
        places(ROW, records.iter().map(|post| post.row)),
    ];
    columns.extend(metrics(records, |post| &post.metrics));
    DataFrame::new(records.len(), columns)
}

pub fn account_stats(records: &[AccountDay], number: u32) -> PolarsResult<DataFrame> {
    let mut columns = vec![
        texts(NETWORK, records.iter().map(|day| Some(day.network.key()))),
        texts(
            ACCOUNT,
            records.iter().map(|day| Some(day.account.as_str())),
        ),
        days(DAY, records.iter().map(|day| day_number(day.day))),
        days(MONTH, records.iter().map(|day| Month::of(day.day).index())),
        flags(
            IS_NATIVE,
            records
                .iter()
                .map(|day| Some(day.source == Source::Network)),
        ),
        days(AS_OF, records.iter().map(|day| day_number(day.as_of))),
        file(number, records.len()),
        places(ROW, records.iter().map(|day| day.row)),
    ];
    columns.extend(metrics(records, |day| &day.metrics));
    DataFrame::new(records.len(), columns)
}

/// Rows without an id of their own are the same when everything they say is the same.
pub fn hours(records: &[Hour], number: u32) -> PolarsResult<DataFrame> {
    let references: Vec<String> = records.iter().map(|hour| hour.refs.join(";")).collect();
    let mut columns = vec![
        numbers(AGENT, records.iter().map(|hour| hour.agent)),
        days(DAY, records.iter().map(|hour| day_number(hour.day))),
        days(
            MONTH,
            records.iter().map(|hour| Month::of(hour.day).index()),
        ),
        wholes(START, records.iter().map(|hour| hour.start.map(seconds))),
        wholes(END, records.iter().map(|hour| hour.end.map(seconds))),
        wholes(
            SECONDS,
            records.iter().map(|hour| Some(hour.spent.as_seconds())),
        ),
        texts(STEP, records.iter().map(|hour| hour.step.map(Step::key))),
        texts(
            FAMILY,
            records
                .iter()
                .map(|hour| hour.step.map(|step| step.family().key())),
        ),
        texts(ACCOUNT, records.iter().map(|hour| hour.account.as_deref())),
        texts(
            REFERENCES,
            references
                .iter()
                .map(|text| (!text.is_empty()).then_some(text.as_str())),
        ),
        texts(
            PERMALINK,
            records.iter().map(|hour| hour.permalink.as_deref()),
        ),
        texts(TITLE, records.iter().map(|hour| hour.title.as_deref())),
        texts(SERVICE, records.iter().map(|hour| hour.service.as_deref())),
        flags(OUTSIDE, records.iter().map(|hour| hour.outside)),
        texts(NATURE, records.iter().map(|hour| Some(hour.nature.key()))),
        file(number, records.len()),
        places(ROW, records.iter().map(|hour| hour.row)),
    ];
    columns.extend(keys(records));
    DataFrame::new(records.len(), columns)
}

pub fn contents(records: &[Plan], number: u32) -> PolarsResult<DataFrame> {
    let mut columns = vec![
        texts(
            REFERENCE,
            records.iter().map(|plan| Some(plan.reference.as_str())),
        ),
        texts(TITLE, records.iter().map(|plan| Some(plan.title.as_str()))),
        texts(ACCOUNT, records.iter().map(|plan| plan.account.as_deref())),
        wholes(PLANNED, records.iter().map(|plan| moment(plan.planned))),
        texts(
            FORMAT,
            records
                .iter()
                .map(|plan| plan.format.map(crate::model::PostFormat::key)),
        ),
        flags(ACCESSIBLE, records.iter().map(|plan| plan.accessible)),
        texts(THEME, records.iter().map(|plan| plan.theme.as_deref())),
        texts(SERVICE, records.iter().map(|plan| plan.service.as_deref())),
        wholes(REQUESTED, records.iter().map(|plan| moment(plan.requested))),
        wholes(WANTED, records.iter().map(|plan| moment(plan.wanted))),
        flags(
            WANTED_HAS_TIME,
            records.iter().map(|plan| has_time(plan.wanted)),
        ),
        texts(
            STATUS,
            records
                .iter()
                .map(|plan| plan.status.map(crate::model::PlanStatus::key)),
        ),
        wholes(PUBLISHED, records.iter().map(|plan| moment(plan.published))),
        texts(
            PERMALINK,
            records.iter().map(|plan| plan.permalink.as_deref()),
        ),
        days(AS_OF, records.iter().map(|plan| day_number(plan.as_of))),
        file(number, records.len()),
        places(ROW, records.iter().map(|plan| plan.row)),
    ];
    columns.extend(keys(records));
    DataFrame::new(records.len(), columns)
}

pub fn approvals(records: &[Approval], number: u32) -> PolarsResult<DataFrame> {
    let mut columns = vec![
        texts(
            REFERENCE,
            records.iter().map(|step| Some(step.reference.as_str())),
        ),
        wholes(ORDER, records.iter().map(|step| step.order.map(i64::from))),
        texts(ROLE, records.iter().map(|step| step.role.map(Role::key))),
        wholes(SUBMITTED, records.iter().map(|step| moment(step.submitted))),
        flags(
            SUBMITTED_HAS_TIME,
            records.iter().map(|step| has_time(step.submitted)),
        ),
        wholes(DECIDED, records.iter().map(|step| moment(step.decided))),
        flags(
            DECIDED_HAS_TIME,
            records.iter().map(|step| has_time(step.decided)),
        ),
        texts(
            DECISION,
            records.iter().map(|step| Some(step.decision.key())),
        ),
        flags(
            IS_FROM_PLAN,
            records.iter().map(|step| Some(step.is_from_plan)),
        ),
        days(AS_OF, records.iter().map(|step| day_number(step.as_of))),
        file(number, records.len()),
        places(ROW, records.iter().map(|step| step.row)),
    ];
    columns.extend(keys(records));
    DataFrame::new(records.len(), columns)
}

pub fn requests(records: &[Request], number: u32) -> PolarsResult<DataFrame> {
    let mut columns = vec![
        numbers(SUBJECT, records.iter().map(|request| Some(request.subject))),
        wholes(
            RECEIVED,
            records.iter().map(|request| moment(Some(request.received))),
        ),
        flags(
            HAS_TIME,
            records
                .iter()
                .map(|request| Some(request.received.has_time)),
        ),
        days(
            MONTH,
            records
                .iter()
                .map(|request| Month::of(request.received.at.date()).index()),
        ),
        wholes(WANTED, records.iter().map(|request| moment(request.wanted))),
        flags(
            WANTED_HAS_TIME,
            records.iter().map(|request| has_time(request.wanted)),
        ),
        texts(
            SERVICE,
            records.iter().map(|request| request.service.as_deref()),
        ),
        texts(
            CHANNEL,
            records.iter().map(|request| request.channel.as_deref()),
        ),
        texts(
            OUTCOME,
            records
                .iter()
                .map(|request| request.outcome.map(crate::model::Outcome::key)),
        ),
        texts(
            REFERENCE,
            records.iter().map(|request| request.reference.as_deref()),
        ),
        days(
            AS_OF,
            records.iter().map(|request| day_number(request.as_of)),
        ),
        file(number, records.len()),
        places(ROW, records.iter().map(|request| request.row)),
    ];
    columns.extend(keys(records));
    DataFrame::new(records.len(), columns)
}

pub fn messages(records: &[Message], number: u32) -> PolarsResult<DataFrame> {
    let mut columns = vec![
        texts(
            ACCOUNT,
            records.iter().map(|message| message.account.as_deref()),
        ),
        texts(
            NETWORK,
            records
                .iter()
                .map(|message| message.network.map(Network::key)),
        ),
        texts(
            KIND,
            records
                .iter()
                .map(|message| message.kind.map(MessageKind::key)),
        ),
        wholes(
            RECEIVED,
            records.iter().map(|message| moment(Some(message.received))),
        ),
        flags(
            HAS_TIME,
            records
                .iter()
                .map(|message| Some(message.received.has_time)),
        ),
        wholes(
            HANDLED,
            records.iter().map(|message| moment(message.handled)),
        ),
        flags(
            HANDLED_HAS_TIME,
            records.iter().map(|message| has_time(message.handled)),
        ),
        texts(
            HANDLING,
            records
                .iter()
                .map(|message| message.handling.map(Handling::key)),
        ),
        days(
            AS_OF,
            records.iter().map(|message| day_number(message.as_of)),
        ),
        file(number, records.len()),
        places(ROW, records.iter().map(|message| message.row)),
    ];
    columns.extend(keys(records));
    DataFrame::new(records.len(), columns)
}
