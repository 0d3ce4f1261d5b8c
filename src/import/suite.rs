//! Posts of a file that mixes networks, as the tools that publish on several of them export it (formats/suites.md).

use std::collections::BTreeMap;

use crate::document::{Document, Row, Table};
use crate::import::date_column::Hints;
use crate::import::field::{Columns, Field, Kind, To};
use crate::import::figures_column::Marks;
use crate::import::post::{Close, Draft, Posts};
use crate::import::told::Told;
use crate::import::{Settings, account_cell, date_order, instant};
use crate::model::{Batch, Metric, Metrics, Network, PostFormat, Severity, Source};
use crate::words::fold::fold;

pub struct Suite<'a> {
    document: &'a Document,
    settings: &'a Settings,
    by_network: BTreeMap<Network, Posts<'a>>,
    has_ids: bool,
    /// Of the rows that are of no network.
    pub told: Told<'a>,
}

impl<'a> Suite<'a> {
    /// `columns` say whether the file has ids besides its links.
    pub fn new(document: &'a Document, settings: &'a Settings, columns: &Columns) -> Self {
        Suite {
            document,
            settings,
            by_network: BTreeMap::new(),
            has_ids: columns.has(To::Id),
            told: Told::new(document),
        }
    }

    /// The posts of one network.
    pub fn on(&mut self, network: Network) -> &mut Posts<'a> {
        self.by_network.entry(network).or_insert_with(|| {
            let mut posts = Posts::new(self.document, self.settings, network);
            posts.source = Source::Suite;
            posts.has_ids = self.has_ids;
            posts
        })
    }

    /// The order of days and months is that of the whole file, not of each network.
    pub fn finish(mut self, mut batch: Batch, close: Close) -> Batch {
        let hints = Hints {
            period: close.period,
            is_daily: false,
            asked: close
                .asked
                .or_else(|| date_order::asked(self.settings, &batch)),
        };
        let written: Vec<_> = self.by_network.values().flat_map(Posts::written).collect();
        let Some(understood) = date_order::settle(&written, hints, &mut self.told) else {
            return date_order::refused(self.document, batch);
        };
        batch.tables.posts.get_or_insert_default();
        batch = self.told.into_batch(batch);
        for posts in self.by_network.into_values() {
            batch = posts.finish_understood(batch, close, understood);
        }
        batch
    }
}

/// The column of likes, beside that of reactions.
pub struct Likes(Columns);

const LIKES: To = To::Metric(Metric::Reactions);

impl Likes {
    pub fn of(columns: &Columns) -> Likes {
        let field = Field::count(&["Likes"], Metric::Reactions);
        Likes(Columns::resolve(columns.header, &columns.names, &[field]))
    }

    /// Where the columns never move.
    pub fn or_at(mut self, place: usize) -> Likes {
        self.0.complete(&[(LIKES, Kind::Count, place)]);
        self
    }

    pub fn learn_marks(&mut self, table: &Table, usual: Marks) {
        self.0.learn_marks(table, usual);
    }

    /// Stand for the reactions that are not given, where a network knows no others: elsewhere they are a part of them.
    pub fn complete(
        &self,
        metrics: &mut Metrics,
        network: Network,
        row: &Row<'_>,
        told: &mut Told<'_>,
    ) {
        let has_others = matches!(
            network,
            Network::Facebook | Network::LinkedIn | Network::Other
        );
        if !has_others && metrics[Metric::Reactions].is_none() {
            metrics[Metric::Reactions] = self.0.metrics(row, told)[Metric::Reactions];
        }
    }
}

/// A row whose network is not known gives no record.
pub fn on_no_network(told: &mut Told<'_>, row: u32) {
    told.met();
    let message = "ni la colonne du réseau ni le lien ne disent un réseau connu\u{a0}; la ligne n’a pas été comptée";
    told.lost(Severity::Warning, "unknown-network", row, message);
}

/// Of the cell that says it, else of the link.
pub fn network(cell: &str, link: Option<&str>) -> Option<Network> {
    account_cell::network(cell).or_else(|| account_cell::network(link?))
}

/// The id of a link, as the network's own exports write it.
pub fn id(network: Network, link: Option<&str>) -> Option<String> {
    let id = link?.strip_prefix(network.key())?.strip_prefix(':')?;
    // Facebook's tokens change from one export to the next.
    (!id.starts_with("pfbid")).then(|| id.to_owned())
}

/// The kind of a post, in the words of the tools.
pub fn format(kind: &str) -> Option<PostFormat> {
    match fold(kind).as_str() {
        "status" | "text" | "texte" => Some(PostFormat::Text),
        "link" | "lien" => Some(PostFormat::Link),
        "photo" | "image" => Some(PostFormat::Image),
        "carousel" | "carrousel" | "album" | "document" | "gallery" => Some(PostFormat::Carousel),
        "video" => Some(PostFormat::LongVideo),
        "reel" | "short" | "shorts" => Some(PostFormat::ShortVideo),
        "story" => Some(PostFormat::Story),
        "poll" | "sondage" => Some(PostFormat::Poll),
        "event" | "evenement" => Some(PostFormat::Event),
        "retweet" | "repost" => Some(PostFormat::Relay),
        _ => None,
    }
}

/// The instant that the id holds is surer than the time of the file, whose zone no suite writes.
pub fn dated(mut draft: Draft, network: Network) -> Draft {
    let id = draft.id.as_deref().unwrap_or_default();
    draft.instant = match network {
        Network::LinkedIn => instant::of_linkedin(id),
        Network::X => instant::of_x(id),
        _ => None,
    };
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_is_that_of_the_column_or_else_of_the_link() {
        for (cell, link, expected) in [
            ("Linkedin", None, Some(Network::LinkedIn)),
            ("X (Twitter)", None, Some(Network::X)),
            ("Facebook Page", None, Some(Network::Facebook)),
            ("", Some("instagram:DAAAAAAAAAA"), Some(Network::Instagram)),
            (
                "",
                Some("facebook.com/abers/photos"),
                Some(Network::Facebook),
            ),
            ("Pinterest", Some("pinterest.fr/pin/1"), None),
            ("", None, None),
        ] {
            assert_eq!(network(cell, link), expected, "{cell} {link:?}");
        }
    }

    #[test]
    fn the_id_of_a_link_is_that_of_the_native_exports() {
        assert_eq!(
            id(Network::LinkedIn, Some("linkedin:7383000000000000001")).as_deref(),
            Some("7383000000000000001")
        );
        assert_eq!(id(Network::Facebook, Some("facebook:pfbid0aaa")), None);
        assert_eq!(id(Network::X, Some("facebook:123")), None);
    }
}
