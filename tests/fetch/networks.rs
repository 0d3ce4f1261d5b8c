//! The networks that ask for a token: what is asked of each, in its own words, and what is made of its refusals.

use estran::commands::fetch::Outcome;
use estran::import::import;
use estran::model::{Batch, Metric};
use serde_json::{Value, json};

use super::server::{Asked, Reply, Server, json as answer, status};
use super::world::{START, TestClock, World, parameter};

/// One account of a network on a server, with a token where it takes one.
pub fn world(network: &str, handle: &str, base: &str) -> World {
    let world = World::with(&format!(
        "[[accounts]]\nid = \"one\"\nnetwork = \"{network}\"\nname = \"one\"\n[fetch.one]\nhandle = \"{handle}\"\nbase = \"{base}\"\nsecret = \"le-jeton\"\n"
    ));
    world.secret("le-jeton", "zzjeton");
    world
}

/// The only raw file, read as the report reads it: it holds neither the token nor the name of anybody.
pub fn imported(world: &World) -> Batch {
    let inbox = world.inbox();
    let [(name, text)] = &inbox[..] else {
        panic!("{inbox:?}")
    };
    assert!(!text.contains("zzjeton") && !text.to_lowercase().contains("zzmarque"));
    import(name, text.clone().into_bytes(), &world.config().import)
}

pub fn graph_error(code: i64, message: &str) -> Reply {
    Reply {
        body: json!({"error": {"code": code, "message": message, "type": "OAuthException"}})
            .to_string()
            .into_bytes(),
        ..status(400)
    }
}

/// Two pages of posts, and the figures of the page. The address of the next page holds the token, as the real one.
fn facebook(asked: &Asked) -> Reply {
    let post = |number: u32, at: &str| {
        json!({"id": format!("1001_{number}"), "created_time": at, "message": "Bonjour", "from": {"name": "Zzmarque"},
            "permalink_url": format!("https://www.facebook.com/1001/posts/{number}"),
            "reactions": {"data": [{"name": "Zzmarque"}], "summary": {"total_count": 31}},
            "insights": {"data": [{"name": "post_media_view", "values": [{"value": 5210}]}]}})
    };
    let path = asked.path.split('?').next().unwrap();
    match path {
        "/v26.0/1001" => answer(&json!({"id": "1001", "name": "Zzmarque", "followers_count": 900})),
        "/v26.0/1001/insights" => {
            let name = parameter(asked, "metric").unwrap();
            answer(&json!({"data": [{"name": name, "period": "day",
                "values": [{"value": 7, "end_time": "2026-10-02T07:00:00+0000"}]}],
                "paging": {"next": "https://graph.facebook.com/?access_token=zzjeton"}}))
        }
        "/v26.0/1001/published_posts" => match parameter(asked, "after") {
            None => answer(
                &json!({"data": [post(3, "2026-10-20T08:00:00+0000"), post(2, "2026-10-10T08:00:00+0000")],
                "paging": {"cursors": {"after": "P2"}, "next": "https://graph.facebook.com/?access_token=zzjeton&after=P2"}}),
            ),
            // The last page has a mark, and no next.
            Some(_) => answer(&json!({"data": [post(1, "2026-10-01T08:00:00+0000")],
                "paging": {"cursors": {"after": "P3"}}})),
        },
        _ => status(404),
    }
}

#[test]
fn a_page_of_facebook_is_read_with_its_days() {
    let server = Server::new(facebook);
    let world = world("facebook", "1001", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    assert_eq!(server.asked().len(), 1 + 4 + 2);
    assert!(server.paths().iter().all(|path| !path.contains("zzjeton")));
    assert!(
        server.asked()[0]
            .headers
            .contains("authorization: bearer zzjeton")
    );
    let batch = imported(&world);
    assert_eq!(batch.format, Some("facebook-api"));
    let posts = batch.tables.posts.unwrap();
    assert_eq!(posts.len(), 3);
    assert_eq!(posts[0].id, "3");
    assert_eq!(posts[0].metrics[Metric::Views], Some(5210));
    assert_eq!(posts[0].metrics[Metric::Reactions], Some(31));
    assert_eq!(posts[0].metrics[Metric::Shares], None);
    let days = batch.tables.account_stats.unwrap();
    // 7 came and 7 left, on the day before the value is dated.
    let first = days
        .iter()
        .find(|day| day.day.to_string() == "2026-10-01")
        .unwrap();
    assert_eq!(first.metrics[Metric::FollowersGained], Some(0));
    assert_eq!(first.metrics[Metric::Followers], Some(7));
}

#[test]
fn a_dead_measure_is_dropped_and_told_and_the_rest_is_kept() {
    let dead = |asked: &Asked| {
        let is_of_the_page = parameter(asked, "metric") == Some("page_media_view");
        let is_of_posts =
            parameter(asked, "fields").is_some_and(|fields| fields.contains("insights"));
        is_of_the_page || is_of_posts
    };
    let server = Server::new(move |asked| {
        if dead(asked) {
            graph_error(100, "(#100) The value must be a valid insights metric")
        } else {
            facebook(asked)
        }
    });
    let world = world("facebook", "1001", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let batch = imported(&world);
    assert_eq!(batch.tables.posts.as_ref().unwrap().len(), 3);
    let told: Vec<&str> = batch
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert!(
        told.iter()
            .any(|message| message.contains("page_media_view")),
        "{told:?}"
    );
    let days = batch.tables.account_stats.unwrap();
    assert!(days.iter().all(|day| day.metrics[Metric::Views].is_none()));
}

#[test]
fn a_page_that_is_too_heavy_is_asked_in_smaller_pieces() {
    let server = Server::new(|asked| match parameter(asked, "limit") {
        Some("50" | "20") => graph_error(
            1,
            "Please reduce the amount of data you're asking for, then retry your request",
        ),
        _ => facebook(asked),
    });
    let world = world("facebook", "1001", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    assert_eq!(server.asked().len(), 1 + 4 + 2 + 2);
}

#[test]
fn the_400_of_meta_is_read_by_its_code() {
    let usage =
        r#"{"1001":[{"type":"pages","call_count":101,"estimated_time_to_regain_access":2}]}"#;
    for (first, waited) in [
        (
            graph_error(80001, "There have been too many calls")
                .with("x-business-use-case-usage", usage),
            120,
        ),
        (
            graph_error(4, "Application request limit reached").with("retry-after", "9"),
            9,
        ),
    ] {
        let server = Server::new(move |asked| match asked.before {
            0 => first.clone(),
            _ => facebook(asked),
        });
        let world = world("facebook", "1001", &server.base());
        let clock = TestClock::at(START);
        assert_eq!(world.outcome(&clock), Ok(()));
        assert_eq!((clock.waited(), server.asked().len()), (waited, 8));
    }
    for (code, words) in [
        (190, "le jeton est refusé (400)"),
        (200, "l’accès est refusé"),
        (803, "introuvable"),
        (2635, "une version plus récente"),
        (100, "l’API a peut-être changé"),
    ] {
        let server = Server::new(move |_| graph_error(code, "zz"));
        let world = world("facebook", "1001", &server.base());
        let why = world.outcome(&TestClock::at(START)).unwrap_err();
        assert!(why.contains(words), "{code}: {why}");
        assert_eq!(server.asked().len(), 1);
    }
}

#[test]
fn an_account_of_instagram_has_the_figures_of_each_post_of_the_month() {
    let server = Server::new(|asked| {
        let path = asked.path.split('?').next().unwrap();
        let media = |id: &str, at: &str, kind: &str| {
            json!({"id": id, "timestamp": at, "media_type": kind, "media_product_type": "FEED", "caption": "Bonjour",
                "username": "zzmarque", "permalink": format!("https://www.instagram.com/p/{id}/"), "like_count": 4, "comments_count": 1})
        };
        match path {
            "/v26.0/178" => {
                answer(&json!({"id": "178", "username": "zzmarque", "followers_count": 4210}))
            }
            "/v26.0/178/media" => answer(&json!({"data": [
                media("93", "2026-11-01T08:00:00+0000", "IMAGE"),
                media("92", "2026-10-20T08:00:00+0000", "VIDEO"),
                media("91", "2026-10-10T08:00:00+0000", "IMAGE"),
                media("90", "2026-09-10T08:00:00+0000", "IMAGE"),
            ], "paging": {"cursors": {"after": "X"}, "next": "https://x.example"}})),
            // One measure that this kind of media does not have takes the whole request with it.
            "/v26.0/91/insights" if asked.path.contains("shares") => graph_error(
                100,
                "(#100) metric[3] must be one of the following values: views, reach, saved",
            ),
            _ => {
                let named = parameter(asked, "metric").unwrap().replace("%2C", ",");
                let data: Vec<Value> = named
                    .split(',')
                    .map(|name| json!({"name": name, "period": "lifetime", "values": [{"value": 31}]}))
                    .collect();
                answer(&json!({"data": data}))
            }
        }
    });
    let world = world("instagram", "178", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    // The account, the list, one question for the one, and one more per measure for the other.
    assert_eq!(server.asked().len(), 1 + 1 + 1 + 1 + 4);
    let batch = imported(&world);
    let posts = batch.tables.posts.unwrap();
    let of =
        |id: &str, metric: Metric| posts.iter().find(|post| post.id == id).unwrap().metrics[metric];
    assert_eq!(
        (of("92", Metric::Views), of("92", Metric::Shares)),
        (Some(31), Some(31))
    );
    assert_eq!(
        (of("91", Metric::Views), of("91", Metric::Shares)),
        (Some(31), None)
    );
    assert_eq!(
        (of("90", Metric::Views), of("90", Metric::Reactions)),
        (None, Some(4))
    );
    assert!(
        batch
            .findings
            .iter()
            .any(|finding| finding.message.contains("«\u{a0}shares\u{a0}»"))
    );
}

/// A channel with so many videos, one a day back from the 2 November.
fn youtube(videos: usize) -> impl Fn(&Asked) -> Reply + Send + Sync {
    let day = |place: usize| {
        let last: chrono::NaiveDate = "2026-11-02".parse().unwrap();
        format!("{}T10:00:00Z", last - chrono::Days::new(place as u64))
    };
    move |asked| {
        let path = asked.path.split('?').next().unwrap();
        match path {
            "/youtube/v3/channels" => answer(
                &json!({"items": [{"id": "UC1", "snippet": {"title": "Zzmarque"},
                "statistics": {"subscriberCount": "642", "viewCount": "9"},
                "contentDetails": {"relatedPlaylists": {"uploads": "UU1"}}}]}),
            ),
            "/youtube/v3/playlistItems" if videos == 0 => status(404),
            "/youtube/v3/playlistItems" => {
                let start = parameter(asked, "pageToken").map_or(0, |mark| mark.parse().unwrap());
                let end = (start + 50).min(videos);
                let items: Vec<Value> = (start..end)
                    .map(|place| json!({"contentDetails": {"videoId": format!("v{place}"), "videoPublishedAt": day(place)}}))
                    .collect();
                if end == videos {
                    answer(&json!({"items": items}))
                } else {
                    answer(&json!({"items": items, "nextPageToken": end.to_string()}))
                }
            }
            _ => {
                let ids = parameter(asked, "id").unwrap().replace("%2C", ",");
                let items: Vec<Value> = ids
                    .split(',')
                    // A video that was deleted since is simply not there; one that is private stays outside.
                    .filter(|id| *id != "v7")
                    .map(|id| {
                        let place: usize = id[1..].parse().unwrap();
                        let privacy = if place == 8 { "private" } else { "public" };
                        json!({"id": id, "snippet": {"publishedAt": day(place), "title": "Bonjour", "channelTitle": "Zzmarque"},
                            "statistics": {"viewCount": "1523", "likeCount": "41"}, "contentDetails": {"duration": "PT12M"},
                            "status": {"privacyStatus": privacy}})
                    })
                    .collect();
                answer(&json!({"items": items}))
            }
        }
    }
}

#[test]
fn a_channel_of_youtube_is_read_one_page_past_the_month() {
    let server = Server::new(youtube(400));
    let world = world("youtube", "@abers", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    // The channel; two pages, the second of which is all older; their hundred videos.
    assert_eq!(server.asked().len(), 1 + 2 + 2);
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| asked.headers.contains("x-goog-api-key: zzjeton"))
    );
    assert!(server.paths()[0].contains("forHandle=%40abers"));
    let batch = imported(&world);
    let posts = batch.tables.posts.unwrap();
    assert_eq!(posts.len(), 98);
    assert_eq!(posts[0].metrics[Metric::Views], Some(1523));
    assert_eq!(posts[0].metrics[Metric::Comments], None);
    assert_eq!(
        batch.tables.account_stats.unwrap()[0].metrics[Metric::Followers],
        Some(642)
    );
}

#[test]
fn a_channel_without_a_video_is_no_failure_and_an_unknown_one_is() {
    let empty = Server::new(youtube(0));
    let world_of = |server: &Server| world("youtube", "@abers", &server.base());
    assert_eq!(world_of(&empty).outcome(&TestClock::at(START)), Ok(()));
    let unknown = Server::new(|_| answer(&json!({"kind": "youtube#channelListResponse"})));
    let why = world_of(&unknown)
        .outcome(&TestClock::at(START))
        .unwrap_err();
    assert!(why.contains("introuvable"), "{why}");
}

#[test]
fn the_403_of_youtube_is_read_by_its_reason() {
    let refusal = |code: u16, reason: &str| {
        Reply {
        body: json!({"error": {"code": code, "message": "…<a href=…>quota</a>", "errors": [{"reason": reason}]}})
            .to_string()
            .into_bytes(),
        ..status(code)
    }
    };
    for (code, reason, words) in [
        (403, "quotaExceeded", "quota du jour"),
        (403, "forbidden", "l’accès est refusé"),
        (400, "keyInvalid", "le jeton est refusé"),
    ] {
        let reply = refusal(code, reason);
        let server = Server::new(move |_| reply.clone());
        let world = world("youtube", "@abers", &server.base());
        let why = world.outcome(&TestClock::at(START)).unwrap_err();
        assert!(why.contains(words), "{reason}: {why}");
        assert_eq!(server.asked().len(), 1);
    }
    let (passing, good) = (refusal(403, "userRateLimitExceeded"), youtube(3));
    let server = Server::new(move |asked| match asked.before {
        0 => passing.clone(),
        _ => good(asked),
    });
    let world = world("youtube", "@abers", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
}

#[test]
fn a_quota_that_one_account_exhausts_is_not_asked_for_by_the_others_of_the_same_key() {
    let full = json!({"error": {"code": 403, "message": "quota", "errors": [{"reason": "quotaExceeded"}]}});
    let full = Reply {
        body: full.to_string().into_bytes(),
        ..status(403)
    };
    let server = Server::new(move |_| full.clone());
    let other = Server::new(youtube(3));
    let block = |place: usize, base: &str, key: &str| {
        format!(
            "[[accounts]]\nid = \"c{place}\"\nnetwork = \"youtube\"\nname = \"c{place}\"\n[fetch.c{place}]\nhandle = \"@c{place}\"\nbase = \"{base}\"\nsecret = \"{key}\"\n"
        )
    };
    let mut blocks: String = (0..12)
        .map(|place| block(place, &server.base(), "cle"))
        .collect();
    blocks += &block(12, &other.base(), "autre-cle");
    let world = World::with(&blocks);
    world.secret("cle", "zzjeton");
    world.secret("autre-cle", "zzautre");
    let outcomes = world.read(&TestClock::at(START));
    // Four at once may have been under way.
    assert!(server.asked().len() <= 4, "{}", server.asked().len());
    let why: Vec<String> = outcomes
        .into_iter()
        .filter_map(|(_, outcome)| match outcome {
            Outcome::NotRead(why) => Some(why),
            Outcome::Read { .. } | Outcome::AlreadyRead(_) => None,
        })
        .collect();
    assert_eq!(why.len(), 12);
    // The 3 November at 9:15 in Paris: it comes back the next day at 9, California being nine hours behind.
    let shared = "un autre compte a épuisé le quota du jour de la même clé";
    let told: Vec<&String> = why.iter().filter(|why| why.contains(shared)).collect();
    assert!(told.len() >= 8, "{why:?}");
    assert!(
        told[0].contains("le 04/11 à 09\u{a0}h\u{a0}00"),
        "{}",
        told[0]
    );
}

#[test]
fn a_channel_of_peertube_is_read_a_hundred_videos_at_a_time() {
    let server = Server::new(|asked| {
        if !asked.path.contains("/videos") {
            return answer(
                &json!({"id": 4, "name": "departement", "followersCount": 12, "ownerAccount": {"name": "zzmarque"}}),
            );
        }
        let start: usize = parameter(asked, "start").unwrap().parse().unwrap();
        let videos: Vec<Value> = (start..(start + 100).min(157))
            .map(|place| {
                json!({"uuid": format!("u{place}"), "name": "Bonjour", "publishedAt": "2026-10-05T16:00:03.000Z", "duration": 62,
                    "url": format!("https://tube.abers.example/w/u{place}"), "views": 321, "likes": 4, "account": {"name": "zzmarque"}})
            })
            .collect();
        answer(&json!({"total": 157, "data": videos}))
    });
    let world = world("peertube", "departement@tube.abers.example", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    assert_eq!(server.asked().len(), 1 + 2);
    let batch = imported(&world);
    let posts = batch.tables.posts.unwrap();
    assert_eq!(posts.len(), 157);
    assert_eq!(
        (
            posts[0].metrics[Metric::Views],
            posts[0].metrics[Metric::Comments]
        ),
        (Some(321), None)
    );
    assert_eq!(
        batch.tables.account_stats.unwrap()[0].metrics[Metric::Followers],
        Some(12)
    );
}
