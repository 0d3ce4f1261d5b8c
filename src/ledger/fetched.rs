//! Posts of LinkedIn that an export gives, and that were fetched too: one post, whose numbers differ.
//!
//! The export knows its activity, the API its share; both were born within seconds (formats/linkedin.md §6).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, TimeDelta};

use crate::model::{Batch, Network, Post, Source};

const SAME_MOMENT: TimeDelta = TimeDelta::seconds(60);

/// An account, and when it published.
type Moment = (String, NaiveDateTime);

/// Gives posts that were fetched the ids that exports give them, where one account published one post at that moment.
pub fn recognise(batches: &mut [Batch]) {
    let posts_of = |is_wanted: fn(&Batch) -> bool| {
        let batches = batches.iter().filter(move |batch| is_wanted(batch));
        let posts = batches.flat_map(|batch| batch.tables.posts.iter().flatten());
        posts.filter(|post| is_of_linkedin(post))
    };
    let mut exported = BTreeMap::<Moment, BTreeSet<&str>>::new();
    for post in posts_of(|batch| !is_fetched(batch)) {
        let at = (post.account.clone(), post.published);
        exported.entry(at).or_default().insert(&post.id);
    }
    let mut claims = BTreeMap::<&str, BTreeSet<&str>>::new();
    for post in posts_of(is_fetched) {
        if let Some(id) = only(&exported, post) {
            claims.entry(id).or_default().insert(&post.id);
        }
    }
    let same: BTreeMap<String, String> = claims
        .into_iter()
        .filter(|(_, fetched)| fetched.len() == 1)
        .flat_map(|(id, fetched)| fetched.into_iter().map(move |own| (own, id)))
        .map(|(own, id)| (own.to_owned(), id.to_owned()))
        .collect();
    let fetched = batches.iter_mut().filter(|batch| is_fetched(batch));
    for post in fetched.flat_map(|batch| batch.tables.posts.iter_mut().flatten()) {
        if let Some(id) = same.get(&post.id) {
            post.id.clone_from(id);
        }
    }
}

fn is_fetched(batch: &Batch) -> bool {
    batch.format == Some("linkedin-api")
}

fn is_of_linkedin(post: &Post) -> bool {
    post.network == Network::LinkedIn && post.source == Source::Network && post.has_time
}

/// The only post that exports give to its account around its moment.
fn only<'a>(exported: &BTreeMap<Moment, BTreeSet<&'a str>>, post: &Post) -> Option<&'a str> {
    let at = |moment| (post.account.clone(), moment);
    let around = at(post.published - SAME_MOMENT)..=at(post.published + SAME_MOMENT);
    let mut ids = exported.range(around).flat_map(|(_, ids)| ids);
    let id = ids.next()?;
    ids.all(|other| other == id).then_some(*id)
}
