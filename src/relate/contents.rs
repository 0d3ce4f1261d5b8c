//! Posts ↔ contents (editorial-tables.md §8): the three rules.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polars::prelude::PolarsResult;

use super::known::{Planned, Publication, Tied, add_earlier_links, planned, publications};
use super::{Rules, similarity};
use crate::ledger::Ledger;
use crate::model::Finding;

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
