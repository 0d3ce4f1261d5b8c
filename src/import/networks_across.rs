//! Plannings with one column per network (editorial-tables.md §2.4, ED-W): made one row per publication.

use crate::import::clock;
use crate::words::fold::fold;

/// One publication of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Networks, as they are written in a cell « Compte ».
    pub account: String,
    /// What the cell says, when the row has no title of its own.
    pub text: String,
    pub time: String,
}

/// Rows that have a title: the cells only tick the networks, and the row is one content.
pub fn ticked(cells: &[(&str, String)]) -> Cut {
    let networks: Vec<&str> = cells
        .iter()
        .filter(|(_, cell)| !is_nothing(cell))
        .map(|(network, _)| *network)
        .collect();
    Cut {
        account: networks.join("/"),
        ..Cut::default()
    }
}

/// Rows that have none: each cell holds its posts.
pub fn posts(cells: &[(&str, String)]) -> Vec<Cut> {
    cells
        .iter()
        .flat_map(|(network, cell)| {
            in_cell(cell).into_iter().map(|(time, text)| Cut {
                account: (*network).to_owned(),
                text,
                time,
            })
        })
        .collect()
}

/// Several posts of one cell begin each on a line with its time: `9h : …`, `14h : …`.
fn in_cell(cell: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in cell.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (timed(line), found.last_mut()) {
            (Some((time, text)), _) => found.push((time.to_owned(), text.to_owned())),
            (None, Some((_, text))) => {
                text.push('\n');
                text.push_str(line);
            }
            (None, None) => found.push((String::new(), line.to_owned())),
        }
    }
    found.retain(|(_, text)| !is_nothing(text));
    found
}

/// A time at the start of a line, and what follows its mark.
fn timed(line: &str) -> Option<(&str, &str)> {
    [" : ", ": ", " – ", " - ", " "].iter().find_map(|mark| {
        let (time, text) = line.split_once(mark)?;
        let is_time = time.contains(['h', 'H', ':']) && clock::parse(&fold(time)).is_some();
        (is_time && !text.trim().is_empty())
            .then(|| (time.trim(), text.trim_start_matches([' ', ':', '–', '-'])))
    })
}

fn is_nothing(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "" | "-"
            | "--"
            | "/"
            | "non"
            | "no"
            | "ras"
            | "rien"
            | "0"
            | "false"
            | "faux"
            | "n/a"
            | "✗"
            | "✘"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_may_hold_several_posts_on_separate_lines() {
        assert_eq!(
            in_cell("9h : Collèges\n14h30 – Musée\navec photo"),
            [
                ("9h".to_owned(), "Collèges".to_owned()),
                ("14h30".to_owned(), "Musée\navec photo".to_owned()),
            ]
        );
        assert_eq!(
            in_cell("Forum des associations\nà partir de 9h : venez"),
            [(
                String::new(),
                "Forum des associations\nà partir de 9h : venez".to_owned()
            )]
        );
        assert!(in_cell("-").is_empty());
    }
}
