//! An invented month of an invented département, as rich as a report can be.

use chrono::NaiveDate;
use estran::report::block::{
    Align, Banner, Bar, Bars, Block, Column, Coverage, Definition, Grid, GridColumn, Hue,
    LinePoint, Lines, Note, NoteKind, Page, PageLayout, Range, RangeRow, RangeSpread, Report,
    Stack, StackPart, Tick, Tile, TileRow,
};

pub fn report() -> Report {
    Report {
        title: french("Le travail derrière nos réseaux sociaux"),
        subtitle: french("Département des Abers, octobre 2026"),
        organisation: french("Département des Abers"),
        month: french("octobre 2026"),
        version: french("Version provisoire, produite le 5 novembre 2026, non relue"),
        produced_on: NaiveDate::from_ymd_opt(2026, 11, 5).unwrap(),
        fingerprint: "3f9a1c7e".to_string(),
        pages: vec![
            cover(),
            essentials(),
            iceberg(),
            content_time(),
            circuit(),
            capacity(),
            results(),
            method(),
        ],
    }
}

/// The fine spaces of French, as the pages write them.
pub fn french(words: &str) -> String {
    words
        .replace(" :", "\u{A0}:")
        .replace(" %", "\u{202F}%")
        .replace(" ;", "\u{202F};")
        .replace(" ?", "\u{202F}?")
        .replace(" !", "\u{202F}!")
        .replace("« ", "«\u{A0}")
        .replace(" »", "\u{A0}»")
        .replace(" h ", "\u{A0}h\u{A0}")
        .replace("n = ", "n\u{A0}=\u{A0}")
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { text: french(text) }
}

fn heading(text: &str) -> Block {
    Block::Heading { text: french(text) }
}

fn note(kind: NoteKind, text: &str) -> Block {
    Block::Note(Note {
        kind,
        text: french(text),
    })
}

fn list(items: &[&str]) -> Block {
    Block::List {
        items: items.iter().map(|item| french(item)).collect(),
        numbered: false,
    }
}

fn page(id: &'static str, title: &str, bookmark: &str, blocks: Vec<Block>) -> Page {
    Page {
        id,
        title: french(title),
        bookmark: french(bookmark),
        layout: PageLayout::Inner,
        blocks,
    }
}

pub fn grid(caption: &str, columns: &[(&str, Align, u16)], rows: &[&[&str]]) -> Block {
    Block::Grid(Grid {
        caption: french(caption),
        columns: columns
            .iter()
            .map(|(title, align, weight)| GridColumn {
                title: french(title),
                align: *align,
                weight: *weight,
            })
            .collect(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|cell| french(cell)).collect())
            .collect(),
    })
}

fn cover() -> Page {
    Page {
        id: "cover",
        title: french("Le travail derrière nos réseaux sociaux"),
        bookmark: french("Couverture"),
        layout: PageLayout::Cover,
        blocks: vec![
            Block::Lead {
                text: french(
                    "En octobre, l’équipe a consacré 214 h aux réseaux sociaux ; plus des neuf dixièmes de ce temps ne se voient pas (92 %).",
                ),
            },
            Block::Banner(Banner {
                level: Coverage::Partial,
                text: french(
                    "Données partielles. 21 jours sur 23 renseignés ; statistiques manquantes : TikTok. Les durées sont des minimums.",
                ),
            }),
            paragraph(
                "Période du 1er au 31 octobre 2026. Six comptes suivis sur cinq réseaux : Facebook, Instagram, LinkedIn, X et YouTube.",
            ),
            paragraph(
                "Le mot du service : ce mois a été marqué par la tempête du 20 octobre. L’équipe a informé les habitants trois soirs de suite, en lien avec les directions des routes et des collèges. Merci à toutes celles et à tous ceux qui ont relu vite.",
            ),
            note(NoteKind::Plain, "Document de travail interne."),
        ],
    }
}

fn tile(
    code: &'static str,
    label: &str,
    value: &str,
    measured: bool,
    detail: &str,
    comparison: Option<&str>,
) -> Tile {
    Tile {
        code,
        label: french(label),
        value: french(value),
        measured,
        detail: french(detail),
        comparison: comparison.map(french),
    }
}

fn essentials() -> Page {
    let did = vec![
        tile(
            "ES1",
            "Temps consacré aux réseaux",
            "214 h",
            true,
            "1,6 ETP · n = 214 saisies",
            Some("septembre : 201 h, hausse de 13 h"),
        ),
        tile(
            "ES2",
            "Publications",
            "63",
            true,
            "38 contenus distincts",
            Some("septembre : 57, stable"),
        ),
        tile(
            "ES3",
            "Temps pour un contenu",
            "4 h 35",
            true,
            "médiane, n = 31 contenus, 7 sans temps saisi",
            Some("septembre : 4 h 10, stable"),
        ),
        tile(
            "ES4",
            "Part qui ne se voit pas",
            "au moins 92 %",
            true,
            "196 h sur 214 h",
            Some("septembre : 91 %, stable"),
        ),
    ];
    let weighs = vec![
        tile(
            "ES5",
            "Attente de validation",
            "2,4 jours ouvrés",
            true,
            "médiane, n = 22 circuits terminés, 3 en attente",
            Some("septembre : 1,9 jour, stable"),
        ),
        tile(
            "ES6",
            "Demandes « vite fait »",
            "9 sur 17",
            true,
            "n = 17 demandes datées",
            None,
        ),
        tile(
            "ES7",
            "Messages reçus hors horaires",
            "Non mesuré : heures de réception non fournies",
            false,
            "",
            None,
        ),
        tile(
            "ES8",
            "Charge",
            "118 %",
            true,
            "214 h passées pour 181 h disponibles",
            Some("septembre : 111 %, hausse de 7 points"),
        ),
    ];
    page(
        "essentials",
        "214 h de travail, dont au moins 92 % ne se voient pas",
        "L’essentiel du mois",
        vec![
            Block::Tiles {
                rows: vec![
                    TileRow { heading: french("Ce que nous avons fait"), tiles: did },
                    TileRow { heading: french("Ce qui pèse"), tiles: weighs },
                ],
            },
            Block::Columns {
                columns: vec![
                    Column {
                        weight: 3,
                        blocks: vec![
                            heading("Trois faits du mois"),
                            Block::List {
                                items: [
                                    "La charge dépasse le temps disponible de 33 h, soit 0,2 ETP.",
                                    "9 demandes sur 17 sont arrivées moins d’un jour ouvré avant la date souhaitée.",
                                    "Trois étapes de validation attendaient encore une réponse le 31 octobre ; la plus ancienne depuis 11 jours ouvrés.",
                                ]
                                .map(french)
                                .to_vec(),
                                numbered: true,
                            },
                        ],
                    },
                    Column {
                        weight: 2,
                        blocks: vec![Block::Frame {
                            title: french("Ce que nous proposons"),
                            blocks: vec![list(&[
                                "Convenir d’un délai de trois jours ouvrés pour les demandes.",
                                "Désigner une personne suppléante pour chaque étape de validation.",
                            ])],
                        }],
                    },
                ],
            },
        ],
    )
}

fn part(label: &str, value: &str, size: u64, hue: Hue) -> StackPart {
    StackPart {
        label: french(label),
        value: french(value),
        size,
        hue,
    }
}

fn iceberg() -> Page {
    page(
        "iceberg",
        "Une heure visible, au moins 10 h 50 de travail invisible",
        "Ce qui se voit, ce qui ne se voit pas",
        vec![Block::Columns {
            columns: vec![
                Column {
                    weight: 11,
                    blocks: vec![Block::Stack(Stack {
                        caption: french("Les 214 h du mois, de la mise en ligne au temps commun"),
                        alt: french(
                            "Empilement des heures du mois : mise en ligne 18 h, amont 122 h, aval 52 h, temps commun 16 h, sans étape 6 h.",
                        ),
                        above_label: french("Ce qui se voit"),
                        below_label: french("Ce qui ne se voit pas"),
                        above: 1,
                        parts: vec![
                            part("Mise en ligne", "18 h · 9 %", 64_800, Hue::Rust),
                            part("En amont", "122 h · 57 %", 439_200, Hue::Navy),
                            part("En aval", "52 h · 24 %", 187_200, Hue::Blue),
                            part("Temps commun", "16 h · 7 %", 57_600, Hue::Hatched),
                            part("Sans étape précisée", "6 h · 3 %", 21_600, Hue::Dashed),
                        ],
                    })],
                },
                Column {
                    weight: 9,
                    blocks: vec![
                        grid(
                            "Les cinq étapes les plus longues",
                            &[
                                ("Étape", Align::Left, 6),
                                ("Heures", Align::Right, 2),
                                ("Part", Align::Right, 2),
                            ],
                            &[
                                &["Visuels et vidéo", "46 h", "21 %"],
                                &["Rédaction", "38 h", "18 %"],
                                &["Modération", "27 h", "13 %"],
                                &["Circuit de validation", "21 h", "10 %"],
                                &["Mise en ligne", "18 h", "9 %"],
                                &["Les onze autres étapes", "64 h", "29 %"],
                            ],
                        ),
                        note(
                            NoteKind::HowToRead,
                            "Est compté comme visible le seul temps de mise en ligne. Tout le reste est nécessaire, mais ne se voit ni des habitants ni des collègues. La silhouette est un décor, sans échelle.",
                        ),
                        note(
                            NoteKind::Source,
                            "temps déclaré par l’équipe, heures passées pendant le mois ; n = 214 saisies, 21 jours sur 23.",
                        ),
                        note(
                            NoteKind::Caveat,
                            "3 % du temps n’a pas d’étape : les parts ci-contre peuvent changer.",
                        ),
                    ],
                },
            ],
        }],
    )
}

fn median(label: &str, value: &str, low: u64, middle: u64, high: u64) -> RangeRow {
    RangeRow {
        label: french(label),
        value: french(value),
        spread: RangeSpread::Median { low, middle, high },
    }
}

fn content_time() -> Page {
    let hours = |h: u64, label: &str| Tick {
        at: h * 3600,
        label: french(label),
    };
    page(
        "content_time",
        "Un contenu demande 4 h 35 de travail, en médiane",
        "Le temps d’un contenu",
        vec![
            Block::Range(Range {
                caption: french("Temps de travail par contenu, selon le format"),
                alt: french(
                    "Temps médian de 1 h 15 pour un relais à 14 h 30 pour une vidéo longue.",
                ),
                ticks: vec![
                    hours(0, "0 h"),
                    hours(5, "5 h"),
                    hours(10, "10 h"),
                    hours(15, "15 h"),
                    hours(20, "20 h"),
                    hours(25, "25 h"),
                ],
                rows: vec![
                    median(
                        "Texte et image",
                        "2 h 10 (1 h 15 à 4 h 05), n = 12",
                        4500,
                        7800,
                        14700,
                    ),
                    median(
                        "Carrousel",
                        "5 h 20 (3 h 40 à 7 h 15), n = 10",
                        13_200,
                        19_200,
                        26_100,
                    ),
                    median(
                        "Vidéo courte",
                        "9 h 30 (5 h 45 à 12 h 50), n = 6",
                        20_700,
                        34_200,
                        46_200,
                    ),
                    RangeRow {
                        label: french("Vidéo longue"),
                        value: french("3 contenus : 11 h, 14 h 30, 24 h"),
                        spread: RangeSpread::Points {
                            at: vec![39_600, 52_200, 86_400],
                        },
                    },
                    RangeRow {
                        label: french("Direct"),
                        value: french("2 contenus : 6 h 30, 8 h"),
                        spread: RangeSpread::Points {
                            at: vec![23_400, 28_800],
                        },
                    },
                    median(
                        "Relais",
                        "1 h 15 (35 min à 1 h 50), n = 5",
                        2100,
                        4500,
                        6600,
                    ),
                ],
            }),
            Block::Columns {
                columns: vec![
                    Column {
                        weight: 1,
                        blocks: vec![
                            note(
                                NoteKind::HowToRead,
                                "le point est la médiane ; le trait va du premier au troisième quartile, ou du plus court au plus long de 5 à 9 cas. Au-dessous de 5 cas, chaque contenu est un petit point.",
                            ),
                            note(
                                NoteKind::Source,
                                "heures passées depuis le cadrage, pour les contenus publiés ce mois-ci ; n = 38 contenus, dont 7 sans temps saisi.",
                            ),
                        ],
                    },
                    Column {
                        weight: 1,
                        blocks: vec![note(
                            NoteKind::Caveat,
                            "Deux contenus dépassent trois fois la médiane : « Les coulisses du pont de l’Iroise » (24 h) et « Une journée au collège » (14 h 30). Ils sont comptés dans les totaux.",
                        )],
                    },
                ],
            },
        ],
    )
}

fn bar(label: &str, value: &str, size: u64, hue: Hue) -> Bar {
    Bar {
        label: french(label),
        value: french(value),
        size,
        hue,
    }
}

fn circuit() -> Page {
    page(
        "circuit",
        "Un contenu attend 2,4 jours ouvrés avant d’être validé, en médiane",
        "Le circuit de validation",
        vec![
            Block::Banner(Banner {
                level: Coverage::Complete,
                text: french(
                    "Jours et relevés complets. 23 jours sur 23 renseignés, 6 comptes sur 6 relevés.",
                ),
            }),
            Block::Columns {
                columns: vec![
                    Column {
                        weight: 3,
                        blocks: vec![Block::Bars(Bars {
                            caption: french("Attente médiane par rôle"),
                            alt: french(
                                "Attente médiane de 0,4 jour ouvré pour la communication à 3,1 jours pour le cabinet.",
                            ),
                            bars: vec![
                                bar("Direction concernée", "1,8 jour · 24 étapes", 18, Hue::Navy),
                                bar("Communication", "0,4 jour · 31 étapes", 4, Hue::Navy),
                                bar("Cabinet", "3,1 jours · 12 étapes", 31, Hue::Rust),
                                bar(
                                    "Élue ou élu référent",
                                    "2,2 jours · 9 étapes",
                                    22,
                                    Hue::Blue,
                                ),
                                bar("Autres rôles", "1,0 jour · 4 étapes", 10, Hue::Hatched),
                            ],
                        })],
                    },
                    Column {
                        weight: 2,
                        blocks: vec![grid(
                            "Le circuit en chiffres",
                            &[("Mesure", Align::Left, 5), ("Valeur", Align::Right, 3)],
                            &[
                                &["Durée du circuit", "2,4 jours ouvrés"],
                                &["Neuf circuits sur dix durent moins de", "6,1 jours ouvrés"],
                                &["Allers-retours par circuit", "1,3"],
                                &["Encore en attente", "3 étapes"],
                                &["Validés avant la date souhaitée", "15 sur 19"],
                            ],
                        )],
                    },
                ],
            },
            note(
                NoteKind::Source,
                "n = 22 circuits terminés, 80 étapes datées ; 16 contenus sans circuit tracé sur 38.",
            ),
            note(
                NoteKind::Caveat,
                "La médiane ne compte que les circuits terminés ; ceux en attente l’allongeront. Attente n’est pas travail : les deux ne s’additionnent jamais.",
            ),
        ],
    )
}

fn capacity() -> Page {
    page(
        "capacity",
        "La charge dépasse le temps disponible de 33 h",
        "Charge et temps disponible",
        vec![
            Block::Bars(Bars {
                caption: french("Temps passé et temps disponible, sur la même échelle"),
                alt: french("Temps passé 214 h, temps disponible 181 h : l’écart est de 33 h."),
                bars: vec![
                    bar("Temps passé", "214 h", 214, Hue::Rust),
                    bar("Temps disponible", "181 h", 181, Hue::Navy),
                ],
            }),
            Block::Columns {
                columns: vec![
                    Column {
                        weight: 5,
                        blocks: vec![grid(
                            "Temps lié à chaque compte, moyenne de trois mois",
                            &[
                                ("Compte", Align::Left, 6),
                                ("Réseau", Align::Left, 4),
                                ("Heures par mois", Align::Right, 3),
                                ("ETP", Align::Right, 3),
                            ],
                            &[
                                &["Département des Abers", "Facebook", "52 h", "0,4"],
                                &["@abers29", "X", "18 h", "0,1"],
                                &["@departement.abers", "Instagram", "47 h", "0,4"],
                                &["Département des Abers", "LinkedIn", "24 h", "0,2"],
                                &["Les Abers en vidéo", "YouTube", "31 h", "0,2"],
                                &["Collèges des Abers", "Facebook", "9 h", "moins de 0,1"],
                            ],
                        )],
                    },
                    Column {
                        weight: 3,
                        blocks: vec![Block::Frame {
                            title: french("Et un compte de plus ?"),
                            blocks: vec![
                                paragraph(
                                    "D’après 6 comptes suivis trois mois, un compte de plus demanderait 18 h à 47 h par mois, soit 0,1 à 0,4 ETP.",
                                ),
                                note(
                                    NoteKind::Plain,
                                    "Ordre de grandeur tiré de nos comptes, pas une prévision. Le temps commun (veille, réunions) n’est pas compris.",
                                ),
                            ],
                        }],
                    },
                ],
            },
            note(
                NoteKind::Source,
                "1,35 quotité consacrée aux réseaux, base de 1 607 h par an ; n = 214 saisies.",
            ),
        ],
    )
}

fn results() -> Page {
    let months = [
        "nov. 25",
        "déc. 25",
        "janv. 26",
        "févr. 26",
        "mars 26",
        "avr. 26",
        "mai 26",
        "juin 26",
        "juil. 26",
        "août 26",
        "sept. 26",
        "oct. 26",
    ];
    let curve =
        |caption: &str, alt: &str, values: [Option<u64>; 12], ticks: &[(u64, &str)], unit: &str| {
            let lowest = values.iter().flatten().min().copied();
            let highest = values.iter().flatten().max().copied();
            Block::Lines(Lines {
                caption: french(caption),
                alt: french(alt),
                ticks: ticks
                    .iter()
                    .map(|(at, label)| Tick {
                        at: *at,
                        label: french(label),
                    })
                    .collect(),
                points: months
                    .iter()
                    .zip(values)
                    .enumerate()
                    .map(|(rank, (label, at))| LinePoint {
                        label: (*label).to_string(),
                        at,
                        value: at.map(|at| format!("{at}{unit}")),
                        is_labelled: rank == 0 || rank == 11 || at == lowest || at == highest,
                        highlights: String::new(),
                        is_cut: false,
                    })
                    .collect(),
            })
        };
    page(
        "results",
        "Ce qui a changé depuis septembre",
        "Résultats et comparaisons",
        vec![
            grid(
                "Les comptes, résultats obtenus pendant le mois (relevé du 2 novembre 2026)",
                &[
                    ("Compte", Align::Left, 7),
                    ("Abonnés en fin de mois", Align::Right, 4),
                    ("Évolution", Align::Right, 4),
                    ("Publications", Align::Right, 4),
                    ("Affichages", Align::Right, 5),
                    ("Interactions", Align::Right, 4),
                    ("Taux d’interaction", Align::Right, 4),
                ],
                &[
                    &[
                        "Facebook, Département des Abers",
                        "48 210",
                        "+312 (+0,7 %)",
                        "21",
                        "412 300 (vues)",
                        "9 840",
                        "2,4 %",
                    ],
                    &[
                        "Instagram, @departement.abers",
                        "17 930",
                        "+204 (+1,2 %)",
                        "18",
                        "188 450 (vues)",
                        "6 120",
                        "3,2 %",
                    ],
                    &[
                        "LinkedIn, Département des Abers",
                        "11 475",
                        "+145 (+1,3 %)",
                        "9",
                        "64 020 (impressions)",
                        "2 310",
                        "3,6 %",
                    ],
                    &[
                        "X, @abers29",
                        "9 802",
                        "−12 (−0,1 %)",
                        "11",
                        "Non fourni par le réseau",
                        "430",
                        "Trop peu d’affichages",
                    ],
                    &[
                        "YouTube, Les Abers en vidéo",
                        "2 640",
                        "Premier mois suivi",
                        "4",
                        "22 700 (vues)",
                        "810",
                        "3,6 %",
                    ],
                ],
            ),
            Block::Columns {
                columns: vec![
                    Column {
                        weight: 1,
                        blocks: vec![curve(
                            "Heures par mois",
                            "Heures par mois de novembre 2025 à octobre 2026, de 158 h en août à 214 h en octobre ; mars n’a pas de donnée.",
                            [
                                Some(176),
                                Some(169),
                                Some(188),
                                Some(192),
                                None,
                                Some(181),
                                Some(187),
                                Some(195),
                                Some(163),
                                Some(158),
                                Some(201),
                                Some(214),
                            ],
                            &[(0, "0 h"), (100, "100 h"), (200, "200 h")],
                            " h",
                        )],
                    },
                    Column {
                        weight: 1,
                        blocks: vec![curve(
                            "Publications par mois",
                            "Publications par mois de novembre 2025 à octobre 2026, de 34 en août à 66 en juin.",
                            [
                                Some(52),
                                Some(47),
                                Some(55),
                                Some(58),
                                Some(60),
                                Some(49),
                                Some(51),
                                Some(66),
                                Some(38),
                                Some(34),
                                Some(57),
                                Some(63),
                            ],
                            &[(0, "0"), (25, "25"), (50, "50"), (75, "75")],
                            "",
                        )],
                    },
                ],
            },
            note(
                NoteKind::HowToRead,
                "un mois sans donnée reste en blanc. Affichages et abonnés ne s’additionnent pas entre réseaux.",
            ),
        ],
    )
}

fn method() -> Page {
    let definition = |word: &str, meaning: &str| Definition {
        word: french(word),
        meaning: french(meaning),
    };
    page(
        "method",
        "D’où viennent ces chiffres",
        "Méthode et qualité",
        vec![Block::Columns {
            columns: vec![
                Column {
                    weight: 6,
                    blocks: vec![
                        grid(
                            "La qualité des données du mois",
                            &[
                                ("Mesure", Align::Left, 5),
                                ("Ce mois-ci", Align::Right, 2),
                                ("Seuil", Align::Right, 3),
                            ],
                            &[
                                &["Jours renseignés", "21 sur 23", "95 % complet"],
                                &["Heures avec étape", "97 %", "90 % complet"],
                                &["Heures rattachées", "84 %", "80 %"],
                                &["Comptes relevés", "5 sur 6", "100 % complet"],
                                &["Contenus avec temps", "31 sur 38", "60 % publiable"],
                            ],
                        ),
                        heading("Ce que ce rapport ne mesure pas ce mois-ci"),
                        list(&[
                            "Les messages reçus hors horaires : les heures de réception ne sont pas fournies.",
                            "Les statistiques de TikTok : le relevé du mois manque.",
                        ]),
                        note(
                            NoteKind::Plain,
                            "Ce rapport n’a pas pour but d’évaluer, de sanctionner ni de contrôler le temps de travail. Durées déclarées par l’équipe et relues par elle avant diffusion.",
                        ),
                    ],
                },
                Column {
                    weight: 5,
                    blocks: vec![
                        heading("Les mots de ce rapport"),
                        Block::Definitions {
                            items: vec![
                                definition(
                                    "Contenu",
                                    "Un sujet préparé une fois, publié sur un ou plusieurs comptes.",
                                ),
                                definition(
                                    "Publication",
                                    "La mise en ligne d’un contenu sur un compte.",
                                ),
                                definition(
                                    "Part qui ne se voit pas",
                                    "Le temps passé avant et après la mise en ligne, et le temps commun, rapportés au temps total.",
                                ),
                                definition(
                                    "Médiane",
                                    "La valeur du milieu : la moitié des cas est au-dessous, l’autre au-dessus.",
                                ),
                                definition(
                                    "Jour ouvré",
                                    "Du lundi au vendredi, hors jours fériés du territoire.",
                                ),
                                definition(
                                    "« Vite fait »",
                                    "Demande reçue moins d’un jour ouvré avant la date souhaitée.",
                                ),
                                definition(
                                    "ETP",
                                    "Équivalent temps plein : une personne à temps complet pendant la période.",
                                ),
                            ],
                        },
                    ],
                },
            ],
        }],
    )
}
