//! Protection of people: small cells are put together, and never one alone (report-content.md, section 11).

use std::collections::BTreeSet;

/// What a figure of the parts that stand together is about.
pub const TOGETHER: &str = "together";

/// Which parts of a whole may be shown by name. The others stand together, unnamed.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown<K> {
    pub alone: BTreeSet<K>,
    pub together: BTreeSet<K>,
}

/// Parts under `least` cases are put together. A group of one, or one still under `least`, would be found
/// again by subtraction, and one whose parts are all as small or all as large as they may be, by whoever knows
/// them: the smallest part that is left joins it, with its equals, so that nothing tells which of them is which.
pub fn group<K: Ord + Clone>(parts: &[(K, u64)], least: u64) -> Shown<K> {
    let (mut together, mut large): (Vec<_>, Vec<_>) =
        parts.iter().cloned().partition(|(_, count)| *count < least);
    let is_weak = |group: &[(K, u64)]| {
        let cases: u64 = group.iter().map(|(_, count)| count).sum();
        let all = |wanted: u64| group.iter().all(|(_, count)| *count == wanted);
        group.len() == 1
            || (!group.is_empty() && (cases < least || all(1) || all(least.saturating_sub(1))))
    };
    while is_weak(&together) {
        let Some(smallest) = large.iter().map(|(_, count)| *count).min() else {
            break;
        };
        let (joining, left): (Vec<_>, Vec<_>) =
            large.into_iter().partition(|(_, count)| *count == smallest);
        together.extend(joining);
        large = left;
    }
    let names = |parts: Vec<(K, u64)>| parts.into_iter().map(|(name, _)| name).collect();
    Shown {
        alone: names(large),
        together: names(together),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(parts: &[(&'static str, u64)]) -> Vec<&'static str> {
        group(parts, 3).together.into_iter().collect()
    }

    #[test]
    fn parts_of_three_cases_stand_alone() {
        assert!(together(&[("a", 3), ("b", 12)]).is_empty());
        assert!(together(&[]).is_empty());
    }

    #[test]
    fn one_small_part_takes_the_smallest_other_with_it_and_its_equals() {
        assert_eq!(together(&[("a", 9), ("b", 2), ("c", 5)]), ["b", "c"]);
        assert_eq!(
            together(&[("a", 5), ("b", 2), ("c", 5), ("d", 6)]),
            ["a", "b", "c"]
        );
    }

    #[test]
    fn two_parts_of_one_case_take_a_third_with_them() {
        assert_eq!(
            together(&[("a", 9), ("b", 1), ("c", 1), ("d", 4)]),
            ["b", "c", "d"]
        );
        assert_eq!(together(&[("a", 9), ("b", 2), ("c", 1)]), ["b", "c"]);
    }

    #[test]
    fn parts_that_can_only_be_what_they_are_take_another_with_them() {
        assert_eq!(
            together(&[("a", 9), ("b", 2), ("c", 2), ("d", 4)]),
            ["b", "c", "d"]
        );
        assert_eq!(
            together(&[("a", 9), ("b", 1), ("c", 1), ("d", 1)]),
            ["a", "b", "c", "d"]
        );
        assert_eq!(together(&[("a", 9), ("b", 2), ("c", 1)]), ["b", "c"]);
    }

    #[test]
    fn when_nothing_can_stand_alone_all_is_together() {
        assert_eq!(together(&[("a", 2)]), ["a"]);
        assert_eq!(together(&[("a", 7), ("b", 1)]), ["a", "b"]);
    }
}
