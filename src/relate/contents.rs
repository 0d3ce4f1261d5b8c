//! Posts ↔ contents (editorial-tables.md §8).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polars::lazy::dsl::{any_horizontal, sum_horizontal};
use polars::prelude::*;

use super::columns::{FIRST, INTERACTIONS_GIVEN, IS_PLANNED, POSTS};
use super::{Rules, similarity};
use crate::ledger::Ledger;
use crate::model::columns::{
    ACCOUNT, CONTENT, DAY, FORMAT, ID, IS_REPLY, MONTH, NETWORK, PERMALINK, PLANNED, PUBLISHED,
    REFERENCE, SERVICE, TITLE,
};
use crate::model::{Finding, Metric, Month};

/// A publication, as far as tying needs it.
#[derive(Clone, Debug)]
pub struct Publication {
    pub account: String,
    pub day: i32,
    pub title: String,
    /// Every link it was ever given.
    pub permalinks: Vec<String>,
    pub format: Option<String>,
    pub is_reply: bool,
    /// Reference of the editorial table, or the post's own key.
    pub content: String,
    own: String,
}

/// A line of the editorial table, as far as tying needs it.
#[derive(Clone, Debug)]
pub struct Planned {
    pub reference: String,
    pub account: Option<String>,
    pub title: String,
    /// Day it was published, or else planned for.
    pub day: Option<i32>,
    pub permalink: Option<String>,
    format: Option<String>,
    service: Option<String>,
}

/// Posts and lines of the editorial table, tied.
#[derive(Debug, Default)]
pub struct Tied {
    pub publications: Vec<Publication>,
    pub planned: Vec<Planned>,
}

pub fn tie(ledger: &Ledger, rules: &Rules, findings: &mut Vec<Finding>) -> PolarsResult<Tied> {
    let mut publications = ledger
        .posts
        .as_ref()
        .map(publications)
        .transpose()?
        .unwrap_or_default();
    if let Some(links) = &ledger.links {
        add_earlier_links(&mut publications, links)?;
    }
    let planned = ledger
        .contents
        .as_ref()
        .map(planned)
        .transpose()?
        .unwrap_or_default();
    let mut free_plans: BTreeSet<usize> = (0..planned.len()).collect();
    by_permalink(&mut publications, &planned, &mut free_plans, findings);
    by_title(&mut publications, &planned, &mut free_plans, rules);
    by_day(&mut publications, &planned, &free_plans);
    Ok(Tied {
        publications,
        planned,
    })
}

fn publications(posts: &DataFrame) -> PolarsResult<Vec<Publication>> {
    let text = |name: &str| -> PolarsResult<Vec<Option<String>>> {
        Ok(posts
            .column(name)?
            .str()?
            .iter()
            .map(|value| value.map(str::to_owned))
            .collect())
    };
    let (networks, accounts, ids) = (text(NETWORK)?, text(ACCOUNT)?, text(ID)?);
    let (titles, permalinks, formats) = (text(TITLE)?, text(PERMALINK)?, text(FORMAT)?);
    let days = posts.column(DAY)?.i32()?;
    let replies = posts.column(IS_REPLY)?.bool()?;
    Ok((0..posts.height())
        .map(|row| {
            let own = own_key(
                networks[row].as_deref().unwrap_or_default(),
                ids[row].as_deref().unwrap_or_default(),
            );
            Publication {
                account: accounts[row].clone().unwrap_or_default(),
                day: days.get(row).unwrap_or_default(),
                title: titles[row].clone().unwrap_or_default(),
                permalinks: permalinks[row].iter().cloned().collect(),
                format: formats[row].clone(),
                is_reply: replies.get(row).unwrap_or(false),
                content: own.clone(),
                own,
            }
        })
        .collect())
}

fn add_earlier_links(publications: &mut [Publication], links: &DataFrame) -> PolarsResult<()> {
    let places: BTreeMap<String, usize> = publications
        .iter()
        .enumerate()
        .map(|(place, publication)| (publication.own.clone(), place))
        .collect();
    let (permalinks, networks, ids) = (
        links.column(PERMALINK)?.str()?,
        links.column(NETWORK)?.str()?,
        links.column(ID)?.str()?,
    );
    for ((permalink, network), id) in permalinks.iter().zip(networks.iter()).zip(ids.iter()) {
        let (Some(permalink), Some(network), Some(id)) = (permalink, network, id) else {
            continue;
        };
        let Some(place) = places.get(&own_key(network, id)) else {
            continue;
        };
        let known = &mut publications[*place].permalinks;
        if known.iter().all(|link| link != permalink) {
            known.push(permalink.to_owned());
        }
    }
    Ok(())
}

/// The content of a post that no planning knows: itself.
fn own_key(network: &str, id: &str) -> String {
    format!("{network}:{id}")
}

fn planned(plans: &DataFrame) -> PolarsResult<Vec<Planned>> {
    let text = |name: &str| -> PolarsResult<Vec<Option<String>>> {
        Ok(plans
            .column(name)?
            .str()?
            .iter()
            .map(|value| value.map(str::to_owned))
            .collect())
    };
    let (references, titles, accounts) = (text(REFERENCE)?, text(TITLE)?, text(ACCOUNT)?);
    let (permalinks, formats, services) = (text(PERMALINK)?, text(FORMAT)?, text(SERVICE)?);
    let (published, planned) = (
        plans.column(PUBLISHED)?.i64()?,
        plans.column(PLANNED)?.i64()?,
    );
    Ok((0..plans.height())
        .map(|row| Planned {
            reference: references[row].clone().unwrap_or_default(),
            account: accounts[row].clone(),
            title: titles[row].clone().unwrap_or_default(),
            day: published
                .get(row)
                .or_else(|| planned.get(row))
                .and_then(|at| i32::try_from(at.div_euclid(86_400)).ok()),
            permalink: permalinks[row].clone(),
            format: formats[row].clone(),
            service: services[row].clone(),
        })
        .collect())
}

/// 1. Same link, same publication. A link that two contents claim ties nothing.
fn by_permalink(
    publications: &mut [Publication],
    planned: &[Planned],
    free_plans: &mut BTreeSet<usize>,
    findings: &mut Vec<Finding>,
) {
    let mut links: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, plan) in planned.iter().enumerate() {
        if let Some(link) = &plan.permalink {
            links.entry(link).or_default().push(place);
        }
    }
    for (link, places) in &links {
        let references: BTreeSet<&str> = places
            .iter()
            .map(|place| planned[*place].reference.as_str())
            .collect();
        if references.len() > 1 {
            let names: Vec<&str> = references.into_iter().collect();
            let message = format!(
                "le lien {link} est donné à plusieurs contenus ({}) ; il n’en relie aucun",
                names.join(", ")
            );
            findings.push(Finding::warning(
                "link-claimed-twice",
                &Arc::from(""),
                message,
            ));
        }
    }
    for publication in publications.iter_mut() {
        let Some(places) = publication
            .permalinks
            .iter()
            .find_map(|link| links.get(link.as_str()))
        else {
            continue;
        };
        let reference = &planned[places[0]].reference;
        if places
            .iter()
            .all(|place| planned[*place].reference == *reference)
        {
            publication.content.clone_from(reference);
            free_plans.retain(|place| !places.contains(place));
        }
    }
}

/// 2. Same account, near days, alike titles; the best pair first, and equals tie nothing.
fn by_title(
    publications: &mut [Publication],
    planned: &[Planned],
    free_plans: &mut BTreeSet<usize>,
    rules: &Rules,
) {
    let mut by_account: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, publication) in publications.iter().enumerate() {
        if is_free(publication) {
            by_account
                .entry(publication.account.clone())
                .or_default()
                .push(place);
        }
    }
    let mut pairs: Vec<(u8, usize, usize)> = Vec::new();
    for &plan_place in free_plans.iter() {
        let plan = &planned[plan_place];
        let (Some(account), Some(day)) = (&plan.account, plan.day) else {
            continue;
        };
        for &place in by_account.get(account).into_iter().flatten() {
            let distance = publications[place].day - day;
            if !(-rules.days_before_plan..=rules.days_after_plan).contains(&distance) {
                continue;
            }
            let likeness = similarity(&plan.title, &publications[place].title);
            if likeness >= rules.similarity {
                pairs.push((likeness, plan_place, place));
            }
        }
    }
    for &(likeness, plan_place, place) in &pairs {
        let rival = |&&(other, other_plan, other_place): &&(u8, usize, usize)| {
            other >= likeness
                && ((other_plan == plan_place && other_place != place)
                    || (other_place == place
                        && planned[other_plan].reference != planned[plan_place].reference))
        };
        if pairs.iter().find(rival).is_none()
            && free_plans.contains(&plan_place)
            && is_free(&publications[place])
        {
            publications[place]
                .content
                .clone_from(&planned[plan_place].reference);
            free_plans.remove(&plan_place);
        }
    }
}

/// 3. One planned line and one post on that account that day.
fn by_day(publications: &mut [Publication], planned: &[Planned], free_plans: &BTreeSet<usize>) {
    let mut plans: BTreeMap<(&str, i32), Vec<usize>> = BTreeMap::new();
    for &place in free_plans {
        if let (Some(account), Some(day)) = (&planned[place].account, planned[place].day) {
            plans.entry((account, day)).or_default().push(place);
        }
    }
    let mut posts: BTreeMap<(String, i32), Vec<usize>> = BTreeMap::new();
    for (place, publication) in publications.iter().enumerate() {
        if !publication.is_reply {
            posts
                .entry((publication.account.clone(), publication.day))
                .or_default()
                .push(place);
        }
    }
    for ((account, day), places) in plans {
        let ([plan], Some([post])) = (
            places.as_slice(),
            posts.get(&(account.to_owned(), day)).map(Vec::as_slice),
        ) else {
            continue;
        };
        if is_free(&publications[*post]) {
            publications[*post]
                .content
                .clone_from(&planned[*plan].reference);
        }
    }
}

fn is_free(publication: &Publication) -> bool {
    !publication.is_reply && publication.content == publication.own
}

/// The posts with their content, and the interactions that their network gives.
pub fn with_contents(posts: DataFrame, tied: &Tied) -> PolarsResult<DataFrame> {
    let contents: Vec<&str> = tied
        .publications
        .iter()
        .map(|publication| publication.content.as_str())
        .collect();
    let parts = [
        Metric::Reactions,
        Metric::Comments,
        Metric::Shares,
        Metric::Saves,
    ]
    .map(|metric| col(metric.key()));
    let any_given = any_horizontal(parts.clone().map(Expr::is_not_null))?;
    let given = when(any_given)
        .then(sum_horizontal(parts, true)?)
        .otherwise(col(Metric::Interactions.key()));
    let mut posts = posts;
    posts.with_column(Column::new(CONTENT.into(), contents))?;
    posts
        .lazy()
        .with_column(given.alias(INTERACTIONS_GIVEN))
        .collect()
}

/// One row per content: what the editorial table says of it, and its publications.
pub fn table(tied: &Tied) -> PolarsResult<DataFrame> {
    #[derive(Default)]
    struct Content<'a> {
        title: &'a str,
        format: Option<&'a str>,
        service: Option<&'a str>,
        first: Option<i32>,
        posts: u32,
        is_planned: bool,
    }
    let mut contents: BTreeMap<&str, Content> = BTreeMap::new();
    for plan in &tied.planned {
        let content = contents.entry(&plan.reference).or_default();
        content.is_planned = true;
        if content.title.is_empty() {
            content.title = &plan.title;
        }
        content.format = content.format.or(plan.format.as_deref());
        content.service = content.service.or(plan.service.as_deref());
    }
    for publication in tied
        .publications
        .iter()
        .filter(|publication| !publication.is_reply)
    {
        let content = contents.entry(&publication.content).or_default();
        if content.title.is_empty() {
            content.title = &publication.title;
        }
        content.format = content.format.or(publication.format.as_deref());
        content.first = Some(
            content
                .first
                .map_or(publication.day, |first| first.min(publication.day)),
        );
        content.posts += 1;
    }
    let month = |first: Option<i32>| {
        first
            .and_then(crate::ledger::day_of)
            .map(|day| Month::of(day).index())
    };
    let rows: Vec<(&str, Content)> = contents.into_iter().collect();
    DataFrame::new(
        rows.len(),
        vec![
            Column::new(
                CONTENT.into(),
                rows.iter().map(|(key, _)| *key).collect::<Vec<_>>(),
            ),
            Column::new(
                TITLE.into(),
                rows.iter()
                    .map(|(_, content)| content.title)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                FORMAT.into(),
                rows.iter()
                    .map(|(_, content)| content.format)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                SERVICE.into(),
                rows.iter()
                    .map(|(_, content)| content.service)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                FIRST.into(),
                rows.iter()
                    .map(|(_, content)| content.first)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                MONTH.into(),
                rows.iter()
                    .map(|(_, content)| month(content.first))
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                POSTS.into(),
                rows.iter()
                    .map(|(_, content)| content.posts)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                IS_PLANNED.into(),
                rows.iter()
                    .map(|(_, content)| content.is_planned)
                    .collect::<Vec<_>>(),
            ),
        ],
    )
}
