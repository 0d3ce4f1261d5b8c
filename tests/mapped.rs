//! The tables and the columns that config.toml describes: what no format knows is read all the same.

use estran::import::{Account, Accounts, Settings, import};
use estran::model::{Batch, Metric, Network, Severity, Source, Status};

const AGENCY: &str = "[[tables]]\nname = \"Agence\"\ngives = \"posts\"\n[tables.columns]\n\"Mise en ligne\" = \"Date\"\nAdresse = \"Lien\"\nPage = \"Compte\"\n\"Personnes touchées\" = \"Portée\"\nMercis = \"Réactions\"\n";

fn settings(reading: &str) -> Settings {
    let account = |id: &str, network, name: &str| Account {
        id: id.to_owned(),
        network,
        name: name.to_owned(),
        keys: Vec::new(),
        direction: None,
        opened: None,
        closed: None,
    };
    Settings {
        reading: toml::from_str(reading).unwrap(),
        accounts: Accounts::new(vec![
            account("fb-abers", Network::Facebook, "Abers"),
            account("li-abers", Network::LinkedIn, "Département des Abers"),
        ]),
        ..Settings::default()
    }
}

fn read(name: &str, text: &str, reading: &str) -> Batch {
    let batch = import(name, text.as_bytes().to_vec(), &settings(reading));
    assert_eq!(
        batch.rows_in,
        batch.tables.len() + batch.rows_told,
        "{:?}",
        batch.findings
    );
    batch
}

fn codes(batch: &Batch) -> Vec<&'static str> {
    batch.findings.iter().map(|finding| finding.code).collect()
}

const TABLE: &str = "Rapport de l’agence\n\nCampagne;Mise en ligne;ADRESSE;Page;Personnes touchees;Mercis\nA;13/10/2026;https://www.facebook.com/abers/posts/122100000000001;Abers;1 200;14\nA;14/10/2026;https://www.facebook.com/abers/posts/122100000000002;Abers;;-\nB;15/10/2026;https://www.linkedin.com/feed/update/urn:li:share:7383000000000000001;Prénom Nom;90;3\nB;16/10/2026;https://www.pinterest.fr/pin/1;Abers;5;1\nTotal;;;;1 290;17\n";

#[test]
fn a_table_described_in_config_is_read_under_its_own_names() {
    let batch = read("agence.csv", TABLE, AGENCY);
    assert_eq!(batch.format, Some("mapped-posts"));
    let posts = batch.tables.posts.clone().unwrap();
    assert_eq!(posts.len(), 2);
    assert!(
        posts
            .iter()
            .all(|post| post.account == "fb-abers" && post.source == Source::Suite)
    );
    assert_eq!(posts[0].metrics[Metric::Reach], Some(1200));
    assert_eq!(
        posts[1].metrics[Metric::Reach],
        None,
        "what the file does not say is no 0"
    );
    assert_eq!(posts[1].metrics[Metric::Reactions], None);
    assert_eq!((batch.rows_in, batch.rows_told), (5, 3));
}

#[test]
fn total_rows_and_unknown_networks_and_people_are_told_and_named_nowhere() {
    let batch = read("agence.csv", TABLE, AGENCY);
    for code in ["total-row", "unknown-network", "page-or-profile"] {
        assert!(
            codes(&batch).contains(&code),
            "{code}: {:?}",
            batch.findings
        );
    }
    assert!(!format!("{batch:?}").contains("Prénom"));
}

#[test]
fn a_number_that_could_be_two_stays_unread_and_is_told() {
    let text = "Mise en ligne;Adresse;Page;Personnes touchées;Mercis\n13/10/2026;https://www.facebook.com/abers/posts/122100000000001;Abers;1.234,567;1\n14/10/2026;https://www.facebook.com/abers/posts/122100000000002;Abers;1,234.567;1\n";
    let batch = read("agence.csv", text, AGENCY);
    let posts = batch.tables.posts.clone().unwrap();
    assert!(
        posts
            .iter()
            .all(|post| post.metrics[Metric::Reach].is_none())
    );
    assert!(codes(&batch).contains(&"unreadable-number"));
}

#[test]
fn dates_in_doubt_are_asked_in_the_block_of_the_table() {
    let text = "Mise en ligne;Adresse;Page;Personnes touchées;Mercis\n03/10/2026;https://www.facebook.com/abers/posts/122100000000001;Abers;5;1\n";
    let batch = read("agence.csv", text, AGENCY);
    assert_eq!(batch.status, Status::Refused);
    assert!(batch.findings[0].message.contains("[[import.tables]]"));
    let asked = AGENCY.replace(
        "[tables.columns]",
        "dates = \"day-first\"\n[tables.columns]",
    );
    let posts = read("agence.csv", text, &asked).tables.posts.unwrap();
    assert_eq!(posts[0].published.to_string(), "2026-10-03 00:00:00");
}

#[test]
fn two_blocks_for_one_table_are_a_refusal() {
    let batch = read("agence.csv", TABLE, &format!("{AGENCY}{AGENCY}"));
    assert_eq!(
        (batch.status, codes(&batch)),
        (Status::Refused, vec!["claimed-twice"])
    );
}

#[test]
fn days_of_an_account_are_read_with_the_account_of_the_block() {
    let reading = "[[tables]]\nname = \"Audience\"\ngives = \"days\"\nnetwork = \"facebook\"\naccount = \"fb-abers\"\n[tables.columns]\n\"Journée\" = \"Date\"\n\"Communauté\" = \"Abonnés\"\n";
    let text = "Journée,Communauté\n2026-10-13,5120\n2026-10-14,\nMoyenne,5120\n";
    let batch = read("audience.csv", text, reading);
    assert_eq!(batch.format, Some("mapped-days"));
    let days = batch.tables.account_stats.clone().unwrap();
    assert_eq!(days.len(), 2);
    assert!(days.iter().all(|day| day.account == "fb-abers"));
    assert_eq!(days[0].metrics[Metric::Followers], Some(5120));
    assert_eq!(days[1].metrics[Metric::Followers], None);
}

/// Airtable exports « Name, Status, Platform, Publish Date, Content Type, Campaign » (editorial-tables.md).
#[test]
fn a_planning_of_airtable_is_read_as_a_planning() {
    let reading = "[[tables]]\nname = \"Airtable\"\ngives = \"plan\"\n[tables.columns]\nName = \"Titre court\"\nStatus = \"Statut\"\nPlatform = \"Compte\"\n\"Publish Date\" = \"Date prévue\"\n\"Content Type\" = \"Format\"\n";
    let text = "Name,Status,Platform,Publish Date,Content Type,Campaign,Clicks\nFest-noz,Scheduled,Facebook,2026-10-13,Photo,Automne,3\n";
    let batch = read("airtable.csv", text, reading);
    assert_eq!(batch.status, Status::Read, "{:?}", batch.findings);
    assert_eq!(batch.tables.contents.map(|plans| plans.len()), Some(1));
}

#[test]
fn hours_under_other_names_are_read_and_a_block_that_is_not_enough_says_what_it_lacks() {
    let text = "Quel jour;Chantier;Combien\n13/10/2026;Veille;1:30\n14/10/2026;Rédaction;0:45\n";
    let whole = "[[tables]]\nname = \"Heures\"\ngives = \"hours\"\n[tables.columns]\n\"Quel jour\" = \"Date\"\nChantier = \"Tâche\"\nCombien = \"Durée\"\n";
    let batch = read("heures.csv", text, whole);
    let hours = batch.tables.hours.unwrap();
    let minutes: Vec<i64> = hours
        .iter()
        .map(|hour| hour.spent.as_seconds() / 60)
        .collect();
    assert_eq!(minutes, [90, 45]);
    let part = whole.replace("Combien = \"Durée\"\n", "");
    let batch = read("heures.csv", text, &part);
    assert_eq!(
        (batch.status, codes(&batch)),
        (Status::Refused, vec!["mapped-in-part"])
    );
    assert!(batch.findings[0].message.contains("Durée"));
}

#[test]
fn an_alias_gives_a_column_the_name_that_is_known() {
    let text = "Suivi\r\n\r\nDate;Tâche;\"Temps\r\nconsacré\"\r\n13/10/2026;Veille;1:30\r\n14/10/2026;Veille;abc\r\n";
    let aliases = "[aliases]\n\"temps consacre\" = \"Durée\"\n";
    assert_eq!(read("t.csv", text, "").status, Status::Refused);
    let batch = read("t.csv", text, aliases);
    assert_eq!(batch.status, Status::Read, "{:?}", batch.findings);
    assert_eq!(batch.tables.hours.as_ref().unwrap().len(), 1);
    let rows: Vec<u32> = batch
        .findings
        .iter()
        .filter_map(|finding| finding.at.row)
        .collect();
    assert!(
        rows.contains(&6),
        "the line is that of the file: {:?}",
        batch.findings
    );
}

#[test]
fn an_alias_leaves_a_file_that_has_the_column_already() {
    let text = "Date;Tâche;Temps consacré;Durée\n13/10/2026;Veille;9:00;1:30\n";
    let batch = read("t.csv", text, "[aliases]\n\"Temps consacré\" = \"Durée\"\n");
    assert_eq!(batch.tables.hours.unwrap()[0].spent.as_seconds() / 60, 90);
}

/// The name of a sheet may be that of a person, and hours are not to be lost in silence.
#[test]
fn the_other_sheets_of_a_workbook_are_told_by_their_place() {
    let row = |cells: &[&str]| {
        let between = "</Data></Cell><Cell><Data ss:Type=\"String\">";
        let cells = cells.join(between);
        format!("<Row><Cell><Data ss:Type=\"String\">{cells}</Data></Cell></Row>")
    };
    let sheet = |name: &str, rows: &[&[&str]]| {
        let rows: String = rows.iter().map(|cells| row(cells)).collect();
        format!("<Worksheet ss:Name=\"{name}\"><Table>{rows}</Table></Worksheet>")
    };
    let post = "https://www.facebook.com/abers/posts/122100000000001";
    let figures = sheet(
        "Posts",
        &[
            &[
                "Mise en ligne",
                "Adresse",
                "Page",
                "Personnes touchées",
                "Mercis",
            ],
            &["13/10/2026", post, "Abers", "5", "1"],
        ],
    );
    let hours = sheet(
        "Prénom Nom",
        &[
            &["Date", "Tâche", "Durée"],
            &["13/10/2026", "Veille", "1:30"],
        ],
    );
    let book = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{figures}{hours}</Workbook>"
    );
    let batch = read("agence.xls", &book, AGENCY);
    assert_eq!(batch.tables.posts.as_ref().map(Vec::len), Some(1));
    let told = batch
        .findings
        .iter()
        .find(|finding| finding.code == "unmapped-sheet")
        .unwrap();
    assert_eq!(told.severity, Severity::Warning);
    assert!(told.message.contains("feuille n°\u{a0}2"));
    assert!(!format!("{batch:?}").contains("Prénom"));
}
