//! The other tables of YouTube Studio: known, and not lists of videos (formats/youtube.md, B to D).

use crate::document::{Cell, Document, Table};
use crate::import::by_content::is_column;
use crate::import::claim::Claim;
use crate::import::field::Columns;
use crate::import::stamp::{self, Written};
use crate::import::youtube_videos::is_video_id;

pub fn claim(document: &Document) -> Option<Claim> {
    document.tables.iter().find_map(by_header)
}

fn by_header(table: &Table) -> Option<Claim> {
    let columns = Columns::locate(table, &[], |columns| columns.width() >= 2)?;
    let first = columns
        .names
        .first()
        .map(|name| crate::words::fold::fold(name))?;
    let sample = columns.sample(table);
    // `Views (%)` for the ages.
    let has_views = ["Views", "Vues", "Aufrufe", "Watch time (hours)"]
        .iter()
        .any(|name| columns.starts(name));
    if is_chart(&sample) {
        return Some(Claim::Ignore(
            "c’est le graphique de YouTube Studio, qui ne montre que quelques vidéos ; prendre le tableau (Table data.csv) du même téléchargement",
        ));
    }
    let dimensions = [
        "geography",
        "zone geographique",
        "region",
        "cities",
        "villes",
        "traffic source",
        "source de trafic",
        "viewer age",
        "viewer gender",
        "subscription status",
        "playlist",
        "device type",
        "type d'appareil",
    ];
    (dimensions.contains(&first.as_str()) && has_views).then_some(Claim::Ignore(
        "c’est un autre tableau de YouTube Studio (villes, sources…), dont le rapport ne se sert pas ; prendre la dimension Contenu",
    ))
}

/// A day, then a video: one measure of the few videos that were ticked.
pub fn is_chart(sample: &[Vec<String>]) -> bool {
    let is_day = |cell: &str| matches!(stamp::read(Cell::Text(cell)), Some(Written::Known { .. }));
    is_column(sample, 0, is_day) && is_column(sample, 1, is_video_id)
}
