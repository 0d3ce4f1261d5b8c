//! What `estran pdf check` asks of a file: on the screen, and as docs/pdf-rules.md.

use crate::commands::{Verdict, screen};
use crate::proof::{self, Rule};
use crate::words::text;

pub fn run(is_markdown: bool) -> anyhow::Result<Verdict> {
    screen::say(&if is_markdown { markdown() } else { plain() })?;
    Ok(Verdict::Clean)
}

/// « PDF/UA-1 7.2-4 » for each standard that asks it.
fn numbers(rule: &Rule) -> Vec<String> {
    rule.ids
        .iter()
        .map(|id| format!("{} {}", id.standard(), id.number))
        .collect()
}

fn plain() -> String {
    let mut said = String::new();
    for (subject, rules) in proof::subjects() {
        said.extend([format!("{subject}\n")]);
        for rule in rules {
            said.extend([format!("  {} : {}\n", numbers(rule).join(" ; "), rule.asks)]);
        }
    }
    said
}

fn markdown() -> String {
    let count = proof::rules().count() as u64;
    let mut page = format!(
        "# Ce que vérifie « estran pdf check »\n\nCette page est faite par `estran pdf rules --markdown`. {} portent le numéro que leur donne veraPDF : la clause de la norme, puis le test. Celles d’« Estran » s’y ajoutent : ce qui fait qu’un fichier se tient, et qu’aucune règle pour machines ne demande encore. Chaque règle est prouvée par une faute que les tests mettent exprès dans un bon fichier (`tests/pdf/mutations/`).\n",
        text::count(count, "règle", "règles")
    );
    for (subject, rules) in proof::subjects() {
        page.extend([format!(
            "\n## {subject}\n\n| Règle | Ce qui est demandé | Que faire |\n| --- | --- | --- |\n"
        )]);
        for rule in rules {
            page.extend([format!(
                "| {} | {} | {} |\n",
                numbers(rule).join("<br>"),
                rule.asks,
                rule.cure
            )]);
        }
    }
    page
}
