//! Annex B: every word, every figure, every threshold.

use crate::figures::catalog::CATALOG;
use crate::report::block::{Align, Block, Definition, Grid, Page, PageLayout};
use crate::report::{Desk, glossary};
use crate::words::number::{self, NBSP};
use crate::words::text;

use super::results::column;

pub fn page(desk: &Desk) -> Page {
    let heading = |text: &str| Block::Heading {
        text: text.to_owned(),
    };
    Page {
        id: "annex-words",
        title: "Annexe B. Les mots, les calculs et les seuils".to_owned(),
        bookmark: "Annexe B, mots et calculs".to_owned(),
        layout: PageLayout::Annex,
        blocks: vec![
            heading("Le glossaire"),
            in_two_columns(glossary::words(desk)),
            Block::Grid(thresholds(desk)),
            Block::Grid(definitions(desk)),
        ],
    }
}

fn in_two_columns(mut words: Vec<Definition>) -> Block {
    let second = words.split_off(words.len().div_ceil(2));
    let column = |items| vec![Block::Definitions { items }];
    super::side_by_side([1, 1], column(words), column(second))
}

/// The figures that this month has something to say of.
fn definitions(desk: &Desk) -> Grid {
    let said = |code: &str| {
        let mut figures = desk.figures.iter();
        figures.any(|figure| figure.key.code == code && figure.value().is_some())
    };
    Grid {
        caption: "La définition de chaque chiffre de ce rapport".to_owned(),
        columns: vec![
            column("Chiffre", Align::Left, 5),
            column("Définition", Align::Left, 12),
            column("Code", Align::Right, 2),
        ],
        rows: CATALOG
            .iter()
            .filter(|entry| said(entry.code))
            .map(|entry| {
                vec![
                    entry.label.to_owned(),
                    entry.defined(),
                    entry.code.to_owned(),
                ]
            })
            .collect(),
    }
}

fn thresholds(desk: &Desk) -> Grid {
    let thresholds = &desk.settings.thresholds;
    let cases = |count: u64| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        format!("{}{NBSP}cas", number::whole(count))
    };
    let per_cent = |share: u8| number::per_cent(i64::from(share));
    let rows = [
        (
            "Un pourcentage s’imprime à partir de",
            cases(thresholds.percent_from),
        ),
        (
            "Une part d’un total d’heures s’imprime à partir de",
            format!("{}{NBSP}h", thresholds.time_share_from_hours),
        ),
        (
            "Une médiane s’imprime à partir de",
            cases(thresholds.median_from),
        ),
        (
            "Les quartiles s’impriment à partir de",
            cases(thresholds.quartiles_from),
        ),
        (
            "Un rôle ou une direction est nommé à partir de",
            cases(thresholds.group_under),
        ),
        (
            "Les données sont complètes à partir de",
            per_cent(thresholds.complete),
        ),
        (
            "Un chiffre n’est pas publié sous",
            per_cent(thresholds.publishable),
        ),
        (
            "Le temps d’un compte demande des heures rattachées à",
            per_cent(thresholds.tied_for_accounts),
        ),
        (
            "Un taux d’interaction s’imprime à partir de",
            format!(
                "{}{NBSP}affichages",
                number::whole(i64::from(thresholds.displays_for_rate))
            ),
        ),
        (
            "La charge dépasse le temps disponible au-delà de",
            per_cent(thresholds.overload),
        ),
        (
            "Le rapport met en garde sur les heures sans étape au-delà de",
            per_cent(thresholds.stepless_caution),
        ),
        (
            "Un contenu ou une publication est hors norme au-delà de",
            format!("{} fois la médiane", thresholds.outlier_times),
        ),
        (
            "Un compte est dormant sans publication depuis",
            text::count(u64::from(thresholds.dormant_days), "jour", "jours"),
        ),
    ];
    let rows = rows.map(|(label, value)| vec![label.to_owned(), value]);
    super::pairs(
        "Les seuils, réglés par le service",
        ["Règle", "Seuil"],
        [5, 2],
        rows.to_vec(),
    )
}
