//! A stay in an approval list is one approval (editorial-tables.md §3, rules 5 and 6).

use crate::import::board::{self, Card, Reader};
use crate::import::board_history::{Exit, Stay};
use crate::import::board_lists::State;
use crate::import::card_lines;
use crate::import::notes::Notes;
use crate::model::{Approval, Decision};

/// The circuit of a card: its stays in approval lists; without any, the lines of its description that
/// give dates.
pub fn approvals(
    reader: &Reader,
    card: &Card,
    reference: &str,
    notes: &mut Notes,
) -> Vec<Approval> {
    let stays = card
        .track
        .stays
        .iter()
        .filter(|stay| reader.meaning(&stay.list).state == Some(State::InApproval));
    let mut found: Vec<Approval> = stays
        .zip(1..)
        .map(|(stay, order)| of_stay(reader, card, stay, order, reference))
        .collect();
    if found.is_empty() {
        found = of_lines(reader, card, reference);
    } else if card.track.was_tidied {
        notes.doubt(
            card.row,
            "board-tidied",
            "la carte a changé de liste en même temps que beaucoup d’autres : c’est sans doute un rattrapage, et ses dates de validation ne sont pas sûres",
        );
    }
    if card.track.has_gap {
        notes.doubt(
            card.row,
            "missing-moves",
            "des déplacements de la carte manquent dans l’export ; son circuit est incomplet",
        );
    }
    found
}

fn of_stay(reader: &Reader, card: &Card, stay: &Stay, order: u32, reference: &str) -> Approval {
    let settings = reader.settings;
    Approval {
        reference: reference.to_owned(),
        order: Some(order),
        role: reader.meaning(&stay.list).role,
        submitted: stay.from.and_then(|at| board::local(at, settings)),
        decided: stay
            .exit
            .as_ref()
            .and_then(|exit| board::local(exit.at?, settings)),
        decision: match &stay.exit {
            Some(exit) => decision(reader, &stay.list, exit),
            // Its list was archived with it.
            None if reader.is_put_away(card) => Decision::Refused,
            None => Decision::Pending,
        },
        is_from_plan: false,
        as_of: reader.as_of,
        row: card.row,
    }
}

/// Further right, it is approved; further left, it is sent back. A list of corrections, or of what is
/// dropped, says so wherever it stands.
fn decision(reader: &Reader, list: &str, exit: &Exit) -> Decision {
    let Some(to) = &exit.to else {
        return Decision::Refused;
    };
    match (
        reader.meaning(to).state,
        reader.place(list),
        reader.place(to),
    ) {
        (Some(State::Dropped), ..) => Decision::Refused,
        (Some(State::Corrections), ..) => Decision::Corrections,
        (Some(state), _, _) if state.is_agreed() => Decision::Approved,
        (_, Some(here), Some(there)) if there < here => Decision::Corrections,
        _ => Decision::Approved,
    }
}

fn of_lines(reader: &Reader, card: &Card, reference: &str) -> Vec<Approval> {
    let created = card.created.map(|created| created.at.date());
    card_lines::steps(&card.description, created, reader.settings.zone)
        .into_iter()
        .zip(1..)
        .map(|(step, order)| Approval {
            reference: reference.to_owned(),
            order: Some(order),
            role: step.role,
            submitted: step.submitted,
            decided: step.decided,
            decision: step.decision,
            is_from_plan: false,
            as_of: reader.as_of,
            row: card.row,
        })
        .collect()
}
