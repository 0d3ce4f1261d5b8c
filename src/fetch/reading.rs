//! A raw file: the answers that one account got in one go, and when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::source::Source;
use super::target::Errand;
use crate::model::Month;

/// The first value of every raw file.
pub const FORM: &str = "fetch/1";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The form of the file.
    pub estran: String,
    pub source: Source,
    /// The account of config.toml.
    pub account: String,
    /// The month that was asked for.
    pub month: Month,
    /// When the reading began; also in the name of the file.
    pub read: DateTime<Utc>,
    pub answers: Vec<Kept>,
}

/// One answer, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// `/api/v1/accounts/lookup?acct=abers`: without server and without token.
    pub asked: String,
    pub read: DateTime<Utc>,
    /// Where the server says the list goes on, when it says it outside of the body; empty when it says that it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    pub body: Value,
}

impl Reading {
    pub fn new(errand: &Errand, month: Month, read: DateTime<Utc>, answers: Vec<Kept>) -> Reading {
        Reading {
            estran: FORM.to_owned(),
            source: errand.source,
            account: errand.account.clone(),
            month,
            read,
            answers,
        }
    }

    /// JSON, one answer a line: it opens everywhere, and two readings can be compared.
    pub fn to_bytes(&self) -> Vec<u8> {
        let head = written(&Reading {
            answers: Vec::new(),
            ..self.clone()
        });
        let head = head.strip_suffix("]}").unwrap_or(&head);
        let answers: Vec<String> = self.answers.iter().map(written).collect();
        format!("{head}\n{}\n]}}\n", answers.join(",\n")).into_bytes()
    }
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts, numbers and lists always write as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_file_reads_back_what_it_writes_one_answer_a_line() {
        let instant = "2026-11-03T08:15:02Z".parse().unwrap();
        let answer = |asked: &str| Kept {
            asked: asked.to_owned(),
            read: instant,
            next: None,
            body: serde_json::json!({"texte": "é\n\"]}"}),
        };
        let reading = Reading {
            estran: FORM.to_owned(),
            source: Source::Mastodon,
            account: "ma-abers".to_owned(),
            month: "2026-10".parse().unwrap(),
            read: instant,
            answers: vec![answer("/a"), answer("/b?c=d")],
        };
        let bytes = reading.to_bytes();
        assert_eq!(serde_json::from_slice::<Reading>(&bytes).unwrap(), reading);
        assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 4);
    }
}
