//! Figures of posts or of days, from a table that the service describes (formats/suites.md, « Generic table importer »).

use crate::document::{Document, Row};
use crate::import::field::{Columns, Field, To};
use crate::import::figures_column::Marks;
use crate::import::mapping::{Found, Gives, Mapping};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::post_id::digits_id;
use crate::import::stamp;
use crate::import::suite::{self, Suite};
use crate::import::suite_days::SuiteDays;
use crate::import::told::Told;
use crate::import::{Settings, by_path};
use crate::model::{Batch, Finding, Metric, Network, Severity};
use crate::words::fold::fold;

/// The name that the service writes, then those that tools give to such a column, by which one is proposed.
pub const FIELDS: &[Field] = &[
    Field::date(&[
        "Date",
        "Date de publication",
        "Date et heure",
        "Publié le",
        "Jour",
        "Published at",
        "Publish date",
        "Published",
        "Publication date",
        "Posted at",
        "Post date",
        "Sent at",
        "Date (GMT)",
        "Created at",
        "Day",
        "Publish time",
    ]),
    Field::text(
        &[
            "Lien",
            "Permalien",
            "Lien du post",
            "Lien de la publication",
            "Permalink",
            "URL",
            "Link",
            "Post URL",
            "Post link",
            "Post permalink",
            "Publication URL",
        ],
        To::Permalink,
    ),
    Field::text(
        &[
            "Identifiant",
            "ID",
            "Post ID",
            "Identifiant du post",
            "Identifiant de la publication",
            "External ID",
        ],
        To::Id,
    ),
    Field::text(
        &[
            "Texte",
            "Message",
            "Texte du message",
            "Texte du post",
            "Légende",
            "Contenu",
            "Publication",
            "Text",
            "Content",
            "Caption",
            "Post text",
            "Post",
            "Post message",
            "Title",
            "Titre",
            "Description",
        ],
        To::Text,
    ),
    Field::text(
        &[
            "Compte",
            "Nom du compte",
            "Nom du profil",
            "Page",
            "Profil",
            "Profile",
            "Account",
            "Account name",
            "Profile name",
            "Social profile",
            "Social account",
            "Channel",
            "Brand",
        ],
        To::AccountName,
    ),
    Field::text(
        &[
            "Réseau",
            "Réseau social",
            "Plateforme",
            "Network",
            "Social network",
            "Platform",
            "Source",
            "Service",
        ],
        To::Network,
    ),
    Field::text(
        &[
            "Format",
            "Type",
            "Type de publication",
            "Type de contenu",
            "Post type",
            "Content type",
            "Media type",
        ],
        To::Type,
    ),
    Field::count(
        &["Impressions", "Total impressions", "Post impressions"],
        Metric::Impressions,
    ),
    Field::count(
        &[
            "Vues",
            "Vues de la vidéo",
            "Vues vidéo",
            "Views",
            "Video views",
            "Plays",
        ],
        Metric::Views,
    ),
    Field::count(
        &[
            "Portée",
            "Couverture",
            "Portée totale",
            "Reach",
            "Post reach",
            "Total reach",
            "Users reached",
        ],
        Metric::Reach,
    ),
    Field::net(
        &[
            "Réactions",
            "J'aime",
            "Reactions",
            "Likes",
            "Likes and reactions",
            "Favorites",
        ],
        Metric::Reactions,
    ),
    Field::net(
        &["Commentaires", "Comments", "Réponses", "Replies"],
        Metric::Comments,
    ),
    Field::net(
        &["Partages", "Shares", "Retweets", "Reposts", "Repartages"],
        Metric::Shares,
    ),
    Field::net(
        &["Enregistrements", "Saves", "Saved", "Sauvegardes"],
        Metric::Saves,
    ),
    Field::count(
        &["Clics", "Clicks", "Total clicks", "Post clicks"],
        Metric::Clicks,
    ),
    Field::count(
        &[
            "Clics sur un lien",
            "Clics sur le lien",
            "Link clicks",
            "Url clicks",
            "Post link clicks",
        ],
        Metric::LinkClicks,
    ),
    Field::net(
        &[
            "Interactions",
            "Engagements",
            "Engagement",
            "Total engagements",
            "Engagement total",
        ],
        Metric::Interactions,
    ),
    Field::count(
        &[
            "Abonnés",
            "Nombre d'abonnés",
            "Followers",
            "Fans",
            "Audience",
            "Total followers",
        ],
        Metric::Followers,
    ),
    Field::net(
        &[
            "Gain d’abonnés",
            "Nouveaux abonnés",
            "Followers gained",
            "New followers",
            "Net follower growth",
        ],
        Metric::FollowersGained,
    ),
    Field::hours(
        &["Durée de visionnage (heures)", "Watch time (hours)"],
        Metric::WatchSeconds,
    ),
];

/// Names of the format in a batch.
pub const POSTS: &str = "mapped-posts";
pub const DAYS: &str = "mapped-days";

/// The field that the name of a column stands for.
pub fn field(name: &str) -> Option<&'static Field> {
    let name = fold(name);
    FIELDS
        .iter()
        .find(|field| field.from.iter().any(|known| fold(known) == name))
}

/// Reads the tables that blocks describe; the other sheets of the file are told.
pub fn read(
    document: &Document,
    found: &[Found<'_>],
    settings: &Settings,
    mut batch: Batch,
) -> Batch {
    for (place, table) in document.tables.iter().enumerate() {
        let is_read = found.iter().any(|one| one.table == place);
        if !is_read && !table.head(1).is_empty() {
            let message = format!(
                "la feuille «\u{a0}{}\u{a0}» n’est pas décrite dans config.toml\u{a0}; elle n’a pas été lue",
                table.title.as_deref().unwrap_or_default()
            );
            batch
                .findings
                .push(Finding::info("unmapped-sheet", &document.name, message));
        }
    }
    for one in found {
        batch = match one.mapping.gives {
            Gives::Days => days(document, one, settings, batch),
            _ => posts(document, one, settings, batch),
        };
    }
    batch
}

/// Read under the names that Estran knows, told under those of the file.
fn columns(document: &Document, found: &Found<'_>) -> Columns {
    let mut columns = Columns::resolve(found.header, found.known.clone(), FIELDS);
    columns.names.clone_from(&found.written);
    columns.learn_marks(&document.tables[found.table], Marks::default());
    columns
}

fn posts(document: &Document, found: &Found<'_>, settings: &Settings, mut batch: Batch) -> Batch {
    batch.format = Some(POSTS);
    let columns = columns(document, found);
    let reader = Reader {
        document,
        mapping: found.mapping,
        settings,
        columns: &columns,
    };
    let mut suite = Suite::new(document, settings, &columns);
    let mut unnamed = Unnamed::default();
    columns.for_each(&document.tables[found.table], |row| {
        if is_total(&row) {
            tell_total(&row, &mut suite.told);
        } else {
            reader.post(&row, &mut suite, &mut unnamed);
        }
    });
    unnamed.tell(&mut suite.told);
    suite.finish(
        batch,
        Close {
            asked: found.mapping.dates,
            ..Close::in_zone(settings.zone)
        },
    )
}

fn days(document: &Document, found: &Found<'_>, settings: &Settings, mut batch: Batch) -> Batch {
    batch.format = Some(DAYS);
    let columns = columns(document, found);
    let reader = Reader {
        document,
        mapping: found.mapping,
        settings,
        columns: &columns,
    };
    let mut days = SuiteDays::new(document, settings);
    let mut unnamed = Unnamed::default();
    columns.for_each(&document.tables[found.table], |row| {
        if is_total(&row) {
            return tell_total(&row, &mut days.told);
        }
        let Some(network) = reader.network(&row, None) else {
            return suite::on_no_network(&mut days.told, row.number);
        };
        let name = columns.text(&row, To::AccountName);
        if reader.is_unnamed(network, &name) {
            return unnamed.add(row.number);
        }
        let keys = reader.keys(&name);
        unnamed.is_anywhere |= keys.is_empty();
        days.push(&row, network, &keys, &columns);
    });
    unnamed.tell(&mut days.told);
    days.finish(batch, found.mapping.dates)
}

struct Reader<'a> {
    document: &'a Document,
    mapping: &'a Mapping,
    settings: &'a Settings,
    columns: &'a Columns,
}

impl Reader<'_> {
    fn post(&self, row: &Row<'_>, suite: &mut Suite<'_>, unnamed: &mut Unnamed) {
        let columns = self.columns;
        let permalink = link(&columns.text(row, To::Permalink));
        let Some(network) = self.network(row, permalink.as_deref()) else {
            return suite::on_no_network(&mut suite.told, row.number);
        };
        let name = columns.text(row, To::AccountName);
        if self.is_unnamed(network, &name) {
            return unnamed.add(row.number);
        }
        let keys = self.keys(&name);
        unnamed.is_anywhere |= keys.is_empty();
        let posts: &mut Posts<'_> = suite.on(network);
        posts.told.met();
        let metrics = columns.metrics(row, &mut posts.told);
        let draft = Draft {
            row: row.number,
            id: permalink
                .as_deref()
                .and_then(|link| suite::id(network, link))
                .map(str::to_owned)
                .or_else(|| digits_id(columns.cell(row, To::Id))),
            account: posts.account(&keys, Some(&name)),
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

    /// Of the block, of the column, or of the link.
    fn network(&self, row: &Row<'_>, link: Option<&str>) -> Option<Network> {
        self.mapping
            .network
            .or_else(|| suite::network(&self.columns.text(row, To::Network), link))
    }

    /// What may name the account, the surest first: the block, the column, then the path of the file.
    fn keys<'k>(&'k self, name: &'k str) -> Vec<&'k str> {
        let set = self.mapping.account.as_deref();
        if !name.is_empty() || set.is_some() {
            let id = |id: &'k str| {
                let account = self.settings.accounts.by_id(id);
                account.map_or(id, |account| account.name.as_str())
            };
            return set.map(id).into_iter().chain([name]).collect();
        }
        let accounts = &self.settings.accounts;
        by_path::parts(&self.document.name)
            .into_iter()
            .filter(|part| accounts.named(part).is_some() || accounts.by_id(part).is_some())
            .collect()
    }

    /// On LinkedIn, nothing tells a page from a person, but config.toml.
    fn is_unnamed(&self, network: Network, name: &str) -> bool {
        network == Network::LinkedIn
            && self
                .settings
                .accounts
                .find(network, &self.keys(name))
                .is_none()
    }
}

/// Rows of accounts that may be people.
#[derive(Default)]
struct Unnamed {
    rows: usize,
    first: u32,
    /// Rows were given to no account at all.
    is_anywhere: bool,
}

impl Unnamed {
    fn add(&mut self, row: u32) {
        if self.rows == 0 {
            self.first = row;
        }
        self.rows += 1;
    }

    fn tell(&self, told: &mut Told<'_>) {
        if self.is_anywhere {
            let message = "rien ne dit de quel compte sont certaines lignes\u{a0}; écrire account = \"…\" dans le bloc [[import.tables]], ou ranger le fichier dans un dossier au nom d’un compte de config.toml";
            told.say(Severity::Warning, "unnamed-account", None, message);
        }
        if self.rows > 0 {
            let message = format!(
                "lignes de comptes LinkedIn que config.toml ne nomme pas\u{a0}: {}\u{a0}; elles n’ont pas été comptées, car rien ne distingue une page d’un profil personnel\u{a0}: mettre le nom des pages dans config.toml",
                self.rows
            );
            told.lost_together(
                self.rows,
                Severity::Warning,
                "page-or-profile",
                self.first,
                message,
            );
        }
    }
}

/// Whether the first cell that holds something says that the row sums others up.
fn is_total(row: &Row<'_>) -> bool {
    let first = (0..row.len())
        .map(|place| fold(&row.text_at(place)))
        .find(|cell| !cell.is_empty());
    first.is_some_and(|cell| {
        matches!(
            cell.trim_end_matches([':', ' ']),
            "total" | "totaux" | "totals" | "total general" | "moyenne" | "moyennes" | "average"
        )
    })
}

fn tell_total(row: &Row<'_>, told: &mut Told<'_>) {
    told.met();
    let message = "ligne de total ou de moyenne\u{a0}; elle n’a pas été comptée";
    told.lost(Severity::Info, "total-row", row.number, message);
}
