//! The sentences P01 to P16 and their conditions (report-content.md, section 7).

mod asked;
mod change;
mod of_the_month;
mod time;

use super::Desk;

pub use change::{change, line_label};
pub use of_the_month::of_the_month;
pub use time::load;

type Fact = fn(&Desk) -> Option<String>;

/// At most this many facts of the month.
pub const FACTS: usize = 3;

/// Code and priority of each sentence, the most important first.
const SENTENCES: &[(&str, u8, Fact)] = &[
    ("P08", 1, time::overload),
    ("P07b", 1, time::work_out_of_hours),
    ("P13", 1, change::first_month),
    ("P14", 1, time::partial_days),
    ("P06", 2, asked::last_minute),
    ("P05b", 2, asked::waiting),
    ("P05", 3, asked::circuit),
    ("P07", 3, asked::messages_out_of_hours),
    ("P06b", 3, asked::time_of_a_late_request),
    ("P02", 4, time::visible_hour),
    ("P04", 4, time::time_of_a_content),
    ("P10", 4, time::one_more_account),
    ("P11", 4, change::notable_change),
    ("P09", 5, time::as_planned),
    ("P12", 6, change::stable),
];

/// The codes that a service may choose among.
pub fn fact_codes() -> impl Iterator<Item = &'static str> {
    SENTENCES.iter().map(|(code, ..)| *code)
}

/// « Trois faits du mois »: those that the service chose, or the most important.
pub fn facts(desk: &Desk) -> Vec<String> {
    if desk.facts.is_empty() {
        let mut said: Vec<(u8, String)> = SENTENCES
            .iter()
            .filter_map(|(_, priority, fact)| Some((*priority, fact(desk)?)))
            .collect();
        said.sort_by_key(|(priority, _)| *priority);
        return said
            .into_iter()
            .take(FACTS)
            .map(|(_, sentence)| sentence)
            .collect();
    }
    desk.facts
        .iter()
        .filter_map(|chosen| {
            let known = SENTENCES.iter().find(|(code, ..)| code == chosen);
            match known {
                Some((.., fact)) => fact(desk),
                None => Some(format!("{} (phrase du service)", chosen.trim())),
            }
        })
        .collect()
}
