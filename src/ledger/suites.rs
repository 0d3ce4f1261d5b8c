//! Posts that a suite tells of, and that an export of the network tells of too: one post, the network's.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, TimeDelta};

use crate::model::{Batch, Network, Post, Source};

/// Suites write the minute.
const SAME_MOMENT: TimeDelta = TimeDelta::seconds(60);

/// Gives posts of suites the ids that the network's exports give them: by their id or link, or else by their
/// account and moment, since the links of one post may differ (formats/linkedin.md §6: a share and its activity).
pub fn recognise(batches: &mut [Batch]) {
    if !of_source(batches, Source::Suite).any(|_| true) {
        return;
    }
    let native = Native::of(batches);
    for batch in batches {
        let posts = batch.tables.posts.as_deref_mut().unwrap_or_default();
        if posts.iter().any(is_of_suite) {
            native.recognise(posts);
        }
    }
}

fn is_of_suite(post: &Post) -> bool {
    post.source == Source::Suite
}

fn of_source(batches: &[Batch], source: Source) -> impl Iterator<Item = &Post> {
    let posts = batches
        .iter()
        .flat_map(|batch| batch.tables.posts.iter().flatten());
    posts.filter(move |post| post.source == source)
}

/// An account, a link, an id or a title, which mean something on one network only.
type Key = (Network, String);

/// Ids of posts by their moments, for an account or for a title.
type Moments = BTreeMap<(Network, String, NaiveDateTime), BTreeSet<String>>;

/// What the network's own exports tell.
#[derive(Default)]
struct Native {
    /// The id and the account that a link leads to.
    by_link: BTreeMap<Key, (String, String)>,
    /// The account of an id.
    by_id: BTreeMap<Key, String>,
    by_account: Moments,
    by_title: Moments,
    /// The accounts that the settings name.
    known: BTreeSet<Key>,
    /// Networks on which the files hold one account, that a suite may call by another name.
    with_one_account: BTreeSet<Network>,
}

impl Native {
    fn of(batches: &[Batch]) -> Native {
        let mut native = Native {
            with_one_account: with_one_account(batches),
            ..Native::default()
        };
        let found = batches.iter().flat_map(|batch| &batch.accounts);
        native.known = found
            .filter(|found| found.known)
            .map(|found| (found.network, found.account.clone()))
            .collect();
        for post in of_source(batches, Source::Network) {
            let (network, account, id) = (post.network, &post.account, &post.id);
            // The order of the files must not choose.
            let least = |known: &mut (String, String)| {
                if (id, account) < (&known.0, &known.1) {
                    *known = (id.clone(), account.clone());
                }
            };
            if let Some(link) = &post.permalink {
                native
                    .by_link
                    .entry((network, link.clone()))
                    .and_modify(least)
                    .or_insert_with(|| (id.clone(), account.clone()));
            }
            native
                .by_id
                .entry((network, id.clone()))
                .and_modify(|known| *known = account.min(known).clone())
                .or_insert_with(|| account.clone());
            if post.has_time {
                for (moments, of) in [
                    (&mut native.by_account, account),
                    (&mut native.by_title, &post.title),
                ] {
                    let at = (network, of.clone(), post.published);
                    moments.entry(at).or_default().insert(id.clone());
                }
            }
        }
        native
    }

    /// The posts of one file.
    fn recognise(&self, posts: &mut [Post]) {
        let sure: Vec<Option<&str>> = posts.iter().map(|post| self.by_key(post)).collect();
        let sure_claims = Claims::of(posts.iter().zip(sure.iter().copied()));
        let same = self.same_accounts(posts.iter().zip(sure.iter().copied()));
        let likely: Vec<Option<&str>> = posts
            .iter()
            .zip(&sure)
            .map(|(post, sure)| match sure {
                Some(_) => None,
                None => self
                    .by_moment(post, &same)
                    .filter(|id| !sure_claims.any(post.network, id)),
            })
            .collect();
        let likely_claims = Claims::of(posts.iter().zip(likely.iter().copied()));
        let found: Vec<Option<String>> = posts
            .iter()
            .zip(sure.iter().zip(&likely))
            .map(|(post, (sure, likely))| {
                let (id, claims) = match sure {
                    Some(_) => (sure, &sure_claims),
                    None => (likely, &likely_claims),
                };
                id.filter(|id| claims.is_only(post.network, id))
                    .map(str::to_owned)
            })
            .collect();
        for (post, id) in posts.iter_mut().zip(found) {
            if let Some(id) = id {
                post.id = id;
            }
        }
    }

    /// The post that bears its id or its link.
    fn by_key(&self, post: &Post) -> Option<&str> {
        if !is_of_suite(post) {
            return None;
        }
        let by_id = || self.by_id.get_key_value(&(post.network, post.id.clone()));
        let by_link = || {
            let link = post.permalink.clone()?;
            self.by_link.get(&(post.network, link))
        };
        by_id()
            .map(|((_, id), _)| id.as_str())
            .or_else(|| by_link().map(|(id, _)| id.as_str()))
    }

    /// What the network calls the accounts of a file, learnt from the posts that their ids and links tell:
    /// two accounts of one file are two accounts of the network.
    fn same_accounts<'a>(
        &'a self,
        found: impl Iterator<Item = (&'a Post, Option<&'a str>)>,
    ) -> BTreeMap<Key, &'a str> {
        let pairs: BTreeSet<(Network, &str, &str)> = found
            .filter_map(|(post, id)| {
                let id = id?.to_owned();
                let account = self.by_id.get(&(post.network, id))?;
                Some((post.network, post.account.as_str(), account.as_str()))
            })
            .collect();
        let (mut of_suite, mut of_network) = (BTreeMap::new(), BTreeMap::new());
        for (network, suite, native) in &pairs {
            *of_suite.entry((network, suite)).or_insert(0_u32) += 1;
            *of_network.entry((network, native)).or_insert(0_u32) += 1;
        }
        pairs
            .iter()
            .filter(|(network, suite, native)| {
                of_suite[&(network, suite)] == 1 && of_network[&(network, native)] == 1
            })
            .map(|(network, suite, native)| ((*network, (*suite).to_owned()), *native))
            .collect()
    }

    /// The one post that its account published at that moment.
    fn by_moment(&self, post: &Post, same: &BTreeMap<Key, &str>) -> Option<&str> {
        let may_have_two_links = post.permalink.is_none()
            || matches!(post.network, Network::LinkedIn | Network::Facebook);
        if !is_of_suite(post) || !post.has_time || !may_have_two_links {
            return None;
        }
        let account = (post.network, post.account.clone());
        let learnt = same
            .get(&account)
            .filter(|native| !self.are_apart(post, native));
        only(&self.by_account, post, &post.account)
            .or_else(|| only(&self.by_account, post, learnt?))
            .or_else(|| self.by_title(post))
    }

    /// The title stands for the account where there is no other.
    fn by_title(&self, post: &Post) -> Option<&str> {
        if post.title.is_empty() || !self.with_one_account.contains(&post.network) {
            return None;
        }
        let id = only(&self.by_title, post, &post.title)?;
        let account = self.by_id.get(&(post.network, id.to_owned()))?;
        (!self.are_apart(post, account)).then_some(id)
    }

    /// The settings name both.
    fn are_apart(&self, post: &Post, account: &str) -> bool {
        let is_known = |account: &str| self.known.contains(&(post.network, account.to_owned()));
        post.account != account && is_known(&post.account) && is_known(account)
    }
}

/// Networks of which the exports of the network name one account, and those of suites one too.
fn with_one_account(batches: &[Batch]) -> BTreeSet<Network> {
    let mut accounts = BTreeMap::<(Network, Source), BTreeSet<&str>>::new();
    for source in [Source::Network, Source::Suite] {
        for post in of_source(batches, source) {
            let of = accounts.entry((post.network, source)).or_default();
            of.insert(&post.account);
        }
    }
    let is_alone = |of: &(Network, Source)| accounts.get(of).is_some_and(|of| of.len() == 1);
    Network::ALL
        .into_iter()
        .filter(|network| {
            is_alone(&(*network, Source::Network)) && is_alone(&(*network, Source::Suite))
        })
        .collect()
}

/// The only id around the moment of a post, of this account or under this title.
fn only<'a>(moments: &'a Moments, post: &Post, of: &str) -> Option<&'a str> {
    let at = |moment| (post.network, of.to_owned(), moment);
    let around = at(post.published - SAME_MOMENT)..=at(post.published + SAME_MOMENT);
    let mut ids = moments.range(around).flat_map(|(_, ids)| ids);
    let id = ids.next()?;
    ids.all(|other| other == id).then_some(id)
}

/// Which posts of a file claim each post of the network, by the id that the suite gives: two are not one.
struct Claims<'a>(BTreeMap<(Network, &'a str), Claimant<'a>>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Claimant<'a> {
    One(&'a str),
    Several,
}

impl<'a> Claims<'a> {
    fn of(found: impl Iterator<Item = (&'a Post, Option<&'a str>)>) -> Self {
        let mut claims = BTreeMap::new();
        for (post, id) in found {
            let Some(id) = id else { continue };
            let one = Claimant::One(&post.id);
            let claimant = claims.entry((post.network, id)).or_insert(one);
            if *claimant != one {
                *claimant = Claimant::Several;
            }
        }
        Claims(claims)
    }

    fn any(&self, network: Network, id: &str) -> bool {
        self.0.contains_key(&(network, id))
    }

    fn is_only(&self, network: Network, id: &str) -> bool {
        matches!(self.0.get(&(network, id)), Some(Claimant::One(_)))
    }
}
