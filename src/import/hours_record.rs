//! What an entry of time was for: references, link, title, account, step; and a number for who.

use chrono::NaiveDate;

use crate::import::column_names::Field;
use crate::import::hours_bounds::Bounds;
use crate::import::hours_sheet::Reader;
use crate::import::notes::Notes;
use crate::import::sheet::Line;
use crate::import::{account_cell, reference, step, veil, words_of};
use crate::model::{Hour, Nature, Severity, Spent, Step, permalink};
use crate::words::fold::fold;
use crate::words::text;

/// Longest title kept.
const TITLE: usize = 100;

impl Reader<'_> {
    /// The record of a closed entry.
    pub fn record(
        &self,
        line: &Line,
        day: NaiveDate,
        spent: Spent,
        estimated: bool,
        bounds: Bounds,
        notes: &mut Notes,
    ) -> Hour {
        let row = line.number;
        let publication = self.sheet.text(line, Field::Publication);
        let comment = self.sheet.text(line, Field::Comment);
        let column = self.sheet.text(line, Field::Reference);
        let (mut refs, words) = if link(&column).is_some() {
            (Vec::new(), None)
        } else {
            reference::in_column(&column)
        };
        for found in reference::find(&publication)
            .into_iter()
            .chain(reference::find(&comment))
        {
            if !refs.contains(&found) {
                refs.push(found);
            }
        }
        let address = link(&publication)
            .or_else(|| link(&column))
            .or_else(|| link(&comment));
        let is_title = !publication.is_empty()
            && link(&publication).is_none()
            && reference::find(&publication).is_empty();
        let title = is_title.then(|| publication.as_ref().to_owned()).or(words);
        let account = account_cell::one(
            &self.sheet.text(line, Field::Account),
            &self.desk.settings.accounts,
        );
        self.desk.check_account(account.as_deref(), row, notes);
        Hour {
            source_id: None,
            agent: self.agent(line, notes),
            day,
            start: bounds.start,
            end: bounds.end,
            spent,
            step: self.step(line, notes),
            account,
            refs,
            permalink: address,
            title: title
                .map(|title| text::shortened(title.lines().next().unwrap_or_default(), TITLE))
                .filter(|title| !title.is_empty()),
            service: self.sheet.given(line, Field::Service),
            outside: words_of::yes_or_no(&self.sheet.text(line, Field::Outside)),
            nature: if estimated {
                Nature::Estimated
            } else {
                Nature::Declared
            },
            row,
        }
    }

    /// A number; nothing when the cell names several people.
    fn agent(&self, line: &Line, notes: &mut Notes) -> Option<u64> {
        let cell = self.sheet.text(line, Field::Agent);
        if self.names_several(&cell) {
            notes.share(
                Severity::Warning,
                line.number,
                "several-agents",
                "plusieurs personnes sur une ligne ; la durée est comptée une fois, sans personne : saisir une ligne par personne",
            );
            return None;
        }
        veil::person(&cell)
    }

    /// `A et B`, `A/B`. A comma may stand between a name and a first name: it parts two people only when
    /// one of them is alone on another row.
    fn names_several(&self, cell: &str) -> bool {
        let folded = fold(cell);
        folded.contains(['/', '+', '&', ';'])
            || folded.contains(" et ")
            || cell.contains('\n')
            || (folded.contains(',')
                && folded
                    .split(',')
                    .filter_map(veil::person)
                    .any(|person| self.people.contains(&person)))
    }

    fn step(&self, line: &Line, notes: &mut Notes) -> Option<Step> {
        let label = self.sheet.text(line, Field::Step);
        if label.is_empty() || label == "-" {
            return None;
        }
        let step = step::named(&label);
        if step.is_none() {
            // The cell is not told: a name may stand in any of them.
            let message = "tâche inconnue ; les heures sont comptées sans étape : choisir une tâche de la liste";
            notes.share(Severity::Warning, line.number, "unknown-step", message);
        }
        step
    }
}

/// The first web address of a text, made comparable.
pub fn link(text: &str) -> Option<String> {
    text.split_whitespace().find_map(|word| {
        let word = word.trim_matches(['(', ')', '[', ']', '<', '>', '"', ',', ';']);
        permalink::normalise(word).or_else(|| {
            word.strip_prefix("www.")
                .and_then(|rest| permalink::normalise(&format!("https://{rest}")))
        })
    })
}
