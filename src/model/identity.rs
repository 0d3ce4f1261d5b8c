//! What makes a row of one file the same row as one of another: the same hours exported twice count once.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;

use crate::model::{Approval, Hour, Message, MessageKind, Network, Plan, Request, Role};

pub trait Identity {
    fn identify(&self, hasher: &mut DefaultHasher);

    /// The last day that the row speaks of; without one, no reading is better than another.
    fn as_of(&self) -> Option<NaiveDate>;
}

impl Identity for Hour {
    fn identify(&self, hasher: &mut DefaultHasher) {
        if let Some(id) = &self.source_id {
            return id.hash(hasher);
        }
        let when = (self.agent, self.day, self.start, self.end, self.spent);
        let what = (self.step, &self.title, self.nature);
        let whose = (&self.account, &self.refs, &self.permalink, &self.service);
        (when, what, whose).hash(hasher);
    }

    fn as_of(&self) -> Option<NaiveDate> {
        None
    }
}

/// A content is planned once on an account; a second line for both is a second publication.
impl Identity for Plan {
    fn identify(&self, hasher: &mut DefaultHasher) {
        (&self.reference, &self.account).hash(hasher);
    }

    fn as_of(&self) -> Option<NaiveDate> {
        Some(self.as_of)
    }
}

/// One row per step and per round: the same step sent again is a second row.
impl Identity for Approval {
    fn identify(&self, hasher: &mut DefaultHasher) {
        (&self.reference, self.order, self.role.map(Role::key)).hash(hasher);
    }

    fn as_of(&self) -> Option<NaiveDate> {
        Some(self.as_of)
    }
}

impl Identity for Request {
    fn identify(&self, hasher: &mut DefaultHasher) {
        (self.received, &self.service, self.subject).hash(hasher);
    }

    fn as_of(&self) -> Option<NaiveDate> {
        Some(self.as_of)
    }
}

/// By when and where it came, and the tool's id if it has one: without, two in one minute are two, by their place in
/// the file.
impl Identity for Message {
    fn identify(&self, hasher: &mut DefaultHasher) {
        let place = (&self.account, self.network.map(Network::key));
        match self.id {
            Some(id) => (id, self.received, place).hash(hasher),
            None => (self.received, self.kind.map(MessageKind::key), place).hash(hasher),
        }
    }

    fn as_of(&self) -> Option<NaiveDate> {
        Some(self.as_of)
    }
}

/// A number for what makes each row itself, and its place among identical rows of the file.
#[expect(
    clippy::disallowed_types,
    reason = "looked up, never walked: its order is never seen"
)]
pub fn numbered<R: Identity>(records: &[R]) -> Vec<(u64, u32)> {
    let mut seen = std::collections::HashMap::with_capacity(records.len());
    let number = |record: &R| {
        // Fixed keys: the same row gives the same number in every run.
        let mut hasher = DefaultHasher::new();
        record.identify(&mut hasher);
        let key = hasher.finish();
        let copy = seen.entry(key).and_modify(|count| *count += 1).or_insert(0);
        (key, *copy)
    };
    records.iter().map(number).collect()
}
