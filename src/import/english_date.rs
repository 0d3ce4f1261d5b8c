//! Dates in words with the month first, as Notion writes them (editorial-tables.md §5):
//! `April 23, 2024`, `September 17, 2024 1:52 PM`.

/// The same in the order of the other dates, `23 april 2024 13:52`; `None` when it is no such date.
/// The text is folded.
pub fn day_first(folded: &str) -> Option<String> {
    let (month, rest) = folded.split_once(' ')?;
    if month.is_empty() || !month.chars().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let (day, rest) = rest.split_once(", ")?;
    let day: u32 = day
        .trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
        .parse()
        .ok()?;
    let (year, time) = rest.split_once(' ').unwrap_or((rest, ""));
    if year.len() != 4 || !year.chars().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    Some(
        format!("{day} {month} {year} {}", clock(time)?)
            .trim_end()
            .to_owned(),
    )
}

/// Twelve hours and a half-day become twenty-four, `1:52 pm` → `13:52`; `(gmt+2)` after it is left out. The text
/// is folded.
pub fn clock(time: &str) -> Option<String> {
    let time = time.split(" (").next().unwrap_or(time).trim();
    let half = [("pm", 12), ("am", 0)]
        .into_iter()
        .find_map(|(mark, add)| Some((time.strip_suffix(mark)?.trim(), add)));
    let Some((time, add)) = half else {
        return Some(time.to_owned());
    };
    let (hour, minute) = time.split_once(':').unwrap_or((time, "00"));
    let hour: u32 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
    Some(format!("{}:{minute}", hour % 12 + add))
}

#[cfg(test)]
mod tests {
    use super::day_first;

    #[test]
    fn the_month_first_is_put_second() {
        for (written, expected) in [
            ("april 23, 2024", "23 april 2024"),
            ("september 17, 2024 1:52 pm", "17 september 2024 13:52"),
            ("september 17, 2024 12:05 am", "17 september 2024 0:05"),
            ("sep 17, 2024 13:52", "17 sep 2024 13:52"),
            ("january 1, 2026 9:00 am (gmt+1)", "1 january 2026 9:00"),
        ] {
            assert_eq!(day_first(written).as_deref(), Some(expected), "{written}");
        }
        for other in [
            "",
            "23 avril 2024",
            "mardi 3, 25",
            "april 2024",
            "lun. 1/09",
        ] {
            assert_eq!(day_first(other), None, "{other}");
        }
    }
}
