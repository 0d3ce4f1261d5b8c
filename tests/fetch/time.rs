//! The tools that keep time: a month of each, its refusals, and the same hours as by its export.

use std::collections::BTreeMap;

use estran::import::import;
use estran::ledger;
use estran::model::{Batch, Hour, Step};
use serde_json::{Value, json};

use super::server::{Asked, Reply, Server, json as answer, status};
use super::time_servers::{Spent, TOOLS, Tool, month};
use super::world::{START, TestClock, World};

/// All raw files, read as the report reads them; nothing in them names anybody.
fn imported(world: &World) -> Vec<Batch> {
    let one = |(name, text): (String, String)| {
        assert!(
            !text.contains("zzjeton") && !text.to_lowercase().contains("zzmarque"),
            "{text}"
        );
        assert!(!text.contains('@'), "{text}");
        let batch = import(&name, text.into_bytes(), &world.config().import);
        assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
        batch
    };
    world.inbox().into_iter().map(one).collect()
}

/// The only one.
fn imported_one(world: &World) -> Batch {
    let mut batches = imported(world);
    assert_eq!(batches.len(), 1);
    batches.remove(0)
}

fn hours(batch: &Batch) -> &[Hour] {
    batch.tables.hours.as_deref().unwrap_or_default()
}

fn findings(batch: &Batch) -> Vec<&'static str> {
    batch.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_month_of_each_tool_is_read_page_by_page_and_a_timer_that_runs_is_told() {
    for (tool, questions) in TOOLS.into_iter().zip([3, 3 + 1 + 1 + 1, 6, 4 + 3]) {
        let server = Server::new(tool.serve(month(1100)));
        let world = tool.world(&server.base());
        assert_eq!(world.outcome(&TestClock::at(START)), Ok(()), "{tool:?}");
        assert_eq!(server.asked().len(), questions, "{tool:?}");
        let file = format!("{0}/{0}/2026-11-03T081502Z_2026-10.json", tool.key());
        assert_eq!(world.inbox()[0].0, file);
        let batch = imported_one(&world);
        assert_eq!(batch.format, Some(&*format!("{}-api", tool.key())));
        assert_eq!(hours(&batch).len(), 1100, "{tool:?}");
        assert!(
            hours(&batch)
                .iter()
                .all(|hour| hour.spent.as_seconds() == 1800)
        );
        assert!(
            hours(&batch)
                .iter()
                .all(|hour| hour.step == Some(Step::Writing))
        );
        assert!(
            hours(&batch)
                .iter()
                .all(|hour| hour.refs == ["ABR-2026-0331"])
        );
        assert_eq!((batch.running, batch.rows_told), (1, 1), "{tool:?}");
        assert!(findings(&batch).contains(&"running-entry"));
    }
}

#[test]
fn each_tool_is_asked_in_its_own_words() {
    let asked = |tool: Tool| {
        let server = Server::new(tool.serve(month(3)));
        let world = tool.world(&server.base());
        assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
        server.asked()
    };
    let kimai = &asked(Tool::Kimai)[0];
    assert_eq!(
        kimai.path.replace("%3A", ":"),
        "/api/timesheets?user=all&begin=2026-09-30T00:00:00&end=2026-11-01T23:59:59&full=true&orderBy=begin&order=ASC&size=500&page=1"
    );
    assert!(kimai.headers.contains("authorization: bearer zzjeton\r\n"));
    let solidtime = &asked(Tool::Solidtime)[0];
    let path = solidtime.path.replace("%3A", ":");
    assert!(
        path.ends_with(
            "/time-entries?start=2026-09-30T00:00:00Z&end=2026-11-01T23:59:59Z&limit=500&offset=0"
        ),
        "{path}"
    );
    assert!(
        solidtime
            .headers
            .contains("authorization: bearer zzjeton\r\n")
    );
    let toggl = &asked(Tool::Toggl)[0];
    assert!(toggl.headers.starts_with("post "));
    assert!(toggl.headers.contains("content-type: application/json\r\n"));
    // « zzjeton:api_token », in lower case as all headers here.
    let basic = "Basic enpqZXRvbjphcGlfdG9rZW4=".to_lowercase();
    assert!(toggl.headers.contains(&basic), "{}", toggl.headers);
    assert_eq!(
        serde_json::from_str::<Value>(&toggl.body).unwrap(),
        json!({"start_date": "2026-09-30", "end_date": "2026-11-01", "order_by": "date", "order_dir": "ASC",
            "enrich_response": true, "hide_amounts": true, "page_size": 200, "first_row_number": 1})
    );
    let clockify = asked(Tool::Clockify);
    assert!(clockify[0].headers.contains("x-api-key: zzjeton\r\n"));
    // Two questions of 31 days at most, which a free plan answers.
    let range = |asked: &Asked| {
        let body: Value = serde_json::from_str(&asked.body).unwrap();
        assert_eq!(body["timeZone"], "Europe/Paris");
        [&body["dateRangeStart"], &body["dateRangeEnd"]].map(|at| at.as_str().unwrap().to_owned())
    };
    let ranges: Vec<[String; 2]> = clockify.iter().map(range).collect();
    assert_eq!(
        ranges,
        [
            ["2026-09-30T00:00:00.000", "2026-10-15T23:59:59.999"],
            ["2026-10-16T00:00:00.000", "2026-11-01T23:59:59.999"],
        ]
    );
}

/// Six entries whose columns all differ, two of which cross midnight or the change of clocks.
fn varied() -> Vec<Spent> {
    let one = |id, person, (start, end): (&str, &str), (activity, project), description| Spent {
        id,
        person,
        start: start.to_owned(),
        end: Some(end.to_owned()),
        activity,
        project,
        tags: &[],
        description,
    };
    let mut varied = vec![
        one(
            4,
            2,
            ("2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00"),
            ("Gestion de crise", "X Abers"),
            "Nuit du changement d’heure",
        ),
        one(
            1,
            1,
            ("2026-10-05T09:00:00+02:00", "2026-10-05T10:30:00+02:00"),
            ("Rédaction", "Facebook Abers"),
            "[ABR-2026-0331] Passerelle",
        ),
        one(
            2,
            2,
            ("2026-10-13T23:30:00+02:00", "2026-10-14T00:45:00+02:00"),
            ("Gestion de crise", "X Abers"),
            "Alerte orages",
        ),
        one(
            3,
            1,
            ("2026-10-20T14:00:00+02:00", "2026-10-20T14:20:00+02:00"),
            ("Autre chose", "Facebook Abers"),
            "Rangement",
        ),
    ];
    varied[1].tags = &["rentrée", "asso"];
    varied
}

/// The same as the tool exports it (timesheets.md §1 to §4).
fn export(tool: Tool, entries: &[Spent]) -> String {
    let header = match tool {
        Tool::Kimai => {
            "Date,From,To,Duration,Name,Customer,Project,Activity,Description,Billable,Tags"
        }
        Tool::Solidtime => {
            "Description,Task,Project,Client,User,Start,End,Duration,\"Duration (decimal)\",Billable,Tags"
        }
        Tool::Toggl => {
            "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()"
        }
        Tool::Clockify => {
            "\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\",\"Tags\",\"Type\",\"Billable\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\",\"Duration (decimal)\""
        }
    };
    let row = |spent: &Spent| {
        let Spent {
            project,
            activity,
            description,
            ..
        } = spent;
        let (start, end) = (&spent.start, spent.end.as_ref().unwrap());
        let (day, time) = (&start[..10], &start[11..16]);
        let (last, until) = (&end[..10], &end[11..16]);
        let (hours, minutes) = (spent.seconds() / 3600, spent.seconds() / 60 % 60);
        let (who, tags) = (format!("AG{}", spent.person), spent.tags.join(", "));
        let decimal = spent.seconds() as f64 / 3600.0;
        match tool {
            Tool::Kimai => format!(
                "{day},{time},{until},{hours}:{minutes:02},{who},Département,{project},{activity},{description},1,\"{tags}\""
            ),
            Tool::Solidtime => format!(
                "{description},{activity},{project},,{who},{day} {time}:00,{last} {until}:00,{hours}:{minutes:02}:00,{decimal},No,\"{tags}\""
            ),
            Tool::Toggl => format!(
                "{who},,,{project},{activity},{description},No,{day},{time}:00,{last},{until}:00,{hours:02}:{minutes:02}:00,\"{tags}\","
            ),
            Tool::Clockify => format!(
                "{project},,{description},{activity},{who},,,\"{tags}\",Regular,No,{day},{time},{last},{until},{hours}:{minutes:02},{decimal:.2}"
            ),
        }
    };
    let rows: Vec<String> = entries.iter().map(row).collect();
    format!("{header}\n{}\n", rows.join("\n"))
}

/// Hours without what each way numbers in its own manner: entries, rows, people.
fn comparable(batch: &Batch) -> Vec<Hour> {
    let mut hours = hours(batch).to_vec();
    hours.sort_by_key(|hour| hour.start);
    let mut people = BTreeMap::new();
    for hour in &mut hours {
        let next = people.len() as u64;
        let person = hour.agent.map(|agent| *people.entry(agent).or_insert(next));
        (hour.agent, hour.source_id, hour.row) = (person, None, 0);
    }
    hours
}

#[test]
fn hours_are_the_same_by_the_server_and_by_the_export() {
    for tool in TOOLS {
        let server = Server::new(tool.serve(varied()));
        let world = tool.world(&server.base());
        assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
        let fetched = imported_one(&world);
        let text = export(tool, &varied());
        let name = format!("{}.csv", tool.key());
        let dropped = import(&name, text.into_bytes(), &world.config().import);
        assert_eq!(dropped.format, Some(tool.key()), "{:?}", dropped.findings);
        assert_eq!(comparable(&fetched), comparable(&dropped), "{tool:?}");
        assert_eq!(hours(&fetched).len(), 4);
        assert_eq!(findings(&fetched), findings(&dropped), "{tool:?}");
    }
}

#[test]
fn what_is_of_another_month_is_left_aside_by_the_clock_of_the_body() {
    // In Paris, the last minute of September, the first of October, the last of October, the first of November.
    let edges = [
        ("2026-09-30T23:59:00+02:00", "2026-10-01T01:00:00+02:00"),
        ("2026-10-01T00:00:00+02:00", "2026-10-01T01:00:00+02:00"),
        ("2026-10-31T23:59:00+01:00", "2026-11-01T01:00:00+01:00"),
        ("2026-11-01T00:00:00+01:00", "2026-11-01T01:00:00+01:00"),
    ];
    let entries = edges.iter().enumerate().map(|(place, (start, end))| Spent {
        id: place,
        start: (*start).to_owned(),
        end: Some((*end).to_owned()),
        ..month(1)[0].clone()
    });
    let entries: Vec<Spent> = entries.collect();
    for tool in TOOLS {
        let server = Server::new(tool.serve(entries.clone()));
        let world = tool.world(&server.base());
        assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
        let batch = imported_one(&world);
        let days: Vec<String> = hours(&batch)
            .iter()
            .map(|hour| hour.day.to_string())
            .collect();
        assert_eq!(days, ["2026-10-01", "2026-10-31"], "{tool:?}");
        assert!(findings(&batch).contains(&"outside-month"));
    }
}

#[test]
fn a_month_without_an_entry_is_nought_and_not_missing() {
    for tool in TOOLS {
        let server = Server::new(tool.serve(Vec::new()));
        let world = tool.world(&server.base());
        assert_eq!(world.outcome(&TestClock::at(START)), Ok(()), "{tool:?}");
        assert_eq!(imported_one(&world).tables.hours.as_deref(), Some(&[][..]));
    }
    let server = Server::new(|_| answer(&Value::Null));
    let world = Tool::Toggl.world(&server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
}

/// A tool that replies so to its first questions, then behaves: how it ends, how often it is asked, how long is waited.
fn troubled(tool: Tool, first: Vec<Reply>) -> (Result<(), String>, usize, u64) {
    let good = tool.serve(month(3));
    let server = Server::new(move |asked| {
        let reply = first.get(asked.before).cloned();
        reply.unwrap_or_else(|| good(asked))
    });
    let world = tool.world(&server.base());
    let clock = TestClock::at(START);
    let outcome = world.outcome(&clock);
    let is_there = |(name, _): &(String, String)| name.ends_with("_2026-10.json");
    assert_eq!(outcome.is_ok(), world.inbox().iter().any(is_there));
    (outcome, server.asked().len(), clock.waited())
}

#[test]
fn each_refusal_says_what_to_do_in_the_words_of_a_tool_that_keeps_time() {
    let page = Reply {
        body: b"<!DOCTYPE html><title>Maintenance</title>".to_vec(),
        ..answer(&Value::Null)
    };
    for tool in TOOLS {
        let needed = troubled(tool, Vec::new()).1;
        for (code, words) in [
            (401, "le jeton est refusé (401)"),
            (403, "de lire le temps de toute l’équipe"),
            (404, "et «\u{a0}workspace\u{a0}» si l’outil en a"),
            (422, "l’API a peut-être changé"),
        ] {
            let (outcome, asked, waited) = troubled(tool, vec![status(code)]);
            let why = outcome.unwrap_err();
            assert!(why.contains(words), "{tool:?} {code}: {why}");
            assert_eq!((asked, waited), (1, 0), "{tool:?} {code}");
        }
        let busy = status(429).with("retry-after", "7");
        assert_eq!(
            troubled(tool, vec![busy]),
            (Ok(()), needed + 1, 7),
            "{tool:?}"
        );
        let (outcome, asked, _) = troubled(tool, vec![status(500)]);
        assert_eq!((outcome, asked), (Ok(()), needed + 1), "{tool:?}");
        assert_eq!(troubled(tool, vec![page.clone()]).0, Ok(()), "{tool:?}");
        let why = troubled(tool, vec![page.clone(); 50]).0.unwrap_err();
        assert!(why.contains("une page web au lieu de données"), "{why}");
        let why = troubled(tool, vec![answer(&json!({"autre": 1}))])
            .0
            .unwrap_err();
        assert!(why.contains("qui était attendu"), "{why}");
    }
}

#[test]
fn a_server_that_gives_the_same_page_for_ever_is_left() {
    for tool in TOOLS {
        // Whatever the page, the first one; and always more to come.
        let good = tool.serve(month(1100));
        let server = Server::new(move |asked| {
            let first = Asked {
                path: asked
                    .path
                    .replace("page=2", "page=1")
                    .replace("offset=500", "offset=0"),
                body: asked
                    .body
                    .replace("\"first_row_number\":201", "\"first_row_number\":1")
                    .replace("\"page\":2", "\"page\":1"),
                ..asked.clone()
            };
            good(&first)
        });
        let world = tool.world(&server.base());
        let why = world.outcome(&TestClock::at(START)).unwrap_err();
        assert!(why.contains("toujours la même page"), "{tool:?}: {why}");
        assert!(server.asked().len() <= 3, "{tool:?}");
    }
}

#[test]
fn an_old_kimai_that_does_not_count_its_pages_is_read_to_its_end() {
    for (count, questions) in [(3, 1), (620, 2), (499, 2)] {
        let good = Tool::Kimai.serve(month(count));
        let pages = (count + 1).div_ceil(500);
        let server = Server::new(move |asked| {
            let past = format!("page={}", pages + 1);
            if asked.path.ends_with(&past) {
                return status(404);
            }
            let mut reply = good(asked);
            reply.headers.retain(|(name, _)| !name.starts_with("X-"));
            reply
        });
        let world = Tool::Kimai.world(&server.base());
        assert_eq!(world.outcome(&TestClock::at(START)), Ok(()), "{count}");
        assert_eq!(server.asked().len(), questions, "{count}");
        assert_eq!(hours(&imported_one(&world)).len(), count);
    }
}

#[test]
fn the_402_of_toggl_is_an_hour_that_is_used_up_or_a_plan_that_does_not_allow() {
    let spent = |seconds: &str| status(402).with("X-Toggl-Quota-Resets-In", seconds);
    assert_eq!(troubled(Tool::Toggl, vec![spent("600")]), (Ok(()), 2, 600));
    let (outcome, asked, _) = troubled(Tool::Toggl, vec![spent("3000")]);
    let why = outcome.unwrap_err();
    assert!(why.contains("demande d’attendre jusqu’au 03/11"), "{why}");
    assert_eq!(asked, 1);
    let why = troubled(Tool::Toggl, vec![status(402)]).0.unwrap_err();
    assert!(why.contains("abonnement"), "{why}");
    let why = troubled(Tool::Toggl, vec![status(410)]).0.unwrap_err();
    assert!(why.contains("l’API a peut-être changé"), "{why}");
}

#[test]
fn of_a_leave_kept_by_clockify_nothing_is_kept_but_that_it_is_one() {
    let good = Tool::Clockify.serve(month(2));
    let server = Server::new(move |asked| {
        let mut reply = good(asked);
        let mut body: Value = serde_json::from_slice(&reply.body).unwrap();
        if asked.before == 0 {
            let mut leave = body["timeentries"][0].clone();
            leave["_id"] = json!("congé");
            leave["type"] = json!("TIME_OFF");
            leave["description"] = json!("zzmaladie");
            body["timeentries"].as_array_mut().unwrap().push(leave);
            // And the count of entries is not told.
            body["totals"] = json!([null]);
        }
        reply.body = body.to_string().into_bytes();
        reply
    });
    let world = Tool::Clockify.world(&server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let text = &world.inbox()[0].1;
    assert!(!text.contains("zzmaladie"));
    assert!(
        text.contains(r#"{"_id":"congé","type":"TIME_OFF"}"#),
        "{text}"
    );
    let batch = imported_one(&world);
    assert_eq!(hours(&batch).len(), 2);
    assert!(findings(&batch).contains(&"absences-dropped"));
}

#[test]
fn what_was_deleted_since_an_earlier_reading_is_not_counted() {
    let mut entries = month(3);
    let first = Server::new(Tool::Kimai.serve(entries.clone()));
    let world = Tool::Kimai.world(&first.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    entries.remove(0);
    let last = Server::new(Tool::Kimai.serve(entries));
    let config = world.root.path().join("config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text.replace(&first.base(), &last.base())).unwrap();
    assert_eq!(
        world.outcome(&TestClock::at("2026-11-05T08:00:00Z")),
        Ok(())
    );
    let mut batches = imported(&world);
    assert_eq!(batches.len(), 2);
    for _ in 0..2 {
        batches.reverse();
        let ledger = ledger::gather(batches.clone()).unwrap();
        assert_eq!(ledger.hours.as_ref().unwrap().height(), 2);
        assert_eq!(ledger.running, 1);
        assert!(
            ledger
                .findings
                .iter()
                .any(|finding| finding.code == "read-again")
        );
    }
    // An export of the same month cannot be told from it: somebody has to choose.
    let text = export(Tool::Kimai, &varied());
    batches.push(import(
        "kimai.csv",
        text.into_bytes(),
        &world.config().import,
    ));
    let ledger = ledger::gather(batches).unwrap();
    let twice = ledger
        .findings
        .iter()
        .find(|finding| finding.code == "also-fetched");
    let twice = &twice.unwrap().message;
    assert!(twice.contains("ôter l’export"), "{twice}");
}

#[test]
fn a_token_that_only_sees_its_owner_is_told() {
    let alone: Vec<Spent> = varied()
        .into_iter()
        .filter(|spent| spent.person == 1)
        .collect();
    let server = Server::new(Tool::Toggl.serve(alone));
    let world = Tool::Toggl.world(&server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    assert!(findings(&imported_one(&world)).contains(&"one-person"));
}
