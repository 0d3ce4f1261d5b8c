//! Pieces down the sheets: when one does not fit, the next sheet begins.

use super::piece::Piece;
use super::sheet::Mark;

/// Where pieces may stand: on the first sheet of a page, and on the next ones.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub first_top: f64,
    pub next_top: f64,
    pub bottom: f64,
    pub left: f64,
}

/// The marks of each sheet, placed.
pub fn flow(pieces: Vec<Piece>, room: Room) -> Vec<Vec<Mark>> {
    let needs = needs(&pieces);
    let mut sheets: Vec<Vec<Mark>> = vec![Vec::new()];
    let (mut y, mut fresh) = (room.first_top, true);
    for (piece, need) in pieces.into_iter().zip(needs) {
        let before = if fresh { 0.0 } else { piece.before };
        let whole_sheet = room.bottom - room.next_top;
        // What would not fit a whole sheet together is not kept together.
        let together = if need > whole_sheet {
            piece.height
        } else {
            need
        };
        if !fresh && y + before + together > room.bottom + 0.01 {
            sheets.push(Vec::new());
            (y, fresh) = (room.next_top, true);
        } else {
            y += before;
        }
        let sheet = sheets.last_mut().expect("there is always a first sheet");
        if fresh
            && sheet_is_next(y, room)
            && let Some(repeated) = &piece.repeated
        {
            sheet.extend(
                repeated
                    .marks
                    .iter()
                    .map(|mark| mark.clone().shifted(room.left, y)),
            );
            y += repeated.height;
        }
        sheet.extend(
            piece
                .marks
                .into_iter()
                .map(|mark| mark.shifted(room.left, y)),
        );
        y += piece.height;
        fresh = false;
    }
    sheets
}

fn sheet_is_next(y: f64, room: Room) -> bool {
    (y - room.next_top).abs() < 0.01
}

/// The height of each piece with those that must follow it on the same sheet.
fn needs(pieces: &[Piece]) -> Vec<f64> {
    let mut needs = vec![0.0; pieces.len()];
    for rank in (0..pieces.len()).rev() {
        let piece = &pieces[rank];
        let follows = match pieces.get(rank + 1) {
            Some(next) if piece.with_next => next.before + needs[rank + 1],
            Some(_) | None => 0.0,
        };
        needs[rank] = piece.height + follows;
    }
    needs
}
