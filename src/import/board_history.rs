//! The moves of a card, replayed: how long it stayed in each list (editorial-tables.md §3).

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

/// A drag by mistake, or a passage, lasts less than this (rule 6).
const PASSAGE: TimeDelta = TimeDelta::minutes(2);
/// Moves to one list within this are one tidying of the board…
const TIDYING: TimeDelta = TimeDelta::minutes(1);
/// … when they are of this many cards.
const TIDIED: usize = 5;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub at: DateTime<Utc>,
    pub what: What,
}

/// Lists are told by id: a renamed list appears under its old name in old actions (rule 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Created, copied or brought from another board, in this list.
    Enters(String),
    Moves {
        from: String,
        to: String,
    },
    Archived,
    Restored,
}

/// A card in a list, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    pub list: String,
    /// `None` when the history of the file begins later.
    pub from: Option<DateTime<Utc>>,
    /// `None` while the card is still there.
    pub exit: Option<Exit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// `None` when the move itself is missing.
    pub at: Option<DateTime<Utc>>,
    /// The list it went to; `None` when the card was archived.
    pub to: Option<String>,
}

/// What a card says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    pub list: &'a str,
    pub is_archived: bool,
    /// When it was created, unless the history of the file begins later: then its first entry is unknown.
    pub created: Option<DateTime<Utc>>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct History {
    pub stays: Vec<Stay>,
    /// Moves are missing: two known lists do not follow each other (rule 3).
    pub has_gap: bool,
    /// Stays too short to be one.
    pub passages: usize,
}

/// `events` in the order of time.
pub fn replay(events: &[Event], now: Now) -> History {
    let mut history = History::default();
    let mut open = Some(first(events, now));
    for event in events {
        match &event.what {
            What::Enters(list) => {
                // A card that comes back from another board.
                if open
                    .as_ref()
                    .is_some_and(|stay| stay.from != Some(event.at))
                {
                    history.leave(&mut open, None, Some(list));
                    open = Some(stay(list, Some(event.at)));
                }
            }
            What::Moves { from, to } => {
                if open.as_ref().is_some_and(|stay| stay.list != *from) {
                    history.has_gap = true;
                    history.leave(&mut open, None, Some(from));
                }
                let mut here = Some(open.take().unwrap_or_else(|| stay(from, None)));
                history.leave(&mut here, Some(event.at), Some(to));
                open = Some(stay(to, Some(event.at)));
            }
            What::Archived => history.leave(&mut open, Some(event.at), None),
            What::Restored => {
                if open.is_none() {
                    let list = history.stays.last().map_or(now.list, |stay| &stay.list);
                    open = Some(stay(list, Some(event.at)));
                }
            }
        }
    }
    history.end(open, now);
    history.without_passages();
    history
}

fn stay(list: &str, from: Option<DateTime<Utc>>) -> Stay {
    Stay {
        list: list.to_owned(),
        from,
        exit: None,
    }
}

/// The list of its creation; else the one its first move left; else the one it is in (rule 2).
fn first(events: &[Event], now: Now) -> Stay {
    let (list, from) = events
        .iter()
        .find_map(|event| match &event.what {
            What::Enters(list) => Some((list.as_str(), Some(event.at))),
            What::Moves { from, .. } => Some((from.as_str(), now.created)),
            What::Archived | What::Restored => None,
        })
        .unwrap_or((now.list, now.created));
    stay(list, from)
}

impl History {
    fn leave(&mut self, open: &mut Option<Stay>, at: Option<DateTime<Utc>>, to: Option<&str>) {
        if let Some(mut left) = open.take() {
            left.exit = Some(Exit {
                at,
                to: to.map(str::to_owned),
            });
            self.stays.push(left);
        }
    }

    /// What the card says of itself has the last word.
    fn end(&mut self, mut open: Option<Stay>, now: Now) {
        if let Some(last) = &open
            && last.list != now.list
        {
            self.has_gap = true;
            self.leave(&mut open, None, Some(now.list));
            open = Some(stay(now.list, None));
        }
        match (open, now.is_archived) {
            (open, true) => self.leave(&mut { open }, None, None),
            (Some(last), false) => self.stays.push(last),
            (None, false) => self.stays.push(stay(now.list, None)),
        }
    }

    /// A→B→C within two minutes is A→C; a drag and its correction, A→B→A, is nothing.
    fn without_passages(&mut self) {
        let mut kept: Vec<Stay> = Vec::new();
        for stay in std::mem::take(&mut self.stays) {
            if stay.is_passage() {
                self.passages += 1;
                let exit = stay.exit;
                if let Some(before) = kept.last_mut() {
                    before.exit = exit;
                }
                continue;
            }
            match kept.last_mut() {
                Some(before) if before.list == stay.list && before.leads_to(&stay) => {
                    before.exit = stay.exit;
                }
                _ => kept.push(stay),
            }
        }
        self.stays = kept;
    }
}

impl Stay {
    fn is_passage(&self) -> bool {
        let exit = self.exit.as_ref().filter(|exit| exit.to.is_some());
        let (Some(from), Some(until)) = (self.from, exit.and_then(|exit| exit.at)) else {
            return false;
        };
        until - from < PASSAGE
    }

    /// Whether it went back to where it was.
    fn leads_to(&self, next: &Stay) -> bool {
        self.exit.as_ref().and_then(|exit| exit.to.as_deref()) == Some(next.list.as_str())
    }
}

/// The instants at which many cards went to one list together: the board was tidied, and the days of
/// these moves are not those of the facts (rule 6). `moves` are an instant, a list and a card.
pub fn tidyings(
    mut moves: Vec<(DateTime<Utc>, String, String)>,
) -> BTreeSet<(DateTime<Utc>, String)> {
    moves.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    let mut found = BTreeSet::new();
    for (place, (at, list, _)) in moves.iter().enumerate() {
        let near = |(other_at, other_list, _): &&(DateTime<Utc>, String, String)| {
            other_list == list && (*other_at - *at).abs() <= TIDYING
        };
        let after = moves[place..].iter().take_while(near);
        let before = moves[..place].iter().rev().take_while(near);
        let cards: BTreeSet<&str> = after
            .chain(before)
            .map(|(_, _, card)| card.as_str())
            .collect();
        if cards.len() >= TIDIED {
            found.insert((*at, list.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_756_700_000 + minute * 60, 0).unwrap()
    }

    fn moves(minute: i64, from: &str, to: &str) -> Event {
        Event {
            at: at(minute),
            what: What::Moves {
                from: from.to_owned(),
                to: to.to_owned(),
            },
        }
    }

    fn event(minute: i64, what: What) -> Event {
        Event {
            at: at(minute),
            what,
        }
    }

    /// `list from-until>to`, minutes.
    fn said(events: &[Event], list: &str, is_archived: bool, created: Option<i64>) -> String {
        let minute = |instant: Option<DateTime<Utc>>| {
            instant.map_or("?".to_owned(), |instant| {
                ((instant - at(0)).num_minutes()).to_string()
            })
        };
        let now = Now {
            list,
            is_archived,
            created: created.map(at),
        };
        let history = replay(events, now);
        let stays: Vec<String> = history
            .stays
            .iter()
            .map(|stay| match &stay.exit {
                None => format!("{} {}-", stay.list, minute(stay.from)),
                Some(exit) => format!(
                    "{} {}-{}>{}",
                    stay.list,
                    minute(stay.from),
                    minute(exit.at),
                    exit.to.as_deref().unwrap_or("archive")
                ),
            })
            .collect();
        format!(
            "{}{}",
            stays.join(" "),
            if history.has_gap { " gap" } else { "" }
        )
    }

    #[test]
    fn stays_follow_the_moves() {
        let events = [
            event(0, What::Enters("a".to_owned())),
            moves(10, "a", "b"),
            moves(30, "b", "c"),
        ];
        assert_eq!(
            said(&events, "c", false, Some(0)),
            "a 0-10>b b 10-30>c c 30-"
        );
    }

    #[test]
    fn a_card_without_a_creation_action_began_where_its_first_move_left() {
        assert_eq!(
            said(&[moves(10, "a", "b")], "b", false, Some(0)),
            "a 0-10>b b 10-"
        );
        assert_eq!(
            said(&[moves(10, "a", "b")], "b", false, None),
            "a ?-10>b b 10-"
        );
        assert_eq!(said(&[], "a", false, Some(0)), "a 0-");
    }

    #[test]
    fn a_last_list_that_is_not_the_one_of_the_card_is_a_gap() {
        assert_eq!(
            said(&[moves(10, "a", "b")], "c", false, Some(0)),
            "a 0-10>b b 10-?>c c ?- gap"
        );
        assert_eq!(
            said(
                &[moves(10, "a", "b"), moves(30, "c", "d")],
                "d",
                false,
                Some(0)
            ),
            "a 0-10>b b 10-?>c c ?-30>d d 30- gap"
        );
    }

    #[test]
    fn moves_less_than_two_minutes_apart_are_one() {
        assert_eq!(
            said(
                &[moves(10, "a", "b"), moves(11, "b", "c")],
                "c",
                false,
                Some(0)
            ),
            "a 0-11>c c 11-"
        );
        assert_eq!(
            said(
                &[
                    moves(10, "a", "b"),
                    moves(11, "b", "a"),
                    moves(60, "a", "b")
                ],
                "b",
                false,
                Some(0)
            ),
            "a 0-60>b b 60-"
        );
    }

    #[test]
    fn an_archived_card_left_its_list() {
        assert_eq!(
            said(
                &[moves(10, "a", "b"), event(20, What::Archived)],
                "b",
                true,
                Some(0)
            ),
            "a 0-10>b b 10-20>archive"
        );
        assert_eq!(said(&[], "a", true, Some(0)), "a 0-?>archive");
        let back = [event(20, What::Archived), event(50, What::Restored)];
        assert_eq!(said(&back, "a", false, Some(0)), "a 0-20>archive a 50-");
    }

    #[test]
    fn a_board_tidied_at_month_end_is_seen() {
        let many = |cards: usize| {
            (0..cards)
                .map(|card| {
                    (
                        at(0) + TimeDelta::seconds(5 * card.cast_signed() as i64),
                        "l5".to_owned(),
                        format!("c{card}"),
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(tidyings(many(5)).len(), 5);
        assert!(tidyings(many(4)).is_empty());
    }
}
