//! Lists that come page by page: followed to the month, and never round and round (formats/apis.md, 0.6).

use std::collections::BTreeSet;

use super::reading::Kept;
use super::session::{Ask, Session};
use super::trouble::Trouble;

/// What one page says of the list.
pub struct Page {
    pub ids: Vec<String>,
    pub next: Next,
    /// Nothing of the month is left after it.
    pub is_past: bool,
}

/// How the list goes on: a parameter to set. Addresses are never followed.
pub enum Next {
    End,
    Told(&'static str, String),
    /// The server does not say: ours to guess, and a page without anything new is the end.
    Guessed(&'static str, String),
}

/// Asks page after page, until the list or the month ends.
pub async fn follow(
    session: &Session<'_>,
    mut ask: Ask<'_>,
    read: impl Fn(&Kept) -> Result<Page, Trouble>,
) -> Result<(), Trouble> {
    let (mut ids, mut marks) = (BTreeSet::new(), BTreeSet::new());
    let most = session.most_pages();
    let mut is_guess = false;
    for _ in 0..most {
        let page = read(&session.ask(&ask).await?)?;
        let (is_empty, known) = (page.ids.is_empty(), ids.len());
        ids.extend(page.ids);
        let brings_new = ids.len() > known;
        let (name, mark) = match page.next {
            Next::End => return Ok(()),
            Next::Told(name, mark) => {
                // An empty page may still have a next one; a page of known items goes round.
                if !marks.insert(mark.clone()) || !(brings_new || is_empty) {
                    return Err(Trouble::Loop);
                }
                is_guess = false;
                (name, mark)
            }
            Next::Guessed(..) if is_guess && !brings_new => return Ok(()),
            Next::Guessed(name, mark) => {
                is_guess = true;
                (name, mark)
            }
        };
        if page.is_past {
            return Ok(());
        }
        ask.set(name, mark);
    }
    Err(Trouble::Endless(most))
}
