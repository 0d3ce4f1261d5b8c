//! Page 9: what has changed?

use crate::figures::compare::Comparison;
use crate::import::Account;
use crate::model::{Figure, Metric, Month, State, Value};
use crate::report::block::{
    Align, Block, Column, Grid, GridColumn, LinePoint, Lines, NoteKind, Page, PageLayout, Tick,
};
use crate::report::said::{self, Place};
use crate::report::{Desk, banner, facts};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration, text};

/// Accounts of the table.
const ROWS: usize = 10;
/// Months of the small curves, this one included.
const MONTHS: u32 = 13;

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
    blocks.push(super::note(NoteKind::Plain, followers(desk)));
    let top = top_posts(desk);
    let comparison = comparison(desk);
    let mut left = Vec::new();
    left.extend(top.map(Block::Grid));
    left.push(super::source(format!(
        "exports des réseaux, résultats à ce jour des publications du mois, réponses et stories à part, {}. Les affichages et la portée ne s’additionnent pas d’un réseau à l’autre.",
        said::n(desk.figures.get("ES2").n, "publication", "publications")
    )));
    let mut right = Vec::new();
    right.extend(comparison.map(Block::Grid));
    if right.is_empty() {
        blocks.extend(left);
    } else {
        blocks.push(Block::Columns {
            columns: vec![
                Column {
                    weight: 1,
                    blocks: left,
                },
                Column {
                    weight: 1,
                    blocks: right,
                },
            ],
        });
    }
    let curves = curves(desk);
    if !curves.is_empty() {
        let columns = curves
            .into_iter()
            .map(|lines| Column {
                weight: 1,
                blocks: vec![Block::Lines(lines)],
            })
            .collect();
        blocks.push(Block::Columns { columns });
    }
    Some(Page {
        id: "results",
        title: title(desk),
        bookmark: "Les résultats du mois".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn title(desk: &Desk) -> String {
    let compared = desk.comparison.iter().any(|line| line.previous.is_some());
    if compared {
        format!(
            "Ce qui a changé depuis {}",
            desk.month_name(desk.month.previous())
        )
    } else {
        "Les résultats du mois".to_owned()
    }
}

fn accounts(desk: &Desk) -> Grid {
    let mut shown: Vec<(&Account, Figure)> = desk
        .accounts
        .0
        .iter()
        .filter(|account| {
            desk.figures
                .each("RE3")
                .any(|figure| figure.key.about.as_deref() == Some(&account.id))
        })
        .map(|account| (account, desk.figures.about("RE3", &account.id)))
        .collect();
    // By network, then account; of more than ten, the most active are kept.
    if shown.len() > ROWS {
        shown.sort_by_key(|(account, figure)| {
            (std::cmp::Reverse(count(figure)), account.id.clone())
        });
        shown.truncate(ROWS);
    }
    shown.sort_by_key(|(account, _)| (account.network, account.name.clone()));
    let rows = shown
        .into_iter()
        .map(|(account, posts)| {
            let figure =
                |code| said::figure(desk, &desk.figures.about(code, &account.id), Place::Detail);
            vec![
                account.name.clone(),
                said::figure(desk, &posts, Place::Detail),
                displays(desk, account),
                figure("RE5"),
                figure("RE6"),
            ]
        })
        .collect();
    Grid {
        caption: "Les comptes, ce mois-ci".to_owned(),
        columns: vec![
            column("Compte", Align::Left, 6),
            column("Publications", Align::Right, 3),
            column("Affichages", Align::Right, 5),
            column("Interactions", Align::Right, 4),
            column("Taux d’interaction", Align::Right, 4),
        ],
        rows,
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

fn followers(desk: &Desk) -> String {
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
    format!(
        "Interactions{NBSP}: réactions, commentaires, partages et enregistrements fournis par le réseau. Abonnés{NBSP}: non fournis par les exports lus ce mois-ci.{least}{absent}"
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
            let title = if post.stands_out {
                format!("{title} (hors norme, comptée dans les totaux)")
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
    Some(Grid {
        caption: "Les publications qui ont reçu le plus d’interactions".to_owned(),
        columns: vec![
            column("Compte", Align::Left, 4),
            column("Publication", Align::Left, 8),
            column("Interactions", Align::Right, 4),
            column("Temps du contenu", Align::Right, 4),
        ],
        rows,
    })
}

fn comparison(desk: &Desk) -> Option<Grid> {
    let lines: Vec<&Comparison> = desk
        .comparison
        .iter()
        .filter(|line| line.previous.is_some() || line.last_year.is_some() || line.usual.is_some())
        .collect();
    if lines.is_empty() {
        return None;
    }
    let said = |value: Option<&Value>| {
        value.map_or_else(
            || "Pas de donnée".to_owned(),
            |value| said::value(desk, value, Place::Detail),
        )
    };
    let rows = lines
        .into_iter()
        .map(|line| {
            vec![
                facts::line_label(line),
                said(line.current.as_ref()),
                said(line.previous.as_ref()),
                said(line.last_year.as_ref()),
                said(line.usual.as_ref()),
                facts::change(line.change),
            ]
        })
        .collect();
    Some(Grid {
        caption: "Comparaison".to_owned(),
        columns: vec![
            column("Chiffre", Align::Left, 6),
            column("Ce mois", Align::Right, 3),
            column(
                &text::capitalised(&desk.month_name(desk.month.previous())),
                Align::Right,
                3,
            ),
            column(
                &text::capitalised(&date::short(desk.month.minus(12))),
                Align::Right,
                3,
            ),
            column("Médiane, 12 mois", Align::Right, 3),
            column("Évolution sur un mois", Align::Right, 5),
        ],
        rows,
    })
}

fn column(title: &str, align: Align, weight: u16) -> GridColumn {
    GridColumn {
        title: title.to_owned(),
        align,
        weight,
    }
}

/// Two small curves over thirteen months, each on its own axis; months without data stay blank.
fn curves(desk: &Desk) -> Vec<Lines> {
    let hours = curve(
        desk,
        "ES1",
        "Heures par mois",
        |size| format!("{}{NBSP}h", number::whole(size / 3600)),
        3600,
    );
    let posts = curve(desk, "ES2", "Publications par mois", number::whole, 1);
    [hours, posts].into_iter().flatten().collect()
}

fn curve(
    desk: &Desk,
    code: &'static str,
    caption: &str,
    print: fn(i64) -> String,
    unit: i64,
) -> Option<Lines> {
    let months: Vec<Month> = (0..MONTHS)
        .rev()
        .map(|back| desk.month.minus(back))
        .collect();
    let values: Vec<Option<i64>> = months
        .iter()
        .map(|month| scale(desk, code, *month))
        .collect();
    let known: Vec<i64> = values.iter().flatten().copied().collect();
    // Two months make no curve.
    if known.len() < 3 {
        return None;
    }
    let (low, high) = (*known.iter().min()?, *known.iter().max()?);
    let last = values.iter().rposition(Option::is_some);
    let first = values.iter().position(Option::is_some);
    let extreme = |place: usize, value: i64| {
        Some(place) == first
            || Some(place) == last
            || values.iter().position(|known| *known == Some(low)) == Some(place) && value == low
            || values.iter().position(|known| *known == Some(high)) == Some(place) && value == high
    };
    let points = months
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(place, (month, value))| LinePoint {
            label: date::short(*month),
            at: value.and_then(|value| u64::try_from(value).ok()),
            value: value.filter(|value| extreme(place, *value)).map(print),
        })
        .collect();
    let alt = format!(
        "{caption} de {} à {}{NBSP}: au plus bas {}, au plus haut {}.",
        date::month(months[0]),
        date::month(desk.month),
        print(low),
        print(high)
    );
    Some(Lines {
        caption: caption.to_owned(),
        alt,
        ticks: ticks(high, unit, print),
        points,
    })
}

fn scale(desk: &Desk, code: &'static str, month: Month) -> Option<i64> {
    let figure = if month == desk.month {
        desk.figures.get(code)
    } else {
        desk.figures.history.get(&month)?.get(code)
    };
    match figure.value()? {
        Value::Time { spent } => Some(spent.as_seconds()),
        Value::Count { count } => Some(*count),
        _ => None,
    }
}

/// From zero to above the highest, three or four marks.
fn ticks(high: i64, unit: i64, print: fn(i64) -> String) -> Vec<Tick> {
    let most = (high + unit - 1) / unit;
    let step = [
        1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 10_000,
    ]
    .into_iter()
    .find(|step| most <= step * 4)
    .unwrap_or_else(|| (most / 4).max(1));
    let marks = (most + step - 1) / step;
    (0..=marks.max(1))
        .map(|mark| mark * step * unit)
        .map(|at| Tick {
            at: u64::try_from(at).unwrap_or(0),
            label: print(at),
        })
        .collect()
}
