//! How servers ask to wait: every form of header that is known (formats/apis.md, 0.5).

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::America::Los_Angeles;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use serde_json::Value;

const RESETS: [&str; 4] = [
    "x-ratelimit-reset",
    "ratelimit-reset",
    "x-rate-limit-reset",
    "x-toggl-quota-resets-in",
];
const REMAINING: [&str; 4] = [
    "x-ratelimit-remaining",
    "ratelimit-remaining",
    "x-rate-limit-remaining",
    "x-toggl-quota-remaining",
];
/// Per Page or account of Meta: JSON in a header, and minutes.
const BUSINESS: &str = "x-business-use-case-usage";
/// Per application of Meta: shares of the hour, in per cent.
const APPLICATION: &str = "x-app-usage";

/// The wait that a refusal asks for. `now` is ours: the date that the server writes beside its answer comes first, since
/// its instants are told by its own clock.
pub fn told(headers: &HeaderMap, now: DateTime<Utc>) -> Option<TimeDelta> {
    let now = server_time(headers).unwrap_or(now);
    let wait = retry_after(headers, now)
        .or_else(|| business(headers))
        .or_else(|| reset(headers, now))?;
    Some(wait.max(TimeDelta::zero()))
}

/// The wait that a good answer asks for, before the next question: nothing is left of the window.
pub fn ahead(headers: &HeaderMap, now: DateTime<Utc>) -> Option<TimeDelta> {
    let is_spent = REMAINING
        .iter()
        .any(|name| text(headers, name) == Some("0"));
    let now = server_time(headers).unwrap_or(now);
    let spent = is_spent.then(|| reset(headers, now)).flatten();
    spent
        .or_else(|| business(headers))
        .or_else(|| busy(headers))
}

/// Seconds, or a date of HTTP.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<TimeDelta> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(TimeDelta::seconds(i64::from(seconds)));
    }
    Some(http_date(text)? - now)
}

/// Seconds since 1970, seconds from now, or an instant in ISO 8601.
fn reset(headers: &HeaderMap, now: DateTime<Utc>) -> Option<TimeDelta> {
    let written = RESETS.iter().find_map(|name| text(headers, name))?;
    if let Ok(number) = written.parse::<i64>() {
        // No window lasts thirty years.
        return match number {
            0..1_000_000_000 => Some(TimeDelta::seconds(number)),
            _ => Some(DateTime::from_timestamp(number, 0)? - now),
        };
    }
    let instant = DateTime::parse_from_rfc3339(written).ok()?;
    Some(instant.with_timezone(&Utc) - now)
}

/// The longest of `estimated_time_to_regain_access`, in minutes.
fn business(headers: &HeaderMap) -> Option<TimeDelta> {
    let usage: Value = serde_json::from_str(text(headers, BUSINESS)?).ok()?;
    let of = usage.as_object()?.values().filter_map(Value::as_array);
    let minutes = of
        .flatten()
        .filter_map(|one| one.get("estimated_time_to_regain_access")?.as_i64());
    minutes
        .max()
        .filter(|minutes| (1..=100_000).contains(minutes))
        .map(TimeDelta::minutes)
}

/// A pause when an application nears the share it may use.
fn busy(headers: &HeaderMap) -> Option<TimeDelta> {
    let usage: Value = serde_json::from_str(text(headers, APPLICATION)?).ok()?;
    let most = usage
        .as_object()?
        .values()
        .filter_map(Value::as_i64)
        .max()?;
    (most > 80).then(|| TimeDelta::seconds(5))
}

/// When the day of a quota of Google ends: at the next midnight of the Pacific coast of the United States.
pub fn midnight_of_google(now: DateTime<Utc>) -> DateTime<Utc> {
    let day = now.with_timezone(&Los_Angeles).date_naive() + Days::new(1);
    // No clock changes there at midnight.
    let midnight = day.and_time(NaiveTime::MIN).and_local_timezone(Los_Angeles);
    midnight
        .earliest()
        .map_or(now + TimeDelta::days(1), |at| at.with_timezone(&Utc))
}

fn server_time(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    http_date(headers.get(DATE)?.to_str().ok()?)
}

fn http_date(text: &str) -> Option<DateTime<Utc>> {
    Some(DateTime::parse_from_rfc2822(text).ok()?.with_timezone(&Utc))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(written: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in written {
            headers.insert(*name, value.parse().unwrap());
        }
        headers
    }

    fn check(written: &[(&'static str, &str)], seconds: Option<i64>) {
        let now = "2026-11-03T08:00:00Z".parse().unwrap();
        let wait = told(&headers(written), now).map(|wait| wait.num_seconds());
        assert_eq!(wait, seconds, "{written:?}");
    }

    #[test]
    fn every_way_of_saying_wait_is_understood() {
        check(&[("retry-after", "289")], Some(289));
        check(
            &[("retry-after", "Tue, 03 Nov 2026 08:01:00 GMT")],
            Some(60),
        );
        check(&[("x-rate-limit-reset", "1793692830")], Some(30));
        check(&[("ratelimit-reset", "1793692830")], Some(30));
        check(&[("ratelimit-reset", "12")], Some(12));
        check(
            &[("x-ratelimit-reset", "2026-11-03T08:05:00.526148Z")],
            Some(300),
        );
        let usage =
            r#"{"1001":[{"type":"pages","call_count":101,"estimated_time_to_regain_access":7}]}"#;
        check(&[(BUSINESS, usage)], Some(7 * 60));
        check(&[("content-type", "text/html")], None);
        check(&[("retry-after", "bientôt")], None);
        check(&[("x-toggl-quota-resets-in", "1800")], Some(1800));
    }

    #[test]
    fn an_instant_is_counted_on_the_clock_of_the_server() {
        // Our clock is ten minutes slow, then an hour fast.
        let written = [
            ("date", "Tue, 03 Nov 2026 08:10:00 GMT"),
            ("x-ratelimit-reset", "2026-11-03T08:10:20Z"),
        ];
        check(&written, Some(20));
        let written = [
            ("date", "Tue, 03 Nov 2026 07:00:00 GMT"),
            ("x-rate-limit-reset", "1793689225"),
        ];
        check(&written, Some(25));
        check(&[("x-rate-limit-reset", "1793690000")], Some(0));
    }

    #[test]
    fn the_day_of_google_ends_at_midnight_in_california() {
        for (now, midnight) in [
            ("2026-11-03T08:15:02Z", "2026-11-04T08:00:00Z"),
            ("2026-11-03T07:59:59Z", "2026-11-03T08:00:00Z"),
            ("2026-07-01T12:00:00Z", "2026-07-02T07:00:00Z"),
        ] {
            let expected: DateTime<Utc> = midnight.parse().unwrap();
            assert_eq!(midnight_of_google(now.parse().unwrap()), expected);
        }
    }

    #[test]
    fn a_window_that_is_used_up_is_waited_for_before_the_next_question() {
        let now = "2026-11-03T08:00:00Z".parse().unwrap();
        let spent = |left| {
            let written = [
                ("x-ratelimit-remaining", left),
                ("x-ratelimit-reset", "2026-11-03T08:05:00Z"),
            ];
            ahead(&headers(&written), now).map(|wait| wait.num_seconds())
        };
        assert_eq!((spent("0"), spent("1")), (Some(300), None));
        let usage = headers(&[(APPLICATION, r#"{"call_count":92,"total_time":7}"#)]);
        assert_eq!(ahead(&usage, now), Some(TimeDelta::seconds(5)));
    }
}
