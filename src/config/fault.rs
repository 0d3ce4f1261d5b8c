//! What is wrong in config.toml, said in French with its key and its line.

use std::io;
use std::ops::Range;

use super::cause::cause;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "le fichier de configuration « {path} » n’existe pas ; donner le bon chemin avec --config, ou lancer la commande depuis le dossier qui le contient"
    )]
    Missing { path: String },
    #[error(
        "le fichier de configuration « {path} » ne s’ouvre pas ({cause}) ; vérifier que c’est un fichier et que sa lecture est permise"
    )]
    Unreadable { path: String, cause: String },
    #[error(
        "le fichier de configuration « {path} » n’est pas du texte en UTF-8 ; l’enregistrer en UTF-8"
    )]
    NotText { path: String },
    #[error("{path} : {message}")]
    Wrong { path: String, message: String },
}

impl Error {
    pub(super) fn unreadable(path: &str, error: &io::Error) -> Error {
        let path = path.to_owned();
        if error.kind() == io::ErrorKind::NotFound {
            Error::Missing { path }
        } else {
            Error::Unreadable {
                path,
                cause: cause(error),
            }
        }
    }
}

/// A sentence, and where to look.
#[derive(Debug)]
pub(super) struct Fault {
    place: Place,
    message: String,
}

#[derive(Debug)]
enum Place {
    Byte(usize),
    /// The line where this key is written.
    Key(&'static str),
    /// The message already says it, or nothing can.
    Said,
}

impl Fault {
    pub(super) fn at(span: &Range<usize>, message: impl Into<String>) -> Fault {
        Fault {
            place: Place::Byte(span.start),
            message: message.into(),
        }
    }

    pub(super) fn at_key(key: &'static str, message: impl Into<String>) -> Fault {
        Fault {
            place: Place::Key(key),
            message: message.into(),
        }
    }

    pub(super) fn in_file(self, path: &str, text: &str) -> Error {
        let line = match self.place {
            Place::Byte(byte) => Some(line_of(text, byte)),
            Place::Key(key) => text
                .lines()
                .position(|line| key_of(line) == Some(key))
                .map(|place| place + 1),
            Place::Said => None,
        };
        let message = match line {
            Some(line) => format!("ligne {line}, {}", self.message),
            None => self.message,
        };
        Error::Wrong {
            path: path.to_owned(),
            message,
        }
    }
}

/// What toml and serde say in English, in French. Their words are few; an unknown one is given as it is.
pub(super) fn translated(text: &str, error: &toml::de::Error) -> Fault {
    let message = error.message();
    let span = error.span().unwrap_or(0..0);
    let line = line_of(text, span.start);
    let said = |message: String| Fault {
        place: Place::Said,
        message,
    };
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();

    if message.starts_with("unknown field") {
        let (unknown, known) = quoted
            .split_first()
            .map_or(("", &quoted[..]), |(first, rest)| (*first, rest));
        let advice = match nearest(unknown, known.iter().copied()) {
            Some(near) => format!("vouliez-vous dire « {near} »\u{202f}?"),
            None => format!("clés possibles : {}", known.join(", ")),
        };
        return said(format!(
            "clé inconnue « {unknown} » ligne {line} ; {advice}"
        ));
    }
    if message.starts_with("unknown variant") {
        let (unknown, known) = quoted
            .split_first()
            .map_or(("", &quoted[..]), |(first, rest)| (*first, rest));
        let near = nearest(unknown, known.iter().copied()).map_or_else(String::new, |near| {
            format!("vouliez-vous dire « {near} »\u{202f}? ")
        });
        let key = key_at(text, span.start);
        return said(format!(
            "« {key} » ligne {line} : « {unknown} » n’est pas une valeur possible ; {near}valeurs possibles : {}",
            known.join(", ")
        ));
    }
    if message.starts_with("missing field") {
        let missing = quoted.first().copied().unwrap_or("");
        let advice = if missing == "organisation" {
            "ajouter [organisation] puis name = \"…\""
        } else {
            "l’ajouter"
        };
        return said(format!(
            "la clé « {missing} » manque dans la partie qui commence ligne {line} ; {advice}"
        ));
    }
    if message.starts_with("duplicate key") || message.starts_with("duplicate field") {
        return said(format!(
            "« {} » est écrit deux fois, la seconde ligne {line} ; n’en garder qu’une",
            key_at(text, span.start)
        ));
    }
    if let Some(rest) = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
    {
        let expected = rest
            .rsplit_once("expected ")
            .map_or("", |(_, expected)| expected);
        return said(format!(
            "« {} » ligne {line} : la valeur n’est pas celle attendue ; écrire {}",
            key_at(text, span.start),
            shape(expected)
        ));
    }
    let key = key_at(text, span.start);
    if is_date_fault(message) {
        return said(format!(
            "« {key} » ligne {line} : ce n’est pas un jour du calendrier ; écrire par exemple 2026-10-31"
        ));
    }
    if message.contains('«') {
        // One of our own checks, already in French.
        return said(format!("« {key} » ligne {line} : {message}"));
    }
    said(format!(
        "ligne {line}, l’écriture n’est pas celle d’un fichier TOML ({message}) ; vérifier les guillemets, les crochets et le signe ="
    ))
}

/// The words of chrono for a date that does not read.
fn is_date_fault(message: &str) -> bool {
    [
        "input contains invalid characters",
        "premature end of input",
        "input is out of range",
        "trailing input",
        "no possible date",
    ]
    .iter()
    .any(|words| message.contains(words))
}

/// What serde expects, in words.
fn shape(expected: &str) -> &'static str {
    match expected {
        "a string" | "a borrowed string" | "path string" => "un texte entre guillemets",
        "a boolean" => "true ou false",
        "f64" | "f32" | "a number" => "un nombre, avec un point pour les décimales",
        "a sequence" => "une liste entre crochets",
        "a map" => "une suite de clés sous un titre entre crochets",
        number if number.starts_with("a nonzero") => "un nombre entier, à partir de 1",
        number if number.starts_with('u') || number.starts_with('i') => {
            "un nombre entier, positif, sans guillemets"
        }
        formatted if formatted.contains("date") => "un jour, par exemple 2026-10-31",
        structure if structure.starts_with("struct") => "une partie avec son titre entre crochets",
        _ => "une valeur comme dans le config.toml livré avec Estran",
    }
}

/// The known name closest to what was typed, when it is close enough to be the same word.
pub(super) fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .map(|name| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name))
        .filter(|(similarity, _)| *similarity >= 0.7)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name)
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes()
        .take(byte)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

/// The key of the line that holds a byte; of a table, its title.
fn key_at(text: &str, byte: usize) -> &str {
    let lines: Vec<&str> = text.lines().take(line_of(text, byte)).collect();
    lines
        .iter()
        .rev()
        .find_map(|line| key_of(line))
        .unwrap_or("config")
}

fn key_of(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.starts_with('#') {
        return None;
    }
    if line.starts_with('[') {
        return line
            .split(']')
            .next()
            .map(|title| title.trim_start_matches('['));
    }
    let (key, _) = line.split_once('=')?;
    Some(key.trim().trim_matches('"'))
}
