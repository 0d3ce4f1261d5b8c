//! Hours that a tool gave whole for a month: of several readings the last one counts, since an earlier one still holds
//! what was deleted or moved since then.

use std::collections::BTreeMap;

use crate::model::{Batch, Finding, Hour, Month, WholeMonth};

/// Leaves out the readings that a later one of the same month replaces; says it, and says which exports give hours of
/// such a month a second time.
pub fn settle(batches: Vec<Batch>, findings: &mut Vec<Finding>) -> Vec<Batch> {
    let mut last: BTreeMap<(&'static str, String, Month), WholeMonth> = BTreeMap::new();
    for whole in batches
        .iter()
        .filter_map(|batch| batch.whole_month.as_ref())
    {
        let known = last.entry(key(whole)).or_insert_with(|| whole.clone());
        if known.read < whole.read {
            *known = whole.clone();
        }
    }
    let (kept, replaced): (Vec<Batch>, Vec<Batch>) = batches.into_iter().partition(|batch| {
        let whole = batch.whole_month.as_ref();
        whole.is_none_or(|whole| {
            last.get(&key(whole))
                .is_none_or(|last| last.read <= whole.read)
        })
    });
    findings.extend(replaced.iter().map(|batch| {
        let message = "ce mois a été relu depuis\u{202f}; seule la dernière lecture est comptée";
        Finding::info("read-again", &batch.file, message)
    }));
    for batch in &kept {
        findings.extend(last.values().filter_map(|whole| twice(batch, whole)));
    }
    kept
}

fn key(whole: &WholeMonth) -> (&'static str, String, Month) {
    (whole.tool, whole.name.clone(), whole.month)
}

/// Entries without a number of their own cannot be told from those that were read.
fn twice(batch: &Batch, whole: &WholeMonth) -> Option<Finding> {
    let is_twice = |hour: &&Hour| hour.source_id.is_none() && whole.month.contains(hour.day);
    let hours = batch.tables.hours.iter().flatten();
    let count = hours.filter(is_twice).count();
    if batch.format != Some(whole.tool) || count == 0 {
        return None;
    }
    let message = format!(
        "{count}\u{a0}saisies de {} viennent de cet export alors que «\u{a0}estran fetch\u{a0}» a lu le même outil\u{202f}; si ce sont les mêmes heures, elles sont comptées deux fois\u{a0}: ôter l’export",
        whole.month
    );
    Some(Finding::warning("also-fetched", &batch.file, message))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn reading(file: &str, read: &str) -> Batch {
        Batch {
            whole_month: Some(WholeMonth {
                tool: "kimai",
                name: "kimai".to_owned(),
                month: "2026-10".parse().unwrap(),
                read: read.parse().unwrap(),
            }),
            ..Batch::new(&Arc::from(file), file)
        }
    }

    #[test]
    fn of_two_readings_of_a_month_the_last_one_counts_whatever_their_order() {
        let first = reading("a.json", "2026-11-03T08:00:00Z");
        let last = reading("b.json", "2026-11-05T08:00:00Z");
        for batches in [
            vec![first.clone(), last.clone()],
            vec![last.clone(), first.clone()],
        ] {
            let mut findings = Vec::new();
            assert_eq!(settle(batches, &mut findings), std::slice::from_ref(&last));
            assert_eq!(findings.len(), 1);
            assert_eq!(&*findings[0].at.file, "a.json");
        }
    }
}
