//! What to write in config.toml for a table that no format knows: its columns, under the nearest names that
//! Estran knows. The person who pastes it decides.

use std::fmt::Write as _;

use crate::document::{Cell, Document, Table};
use crate::import::by_content::is_column;
use crate::import::column_names::{Field as SheetField, Kind};
use crate::import::columns::{self, Columns};
use crate::import::field::{self, Field, To};
use crate::import::message_words::is_of_answers;
use crate::import::{mapped_fields, number, period, stamp};
use crate::words::fold::fold;

/// Titles and a legend may come before the header.
const HEADER_WITHIN: usize = 20;
/// A header names this many columns at least, and none of its cells is a number or a date.
const WIDTH: usize = 3;
/// Names less alike than this, from 0 to 1, are two names: « Publish Date » is « Publish dates », not « Publisher ».
const ALIKE: f64 = 0.92;
/// A text longer than this is no name of a column.
const LONGEST: usize = 60;

/// A column of the table, and the name proposed for it.
struct Pair<'a> {
    place: usize,
    name: &'a str,
}

struct Proposal<'a> {
    gives: &'static str,
    pairs: Vec<Pair<'a>>,
    needs_network: bool,
}

/// A block ready to be pasted, for the first table where enough columns look like known ones.
pub fn of(document: &Document) -> Option<String> {
    document.tables.iter().find_map(|table| {
        let (row, names) = header(table)?;
        let sample = field::Columns::resolve(row, &names, &[]).sample(table);
        let proposal = figures(&names, &sample).or_else(|| sheet(&names))?;
        Some(written(period::stem(&document.name), &names, &proposal))
    })
}

fn header(table: &Table) -> Option<(u32, Vec<String>)> {
    table
        .first_rows(HEADER_WITHIN)
        .iter()
        .find(|(_, names)| {
            let given = || names.iter().filter(|name| !name.is_empty());
            given().count() >= WIDTH
                && given().all(|name| {
                    name.chars().count() <= LONGEST
                        && name.contains(char::is_alphabetic)
                        && !is_date(name)
                })
        })
        .cloned()
}

fn is_date(text: &str) -> bool {
    stamp::read(Cell::Text(text)).is_some()
}

/// A rate in percents or with decimals counts nothing.
fn is_figure(text: &str) -> bool {
    let is_rate = text.contains('%')
        || text
            .rsplit_once([',', '.'])
            .is_some_and(|(_, decimals)| decimals.len() < 3);
    if is_rate {
        return false;
    }
    text.contains(|digit: char| digit.is_ascii_digit()) && !is_date(text) && !is_link(text)
        || number::is_missing(text)
}

/// Whether a cell that holds something does not pass.
fn has_other(sample: &[Vec<String>], place: usize, passes: impl Fn(&str) -> bool) -> bool {
    let mut cells = sample.iter().filter_map(|row| row.get(place));
    cells.any(|cell| !cell.is_empty() && !passes(cell))
}

fn is_link(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The surest pairs first, each column and each name once.
fn nearest<'a>(
    names: &[String],
    known: &[(&'a str, Vec<String>)],
    plain: impl Fn(&str) -> String,
    may_be: impl Fn(usize, &str) -> bool,
) -> Vec<Pair<'a>> {
    let mut scored = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let name = plain(name);
        for (rank, (title, known)) in known.iter().enumerate() {
            let score = known
                .iter()
                .map(|known| strsim::jaro_winkler(&name, known))
                .fold(0.0, f64::max);
            if !name.is_empty() && score >= ALIKE && may_be(place, title) {
                scored.push((score, place, rank));
            }
        }
    }
    scored.sort_by(|one, other| {
        other
            .0
            .total_cmp(&one.0)
            .then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    let (mut pairs, mut taken) = (Vec::<Pair<'a>>::new(), Vec::new());
    for (_, place, rank) in scored {
        if !taken.contains(&rank) && pairs.iter().all(|pair| pair.place != place) {
            taken.push(rank);
            let name = known[rank].0;
            pairs.push(Pair { place, name });
        }
    }
    pairs
}

/// A date and figures; with links or ids, those of posts.
fn figures(names: &[String], sample: &[Vec<String>]) -> Option<Proposal<'static>> {
    let known: Vec<(&str, Vec<String>)> = mapped_fields::FIELDS
        .iter()
        .map(|field| {
            (
                field.title(),
                field.from.iter().map(|name| fold(name)).collect(),
            )
        })
        .collect();
    let holds = |place: usize, to: To| match to {
        To::Date => is_column(sample, place, is_date),
        To::Permalink => is_column(sample, place, is_link),
        // A column that is empty all along may still be one of figures.
        To::Metric(_) => !has_other(sample, place, is_figure),
        _ => true,
    };
    let to = |title: &str| mapped_fields::field(title).map(|field| field.to);
    let mut pairs = nearest(names, &known, fold, |place, title| {
        to(title).is_some_and(|to| holds(place, to))
    });
    for field in mapped_fields::FIELDS {
        let is_told_by_content = matches!(field.to, To::Date | To::Permalink);
        if is_told_by_content && pairs.iter().all(|pair| pair.name != field.title()) {
            let free = (0..names.len()).find(|place| {
                let is_free = pairs.iter().all(|pair| pair.place != *place);
                is_free && !names[*place].is_empty() && holds(*place, field.to)
            });
            pairs.extend(free.map(|place| Pair {
                place,
                name: Field::title(field),
            }));
        }
    }
    let has = |wanted: To| pairs.iter().any(|pair| to(pair.name) == Some(wanted));
    let counters = pairs
        .iter()
        .filter(|pair| matches!(to(pair.name), Some(To::Metric(_))))
        .count();
    let is_of_posts = has(To::Permalink) || has(To::Id);
    let is_enough =
        has(To::Date) && counters > 0 && (is_of_posts || counters > 1 || has(To::Network));
    let needs_network = !has(To::Network) && !has(To::Permalink);
    is_enough.then_some(Proposal {
        gives: if is_of_posts { "posts" } else { "days" },
        needs_network,
        pairs,
    })
}

/// One of the sheets of the workbook: the one that most columns look like.
fn sheet(names: &[String]) -> Option<Proposal<'static>> {
    let candidates = Kind::ALL.into_iter().filter_map(|kind| {
        let known: Vec<(&str, Vec<String>)> = kind
            .names()
            .iter()
            .map(|(field, names)| {
                let names = names.iter().map(|name| (*name).to_owned()).collect();
                (field.title(), names)
            })
            .collect();
        // The words of a message are no number of it, however alike « Message » and « Message ID » are.
        let may_be = |place: usize, title: &str| {
            title != SheetField::Id.title()
                || columns::field_named(kind, &names[place]) == Some(SheetField::Id)
        };
        let mut pairs = nearest(names, &known, columns::normal, may_be);
        for pair in &mut pairs {
            // A day of answers says more than a day when it was dealt with.
            if pair.name == SheetField::Handled.title() && is_of_answers(&names[pair.place]) {
                pair.name = "Répondu le";
            }
        }
        let mut renamed = vec![String::new(); names.len()];
        for pair in &pairs {
            pair.name.clone_into(&mut renamed[pair.place]);
        }
        let columns = Columns::of(kind, &renamed);
        let is_enough = pairs.len() >= WIDTH && (columns.fits() || columns.is_hand_kept());
        is_enough.then_some(Proposal {
            gives: match kind {
                Kind::Hours => "hours",
                Kind::Plan => "plan",
                Kind::Approvals => "approvals",
                Kind::Requests => "requests",
                Kind::Messages => "messages",
            },
            pairs,
            needs_network: false,
        })
    });
    // The first of equals.
    candidates.reduce(|best, other| {
        if other.pairs.len() > best.pairs.len() {
            other
        } else {
            best
        }
    })
}

fn written(stem: &str, names: &[String], proposal: &Proposal<'_>) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut block = format!(
        "[[import.tables]]\nname = {}\ngives = \"{}\"\n",
        quoted(stem),
        proposal.gives
    );
    if proposal.needs_network {
        block.push_str("network = \"\" # à compléter\u{a0}: facebook, instagram, linkedin, x, youtube, tiktok…\n");
    }
    block.push_str("[import.tables.columns]\n");
    let mut pairs: Vec<&Pair<'_>> = proposal.pairs.iter().collect();
    pairs.sort_by_key(|pair| pair.place);
    for pair in pairs {
        // Writing to a string cannot fail.
        let _ = writeln!(
            block,
            "{} = {}",
            quoted(&names[pair.place]),
            quoted(pair.name)
        );
    }
    let left: Vec<&str> = names
        .iter()
        .enumerate()
        .filter(|(place, name)| {
            !name.is_empty() && proposal.pairs.iter().all(|pair| pair.place != *place)
        })
        .map(|(_, name)| name.as_str())
        .collect();
    if !left.is_empty() {
        let left = left.join("\u{a0}», «\u{a0}").replace(['\r', '\n'], " ");
        let _ = writeln!(
            block,
            "# Colonnes laissées de côté\u{a0}: «\u{a0}{left}\u{a0}»"
        );
    }
    block
}

#[cfg(test)]
mod tests {
    use crate::import::{Settings, import};
    use crate::model::Status;

    fn proposed(text: &str) -> Option<String> {
        import("suite.csv", text.as_bytes().to_vec(), &Settings::default()).proposal
    }

    /// The proposal, pasted, reads the table.
    fn pasted(text: &str) -> crate::model::Batch {
        #[derive(serde::Deserialize)]
        struct Pasted {
            import: crate::import::Reading,
        }
        let proposal = proposed(text).unwrap();
        let pasted: Pasted = toml::from_str(&proposal).unwrap();
        let settings = Settings {
            reading: pasted.import,
            ..Settings::default()
        };
        import("suite.csv", text.as_bytes().to_vec(), &settings)
    }

    #[test]
    fn a_table_of_posts_is_proposed_and_reads_once_pasted() {
        let batch = pasted(
            "Published at;Profile name;Network;Permalink;Message;Post reach;Likes;Comments;Engagement rate\n13/10/2026;Abers;Facebook;https://www.facebook.com/abers/posts/122100000000001;Fest-noz;1 200;14;2;3,2 %\n",
        );
        assert_eq!(batch.status, Status::Read, "{:?}", batch.findings);
        let posts = batch.tables.posts.unwrap();
        assert_eq!(posts.len(), 1);
        assert_eq!(posts[0].metrics[crate::model::Metric::Reach], Some(1200));
        assert_eq!(
            posts[0].metrics[crate::model::Metric::Interactions],
            None,
            "a rate is no count"
        );
    }

    #[test]
    fn a_planning_in_english_is_proposed_and_reads_once_pasted() {
        let batch = pasted(
            "Name,Workflow,Status name,Published date,Platforms used,Content type\nFest-noz,A,Published,2026-10-13,Facebook,Photo\n",
        );
        assert_eq!(
            batch.tables.contents.map(|plans| plans.len()),
            Some(1),
            "{:?}",
            batch.findings
        );
    }

    #[test]
    fn an_inbox_is_proposed_without_its_texts_and_reads_once_pasted() {
        let text = "Received dates;Profile names;Network names;Message types;Replied dates;Message;Author\n2026-10-05 20:00:00;Abers;Facebook;Comment;2026-10-06 09:30:00;Bonjour;x\n";
        let proposal = proposed(text).unwrap();
        assert!(proposal.contains("gives = \"messages\""), "{proposal}");
        assert!(!proposal.contains("Identifiant"), "{proposal}");
        let messages = pasted(text).tables.messages.unwrap();
        assert_eq!(messages.len(), 1);
        assert!(messages[0].handled.is_some(), "{proposal}");
        assert_eq!(messages[0].handling, Some(crate::model::Handling::Answered));
    }

    #[test]
    fn a_table_of_anything_else_is_not_guessed() {
        for text in [
            "Nom;Prénom;Adresse\nA;B;C\n",
            "a;b;c\n1;2;3\n",
            "Date;Lieu;Température\n13/10/2026;Brest;12\n",
        ] {
            assert_eq!(proposed(text), None, "{text}");
        }
    }
}
