use super::*;
use crate::model::Spent;

const BODY: &str = "[organisation]\nname = \"Département des Abers\"\n";

fn check(more: &str, expected: &[&str]) {
    let message = Config::parse("config.toml", &format!("{BODY}{more}"))
        .expect_err(more)
        .to_string();
    for words in expected {
        assert!(
            message.contains(words),
            "« {words} » is not in « {message} »"
        );
    }
}

#[test]
fn the_name_of_the_body_is_enough() {
    let config = Config::parse("config.toml", BODY).unwrap();
    assert_eq!(config.organisation.name, "Département des Abers");
    assert_eq!(config.import.zone, chrono_tz::Europe::Paris);
    assert_eq!(config.import.working_day, Spent::hours(7));
    assert_eq!(config.diffusion, "Document de travail interne");
}

#[test]
fn an_unknown_key_names_the_nearest_known_one() {
    check(
        "[capacite]\ntotal_share = 1.0\n",
        &[
            "clé inconnue « capacite » ligne 3",
            "vouliez-vous dire « capacity »",
        ],
    );
    check(
        "[capacity]\n\ntotal_chare = 1.0\n",
        &["clé inconnue « total_chare » ligne 5", "« total_share »"],
    );
    check(
        "[calendar]\nzzz = 1\n",
        &["clé inconnue « zzz » ligne 4", "clés possibles", "opening"],
    );
    check(
        "[[accounts]]\nid = \"a\"\nnetwork = \"x\"\nname = \"A\"\nkey = []\n",
        &["« key » ligne 7", "« keys »"],
    );
    check(
        "[month.\"2026-10\"]\nmot = \"…\"\n",
        &["clé inconnue « mot » ligne 4", "word"],
    );
}

#[test]
fn a_wrong_value_is_said_with_its_key_and_its_line() {
    check(
        "[capacity]\nyearly_hours = \"1607\"\n",
        &["« yearly_hours » ligne 4", "un nombre entier"],
    );
    check(
        "[capacity]\nyearly_hours = -5\n",
        &["« yearly_hours » ligne 4", "un nombre entier"],
    );
    check(
        "[capacity]\nnetworks_share = 60.0\n",
        &["ligne 4", "« networks_share »", "entre 0 et 1"],
    );
    check(
        "[calendar]\nterritory = \"alsace\"\n",
        &["« territory » ligne 4", "« alsace-moselle »"],
    );
    check(
        "[calendar]\nopening = [\"9h-12h\"]\n",
        &["ligne 4", "« opening »", "« 9h-12h »"],
    );
    check(
        "[calendar]\nworking_day = \"sept heures\"\n",
        &["ligne 4", "« working_day »", "7:00"],
    );
    check("[calendar]\nclosed = [2026-02-30]\n", &["ligne 4"]);
    check(
        "[calendar]\nclosed = [\"30 février\"]\n",
        &["« closed » ligne 4", "jour du calendrier"],
    );
    check(
        "[month.\"octobre\"]\nword = \"…\"\n",
        &["ligne 3", "« octobre » n’est pas un mois"],
    );
    check(
        "[team]\nreviewed = \"oui\"\n",
        &["« reviewed » ligne 4", "true ou false"],
    );
    check(
        "[[accounts]]\nid = \"a\"\nnetwork = \"facebok\"\nname = \"A\"\n",
        &["« network » ligne 5", "« facebook »"],
    );
    check(
        "[[accounts]]\nid = \"a\"\nnetwork = \"x\"\n",
        &["« name » manque", "ligne 3"],
    );
}

#[test]
fn a_zone_is_one_of_the_known_ones() {
    let message = Config::parse("config.toml", &format!("zone = \"Europe/Pari\"\n{BODY}"))
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("ligne 1") && message.contains("« Europe/Paris »"),
        "{message}"
    );
}

#[test]
fn what_is_written_twice_is_refused() {
    let account = "[[accounts]]\nid = \"a\"\nnetwork = \"x\"\nname = \"A\"\n";
    check(
        &format!("{account}{account}"),
        &["ligne 7", "« a » est déclaré deux fois"],
    );
    check(
        "[team]\nmembers = 3\nmembers = 4\n",
        &["« members »", "deux fois", "ligne 5"],
    );
    check(
        "[[accounts]]\nid = \"a\"\nnetwork = \"x\"\nname = \"A\"\nopened = 2026-05-01\nclosed = 2026-04-01\n",
        &["avant son ouverture"],
    );
}

#[test]
fn a_file_without_the_body_or_without_sense_is_refused() {
    let message = |text: &str| Config::parse("config.toml", text).unwrap_err().to_string();
    assert!(message("").contains("organisation"));
    assert!(message("[organisation]\nname = \" \"\n").contains("est vide"));
    assert!(message("organisation = [").contains("ligne 1"));
    assert!(message("ceci n’est pas du TOML").starts_with("config.toml : "));
}

#[test]
fn a_month_keeps_its_word_and_three_proposals() {
    let text = format!(
        "{BODY}[month.\"2026-10\"]\nword = \"Merci.\"\nproposals = [\"a\", \"b\", \"c\"]\n"
    );
    let config = Config::parse("config.toml", &text).unwrap();
    assert_eq!(config.notes("2026-10".parse().unwrap()).proposals.len(), 3);
    assert_eq!(
        config.notes("2026-09".parse().unwrap()),
        MonthNotes::default()
    );
    check(
        "[month.\"2026-10\"]\nproposals = [\"a\", \"b\", \"c\", \"d\"]\n",
        &["4 propositions"],
    );
    check(
        &format!("[month.\"2026-10\"]\nword = \"{}\"\n", "a".repeat(401)),
        &["401 caractères"],
    );
}

#[test]
fn what_a_month_says_is_checked() {
    check(
        "[month.\"2026-10\"]\nfacts = [\"P99\"]\n",
        &["« P99 »", "P08, P07b", "une phrase entière"],
    );
    check(
        "[month.\"2026-10\"]\nfacts = [\"P08\", \"P05\", \"P04\", \"P02\"]\n",
        &["4 faits", "3 au plus"],
    );
    check(
        "[month.\"2026-10\"]\nabsences = \"deux jours\"\n",
        &["« absences »", "35:00"],
    );
    check(
        "[month.\"2026-10\"]\nhighlights = [{ day = 2026-09-20, text = \"a\" }]\n",
        &["2026-09-20", "2026-10"],
    );
    check("[team]\ndays_per_week = 6\n", &["ligne 4", "de 1 à 5"]);
    let month = "[month.\"2026-10\"]\nabsences = \"35:30\"\ncomplete = true\nfacts = [\"P08\", \"Une phrase à nous.\"]\nhighlights = [{ day = 2026-10-20, text = \"a\" }]\n";
    let config = Config::parse("config.toml", &format!("{BODY}{month}")).unwrap();
    let october: Month = "2026-10".parse().unwrap();
    let facts = config.figures.of_month(october);
    assert_eq!(facts.absences, Spent::minutes(35 * 60 + 30));
    assert!(facts.is_complete);
    assert_eq!(config.highlights(october.minus(12), october).len(), 1);
    assert!(
        config
            .highlights(october.minus(12), october.previous())
            .is_empty()
    );
}

#[test]
fn colours_that_some_could_not_read_are_refused() {
    check(
        "[look]\nwarm = \"#E08040\"\n",
        &["« warm »", "ligne 4", "#E08040", "contraste de 2,", "4,5"],
    );
    check(
        "[look]\nlight = \"#DDEEFF\"\n",
        &["« light »", "ligne 4", "il en faut 3,0"],
    );
    check("[look]\ndark = \"bleu\"\n", &["« bleu »", "#12355B"]);
    let text = format!("{BODY}[look]\ndark = \"#1B4D3E\"\n");
    let theme = Config::parse("config.toml", &text).unwrap().look.theme();
    assert_eq!(theme.navy.to_string(), "#1B4D3E");
}

#[test]
fn the_account_of_a_table_is_one_of_those_declared() {
    check(
        "[[accounts]]\nid = \"fb-abers\"\nnetwork = \"facebook\"\nname = \"Abers\"\n[[import.tables]]\nname = \"Suite\"\ngives = \"posts\"\naccount = \"fb-aber\"\ncolumns = { Url = \"Lien\", Jour = \"Date\" }\n",
        &[
            "tableau «\u{a0}Suite\u{a0}»",
            "fb-aber",
            "vouliez-vous dire «\u{a0}fb-abers\u{a0}»",
        ],
    );
}

#[test]
fn a_rule_of_the_charter_is_a_number_from_one_on() {
    let text = format!("{BODY}[charter]\nnotice_days = 3\ncaptions = true\n");
    let charter = Config::parse("config.toml", &text).unwrap().figures.charter;
    assert_eq!(charter.notice_days.map(u32::from), Some(3));
    assert!(charter.captions && !charter.image_descriptions);
    check(
        "[charter]\nposts_a_day = 0\n",
        &["« posts_a_day » ligne 4", "à partir de 1"],
    );
}

#[test]
fn the_life_that_a_month_draws_is_chosen_by_its_reference() {
    let text = format!("{BODY}[month.\"2026-10\"]\nanatomy = \"ABR-2026-0123\"\n");
    let config = Config::parse("config.toml", &text).unwrap();
    let chosen = config.figures.of_month("2026-10".parse().unwrap()).anatomy;
    assert_eq!(chosen.as_deref(), Some("ABR-2026-0123"));
    check(
        "[month.\"2026-10\"]\nanatomy = \" \"\n",
        &["ligne 4", "est vide"],
    );
}
