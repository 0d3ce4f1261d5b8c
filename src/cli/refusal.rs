//! What clap refuses, said in French.

use std::error::Error as _;
use std::path::PathBuf;

use anyhow::bail;
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Cli;

const HELP: &str = "« estran --help » montre ce qu’on peut écrire";

/// One sentence for what was typed and not understood.
pub fn in_french(error: &clap::Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => match nearest(&argument) {
            Some(near) => {
                format!("« {argument} » n’existe pas ; vouliez-vous dire « {near} »\u{202f}?")
            }
            None => format!("« {argument} » n’existe pas ; {HELP}"),
        },
        ErrorKind::ValueValidation => match error.source() {
            Some(source) => format!("« {} » : {source}", flag(&argument)),
            None => format!(
                "« {} » : « {value} » ne convient pas ; {HELP}",
                flag(&argument)
            ),
        },
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("« {} » attend une valeur ; {HELP}", flag(&argument))
        }
        ErrorKind::InvalidValue => format!(
            "« {} » : « {value} » ne convient pas ; {HELP}",
            flag(&argument)
        ),
        ErrorKind::MissingRequiredArgument => format!("il manque {argument} ; {HELP}"),
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            if other == argument || other.is_empty() {
                format!(
                    "« {} » est écrit deux fois ; ne le garder qu’une fois",
                    flag(&argument)
                )
            } else {
                format!(
                    "« {} » et « {} » ne vont pas ensemble ; {HELP}",
                    flag(&argument),
                    flag(&other)
                )
            }
        }
        ErrorKind::TooManyValues => format!(
            "« {} » ne prend pas de valeur (« {value} ») ; {HELP}",
            flag(&argument)
        ),
        ErrorKind::InvalidUtf8 => {
            "un des mots de la commande n’est pas du texte lisible ; le retaper".to_owned()
        }
        _ => format!("la commande n’est pas comprise ; {HELP}"),
    }
}

/// `estran repport` is not the name of a file: the command it resembles is named.
pub fn of_a_mistyped_command(paths: &[PathBuf]) -> anyhow::Result<()> {
    let Some(word) = paths.first().and_then(|path| path.to_str()) else {
        return Ok(());
    };
    if paths[0].exists() || word.contains(['/', '\\', '.']) {
        return Ok(());
    }
    let near = Cli::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .find(|name| strsim::jaro_winkler(word, name) > 0.8);
    match near {
        Some(near) => bail!(
            "« {word} » n’est ni une commande ni un fichier ; vouliez-vous dire « estran {near} »\u{202f}?"
        ),
        None => bail!(
            "« {word} » n’est ni une commande ni un fichier ; vérifier le chemin, ou lire « estran --help »"
        ),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    }
}

/// `--month <MOIS>` → `--month`.
fn flag(argument: &str) -> &str {
    argument.split(' ').next().unwrap_or(argument)
}

fn nearest(typed: &str) -> Option<String> {
    let bare = typed.trim_start_matches('-');
    let command = Cli::command();
    let all = std::iter::once(&command).chain(command.get_subcommands());
    let flags = all.flat_map(|command| {
        command
            .get_arguments()
            .filter_map(|argument| argument.get_long().map(str::to_owned))
    });
    flags
        .map(|name| (strsim::jaro_winkler(bare, &name), name))
        .filter(|(similarity, _)| *similarity > 0.75)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| format!("--{name}"))
}
