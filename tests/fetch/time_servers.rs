//! Tools that keep time, as they answer: the same entries in the words of each, with people around them that must
//! stay outside.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::server::{Asked, Reply, json as answer, status};
use super::world::{World, parameter};

/// One entry; instants in RFC 3339, with the offset of Paris. No end: the timer runs.
#[derive(Clone, Debug)]
pub struct Spent {
    pub id: usize,
    pub person: usize,
    pub start: String,
    pub end: Option<String>,
    pub activity: &'static str,
    pub project: &'static str,
    pub tags: &'static [&'static str],
    pub description: &'static str,
}

impl Spent {
    pub fn seconds(&self) -> i64 {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let end = self.end.as_deref().map(at);
        end.map_or(0, |end| (end - at(&self.start)).num_seconds())
    }

    /// As solidtime numbers it.
    pub fn uuid(kind: &str, number: usize) -> String {
        format!("{kind}-0000-4000-8000-{number:012}")
    }
}

/// A month of a team of three: half an hour each, and one timer that runs.
pub fn month(count: usize) -> Vec<Spent> {
    let one = |place: usize| Spent {
        id: 1000 + place,
        person: 1 + place % 3,
        start: format!(
            "2026-10-{:02}T{:02}:00:00+02:00",
            1 + place % 24,
            8 + place % 10
        ),
        end: Some(format!(
            "2026-10-{:02}T{:02}:30:00+02:00",
            1 + place % 24,
            8 + place % 10
        )),
        activity: "Rédaction",
        project: "Facebook Abers",
        tags: &["rentrée", "asso"],
        description: "[ABR-2026-0331] Passerelle",
    };
    let mut month: Vec<Spent> = (0..count).map(one).collect();
    month.push(Spent {
        end: None,
        ..one(count)
    });
    month
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Kimai,
    Solidtime,
    Toggl,
    Clockify,
}

pub const TOOLS: [Tool; 4] = [Tool::Kimai, Tool::Solidtime, Tool::Toggl, Tool::Clockify];
const ORGANISATION: &str = "4c6f1f6e-0000-4000-8000-000000000001";

impl Tool {
    pub fn key(self) -> &'static str {
        match self {
            Tool::Kimai => "kimai",
            Tool::Solidtime => "solidtime",
            Tool::Toggl => "toggl",
            Tool::Clockify => "clockify",
        }
    }

    pub fn workspace(self) -> &'static str {
        match self {
            Tool::Kimai => "",
            Tool::Solidtime => ORGANISATION,
            Tool::Toggl => "900001",
            Tool::Clockify => "64a687e29ae1f428e7ebe303",
        }
    }

    /// A block of config.toml.
    pub fn block(self, base: &str) -> String {
        let workspace = match self.workspace() {
            "" => String::new(),
            workspace => format!("workspace = \"{workspace}\"\n"),
        };
        format!(
            "[fetch_time.{}]\nbase = \"{base}\"\n{workspace}secret = \"le-jeton\"\n",
            self.key()
        )
    }

    /// A service that has this tool on a server, and a token for it.
    pub fn world(self, base: &str) -> World {
        let world = World::with(&self.block(base));
        world.secret("le-jeton", "zzjeton");
        world
    }

    /// A server that pages as the real one does.
    pub fn serve(self, entries: Vec<Spent>) -> impl Fn(&Asked) -> Reply + Send + Sync {
        move |asked| match self {
            Tool::Kimai => kimai(&entries, asked),
            Tool::Solidtime => solidtime(&entries, asked),
            Tool::Toggl => toggl(&entries, asked),
            Tool::Clockify => clockify(&entries, asked),
        }
    }
}

fn part<T: Clone>(of: &[T], start: usize, count: usize) -> Vec<T> {
    of.iter().skip(start).take(count).cloned().collect()
}

fn kimai(entries: &[Spent], asked: &Asked) -> Reply {
    if asked.path == "/api/users/me" {
        return answer(
            &json!({"id": 3, "username": "zzmarque", "email": "zzmarque@abers.example"}),
        );
    }
    if !asked.path.starts_with("/api/timesheets?") {
        return status(404);
    }
    let number = |name| parameter(asked, name).unwrap().parse::<usize>().unwrap();
    let (page, size) = (number("page"), number("size"));
    let sheets: Vec<Value> = part(entries, (page - 1) * size, size)
        .into_iter()
        .map(|spent| {
            // The offset has no colon.
            let plain = |at: &str| at.replace("+02:00", "+0200");
            json!({
                "id": spent.id, "begin": plain(&spent.start), "end": spent.end.as_deref().map(plain),
                "duration": spent.seconds(), "description": spent.description, "tags": spent.tags, "rate": 12.5,
                "user": {"id": spent.person, "username": "zzmarque", "alias": "Zzmarque", "avatar": "https://zzmarque.example/a.png"},
                "project": {"id": 8, "name": spent.project, "customer": {"name": "Département", "email": "zzmarque@abers.example"}},
                "activity": {"id": 21, "name": spent.activity}, "metaFields": [{"name": "zzmarque", "value": null}],
            })
        })
        .collect();
    answer(&Value::Array(sheets))
        .with("X-Page", page.to_string())
        .with("X-Total-Pages", entries.len().div_ceil(size).to_string())
}

fn solidtime(entries: &[Spent], asked: &Asked) -> Reply {
    let path = asked.path.split('?').next().unwrap();
    let Some(list) = path.strip_prefix(&format!("/api/v1/organizations/{ORGANISATION}")) else {
        return status(404);
    };
    let named = |kind: &str, names: &[&str]| -> Vec<Value> {
        let named = names.iter().enumerate().map(
            |(place, name)| json!({"id": Spent::uuid(kind, place), "name": name, "color": "#000"}),
        );
        named.collect()
    };
    let in_utc = |at: &str| {
        let at: DateTime<Utc> = at.parse().unwrap();
        at.format("%FT%TZ").to_string()
    };
    let [projects, tasks, tags] = all_names(entries);
    let number = |list: &[&str], name: &str| list.iter().position(|known| *known == name).unwrap();
    match list {
        "" => answer(&json!({"data": {"id": ORGANISATION, "name": "Zzmarque"}})),
        "/time-entries" => {
            let start = parameter(asked, "offset").unwrap().parse().unwrap();
            let page: Vec<Value> = part(entries, start, 500)
                .into_iter()
                .map(|spent| {
                    let tag = |tag: &&str| Spent::uuid("7a9", number(&tags, tag));
                    json!({
                        "id": Spent::uuid("e", spent.id), "user_id": Spent::uuid("u", spent.person),
                        "start": in_utc(&spent.start), "end": spent.end.as_deref().map(in_utc),
                        "duration": spent.end.as_ref().map(|_| spent.seconds()), "description": spent.description,
                        "project_id": Spent::uuid("p", number(&projects, spent.project)),
                        "task_id": Spent::uuid("t", number(&tasks, spent.activity)),
                        "tags": spent.tags.iter().map(tag).collect::<Vec<_>>(), "billable": false,
                    })
                })
                .collect();
            answer(&json!({"data": page, "meta": {"total": entries.len()}}))
        }
        // One a page: there are two at most.
        "/projects" => {
            let page: usize = parameter(asked, "page").unwrap().parse().unwrap();
            let named = named("p", &projects);
            let (one, pages) = (part(&named, page - 1, 1), named.len().max(1));
            answer(
                &json!({"data": one, "meta": {"current_page": page, "last_page": pages},
                "links": {"next": "https://zzmarque.example"}}),
            )
        }
        "/tasks" => answer(
            &json!({"data": named("t", &tasks), "meta": {"current_page": 1, "last_page": 1}}),
        ),
        "/tags" => answer(&json!({"data": named("7a9", &tags)})),
        _ => status(404),
    }
}

/// Projects, tasks and tags, each once.
fn all_names(entries: &[Spent]) -> [Vec<&'static str>; 3] {
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable();
        names.dedup();
        names
    };
    [
        sorted(entries.iter().map(|spent| spent.project).collect()),
        sorted(entries.iter().map(|spent| spent.activity).collect()),
        sorted(
            entries
                .iter()
                .flat_map(|spent| spent.tags.iter().copied())
                .collect(),
        ),
    ]
}

fn toggl(entries: &[Spent], asked: &Asked) -> Reply {
    if asked.path == "/api/v9/workspaces/900001" {
        return answer(&json!({"id": 900_001, "name": "Zzmarque"}));
    }
    if asked.path != "/reports/api/v3/workspace/900001/search/time_entries" {
        return status(404);
    }
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    let number = |name: &str| usize::try_from(body[name].as_u64().unwrap()).unwrap();
    let (first, size) = (number("first_row_number"), number("page_size"));
    let groups: Vec<Value> = part(entries, first - 1, size)
        .into_iter()
        .map(|spent| {
            let seconds = if spent.end.is_some() { spent.seconds() } else { -1 };
            json!({
                "user_id": spent.person, "username": "Zzmarque", "email": "zzmarque@abers.example",
                "description": spent.description, "project_name": spent.project, "task_name": spent.activity,
                "tag_names": spent.tags, "client_name": "Département", "billable_amount_in_cents": 12,
                "time_entries": [{"id": spent.id, "seconds": seconds, "start": spent.start, "stop": spent.end, "at": spent.start}],
            })
        })
        .collect();
    let reply = answer(&Value::Array(groups));
    match first + size {
        next if next > entries.len() => reply,
        next => reply
            .with("X-Next-ID", "3300000000")
            .with("X-Next-Row-Number", next.to_string()),
    }
}

fn clockify(entries: &[Spent], asked: &Asked) -> Reply {
    if asked.path != "/v1/workspaces/64a687e29ae1f428e7ebe303/reports/detailed" {
        return status(404);
    }
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    let day = |name: &str| body[name].as_str().unwrap()[..10].to_owned();
    let (from, to) = (day("dateRangeStart"), day("dateRangeEnd"));
    let of_the_range: Vec<Spent> = entries
        .iter()
        .filter(|spent| (&*from..=&*to).contains(&&spent.start[..10]))
        .cloned()
        .collect();
    let number = |name: &str| {
        let filter = &body["detailedFilter"];
        usize::try_from(filter[name].as_u64().unwrap()).unwrap()
    };
    let (page, size) = (number("page"), number("pageSize"));
    let listed: Vec<Value> = part(&of_the_range, (page - 1) * size, size)
        .into_iter()
        .map(|spent| {
            let tags: Vec<Value> = spent.tags.iter().map(|tag| json!({"_id": "1", "name": tag})).collect();
            let seconds = spent.end.as_ref().map(|_| spent.seconds());
            json!({
                "_id": format!("64c0{:020}", spent.id), "userId": format!("5a0a{:020}", spent.person),
                "userName": "Zzmarque", "userEmail": "zzmarque@abers.example", "type": "REGULAR",
                "description": spent.description, "projectName": spent.project, "taskName": spent.activity,
                "clientName": "Département", "tags": tags, "customFields": null,
                "timeInterval": {"start": spent.start, "end": spent.end, "duration": seconds},
            })
        })
        .collect();
    answer(&json!({"timeentries": listed,
        "totals": [{"_id": "", "entriesCount": of_the_range.len(), "totalTime": 1}]}))
}
