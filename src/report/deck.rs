//! The report as slides: the same pages, one idea at a time, and what to say in front of each.
//!
//! Slides are made from blocks, whatever the page: a chart, a few key figures, the beginning of a
//! table or a short list is an idea; what explains it is said aloud.

use super::block::{
    Banner, Bars, Block, Circuit, Coverage, Grid, Lines, Note, NoteKind, Page, PageLayout, Range,
    Report, Stack, Tile, TileRow, Timeline,
};
use super::pages::annex_tables;
use crate::words::number::NBSP;
use crate::words::text;

/// Rows of a table that can be read from the back of a room.
const ROWS: usize = 7;
/// With more columns, or longer cells, a row takes several lines, and fewer of them are read.
const COLUMNS: usize = 4;
const LETTERS: usize = 60;
const ROWS_OF_A_WORDY_TABLE: usize = 4;
/// A table goes on over that many slides; the rest of it is in the report.
const SLIDES_OF_A_TABLE: usize = 2;
const ITEMS: usize = 4;
const TILES: usize = 4;
/// Key figures of a slide when one of them needs four lines of words.
const WORDY_TILES: usize = 2;
/// Letters that one line of a key figure holds.
const TILE_LINE: usize = 40;
/// Rows of a table that are read aloud.
const ROWS_SAID: usize = 3;

/// What is shown, and what is said meanwhile, one sentence or two each.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    pub page: Page,
    pub said: Vec<String>,
}

/// The slides of a report. Method and annexes are left to the report: they are read, not shown.
pub fn slides(report: &Report) -> Vec<Slide> {
    report
        .pages
        .iter()
        .flat_map(|page| match page.layout {
            PageLayout::Cover => cover(report, page),
            PageLayout::Inner | PageLayout::Poster => Teller::of(page).told(&page.blocks),
            PageLayout::Method | PageLayout::Annex => Vec::new(),
        })
        .collect()
}

/// The slides as a report, ready to be laid out.
pub fn shown(report: &Report, slides: &[Slide]) -> Report {
    Report {
        pages: slides.iter().map(|slide| slide.page.clone()).collect(),
        ..report.clone()
    }
}

/// Two lines of cases, and a comparison below them.
fn is_wordy_tile(tile: &Tile) -> bool {
    tile.comparison.is_some() && tile.detail.chars().count() > TILE_LINE
}

fn is_wordy(grid: &Grid) -> bool {
    let long = |cell: &String| cell.chars().count() > LETTERS;
    grid.columns.len() > COLUMNS || grid.rows.iter().flatten().any(long)
}

/// The title slide, which keeps the small lines of the cover, then what the cover says.
fn cover(report: &Report, page: &Page) -> Vec<Slide> {
    let is_small = |block: &&Block| matches!(block, Block::Note(_));
    let title = Slide {
        page: Page {
            blocks: page.blocks.iter().filter(is_small).cloned().collect(),
            ..page.clone()
        },
        said: vec![sentence(&format!("{}. {}", report.title, report.subtitle))],
    };
    let others: Vec<Block> = page
        .blocks
        .iter()
        .filter(|block| !is_small(block))
        .cloned()
        .collect();
    let inner = Page {
        title: "Le mois en une phrase".to_owned(),
        bookmark: page.title.clone(),
        layout: PageLayout::Inner,
        ..page.clone()
    };
    let mut slides = vec![title];
    slides.extend(Teller::of(&inner).told(&others));
    slides
}

/// Walks the blocks of a page, and remembers what has not been shown or said yet.
struct Teller<'a> {
    page: &'a Page,
    slides: Vec<Slide>,
    /// The heading or the frame that the next block stands under.
    heading: Option<String>,
    /// To be said with the next slide.
    said: Vec<String>,
    /// To be shown with the next slide.
    caution: Option<Block>,
}

impl<'a> Teller<'a> {
    fn of(page: &'a Page) -> Self {
        Teller {
            page,
            slides: Vec::new(),
            heading: None,
            said: Vec::new(),
            caution: None,
        }
    }

    fn told(mut self, blocks: &[Block]) -> Vec<Slide> {
        self.walk(blocks);
        if self.slides.is_empty() {
            // A page of words alone.
            let words = std::mem::take(&mut self.said);
            for some in words.chunks(2) {
                let shown = some
                    .iter()
                    .map(|text| Block::Paragraph { text: text.clone() });
                self.show("", shown.collect(), some.to_vec());
            }
        }
        self.slides
    }

    fn walk(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text } => self.heading = Some(text.clone()),
            Block::Lead { text } => self.show("", vec![block.clone()], vec![text.clone()]),
            Block::Paragraph { text } if self.heading.is_some() => {
                self.show("", vec![block.clone()], vec![text.clone()]);
            }
            Block::Paragraph { text } => self.say(text.clone()),
            Block::List { items, numbered } => {
                for some in items.chunks(ITEMS) {
                    let list = Block::List {
                        items: some.to_vec(),
                        numbered: *numbered,
                    };
                    self.show("", vec![list], some.to_vec());
                }
            }
            Block::Banner(banner) => self.banner(banner),
            Block::Tiles { rows } => rows.iter().for_each(|row| self.tiles(row)),
            Block::Grid(grid) => self.table(grid),
            Block::Stack(stack) if stack.parts.len() > ROWS => {
                self.table(&annex_tables::of_stack(stack));
            }
            Block::Stack(stack) => {
                let titled = |caption| {
                    Block::Stack(Stack {
                        caption,
                        ..stack.clone()
                    })
                };
                self.chart(&stack.caption, &stack.alt, titled);
            }
            Block::Bars(bars) => {
                let titled = |caption| {
                    Block::Bars(Bars {
                        caption,
                        ..bars.clone()
                    })
                };
                self.chart(&bars.caption, &bars.alt, titled);
            }
            Block::Range(range) => {
                let titled = |caption| {
                    Block::Range(Range {
                        caption,
                        ..range.clone()
                    })
                };
                self.chart(&range.caption, &range.alt, titled);
            }
            Block::Lines(lines) => {
                let titled = |caption| {
                    Block::Lines(Lines {
                        caption,
                        ..lines.clone()
                    })
                };
                self.chart(&lines.caption, &lines.alt, titled);
            }
            Block::Timeline(timeline) => {
                let titled = |caption| {
                    Block::Timeline(Timeline {
                        caption,
                        ..timeline.clone()
                    })
                };
                self.chart(&timeline.caption, &timeline.alt, titled);
            }
            Block::Circuit(circuit) => {
                let titled = |caption| {
                    Block::Circuit(Circuit {
                        caption,
                        ..circuit.clone()
                    })
                };
                self.chart(&circuit.caption, &circuit.alt, titled);
            }
            Block::Note(note) => self.note(note),
            Block::Definitions { items } => {
                for some in items.chunks(ITEMS) {
                    let said = some
                        .iter()
                        .map(|item| format!("{}{NBSP}: {}", item.word, item.meaning));
                    let said = said.collect();
                    let block = Block::Definitions {
                        items: some.to_vec(),
                    };
                    self.show("", vec![block], said);
                }
            }
            Block::Frame { title, blocks } => {
                self.heading = Some(title.clone());
                self.walk(blocks);
                self.heading = None;
            }
            Block::Columns { columns } => {
                for column in columns {
                    self.walk(&column.blocks);
                    self.heading = None;
                }
            }
        }
    }

    /// A slide under its heading, its own title, or the message of the page when it is the first.
    fn show(&mut self, title: &str, blocks: Vec<Block>, said: Vec<String>) {
        if !said.iter().any(|text| text.contains(char::is_alphanumeric)) {
            return;
        }
        let heading = self.heading.clone().filter(|heading| !heading.is_empty());
        let title = match heading {
            Some(heading) => heading,
            None if self.slides.is_empty() || title.is_empty() => self.page.title.clone(),
            None => title.to_owned(),
        };
        let mut shown = blocks;
        shown.extend(self.caution.take());
        let mut all = std::mem::take(&mut self.said);
        all.extend(said.into_iter().filter(|text| *text != title));
        self.slides.push(Slide {
            page: Page {
                id: self.page.id,
                title,
                bookmark: self.page.bookmark.clone(),
                layout: PageLayout::Inner,
                blocks: shown,
            },
            said: all.iter().map(|text| sentence(text)).collect(),
        });
    }

    /// Said with what is on the screen, or with the next slide when nothing is.
    fn say(&mut self, text: String) {
        match self.slides.last_mut() {
            Some(slide) => slide.said.push(sentence(&text)),
            None => self.said.push(text),
        }
    }

    /// The caption becomes the title, except under the message of the page.
    fn chart(&mut self, caption: &str, alt: &str, titled: impl Fn(String) -> Block) {
        let is_title = !self.slides.is_empty() && self.heading.is_none();
        let kept = if is_title { "" } else { caption };
        let said = [caption, alt].map(str::to_owned).to_vec();
        self.show(caption, vec![titled(kept.to_owned())], said);
    }

    fn tiles(&mut self, row: &TileRow) {
        let most = if row.tiles.iter().any(is_wordy_tile) {
            WORDY_TILES
        } else {
            TILES
        };
        for tiles in row.tiles.chunks(most) {
            let said = tiles.iter().map(|tile| {
                let mut said = format!("{}{NBSP}: {}", tile.label, tile.value);
                if !tile.detail.is_empty() {
                    said = format!("{said}, {}", tile.detail);
                }
                if let Some(comparison) = &tile.comparison {
                    said = format!("{said}{NBSP}; {comparison}");
                }
                said
            });
            let said = said.collect();
            let kept = TileRow {
                heading: String::new(),
                tiles: tiles.to_vec(),
            };
            let is_first = self.slides.is_empty();
            self.show(&row.heading, vec![Block::Tiles { rows: vec![kept] }], said);
            if let (true, Some(slide)) = (is_first, self.slides.last_mut()) {
                // Under the message of the page, the heading is its small name.
                slide.page.bookmark.clone_from(&row.heading);
            }
        }
    }

    /// The beginning of a table, over slides of about the same length.
    fn table(&mut self, grid: &Grid) {
        if grid.rows.is_empty() {
            return;
        }
        let most = if is_wordy(grid) {
            ROWS_OF_A_WORDY_TABLE
        } else {
            ROWS
        };
        let kept = &grid.rows[..grid.rows.len().min(most * SLIDES_OF_A_TABLE)];
        let rest = grid.rows.len() - kept.len();
        let slides = kept.len().div_ceil(most).max(1);
        let length = kept.len().div_ceil(slides).max(1);
        for (rank, rows) in kept.chunks(length).enumerate() {
            let is_title = !self.slides.is_empty() && self.heading.is_none();
            let part = Grid {
                caption: if is_title {
                    String::new()
                } else {
                    grid.caption.clone()
                },
                columns: grid.columns.clone(),
                rows: rows.to_vec(),
            };
            let title = match rank {
                0 => grid.caption.clone(),
                _ => format!("{} (suite)", grid.caption),
            };
            let mut blocks = vec![Block::Grid(part)];
            let mut said = rows_said(&title, grid, rows);
            if rest > 0 && (rank + 1) * length >= kept.len() {
                let text = "La suite du tableau est dans le rapport.".to_owned();
                said.push(text.clone());
                blocks.push(Block::Note(Note {
                    kind: NoteKind::Plain,
                    text,
                }));
            }
            self.show(&title, blocks, said);
        }
    }

    /// What lessens the figures stays with them; that nothing lessens them is only said.
    fn banner(&mut self, banner: &Banner) {
        match banner.level {
            Coverage::Complete => self.say(banner.text.clone()),
            Coverage::Partial | Coverage::Insufficient => {
                self.say(banner.text.clone());
                let caution = Block::Note(Note {
                    kind: NoteKind::Caveat,
                    text: banner.text.clone(),
                });
                match self.slides.last_mut() {
                    Some(slide) => slide.page.blocks.push(caution),
                    None => self.caution = Some(caution),
                }
            }
        }
    }

    fn note(&mut self, note: &Note) {
        let lead = match note.kind {
            NoteKind::HowToRead => "Comment lire",
            NoteKind::Source => "Source et effectif",
            NoteKind::Caveat | NoteKind::Plain => "",
        };
        if lead.is_empty() || note.text.starts_with(lead) {
            self.say(note.text.clone());
        } else {
            self.say(format!("{lead}{NBSP}: {}", note.text));
        }
        if note.kind == NoteKind::Caveat
            && let Some(slide) = self.slides.last_mut()
        {
            slide.page.blocks.push(Block::Note(note.clone()));
        }
    }
}

/// « Facebook – Archives : publications, 3 ; affichages, 2 011 », for the first rows.
fn rows_said(title: &str, grid: &Grid, rows: &[Vec<String>]) -> Vec<String> {
    let mut said = vec![title.to_owned()];
    said.extend(rows.iter().take(ROWS_SAID).filter_map(|row| {
        let (head, cells) = row.split_first()?;
        let cells: Vec<String> = grid
            .columns
            .iter()
            .skip(1)
            .zip(cells)
            .map(|(column, cell)| format!("{}, {cell}", text::lower_first(&column.title)))
            .collect();
        Some(format!(
            "{head}{NBSP}: {}",
            cells.join(&format!("{NBSP}; "))
        ))
    }));
    said
}

/// A sentence to say: « n = 37 contenus » is « 37 contenus » aloud, and there is a full stop.
fn sentence(text: &str) -> String {
    let said = text.trim().replace(&format!("n{NBSP}={NBSP}"), "");
    if said.is_empty() || said.ends_with(['.', '!', '?', '…']) {
        said
    } else {
        format!("{said}.")
    }
}
