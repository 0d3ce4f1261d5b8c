//! Publer, Post Insights (formats/suites.md §1).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::document::{Cell, Document, Row, Table};
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, To, locate};
use crate::import::figures_column::Marks;
use crate::import::post::{Close, Draft, When, link, title};
use crate::import::stamp::{self, Order};
use crate::import::suite::{self, Likes, Suite};
use crate::import::{About, Format, Group, Settings};
use crate::model::{Batch, Metric, Network, Severity};

pub struct Publer;

/// The columns vary with the networks of the file; those of LinkedIn only were seen.
const FIELDS: &[Field] = &[
    Field::date(&["Date"]),
    Field::text(&["Social account"], To::AccountName),
    Field::text(&["Social network"], To::Network),
    Field::text(&["Post link"], To::Permalink),
    Field::text(&["Post text"], To::Text),
    Field::text(&["Post type"], To::Type),
    Field::count(&["Impressions"], Metric::Impressions),
    Field::count(&["Reach"], Metric::Reach),
    Field::count(&["Video views"], Metric::Views),
    Field::count(&["Reactions"], Metric::Reactions),
    Field::count(&["Comments"], Metric::Comments),
    Field::count(&["Shares"], Metric::Shares),
    Field::count(&["Saves"], Metric::Saves),
    Field::count(&["Post clicks"], Metric::Clicks),
    Field::count(&["Link clicks"], Metric::LinkClicks),
];

const REACH: To = To::Metric(Metric::Reach);

impl Format for Publer {
    fn name(&self) -> &'static str {
        "publer"
    }

    fn about(&self) -> About {
        About {
            group: Group::Suites,
            title: "Publer, statistiques des publications (Post Insights)",
            menus: "Publer › Analytics › Post Insights › Export CSV",
            gives: "publications, portée, réactions, commentaires, partages, clics",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if table(document).is_some() {
            return Claim::Yes;
        }
        let has = |names: [&str; 2]| {
            locate(document, &[], |columns| {
                names.iter().all(|name| columns.named(name))
            })
            .is_some()
        };
        if has(["Workspace Name", "Number of Social Accounts"]) {
            Claim::Ignore(
                "c’est la synthèse (« Overview ») de Publer, dont le rapport ne se sert pas ; prendre l’export « Post Insights », donné avec elle",
            )
        } else if has(["Hashtag", "Top performing posts"]) {
            Claim::Ignore(
                "c’est l’analyse des mots-dièse (« Hashtag Analysis ») de Publer, dont le rapport ne se sert pas ; prendre l’export « Post Insights », donné avec elle",
            )
        } else {
            Claim::No
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, mut columns)) = table(document) else {
            return batch;
        };
        let mut likes = Likes::of(&columns);
        columns.learn_marks(table, Marks::ENGLISH);
        likes.learn_marks(table, Marks::ENGLISH);
        let mut suite = Suite::new(document, settings, &columns);
        let people = People::of(table, &columns, settings);
        let mut personal = Vec::new();
        columns.for_each(table, |row| {
            if people.hold(&row, &columns) {
                personal.push(row.number);
            } else {
                read(&row, &columns, &likes, &mut suite);
            }
        });
        if let Some(first) = personal.first().filter(|_| !columns.has(REACH)) {
            let message = format!(
                "publications de comptes LinkedIn que config.toml ne nomme pas\u{a0}: {}\u{a0}; elles n’ont pas été comptées, car sans la colonne «\u{a0}Reach\u{a0}» rien ne distingue une page d’un profil personnel\u{a0}: mettre le nom des pages dans config.toml",
                personal.len()
            );
            suite.told.lost_together(
                personal.len(),
                Severity::Warning,
                "page-or-profile",
                *first,
                message,
            );
        } else if let Some(first) = personal.first() {
            let message = format!(
                "publications de profils personnels\u{a0}: {}\u{a0}; elles n’ont pas été comptées, ce ne sont pas celles de l’organisme\u{a0}: si l’une est d’une page, mettre le nom de la page dans config.toml",
                personal.len()
            );
            suite.told.lost_together(
                personal.len(),
                Severity::Info,
                "personal-profile",
                *first,
                message,
            );
        }
        suite.finish(
            batch,
            Close {
                as_of: last_day(table),
                ..Close::in_zone(settings.zone)
            },
        )
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    locate(document, FIELDS, |columns| {
        [To::Date, To::AccountName, To::Network, To::Permalink]
            .into_iter()
            .all(|to| columns.has(to))
            && (columns.has_metrics() || columns.named("Likes"))
    })
}

/// `# End Date: 30 Jun 2025`, above the header.
fn last_day(table: &Table) -> Option<NaiveDate> {
    table.first_rows(4).iter().find_map(|(_, cells)| {
        let date = cells.first()?.strip_prefix("# End Date:")?;
        let written = stamp::read(Cell::Text(date))?;
        written.in_order(Order::DayFirst).map(|(day, _)| day)
    })
}

/// The accounts of LinkedIn that are people: no page of config.toml, and no reach on any row.
struct People(Vec<String>);

impl People {
    fn of(table: &Table, columns: &Columns, settings: &Settings) -> People {
        let mut has_reach = BTreeMap::<String, bool>::new();
        let reach = columns.place(REACH);
        columns.for_each(table, |row| {
            let name = columns.text(&row, To::AccountName);
            let is_known = || {
                let accounts = &settings.accounts;
                accounts.find(Network::LinkedIn, &[&name]).is_some()
            };
            if is_on_linkedin(&row, columns) && !is_known() {
                let is_given = reach.is_some_and(|place| {
                    row.text_at(place)
                        .contains(|digit: char| digit.is_ascii_digit())
                });
                *has_reach.entry(name.into_owned()).or_default() |= is_given;
            }
        });
        let people = has_reach.into_iter().filter(|(_, is_given)| !is_given);
        People(people.map(|(name, _)| name).collect())
    }

    fn hold(&self, row: &Row<'_>, columns: &Columns) -> bool {
        let name = columns.text(row, To::AccountName);
        is_on_linkedin(row, columns) && self.0.iter().any(|person| *person == name)
    }
}

fn is_on_linkedin(row: &Row<'_>, columns: &Columns) -> bool {
    let link = link(&columns.text(row, To::Permalink));
    let network = suite::network(&columns.text(row, To::Network), link.as_deref());
    network == Some(Network::LinkedIn)
}

fn read(row: &Row<'_>, columns: &Columns, likes: &Likes, suite: &mut Suite<'_>) {
    let permalink = link(&columns.text(row, To::Permalink));
    let Some(network) = suite::network(&columns.text(row, To::Network), permalink.as_deref())
    else {
        return suite::on_no_network(&mut suite.told, row.number);
    };
    let posts = suite.on(network);
    posts.told.met();
    let mut metrics = columns.metrics(row, &mut posts.told);
    likes.complete(&mut metrics, network, row, &mut posts.told);
    let name = columns.text(row, To::AccountName);
    let draft = Draft {
        row: row.number,
        id: suite::id(network, permalink.as_deref()),
        account: posts.account(&[&name], Some(&name)),
        when: When::Day(stamp::read(columns.cell(row, To::Date))),
        instant: None,
        format: suite::format(&columns.text(row, To::Type)),
        title: title(&columns.text(row, To::Text)),
        is_reply: false,
        metrics,
        permalink,
    };
    posts.drafts.push(suite::dated(draft, network));
}
