//! From the answers of a network to the records of customs.

use estran::import::import;
use estran::model::{Batch, Metric, Network};
use serde_json::json;

use super::server::{Server, json as answer, status};
use super::world::{START, TestClock, World, mastodon, parameter, toot, toots};

/// The only raw file, read as the report reads it.
fn imported(world: &World) -> Batch {
    let inbox = world.inbox();
    let [(name, text)] = &inbox[..] else {
        panic!("{inbox:?}")
    };
    import(name, text.clone().into_bytes(), &world.config().import)
}

#[test]
fn an_account_of_mastodon_is_read_back_to_the_month_and_no_further() {
    // Two a day: 40 posts a page are 20 days.
    let server = Server::new(mastodon(toots(400, 2)));
    let world = World::mastodon(&[("one", &server.base())]);
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    assert_eq!(
        server.paths(),
        [
            "/api/v1/accounts/lookup?acct=one",
            "/api/v1/accounts/117/statuses?limit=40&exclude_replies=true&exclude_reblogs=true",
            "/api/v1/accounts/117/statuses?limit=40&exclude_replies=true&exclude_reblogs=true&max_id=8961",
        ]
    );
    assert_eq!(
        world.inbox()[0].0,
        "mastodon/one/2026-11-03T081502Z_2026-10.json"
    );
    let batch = imported(&world);
    assert_eq!(batch.format, Some("mastodon-api"));
    assert_eq!(batch.accounts[0].account, "one");
    assert!(batch.accounts[0].known);
    let posts = batch.tables.posts.unwrap();
    let october = posts
        .iter()
        .filter(|post| post.published.to_string().starts_with("2026-10"));
    assert_eq!(october.count(), 62);
    assert_eq!(posts[0].metrics[Metric::Shares], Some(2));
    assert_eq!(posts[0].as_of.to_string(), "2026-11-03");
    let days = batch.tables.account_stats.unwrap();
    assert_eq!(days[0].metrics[Metric::Followers], Some(812));
}

#[test]
fn a_server_that_gives_everything_at_once_and_always_is_read_once() {
    // As snac does: neither pages nor links.
    let posts = serde_json::Value::Array(toots(66, 3));
    let good = mastodon(Vec::new());
    let server = Server::new(move |asked| {
        if asked.path.contains("lookup") {
            good(asked)
        } else {
            answer(&posts)
        }
    });
    let world = World::mastodon(&[("one", &server.base())]);
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    assert_eq!(server.asked().len(), 3);
    assert_eq!(imported(&world).tables.posts.unwrap().len(), 66);
}

#[test]
fn a_post_of_the_account_that_somebody_passed_on_is_its_own() {
    // As snac shows it: inside the sharing of the other.
    let mut own = toot(8_990, "2026-10-20T10:00:00Z");
    own["account"]["id"] = json!("117");
    let mut shared = toot(8_999, "2026-10-20T11:00:00Z");
    shared["reblog"] = own;
    let server = Server::new(mastodon(vec![shared]));
    let world = World::mastodon(&[("one", &server.base())]);
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let posts = imported(&world).tables.posts.unwrap();
    let ids: Vec<&str> = posts.iter().map(|post| post.id.as_str()).collect();
    assert_eq!(ids, ["8990"]);
}

#[test]
fn what_others_wrote_never_reaches_the_disk() {
    let mut boost = toot(8_999, "2026-10-20T10:00:00Z");
    boost["reblog"] = json!({"id": "1", "content": "Zzmarque"});
    let mut letter = toot(8_998, "2026-10-20T09:00:00Z");
    letter["visibility"] = json!("direct");
    letter["content"] = json!("Zzmarque");
    let server = Server::new(mastodon(vec![
        boost,
        letter,
        toot(8_997, "2026-10-20T08:00:00Z"),
    ]));
    let world = World::mastodon(&[("one", &server.base())]);
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let inbox = world.inbox();
    assert!(!format!("{inbox:?}").to_lowercase().contains("zzmarque"));
    assert_eq!(imported(&world).tables.posts.unwrap().len(), 1);
}

#[test]
fn an_account_of_bluesky_is_read_page_by_page_without_what_it_passes_on() {
    let server = Server::new(|asked| {
        if asked.path.contains("getProfile") {
            return answer(&json!({
                "did": "did:plc:abers", "handle": "abers.example", "displayName": "Zzmarque", "followersCount": 1204,
            }));
        }
        let start: usize = parameter(asked, "cursor").map_or(0, |mark| mark.parse().unwrap());
        let feed: Vec<serde_json::Value> = (start..(start + 100).min(234))
            .map(|place| {
                let post = json!({"post": {
                    "uri": format!("at://did:plc:abers/app.bsky.feed.post/{place:04}"),
                    "author": {"displayName": "Zzmarque"}, "indexedAt": "2026-10-20T10:00:00.000Z",
                    "record": {"text": "Bonjour"}, "likeCount": 2, "repostCount": 1, "replyCount": 0, "quoteCount": 1,
                }});
                match place % 10 {
                    0 => json!({"post": {"uri": "zzmarque"}, "reason": {"$type": "app.bsky.feed.defs#reasonRepost"}}),
                    _ => post,
                }
            })
            .collect();
        match start {
            200 => answer(&json!({"feed": feed})),
            _ => answer(&json!({"feed": feed, "cursor": (start + 100).to_string()})),
        }
    });
    let blocks = format!(
        "[[accounts]]\nid = \"bs\"\nnetwork = \"bluesky\"\nname = \"Bluesky\"\n[fetch.bs]\nhandle = \"abers.example\"\nbase = \"{}\"\n",
        server.base()
    );
    let world = World::with(&blocks);
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    assert_eq!(server.asked().len(), 4);
    assert!(
        !format!("{:?}", world.inbox())
            .to_lowercase()
            .contains("zzmarque")
    );
    let batch = imported(&world);
    let posts = batch.tables.posts.unwrap();
    assert_eq!(posts.len(), 234 - 24);
    assert_eq!(posts[0].network, Network::Bluesky);
    assert_eq!(posts[0].metrics[Metric::Shares], Some(2));
}

#[test]
fn an_account_that_bluesky_does_not_know_is_gone_though_it_says_400() {
    let server = Server::new(|_| super::server::Reply {
        body: br#"{"error":"InvalidRequest","message":"Profile not found"}"#.to_vec(),
        ..status(400)
    });
    let blocks = format!(
        "[[accounts]]\nid = \"bs\"\nnetwork = \"bluesky\"\nname = \"Bluesky\"\n[fetch.bs]\nhandle = \"abers.example\"\nbase = \"{}\"\n",
        server.base()
    );
    let why = World::with(&blocks)
        .outcome(&TestClock::at(START))
        .unwrap_err();
    assert!(why.contains("introuvable"), "{why}");
    assert_eq!(server.asked().len(), 1);
}
