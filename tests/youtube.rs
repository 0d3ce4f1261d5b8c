//! The traps of the exports of YouTube Studio (formats/youtube.md), one by one.

use serde_json::Value;

use crate::exports::{days, merged, open, posts, read, says, turned_back};

const ENGLISH: &str = "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions,Impressions click-through rate (%)";
const ROWS: &str = "Total,,,,1287,38.4120,5,9120,4.02
aB3dE6gH9jK,\"Vœux 2026, discours\",\"Jan 8, 2026\",1843,842,33.9071,4,6010,4.41
 -Xy7Zp2Qr5s,10/01/2026,\"Sep 30, 2025\",42,431,4.4302,-1,3077,3.25
kL0mN1oP2qR,Répétition,,95,3,0.0188,0,2,
";

/// What the rows hold, whatever their header: views, seconds watched, subscribers, impressions.
const TOTALS: [i64; 4] = [1273, 138_014, 3, 9087];

fn table(header: &str) -> String {
    format!("{header}\n{ROWS}")
}

fn totals(text: &str) -> [Value; 4] {
    let batch = read("Content 2025-09-01_2026-10-31 Abers/Table data.csv", text);
    ["views", "watch_seconds", "followers_gained", "impressions"]
        .map(|counter| posts(&batch, counter))
}

fn expected() -> [Value; 4] {
    let [views, _, subscribers, impressions] = TOTALS.map(Value::from);
    [views, 138_014.28.into(), subscribers, impressions]
}

#[test]
fn the_table_is_read_in_any_language_of_the_interface() {
    for header in [
        ENGLISH,
        "Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues,Durée de visionnage (heures),Abonnés,Impressions,Taux de clics par impression (%)",
        "Videos,Vi\u{ad}deo\u{ad}titel,Veröffentlichungszeitpunkt des Videos,Dauer,Auf\u{ad}ru\u{ad}fe,Wiedergabezeit (Stunden),Abonnenten,Impressionen,Klickrate der Impressionen (%)",
        "Conteúdo,Título do vídeo,Horário de publicação do vídeo,Duração,Visualizações,Tempo de exibição (horas),Inscritos,Impressões,Taxa de cliques de impressões (%)",
        "Contenido,Título del vídeo,Hora de publicación del vídeo,Duración,Visualizaciones,Tiempo de visualización (horas),Suscriptores,Impresiones,Porcentaje de clics de las impresiones (%)",
        "Contenuti,Titolo video,Ora pubblicazione video,Durata,Visualizzazioni,Tempo di visualizzazione (ore),Iscritti,Impressioni,Percentuale di clic (%)",
        "コンテンツ,動画のタイトル,動画公開時刻,長さ,視聴回数,総再生時間（単位: 時間）,チャンネル登録者,インプレッション数,インプレッションのクリック率 (%)",
        "Ábhar,Teideal,Am,Fad,Radhairc,Uaireanta,Síntiúsóirí,Taispeántais,Ráta (%)",
    ] {
        assert_eq!(totals(&table(header)), expected(), "{header}");
    }
}

#[test]
fn measures_of_no_known_name_in_another_order_are_not_guessed() {
    let text = table("Ábhar,Teideal,Am,Fad,Radhairc,Uaireanta,Síntiúsóirí,Taispeántais,Ráta (%)")
        .replace(
            ",1843,842,33.9071,4,6010,4.41",
            ",1843,4.41,33.9071,4,6010,842",
        );
    assert!(turned_back("Table data.csv", &text).contains("aucune colonne de chiffres"));
}

#[test]
fn added_metrics_come_before_after_or_between_the_default_ones() {
    let mut text = String::new();
    for line in table(ENGLISH).replace("2026, discours", "2026").lines() {
        let line = line
            .replace("Jan 8, 2026", "Jan 8 2026")
            .replace("Sep 30, 2025", "Sep 30 2025");
        let cells: Vec<&str> = line.split(',').collect();
        let is_header = cells[0] == "Content";
        let [likes, viewers] = if is_header {
            ["Likes", "Unique viewers"]
        } else {
            ["7", "99"]
        };
        let order = [&cells[..4], &[viewers, cells[8], likes], &cells[4..8]].concat();
        text += &(order.join(",") + "\n");
    }
    assert_eq!(totals(&text), expected());
}

#[test]
fn a_leading_space_in_ids_guards_against_formulas() {
    let batch = read("Table data.csv", &table(ENGLISH));
    let ids: Vec<&str> = batch
        .tables
        .posts
        .iter()
        .flatten()
        .map(|post| post.id.as_str())
        .collect();
    assert_eq!(ids, ["aB3dE6gH9jK", "-Xy7Zp2Qr5s"]);
}

#[test]
fn the_rows_are_the_videos_watched_not_the_videos_published() {
    let batch = read(
        "Content 2026-01-01_2026-01-31 Abers/Table data.csv",
        &table(ENGLISH),
    );
    let months = &merged(vec![batch.clone()])["posts"]["by_month"];
    assert_eq!(
        (&months["2026-01"]["n"], &months["2025-09"]["n"]),
        (&1.into(), &1.into())
    );
    assert!(says(&batch, "partial-counters"));
}

#[test]
fn counters_of_a_later_period_do_not_replace_those_of_the_whole_life() {
    let january = read(
        "Content 2026-01-01_2026-01-31 Abers/Table data.csv",
        &table(ENGLISH),
    );
    let february = read(
        "Content 2026-02-01_2026-02-28 Abers/Table data.csv",
        &format!("{ENGLISH}\naB3dE6gH9jK,Vœux,\"Jan 8, 2026\",1843,30,0.5,0,100,1.2\n"),
    );
    for batches in [[january.clone(), february.clone()], [february, january]] {
        assert_eq!(
            merged(batches.to_vec())["posts"]["by_month"]["2026-01"]["views"],
            842
        );
    }
}

#[test]
fn the_total_is_not_added_to_the_rows_in_any_language() {
    for word in ["Total", "Ge\u{ad}samt", "Totale", "合計", "Iomlán"] {
        let batch = read("Table data.csv", &table(ENGLISH).replace("Total", word));
        assert_eq!(posts(&batch, "views"), 1273, "{word}");
        assert!(says(&batch, "totals-row"));
    }
}

#[test]
fn empty_cells_are_unknown_and_not_zero() {
    let text = format!("{ENGLISH}\naB3dE6gH9jK,Vœux,\"Jan 8, 2026\",1843,,,,,\n");
    assert_eq!(posts(&read("Table data.csv", &text), "views"), Value::Null);
}

#[test]
fn more_than_500_rows_are_told_in_any_language() {
    for line in [
        "Showing top 500 results",
        "Mostrando os primeiros 500 resultados",
        "Die 500 besten Er\u{ad}geb\u{ad}nis\u{ad}se werden angezeigt",
        "Affichage des 500 premiers résultats,,,,,,,,",
    ] {
        let batch = read("Table data.csv", &(table(ENGLISH) + line + "\n"));
        assert_eq!(posts(&batch, "views"), 1273, "{line}");
        assert!(says(&batch, "truncated-list"), "{line}");
    }
    assert!(!says(
        &read("Table data.csv", &table(ENGLISH)),
        "truncated-list"
    ));
}

#[test]
fn a_table_re_saved_by_a_french_spreadsheet_gives_the_same_totals() {
    let text = table(ENGLISH)
        .replace("\"Vœux 2026, discours\"", "Vœux 2026")
        .replace("\"Jan 8, 2026\"", "18/01/2026")
        .replace("\"Sep 30, 2025\"", "30-sept-25")
        .replace(',', ";")
        .replace('.', ",")
        .replace('\n', "\r\n");
    assert_eq!(totals(&text), expected());
}

#[test]
fn a_table_re_saved_by_pandas_gives_the_same_totals() {
    let text = table(ENGLISH)
        .replace(",842,", ",842.0,")
        .replace(",431,", ",431.0,");
    assert_eq!(totals(&text), expected());
}

#[test]
fn only_the_name_of_the_archive_tells_the_channel_and_the_period() {
    let batch = read(
        "Content 2026-01-01_2026-01-31 Les Abers (1)/Table data.csv",
        &table(ENGLISH),
    );
    assert_eq!(batch.accounts[0].account, "Les Abers");
    assert_eq!(
        batch.tables.posts.as_ref().unwrap()[0].as_of.to_string(),
        "2026-01-31"
    );
    let batch = read("Table data.csv", &table(ENGLISH));
    assert!(says(&batch, "unnamed-account") && says(&batch, "unknown-period"));
}

#[test]
fn the_chart_shows_a_few_videos_and_is_never_summed() {
    for header in [
        "Date,Content,Video title,Video publish time,Duration,Views",
        "Datum,Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe",
    ] {
        let text = format!("{header}\n2026-01-08,aB3dE6gH9jK,Vœux,\"Jan 8, 2026\",1843,7\n");
        assert!(turned_back("Chart data.csv", &text).contains("graphique"));
    }
}

#[test]
fn days_and_videos_of_one_channel_are_never_added() {
    let folder = "Content 2026-01-01_2026-01-31 Abers";
    let videos = read(&format!("{folder}/Table data.csv"), &table(ENGLISH));
    let totals = read(
        &format!("{folder}/Totals.csv"),
        "Date,Views\n2026-01-01,12\n2026-01-02,31\n",
    );
    assert_eq!(
        (days(&totals, "views"), posts(&totals, "views")),
        (43.into(), Value::Null)
    );
    let merged = merged(vec![videos, totals]);
    assert_eq!(merged["posts"]["total"]["views"], 1273);
    assert_eq!(merged["account_stats"]["total"]["views"], 43);
}

#[test]
fn the_total_of_the_days_is_not_a_day_in_any_language() {
    for (header, word) in [
        ("Date,Views,Watch time (hours)", "Total"),
        ("Date,Vues,Durée de visionnage (heures)", "Total"),
        ("日付,視聴回数,総再生時間（単位: 時間）", "合計"),
    ] {
        let text = format!("{header}\n{word},43,1.5\n2026-01-02,31,1.0\n2026-01-01,12,0.5\n");
        let batch = read("Table data.csv", &text);
        assert_eq!(
            (days(&batch, "views"), days(&batch, "watch_seconds")),
            (43.into(), 5400.into())
        );
    }
}

#[test]
fn other_dimensions_are_recognised_and_explained() {
    for header in [
        "Geography,Views,Watch time (hours)",
        "Zone géographique,Vues,Durée de visionnage (heures)",
        "Cities,City name,Views",
        "Viewer age,Views (%),Watch time (hours) (%)",
        "Traffic source,Views",
    ] {
        let width = header.split(',').count();
        let row = ["9"; 4][..width - 1].join(",");
        let batch = open(
            "Table data.csv",
            format!("{header}\nTotal,{row}\nFR,{row}\n").as_bytes(),
        );
        assert_eq!(batch.format, Some("youtube-videos"), "{header}");
    }
}

#[test]
fn a_table_of_videos_that_looks_like_a_planning_is_still_an_export() {
    let batch = open(
        "Table data.csv",
        "Date,Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vuetable:number-columns-repeated=\"16384\", 2026\",1843,3\n".as_bytes(),
    );
    assert_eq!(batch.format, Some("youtube-videos"), "{:?}", batch.findings);
}
