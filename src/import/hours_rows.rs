//! Which lines of a list of hours are entries, and which are totals, titles or absences
//! (timesheets.md §0.3, §8.5).

use crate::import::column_names::{Field, Kind};
use crate::import::columns;
use crate::import::duration::{self, Reading};
use crate::import::moment::{self, Writing};
use crate::import::sheet::{Line, Sheet};
use crate::import::veil;
use crate::model::Spent;
use crate::words::fold::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    Entry,
    /// The header again, above another block.
    Header,
    Total,
    /// `Semaine 3`, `Nom : …`: one cell of words.
    Title,
    /// A day prepared in advance, with nothing in it.
    Placeholder,
    /// Leave, sickness: dropped without detail, this is nobody's business.
    Absence,
}

pub fn nature(sheet: &Sheet, line: &Line, writing: Writing, working_day: Spent) -> Nature {
    let texts = line.texts();
    if sheet.columns.repeats(&texts) {
        return Nature::Header;
    }
    let filled = sheet.filled(line);
    let is_dated = matches!(
        moment::read(sheet.cell(line, Field::Date), writing),
        moment::Reading::Given(_)
    );
    if !is_dated
        && (texts.iter().any(|text| is_total(text))
            || (line.cells_filled() == 1 && filled == [Field::Duration]))
    {
        return Nature::Total;
    }
    if !is_dated && line.cells_filled() == 1 {
        return Nature::Title;
    }
    if is_absence(sheet, line) {
        return Nature::Absence;
    }
    let nothing_spent = match duration::read(sheet.cell(line, Field::Duration), working_day) {
        Reading::Empty => true,
        Reading::Given(given) => given.spent.is_zero() && given.range.is_none(),
        Reading::Plain { value, .. } => value == 0.0,
        Reading::Running | Reading::Date | Reading::Unreadable => false,
    };
    let about_nothing = filled.iter().all(|field| {
        matches!(
            field,
            Field::Date | Field::Agent | Field::Duration | Field::Step
        )
    });
    // « Rows with type only », or dated with 0 h: prepared, not entered.
    let prepared = is_dated && !filled.contains(&Field::Step)
        || !filled.contains(&Field::Date) && !filled.contains(&Field::Duration);
    if nothing_spent && about_nothing && prepared {
        return Nature::Placeholder;
    }
    Nature::Entry
}

/// The person of a block, as a number.
pub fn owner(line: &Line) -> Option<u64> {
    owner_in(&line.texts())
}

/// « Nom : … », « Agent : … » in the first cell that holds something.
pub fn owner_in(texts: &[String]) -> Option<u64> {
    let title = texts.iter().find(|text| !text.is_empty())?;
    let (label, name) = title.split_once(':')?;
    let is_agent = columns::field_named(Kind::Hours, label) == Some(Field::Agent);
    is_agent.then(|| veil::person(name))?
}

/// `Total`, `Sous-total semaine 36`, `SOMME`, `Cumul`.
pub fn is_total(cell: &str) -> bool {
    let folded = fold(cell);
    let mut words = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    match words.next() {
        Some("total" | "totaux" | "soustotal" | "somme" | "cumul" | "sum" | "weektotaal") => true,
        Some("sous" | "grand") => matches!(words.next(), Some("total" | "totaux")),
        _ => false,
    }
}

fn is_absence(sheet: &Sheet, line: &Line) -> bool {
    let step = sheet.text(line, Field::Step);
    if step.is_empty() {
        is_absence_label(&sheet.text(line, Field::Publication))
    } else {
        is_absence_label(&step)
    }
}

/// Whether a label begins with a word of leave or sickness.
pub fn is_absence_label(label: &str) -> bool {
    let label = fold(label);
    let begins = [
        "absence",
        "absent",
        "conge",
        "rtt",
        "maladie",
        "arret maladie",
        "arret de travail",
        "jour ferie",
        "ferie",
        "recup",
        "vacances",
    ];
    let is_word = |word: &&str| {
        label.strip_prefix(*word).is_some_and(|rest| {
            let rest = rest.strip_prefix(['s', 'e']).unwrap_or(rest);
            rest.is_empty() || rest.starts_with([' ', '(', ':', '-', '/', ','])
        })
    };
    // « Récupération » alone is a day off; « Récupération des photos » is work.
    label == "recuperation" || label == "repos" || begins.iter().any(is_word)
}

/// Leave in several words, and nothing else.
pub fn is_leave(label: &str) -> bool {
    matches!(
        fold(label).as_str(),
        "conge paye"
            | "conges payes"
            | "conge annuel"
            | "conges annuels"
            | "conge maladie"
            | "arret maladie"
            | "arret de travail"
            | "jour ferie"
            | "jours feries"
            | "conge maternite"
            | "conge paternite"
            | "jour rtt"
            | "time off"
            | "sick leave"
            | "sick day"
            | "vacation"
            | "vacations"
            | "holiday"
            | "holidays"
            | "public holiday"
            | "bank holiday"
            | "annual leave"
            | "paid leave"
            | "day off"
            | "pto"
            | "urlaub"
            | "feiertag"
            | "krank"
    )
}

#[cfg(test)]
mod tests {
    use super::is_total;

    #[test]
    fn totals_are_told_from_titles() {
        for text in [
            "Total",
            "TOTAL :",
            "Sous-total semaine 36",
            "Totaux",
            "Grand total",
            "somme",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in ["Totalement", "Le total", "", "Sous-titres", "Grand forum"] {
            assert!(!is_total(text), "{text}");
        }
    }
}
