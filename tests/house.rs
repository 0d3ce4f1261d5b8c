//! The floors, the doors and the reference of the settings: what keeps the house readable.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use estran::config::Config;

/// A room leans only on floors below its own (architecture.md, section 3). The only list to edit
/// when a room is added.
const FLOORS: &[(&str, u8)] = &[
    ("model", 0),
    ("words", 1),
    ("document", 1),
    ("fetch", 1),
    ("proof", 1),
    ("send", 2),
    ("import", 2),
    ("ledger", 3),
    ("relate", 4),
    ("figures", 5),
    ("tables", 5),
    ("report", 6),
    ("render", 7),
    ("config", 8),
    ("commands", 9),
    ("cli", 10),
];

/// What only some rooms may touch.
const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["commands", "config"]),
    ("fs::read", &["commands", "config"]),
    ("File::open", &["commands"]),
    ("File::create", &["commands"]),
    ("println!", &[]),
    ("print!(", &[]),
    ("dbg!(", &[]),
    ("io::stdout", &["commands"]),
    ("io::stderr", &["commands"]),
    ("Utc::now", &["commands"]),
    ("Local::now", &[]),
    ("SystemTime::now", &[]),
    ("env::var", &["commands"]),
    ("reqwest", &["fetch"]),
    ("lettre::", &["send"]),
    ("tokio", &["fetch", "commands"]),
    ("printpdf", &["render"]),
    ("lopdf", &["proof", "render"]),
    ("calamine", &["document"]),
    ("calcard", &["import"]),
    (
        "polars",
        &["model", "ledger", "relate", "figures", "tables"],
    ),
    ("anyhow", &["commands", "cli", "render", "main"]),
    ("clap::", &["cli"]),
    ("clap_complete", &["cli"]),
    ("maud", &["render"]),
    ("rust_xlsxwriter", &["render"]),
    ("indicatif", &["commands"]),
];

/// Parts of config.toml, and how to open one in an otherwise empty file.
const PARTS: &[(&str, &str)] = &[
    ("", ""),
    ("organisation", "[organisation]\n"),
    ("folders", "[folders]\n"),
    ("release", "[release]\n"),
    ("calendar", "[calendar]\n"),
    ("capacity", "[capacity]\n"),
    ("team", "[team]\n"),
    ("thresholds", "[thresholds]\n"),
    ("charter", "[charter]\n"),
    ("relate", "[relate]\n"),
    ("month", "[month.\"2026-10\"]\n"),
    ("accounts", "[[accounts]]\n"),
    ("retention", "[retention]\n"),
    ("fetch", "[fetch.a]\n"),
    ("delivery", "[delivery]\n"),
    ("delivery.email", "[delivery.email]\n"),
    ("delivery.folder", "[delivery.folder]\n"),
    ("delivery.webhook", "[delivery.webhook]\n"),
    ("fetch_time", "[fetch_time.a]\n"),
    ("import", "[import]\n"),
    ("import.calendars", "[[import.calendars]]\n"),
    ("import.boards", "[[import.boards]]\n"),
    ("import.tables", "[[import.tables]]\n"),
];

/// Every source file, with its room.
fn sources() -> Vec<(String, PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&src, &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(&src).unwrap();
        let first = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy();
        let room = first.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        (room, path, text)
    };
    found.into_iter().map(read).collect()
}

/// The lines of code that are neither comments nor unit tests.
fn code(text: &str) -> String {
    let shown = text.split("#[cfg(test)]").next().unwrap_or(text);
    shown
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms named after `crate::`, in a path or in a group: `use crate::{figures, model::Month}`.
fn rooms_used(code: &str) -> BTreeSet<String> {
    let name = |text: &str| {
        text.trim_start()
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect::<String>()
    };
    let mut used = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let Some(group) = after.strip_prefix('{') else {
            used.insert(name(after));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (place, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    used.insert(name(&group[start..place]));
                    start = place + 1;
                    if letter == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    used.remove("");
    used
}

#[test]
fn groups_of_uses_are_understood() {
    let rooms: Vec<String> =
        rooms_used("use crate::{a, b::{c, d}, e};\nuse crate::f::g;\nlet x = crate::h::i();")
            .into_iter()
            .collect();
    assert_eq!(rooms, ["a", "b", "e", "f", "h"]);
}

#[test]
fn no_room_leans_sideways_or_up() {
    let floors: BTreeMap<&str, u8> = FLOORS.iter().copied().collect();
    for (room, path, text) in sources() {
        if matches!(room.as_str(), "main" | "lib") {
            continue;
        }
        let own = floors
            .get(room.as_str())
            .unwrap_or_else(|| panic!("{} has no floor: add it to FLOORS", path.display()));
        for used in rooms_used(&code(&text)) {
            if used == room {
                continue;
            }
            let below = floors.get(used.as_str()).unwrap_or_else(|| {
                panic!("{} uses crate::{used}, which has no floor", path.display())
            });
            assert!(
                below < own,
                "{} (floor {own}) leans on {used} (floor {below})",
                path.display()
            );
        }
    }
}

#[test]
fn every_room_of_the_library_has_its_floor() {
    let library =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let rooms: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let floors: BTreeSet<&str> = FLOORS.iter().map(|(room, _)| *room).collect();
    assert_eq!(rooms.iter().copied().collect::<BTreeSet<_>>(), floors);
}

#[test]
fn disk_clock_screen_and_libraries_stay_behind_their_doors() {
    for (room, path, text) in sources() {
        let code = code(&text);
        for (word, rooms) in DOORS {
            let allowed = rooms.contains(&room.as_str());
            assert!(
                allowed || !code.contains(word),
                "{} must not use {word}",
                path.display()
            );
        }
    }
}

#[test]
fn nothing_unwraps_outside_tests() {
    for (_, path, text) in sources() {
        if path.ends_with("tests.rs") {
            continue;
        }
        assert!(!code(&text).contains(".unwrap()"), "{}", path.display());
        assert!(
            !text.contains("fill_null(0)") && !text.contains("fill_null(lit(0))"),
            "{}: an empty cell is not zero",
            path.display()
        );
    }
}

#[test]
fn config_toml_holds_every_key_with_its_comment() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.toml");
    Config::load(&path).unwrap();
    let text = fs::read_to_string(path).unwrap();
    for (part, opening) in PARTS {
        for key in keys(opening) {
            assert!(
                has_key(&text, part, &key),
                "config.toml says nothing of « {key} » in « {part} »"
            );
        }
    }
}

/// What a part accepts: an unknown key that looks like none of them makes it list them all.
fn keys(opening: &str) -> Vec<String> {
    let error = Config::parse("config.toml", &format!("{opening}qqqqqq = 1\n"))
        .unwrap_err()
        .to_string();
    let (_, listed) = error
        .split_once("clés possibles : ")
        .unwrap_or_else(|| panic!("{error}"));
    listed.split(", ").map(str::to_owned).collect()
}

/// Whether the key is set in its part, below a comment, or explained in the comment above the blocks.
fn has_key(text: &str, part: &str, key: &str) -> bool {
    let opens = |line: &str| {
        let path = if part.is_empty() {
            key.to_owned()
        } else {
            format!("{part}.{key}")
        };
        let line = line.strip_prefix("# ").unwrap_or(line);
        line.starts_with(&format!("[{path}")) || line.starts_with(&format!("[[{path}"))
    };
    if text.lines().any(opens)
        || ([
            "accounts",
            "fetch",
            "fetch_time",
            "import.calendars",
            "import.tables",
        ]
        .contains(&part)
            || part.starts_with("delivery."))
            && text.contains(&format!("#   {key} "))
    {
        return true;
    }
    // `month` is opened by the name of a month.
    if part.is_empty()
        && text
            .lines()
            .any(|line| line.starts_with(&format!("[{key}.")))
    {
        return true;
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut inside = part.is_empty();
    for (place, line) in lines.iter().enumerate() {
        if line.starts_with('[') {
            inside = !part.is_empty() && line.trim_start_matches('[').starts_with(part);
        }
        let line = line.strip_prefix("# ").unwrap_or(line);
        let sets = line
            .split_once('=')
            .is_some_and(|(name, _)| name.trim() == key);
        if inside && sets {
            return place > 0 && lines[place - 1].starts_with('#');
        }
    }
    false
}
