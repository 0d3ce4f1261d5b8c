//! What is read, where one gets it and what it gives: on the screen, and as docs/formats.md.

use textwrap::{Options, fill};

use crate::commands::{Verdict, screen};
use crate::import::{FORMATS, Format, Group};

/// What is read besides, once the service has described it.
const OTHERS: &str = "Les tableaux des autres outils (Agorapulse, Swello, Hootsuite, Metricool, Iconosquare, Buffer, Airtable…) se décrivent dans config.toml, section [[import.tables]]\u{a0}: «\u{a0}estran inspect\u{a0}» sur le fichier propose le bloc à y coller.";

const GROUPS: [(Group, &str); 4] = [
    (Group::Networks, "Réseaux sociaux"),
    (Group::Suites, "Suites de publication"),
    (Group::Time, "Temps"),
    (Group::Editorial, "Plannings, tableaux et classeur de suivi"),
];

pub fn run(is_markdown: bool) -> anyhow::Result<Verdict> {
    screen::say(&if is_markdown { markdown() } else { text() })?;
    Ok(Verdict::Clean)
}

/// A group that has no format yet is not named.
fn groups() -> impl Iterator<Item = (&'static str, Vec<&'static dyn Format>)> {
    GROUPS.into_iter().filter_map(|(group, title)| {
        let formats: Vec<_> = FORMATS
            .iter()
            .copied()
            .filter(|format| format.about().group == group)
            .collect();
        (!formats.is_empty()).then_some((title, formats))
    })
}

/// Columns of the narrowest screen.
const WIDTH: usize = 80;

fn text() -> String {
    let line = |first: &str, text: &str| {
        let options = Options::new(WIDTH)
            .initial_indent(first)
            .subsequent_indent(if first.is_empty() { "" } else { "      " })
            .break_words(false);
        fill(text, options)
    };
    let mut parts = Vec::new();
    for (title, formats) in groups() {
        parts.push(title.to_owned());
        parts.extend(formats.into_iter().map(|format| {
            let about = format.about();
            let title = format!("{} ({})", about.title, format.name());
            let menus = format!("où\u{a0}: {}", about.menus);
            let gives = format!("donne\u{a0}: {}", about.gives);
            [
                line("  ", &title),
                line("    ", &menus),
                line("    ", &gives),
            ]
            .join("\n")
        }));
    }
    parts.push(line("", OTHERS));
    parts.join("\n\n") + "\n"
}

fn markdown() -> String {
    let mut page = "# Ce qu’Estran lit\n\nCette page est faite par `estran formats --markdown`. Le nom de chaque format est celui de `[import.dates]` dans `config.toml`. Les fichiers sont reconnus à leur contenu, jamais à leur nom.\n".to_owned();
    for (title, formats) in groups() {
        page.extend([format!(
            "\n## {title}\n\n| Export | Nom | Où le prendre | Ce qu’il donne |\n| --- | --- | --- | --- |\n"
        )]);
        for format in formats {
            let about = format.about();
            page.extend([format!(
                "| {} | `{}` | {} | {} |\n",
                about.title,
                format.name(),
                about.menus,
                about.gives
            )]);
        }
    }
    page.extend([format!("\n## Les autres outils\n\n{OTHERS}\n")]);
    page
}
