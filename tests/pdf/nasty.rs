//! Reports as nobody would write them, but as data may make them.

use estran::report::block::{
    Align, Banner, Bar, Bars, Block, Circuit, Column, Coverage, Definition, Extent, Grid,
    GridColumn, Hue, Lane, LaneMark, LinePoint, Lines, Note, NoteKind, Page, PageLayout, Range,
    RangeRow, RangeSpread, Report, Stack, StackPart, Stop, Tick, Tile, TileRow, Timeline,
};

use super::sample;

/// Each with the name of what is odd in it.
pub fn reports() -> Vec<(&'static str, Report)> {
    vec![
        ("the sample", sample::report()),
        ("no page at all", report(Vec::new())),
        (
            "a page without blocks",
            report(vec![page("Titre", Vec::new())]),
        ),
        ("empty words everywhere", empty_words()),
        (
            "a title of 200 letters",
            report(vec![
                page(&long_title(), vec![paragraph(&words(40))]),
                cover(&long_title()),
            ]),
        ),
        (
            "a table of 45 rows",
            report(vec![page("Tous les comptes", vec![table(45, 7)])]),
        ),
        (
            "a table of 14 columns",
            report(vec![page("Large", vec![table(6, 14)])]),
        ),
        ("ragged rows", report(vec![page("Lignes", vec![ragged()])])),
        (
            "a cell of 900 words",
            report(vec![page("Cellule", vec![huge_cell()])]),
        ),
        (
            "words of 150 letters",
            report(vec![page(
                &"a".repeat(150),
                vec![
                    paragraph(&"anticonstitutionnellement".repeat(12)),
                    table_of_long_words(),
                ],
            )]),
        ),
        (
            "a paragraph of 5000 words",
            report(vec![page("Long", vec![paragraph(&words(5000))])]),
        ),
        (
            "long frames, banners and lists",
            report(vec![page("Long", long_blocks())]),
        ),
        (
            "columns that do not fit",
            report(vec![page("Colonnes", vec![columns(60)])]),
        ),
        (
            "columns inside columns",
            report(vec![page("Colonnes", vec![nested_columns()])]),
        ),
        ("emoji and other alphabets", emoji()),
        ("charts of zeros", report(vec![page("Zéros", charts(0))])),
        (
            "charts of very big numbers",
            report(vec![page("Grands nombres", charts(u64::MAX))]),
        ),
        ("charts of one", report(vec![page("Un", charts(1))])),
        ("empty charts", report(vec![page("Vide", empty_charts())])),
        (
            "forty bars",
            report(vec![page("Barres", vec![bars(40), ranges(40)])]),
        ),
        (
            "lives of nothing, of a day and of all time",
            report(vec![page(
                "Vies",
                vec![timeline(0, 0), timeline(1440, 3), timeline(u64::MAX, 40)],
            )]),
        ),
        (
            "a crowded stack",
            report(vec![page("Pile", vec![crowded_stack()])]),
        ),
        (
            "ticks that touch",
            report(vec![page("Graduations", vec![crowded_ticks()])]),
        ),
        (
            "twelve tiles of long states",
            report(vec![page("Tuiles", vec![tiles()])]),
        ),
        ("a cover that runs over", report(vec![long_cover()])),
        (
            "headings near the foot",
            report(vec![page("Titres", headings())]),
        ),
    ]
}

pub fn report(pages: Vec<Page>) -> Report {
    Report {
        pages,
        ..sample::report()
    }
}

pub fn page(title: &str, blocks: Vec<Block>) -> Page {
    Page {
        id: "nasty",
        title: title.to_string(),
        bookmark: "Page".to_string(),
        layout: PageLayout::Inner,
        blocks,
    }
}

fn cover(title: &str) -> Page {
    Page {
        layout: PageLayout::Cover,
        ..page(title, vec![Block::Lead { text: words(60) }])
    }
}

fn long_cover() -> Page {
    let blocks = (0..12).map(|_| paragraph(&words(50))).collect();
    Page {
        layout: PageLayout::Cover,
        ..page("Couverture", blocks)
    }
}

fn words(count: usize) -> String {
    const SOME: [&str; 9] = [
        "l’équipe",
        "a",
        "publié",
        "trente-huit",
        "contenus",
        "pendant",
        "le",
        "mois",
        "d’octobre",
    ];
    SOME.iter()
        .cycle()
        .take(count)
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

fn long_title() -> String {
    words(60).chars().take(200).collect()
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        text: text.to_string(),
    }
}

fn columns_of(count: usize) -> Vec<GridColumn> {
    (0..count)
        .map(|rank| GridColumn {
            title: format!("Colonne numéro {rank}"),
            align: if rank == 0 { Align::Left } else { Align::Right },
            weight: 1,
        })
        .collect()
}

fn table(rows: usize, columns: usize) -> Block {
    let row = |row: usize| {
        (0..columns)
            .map(|column| format!("r{row} c{column}"))
            .collect()
    };
    Block::Grid(Grid {
        caption: "Un tableau".into(),
        columns: columns_of(columns),
        rows: (0..rows).map(row).collect(),
    })
}

fn ragged() -> Block {
    let rows = vec![
        vec!["seul".to_string()],
        Vec::new(),
        ["a", "b", "c", "d en trop", "e en trop"]
            .map(String::from)
            .to_vec(),
    ];
    Block::Grid(Grid {
        caption: "Irrégulier".into(),
        columns: columns_of(3),
        rows,
    })
}

fn huge_cell() -> Block {
    Block::Grid(Grid {
        caption: "Une cellule".into(),
        columns: columns_of(3),
        rows: vec![
            vec!["en-tête".into(), words(900), "fin".into()],
            vec!["après".into(), "a".into(), "b".into()],
        ],
    })
}

fn table_of_long_words() -> Block {
    Block::Grid(Grid {
        caption: "https://example.org/".repeat(12),
        columns: columns_of(4),
        rows: vec![vec![
            "x".repeat(90),
            "y".repeat(90),
            "z".repeat(90),
            "9".repeat(60),
        ]],
    })
}

fn long_blocks() -> Vec<Block> {
    vec![
        Block::Banner(Banner {
            level: Coverage::Insufficient,
            text: words(900),
        }),
        Block::Banner(Banner {
            level: Coverage::Complete,
            text: words(5),
        }),
        Block::Frame {
            title: words(30),
            blocks: vec![paragraph(&words(700)), table(30, 4)],
        },
        Block::Frame {
            title: String::new(),
            blocks: Vec::new(),
        },
        Block::List {
            items: (0..60).map(|_| words(30)).collect(),
            numbered: true,
        },
        Block::Definitions {
            items: (0..30)
                .map(|_| Definition {
                    word: words(8),
                    meaning: words(40),
                })
                .collect(),
        },
        Block::Note(Note {
            kind: NoteKind::Caveat,
            text: words(300),
        }),
        Block::Lead { text: words(200) },
    ]
}

fn columns(paragraphs: usize) -> Block {
    let column = |weight| Column {
        weight,
        blocks: (0..paragraphs).map(|_| paragraph(&words(20))).collect(),
    };
    Block::Columns {
        columns: vec![column(1), column(2)],
    }
}

fn nested_columns() -> Block {
    let inner = || Block::Columns {
        columns: (0..3)
            .map(|_| Column {
                weight: 1,
                blocks: vec![table(3, 3)],
            })
            .collect(),
    };
    Block::Columns {
        columns: vec![
            Column {
                weight: 0,
                blocks: vec![inner()],
            },
            Column {
                weight: 0,
                blocks: vec![inner(), bars(3)],
            },
        ],
    }
}

fn emoji() -> Report {
    let odd = "Bravo 🎉🎉 à l’équipe 👩🏽‍💻 ! \u{1D5D5}\u{1D5F2}\u{1D5EE}\u{1D602} 日本語 العربية 1️⃣ 🇫🇷 e\u{301}te\u{301}, ﬁn\u{200B}\u{AD}e ①";
    let mut report = report(vec![page(
        odd,
        vec![
            paragraph(odd),
            paragraph("🎉"),
            table(2, 2),
            Block::Lead { text: odd.into() },
        ],
    )]);
    report.title = odd.to_string();
    report.organisation = "Mairie <& \"Cie\"> \u{1}".to_string();
    report
}

fn charts(size: u64) -> Vec<Block> {
    let part = |hue| StackPart {
        label: "Une partie".into(),
        value: format!("{size} h"),
        size,
        hue,
    };
    let point = |at: Option<u64>| LinePoint {
        label: "oct. 25".into(),
        at,
        value: at.map(|at| at.to_string()),
        is_labelled: true,
        highlights: String::new(),
        is_cut: false,
    };
    let stop = |waits| Stop {
        name: "Une étape".into(),
        value: format!("{size} jours ouvrés"),
        detail: "d’attente, en médiane".into(),
        waits,
    };
    vec![
        Block::Circuit(Circuit {
            caption: "Chemin".into(),
            alt: "Un chemin".into(),
            stops: vec![stop(false), stop(true), stop(false)],
        }),
        Block::Stack(Stack {
            caption: "Pile".into(),
            alt: "Une pile".into(),
            above_label: "Ce qui se voit".into(),
            below_label: "Ce qui ne se voit pas".into(),
            above: 9,
            parts: vec![part(Hue::Rust), part(Hue::Hatched), part(Hue::Dashed)],
        }),
        Block::Bars(Bars {
            caption: "Barres".into(),
            alt: "Des barres".into(),
            bars: vec![
                Bar {
                    label: "Une".into(),
                    value: format!("{size}"),
                    size,
                    hue: Hue::Navy,
                },
                Bar {
                    label: "Deux".into(),
                    value: "0".into(),
                    size: 0,
                    hue: Hue::Hatched,
                },
            ],
        }),
        Block::Range(Range {
            caption: "Étendue".into(),
            alt: "Une étendue".into(),
            ticks: vec![
                Tick {
                    at: 0,
                    label: "0".into(),
                },
                Tick {
                    at: size,
                    label: "fin".into(),
                },
            ],
            rows: vec![
                RangeRow {
                    label: "Points".into(),
                    value: "rien".into(),
                    spread: RangeSpread::Points { at: vec![] },
                },
                RangeRow {
                    label: "Médiane".into(),
                    value: "tout".into(),
                    spread: RangeSpread::Median {
                        low: size,
                        middle: size,
                        high: size,
                    },
                },
            ],
        }),
        Block::Lines(Lines {
            caption: "Courbe".into(),
            alt: "Une courbe".into(),
            ticks: vec![
                Tick {
                    at: 0,
                    label: "0".into(),
                },
                Tick {
                    at: size,
                    label: size.to_string(),
                },
            ],
            points: vec![point(None), point(Some(size)), point(None), point(Some(0))],
        }),
        Block::Lines(Lines {
            caption: "Un point".into(),
            alt: "Un point".into(),
            ticks: vec![],
            points: vec![point(Some(size))],
        }),
    ]
}

fn empty_charts() -> Vec<Block> {
    let nothing = String::new;
    vec![
        Block::Stack(Stack {
            caption: nothing(),
            alt: nothing(),
            above_label: nothing(),
            below_label: nothing(),
            above: 0,
            parts: vec![],
        }),
        Block::Bars(Bars {
            caption: nothing(),
            alt: nothing(),
            bars: vec![],
        }),
        Block::Range(Range {
            caption: nothing(),
            alt: nothing(),
            ticks: vec![],
            rows: vec![],
        }),
        Block::Lines(Lines {
            caption: nothing(),
            alt: nothing(),
            ticks: vec![],
            points: vec![],
        }),
        Block::Grid(Grid {
            caption: nothing(),
            columns: vec![],
            rows: vec![],
        }),
        Block::Grid(Grid {
            caption: "Sans colonne".into(),
            columns: vec![],
            rows: vec![vec!["un".into(), "deux".into()]],
        }),
        Block::Grid(Grid {
            caption: "Sans ligne".into(),
            columns: columns_of(2),
            rows: vec![],
        }),
        Block::Tiles {
            rows: vec![TileRow {
                heading: nothing(),
                tiles: vec![],
            }],
        },
        Block::List {
            items: vec![],
            numbered: false,
        },
        Block::Definitions { items: vec![] },
        Block::Columns { columns: vec![] },
        Block::Columns {
            columns: vec![
                Column {
                    weight: 1,
                    blocks: vec![],
                },
                Column {
                    weight: 1,
                    blocks: vec![],
                },
            ],
        },
    ]
}

fn empty_words() -> Report {
    let mut report = report(vec![page(
        "",
        vec![
            Block::Lead {
                text: String::new(),
            },
            Block::Heading {
                text: String::new(),
            },
            paragraph(""),
            Block::List {
                items: vec![String::new(), String::new()],
                numbered: false,
            },
            Block::Banner(Banner {
                level: Coverage::Partial,
                text: String::new(),
            }),
            Block::Note(Note {
                kind: NoteKind::Source,
                text: String::new(),
            }),
            Block::Definitions {
                items: vec![Definition {
                    word: String::new(),
                    meaning: String::new(),
                }],
            },
            table(1, 1),
        ],
    )]);
    report.title = String::new();
    report.subtitle = String::new();
    report.fingerprint = String::new();
    report.version = String::new();
    report.organisation = String::new();
    report.month = String::new();
    report.pages[0].bookmark = String::new();
    report
}

fn bars(count: u64) -> Block {
    let bar = |rank| Bar {
        label: words(12),
        value: format!("{rank} demandes sur 40"),
        size: rank,
        hue: Hue::Blue,
    };
    Block::Bars(Bars {
        caption: "Beaucoup de barres".into(),
        alt: "Beaucoup".into(),
        bars: (0..count).map(bar).collect(),
    })
}

/// Marks that end before they begin, outside the axis, on an axis of nothing or of all time.
fn timeline(length: u64, lanes: u64) -> Block {
    let over = |from, to| Extent { from, to };
    let lane = |rank| Lane {
        label: words(9),
        when: words(3),
        value: words(7),
        marks: vec![
            LaneMark::Work {
                over: over(rank, u64::MAX),
                size: rank,
                hue: Hue::Hatched,
            },
            LaneMark::Work {
                over: over(u64::MAX, 0),
                size: u64::MAX,
                hue: Hue::Navy,
            },
            LaneMark::Wait {
                over: over(length, 0),
            },
            LaneMark::Point {
                at: u64::MAX,
                hue: Hue::Rust,
            },
        ],
    };
    Block::Timeline(Timeline {
        caption: "Une vie".into(),
        alt: String::new(),
        length,
        ticks: vec![
            Tick {
                at: 0,
                label: "début".into(),
            },
            Tick {
                at: length,
                label: "fin".into(),
            },
        ],
        off: vec![over(0, u64::MAX), over(length, 0)],
        lanes: (0..lanes).map(lane).collect(),
    })
}

fn ranges(count: u64) -> Block {
    let row = |rank| RangeRow {
        label: words(9),
        value: words(14),
        spread: RangeSpread::Points {
            at: vec![rank, rank + 1, rank + 2],
        },
    };
    Block::Range(Range {
        caption: "Beaucoup de lignes".into(),
        alt: "Beaucoup".into(),
        ticks: vec![Tick {
            at: 0,
            label: "0".into(),
        }],
        rows: (0..count).map(row).collect(),
    })
}

/// An iceberg of which some per cent are seen; what is under the water is one part, before it three of nothing.
pub fn iceberg(seen: u64) -> Block {
    let part = |label: &str, size: u64| StackPart {
        label: label.to_owned(),
        value: format!("{size} h, {size} %"),
        size,
        hue: Hue::Navy,
    };
    let stack = Block::Stack(Stack {
        caption: "Heures passées pendant le mois".into(),
        alt: "Heures passées pendant le mois".into(),
        above_label: "Ce qui se voit".into(),
        below_label: "Ce qui ne se voit pas".into(),
        above: 1,
        parts: vec![
            part("Ce qui se voit", seen),
            part("En amont", 0),
            part("En aval", 0),
            part("Temps commun", 0),
            part("Sans étape précisée", 100 - seen),
        ],
    });
    let column = |weight, block| Column {
        weight,
        blocks: vec![block],
    };
    Block::Columns {
        columns: vec![column(6, stack), column(5, paragraph("À côté"))],
    }
}

fn crowded_stack() -> Block {
    let part = |rank: u64| StackPart {
        label: words(9),
        value: words(6),
        size: if rank == 3 { 100_000 } else { rank },
        hue: Hue::Navy,
    };
    Block::Columns {
        columns: vec![
            Column {
                weight: 1,
                blocks: vec![Block::Stack(Stack {
                    caption: "Douze parts".into(),
                    alt: "Douze parts".into(),
                    above_label: words(8),
                    below_label: words(8),
                    above: 2,
                    parts: (0..8).map(part).collect(),
                })],
            },
            Column {
                weight: 1,
                blocks: vec![paragraph("À côté")],
            },
        ],
    }
}

fn crowded_ticks() -> Block {
    let tick = |at: u64| Tick {
        at,
        label: format!("{at} heures et demie"),
    };
    Block::Columns {
        columns: vec![
            Column {
                weight: 1,
                blocks: vec![Block::Range(Range {
                    caption: "Serrées".into(),
                    alt: "Serrées".into(),
                    ticks: (0..12).map(tick).collect(),
                    rows: vec![RangeRow {
                        label: "Une".into(),
                        value: "1".into(),
                        spread: RangeSpread::Points { at: vec![40] },
                    }],
                })],
            },
            Column {
                weight: 1,
                blocks: vec![Block::Lines(Lines {
                    caption: "Serrées".into(),
                    alt: "Serrées".into(),
                    ticks: (0..12).map(tick).collect(),
                    points: (0..25)
                        .map(|rank| LinePoint {
                            label: format!("septembre {rank}"),
                            at: Some(5),
                            value: Some(format!("valeur {rank}")),
                            is_labelled: true,
                            highlights: String::new(),
                            is_cut: false,
                        })
                        .collect(),
                })],
            },
        ],
    }
}

fn tiles() -> Block {
    let tile = |measured| Tile {
        code: "ES1",
        label: words(8),
        value: words(14),
        measured,
        detail: words(12),
        comparison: Some(words(11)),
    };
    Block::Tiles {
        rows: vec![TileRow {
            heading: words(3),
            tiles: (0..12).map(|rank| tile(rank % 2 == 0)).collect(),
        }],
    }
}

fn headings() -> Vec<Block> {
    (0..30)
        .flat_map(|rank| {
            [
                Block::Heading {
                    text: format!("Titre {rank}"),
                },
                paragraph(&words(20 + rank * 7)),
            ]
        })
        .collect()
}
