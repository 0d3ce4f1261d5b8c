//! The end of tokens, said while there is time to make another.

use chrono::NaiveDate;
use futures_util::future::join_all;

use crate::commands::accounts::Nothing;
use crate::commands::fetch::{SystemClock, wait_for};
use crate::commands::secrets;
use crate::config::Config;
use crate::fetch::{Clock, Door, Errand, Limits, Place, Session};
use crate::model::Month;
use crate::words::date;
use crate::words::number::{NBSP, THIN};

/// The last day of a token, where it is known; why it could not be asked for, in words.
pub type End = Result<Option<NaiveDate>, String>;

/// From so many days before.
const SOON: i64 = 14;

/// What to say today of the tokens of these accounts.
pub fn remarks(config: &Config, errands: &[&Errand]) -> anyhow::Result<String> {
    let door = Door::new(Limits::default(), &SystemClock);
    let ends = errands.iter().map(|errand| end(config, errand, &door));
    let ends = wait_for(join_all(ends))?;
    let today = today(config);
    let remarks = errands.iter().zip(&ends);
    Ok(remarks
        .filter_map(|(errand, end)| remark(errand, end, today))
        .collect())
}

/// As the service tells it, where the secret of the application is there to ask; else as config.toml says.
pub async fn end(config: &Config, errand: &Errand, door: &Door<'_>) -> End {
    let (Some(app), Ok(Some(secret))) = (&errand.app, secrets::of(errand, &config.folders.secrets))
    else {
        return Ok(errand.token_ends);
    };
    let app = secrets::find(app, &config.folders.secrets).map_err(|error| error.to_string())?;
    let place = Place {
        door,
        secret: Some(&secret),
        keep: &Nothing,
        news: &|_| {},
    };
    let zone = config.import.zone;
    let session = Session::new(errand, Month::of(today(config)), zone, &place);
    let told = session.token_end(&app).await;
    let told = told.map_err(|error| error.to_string())?;
    Ok(told
        .map(|instant| instant.with_timezone(&zone).date_naive())
        .or(errand.token_ends))
}

pub fn today(config: &Config) -> NaiveDate {
    let now = SystemClock.now().with_timezone(&config.import.zone);
    now.date_naive()
}

/// What to say today of the token of an account.
pub fn remark(errand: &Errand, end: &End, today: NaiveDate) -> Option<String> {
    let name = errand.secret.as_ref()?.as_str();
    let last = match end {
        Ok(last) => (*last)?,
        Err(why) => {
            return Some(format!(
                "attention{NBSP}: {}{NBSP}: la fin du jeton «{NBSP}{name}{NBSP}» n’a pas pu être demandée{NBSP}: {why}\n",
                errand.account
            ));
        }
    };
    let days = (last - today).num_days();
    let when = match days {
        ..0 => format!("est fini depuis le {}", date::day(last)),
        0 => "finit aujourd’hui".to_owned(),
        1 => "finit demain".to_owned(),
        2..=SOON => format!("finit le {}, dans {days}{NBSP}jours", date::day(last)),
        _ => return None,
    };
    let also = match errand.token_ends {
        Some(_) => format!(" et changer «{NBSP}token_ends{NBSP}»"),
        None => String::new(),
    };
    Some(format!(
        "attention{NBSP}: {}{NBSP}: le jeton «{NBSP}{name}{NBSP}» {when}{THIN}; en créer un autre, le mettre à la place de l’ancien{also}\n",
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
            let last = Ok(Some(last.parse().unwrap()));
            remark(
                &errand(Some("le-jeton")),
                &last,
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
        assert_eq!(remark(&errand(None), &Ok(Some(today)), today), None);
        assert_eq!(remark(&errand(Some("le-jeton")), &Ok(None), today), None);
    }
}
