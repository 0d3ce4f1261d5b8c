//! References for plannings that have none: made of the day and the title, the same each time the file
//! is read (editorial-tables.md §2.4).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use crate::words::fold::fold;

/// The same title within this many days, on other accounts, is the same content.
const NEAR: i64 = 2;
/// Contents of one title and one day that a row is compared with: a table with more is no planning.
const LOOKED_AT: usize = 50;
/// Letters of the title that a reference keeps.
const LENGTH: usize = 48;

/// A row of a planning, as far as its reference goes.
#[derive(Clone, Debug)]
pub struct Row {
    pub day: Option<NaiveDate>,
    pub title: String,
    pub accounts: Vec<String>,
}

/// A content met under a title.
struct Content {
    reference: String,
    accounts: Vec<String>,
}

/// Contents of the sheets read so far: a team may keep one sheet per network.
#[derive(Default)]
pub struct Contents {
    /// By title and first day.
    known: BTreeMap<(String, Option<NaiveDate>), Vec<Content>>,
    taken: BTreeSet<String>,
    /// How many contents bear one name.
    copies: BTreeMap<String, u32>,
}

impl Contents {
    /// One reference per row of a sheet. Rows of one content share theirs.
    pub fn references(&mut self, rows: &[Row]) -> Vec<String> {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|place| (rows[*place].day, *place));
        let mut references = vec![String::new(); rows.len()];
        for place in order {
            references[place] = self.reference(&rows[place]);
        }
        references
    }

    fn reference(&mut self, row: &Row) -> String {
        let title = slug(&row.title);
        for day in near(row.day) {
            let alike = self.known.get_mut(&(title.clone(), day));
            let content = alike
                .into_iter()
                .flatten()
                .take(LOOKED_AT)
                .find(|content| content.takes(row));
            if let Some(content) = content {
                content.accounts.extend(row.accounts.iter().cloned());
                return content.reference.clone();
            }
        }
        let name = name(row.day, &title);
        let copies = self.copies.entry(name.clone()).or_default();
        *copies += 1;
        let mut reference = if *copies == 1 {
            name.clone()
        } else {
            format!("{name}-{copies}")
        };
        while !self.taken.insert(reference.clone()) {
            *copies += 1;
            reference = format!("{name}-{copies}");
        }
        let alike = self.known.entry((title, row.day)).or_default();
        alike.push(Content {
            reference: reference.clone(),
            accounts: row.accounts.clone(),
        });
        reference
    }
}

impl Content {
    /// The same account twice is twice the same title: a weekly appointment, not one content.
    fn takes(&self, row: &Row) -> bool {
        !row.accounts.is_empty()
            && !self.accounts.is_empty()
            && row
                .accounts
                .iter()
                .all(|account| !self.accounts.contains(account))
    }
}

/// The days on which a content may have begun, the earliest first.
fn near(day: Option<NaiveDate>) -> Vec<Option<NaiveDate>> {
    match day {
        None => vec![None],
        Some(day) => (-NEAR..=NEAR)
            .filter_map(|days| day.checked_add_signed(TimeDelta::days(days)))
            .map(Some)
            .collect(),
    }
}

/// `2026-10-06-forum-des-associations`.
pub fn name(day: Option<NaiveDate>, title: &str) -> String {
    let day = day.map_or("sans-date".to_owned(), |day| day.to_string());
    let title = slug(title);
    let cut: String = title.chars().take(LENGTH).collect();
    format!("{day}-{}", cut.trim_end_matches('-'))
}

/// Words in lower case, without accents, emoji or marks; links and hashtags left out.
fn slug(title: &str) -> String {
    let words = title
        .split_whitespace()
        .filter(|word| !word.contains("://") && !word.starts_with('#'))
        .collect::<Vec<_>>()
        .join(" ");
    let folded = fold(&words);
    folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(rows: &[Row]) -> Vec<String> {
        Contents::default().references(rows)
    }

    fn row(day: u32, title: &str, accounts: &[&str]) -> Row {
        Row {
            day: NaiveDate::from_ymd_opt(2025, 9, day),
            title: title.to_owned(),
            accounts: accounts.iter().map(|&account| account.to_owned()).collect(),
        }
    }

    #[test]
    fn same_title_and_near_date_is_the_same_content() {
        let found = references(&[
            row(6, "Forum des associations 🎉", &["FB"]),
            row(7, "Forum des associations #asso", &["X"]),
            row(20, "Forum des associations", &["IG"]),
        ]);
        assert_eq!(
            found,
            [
                "2025-09-06-forum-des-associations",
                "2025-09-06-forum-des-associations",
                "2025-09-20-forum-des-associations",
            ]
        );
    }

    #[test]
    fn an_appointment_of_every_day_is_as_many_contents() {
        let found = references(&[
            row(1, "Météo des plages", &["FB"]),
            row(2, "Météo des plages", &["FB"]),
            row(2, "Météo des plages", &["FB"]),
        ]);
        assert_eq!(
            found,
            [
                "2025-09-01-meteo-des-plages",
                "2025-09-02-meteo-des-plages",
                "2025-09-02-meteo-des-plages-2"
            ]
        );
    }

    #[test]
    fn the_reference_does_not_depend_on_the_order_of_the_rows() {
        let mut rows = vec![row(7, "Forum", &["X"]), row(6, "Forum", &["FB"])];
        assert_eq!(references(&rows)[0], "2025-09-06-forum");
        rows.reverse();
        assert_eq!(references(&rows)[0], "2025-09-06-forum");
    }

    #[test]
    fn a_sheet_per_network_repeats_its_contents() {
        let mut contents = Contents::default();
        let facebook = contents.references(&[row(6, "Forum", &["FB"]), row(8, "Musée", &["FB"])]);
        let instagram = contents.references(&[row(7, "Forum", &["IG"])]);
        assert_eq!(facebook[0], instagram[0]);
    }
}
