//! The moment of creation that some networks write inside their ids.

use chrono::{DateTime, Utc};

/// X, since November 2010 (x.md, P-C2, trap 2).
pub fn of_x(id: &str) -> Option<DateTime<Utc>> {
    let number: u64 = id.parse().ok()?;
    // Older ids were simply counted.
    (number > 30_000_000_000)
        .then(|| plausible((number >> 22) + 1_288_834_974_657))
        .flatten()
}

/// LinkedIn, the number of an activity (linkedin.md §6).
pub fn of_linkedin(id: &str) -> Option<DateTime<Utc>> {
    plausible(id.parse::<u64>().ok()? >> 22)
}

/// Instagram, the code of a link or the number of a story (instagram.md §4).
pub fn of_instagram(code: &str) -> Option<DateTime<Utc>> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let number = if code.len() >= 17 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        code.parse::<u64>().ok()?
    } else {
        code.bytes().try_fold(0_u64, |number, byte| {
            let digit = ALPHABET.iter().position(|known| *known == byte)?;
            number.checked_mul(64)?.checked_add(digit as u64)
        })?
    };
    plausible((number >> 23) + 1_314_220_021_721)
}

/// TikTok, videos and photos: seconds (tiktok.md, the missing year).
pub fn of_tiktok(id: &str) -> Option<DateTime<Utc>> {
    plausible((id.parse::<u64>().ok()? >> 32).checked_mul(1000)?)
}

/// Between the birth of these networks and a century later; anything else is no instant.
fn plausible(milliseconds: u64) -> Option<DateTime<Utc>> {
    let milliseconds = i64::try_from(milliseconds).ok()?;
    (1_100_000_000_000..4_300_000_000_000)
        .contains(&milliseconds)
        .then(|| DateTime::from_timestamp_millis(milliseconds))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_instant() {
        let said = |instant: Option<DateTime<Utc>>| {
            instant.map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string())
        };
        assert_eq!(
            said(of_linkedin("7306192134921981953")).as_deref(),
            Some("2025-03-14 05:59:07")
        );
        assert_eq!(
            said(of_instagram("3946962442080874014")).as_deref(),
            Some("2026-07-22 15:36:50")
        );
        assert_eq!(
            said(of_tiktok("7592928372684908721")).as_deref(),
            Some("2026-01-08 10:00:00")
        );
        assert_eq!(
            said(of_x("1653801600021430395")).as_deref(),
            Some("2023-05-03 16:40:02")
        );
    }

    #[test]
    fn what_is_no_id_tells_nothing() {
        for text in [
            "",
            "undefined",
            "1,97E+18",
            "12",
            "999999999999999999999999",
        ] {
            assert_eq!((of_x(text), of_linkedin(text)), (None, None), "{text}");
        }
        assert_eq!(of_instagram("é"), None);
    }
}
