//! References for plannings that have none: made of the day and the title, the same each time the file
//! is read (editorial-tables.md §2.4).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::words::fold::fold;

/// The same title within this many days, on other accounts, is the same content.
const NEAR: i64 = 2;
/// Letters of the title that a reference keeps.
const LENGTH: usize = 48;

/// A row of a planning, as far as its reference goes.
#[derive(Clone, Debug)]
pub struct Row {
    pub day: Option<NaiveDate>,
    pub title: String,
    pub accounts: Vec<String>,
}

/// A content, and the rows that are its publications.
struct Content {
    first: Option<NaiveDate>,
    title: String,
    accounts: Vec<String>,
    rows: Vec<usize>,
}

/// One reference per row. Rows of one content share theirs.
pub fn references(rows: &[Row]) -> Vec<String> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|place| (rows[*place].day, *place));
    let mut contents: Vec<Content> = Vec::new();
    for place in order {
        let row = &rows[place];
        let title = slug(&row.title);
        match contents
            .iter_mut()
            .find(|content| content.takes(row, &title))
        {
            Some(content) => {
                content.accounts.extend(row.accounts.iter().cloned());
                content.rows.push(place);
            }
            None => contents.push(Content {
                first: row.day,
                title,
                accounts: row.accounts.clone(),
                rows: vec![place],
            }),
        }
    }
    let mut references = vec![String::new(); rows.len()];
    let mut taken = BTreeSet::new();
    for content in &contents {
        let name = name(content.first, &content.title);
        let mut reference = name.clone();
        let mut copy = 1;
        while !taken.insert(reference.clone()) {
            copy += 1;
            reference = format!("{name}-{copy}");
        }
        for row in &content.rows {
            references[*row].clone_from(&reference);
        }
    }
    references
}

impl Content {
    /// The same account twice is twice the same title: a weekly appointment, not one content.
    fn takes(&self, row: &Row, title: &str) -> bool {
        let near = match (self.first, row.day) {
            (Some(first), Some(day)) => (day - first).num_days().abs() <= NEAR,
            (None, None) => true,
            _ => false,
        };
        near && self.title == title
            && row
                .accounts
                .iter()
                .all(|account| !self.accounts.contains(account))
            && (!row.accounts.is_empty() && !self.accounts.is_empty())
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
}
