//! `resume.txt`: the second page in a few lines, to paste in an e-mail.

use std::fmt::Write;

use crate::report::block::{Block, Page, Report};

/// The sentence of the month, then the key figures, the facts and the proposals of the essentials.
pub fn render(report: &Report) -> String {
    let mut out = format!(
        "{}\n{}\n{}\n\n",
        report.title, report.subtitle, report.version
    );
    for page in report
        .pages
        .iter()
        .filter(|page| page.id == "cover" || page.id == "essentials")
    {
        write(&mut out, page);
    }
    out
}

fn write(out: &mut String, page: &Page) {
    if page.id == "essentials" {
        line(out, &page.title);
        out.push('\n');
    }
    for block in &page.blocks {
        self::block(out, block);
    }
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Lead { text } | Block::Paragraph { text } => {
            line(out, text);
            out.push('\n');
        }
        Block::Heading { text } => line(out, text),
        Block::Banner(banner) => {
            line(out, &banner.text);
            out.push('\n');
        }
        Block::List { items, .. } => {
            for item in items {
                line(out, &format!("- {item}"));
            }
            out.push('\n');
        }
        Block::Tiles { rows } => {
            for row in rows {
                line(out, &row.heading);
                for tile in &row.tiles {
                    let mut said = format!("- {}\u{a0}: {}", tile.label, tile.value);
                    if !tile.detail.is_empty() {
                        let _ = write!(said, " ({})", tile.detail);
                    }
                    if let Some(comparison) = &tile.comparison {
                        let _ = write!(said, "\u{a0}; {comparison}");
                    }
                    line(out, &said);
                }
                out.push('\n');
            }
        }
        Block::Frame { title, blocks } => {
            line(out, title);
            for inner in blocks {
                self::block(out, inner);
            }
        }
        Block::Columns { columns } => {
            for inner in columns.iter().flat_map(|column| &column.blocks) {
                self::block(out, inner);
            }
        }
        // Pictures, tables and notes are for the page.
        Block::Grid(_)
        | Block::Stack(_)
        | Block::Bars(_)
        | Block::Range(_)
        | Block::Timeline(_)
        | Block::Lines(_)
        | Block::Circuit(_)
        | Block::Note(_)
        | Block::Definitions { .. } => {}
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
