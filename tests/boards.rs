//! Boards of cards: the traps of editorial-tables.md §3 and §4, each by its name.

use estran::import::{Settings, import};
use estran::ledger::gather;
use estran::model::{Batch, Decision, Role, Status};
use estran::relate::{Rules, relate};
use serde_json::{Value, json};

use crate::month::calendar;

const CARD: &str = "68ac1c800000000000000011";

fn read(name: &str, bytes: impl Into<Vec<u8>>, settings: &Settings) -> Batch {
    let batch = import(name, bytes.into(), settings);
    assert_eq!(batch.status, Status::Read, "{:?}", batch.findings);
    assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    batch
}

/// The board of the specification: one card, created, sent to the service, then to the cabinet, published.
fn board() -> Value {
    let list = |id: &str, name: &str, pos: u32| json!({"id": id, "name": name, "closed": false, "pos": pos});
    json!({
        "id": "66d000000000000000000001", "name": "Réseaux sociaux des Abers",
        "lists": [list("l1", "Idées et demandes", 1000), list("l2", "Rédaction", 2000), list("l3", "Validation service", 3000),
            list("l4", "Validation cabinet", 4000), list("l5", "Publié", 5000)],
        "cards": [{"id": CARD, "name": "[ABR-2025-0091] Forum des associations", "desc": "", "idList": "l5", "closed": false,
            "due": "2025-09-06T08:00:00.000Z", "dueComplete": true, "labels": [{"name": "Facebook", "color": "blue"}, {"name": "X", "color": "black"}],
            "idMembers": ["m1"], "attachments": [], "customFieldItems": []}],
        "checklists": [], "members": [{"id": "m1", "fullName": "Agent Secret"}], "customFields": [],
        "actions": [
            moved("2025-09-06T08:02:00.000Z", "l4", "l5"),
            moved("2025-09-03T15:10:00.000Z", "l3", "l4"),
            {"id": "a3", "type": "updateCard", "date": "2025-09-02T09:00:00.000Z", "idMemberCreator": "m1", "data": {"card": {"id": CARD}, "old": {"pos": 2048}}},
            {"id": "c1", "type": "commentCard", "date": "2025-09-02T10:00:00.000Z", "idMemberCreator": "m1", "data": {"card": {"id": CARD}, "text": "vu avec Agent Secret"}},
            moved("2025-09-01T14:00:00.000Z", "l1", "l3"),
            {"id": "a1", "type": "createCard", "date": "2025-08-25T08:19:12.000Z", "idMemberCreator": "m1", "data": {"card": {"id": CARD}, "list": {"id": "l1", "name": "Idées et demandes"}}},
        ],
    })
}

fn moved(date: &str, from: &str, to: &str) -> Value {
    json!({"id": date, "type": "updateCard", "date": date, "idMemberCreator": "m1", "memberCreator": {"fullName": "Agent Secret"},
        "data": {"card": {"id": CARD}, "old": {"idList": from}, "listBefore": {"id": from, "name": "?"}, "listAfter": {"id": to, "name": "?"}}})
}

/// The same, with other actions, newest first.
fn with_actions(actions: Vec<Value>, id_list: &str) -> Batch {
    let mut board = board();
    board["actions"] = Value::Array(actions);
    board["cards"][0]["idList"] = json!(id_list);
    read("tableau.json", board.to_string(), &Settings::default())
}

/// « role, submitted → decided, decision ».
fn circuit(batch: &Batch) -> Vec<String> {
    let at = |moment: Option<estran::model::Moment>| {
        moment.map_or("?".to_owned(), |moment| {
            moment.at.format("%d/%m %H:%M").to_string()
        })
    };
    batch
        .tables
        .approvals
        .iter()
        .flatten()
        .map(|step| {
            let role = step.role.map_or("?", Role::key);
            format!(
                "{role} {} → {} {}",
                at(step.submitted),
                at(step.decided),
                step.decision.key()
            )
        })
        .collect()
}

fn has(batch: &Batch, code: &str) -> bool {
    batch.findings.iter().any(|finding| finding.code == code)
}

#[test]
fn a_stay_in_an_approval_list_is_one_approval() {
    let batch = read("tableau.json", board().to_string(), &Settings::default());
    assert_eq!(
        circuit(&batch),
        [
            "requesting_service 01/09 16:00 → 03/09 17:10 approved",
            "cabinet 03/09 17:10 → 06/09 10:02 approved",
        ]
    );
    assert!(
        batch
            .tables
            .approvals
            .iter()
            .flatten()
            .all(|step| step.reference == "ABR-2025-0091")
    );
    let accounts: Vec<_> = batch
        .tables
        .contents
        .iter()
        .flatten()
        .filter_map(|plan| plan.account.as_deref())
        .collect();
    assert_eq!(accounts, ["Facebook", "X"]);
}

#[test]
fn members_and_comments_are_not_kept() {
    let batch = read("tableau.json", board().to_string(), &Settings::default());
    assert!(!format!("{batch:?}").contains("Secret"));
}

#[test]
fn a_renamed_list_appears_under_its_old_name_in_old_actions() {
    // The moves above name every list « ? »; only the ids count.
    assert_eq!(
        circuit(&read("t.json", board().to_string(), &Settings::default())).len(),
        2
    );
}

#[test]
fn the_export_holds_the_last_1_000_actions_only() {
    let old = |n: i64| json!({"id": n.to_string(), "type": "commentCard", "date": "2026-01-01T08:00:00.000Z", "data": {"card": {"id": "another"}}});
    let mut actions = vec![moved("2026-02-01T09:00:00.000Z", "l4", "l5")];
    actions.extend((0..999).map(old));
    let batch = with_actions(actions, "l5");
    assert!(has(&batch, "truncated-history"));
    assert_eq!(
        circuit(&batch),
        ["cabinet ? → 01/02 10:00 approved"],
        "the card is older than the history"
    );
    // Fewer actions are the whole history: the card was created there.
    let batch = with_actions(vec![moved("2026-02-01T09:00:00.000Z", "l4", "l5")], "l5");
    assert_eq!(
        circuit(&batch),
        ["cabinet 25/08 10:19 → 01/02 10:00 approved"]
    );
}

#[test]
fn a_card_with_no_creation_action_has_its_creation_time_in_its_id() {
    let batch = with_actions(Vec::new(), "l4");
    assert_eq!(circuit(&batch), ["cabinet 25/08 10:19 → ? pending"]);
}

#[test]
fn after_replaying_moves_the_last_list_must_equal_the_one_of_the_card() {
    let batch = with_actions(vec![moved("2025-09-01T14:00:00.000Z", "l1", "l3")], "l5");
    assert!(has(&batch, "missing-moves"));
    assert_eq!(
        circuit(&batch),
        ["requesting_service 01/09 16:00 → ? approved"]
    );
}

#[test]
fn an_exit_further_left_is_a_correction_and_several_stays_are_several_rounds() {
    let batch = with_actions(
        vec![
            moved("2025-09-05T08:00:00.000Z", "l4", "l5"),
            moved("2025-09-04T08:00:00.000Z", "l2", "l4"),
            moved("2025-09-03T08:00:00.000Z", "l4", "l2"),
            moved("2025-09-02T08:00:00.000Z", "l1", "l4"),
        ],
        "l5",
    );
    assert_eq!(
        circuit(&batch),
        [
            "cabinet 02/09 10:00 → 03/09 10:00 corrections",
            "cabinet 04/09 10:00 → 05/09 10:00 approved"
        ]
    );
    let orders: Vec<_> = batch
        .tables
        .approvals
        .iter()
        .flatten()
        .filter_map(|step| step.order)
        .collect();
    assert_eq!(orders, [1, 2]);
}

#[test]
fn an_archived_card_was_refused() {
    let mut board = board();
    board["cards"][0]["closed"] = json!(true);
    board["cards"][0]["idList"] = json!("l3");
    board["actions"] = json!([
        {"id": "z", "type": "updateCard", "date": "2025-09-04T08:00:00.000Z", "data": {"card": {"id": CARD, "closed": true}, "old": {"closed": false}}},
        moved("2025-09-01T14:00:00.000Z", "l1", "l3"),
    ]);
    let batch = read("t.json", board.to_string(), &Settings::default());
    assert_eq!(
        circuit(&batch),
        ["requesting_service 01/09 16:00 → 04/09 10:00 refused"]
    );
}

#[test]
fn a_drag_by_mistake_is_collapsed() {
    let batch = with_actions(
        vec![
            moved("2025-09-02T08:01:30.000Z", "l4", "l2"),
            moved("2025-09-02T08:00:00.000Z", "l2", "l4"),
        ],
        "l2",
    );
    assert!(circuit(&batch).is_empty());
    assert!(has(&batch, "short-stays"));
}

#[test]
fn many_cards_moved_within_a_minute_are_flagged_as_a_catch_up() {
    let mut board = board();
    let card = board["cards"][0].clone();
    let (mut cards, mut actions) = (Vec::new(), Vec::new());
    for number in 0..6 {
        let id = format!("68ac1c80000000000000010{number}");
        let mut one = card.clone();
        one["id"] = json!(id);
        one["name"] = json!(format!("Sujet {number}"));
        cards.push(one);
        for (date, from, to) in [
            (
                format!("2025-09-30T15:00:{:02}.000Z", number * 5),
                "l4",
                "l5",
            ),
            (
                format!("2025-09-{:02}T08:00:00.000Z", 10 + number),
                "l1",
                "l4",
            ),
        ] {
            let mut action = moved(&date, from, to);
            action["data"]["card"]["id"] = json!(id);
            actions.push(action);
        }
    }
    actions.sort_by_key(|action| std::cmp::Reverse(action["date"].as_str().unwrap().to_owned()));
    board["cards"] = Value::Array(cards);
    board["actions"] = Value::Array(actions);
    let batch = read("t.json", board.to_string(), &Settings::default());
    let flagged = batch
        .findings
        .iter()
        .filter(|finding| finding.code == "board-tidied")
        .count();
    assert_eq!((flagged, circuit(&batch).len()), (6, 6));
}

#[test]
fn lists_are_mapped_by_the_settings_and_what_is_not_understood_is_said() {
    let mut board = board();
    board["lists"][3]["name"] = json!("Bureau du 3e");
    board["lists"][1]["name"] = json!("Sas");
    board["cards"][0]["idList"] = json!("l2");
    let batch = read("t.json", board.to_string(), &Settings::default());
    assert!(has(&batch, "unknown-list"));
    let config = "[organisation]\nname = \"Abers\"\n[[import.boards]]\nroles = { \"bureau du 3e\" = \"general_management\" }\nlists = { \"Sas\" = \"postponed\" }\n";
    let settings = estran::config::Config::parse("config.toml", config)
        .unwrap()
        .import;
    board["cards"][0]["idList"] = json!("l5");
    let batch = read("t.json", board.to_string(), &settings);
    assert_eq!(
        circuit(&batch)[1],
        "general_management 03/09 17:10 → 06/09 10:02 approved"
    );
    let wrong = config.replace("postponed", "reporté");
    let error = estran::config::Config::parse("config.toml", &wrong)
        .unwrap_err()
        .to_string();
    assert!(error.contains("valeurs possibles"), "{error}");
}

#[test]
fn fields_that_are_null_or_of_another_type_are_as_good_as_absent() {
    let mut board = board();
    for field in [
        "desc",
        "labels",
        "attachments",
        "customFieldItems",
        "dueComplete",
    ] {
        board["cards"][0][field] = Value::Null;
    }
    board["cards"][0]["due"] = json!("demain");
    board["actions"][2]["date"] = json!("hier");
    board["checklists"] = Value::Null;
    let batch = read("t.json", board.to_string(), &Settings::default());
    assert_eq!(
        (
            circuit(&batch).len(),
            batch.tables.contents.unwrap()[0].planned
        ),
        (2, None)
    );
}

#[test]
fn a_list_of_requests_gives_requests() {
    let mut board = board();
    board["lists"][0]["name"] = json!("Demandes");
    let batch = read("t.json", board.to_string(), &Settings::default());
    let requests = batch.tables.requests.unwrap();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].received.at.to_string(), "2025-08-25 10:19:12");
    assert_eq!(requests[0].reference.as_deref(), Some("ABR-2025-0091"));
    assert_eq!(requests[0].outcome, Some(estran::model::Outcome::Accepted));
}

/// Two exports of one board: the later reading wins, and nothing is counted twice.
#[test]
fn the_same_board_exported_twice_is_one_board() {
    let earlier = with_actions(vec![moved("2025-09-01T14:00:00.000Z", "l1", "l3")], "l3");
    let later = read("b.json", board().to_string(), &Settings::default());
    let ledger = gather(vec![later, earlier]).unwrap();
    let totals = serde_json::to_value(ledger.totals().unwrap()).unwrap();
    assert_eq!(
        (&totals["contents"]["n"], &totals["approvals"]["n"]),
        (&json!(1), &json!(2))
    );
}

/// The board instead of the planning: contents tied to posts and hours, and delays in working time.
#[test]
fn a_month_is_related_with_a_board_instead_of_the_planning() {
    let posts = "Post ID,Page ID,Page name,Title,Publish time,Permalink,Post type,Date,Comments,Shares,Reactions,Views,Reach\n\
        122100000000000001,104,Abers,Forum des associations : venez !,09/06/2025 01:05,https://www.facebook.com/abers/posts/1,Photos,Lifetime,1,2,10,1000,800\n\
        122100000000000003,104,Abers,Tempête : restez chez vous,09/20/2025 00:10,https://www.facebook.com/abers/posts/3,Photos,Lifetime,3,2,20,2000,1500\n";
    let config = "[organisation]\nname = \"Abers\"\n[[accounts]]\nid = \"fb\"\nnetwork = \"facebook\"\nname = \"Facebook\"\nkeys = [\"Abers\"]\n";
    let settings = estran::config::Config::parse("config.toml", config)
        .unwrap()
        .import;
    let hours =
        "Date;Agent;Tâche;Durée;Réf. contenu\n02/09/2025;AG1;Rédaction;1h30;ABR-2025-0091\n";
    let approvals = read("tableau.json", board().to_string(), &settings)
        .tables
        .approvals
        .unwrap();
    let batches = vec![
        read("tableau.json", board().to_string(), &settings),
        read("posts.csv", posts, &settings),
        read("temps.csv", hours, &settings),
    ];
    let linked = relate(gather(batches).unwrap(), &Rules::default()).unwrap();
    let posts = linked.posts.unwrap();
    let contents: Vec<Option<&str>> = posts
        .column("content")
        .unwrap()
        .str()
        .unwrap()
        .iter()
        .collect();
    assert_eq!(
        contents,
        [Some("ABR-2025-0091"), Some("facebook:122100000000000003")]
    );
    assert_eq!(linked.approvals.unwrap().height(), 2);
    // From Monday 16:00 to Wednesday 17:10, two days of seven hours and one; then Thursday and Friday.
    let spent: Vec<i64> = approvals
        .iter()
        .map(|step| {
            calendar()
                .working_time(step.submitted.unwrap().at, step.decided.unwrap().at)
                .as_seconds()
        })
        .collect();
    assert_eq!(spent, [15 * 3600, 14 * 3600]);
    assert!(
        approvals
            .iter()
            .all(|step| step.decision == Decision::Approved)
    );
}

#[test]
fn deck_says_null_for_no_date_and_ends_tags_with_a_comma() {
    let text = "\"Card title\"\t\"Description\"\t\"List name\"\t\"Tags\"\t\"Assigned users\"\t\"Due date\"\t\"Created\"\t\"Modified\"\r\n\
        \"Forum\"\t\"\"\t\"Done\"\t\"Facebook, X,\"\t\"Agent Secret,\"\t\"null\"\t\"9/3/2025\"\t\"9/25/2025\"";
    let bytes: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let batch = read("board.csv", bytes, &Settings::default());
    let plans = batch.tables.contents.as_ref().unwrap();
    assert_eq!(
        (
            plans.len(),
            plans[0].planned,
            plans[0].as_of.to_string().as_str()
        ),
        (2, None, "2025-09-25")
    );
    assert!(!format!("{batch:?}").contains("Secret"));
}

#[test]
fn stacks_are_an_object_keyed_by_id_not_a_list_and_lists_may_be_null() {
    let card = json!({"id": 7, "title": "Forum", "stackId": 2, "createdAt": 1_756_110_000, "lastModified": 1_757_145_600, "labels": null, "assignedUsers": null, "attachments": null});
    let stack = |cards: Value| json!({"id": 2, "title": "À faire", "boardId": 1, "order": 0, "cards": cards});
    for (boards, cards) in [
        (
            json!([{"id": 1, "title": "T", "stacks": {"2": stack(json!([card]))}}]),
            1,
        ),
        (
            json!({"1": {"id": 1, "title": "T", "stacks": {"2": stack(json!({"7": card}))}}}),
            1,
        ),
        (
            json!([{"id": 1, "title": "T", "stacks": [stack(json!([card, card]))]}]),
            2,
        ),
        (
            json!([{"id": 1, "title": "T", "stacks": {"2": stack(Value::Null)}}]),
            0,
        ),
    ] {
        let batch = read(
            "deck.json",
            json!({"boards": boards}).to_string(),
            &Settings::default(),
        );
        if cards > 0 {
            assert_eq!(batch.tables.contents.unwrap().len(), cards);
        }
    }
}

#[test]
fn an_instant_that_no_team_has_lived_is_no_date() {
    let mut far = board();
    far["cards"][0]["due"] = json!("+262142-12-31T23:59:59Z");
    let batch = read("board.json", far.to_string(), &Settings::default());
    let plans = batch.tables.contents.unwrap();
    assert!(
        plans
            .iter()
            .all(|plan| plan.as_of.format("%Y").to_string().as_str() < "2200")
    );
}

#[test]
fn two_cards_of_one_title_are_two_contents_and_a_date_that_does_not_read_is_told() {
    let text = "Card title,Description,List name,Tags,Assigned users,Due date,Created,Modified\nMarché,,À faire,Facebook,,null,10/26/2026,10/26/2026\nMarché,,À faire,Facebook,,bientôt,10/26/2026,10/26/2026\n";
    let batch = read("deck.csv", text, &Settings::default());
    let plans = batch.tables.contents.as_deref().unwrap();
    assert_eq!(plans.len(), 2);
    assert_ne!(plans[0].reference, plans[1].reference);
    let told: Vec<_> = batch
        .findings
        .iter()
        .filter(|finding| finding.code == "unreadable-date")
        .map(|finding| finding.at.row)
        .collect();
    assert_eq!(told, [Some(3)]);
}
