//! The traps of time sheets and trackers, each under its own name (timesheets.md).

use estran::import::{Settings, import};
use estran::model::{Batch, Nature, Status, Step};

fn open(name: &str, bytes: impl Into<Vec<u8>>) -> Batch {
    let batch = import(name, bytes.into(), &Settings::default());
    assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    batch
}

fn read(text: &str) -> Batch {
    let batch = open("temps.csv", text);
    assert_eq!(batch.status, Status::Read, "{:?}", batch.findings);
    batch
}

fn lengths(batch: &Batch) -> Vec<i64> {
    let hours = batch.tables.hours.iter().flatten();
    hours.map(|hour| hour.spent.as_seconds() / 60).collect()
}

/// Minutes of every entry, in file order.
fn minutes(text: &str) -> Vec<i64> {
    lengths(&read(text))
}

fn tells(batch: &Batch, code: &str) -> bool {
    batch.findings.iter().any(|finding| finding.code == code)
}

fn refusal(name: &str, text: &str) -> String {
    let batch = open(name, text);
    assert_eq!(
        (batch.status, batch.tables.len()),
        (Status::Refused, 0),
        "{:?}",
        batch.format
    );
    batch.findings[0].message.clone()
}

const TOGGL: &str = "User,Project,Description,Start date,Start time,End date,End time,Duration\n";
const CLOCKIFY: &str = "Project,Description,User,Type,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)\n";
const KIMAI: &str = "Date;De;À;Durée;Client;Projet;Activité;Description;Compte\n";
const LIST: &str = "Date;Qui;Temps passé;Quoi\n";

// Files and headers (§0.1).

#[test]
fn bom_utf_16_and_windows_1252() {
    let text = format!("{LIST}13/09/2025;Agent A;1h30;Rédaction\r\n");
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin: Vec<u8> = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    for bytes in [
        text.clone().into_bytes(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        wide,
        latin,
    ] {
        let hours = open("temps.csv", bytes).tables.hours.unwrap();
        assert_eq!(hours[0].step, Some(Step::Writing));
    }
}

#[test]
fn separator_semicolon_comma_or_tab_and_the_directive_sep() {
    for separator in [";", ",", "\t"] {
        let text = format!("{LIST}13/09/2025;Agent A;1h30;Rédaction\n").replace(';', separator);
        assert_eq!(minutes(&text), [90]);
        assert_eq!(minutes(&format!("sep={separator}\n{text}")), [90]);
    }
}

#[test]
fn header_row_not_always_line_1_and_first_column_empty() {
    let text = format!("Suivi du temps;;;\n;;;\n{LIST}13/09/2025;A;45 min;Veille\n");
    assert_eq!(minutes(&text), [45]);
    let shifted: Vec<String> = text.lines().map(|line| format!(";{line}")).collect();
    assert_eq!(minutes(&shifted.join("\n")), [45]);
}

#[test]
fn line_breaks_inside_quoted_cells() {
    assert_eq!(
        minutes(&format!(
            "{TOGGL}A,P,\"un\ndeux\",2026-09-03,09:00:00,2026-09-03,10:00:00,1:00:00\n"
        )),
        [60]
    );
}

// Durations and clocks (§0.2).

#[test]
fn the_duration_column_is_right_on_the_two_clock_change_nights() {
    let batch = read(&format!(
        "{TOGGL}A,P,d,2025-10-26,01:30:00,2025-10-26,03:30:00,3:00:00\n"
    ));
    assert_eq!(lengths(&batch), [180]);
    assert!(!tells(&batch, "duration-differs"));
}

#[test]
fn a_difference_of_one_second_is_silent_and_more_is_told() {
    let with = |end: &str| {
        read(&format!(
            "{TOGGL}A,P,d,2026-09-03,09:00:00,2026-09-03,{end},1:00:00\n"
        ))
    };
    assert!(!tells(&with("10:00:01"), "duration-differs"));
    let batch = with("11:00:00");
    assert!(tells(&batch, "duration-differs"));
    assert_eq!(lengths(&batch), [60]);
}

#[test]
fn end_before_start_with_no_end_date_means_past_midnight() {
    assert_eq!(
        minutes(&format!("{KIMAI}2025-09-03;23:30;00:45;;V;F;Rédaction;;\n")),
        [75]
    );
}

#[test]
fn end_before_start_with_an_end_date_is_an_error() {
    let batch = read(&format!(
        "{TOGGL}A,P,d,2026-09-03,09:00:00,2026-09-02,10:00:00,1:00:00\n"
    ));
    assert!(tells(&batch, "end-before-start"));
    assert_eq!(lengths(&batch), [60]);
}

#[test]
fn no_duration_column_is_computed_in_the_declared_zone() {
    let text = "Date;Agent;Début;Fin;Tâche\n26/10/2025;A;01:30;03:30;Veille\n";
    assert_eq!(minutes(text), [180]);
    let settings = Settings {
        zone: chrono_tz::Indian::Reunion,
        ..Settings::default()
    };
    let batch = import("temps.csv", text.as_bytes().to_vec(), &settings);
    assert_eq!(lengths(&batch), [120]);
}

// Rules for all sources (§0.3).

#[test]
fn running_entries_are_never_counted() {
    for text in [
        format!("{TOGGL}A,P,d,2026-09-03,09:00:00,,,00:00:00\n"),
        format!("{TOGGL}A,P,d,2026-09-03,09:00:00,,,-1\n"),
        format!("{CLOCKIFY}P,d,A,Regular,2026-09-03,09:00,,,1:00,1.00\n"),
        format!("{KIMAI}2025-09-03;14:00;;0:00;V;F;Modération;;\n"),
        "Date;Agent;Début;Fin;Tâche\n03/09/2025;A;09:00;;Veille\n13/09/2025;A;9h;en cours;Veille\n"
            .to_owned(),
    ] {
        let batch = read(&text);
        assert_eq!(batch.tables.len(), 0, "{text}");
        assert!(
            batch.running > 0 && tells(&batch, "running-entry"),
            "{text}"
        );
    }
}

#[test]
fn past_midnight_is_one_entry_on_the_day_of_its_start() {
    let batch = read(&format!(
        "{TOGGL}A,P,d,2026-09-30,23:30:00,2026-10-01,00:45:00,01:15:00\n"
    ));
    let hours = batch.tables.hours.unwrap();
    assert_eq!(
        (hours.len(), hours[0].day.to_string()),
        (1, "2026-09-30".to_owned())
    );
}

#[test]
fn overlaps_of_one_agent_keep_the_sum() {
    let text = format!(
        "{TOGGL}A,P,d,2026-09-03,09:00:00,2026-09-03,10:00:00,1:00:00\nA,P,e,2026-09-03,09:00:00,2026-09-03,10:00:00,1:00:00\n"
    );
    assert_eq!(minutes(&text), [60, 60]);
}

#[test]
fn a_row_with_three_tags_counts_once() {
    let text = "User,Project,Description,Start date,Duration,Tags\nA,P,d,2026-09-03,1:00:00,\"visuel, veille, bilan\"\n";
    assert_eq!(minutes(text), [60]);
}

#[test]
fn absences_are_not_work_in_any_tool() {
    for text in [
        format!("{CLOCKIFY}P,,A,BREAK,2026-09-03,09:00,2026-09-03,10:00,1:00,1.00\nP,,A,Time off,2026-09-03,09:00,2026-09-03,10:00,1:00,1.00\nP,,A,HOLIDAY,2026-09-03,09:00,2026-09-03,10:00,1:00,1.00\n"),
        "Date;De;À;Durée;Client;Projet;Activité;category\n2025-09-03;09:00;16:00;7:00;V;F;X;holiday\n".to_owned(),
        format!("{LIST}13/09/2025;A;7h;Congés\n14/09/2025;A;7h;RTT\n15/09/2025;A;7h;Arrêt maladie\n16/09/2025;A;7h;Férié\n17/09/2025;A;7h;Récupération\n18/09/2025;A;7h;Absence\n"),
        "Date,Client,Project,Task,Notes,Hours,First Name,Last Name\n2025-09-03,V,F,Vacation,,8,A,B\n".to_owned(),
    ] {
        let batch = read(&text);
        assert_eq!(batch.tables.len(), 0, "{text}");
        assert!(tells(&batch, "absences-dropped"));
        assert!(!format!("{:?}", batch.findings).contains("maladie"));
    }
}

#[test]
fn totals_rows_are_compared_and_never_counted() {
    let with = |total: &str| {
        read(&format!(
            "{LIST}13/09/2025;A;1h30;Rédaction\n14/09/2025;A;45 min;Veille\n{total}\n"
        ))
    };
    for right in [
        "Total;;2h15;",
        ";;2h15;",
        "SOMME;;2:15;",
        "Cumul;;2,25;",
        "Total général;;135;",
        "Sous-total;;2h15;",
    ] {
        let batch = with(right);
        assert_eq!(lengths(&batch), [90, 45], "{right}");
        assert!(!tells(&batch, "total-differs"), "{right}");
    }
    let batch = with("Total;;3h00;");
    assert_eq!(lengths(&batch), [90, 45]);
    assert!(tells(&batch, "total-differs"));
}

#[test]
fn plausibility_flags_and_never_drops() {
    let batch = read(&format!(
        "{LIST}13/09/2025;A;11h;Rédaction\n13/09/2025;A;4h;Veille\n14/09/2024;A;1h;Veille\n15/09/2025;A;1h;Veille\n16/09/2025;A;1h;Veille\n14/09/2052;A;1h;Veille\n"
    ));
    assert_eq!(batch.tables.len(), 6);
    for code in ["long-entry", "long-day", "date-far-away"] {
        assert!(tells(&batch, code), "{code}");
    }
}

#[test]
fn exact_duplicates_without_id_are_kept_and_flagged() {
    let row = "A,P,d,2026-09-03,09:00:00,2026-09-03,10:00:00,1:00:00\n";
    let batch = read(&format!("{TOGGL}{row}{row}"));
    assert_eq!(lengths(&batch), [60, 60]);
    assert!(tells(&batch, "duplicate-row"));
}

// Toggl (§1).

#[test]
fn an_empty_value_is_written_as_a_dash() {
    let text = "\"Description\",\"Duration\",\"Member\",\"Project\",\"Tags\",\"Start date\",\"Start time\",\"Stop date\",\"Stop time\"\n\"-\",\"1:01:32\",\"A\",\"-\",\"-\",\"2025-09-03\",\"09:00:00\",\"2025-09-03\",\"10:01:32\"\n";
    let hours = read(text).tables.hours.unwrap();
    assert_eq!(
        (hours[0].spent.as_seconds(), &hours[0].title),
        (3692, &None)
    );
}

#[test]
fn set_and_order_of_columns_vary_down_to_a_minimum_without_time_of_day() {
    let hours = read(
        "User,Project,Description,Start date,Weekday,Duration\nA,P,d,2026-09-03,Thursday,1:01:00\n",
    )
    .tables
    .hours
    .unwrap();
    assert_eq!(
        (hours[0].spent.as_seconds(), hours[0].nature),
        (3660, Nature::Declared)
    );
}

#[test]
fn duration_format_classic_decimal_or_improved() {
    for (written, seconds) in [("1:01:30", 3690), ("1.03", 3708), ("1:01", 3660)] {
        let text =
            format!("User,Project,Description,Start date,Duration\nA,P,d,2026-09-03,{written}\n");
        assert_eq!(
            read(&text).tables.hours.unwrap()[0].spent.as_seconds(),
            seconds,
            "{written}"
        );
    }
}

#[test]
fn hours_may_exceed_24() {
    assert_eq!(
        minutes(&format!(
            "{TOGGL}A,P,d,2026-09-03,09:00:00,2026-09-04,15:00:00,30:00:00\n"
        )),
        [1800]
    );
}

// Clockify (§2).

#[test]
fn dates_follow_the_profile_and_are_decided_on_the_whole_file() {
    let day = |name: &str, dates: [&str; 2]| {
        let rows: Vec<String> = dates
            .iter()
            .map(|date| format!("P,d,A,Regular,{date},09:00,{date},10:00,1:00,1.00"))
            .collect();
        let batch = open(name, format!("{CLOCKIFY}{}\n", rows.join("\n")));
        batch.tables.hours.map(|hours| hours[0].day.to_string())
    };
    let plain = "clockify.csv";
    assert_eq!(
        day(plain, ["03/04/2026", "13/04/2026"]).as_deref(),
        Some("2026-04-03")
    );
    assert_eq!(
        day(plain, ["03/04/2026", "03/14/2026"]).as_deref(),
        Some("2026-03-04")
    );
    assert_eq!(
        day(plain, ["2026-04-03", "2026-04-04"]).as_deref(),
        Some("2026-04-03")
    );
    assert_eq!(day(plain, ["03/04/2026", "04/04/2026"]), None);
    // The name of the file is written as the dates are.
    let name = "Clockify_Time_Report_Detailed_01_04_2026-30_04_2026.csv";
    assert_eq!(
        day(name, ["03/04/2026", "04/04/2026"]).as_deref(),
        Some("2026-04-03")
    );
    let name = "Clockify_Time_Report_Detailed_04_01_2026-04_30_2026.csv";
    assert_eq!(
        day(name, ["04/03/2026", "04/04/2026"]).as_deref(),
        Some("2026-04-03")
    );
}

#[test]
fn decimal_hours_have_an_error_so_the_clock_is_preferred() {
    let text = format!(
        "{CLOCKIFY}P,d,A,Regular,2026-09-03,10:00:00 AM,2026-09-03,11:00:01 AM,01:00:01,1.00\n"
    );
    assert_eq!(
        read(&text).tables.hours.unwrap()[0].spent.as_seconds(),
        3601
    );
}

#[test]
fn duration_full_compact_or_decimal() {
    for (written, length) in [("01:30:00", 90), ("3:00", 180), ("2.5", 150)] {
        assert_eq!(
            minutes(&format!(
                "{CLOCKIFY}P,d,A,Regular,2026-09-03,09:00,2026-09-03,10:00,{written},\n"
            )),
            [length]
        );
    }
}

#[test]
fn task_may_be_called_activity_and_client_be_absent() {
    let text = "\"Project\",\"Description\",\"Activity\",\"User\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\"\n\"P\",\"\",\"Rédaction\",\"A\",\"2026-09-03\",\"09:00\",\"2026-09-03\",\"10:00\",\"1:00\"\n";
    assert_eq!(
        read(text).tables.hours.unwrap()[0].step,
        Some(Step::Writing)
    );
}

#[test]
fn a_shared_report_has_no_person_and_a_summary_by_day_is_refused() {
    let batch = read(
        "\"Date\",\"Project\",\"Client\",\"Description\",\"Time (h)\",\"Time (decimal)\"\n\"28/09/2026\",\"P\",\"C\",\"d\",\"1:30\",\"1.5\"\n",
    );
    assert!(tells(&batch, "grouped-report"));
    assert_eq!(batch.tables.hours.unwrap()[0].nature, Nature::Declared);
    assert!(
        refusal(
            "a.csv",
            "\"Date\",\"Time (h)\",\"Time (decimal)\"\r\n\"28/09/2026\",\"1:30\",\"1.5\"\r\n"
        )
        .contains("récapitulatif")
    );
}

// Kimai (§3).

#[test]
fn two_duration_columns_have_the_same_header() {
    let header = "Date;De;À;Durée;Durée;Client;Projet;Activité\n";
    for (first, second) in [
        ("1:30", "1.5"),
        ("1.5", "1:30"),
        ("5400", "1.5"),
        ("1.5", "5400"),
    ] {
        assert_eq!(
            minutes(&format!(
                "{header}2025-09-03;09:00;10:30;{first};{second};V;F;Rédaction\n"
            )),
            [90],
            "{first} {second}"
        );
    }
}

#[test]
fn account_is_the_number_of_the_customer_and_never_a_social_account() {
    let hours = read(&format!(
        "{KIMAI}2025-09-03;09:00;10:30;1:30;V;F;Rédaction;;Facebook\n"
    ))
    .tables
    .hours
    .unwrap();
    assert_eq!(hours[0].account, None);
}

#[test]
fn the_letters_dde_bring_an_apostrophe_that_is_stripped() {
    let hours = read(&format!(
        "{KIMAI}2025-09-03;09:00;10:30;1:30;V;F;Rédaction;\"' Cadre addenda\";\n"
    ))
    .tables
    .hours
    .unwrap();
    assert_eq!(hours[0].title.as_deref(), Some("Cadre addenda"));
}

#[test]
fn staff_number_name_and_mail_are_never_kept() {
    let text = "Date,From,To,Duration,Name,User,E-mail,\"Staff number\",Customer,Project,Activity\n2026-09-03,09:00,10:30,1:30,Untel,untel,untel@abers.example,778899,V,F,Rédaction\n";
    let said = format!("{:?}", read(text)).to_lowercase();
    assert!(!said.contains("untel") && !said.contains("778899"));
}

#[test]
fn duration_is_net_of_the_break() {
    let batch = read(
        "Date;De;À;Durée;Pause;Client;Projet;Activité\n2025-09-03;09:00;17:30;7:30;1:00;V;F;Rédaction\n",
    );
    assert_eq!(lengths(&batch), [450]);
    assert!(!tells(&batch, "duration-differs"));
}

#[test]
fn a_template_may_leave_the_times_out() {
    assert_eq!(
        minutes("Date;Durée;Client;Projet;Activité;Mots-clés\n2025-09-03;1:30;V;F;Rédaction;\n"),
        [90]
    );
}

// solidtime, Harvest (§4, §5).

#[test]
fn solidtime_text_durations_yield_to_the_decimal_column() {
    let header = "Description,Task,Project,Client,User,Start,End,Duration,\"Duration (decimal)\",Billable,Tags\n";
    for duration in ["\"1,50 h\"", "1h 30m", "1:30", "1:30:00"] {
        let text = format!(
            "{header}x,Rédaction,F,V,A,2025-09-03 09:00:00,2025-09-03 10:30:00,{duration},\"1.5\",No,\n"
        );
        assert_eq!(minutes(&text), [90], "{duration}");
    }
}

#[test]
fn harvest_follows_the_decimal_mark_and_the_dates_of_the_account() {
    let header =
        "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name\n";
    for (date, hours, length) in [
        ("2015-01-26", "1.25", 75),
        ("26.01.2015", "\"7,5\"", 450),
        ("01/26/2015", "0.25", 15),
    ] {
        let batch = read(&format!(
            "{header}{date},V,F,FB,Rédaction,x,{hours},No,A,B\n"
        ));
        assert_eq!(lengths(&batch), [length]);
        let hour = &batch.tables.hours.unwrap()[0];
        assert_eq!(
            (hour.day.to_string().as_str(), hour.nature),
            ("2015-01-26", Nature::Declared)
        );
    }
}

// Tools of one computer (§6).

#[test]
fn timewarrior_ids_are_positions_and_a_tag_may_contain_a_comma() {
    let text = r#"[{"id":2,"start":"20250902T070000Z","end":"20250902T081500Z","tags":["circuit de validation, cabinet","publi:VSE-2025-0091"]},{"id":1,"start":"20250905T120211Z","tags":["modération"]}]"#;
    let batch = open("temps.json", text);
    assert_eq!((batch.running, batch.rows_told), (1, 1));
    let hour = &batch.tables.hours.unwrap()[0];
    assert_eq!((hour.step, &hour.source_id), (Some(Step::Approval), &None));
    assert_eq!(hour.refs, ["VSE-2025-0091"]);
}

#[test]
fn the_csv_report_of_timewarrior_is_refused() {
    assert!(
        refusal(
            "a.csv",
            "\"20250902T070000Z\",\"20250902T081500Z\",\"a\",\"b\"\n"
        )
        .contains("timew export")
    );
}

#[test]
fn activitywatch_windows_and_addresses_are_refused_with_the_reason() {
    let bucket = |kind: &str| {
        format!(
            "{{\"buckets\":{{\"b\":{{\"type\":\"{kind}\",\"events\":[{{\"timestamp\":\"2025-09-03T07:00:01.123000+00:00\",\"duration\":1800.5,\"data\":{{\"title\":\"secret\",\"label\":\"veille\"}}}}]}}}}}}"
        )
    };
    for kind in ["currentwindow", "web.tab.current", "afkstatus"] {
        let said = refusal("aw.json", &bucket(kind));
        assert!(
            said.contains("vie privée") && !said.contains("secret"),
            "{kind}"
        );
    }
    assert_eq!(lengths(&open("aw.json", bucket("general.stopwatch"))), [30]);
    assert!(
        refusal(
            "a.csv",
            "timestamp,duration,app,title\n2025-09-03T07:00:01Z,20,a,secret\n"
        )
        .contains("vie privée")
    );
    assert!(
        refusal(
            "a.csv",
            "# a\n# b\n# c\nCategory,Hours,Rate ($/h),Amount ($)\nWork,2,0,0\n\"TOTAL\",2,,0\n"
        )
        .contains("ActivityWatch")
    );
}

#[test]
fn worked_is_a_clock_a_string_or_milliseconds() {
    for worked in ["1:30", "1h 30m", "5400000"] {
        let text = format!(
            "Date;Titles;Projects;Tags;Worked\n2025-09-03;A;P;t;{worked}\n2025-09-03;B;P;t;{worked}"
        );
        assert_eq!(minutes(&text), [90, 90], "{worked}");
    }
}

#[test]
fn a_parent_s_time_includes_its_sub_tasks() {
    let text = r#"{"data":{"task":{"entities":{"p":{"title":"Parent","subTaskIds":["c"],"timeSpentOnDay":{"2025-09-03":9000000}},"c":{"title":"veille","parentId":"p","subTaskIds":[],"timeSpentOnDay":{"2025-09-03":5400000}}}}}}"#;
    assert_eq!(lengths(&open("sp.json", text)), [90]);
}

// Sheets kept by hand (§8).

#[test]
fn presence_is_clocking_in_and_refused_as_time() {
    assert!(refusal("p.csv", "Date;Arrivée;Pause déjeuner;Départ;Heures travaillées;Écart\n01/09/2025;08:30;00:45;17:00;7:45;0:45\n").contains("présence"));
}

#[test]
fn matrix_with_days_or_dates_in_columns() {
    for text in [
        "Semaine du 01/09/2025;Lun;Mar;Mer;Jeu;Ven;Total\nRédaction;1h;;2h;;;3h\nVeille;;30 min;;;;0h30\nTotal;1h;0h30;2h;;;3h30\n",
        "Tâche;01/09/2025;02/09/2025;03/09/2025;04/09/2025;05/09/2025;Total\nRédaction;1;;2;;;3\nVeille;;0,5;;;;0,5\nTotal;1;0,5;2;;;3,5\n",
        "Suivi 2025;;;;;\nTâche;Lundi 01/09;Mardi 02/09;Mercredi 03/09;Jeudi 04/09;Vendredi 05/09\nRédaction;60;;120;;\nVeille;;30;;;\n",
    ] {
        let batch = read(text);
        assert_eq!(lengths(&batch), [60, 120, 30], "{text}");
        let days: Vec<String> = batch
            .tables
            .hours
            .unwrap()
            .iter()
            .map(|hour| hour.day.to_string())
            .collect();
        assert_eq!(days, ["2025-09-01", "2025-09-03", "2025-09-02"]);
    }
}

#[test]
fn two_header_levels_week_then_day_names() {
    let text = "2025;Semaine 36;;;;;Semaine 37;;;;\nTâche;Lun;Mar;Mer;Jeu;Ven;Lun;Mar;Mer;Jeu;Ven\nRédaction;1h;;;;;;2h;;;\n";
    let hours = read(text).tables.hours.unwrap();
    let days: Vec<String> = hours.iter().map(|hour| hour.day.to_string()).collect();
    assert_eq!(days, ["2025-09-01", "2025-09-09"]);
    // The dates may be only in the first level.
    let text =
        "Tâche;01/09/2025;02/09/2025;03/09/2025;04/09/2025\n;Lun;Mar;Mer;Jeu\nRédaction;1h;;;2h\n";
    assert_eq!(minutes(text), [60, 120]);
}

#[test]
fn weeks_one_under_the_other_each_have_their_days() {
    let week = |monday: &str| {
        format!(
            "Semaine du {monday};Lun;Mar;Mer;Jeu;Ven;Total\nRédaction;1.5;;2.5;;;4\nTotal;1.5;;2.5;;;4\n;;;;;;\n"
        )
    };
    let batch = read(&format!("{}{}", week("01/09/2025"), week("08/09/2025")));
    assert!(!tells(&batch, "total-differs"));
    assert_eq!(lengths(&batch), [90, 150, 90, 150]);
    let hours = batch.tables.hours.unwrap();
    assert_eq!(hours[3].day.to_string(), "2025-09-10");
}

#[test]
fn a_grid_without_a_year_is_asked_about() {
    assert!(
        refusal(
            "a.csv",
            "Tâche;01/09;02/09;03/09;04/09;05/09\nRédaction;1h;;2h;;\n"
        )
        .contains("année")
    );
}

#[test]
fn a_block_that_nothing_dates_is_counted_and_told() {
    let block =
        "Tâche;Lun;Mar;Mer;Jeu;Ven\nRédaction;1h;;2h;;\nVeille;;30 min;;;\nRelecture;;30 min;;;\n";
    let batch = read(&format!("Semaine du 01/09/2025\n{block};;;;;\n{block}"));
    assert_eq!((batch.tables.len(), batch.rows_told), (4, 4));
    assert!(tells(&batch, "unreadable-date") && tells(&batch, "undated-days"));
    // However short the block above: its week is not that of the next.
    let short = "Tâche;Lun;Mar;Mer;Jeu;Ven\nRédaction;1h;;2h;;\n";
    let batch = read(&format!("Semaine du 01/09/2025\n{short}{short}"));
    assert_eq!((batch.tables.len(), batch.rows_told), (2, 2));
}

#[test]
fn a_day_without_a_date_among_dates_is_counted_and_told() {
    let batch = read(
        "Tâche;01/09/2025;02/09/2025;03/09/2025;04/09/2025;Ven;Total\nRédaction;1h;;2h;;30 min;3h30\n",
    );
    assert_eq!(lengths(&batch), [60, 120]);
    assert_eq!(batch.rows_told, 1);
    assert!(tells(&batch, "undated-days") && !tells(&batch, "total-differs"));
}

#[test]
fn one_week_on_top_and_one_block_per_person() {
    let block = |who: &str| {
        format!(
            "{who};;;;;\nTâche;Lun;Mar;Mer;Jeu;Ven\nRédaction;1h;;;;\nVeille;;1h;;;\nRelecture;;1h;;;\n;;;;;\n"
        )
    };
    let days = |text: &str| -> Vec<(u32, bool)> {
        let batch = read(text);
        assert!(!format!("{batch:?}").contains("Untel"));
        let hours = batch.tables.hours.unwrap();
        hours
            .iter()
            .map(|hour| {
                (
                    chrono::Datelike::day(&hour.day),
                    hour.agent == hours[0].agent,
                )
            })
            .collect()
    };
    let week = "Semaine du 01/09/2025;;;;;\n";
    let (one, other) = (block("Nom : Untel A"), block("Agent : Untel B"));
    assert_eq!(
        days(&format!("{week}{one}{other}")),
        [
            (1, true),
            (2, true),
            (2, true),
            (1, false),
            (2, false),
            (2, false)
        ]
    );
    // The same person again is another week, and so are those that follow.
    assert_eq!(days(&format!("{week}{one}{one}{other}")).len(), 3);
    let next = format!("Semaine du 08/09/2025;;;;;\n{one}");
    assert_eq!(
        days(&format!("{week}{one}{other}{next}{other}"))[6..],
        [
            (8, true),
            (9, true),
            (9, true),
            (8, false),
            (9, false),
            (9, false)
        ]
    );
}

#[test]
fn the_column_of_people_bears_any_name_of_the_list() {
    for name in [
        "Collaborateur",
        "Nom et prénom",
        "Salarié(e)",
        "Rédacteur",
        "Prénom NOM",
    ] {
        let batch = read(&format!(
            "{name};Tâche;01/09/2025;02/09/2025;03/09/2025;04/09/2025\nUntel;Rédaction;1h;;;\n"
        ));
        assert!(!format!("{batch:?}").contains("Untel"), "{name}");
        assert!(batch.tables.hours.unwrap()[0].agent.is_some(), "{name}");
    }
}

#[test]
fn the_total_of_a_row_is_compared_as_it_is_written() {
    let told = |row: &str| {
        let batch = read(&format!(
            "Tâche;01/09/2025;02/09/2025;03/09/2025;04/09/2025;Total\n{row}\nVeille;0,5;2,25;1,75;;4,5\n"
        ));
        tells(&batch, "total-differs")
    };
    assert!(!told("Rédaction;1,5;;2,5;;4"));
    assert!(told("Rédaction;1,5;;2,5;;5"));
    assert!(
        !told("Rédaction;1,5;;2,5;;0"),
        "a formula without its value"
    );
    assert!(
        !told("Rédaction;1h;;deux heures;;3h"),
        "a day that does not read"
    );
}

#[test]
fn weeks_by_the_thousand_are_read_quickly() {
    let text = "Tâche;01/09/2025;02/09/2025;03/09/2025;04/09/2025\nRédaction;1h;;;\n";
    let start = std::time::Instant::now();
    assert_eq!(read(&text.repeat(5000)).tables.len(), 5000);
    let _ = open("temps.csv", text.repeat(200_000));
    assert!(start.elapsed() < std::time::Duration::from_secs(20));
}

#[test]
fn heure_alone_does_not_give_the_unit() {
    let batch = read(
        "Date;Tâche;HEURE\n13/09/2025;Rédaction;90\n14/09/2025;Rédaction;45\n15/09/2025;Rédaction;30\n",
    );
    assert_eq!(lengths(&batch), [90, 45, 30]);
    assert!(tells(&batch, "unit-found"));
}

#[test]
fn one_thirty_is_ambiguous() {
    let column = |cells: [&str; 3]| {
        let rows: Vec<String> = cells
            .iter()
            .map(|cell| format!("13/09/2025;A;{cell};Veille"))
            .collect();
        read(&format!("{LIST}{}\n", rows.join("\n")))
    };
    let batch = column(["1,30", "2,15", "0,45"]);
    assert_eq!((batch.tables.len(), batch.rows_told), (0, 3));
    assert_eq!(lengths(&column(["1,30", "2,75", "0,45"])), [78, 165, 27]);
}

#[test]
fn duration_cells_as_people_write_them() {
    for (cell, length) in [
        ("1h30", 90),
        ("1 h 30", 90),
        ("1H30", 90),
        ("1h30min", 90),
        ("1 h 30 mn", 90),
        ("01h30", 90),
        ("1h", 60),
        ("1:30", 90),
        ("1:30:00", 90),
        ("90 min", 90),
        ("90mn", 90),
        ("90'", 90),
        ("90 minutes", 90),
        ("1,5 h", 90),
        ("0,5 j", 210),
        ("½ j", 210),
        ("1/2 j", 210),
        ("demi-journée", 210),
        ("1 jour", 420),
        ("1 j 1/2", 630),
        ("9h-10h30", 90),
        ("9h00 à 10h30", 90),
        ("14:00–16:00", 120),
        ("1h + 30min", 90),
        ("2 x 45 min", 90),
        ("PT1H30M", 90),
        ("~1h", 60),
        ("env. 1h", 60),
        ("1h ?", 60),
    ] {
        assert_eq!(
            minutes(&format!("{LIST}13/09/2025;A;{cell};Veille\n")),
            [length],
            "{cell}"
        );
    }
    for cell in ["-", "–", "/", "x", "nc", ""] {
        let batch = read(&format!("{LIST}13/09/2025;A;{cell};Veille\n"));
        assert_eq!(
            (batch.tables.len(), tells(&batch, "no-duration")),
            (0, true),
            "{cell}"
        );
    }
}

#[test]
fn date_cells_as_people_write_them() {
    for (cell, day) in [
        ("03/09/2025", "2025-09-03"),
        ("03/09/25", "2025-09-03"),
        ("2025-09-03", "2025-09-03"),
        ("lundi 1 septembre 2025", "2025-09-01"),
        ("1er sept. 2025", "2025-09-01"),
        ("29.01.26", "2026-01-29"),
        ("13/05/25-14/05/25", "2025-05-13"),
        ("27-28/4/25", "2025-04-27"),
    ] {
        let hours = read(&format!("{LIST}{cell};A;1h;Veille\n"))
            .tables
            .hours
            .unwrap();
        assert_eq!(hours[0].day.to_string(), day, "{cell}");
    }
}

#[test]
fn an_empty_date_under_a_dated_row_is_carried_inside_a_block_only() {
    let batch = read(&format!(
        "{LIST}13/09/2025;A;1h;Veille\n;A;2h;Veille\nTotal;;3h;\n;A;4h;Veille\n"
    ));
    assert_eq!(lengths(&batch), [60, 120]);
    assert!(tells(&batch, "date-carried") && tells(&batch, "no-date"));
    let model = read("Date;Tâche;Durée\n13/09/2025;Veille;1h\n;Veille;2h\n");
    assert_eq!(lengths(&model), [60, 120]);
}

#[test]
fn header_repeated_for_each_block_and_titles_of_blocks() {
    let text = format!(
        "Nom : Agent A;;;\n{LIST}13/09/2025;A;1h;Veille\nTotal;;1h;\nNom : Agent B;;;\n{LIST}14/09/2025;B;2h;Veille\nTotal;;2h;\n"
    );
    let batch = read(&text);
    assert_eq!(lengths(&batch), [60, 120]);
    assert!(!tells(&batch, "total-differs"));
}

#[test]
fn the_name_above_a_block_is_that_of_its_entries() {
    let header = "Date;Temps passé;Quoi\n";
    let batch = read(&format!(
        "Nom : Agent A;;\n{header}13/09/2025;1h;Veille\nNom : Agent B;;\n{header}14/09/2025;2h;Veille\n15/09/2025;2h;Veille\n"
    ));
    let agents: Vec<Option<u64>> = batch
        .tables
        .hours
        .iter()
        .flatten()
        .map(|hour| hour.agent)
        .collect();
    assert!(agents.iter().all(Option::is_some));
    assert!(agents[1] == agents[2] && agents[0] != agents[1]);
    assert!(!format!("{batch:?}").contains("Agent A"));
}

#[test]
fn several_agents_in_one_cell_count_once_without_agent() {
    for cell in ["A et B", "A/B", "A + B"] {
        let batch = read(&format!("{LIST}13/09/2025;{cell};1h;Veille\n"));
        assert!(tells(&batch, "several-agents"), "{cell}");
        assert_eq!(batch.tables.hours.unwrap()[0].agent, None);
    }
}

#[test]
fn placeholder_rows_already_dated_with_0_h_are_not_data() {
    let batch = read(&format!(
        "{LIST}13/09/2025;A;1h;Veille\n14/09/2025;A;0;\n15/09/2025;;;\n"
    ));
    assert_eq!(lengths(&batch), [60]);
    assert!(tells(&batch, "prepared-rows"));
}

#[test]
fn trailing_spaces_in_labels() {
    let hours = read(&format!(
        "{LIST}13/09/2025;A ;1h;Rédaction \n13/09/2025; a;1h;\u{a0}rédaction\n"
    ))
    .tables
    .hours
    .unwrap();
    assert_eq!(
        (hours[0].step, hours[0].agent),
        (hours[1].step, hours[1].agent)
    );
}

#[test]
fn an_export_whose_entries_look_like_a_grid_of_days_is_still_an_export() {
    let batch = read(
        "Project,Client,Description,Task,User,Group,Email,Tags,Type,Billable,Start Date,Start Time,End Date,End Time,Duration (h)\n\
        Abers,01/09/2026,02/09/2026,Crise,AG1,03/09/2026,04/09/2026,,Regular,No,2026-09-03,09:00,2026-09-03,09:30,0:30\n\
        Abers,1,2,Crise,AG1,3,4,,Regular,No,,,,,1:00\n",
    );
    assert_eq!(batch.format, Some("clockify"), "{:?}", batch.findings);
}
