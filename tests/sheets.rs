//! The sheets of every month of the fixtures, and what they say, held to rules.

use estran::render::pdf::{Theme, layout};

use crate::months::{ALL, Case};
use crate::pdf::sheets::{self, A4};

/// The faults of every month, together: one look tells all.
fn none(faults_of: impl Fn(&Case) -> Vec<String>) {
    let all: Vec<String> = ALL
        .iter()
        .flat_map(|case| {
            let faults = faults_of(case);
            faults
                .into_iter()
                .map(|fault| format!("{}, {fault}", case.name))
        })
        .collect();
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

#[test]
fn every_sheet_is_well_laid_out() {
    none(|case| sheets::faults(&layout(&case.made.report, &Theme::default()), A4));
}
