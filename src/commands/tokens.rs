//! The end of tokens, said while there is time to make another.

use chrono::NaiveDate;

use crate::fetch::Errand;
use crate::words::date;
use crate::words::number::{NBSP, THIN};

/// From so many days before.
const SOON: i64 = 14;

/// What to say today of the token of an account, whose last day is this one.
pub fn remark(errand: &Errand, last: Option<NaiveDate>, today: NaiveDate) -> Option<String> {
    let (last, name) = (last?, errand.secret.as_ref()?.as_str());
    let days = (last - today).num_days();
    let when = match days {
        ..0 => format!("est fini depuis le {}", date::day(last)),
        0 => "finit aujourd’hui".to_owned(),
        1 => "finit demain".to_owned(),
        2..=SOON => format!("finit le {}, dans {days}{NBSP}jours", date::day(last)),
        _ => return None,
    };
    Some(format!(
        "attention{NBSP}: {}{NBSP}: le jeton «{NBSP}{name}{NBSP}» {when}{THIN}; en créer un autre, le mettre à la place de l’ancien et changer «{NBSP}token_ends{NBSP}»\n",
        errand.account
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::{Source, Target};

    #[test]
    fn a_token_is_told_of_from_two_weeks_before_its_end() {
        let errand = |secret: Option<&str>| {
            let target = Target {
                handle: Some("abers@social.abers.example".to_owned()),
                secret: secret.and_then(|name| name.to_owned().try_into().ok()),
                ..Target::default()
            };
            Errand::new("li", Source::Mastodon, &target).unwrap()
        };
        let said = |last: &str| {
            let last = Some(last.parse().unwrap());
            remark(
                &errand(Some("le-jeton")),
                last,
                "2027-01-01".parse().unwrap(),
            )
        };
        assert_eq!(said("2027-01-16"), None);
        for (last, words) in [
            (
                "2027-01-15",
                "finit le 15\u{a0}janvier 2027, dans 14\u{a0}jours",
            ),
            ("2027-01-02", "finit demain"),
            ("2027-01-01", "finit aujourd’hui"),
            ("2026-12-31", "est fini depuis le 31\u{a0}décembre 2026"),
        ] {
            let said = said(last).unwrap();
            assert!(said.contains(words) && said.contains("le-jeton"), "{said}");
        }
        let today = "2027-01-01".parse().unwrap();
        assert_eq!(remark(&errand(None), Some(today), today), None);
        assert_eq!(remark(&errand(Some("le-jeton")), None, today), None);
    }
}
