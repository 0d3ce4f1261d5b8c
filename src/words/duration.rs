//! Durations as printed: « h » and « min », no decimal hours (report-content.md, section 4).

use super::number::{self, NBSP};
use super::text;
use crate::model::Spent;

/// In a table or a tile: to 5 minutes under 10 h, to the quarter of an hour under 100 h, then to the hour.
pub fn detail(spent: Spent) -> String {
    written(spent, 15)
}

/// In a sentence: to 5 minutes under 10 h, then to the hour.
pub fn sentence(spent: Spent) -> String {
    written(spent, 60)
}

/// « +12 h », « −45 min ».
pub fn signed(spent: Spent) -> String {
    let text = sentence(spent.abs());
    match spent.as_seconds() {
        0 => text,
        seconds if seconds > 0 => format!("+{text}"),
        _ => format!("−{text}"),
    }
}

/// « 1,8 ETP », « moins de 0,1 ETP »: `spent` over a full-time month.
pub fn full_time(spent: Spent, month: Spent) -> Option<String> {
    let (part, whole) = (spent.abs().as_seconds(), month.as_seconds());
    if whole <= 0 {
        return None;
    }
    // Below 0.05 of a full-time job.
    if part * 20 < whole {
        return Some(format!("moins de 0,1{NBSP}ETP"));
    }
    number::tenths(part, whole).map(|text| {
        let sign = if spent < Spent::ZERO { "−" } else { "" };
        format!("{sign}{text}{NBSP}ETP")
    })
}

/// « 2,3 jours ouvrés »: opening time over the length of a working day; « 81 jours ouvrés » when they are whole,
/// « moins de 0,1 jour ouvré » when it is a moment.
pub fn working_days(spent: Spent, day: Spent) -> Option<String> {
    let (part, whole) = (spent.as_seconds(), day.as_seconds());
    let text = number::tenths(part, whole)?;
    let unit = working_day_unit(spent, day);
    Some(match part.checked_rem(whole) {
        Some(0) => format!("{}{NBSP}{unit}", number::whole(part / whole)),
        _ if part * 20 < whole => format!("moins de 0,1{NBSP}{unit}"),
        _ => format!("{text}{NBSP}{unit}"),
    })
}

/// « 0,3 ; 0,5 et 2,0 jours ouvrés »: several that are compared, all to a tenth.
pub fn each_in_working_days(cases: &[Spent], day: Spent) -> Option<String> {
    let (longest, whole) = (*cases.last()?, day.as_seconds());
    let tenths = cases
        .iter()
        .map(|spent| number::tenths(spent.as_seconds(), whole))
        .collect::<Option<Vec<_>>>()?;
    let unit = working_day_unit(longest, day);
    Some(format!("{}{NBSP}{unit}", text::list_of_decimals(&tenths)))
}

/// In French the plural begins at two, as printed: « 2,0 jours ».
fn working_day_unit(spent: Spent, day: Spent) -> &'static str {
    let tenths = nearest(10 * spent.as_seconds(), day.as_seconds());
    if tenths >= 20 {
        "jours ouvrés"
    } else {
        "jour ouvré"
    }
}

/// The duration that [`detail`] prints: a gap between two printed durations is the gap that the
/// reader finds with a pencil.
pub fn as_printed(spent: Spent) -> Spent {
    let minutes = printed_minutes(spent.abs().as_seconds(), 15);
    Spent::minutes(if spent < Spent::ZERO {
        -minutes
    } else {
        minutes
    })
}

fn written(spent: Spent, middle_step: i64) -> String {
    let seconds = spent.as_seconds();
    if seconds < 0 {
        return format!("−{}", written(spent.abs(), middle_step));
    }
    let minutes = printed_minutes(seconds, middle_step);
    if minutes == 0 && seconds > 0 {
        return format!("moins de 5{NBSP}min");
    }
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}{NBSP}min"),
        (hours, 0) => format!("{}{NBSP}h", number::whole(hours)),
        (hours, minutes) => format!("{}{NBSP}h{NBSP}{minutes:02}", number::whole(hours)),
    }
}

/// To 5 minutes under 10 h, to the middle step under 100 h, then to the hour.
fn printed_minutes(seconds: i64, middle_step: i64) -> i64 {
    let step = match seconds {
        ..36_000 => 5,
        36_000..360_000 => middle_step,
        _ => 60,
    };
    nearest(seconds, step * 60) * step
}

fn nearest(part: i64, whole: i64) -> i64 {
    (2 * part + whole).div_euclid(2 * whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace([NBSP, number::THIN], " ")
    }

    #[test]
    fn short_durations_are_printed_to_five_minutes() {
        for (minutes, printed) in [
            (0, "0 min"),
            (2, "moins de 5 min"),
            (3, "5 min"),
            (45, "45 min"),
            (393, "6 h 35"),
            (60, "1 h"),
            (598, "10 h"),
        ] {
            assert_eq!(plain(&detail(Spent::minutes(minutes))), printed);
        }
    }

    #[test]
    fn long_durations_lose_their_minutes() {
        assert_eq!(plain(&detail(Spent::minutes(10 * 60 + 20))), "10 h 15");
        assert_eq!(plain(&sentence(Spent::minutes(10 * 60 + 20))), "10 h");
        assert_eq!(plain(&detail(Spent::minutes(214 * 60 + 29))), "214 h");
        assert_eq!(plain(&detail(Spent::hours(1607))), "1 607 h");
        assert_eq!(plain(&signed(Spent::hours(-3))), "−3 h");
    }

    #[test]
    fn a_gap_is_the_gap_of_what_is_printed() {
        let (now, before) = (Spent::minutes(247 * 60 + 10), Spent::minutes(210 * 60 + 40));
        assert_eq!(plain(&detail(now)), "247 h");
        assert_eq!(plain(&detail(before)), "211 h");
        assert_eq!(as_printed(now) - as_printed(before), Spent::hours(36));
        assert_eq!(as_printed(Spent::minutes(-393)), Spent::minutes(-395));
    }

    #[test]
    fn a_sliver_of_a_job_is_said_in_words() {
        let month = Spent::minutes(133 * 60 + 55);
        assert_eq!(
            plain(&full_time(Spent::hours(5), month).unwrap()),
            "moins de 0,1 ETP"
        );
        assert_eq!(
            plain(&full_time(Spent::hours(241), month).unwrap()),
            "1,8 ETP"
        );
        assert_eq!(full_time(Spent::hours(5), Spent::ZERO), None);
    }

    #[test]
    fn working_days_side_by_side_have_one_unit() {
        let cases = [0, 10, 105, 840].map(Spent::minutes);
        assert_eq!(
            plain(&each_in_working_days(&cases, Spent::hours(7)).unwrap()),
            "0,0 ; 0,0 ; 0,3 et 2,0 jours ouvrés"
        );
        assert_eq!(each_in_working_days(&[], Spent::hours(7)), None);
    }

    #[test]
    fn working_days_agree_in_number() {
        assert_eq!(
            plain(&working_days(Spent::hours(7), Spent::hours(7)).unwrap()),
            "1 jour ouvré"
        );
        assert_eq!(
            plain(&working_days(Spent::minutes(425), Spent::hours(7)).unwrap()),
            "1,0 jour ouvré"
        );
        assert_eq!(
            plain(&working_days(Spent::minutes(825), Spent::hours(7)).unwrap()),
            "2,0 jours ouvrés"
        );
        assert_eq!(
            plain(&working_days(Spent::minutes(10), Spent::hours(7)).unwrap()),
            "moins de 0,1 jour ouvré"
        );
        assert_eq!(
            plain(&working_days(Spent::hours(15), Spent::hours(7)).unwrap()),
            "2,1 jours ouvrés"
        );
    }
}
