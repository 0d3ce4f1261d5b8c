//! Links to posts, made comparable (timesheets.md §9.4, rule 2).

/// The native id inside a link to a post, with its network, or else the cleaned link itself:
/// `x:1975086167623729275`, `instagram:DAAAAAAAAAA`, `linkedin:7306192134921981953`,
/// `facebook.com/villestestran/posts/pfbid0aaa`. `None` when the text is not a web address.
pub fn normalise(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.contains(char::is_whitespace) {
        return None;
    }
    let rest = strip_scheme(trimmed)?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = bare_host(host);
    let path = path.trim_end_matches('/');
    Some(native_id(&host, path, query).unwrap_or_else(|| format!("{host}/{}", path.to_lowercase())))
}

fn strip_scheme(text: &str) -> Option<&str> {
    for scheme in ["https://", "http://"] {
        if text.len() > scheme.len()
            && text.is_char_boundary(scheme.len())
            && text[..scheme.len()].eq_ignore_ascii_case(scheme)
        {
            return Some(&text[scheme.len()..]);
        }
    }
    None
}

/// Without `www.`, `m.` and the language of the visitor (`fr-fr.`); Twitter is X.
fn bare_host(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    let mut bare = host.as_str();
    for prefix in ["www.", "m.", "mobile.", "fr-fr.", "fr.", "business."] {
        if let Some(rest) = bare.strip_prefix(prefix).filter(|rest| rest.contains('.')) {
            bare = rest;
        }
    }
    if bare == "twitter.com" {
        "x.com".to_owned()
    } else {
        bare.to_owned()
    }
}

fn native_id(host: &str, path: &str, query: &str) -> Option<String> {
    let segments: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let after = |name: &str| {
        let place = segments.iter().position(|segment| *segment == name)?;
        segments
            .get(place + 1)
            .copied()
            .filter(|value| !value.is_empty())
    };
    let parameter = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
            .filter(|value| !value.is_empty())
    };
    match host {
        "x.com" => after("status").map(|id| format!("x:{id}")),
        "instagram.com" => {
            let code = after("p").or_else(|| after("reel")).or_else(|| after("tv"));
            let story = || {
                segments
                    .get(2)
                    .filter(|_| segments.first() == Some(&"stories"))
                    .copied()
            };
            code.or_else(story).map(|code| format!("instagram:{code}"))
        }
        "linkedin.com" => linkedin_number(path).map(|id| format!("linkedin:{id}")),
        "youtube.com" => parameter("v")
            .or_else(|| after("shorts"))
            .or_else(|| after("live"))
            .map(|id| format!("youtube:{id}")),
        "tiktok.com" => after("video")
            .or_else(|| after("photo"))
            .map(|id| format!("tiktok:{id}")),
        // The account is written by its name or by its number: the post has its own.
        "bsky.app" => after("post").map(|id| format!("bluesky:{id}")),
        "youtu.be" => segments.first().map(|id| format!("youtube:{id}")),
        "facebook.com" => {
            let id = parameter("story_fbid")
                .or_else(|| parameter("v"))
                .or_else(|| after("reel"))
                .or_else(|| after("posts"))
                .or_else(|| {
                    let last = after("videos")?;
                    // `/videos/<words>/<digits>` is met as well as `/videos/<digits>`.
                    Some(segments.last().copied().unwrap_or(last))
                })?;
            Some(format!("facebook:{id}"))
        }
        _ => None,
    }
}

/// The number of the activity: `urn:li:activity:<id>`, or the end of a `/posts/…-activity-<id>-xxxx`.
fn linkedin_number(path: &str) -> Option<String> {
    let path = path.replace("%3A", ":").replace("%3a", ":");
    let start = [
        "activity:",
        "activity-",
        "ugcPost:",
        "ugcPost-",
        "share:",
        "share-",
    ]
    .iter()
    .find_map(|mark| path.find(mark).map(|place| place + mark.len()))?;
    let digits: String = path[start..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    (digits.len() >= 15).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_of_writing_one_post_give_one_key() {
        for (one, other) in [
            (
                "https://twitter.com/abers/status/1800000000000000000",
                "http://x.com/abers/status/1800000000000000000?s=20",
            ),
            (
                "https://www.instagram.com/p/DAAAAAAAAAA/",
                "https://instagram.com/reel/DAAAAAAAAAA",
            ),
            (
                "https://www.facebook.com/abers/posts/123",
                "https://m.facebook.com/permalink.php?story_fbid=123&id=9",
            ),
            (
                "https://www.facebook.com/watch/?v=55",
                "https://fr-fr.facebook.com/abers/videos/titre/55/",
            ),
            (
                "https://www.linkedin.com/feed/update/urn:li:activity:7306192134921981953",
                "https://www.linkedin.com/posts/abers_conseil-activity-7306192134921981953-AbCd",
            ),
            (
                "https://www.tiktok.com/@abers/video/7592928372684908721?lang=fr",
                "https://tiktok.com/@abers.fr/photo/7592928372684908721",
            ),
            (
                "https://bsky.app/profile/did:plc:abers/post/3n2y",
                "https://bsky.app/profile/abers.example/post/3n2y",
            ),
            (
                "https://youtu.be/abc_DEF-123",
                "https://www.youtube.com/watch?v=abc_DEF-123&t=4",
            ),
        ] {
            assert_eq!(normalise(one), normalise(other), "{one}");
            assert!(normalise(one).is_some_and(|key| key.contains(':')), "{one}");
        }
    }

    #[test]
    fn what_is_not_an_address_gives_nothing() {
        for text in [
            "",
            "Forum des associations",
            "https://",
            "ABR-2026-0001",
            "htt",
            "éééééééé",
        ] {
            assert_eq!(normalise(text), None, "{text}");
        }
    }
}
