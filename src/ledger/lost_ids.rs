//! Posts whose id a spreadsheet spoiled, given back the id that another file has for the same link.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Batch, Network, Post, Source};

/// Without it, one post given as an original and as a re-saved file would be two.
pub fn mend(batches: &mut [Batch]) {
    let lost: BTreeSet<(Network, String)> = posts(batches)
        .filter(|post| is_lost(post))
        .map(|post| (post.network, post.id.clone()))
        .collect();
    if lost.is_empty() {
        return;
    }
    let mut ids = BTreeMap::<(Network, String), (Source, String)>::new();
    for post in posts(batches).filter(|post| !is_lost(post)) {
        let Some(link) = &post.permalink else {
            continue;
        };
        let key = (post.network, link.clone());
        if lost.contains(&key) {
            // One link has one id, the network's own; were it not so, the order of the files must not choose.
            let id = (post.source, post.id.clone());
            ids.entry(key)
                .and_modify(|known| *known = id.clone().min(known.clone()))
                .or_insert(id);
        }
    }
    let all = batches
        .iter_mut()
        .flat_map(|batch| batch.tables.posts.iter_mut().flatten());
    for post in all.filter(|post| is_lost(post)) {
        if let Some((_, id)) = ids.get(&(post.network, post.id.clone())) {
            post.id.clone_from(id);
        }
    }
}

/// The link stands for the id.
fn is_lost(post: &Post) -> bool {
    post.permalink.as_ref() == Some(&post.id)
}

fn posts(batches: &[Batch]) -> impl Iterator<Item = &Post> {
    batches
        .iter()
        .flat_map(|batch| batch.tables.posts.iter().flatten())
}
