//! What the name of a file says: the days asked for, the account, the instant of the export.

use chrono::{DateTime, NaiveDate, Utc};

/// The last part of a path, without its extension.
pub fn stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}

/// The folder that holds the file, if the name says it.
pub fn folder(name: &str) -> Option<&str> {
    folders(name).next()
}

/// The folders that hold the file, the nearest first.
pub fn folders(name: &str) -> impl Iterator<Item = &str> {
    name.rsplit(['/', '\\'])
        .skip(1)
        .filter(|folder| !matches!(*folder, "" | "." | ".."))
}

/// Two days side by side, whatever surrounds them: `Apr-02-2024_Jul-02-2024_66536.csv`,
/// `…_2025-11-02_2025-11-09.csv`, `tweet_activity_metrics_abers_20190101_20190201_en.csv`.
pub fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let tokens: Vec<&str> = text
        .split(|character: char| character == '_' || character.is_whitespace())
        .collect();
    tokens.windows(2).find_map(|pair| {
        let (from, to) = (day(pair[0])?, day(pair[1])?);
        (from <= to).then_some((from, to))
    })
}

/// A day that reads one way only: `Apr-02-2024`, `2025-11-02`, `20190101`.
pub fn day(token: &str) -> Option<NaiveDate> {
    [("%b-%d-%Y", 11), ("%Y-%m-%d", 10), ("%Y%m%d", 8)]
        .iter()
        .filter(|(_, length)| token.len() == *length)
        .find_map(|(pattern, _)| NaiveDate::parse_from_str(token, pattern).ok())
}

/// `<slug>_<what>_<13 digits>`, as LinkedIn names its exports: the slug and the instant of the export.
pub fn linkedin(name: &str) -> Option<(&str, Option<DateTime<Utc>>)> {
    let stem = stem(name);
    for what in ["_content_", "_updates_", "_followers_", "_visitors_"] {
        if let Some((slug, rest)) = stem.rsplit_once(what) {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let instant = (digits.len() == 13)
                .then(|| {
                    digits
                        .parse()
                        .ok()
                        .and_then(DateTime::from_timestamp_millis)
                })
                .flatten();
            return (!slug.is_empty()).then_some((slug, instant));
        }
    }
    None
}

/// `Facebook Insights Data Export (Post Level) - <page> - 2020-01-31`: the page, and the day of the export.
/// Older files have two days at the end.
pub fn facebook_insights(name: &str) -> Option<(&str, Option<NaiveDate>)> {
    let rest = stem(name).split_once("Facebook Insights Data Export")?.1;
    let (_, mut page) = rest.split_once(" - ")?;
    let mut exported = None;
    while let Some((before, last)) = page.rsplit_once(" - ") {
        let Some(date) = last.get(..10).and_then(day) else {
            break;
        };
        exported = exported.or(Some(date));
        page = before;
    }
    let page = page.trim();
    (!page.is_empty()).then_some((page, exported))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_found_in_every_kind_of_name() {
        let ymd = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        for (name, from, to) in [
            (
                "Apr-02-2024_Jul-02-2024_665360019788100 (1)",
                ymd(2024, 4, 2),
                ymd(2024, 7, 2),
            ),
            (
                "account_analytics_content_2025-11-02_2025-11-09",
                ymd(2025, 11, 2),
                ymd(2025, 11, 9),
            ),
            (
                "tweet_activity_metrics_abers_20190101_20190201_en",
                ymd(2019, 1, 1),
                ymd(2019, 2, 1),
            ),
            (
                "Content 2026-10-01_2026-10-31 Département des Abers",
                ymd(2026, 10, 1),
                ymd(2026, 10, 31),
            ),
        ] {
            assert_eq!(days(name), Some((from, to)), "{name}");
        }
        assert_eq!(days("posts d’octobre"), None);
    }

    #[test]
    fn a_linkedin_name_holds_the_page_and_the_instant() {
        let (slug, instant) =
            linkedin("inbox/departement-abers_content_1793707200000 (1).xls").unwrap();
        assert_eq!(
            (slug, instant.unwrap().timestamp()),
            ("departement-abers", 1_793_707_200)
        );
        assert_eq!(linkedin("contenus.xlsx"), None);
    }

    #[test]
    fn the_older_exports_of_facebook_name_the_page() {
        let date = NaiveDate::from_ymd_opt(2020, 1, 31);
        for name in [
            "in/Facebook Insights Data Export (Post Level) - Les Abers - 29 - 2020-01-31.csv",
            "Facebook Insights Data Export - Les Abers - 29 - 2020-01-01 - 2020-01-31 (1).xls",
        ] {
            assert_eq!(facebook_insights(name), Some(("Les Abers - 29", date)));
        }
        assert_eq!(facebook_insights("Facebook Insights Data Export.csv"), None);
    }

    #[test]
    fn the_parts_of_a_path_are_told_on_every_system() {
        assert_eq!(
            (stem("a/b.c/d.e.csv"), folder("a/b.c/d.e.csv")),
            ("d.e", Some("b.c"))
        );
        assert_eq!(
            (stem("a\\b\\d.csv"), folder("d.csv"), folder("./d.csv")),
            ("d", None, None)
        );
    }
}
