//! Posts and lines of the editorial table, as far as tying needs them.

use std::collections::BTreeMap;

use polars::prelude::*;

use crate::model::columns::{
    ACCOUNT, DAY, FORMAT, ID, IS_REPLY, NETWORK, PERMALINK, PLANNED, PUBLISHED, REFERENCE, SERVICE,
    TITLE,
};

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
    pub own: String,
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
    pub format: Option<String>,
    pub service: Option<String>,
}

/// Posts and lines of the editorial table, tied.
#[derive(Debug, Default)]
pub struct Tied {
    pub publications: Vec<Publication>,
    pub planned: Vec<Planned>,
}

pub fn publications(posts: &DataFrame) -> PolarsResult<Vec<Publication>> {
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

/// Adds the links that earlier readings gave.
pub fn add_earlier_links(publications: &mut [Publication], links: &DataFrame) -> PolarsResult<()> {
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

pub fn planned(plans: &DataFrame) -> PolarsResult<Vec<Planned>> {
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
