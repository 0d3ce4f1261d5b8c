//! An account of Threads.

use estran::model::Metric;
use serde_json::{Value, json};

use super::networks::{graph_error, imported, world};
use super::server::{Asked, Reply, Server, json as answer, status};
use super::world::{START, TestClock, parameter};

fn post(id: &str, at: &str, kind: &str) -> Value {
    json!({"id": id, "timestamp": at, "text": "Bonjour", "media_type": kind, "username": "zzmarque",
        "permalink": format!("https://www.threads.net/@departementdesabers/post/{id}")})
}

/// An account with these pages of posts.
fn account(pages: Vec<Vec<Value>>) -> impl Fn(&Asked) -> Reply + Send + Sync {
    move |asked| {
        let path = asked.path.split('?').next().unwrap();
        match path {
            "/v1.0/17841" => answer(&json!({"id": "17841", "username": "zzmarque"})),
            "/v1.0/17841/threads_insights" => answer(
                &json!({"data": [{"name": "followers_count", "period": "day",
                "total_value": {"value": 1290}, "id": "17841/insights/followers_count/day"}]}),
            ),
            "/v1.0/17841/threads" => {
                let place: usize =
                    parameter(asked, "after").map_or(0, |mark| mark.parse().unwrap());
                let mut body = json!({"data": pages[place], "paging": {"cursors": {"after": (place + 1).to_string()}}});
                if place + 1 < pages.len() {
                    // The address of the next page holds the token, as the real one.
                    body["paging"]["next"] =
                        json!("https://graph.threads.net/?access_token=zzjeton");
                }
                answer(&body)
            }
            _ if path.ends_with("/insights") => {
                let named = parameter(asked, "metric").unwrap().replace("%2C", ",");
                let data: Vec<Value> = named
                    .split(',')
                    .map(|name| json!({"name": name, "period": "lifetime", "values": [{"value": 7}]}))
                    .collect();
                answer(&json!({"data": data}))
            }
            _ => status(404),
        }
    }
}

/// One post in October.
pub fn quiet(asked: &Asked) -> Reply {
    account(vec![vec![post("91", "2026-10-10T08:00:00+0000", "IMAGE")]])(asked)
}

fn pages() -> Vec<Vec<Value>> {
    vec![
        vec![
            post("95", "2026-11-01T08:00:00+0000", "TEXT_POST"),
            post("94", "2026-10-20T08:00:00+0000", "VIDEO"),
            // Of somebody else, in September, passed on in October.
            post("93", "2026-09-01T08:00:00+0000", "REPOST_FACADE"),
        ],
        vec![
            post("92", "2026-10-03T08:00:00+0000", "IMAGE"),
            post("91", "2026-09-20T08:00:00+0000", "TEXT_POST"),
        ],
        vec![post("90", "2026-09-10T08:00:00+0000", "TEXT_POST")],
    ]
}

#[test]
fn an_account_of_threads_is_read_with_the_figures_of_each_post_of_the_month() {
    let server = Server::new(account(pages()));
    let world = world("threads", "17841", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    // The account, its followers, two pages, and two posts of October: a repost neither ends the list nor is asked of.
    assert_eq!(server.asked().len(), 1 + 1 + 2 + 2);
    assert!(server.paths().iter().all(|path| !path.contains("zzjeton")));
    let batch = imported(&world);
    assert_eq!(batch.format, Some("threads-api"));
    let posts = batch.tables.posts.unwrap();
    let ids: Vec<&str> = posts.iter().map(|post| post.id.as_str()).collect();
    assert_eq!(ids, ["95", "94", "92", "91"]);
    let figures = posts[1].metrics;
    assert_eq!(figures[Metric::Views], Some(7));
    // Republications and quotations together.
    assert_eq!(figures[Metric::Shares], Some(14));
    assert_eq!(posts[3].metrics[Metric::Views], None);
    let days = batch.tables.account_stats.unwrap();
    assert_eq!(days[0].day.to_string(), "2026-11-03");
    assert_eq!(days[0].metrics[Metric::Followers], Some(1290));
}

#[test]
fn a_measure_that_is_refused_takes_no_other_with_it() {
    let good = account(pages());
    let server = Server::new(move |asked| {
        let metric = parameter(asked, "metric").unwrap_or_default();
        if metric.contains("quotes") || metric == "followers_count" {
            return graph_error(
                100,
                "(#100) metric[4] must be one of the following values: views, likes",
            );
        }
        good(asked)
    });
    let world = world("threads", "17841", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    // For each of two posts: all at once, then five one by one.
    assert_eq!(server.asked().len(), 1 + 1 + 2 + 2 * 6);
    let batch = imported(&world);
    let posts = batch.tables.posts.unwrap();
    assert_eq!(posts[1].metrics[Metric::Shares], Some(7));
    assert!(batch.tables.account_stats.is_none());
    let told = format!("{:?}", batch.findings);
    assert!(
        told.contains("quotes") && told.contains("followers_count"),
        "{told}"
    );
}

#[test]
fn an_empty_answer_is_no_nought() {
    let good = account(pages());
    let server = Server::new(move |asked| {
        if asked.path.contains("/94/insights") {
            return answer(&json!({"data": []}));
        }
        good(asked)
    });
    let world = world("threads", "17841", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let posts = imported(&world).tables.posts.unwrap();
    assert_eq!(posts[1].metrics[Metric::Views], None);
    assert_eq!(posts[2].metrics[Metric::Views], Some(7));
}

#[test]
fn a_token_that_ended_is_said_so_though_the_answer_is_a_400() {
    let server =
        Server::new(|_| graph_error(190, "Error validating access token: Session has expired"));
    let world = world("threads", "17841", &server.base());
    let why = world.outcome(&TestClock::at(START)).unwrap_err();
    assert!(why.contains("il est périmé ou révoqué"), "{why}");
    assert_eq!(server.asked().len(), 1);
}
