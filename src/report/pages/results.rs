//! Page 9: what has changed?

use crate::import::Account;
use crate::model::{Figure, Metric, State, Value};
use crate::report::block::{Align, Block, Grid, GridColumn, NoteKind, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::report::{Desk, banner};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration, text};

/// Accounts of the table.
const ROWS: usize = 10;

pub fn page(desk: &Desk) -> Option<Page> {
    let read = desk
        .figures
        .each("RE3")
        .any(|figure| figure.value().is_some());
    if !read {
        return None;
    }
    let mut blocks: Vec<Block> = banner::results(desk)
        .into_iter()
        .map(Block::Banner)
        .collect();
    blocks.push(Block::Grid(accounts(desk)));
    blocks.extend(cut_short(desk));
    blocks.push(super::note(NoteKind::Plain, what_is_counted(desk)));
    blocks.extend(top_posts(desk).map(Block::Grid));
    blocks.extend(out_of_norm(desk));
    blocks.push(super::source(format!(
        "exports des réseaux, résultats à ce jour des publications du mois, réponses et stories à part, {}. Les affichages et la portée ne s’additionnent pas d’un réseau à l’autre.",
        said::n(desk.figures.get("ES2").n, "publication", "publications")
    )));
    Some(Page {
        id: "results",
        title: "Les résultats du mois".to_owned(),
        bookmark: "Les résultats".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn accounts(desk: &Desk) -> Grid {
    table(desk, "Les comptes, ce mois-ci", most_active(desk))
}

/// The accounts that a page holds, the most active when there are more (those of most interactions between equals), by
/// network then name.
pub fn most_active<'a>(desk: &'a Desk) -> Vec<(&'a Account, Figure)> {
    let mut shown = followed(desk);
    if shown.len() > ROWS {
        let interactions = |account: &Account| count(&desk.figures.about("RE5", &account.id));
        shown.sort_by_key(|(account, figure)| {
            let most = (count(figure), interactions(account));
            (std::cmp::Reverse(most), account.id.clone())
        });
        shown.truncate(ROWS);
    }
    in_order(shown)
}

/// By network then name: never a ranking.
fn in_order(mut accounts: Vec<(&Account, Figure)>) -> Vec<(&Account, Figure)> {
    accounts.sort_by_key(|(account, _)| (account.network, account.name.clone()));
    accounts
}

/// Every account that is followed, when a page does not hold them all.
pub fn beyond_the_page<'a>(desk: &'a Desk) -> Option<Vec<(&'a Account, Figure)>> {
    let all = followed(desk);
    (all.len() > ROWS).then(|| in_order(all))
}

/// Every account, for the annex, when the page does not hold them.
pub fn all_accounts(desk: &Desk) -> Option<Grid> {
    Some(table(
        desk,
        "Tous les comptes, ce mois-ci",
        beyond_the_page(desk)?,
    ))
}

pub fn cut_short(desk: &Desk) -> Option<Block> {
    let all = followed(desk).len();
    (all > ROWS).then(|| {
        super::note(
            NoteKind::Plain,
            format!(
                "Les {ROWS} comptes les plus actifs sur {all}{NBSP}; la liste entière est {}.",
                super::whole_list(desk)
            ),
        )
    })
}

fn followed<'a>(desk: &'a Desk) -> Vec<(&'a Account, Figure)> {
    desk.accounts
        .0
        .iter()
        .filter(|account| {
            desk.figures
                .each("RE3")
                .any(|figure| figure.key.about.as_deref() == Some(&account.id))
        })
        .map(|account| (account, desk.figures.about("RE3", &account.id)))
        .collect()
}

fn table(desk: &Desk, caption: &str, accounts: Vec<(&Account, Figure)>) -> Grid {
    let with_followers = tells_followers(desk);
    let rows = accounts
        .into_iter()
        .map(|(account, posts)| {
            let figure =
                |code| said::figure(desk, &desk.figures.about(code, &account.id), Place::Detail);
            let mut cells = vec![account.name.clone()];
            if with_followers {
                cells.extend([followers(desk, account), figure("RE2")]);
            }
            cells.extend([
                said::figure(desk, &posts, Place::Detail),
                displays(desk, account),
                figure("RE5"),
                figure("RE6"),
            ]);
            cells
        })
        .collect();
    let mut columns = vec![column("Compte", Align::Left, 6)];
    if with_followers {
        columns.extend([
            column("Abonnés", Align::Right, 5),
            column("Évolution", Align::Right, 5),
        ]);
    }
    columns.extend([
        column("Publications", Align::Right, 3),
        column("Affichages", Align::Right, 5),
        column("Interactions", Align::Right, 4),
        column("Taux d’interaction", Align::Right, 4),
    ]);
    Grid {
        caption: caption.to_owned(),
        columns,
        rows,
    }
}

/// Whether anything read this month speaks of followers.
fn tells_followers(desk: &Desk) -> bool {
    let codes = ["RE1", "RE2"];
    codes.iter().any(|code| {
        desk.figures
            .each(code)
            .any(|figure| figure.value().is_some())
    })
}

/// « 12 450 (le 31 octobre) »: the count and its day.
fn followers(desk: &Desk, account: &Account) -> String {
    let figure = desk.figures.about("RE1", &account.id);
    let said = said::figure(desk, &figure, Place::Detail);
    match desk.figures.follower_days.get(&account.id) {
        Some(day) if figure.value().is_some() => {
            format!("{said} (le{NBSP}{})", date::short_day(*day))
        }
        _ => said,
    }
}

fn count(figure: &Figure) -> i64 {
    match figure.value() {
        Some(Value::Count { count }) => *count,
        _ => 0,
    }
}

/// The network's own measure, under its name.
fn displays(desk: &Desk, account: &Account) -> String {
    let figure = desk.figures.about("RE4", &account.id);
    let said = said::figure(desk, &figure, Place::Detail);
    match desk.figures.measures.get(&account.id) {
        Some(measure) if figure.value().is_some() => format!("{said} ({})", measure_name(*measure)),
        _ => said,
    }
}

pub fn measure_name(measure: Metric) -> &'static str {
    match measure {
        Metric::Impressions => "impressions",
        Metric::Views => "vues",
        _ => "portée",
    }
}

fn what_is_counted(desk: &Desk) -> String {
    let partial = ["RE4", "RE5", "RE6"]
        .iter()
        .any(|code| desk.figures.each(code).any(Figure::is_partial));
    let least = if partial {
        format!(" «{NBSP}Au moins{NBSP}»{NBSP}: une publication n’a pas ce chiffre dans l’export.")
    } else {
        String::new()
    };
    let missing = desk
        .figures
        .each("RE4")
        .any(|figure| figure.state == State::NotProvided);
    let absent = if missing {
        " Un chiffre non fourni n’est pas un zéro."
    } else {
        ""
    };
    let followers = if tells_followers(desk) {
        "Les abonnés de plusieurs comptes ne s’additionnent pas."
    } else {
        "Abonnés\u{a0}: non fournis par les exports lus ce mois-ci."
    };
    format!(
        "Interactions{NBSP}: réactions, commentaires, partages et enregistrements fournis par le réseau. {followers}{least}{absent}"
    )
}

fn top_posts(desk: &Desk) -> Option<Grid> {
    if desk.figures.top_posts.is_empty() {
        return None;
    }
    let rows = desk
        .figures
        .top_posts
        .iter()
        .map(|post| {
            let account = desk
                .accounts
                .by_id(&post.account)
                .map_or(post.account.as_str(), |account| account.name.as_str());
            let title = text::shortened(&post.title, 60);
            let title = if title.is_empty() {
                "Sans texte".to_owned()
            } else {
                title
            };
            let time = post
                .spent
                .map_or_else(|| "non saisi".to_owned(), duration::detail);
            vec![
                account.to_owned(),
                title,
                number::whole(post.interactions),
                time,
            ]
        })
        .collect();
    let caption = if desk.figures.top_posts.len() == 1 {
        "La publication qui a reçu le plus d’interactions"
    } else {
        "Les publications qui ont reçu le plus d’interactions"
    };
    Some(Grid {
        caption: caption.to_owned(),
        columns: vec![
            column("Compte", Align::Left, 4),
            column("Publication", Align::Left, 8),
            column("Interactions", Align::Right, 4),
            column("Temps du contenu", Align::Right, 4),
        ],
        rows,
    })
}

/// Those far above the median of their account.
fn out_of_norm(desk: &Desk) -> Option<Block> {
    let posts = desk.figures.top_posts.iter();
    let accounts: Vec<String> = posts
        .filter(|post| post.stands_out)
        .map(|post| {
            let account = desk.accounts.by_id(&post.account);
            account.map_or_else(|| post.account.clone(), |account| account.name.clone())
        })
        .collect();
    let said = match accounts.len() {
        0 => return None,
        1 => "Publication hors norme, comptée dans les totaux",
        _ => "Publications hors norme, comptées dans les totaux",
    };
    let said = format!("{said}{NBSP}: {}.", text::list(&accounts));
    Some(super::note(NoteKind::Plain, said))
}

pub fn column(title: &str, align: Align, weight: u16) -> GridColumn {
    GridColumn {
        title: title.to_owned(),
        align,
        weight,
    }
}
