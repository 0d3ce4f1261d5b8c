//! The charts of Meta Business Suite, one measure of one account day by day (formats/facebook.md §5,
//! formats/instagram.md §5).
//!
//! The title of a block is its measure; it names the network for some measures only, and nothing names the
//! account: the path does, or the file is turned back.

use std::collections::BTreeMap;

use crate::document::{Document, Row, Table};
use crate::import::chart_title::{self, Measure};
use crate::import::claim::Claim;
use crate::import::day::Days;
use crate::import::field::{Columns, Kind, To};
use crate::import::told::Told;
use crate::import::{About, Format, Group, Settings, by_path, stamp};
use crate::model::{Batch, Finding, Network, Severity, Status};
use crate::words::fold::fold;

pub struct MetaCharts;

/// A title, a header, and days until the next title.
struct Block {
    title: String,
    /// Of the header.
    row: u32,
    names: Vec<String>,
    days: usize,
    /// The first day is written as Meta does, `2025-08-01T01:00:00`.
    is_stamped: bool,
}

const NETWORKS: [Network; 2] = [Network::Facebook, Network::Instagram];

impl Format for MetaCharts {
    fn name(&self) -> &'static str {
        "meta-charts"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Facebook et Instagram, courbes par jour",
            menus: "Meta Business Suite › Statistiques › Résultats › Exporter, une courbe à la fois",
            gives: "par jour\u{a0}: couverture, vues, visites, interactions, clics",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(charts(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, blocks)) = charts(document) else {
            return batch;
        };
        if let Some((status, finding)) = useless(document, &blocks) {
            batch.status = status;
            batch.findings.push(finding);
            return batch;
        }
        let mut told = Told::new(document);
        let (mut read, mut days) = (Vec::new(), BTreeMap::new());
        for block in &blocks {
            let (named, measure) = chart_title::read(&block.title);
            let Measure::Counted(metric) = measure else {
                tell_unread(block, measure, &mut told);
                continue;
            };
            let Some(network) = named.or_else(|| network(&document.name, settings)) else {
                return batch.refused(unknown_network(document, block));
            };
            let mut columns = Columns::resolve(block.row, &block.names, &[]);
            columns.put(To::Date, Kind::Date, 0);
            columns.put(To::Metric(metric), Kind::Count, 1);
            read.push((network, block, columns));
        }
        for network in NETWORKS {
            if read.iter().any(|(of, ..)| *of == network) {
                let account = by_path::account(document, settings, network, None, &mut batch);
                days.insert(network, Days::new(document, settings, network, &account));
            }
        }
        read_blocks(table, &read, &mut days);
        for days in days.into_values() {
            batch = days.finish(batch, None);
        }
        told.into_batch(batch)
    }
}

/// The days of each block, under its header. Their hour flips with the daylight saving of the United States and
/// means nothing: the date is kept, and nothing is converted.
fn read_blocks(
    table: &Table,
    read: &[(Network, &Block, Columns)],
    days: &mut BTreeMap<Network, Days<'_>>,
) {
    let (mut next, mut current) = (read.iter().peekable(), None);
    table.for_each(|row| {
        if let Some((network, block, columns)) =
            next.next_if(|(_, block, _)| block.row == row.number)
        {
            current = Some((network, columns, block.days));
            return;
        }
        let Some((network, columns, left @ 1..)) = &mut current else {
            return;
        };
        let Some(days) = days.get_mut(network).filter(|_| !cells(&row).is_empty()) else {
            return;
        };
        *left -= 1;
        days.told.met();
        let metrics = columns.metrics(&row, &mut days.told);
        let day = stamp::read(columns.cell(&row, To::Date));
        days.push(row.number, day, metrics);
    });
}

/// Every row of the file belongs to a chart, or the file is something else.
fn charts(document: &Document) -> Option<(&Table, Vec<Block>)> {
    let [table] = &document.tables[..] else {
        return None;
    };
    let (mut title, mut blocks, mut is_other) = (None, Vec::<Block>::new(), false);
    table.walk(|row| {
        let cells = cells(&row);
        let is_day = stamp::read(row.cell(0)).is_some() && cells.len() <= 2;
        match (cells.len(), blocks.last_mut()) {
            (0, _) => {}
            // The hint for Excel, which another spreadsheet took for a cell.
            (1, None) if title.is_none() && cells[0].starts_with("sep=") => {}
            (_, Some(block)) if is_day && title.is_none() => {
                block.is_stamped |= is_stamp(&cells[0]);
                block.days += 1;
            }
            // A total that somebody added: it is no day, and will be told of.
            (2, Some(block)) if title.is_none() => block.days += 1,
            (1, _) if title.is_none() => title = cells.into_iter().next(),
            (2, _) if !is_day && title.is_some() => {
                blocks.extend(title.take().map(|title| Block {
                    title,
                    row: row.number,
                    names: cells,
                    days: 0,
                    is_stamped: false,
                }));
            }
            _ => is_other = true,
        }
        !is_other
    });
    let is_ours = |block: &Block| {
        let is_known = chart_title::read(&block.title).1 != Measure::Unknown;
        block.is_stamped || (is_known && (block.days > 0 || fold(&block.names[0]) == "date"))
    };
    (!is_other && !blocks.is_empty() && title.is_none() && blocks.iter().all(is_ours))
        .then_some((table, blocks))
}

/// As far as the last that holds something.
fn cells(row: &Row<'_>) -> Vec<String> {
    let mut cells: Vec<String> = (0..row.len().min(8))
        .map(|column| row.text_at(column).trim().to_owned())
        .collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// `2025-08-01T00:00:00`
fn is_stamp(text: &str) -> bool {
    text.len() == 19 && text.get(10..11) == Some("T") && text.get(13..) == Some(":00:00")
}

/// When no block gives anything: why, and whether the file was the wrong one or only of no use.
fn useless(document: &Document, blocks: &[Block]) -> Option<(Status, Finding)> {
    let measures: Vec<Measure> = blocks
        .iter()
        .map(|block| chart_title::read(&block.title).1)
        .collect();
    if measures
        .iter()
        .any(|measure| matches!(measure, Measure::Counted(_)))
    {
        return None;
    }
    let titles: Vec<&str> = blocks.iter().map(|block| block.title.as_str()).collect();
    let titles = titles.join("\u{a0}», «\u{a0}");
    if measures.contains(&Measure::Unknown) {
        let message = format!(
            "la mesure du graphique «\u{a0}{titles}\u{a0}» n’est pas connue\u{a0}; exporter à nouveau avec l’interface en anglais"
        );
        let finding = Finding::error("unknown-metrics", &document.name, message);
        return Some((Status::Refused, finding));
    }
    let message = format!(
        "le rapport ne se sert pas du graphique «\u{a0}{titles}\u{a0}»\u{a0}: les nouveaux abonnés y sont comptés sans les départs, et les visites ne sont pas suivies"
    );
    let finding = Finding::new(Severity::Info, "unused-measure", &document.name, message);
    Some((Status::Ignored, finding))
}

fn tell_unread(block: &Block, measure: Measure, told: &mut Told<'_>) {
    let title = &block.title;
    let (severity, code, message) = if measure == Measure::Unknown {
        let message = format!(
            "la mesure du graphique «\u{a0}{title}\u{a0}» n’est pas connue\u{a0}; ses jours n’ont pas été comptés\u{a0}: exporter à nouveau avec l’interface en anglais"
        );
        (Severity::Warning, "unknown-metrics", message)
    } else {
        let message = format!(
            "le rapport ne se sert pas du graphique «\u{a0}{title}\u{a0}»\u{a0}; ses jours n’ont pas été comptés"
        );
        (Severity::Info, "unused-measure", message)
    };
    told.lost_together(block.days, severity, code, block.row, message);
}

fn unknown_network(document: &Document, block: &Block) -> Finding {
    let message = format!(
        "c’est le graphique «\u{a0}{}\u{a0}» de Meta Business Suite, qui ne dit ni le réseau ni le compte\u{a0}; le ranger dans un dossier au nom d’un compte de config.toml, ou dont le nom contient «\u{a0}facebook\u{a0}» ou «\u{a0}instagram\u{a0}»",
        block.title
    );
    Finding::error("unknown-network", &document.name, message).at_row(block.row)
}

/// The network that the path says, the nearest part first: by an account of the settings, else by its words.
fn network(name: &str, settings: &Settings) -> Option<Network> {
    let parts = by_path::parts(name);
    let only = |is_of: &dyn Fn(Network) -> bool| {
        let found: Vec<Network> = NETWORKS.into_iter().filter(|of| is_of(*of)).collect();
        <[Network; 1]>::try_from(found)
            .ok()
            .map(|[network]| network)
    };
    let by_account = parts
        .iter()
        .find_map(|part| only(&|network| settings.accounts.find(network, &[part]).is_some()));
    by_account.or_else(|| {
        parts
            .iter()
            .find_map(|part| only(&|network| chart_title::names(part, network)))
    })
}
