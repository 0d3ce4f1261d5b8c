//! Counts, shares and rates.

/// Narrow no-break space: in thousands and before `%`, `;`, `!`, `?`. The embedded typeface has it.
pub const THIN: char = '\u{202f}';

/// No-break space: before `:`, inside « », between a number and its unit.
pub const NBSP: char = '\u{a0}';

/// « 12 345 », « −3 ».
pub fn whole(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut written = String::with_capacity(digits.len() + 8);
    if number < 0 {
        written.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(THIN);
        }
        written.push(digit);
    }
    written
}

/// « +12 », « −3 », « 0 ».
pub fn signed(number: i64) -> String {
    if number > 0 {
        format!("+{}", whole(number))
    } else {
        whole(number)
    }
}

/// Under so many, a change is not said in per cent (report-content.md, RE2).
const BASE_FOR_RATE: i64 = 1000;

/// « +120 (+1,2 %) »: a change, and what it is of a base large enough to say it.
pub fn gain(count: i64, base: Option<i64>) -> String {
    let said = signed(count);
    let share = base
        .filter(|base| *base >= BASE_FOR_RATE)
        .and_then(|base| rate(count, base));
    match share {
        Some(share) if count > 0 => format!("{said} (+{share})"),
        Some(share) if count < 0 => format!("{said} ({share})"),
        _ => said,
    }
}

/// `part ÷ whole` with one decimal, « 1,8 »; halves go up. `None` when `whole` is zero.
pub fn tenths(part: i64, whole_part: i64) -> Option<String> {
    let tenths = nearest(part, whole_part, 10)?;
    let sign = if tenths < 0 { "−" } else { "" };
    let tenths = tenths.abs();
    Some(format!("{sign}{},{}", whole(tenths / 10), tenths % 10))
}

/// `part ÷ whole` in whole per cent, without the sign.
pub fn per_cent_of(part: i64, whole_part: i64) -> Option<i64> {
    nearest(part, whole_part, 100)
}

/// « 62 % ».
pub fn per_cent(value: i64) -> String {
    format!("{}{THIN}%", whole(value))
}

/// « 4,3 % ».
pub fn rate(part: i64, whole_part: i64) -> Option<String> {
    tenths(part.checked_mul(100)?, whole_part).map(|text| format!("{text}{THIN}%"))
}

/// « 3 sur 8 », unbreakable.
pub fn out_of(part: i64, whole_part: i64) -> String {
    format!("{}{NBSP}sur{NBSP}{}", whole(part), whole(whole_part))
}

/// Whole per cents of each part, by largest remainder, so that they add up to 100
/// (report-content.md, section 4). All zero when there is nothing to share.
pub fn shares(parts: &[i64]) -> Vec<i64> {
    shares_of(100, parts)
}

/// So many per cents shared between parts, in the same way.
pub fn shares_of(per_cents: i64, parts: &[i64]) -> Vec<i64> {
    let total: i128 = parts.iter().map(|part| i128::from(*part)).sum();
    if total <= 0 {
        return vec![0; parts.len()];
    }
    let mut shares: Vec<i64> = Vec::with_capacity(parts.len());
    let mut remainders: Vec<(i128, usize)> = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        let scaled = i128::from(*part) * i128::from(per_cents);
        shares.push(i64::try_from(scaled / total).unwrap_or(0));
        remainders.push((scaled % total, place));
    }
    let missing = usize::try_from(per_cents - shares.iter().sum::<i64>()).unwrap_or(0);
    // The largest remainder first; between equals, the first part.
    remainders.sort_by_key(|(remainder, place)| (-remainder, *place));
    for (_, place) in remainders.into_iter().take(missing) {
        shares[place] += 1;
    }
    shares
}

/// `part × scale ÷ whole`, to the nearest integer, halves away from zero.
fn nearest(part: i64, whole_part: i64, scale: i64) -> Option<i64> {
    if whole_part == 0 {
        return None;
    }
    let (part, whole_part) = (i128::from(part) * i128::from(scale), i128::from(whole_part));
    let magnitude = (2 * part.abs() + whole_part.abs()) / (2 * whole_part.abs());
    let negative = (part < 0) != (whole_part < 0);
    i64::try_from(if negative { -magnitude } else { magnitude }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_has_a_share_from_a_thousand_on() {
        let plain = |count, base| gain(count, base).replace(THIN, " ");
        assert_eq!(plain(120, Some(10_000)), "+120 (+1,2 %)");
        assert_eq!(plain(-30, Some(1000)), "−30 (−3,0 %)");
        assert_eq!(plain(12, Some(999)), "+12");
        assert_eq!(plain(0, Some(5000)), "0");
        assert_eq!(plain(12, None), "+12");
    }

    #[test]
    fn thousands_are_set_apart_by_a_narrow_space() {
        assert_eq!(whole(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(whole(-999), "−999");
        assert_eq!(whole(0), "0");
        assert_eq!(signed(12), "+12");
    }

    #[test]
    fn shares_of_one_total_add_up_to_a_hundred() {
        for parts in [
            vec![1, 1, 1],
            vec![18, 122, 62, 12],
            vec![1, 0, 0],
            vec![999, 1],
            vec![7; 13],
        ] {
            assert_eq!(shares(&parts).iter().sum::<i64>(), 100, "{parts:?}");
        }
        assert_eq!(shares(&[0, 0]), [0, 0]);
        assert_eq!(shares(&[]), Vec::<i64>::new());
    }

    #[test]
    fn rates_keep_one_decimal() {
        assert_eq!(tenths(18, 10).as_deref(), Some("1,8"));
        assert_eq!(rate(43, 1000).as_deref(), Some("4,3\u{202f}%"));
        assert_eq!(tenths(1, 0), None);
        assert_eq!(tenths(-1, 4).as_deref(), Some("−0,3"));
    }
}
