//! Days written without their year, in the language of the interface (formats/tiktok.md, common form).

use chrono::{Datelike, NaiveDate};

use crate::document::Cell;
use crate::import::month;
use crate::words::fold::fold;

/// `April 12`, `28 May`, `1er mars`, `8 de marzo`, `9月13日`. The 29th of February is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    pub month: u32,
    pub day: u32,
}

/// Vietnamese counts its months, in words.
const THANG: [&[&str]; 12] = [
    &["gieng", "mot"],
    &["hai"],
    &["ba"],
    &["tu"],
    &["nam"],
    &["sau"],
    &["bay"],
    &["tam"],
    &["chin"],
    &["muoi"],
    &["muoi mot"],
    &["muoi hai", "chap"],
];

/// Longest day of each month, in some year.
const LENGTHS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

pub fn read(cell: Cell<'_>) -> Option<MonthDay> {
    match cell {
        Cell::Text(text) => read_text(text),
        Cell::Empty
        | Cell::Number(_)
        | Cell::Bool(_)
        | Cell::DateTime(_)
        | Cell::Duration(_)
        | Cell::Error => None,
    }
}

/// One number and one month, whatever words are around; a second number would be a year or an hour.
pub fn read_text(text: &str) -> Option<MonthDay> {
    if text.len() > 40 {
        return None;
    }
    let folded = fold(text);
    let tokens = tokens(&folded);
    let numbers: Vec<u32> = tokens
        .iter()
        .filter(|token| token.len() <= 2)
        .filter_map(|token| token.parse().ok())
        .collect();
    let is_number = |token: &&&str| token.starts_with(|first: char| first.is_ascii_digit());
    if tokens.iter().filter(is_number).count() != numbers.len() {
        return None;
    }
    let (month, day) = match (numbers[..].first()?, numbers.get(1), numbers.get(2)) {
        (month, Some(day), None) if tokens.contains(&"月") => (*month, *day),
        (day, Some(month), None) if tokens.contains(&"thang") => (*month, *day),
        (day, None, None) => (vietnamese(&tokens).or_else(|| only_month(&tokens))?, *day),
        _ => return None,
    };
    MonthDay::new(month, day)
}

fn only_month(tokens: &[&str]) -> Option<u32> {
    let mut months = tokens.iter().filter_map(|token| month::of_export(token));
    let found = months.next()?;
    months.next().is_none().then_some(found)
}

fn vietnamese(tokens: &[&str]) -> Option<u32> {
    let place = tokens.iter().position(|token| *token == "thang")?;
    let words = tokens.get(place + 1..)?.join(" ");
    let place = THANG
        .iter()
        .position(|names| names.contains(&words.as_str()))?;
    u32::try_from(place + 1).ok()
}

/// Runs of digits, and runs of letters.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = |character: char| (character.is_ascii_digit(), character.is_alphabetic());
        let end = rest
            .find(|character| kind(character) != kind(first))
            .unwrap_or(rest.len());
        if first.is_alphanumeric() {
            tokens.push(&rest[..end]);
        }
        rest = &rest[end..];
    }
    tokens
}

impl MonthDay {
    pub fn new(month: u32, day: u32) -> Option<MonthDay> {
        let length = LENGTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
        (1..=*length)
            .contains(&day)
            .then_some(MonthDay { month, day })
    }

    pub fn of_day(day: NaiveDate) -> MonthDay {
        MonthDay {
            month: day.month(),
            day: day.day(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_the_interface_language() {
        for text in [
            "April 12",
            "12 April",
            "Apr 12",
            "12-Apr",
            "12 avril",
            "12 avr.",
            "12-avr",
            "12 de abril",
            "12. April",
            "12 апреля",
            "12 tháng Tư",
            "12 tháng 4",
            "4月12日",
        ] {
            let expected = MonthDay { month: 4, day: 12 };
            assert_eq!(read_text(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn french_months_with_and_without_accents() {
        for (text, month, day) in [
            ("1er janvier", 1, 1),
            ("3 févr.", 2, 3),
            ("29 février", 2, 29),
            ("9 mars", 3, 9),
            ("5 mai", 5, 5),
            ("30 juin", 6, 30),
            ("14 juillet", 7, 14),
            ("14 juil.", 7, 14),
            ("15 août", 8, 15),
            ("15 aout", 8, 15),
            ("2 sept.", 9, 2),
            ("31 décembre", 12, 31),
            ("31 DÉCEMBRE", 12, 31),
            ("8 de marzo", 3, 8),
            ("7 мая", 5, 7),
            ("18 tháng Mười Hai", 12, 18),
        ] {
            assert_eq!(read_text(text), Some(MonthDay { month, day }), "{text}");
        }
    }

    #[test]
    fn what_is_more_or_less_than_a_day_is_none() {
        for text in [
            "",
            "April",
            "12",
            "12/04",
            "April 31",
            "February 30",
            "0 mars",
            "12 April 2026",
            "2026-04-12",
            "mardi 12",
            "martes 12",
            "Mairie 12",
            "Marché 3",
            "Outils 4",
            "du 3 au 5 mai",
            "10月",
            "Total",
        ] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
