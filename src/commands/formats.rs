//! What is read, where one gets it and what it gives: on the screen, and as docs/formats.md.

use crate::commands::{Verdict, screen};
use crate::import::{FORMATS, Format, Group};

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

fn text() -> String {
    let mut lines = String::new();
    for (title, formats) in groups() {
        lines.extend([format!("{title}\n\n")]);
        for format in formats {
            let about = format.about();
            lines.extend([format!(
                "  {} ({})\n    où\u{a0}: {}\n    donne\u{a0}: {}\n\n",
                about.title,
                format.name(),
                about.menus,
                about.gives
            )]);
        }
    }
    lines
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
    page
}
