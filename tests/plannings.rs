//! Plannings kept by hand: the traps of editorial-tables.md §2 and §5, each by its name.

use estran::import::{Settings, import};
use estran::ledger::gather;
use estran::model::{Batch, Decision, Plan, PlanStatus, Status};

fn read(name: &str, text: &str) -> Batch {
    let batch = import(name, text.as_bytes().to_vec(), &Settings::default());
    assert_eq!(batch.status, Status::Read, "{:?}", batch.findings);
    assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    batch
}

fn plans(name: &str, text: &str) -> Vec<Plan> {
    read(name, text).tables.contents.unwrap()
}

/// « reference account day ».
fn said(plans: &[Plan]) -> Vec<String> {
    plans
        .iter()
        .map(|plan| {
            let day = plan
                .planned
                .map_or("?".to_owned(), |planned| planned.at.date().to_string());
            format!("{} {day}", plan.account.as_deref().unwrap_or("?"))
        })
        .collect()
}

fn has(batch: &Batch, code: &str) -> bool {
    batch.findings.iter().any(|finding| finding.code == code)
}

const HEADER: &str = "Date;Réseau;Titre;Statut\n";

#[test]
fn a_missing_year_is_taken_from_the_title_or_from_the_name_of_the_file() {
    let rows = format!("{HEADER}mar. 1/09;FB;Rentrée;publié\n");
    assert_eq!(
        said(&plans("Planning septembre 2026.csv", &rows)),
        ["FB 2026-09-01"]
    );
    let titled = format!("PLANNING SEPTEMBRE 2026;;;\n;;;\n{rows}");
    assert_eq!(said(&plans("planning.csv", &titled)), ["FB 2026-09-01"]);
    let unknown = read("planning.csv", &rows);
    assert!(has(&unknown, "unreadable-date"), "{:?}", unknown.findings);
}

#[test]
fn a_day_alone_is_of_the_month_of_the_sheet() {
    let text = format!(
        "PLANNING SEPTEMBRE 2025;;;\n{HEADER}lundi 1;FB;Rentrée;publié\n3;FB;Musée;publié\nOCTOBRE 2025;;;\n6;X;Routes;idée\n"
    );
    assert_eq!(
        said(&plans("p.csv", &text)),
        ["FB 2025-09-01", "FB 2025-09-03", "X 2025-10-06"]
    );
}

#[test]
fn the_weekday_is_checked_when_both_are_given() {
    let batch = read(
        "p.csv",
        &format!("{HEADER}mardi 03/09/2025;FB;Rentrée;publié\n"),
    );
    assert!(has(&batch, "weekday-differs"));
}

#[test]
fn several_networks_in_one_cell_are_one_content() {
    for cell in [
        "FB/IG/X",
        "FB + Insta + Twitter",
        "\"Facebook, Instagram et X\"",
    ] {
        let read = plans(
            "p.csv",
            &format!("{HEADER}03/09/2025;{cell};Rentrée;publié\n"),
        );
        assert_eq!(read.len(), 3, "{cell}");
        assert!(
            read.iter()
                .all(|plan| plan.reference == "2025-09-03-rentree")
        );
    }
}

#[test]
fn status_words_are_normalised() {
    let status =
        |word: &str| plans("p.csv", &format!("{HEADER}03/09/2025;FB;Rentrée;{word}\n"))[0].status;
    for (word, expected) in [
        ("proposé", PlanStatus::Idea),
        ("brief reçu", PlanStatus::ToDo),
        ("Draft", PlanStatus::InProgress),
        ("relance", PlanStatus::InApproval),
        ("à revoir", PlanStatus::Corrections),
        ("Bon à publier", PlanStatus::Approved),
        ("Scheduled", PlanStatus::Scheduled),
        ("Fait !", PlanStatus::Published),
        ("décalé", PlanStatus::Postponed),
        ("non retenu", PlanStatus::Dropped),
        ("Completed", PlanStatus::Published),
    ] {
        assert_eq!(status(word), Some(expected), "{word}");
    }
}

#[test]
fn a_status_in_colours_is_not_data_and_it_is_said() {
    let batch = read(
        "p.csv",
        "Date;Réseau;Titre;Thème\n03/09/2025;FB;Rentrée;École\n",
    );
    assert!(has(&batch, "no-status"));
}

#[test]
fn tick_columns_hold_a_date_a_tick_or_initials() {
    let batch = read(
        "p.csv",
        "Date;Titre;Statut;Canal;DGS;Cabinet;Élu\n03/09/2025;Rentrée;validé;FB;01/09/2025;x;CD\n",
    );
    let steps = batch.tables.approvals.as_ref().unwrap();
    let decided: Vec<bool> = steps.iter().map(|step| step.decided.is_some()).collect();
    assert_eq!(decided, [true, false, false]);
    assert!(
        !format!("{batch:?}").contains("CD"),
        "initials stay outside"
    );
}

#[test]
fn figures_copied_by_hand_are_ignored() {
    let batch = read(
        "p.csv",
        "Date;Réseau;Titre;Statut;Impressions;Likes;Commentaires\n03/09/2025;FB;Rentrée;publié;1200;30;4\n",
    );
    assert_eq!(batch.tables.len(), 1);
    // Without a circuit, it is an export of figures.
    let figures = "Date;Réseau;Titre;Type;Impressions;Likes\n03/09/2025;FB;Rentrée;photo;1200;30\n";
    assert_eq!(
        import("p.csv", figures.into(), &Settings::default()).status,
        Status::Refused
    );
}

#[test]
fn merged_week_cells_and_dates_are_propagated_downwards() {
    let text = format!(
        "{HEADER}Semaine 36;;;\n01/09/2025;FB;Rentrée;publié\n;IG;Collèges;publié\nSEPTEMBRE 2025;;;\n;FB;Portraits;idée\n"
    );
    let batch = read("p.csv", &text);
    assert!(has(&batch, "date-from-above"));
    assert_eq!(
        said(batch.tables.contents.as_ref().unwrap()),
        ["FB 2025-09-01", "IG 2025-09-01", "FB ?"]
    );
}

#[test]
fn marronniers_rows_without_post_are_ideas() {
    let read = plans(
        "p.csv",
        "Date;Titre;Thème;Réseau;Statut\n21/09/2025;Journée de la paix;Journée mondiale;;\n",
    );
    assert_eq!(read[0].status, Some(PlanStatus::Idea));
}

#[test]
fn the_same_post_copied_on_several_rows_is_the_same_content() {
    let text = format!(
        "{HEADER}06/09/2025;FB;Forum des associations;publié\n07/09/2025;X;Forum des associations 🎉;publié\n20/09/2025;IG;Forum des associations;idée\n"
    );
    let read = plans("p.csv", &text);
    assert_eq!(read[0].reference, read[1].reference);
    assert_ne!(read[0].reference, read[2].reference);
}

#[test]
fn a_conflict_copy_counts_nothing_twice() {
    let first = format!("{HEADER}06/09/2025;FB;Forum;à valider\n08/09/2025;FB;Musée;idée\n");
    let copy = format!(
        "{HEADER}06/09/2025;FB;Forum;publié\n08/09/2025;FB;Musée;idée\n09/09/2025;X;Routes;idée\n"
    );
    let ledger = gather(vec![
        read("Planning.csv", &first),
        read("Planning (1).csv", &copy),
    ])
    .unwrap();
    assert_eq!(ledger.contents.unwrap().height(), 3);
}

#[test]
fn one_column_per_network_is_unpivoted() {
    let text = "Jour;Facebook;Instagram\nlundi 01/09/2025;\"9h : Rentrée\n14h : Musée\";Musée\n";
    assert_eq!(
        said(&plans("p.csv", text)),
        [
            "Facebook 2025-09-01",
            "Facebook 2025-09-01",
            "Instagram 2025-09-01"
        ]
    );
}

#[test]
fn a_month_grid_is_refused_with_the_reason() {
    let grid =
        "Septembre 2025;;;;;;\nLun;Mar;Mer;Jeu;Ven;Sam;Dim\n1;2;3;4;5;6;7\nFB rentrée;;;;;;\n";
    let batch = import("p.csv", grid.into(), &Settings::default());
    assert_eq!(batch.status, Status::Refused);
    assert!(batch.findings[0].message.contains("calendrier en grille"));
}

/// « Heure » is the time of a publication in a planning, and hours worked in a list of hours.
#[test]
fn a_planning_with_a_time_is_no_list_of_hours() {
    let spec = "PLANNING – SEPTEMBRE 2025;;;;;;;;;;;;\n;;;;;;;;;;;;\n\
        Date;Heure;Réseau;Thème;Format;Texte;Visuel;Lien;Direction demandeuse;Date de demande;Validation par;Date de validation;Statut\n\
        lun. 1/09;8h30;FB/IG;Éducation;Photo;Bonne rentrée;r.jpg;https://abers.example;Éducation;20/08/2025;DirCom;29/08;Publié\n\
        sam. 6/09;10h;FB, X;Vie associative;Carrousel;Forum;Canva;;Sports;25/08/2025;Cabinet;;En validation\n";
    let batch = read("planning.csv", spec);
    assert!(batch.tables.hours.is_none());
    assert_eq!(batch.tables.contents.unwrap().len(), 4);
    assert_eq!(batch.tables.approvals.unwrap().len(), 1);
    let bare = "Date;Heure;Réseau;Titre;Type\n03/10/2026;10h;FB;Forum;photo\n";
    assert_eq!(read("planning.csv", bare).tables.contents.unwrap().len(), 1);
    let worked = "Date;Qui;Heures;Quoi;Réseau;Publication\n03/10/2026;AG1;2;Rédaction;FB;Forum\n";
    assert_eq!(read("temps.csv", worked).tables.hours.unwrap().len(), 1);
}

#[test]
fn an_agenda_or_a_to_do_list_is_no_planning() {
    for text in [
        "Date;Titre;Type;Catégorie\n03/10/2026;Marché;sortie;loisirs\n",
        "Tâche;Échéance;Statut;Responsable\nChaises;03/10/2026;en cours;A\n",
        "Date;Facebook;Instagram;X\n03/10/2026;12 350;4 210;3 001\n",
        "Date;Titre;Auteur;URL;Pages vues\n03/10/2026;Marché;A;https://x;12\n",
    ] {
        let batch = import("a.csv", text.into(), &Settings::default());
        assert_eq!(batch.status, Status::Refused, "{text}");
    }
}

#[test]
fn cells_that_begin_as_a_formula_are_text() {
    let read = plans(
        "p.csv",
        &format!(
            "{HEADER}03/09/2025;FB;=1+1 raison de trier;publié\n04/09/2025;FB;@abers répond;publié\n"
        ),
    );
    assert_eq!(
        (read[0].title.as_str(), read[1].title.as_str()),
        ("=1+1 raison de trier", "@abers répond")
    );
}

#[test]
fn a_reference_in_the_title_is_the_one_of_the_content() {
    let read = plans(
        "p.csv",
        &format!("{HEADER}03/09/2025;FB;[ABR-2025-0091] Rentrée;publié\n"),
    );
    assert_eq!(
        (read[0].reference.as_str(), read[0].title.as_str()),
        ("ABR-2025-0091", "Rentrée")
    );
}

#[test]
fn people_columns_are_never_kept() {
    let text = "Date;Titre;Statut;Responsable;Rédacteur;Validé par;Réseau\n03/09/2025;Rentrée;publié;Secret A;Secret B;Secret C;FB\n";
    assert!(!format!("{:?}", read("p.csv", text)).contains("Secret"));
}

#[test]
fn notion_dates_are_in_words_and_ranges_give_their_first_day() {
    let text = "\u{feff}Nom,Statut,Réseau,Date de publication\r\nA,Publié,X,\"September 6, 2025 10:00 AM\"\r\nB,Publié,X,\"April 23, 2024 → May 22, 2024\"\r\nC,Publié,X,23 avril 2024";
    assert_eq!(
        said(&plans(
            "Planning 66f0a1b2c3d4e5f60718293a4b5c6d7e_all.csv",
            text
        )),
        ["X 2025-09-06", "X 2024-04-23", "X 2024-04-23"]
    );
}

#[test]
fn a_refusal_in_the_column_of_a_decision_is_no_approval() {
    use Decision::{Approved, Corrections, Pending, Refused};
    let decisions = |cell: &str| {
        let text = format!(
            "Date;Titre;Statut;Réseau;Validé;DGS\n03/09/2026;Rentrée;à valider;FB;{cell};\n04/09/2026;Musée;à valider;FB;;{cell}\n"
        );
        let batch = read("p.csv", &text);
        let steps = batch.tables.approvals.clone().unwrap_or_default();
        let said: Vec<Decision> = steps.iter().map(|step| step.decision).collect();
        (said, has(&batch, "unknown-decision"))
    };
    for (cell, decision) in [
        ("NON", Refused),
        ("KO", Refused),
        ("corrections", Corrections),
        ("en attente", Pending),
        ("CD", Approved),
        ("ok", Approved),
        ("02/09/2026", Approved),
    ] {
        assert_eq!(decisions(cell), (vec![decision; 2], false), "{cell}");
    }
    for cell in ["NC", "N/A", "-"] {
        assert_eq!(decisions(cell), (Vec::new(), false), "{cell}");
    }
    assert_eq!(decisions("relancer lundi"), (Vec::new(), true));
}

#[test]
fn the_names_of_a_status_are_no_date() {
    for name in [
        "Statut de validation",
        "Statuts",
        "Étape",
        "Avancement",
        "Progression",
    ] {
        let text = format!("Date;Titre;Réseau;{name}\n03/09/2026;Rentrée;FB;à valider\n");
        let batch = read("p.csv", &text);
        let plans = batch.tables.contents.as_deref().unwrap();
        assert_eq!(plans[0].status, Some(PlanStatus::InApproval), "{name}");
        assert!(!has(&batch, "unreadable-date"), "{name}");
    }
}

#[test]
fn a_denied_status_is_not_its_contrary() {
    for status in ["Non publié", "pas encore publié", "Non validé", "pas fait"] {
        let batch = read(
            "p.csv",
            &format!("{HEADER}03/09/2026;FB;Rentrée;{status}\n"),
        );
        assert_eq!(
            batch.tables.contents.as_deref().unwrap()[0].status,
            None,
            "{status}"
        );
        assert!(has(&batch, "unknown-status"), "{status}");
    }
}
