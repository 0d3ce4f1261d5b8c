//! Page 1: who, when, and the sentence of the month.

use crate::model::Network;
use crate::report::block::{Block, NoteKind, Page, PageLayout};
use crate::report::{Desk, TITLE, banner, facts};
use crate::words::number::NBSP;
use crate::words::{date, text};

/// The word of the service is cut beyond this many characters (CO4).
const WORD: usize = 400;

#[expect(
    clippy::unnecessary_wraps,
    reason = "a page may be absent, this one never is"
)]
pub fn page(desk: &Desk) -> Option<Page> {
    let mut blocks = vec![Block::Lead {
        text: facts::of_the_month(desk),
    }];
    // In a manual run the sentence above says all that one export can.
    if !desk.manual {
        blocks.push(Block::Banner(banner::coverage(desk)));
    }
    blocks.push(Block::Paragraph {
        text: perimeter(desk),
    });
    if let Some(word) = desk.word.map(str::trim).filter(|word| !word.is_empty()) {
        blocks.push(Block::Frame {
            title: "Le mot du service".to_owned(),
            blocks: vec![Block::Paragraph {
                text: text::shortened(word, WORD),
            }],
        });
    }
    blocks.push(super::note(NoteKind::Plain, desk.diffusion));
    Some(Page {
        id: "cover",
        title: TITLE.to_owned(),
        bookmark: "Couverture".to_owned(),
        layout: PageLayout::Cover,
        blocks,
    })
}

fn perimeter(desk: &Desk) -> String {
    let (from, to) = (desk.month.first_day(), desk.month.last_day());
    let open: Vec<_> = desk
        .accounts
        .0
        .iter()
        .filter(|account| account.is_open_between(from, to))
        .collect();
    let networks: Vec<String> = Network::ALL
        .into_iter()
        .filter(|network| open.iter().any(|account| account.network == *network))
        .map(|network| network.label().to_owned())
        .collect();
    format!(
        "Période{NBSP}: {}. Périmètre{NBSP}: {} sur {} ({}).",
        date::period(from, to),
        text::count(open.len() as u64, "compte suivi", "comptes suivis"),
        text::count(networks.len() as u64, "réseau", "réseaux"),
        text::list(&networks)
    )
}
