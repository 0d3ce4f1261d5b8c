//! Posts ↔ contents (editorial-tables.md §8): the three rules.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polars::prelude::PolarsResult;

use super::Rules;
use super::known::{Planned, Publication, Tied, add_earlier_links, planned, publications};
use super::similarity::{Words, words};
use crate::ledger::Ledger;
use crate::model::Finding;

pub fn tie<'a>(
    ledger: &'a Ledger,
    rules: &Rules,
    findings: &mut Vec<Finding>,
) -> PolarsResult<Tied<'a>> {
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

/// 1. Same link, same publication. A link that two contents claim ties nothing.
fn by_permalink<'a>(
    publications: &mut [Publication<'a>],
    planned: &[Planned<'a>],
    free_plans: &mut BTreeSet<usize>,
    findings: &mut Vec<Finding>,
) {
    // By link, then in the order of the table: the lines of a link stand together.
    let mut lines: Vec<(&str, usize)> = planned
        .iter()
        .enumerate()
        .filter_map(|(place, plan)| Some((plan.permalink?, place)))
        .collect();
    lines.sort_unstable();
    for of_link in lines.chunk_by(|(one, _), (other, _)| one == other) {
        let references: BTreeSet<&str> = of_link
            .iter()
            .map(|(_, place)| planned[*place].reference)
            .collect();
        if references.len() > 1 {
            let names: Vec<&str> = references.into_iter().collect();
            let message = format!(
                "le lien {} est donné à plusieurs contenus ({}) ; il n’en relie aucun",
                of_link[0].0,
                names.join(", ")
            );
            findings.push(Finding::warning(
                "link-claimed-twice",
                &Arc::from(""),
                message,
            ));
        }
    }
    let of_link = |link: &str| {
        let start = lines.partition_point(|(known, _)| *known < link);
        let length = lines[start..].partition_point(|(known, _)| *known == link);
        &lines[start..start + length]
    };
    for publication in publications.iter_mut() {
        let known = publication.permalinks().map(of_link);
        let Some(found) = known.into_iter().find(|found| !found.is_empty()) else {
            continue;
        };
        let reference = planned[found[0].1].reference;
        if found
            .iter()
            .all(|(_, place)| planned[*place].reference == reference)
        {
            publication.reference = Some(reference);
            for (_, place) in found {
                free_plans.remove(place);
            }
        }
    }
}

/// A line of the table and a post that may be its publication.
#[derive(Clone, Copy)]
struct Pair {
    likeness: u8,
    plan: usize,
    post: usize,
}

/// 2. Same account, near days, alike titles; the best pair first, and equals tie nothing.
fn by_title<'a>(
    publications: &mut [Publication<'a>],
    planned: &[Planned<'a>],
    free_plans: &mut BTreeSet<usize>,
    rules: &Rules,
) {
    let pairs = alike(publications, planned, free_plans, rules);
    let (mut of_plan, mut of_post) = (
        BTreeMap::<usize, Vec<Pair>>::new(),
        BTreeMap::<usize, Vec<Pair>>::new(),
    );
    for pair in &pairs {
        of_plan.entry(pair.plan).or_default().push(*pair);
        of_post.entry(pair.post).or_default().push(*pair);
    }
    for pair in &pairs {
        let is_as_alike = |other: &&Pair| other.likeness >= pair.likeness;
        let mut other_posts = of_plan[&pair.plan].iter().filter(is_as_alike);
        let mut other_plans = of_post[&pair.post].iter().filter(is_as_alike);
        let reference = planned[pair.plan].reference;
        let has_rival = other_posts.any(|other| other.post != pair.post)
            || other_plans.any(|other| planned[other.plan].reference != reference);
        if !has_rival && free_plans.contains(&pair.plan) && publications[pair.post].is_free() {
            publications[pair.post].reference = Some(reference);
            free_plans.remove(&pair.plan);
        }
    }
}

/// The pairs that may be tied by their titles, in the order of the table, then of the posts.
fn alike(
    publications: &[Publication],
    planned: &[Planned],
    free_plans: &BTreeSet<usize>,
    rules: &Rules,
) -> Vec<Pair> {
    let mut by_account: BTreeMap<&str, Vec<(i32, usize)>> = BTreeMap::new();
    let is_asked = |place: &usize| planned[*place].account.is_some();
    if !free_plans.iter().any(is_asked) {
        return Vec::new();
    }
    for (place, publication) in publications.iter().enumerate() {
        if publication.is_free() {
            let places = by_account.entry(publication.account).or_default();
            places.push((publication.day, place));
        }
    }
    for places in by_account.values_mut() {
        places.sort_unstable();
    }
    let mut known: BTreeMap<usize, Words> = BTreeMap::new();
    let mut pairs = Vec::new();
    for &plan_place in free_plans {
        let plan = &planned[plan_place];
        let (Some(account), Some(day)) = (plan.account, plan.day) else {
            continue;
        };
        let Some(places) = by_account.get(account) else {
            continue;
        };
        let own = words(plan.title);
        let start =
            places.partition_point(|(at, _)| *at < day.saturating_sub(rules.days_before_plan));
        let last = day.saturating_add(rules.days_after_plan);
        let near = places[start..].iter().take_while(|(at, _)| *at <= last);
        let from = pairs.len();
        for &(_, post) in near {
            let other = known
                .entry(post)
                .or_insert_with(|| words(publications[post].title));
            let likeness = own.likeness(other);
            if likeness >= rules.similarity {
                pairs.push(Pair {
                    likeness,
                    plan: plan_place,
                    post,
                });
            }
        }
        pairs[from..].sort_unstable_by_key(|pair| pair.post);
    }
    pairs
}

/// 3. One planned line and one post on that account that day.
fn by_day<'a>(
    publications: &mut [Publication<'a>],
    planned: &[Planned<'a>],
    free_plans: &BTreeSet<usize>,
) {
    let mut plans: BTreeMap<(&str, i32), Vec<usize>> = BTreeMap::new();
    for &place in free_plans {
        if let (Some(account), Some(day)) = (planned[place].account, planned[place].day) {
            plans.entry((account, day)).or_default().push(place);
        }
    }
    if plans.is_empty() {
        return;
    }
    let mut posts: BTreeMap<(&str, i32), Vec<usize>> = BTreeMap::new();
    for (place, publication) in publications.iter().enumerate() {
        let at = (publication.account, publication.day);
        if !publication.is_reply && plans.contains_key(&at) {
            posts.entry(at).or_default().push(place);
        }
    }
    for (at, places) in plans {
        let ([plan], Some([post])) = (places.as_slice(), posts.get(&at).map(Vec::as_slice)) else {
            continue;
        };
        if publications[*post].is_free() {
            publications[*post].reference = Some(planned[*plan].reference);
        }
    }
}
