//! What is found wrong, and where.

use std::fmt;

use super::rule::Rule;

/// Enough to understand a broken file; more would only fill the memory.
const MOST: usize = 20_000;

/// Where a fault is, as a person looks for it. Nothing: the file as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub page: Option<usize>,
    /// « TH n° 12 »: the type of the element, and its rank among its like in reading order.
    pub element: Option<String>,
}

impl Place {
    pub fn page(page: usize) -> Self {
        Self {
            page: Some(page),
            element: None,
        }
    }

    pub fn element(element: impl Into<String>) -> Self {
        Self {
            page: None,
            element: Some(element.into()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.page, &self.element) {
            (Some(page), Some(element)) => write!(to, "page {page}, {element}"),
            (Some(page), None) => write!(to, "page {page}"),
            (None, Some(element)) => to.write_str(element),
            (None, None) => to.write_str("fichier"),
        }
    }
}

/// A rule that the file breaks.
#[derive(Clone, Debug)]
pub struct Fault {
    pub rule: &'static Rule,
    pub place: Place,
    /// What was found, in French.
    pub what: String,
}

/// The faults of a file, in the order in which they are met.
#[derive(Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// The same said twice in a row counts once.
    pub fn add(&mut self, rule: &'static Rule, place: Place, what: impl Into<String>) {
        let what = what.into();
        let is_said = |last: &Fault| {
            std::ptr::eq(last.rule, rule) && last.place == place && last.what == what
        };
        if self.0.len() < MOST && !self.0.last().is_some_and(is_said) {
            self.0.push(Fault { rule, place, what });
        }
    }

    /// Of the file as a whole.
    pub fn whole(&mut self, rule: &'static Rule, what: impl Into<String>) {
        self.add(rule, Place::default(), what);
    }

    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}
