//! Which files of an export of Notion are read (editorial-tables.md §5): each database comes as a view and
//! as a whole, `<Title> <32 hex>.csv` and `<Title> <32 hex>_all.csv`, beside its pages and the views that
//! pages show of it.

use crate::document::Member;

/// The members of an archive: those to read, and what is said of the others.
pub struct Sorted {
    pub read: Vec<Member>,
    pub left: Vec<String>,
}

/// What a member is in an export of Notion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A table that is not of Notion: read beside its own.
    Other,
    /// A page of text, or an image that it shows.
    Page,
    /// A database as a view shows it; alone in older exports.
    View,
    /// Every row and every property.
    Whole,
}

/// Whole databases when the archive has any, else its views; every member of another archive.
pub fn sorted(members: Vec<Member>) -> Sorted {
    let best = members.iter().map(|member| kind(&member.name)).max();
    let is_notion = best >= Some(Kind::View);
    let (read, others): (Vec<Member>, Vec<Member>) = members.into_iter().partition(|member| {
        let kind = kind(&member.name);
        !is_notion || kind == Kind::Other || Some(kind) == best
    });
    let mut left: Vec<String> = Vec::new();
    let mut pages = 0;
    for member in others {
        if kind(&member.name) == Kind::View {
            left.push(format!("{} (vue partielle, laissée de côté)", member.name));
        } else {
            pages += 1;
        }
    }
    match pages {
        0 => {}
        1 => left.push("1 page (laissée de côté)".to_owned()),
        many => left.push(format!("{many} pages (laissées de côté)")),
    }
    Sorted { read, left }
}

/// `<Title> <32 hex>.csv`, `<Title> <32 hex>_all.csv`.
fn kind(name: &str) -> Kind {
    let Some(stem) = name.strip_suffix(".csv") else {
        let is_table = [".xlsx", ".xls", ".ods", ".tsv", ".json", ".ics"]
            .iter()
            .any(|end| name.to_ascii_lowercase().ends_with(end));
        return if is_table { Kind::Other } else { Kind::Page };
    };
    let (stem, kind) = match stem.strip_suffix("_all") {
        Some(stem) => (stem, Kind::Whole),
        None => (stem, Kind::View),
    };
    let is_database = stem
        .rsplit_once(' ')
        .is_some_and(|(_, id)| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_database { kind } else { Kind::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "66f0a1b2c3d4e5f60718293a4b5c6d7e";

    fn names(members: &[&str]) -> (Vec<String>, Vec<String>) {
        let members = members
            .iter()
            .map(|name| Member {
                name: (*name).to_owned(),
                bytes: Vec::new(),
            })
            .collect();
        let sorted = sorted(members);
        (
            sorted.read.into_iter().map(|member| member.name).collect(),
            sorted.left,
        )
    }

    #[test]
    fn the_whole_table_is_preferred_to_its_view_never_both() {
        let (view, whole) = (
            format!("Planning {ID}.csv"),
            format!("Planning {ID}_all.csv"),
        );
        let linked = format!("Accueil/Du mois {}.csv", "0".repeat(32));
        let (read, left) = names(&[&view, &whole, "Planning/Forum.md", &linked]);
        assert_eq!(read, [whole]);
        assert_eq!(
            left,
            [
                format!("{view} (vue partielle, laissée de côté)"),
                format!("{linked} (vue partielle, laissée de côté)"),
                "1 page (laissée de côté)".to_owned(),
            ]
        );
    }

    #[test]
    fn other_archives_are_read_whole() {
        let given = ["Table data.csv", "posts_all.csv", "a.xlsx"];
        assert_eq!(
            names(&given),
            (given.map(str::to_owned).to_vec(), Vec::new())
        );
        let older = [format!("Planning {ID}.csv"), "Planning/Forum.md".to_owned()];
        let (read, left) = names(&[&older[0], &older[1]]);
        assert_eq!((read.len(), left.len()), (1, 1));
        let (read, left) = names(&[&older[0], &older[1], "temps.xlsx"]);
        assert_eq!((read.len(), left.len()), (2, 1));
    }
}
