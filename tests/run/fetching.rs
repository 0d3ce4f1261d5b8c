//! A run that asks the accounts first.

use std::fs;

use serde_json::{Value, json};

use super::world::{assert_same, files};
use crate::commands::estran;
use crate::fetch::server::{Server, status};
use crate::fetch::world::{World, mastodon, toots};

#[test]
fn accounts_are_asked_first_and_one_that_does_not_answer_costs_only_itself() {
    let good = Server::new(mastodon(toots(60, 1)));
    let bad = Server::new(|_| status(404));
    let world = World::mastodon(&[("one", &good.base()), ("two", &bad.base())]);
    let folder = world.root.path();
    let typed = ["run", "--month", "2026-10", "--date", "2026-11-06"];
    let said = estran(folder, &typed);
    assert_eq!(said.status, 1, "{}", said.err);
    for words in [
        "one\u{a0}:",
        "two\u{a0}: non lu",
        "1\u{a0}compte lu, 1\u{a0}non lu",
    ] {
        assert!(
            said.err.contains(words),
            "« {words} » is not in {}",
            said.err
        );
    }
    let month = folder.join("reports/2026-10");
    let journal: Value =
        serde_json::from_slice(&fs::read(month.join("journal.json")).unwrap()).unwrap();
    assert_eq!(journal["accounts_without_answers"], json!(["two"]));
    assert_eq!(journal["is_complete"], false);
    assert_eq!(journal["inputs"][0]["format"], "mastodon-api");
    // The same day again: only what is missing is asked, and the same report comes out.
    let (asked, made) = (good.asked().len(), files(&month));
    let catch_up = [&typed[..], &["--if-missing"]].concat();
    let again = estran(folder, &catch_up);
    assert_eq!(again.status, 1, "{}", again.err);
    assert_eq!(good.asked().len(), asked);
    assert_same(&files(&month), &made, "the same day");
}
