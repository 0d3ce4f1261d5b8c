//! What a person may type.

mod completions;
mod nightly;
mod refusal;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::bail;
use chrono::{NaiveDate, NaiveTime};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::commands::{
    Verdict, accounts, deliver, fetch, formats, inspect, manual, pdf_check, pdf_rules, report,
    schedule, screen, tables,
};
use crate::config::Config;
use crate::model::Month;
use crate::proof::Profile;
use crate::render::{POSTER, SLIDES};

const CONFIG: &str = "config.toml";

const TEMPLATE: &str = "{about-with-newline}\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}";

const USAGE: &str = "estran fetch [--month MOIS]
              estran report [--month MOIS]
              estran run [--month MOIS] [--all DOSSIER]
              estran release --month MOIS
              estran diff --month MOIS
              estran forget [--before MOIS]
              estran slides [--month MOIS]
              estran poster [--month MOIS]
              estran deliver [--month MOIS] [--dry-run]
              estran schedule [--systemd|--cron|--windows]
              estran inspect FICHIER|DOSSIER… [--json]
              estran formats [--markdown]
              estran tables --out DOSSIER
              estran accounts check
              estran pdf check FICHIER… [--json]
              estran completions INTERPRÉTEUR
              estran FICHIER… [--month MOIS] [--output DOSSIER]";

const EXAMPLES: &str = "\
Exemples\u{a0}:
  estran fetch --month 2026-10            demander aux réseaux leurs chiffres d’octobre 2026
  estran report --month 2026-10           rapport d’octobre 2026, d’après config.toml
  estran run                              le mois précédent, tout seul, la nuit
  estran release --month 2026-10          le mois devient définitif, une fois relu
  estran diff --month 2026-10             ce que changeraient les fichiers d’aujourd’hui
  estran slides --month 2026-10           le même mois à projeter, et ce qu’on en dit
  estran poster --month 2026-10           le même mois en une affiche
  estran inspect inbox                    ce que contiennent les fichiers déposés
  estran exports/publications.csv         rapport d’un seul export, sans configuration

On peut aussi déposer un fichier sur le programme\u{a0}: le rapport est écrit à côté de lui.

Codes de sortie\u{a0}: 0, le rapport est fait\u{202f}; 1, il est fait mais des données n’ont pas pu être
utilisées\u{202f}; 2, il n’est pas fait et le message dit quoi faire.";

/// Le rapport mensuel du travail derrière les réseaux sociaux.
#[derive(Debug, Parser)]
#[command(name = "estran", version, help_template = TEMPLATE, override_usage = USAGE, after_help = EXAMPLES)]
#[command(
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
#[command(
    subcommand_help_heading = "Commandes\u{a0}",
    next_help_heading = "Options\u{a0}",
    args_conflicts_with_subcommands = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    manual: ManualRun,
    /// Afficher cette aide
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 100)]
    help: Option<bool>,
    /// Afficher la version
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 101)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Fetch(FetchRun),
    Report(ReportRun),
    Run(nightly::RunRun),
    Release(nightly::ReleaseRun),
    Diff(nightly::DiffRun),
    Forget(nightly::ForgetRun),
    Slides(SlidesRun),
    Poster(PosterRun),
    Deliver(DeliverRun),
    Schedule(ScheduleRun),
    Inspect(InspectRun),
    Formats(FormatsRun),
    Tables(TablesRun),
    Accounts(AccountsRun),
    Pdf(PdfRun),
    Completions(completions::CompletionsRun),
}

/// Demander aux réseaux les chiffres d’un mois
///
/// Chaque compte qui a un bloc [fetch.<compte>] dans la configuration est interrogé, comme chaque outil de temps qui a un
/// bloc [fetch_time.<nom>], et ses réponses sont rangées dans le dossier des exports. Ce qui a déjà été lu dans la journée n’est pas redemandé.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran fetch [--month MOIS] [--account COMPTE] [--dry-run] [--again] [--yes] [--config FICHIER]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemples\u{a0}:\n  estran fetch --month 2026-10 --dry-run\n  estran fetch --account ma-departement"
)]
struct FetchRun {
    /// Mois, par exemple 2026-10 ; par défaut, le mois précédent
    #[arg(long, value_name = "MOIS")]
    month: Option<Month>,
    /// Un seul compte, par son « id », ou un seul outil de temps ; par défaut, tous
    #[arg(long, value_name = "COMPTE")]
    account: Option<String>,
    /// Dire ce qui serait demandé, sans rien demander
    #[arg(long)]
    dry_run: bool,
    /// Relire même ce qui a été lu aujourd’hui
    #[arg(long)]
    again: bool,
    /// Payer sans poser la question ce qu’un réseau fait payer ; le coût est dit d’abord
    #[arg(long)]
    yes: bool,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
}

/// Vérifier que les comptes répondent
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran accounts check [--config FICHIER]", next_help_heading = "Options\u{a0}", subcommand_help_heading = "Commandes\u{a0}")]
struct AccountsRun {
    #[command(subcommand)]
    command: AccountsCommand,
}

#[derive(Debug, Subcommand)]
enum AccountsCommand {
    Check(CheckRun),
}

/// Dire si chaque compte répond, ce qu’il donnera et jusqu’à quand vaut son jeton
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran accounts check [--config FICHIER]", next_help_heading = "Options\u{a0}")]
struct CheckRun {
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
}

/// Faire le rapport d’un mois d’après la configuration
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran report [--month MOIS] [--config FICHIER] [--date JOUR]", next_help_heading = "Options\u{a0}")]
#[command(after_help = "Exemple\u{a0}:\n  estran report --month 2026-10")]
struct ReportRun {
    #[command(flatten)]
    asked: MonthRun,
}

/// Faire les diapositives d’un mois et ce qu’on en dit
///
/// Mêmes chiffres que le rapport, une idée par diapositive, au format 16:9. Le dossier du mois reçoit
/// diaporama.pdf et notes.txt.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran slides [--month MOIS] [--config FICHIER] [--date JOUR]", next_help_heading = "Options\u{a0}")]
#[command(after_help = "Exemple\u{a0}:\n  estran slides --month 2026-10")]
struct SlidesRun {
    #[command(flatten)]
    asked: MonthRun,
}

/// Faire l’affiche d’un mois
///
/// Une page A3 à accrocher dans un couloir : une phrase, l’iceberg, trois chiffres et le circuit d’un
/// contenu. Le dossier du mois reçoit affiche.pdf.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran poster [--month MOIS] [--config FICHIER] [--date JOUR]", next_help_heading = "Options\u{a0}")]
#[command(after_help = "Exemple\u{a0}:\n  estran poster --month 2026-10")]
struct PosterRun {
    #[command(flatten)]
    asked: MonthRun,
}

/// What the commands about a month have in common.
#[derive(Debug, Args)]
struct MonthRun {
    /// Mois, par exemple 2026-10 ; par défaut, le mois précédent
    #[arg(long, value_name = "MOIS")]
    month: Option<Month>,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
    /// Jour de production imprimé, par exemple 2026-11-05 ; par défaut, aujourd’hui
    #[arg(long, value_name = "JOUR", value_parser = day)]
    date: Option<NaiveDate>,
}

/// Envoyer le rapport d’un mois
///
/// Par courriel, dans un dossier partagé et à un webhook, comme le disent les blocs [delivery.…] de la
/// configuration. Ce qui est déjà parti ne repart pas ; ce qui n’a pas pu partir est réessayé.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran deliver [--month MOIS] [--again] [--received] [--dry-run] [--config FICHIER]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemples\u{a0}:\n  estran deliver --month 2026-10 --dry-run\n  estran deliver\n\nCodes de sortie\u{a0}: 0, tout est parti\u{202f}; 1, des envois attendent ou sont refusés\u{202f}; 2, rien n’a pu être tenté."
)]
struct DeliverRun {
    /// Mois, par exemple 2026-10 ; par défaut, le mois précédent et ceux dont un envoi attend
    #[arg(long, value_name = "MOIS")]
    month: Option<Month>,
    /// Envoyer de nouveau ce qui est douteux ou refusé ; jamais ce qui est parti
    #[arg(long, conflicts_with = "received")]
    again: bool,
    /// Noter comme reçu ce qui est douteux
    #[arg(long)]
    received: bool,
    /// Dire à qui quoi serait envoyé, sans rien envoyer
    #[arg(long)]
    dry_run: bool,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
}

/// Dire comment cette machine lancera Estran chaque mois
///
/// La réponse est remplie avec le chemin du programme et celui de la configuration. Rien n’est installé.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran schedule [--systemd|--cron|--windows] [--day JOUR] [--time HEURE] [--output DOSSIER] [--config FICHIER]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemples\u{a0}:\n  estran schedule --config /etc/estran/config.toml\n  estran schedule --systemd --output /etc/systemd/system"
)]
struct ScheduleRun {
    /// Pour systemd ; par défaut, ce que cette machine utilise
    #[arg(long, conflicts_with_all = ["cron", "windows"])]
    systemd: bool,
    /// Pour cron
    #[arg(long, conflicts_with = "windows")]
    cron: bool,
    /// Pour le Planificateur de tâches de Windows
    #[arg(long)]
    windows: bool,
    /// Jour du mois, de 1 à 28 ; par défaut, le 5
    #[arg(long, value_name = "JOUR", value_parser = day_of_month, default_value = "5", hide_default_value = true)]
    day: u8,
    /// Heure du service ; par défaut, 03:00
    #[arg(long, value_name = "HEURE", value_parser = time, default_value = "03:00", hide_default_value = true)]
    time: NaiveTime,
    /// Dossier où écrire les unités de systemd, au lieu de les dire
    #[arg(long, value_name = "DOSSIER")]
    output: Option<PathBuf>,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
}

/// Dire ce que contiennent des fichiers, sans rien écrire
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran inspect FICHIER|DOSSIER… [--json] [--config FICHIER]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemples\u{a0}:\n  estran inspect inbox\n  estran inspect export.csv suivi.xlsx --json"
)]
struct InspectRun {
    /// Fichiers à lire, ou dossiers qui les contiennent
    #[arg(
        value_name = "FICHIER|DOSSIER",
        required = true,
        help_heading = "Fichiers\u{a0}"
    )]
    paths: Vec<PathBuf>,
    /// Répondre en JSON, pour un autre outil (docs/inspect.md)
    #[arg(long)]
    json: bool,
    /// Configuration qui donne les comptes et le fuseau ; elle n’est pas nécessaire
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
}

/// Dire ce qui est lu, où le prendre et ce que cela donne
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran formats [--markdown]", next_help_heading = "Options\u{a0}")]
struct FormatsRun {
    /// En Markdown, comme docs/formats.md
    #[arg(long)]
    markdown: bool,
}

/// Écrire ce dont le rapport est fait, en fichiers Parquet
///
/// Tous les mois et toutes les tables, pour DuckDB, Spark, pandas ou R. Aucun nom n’y figure : les personnes y sont des
/// numéros, faits avec une clé qui reste sur cette machine. Le dossier est remplacé en entier.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran tables --out DOSSIER [--config FICHIER]\n       estran tables --markdown", next_help_heading = "Options\u{a0}")]
#[command(after_help = "Exemple\u{a0}:\n  estran tables --out tables")]
struct TablesRun {
    /// Dossier des tables, neuf, vide ou écrit par cette commande
    #[arg(long, value_name = "DOSSIER", required_unless_present = "markdown")]
    out: Option<PathBuf>,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
    /// Décrire les tables et leurs colonnes, comme docs/tables.md
    #[arg(long, conflicts_with = "out")]
    markdown: bool,
}

#[derive(Debug, Args)]
struct ManualRun {
    /// Export à lire sans configuration ; plusieurs sont lus ensemble
    #[arg(value_name = "FICHIER", help_heading = "Fichiers\u{a0}")]
    paths: Vec<PathBuf>,
    /// Mois du rapport, par exemple 2026-10 ; par défaut, le dernier mois entier du fichier
    #[arg(long, value_name = "MOIS", requires = "paths")]
    month: Option<Month>,
    /// Dossier du rapport ; par défaut, estran-MOIS à côté du fichier
    #[arg(long, value_name = "DOSSIER", requires = "paths")]
    output: Option<PathBuf>,
    /// Jour de production imprimé, par exemple 2026-11-05 ; par défaut, aujourd’hui
    #[arg(long, value_name = "JOUR", value_parser = day, requires = "paths")]
    date: Option<NaiveDate>,
}

/// Vérifier qu’un PDF est accessible et durable
///
/// Lit n’importe quel PDF, fait par Estran ou par un autre, et dit ce qu’il ne tient pas de ce qu’il
/// annonce (PDF/UA-1, PDF/A-2, PDF/A-3), avec les numéros de règles de veraPDF.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran pdf check FICHIER… [--profile PROFIL]… [--json]\n              estran pdf rules [--markdown]", next_help_heading = "Options\u{a0}")]
#[command(
    subcommand_help_heading = "Commandes\u{a0}",
    disable_help_subcommand = true
)]
#[command(
    after_help = "Exemple\u{a0}:\n  estran pdf check reports/2026-10/rapport.pdf\n\nCodes de sortie\u{a0}: 0, aucune faute\u{202f}; 1, des fautes\u{202f}; 2, un fichier ne peut pas être vérifié."
)]
struct PdfRun {
    #[command(subcommand)]
    command: PdfCommand,
}

#[derive(Debug, Subcommand)]
enum PdfCommand {
    Check(PdfCheckRun),
    Rules(PdfRulesRun),
}

/// Dire les fautes de fichiers PDF, où elles sont et que faire
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran pdf check FICHIER… [--profile PROFIL]… [--json]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemple\u{a0}:\n  estran pdf check reports/2026-10/rapport.pdf --profile ua-1 --profile a-2a"
)]
struct PdfCheckRun {
    /// Fichiers à vérifier
    #[arg(
        value_name = "FICHIER",
        required = true,
        help_heading = "Fichiers\u{a0}"
    )]
    paths: Vec<PathBuf>,
    /// Profil à vérifier : ua-1, a-2a, a-3a… ; par défaut, ceux que le fichier annonce
    #[arg(long = "profile", value_name = "PROFIL")]
    profiles: Vec<Profile>,
    /// Répondre en JSON, pour un autre outil
    #[arg(long)]
    json: bool,
}

/// Dire ce qui est vérifié
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran pdf rules [--markdown]", next_help_heading = "Options\u{a0}")]
struct PdfRulesRun {
    /// En Markdown, comme docs/pdf-rules.md
    #[arg(long)]
    markdown: bool,
}

/// Understands what was typed and does it.
pub fn run(typed: impl IntoIterator<Item = OsString>) -> anyhow::Result<Verdict> {
    let parsed = Cli::command()
        .try_get_matches_from(typed)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) if !error.use_stderr() => {
            screen::say(&error.to_string())?;
            return Ok(Verdict::Clean);
        }
        Err(error) => bail!(refusal::in_french(&error)),
    };
    match cli.command {
        Some(Command::Report(ReportRun { asked })) => {
            report::run(&asked.settings()?, asked.month, asked.date)
        }
        Some(Command::Run(asked)) => asked.go(),
        Some(Command::Release(asked)) => asked.go(),
        Some(Command::Diff(asked)) => asked.go(),
        Some(Command::Forget(asked)) => asked.go(),
        Some(Command::Slides(SlidesRun { asked })) => {
            report::beside(&asked.settings()?, asked.month, asked.date, SLIDES)
        }
        Some(Command::Poster(PosterRun { asked })) => {
            report::beside(&asked.settings()?, asked.month, asked.date, POSTER)
        }
        Some(Command::Deliver(asked)) => {
            let config = Config::load(asked.config.as_deref().unwrap_or(Path::new(CONFIG)))?;
            let order = deliver::Order {
                month: asked.month,
                again: asked.again,
                received: asked.received,
            };
            if asked.dry_run {
                deliver::rehearse(&config, &order)
            } else {
                deliver::run(&config, &order)
            }
        }
        Some(Command::Schedule(asked)) => {
            let settings = asked.config.unwrap_or_else(|| PathBuf::from(CONFIG));
            let planner = match (asked.systemd, asked.cron, asked.windows) {
                (true, ..) => Some(schedule::Planner::Systemd),
                (_, true, _) => Some(schedule::Planner::Cron),
                (.., true) => Some(schedule::Planner::Windows),
                (false, false, false) => None,
            };
            let order = schedule::Order {
                planner,
                day: asked.day,
                time: asked.time,
                output: asked.output,
            };
            schedule::run(&Config::load(&settings)?, &settings, &order)
        }
        Some(Command::Inspect(asked)) => {
            let config = asked.config.as_deref().map(Config::load).transpose()?;
            inspect::run(&asked.paths, config.as_ref(), asked.json)
        }
        Some(Command::Formats(asked)) => formats::run(asked.markdown),
        Some(Command::Tables(asked)) => match &asked.out {
            Some(out) => {
                let config = Config::load(asked.config.as_deref().unwrap_or(Path::new(CONFIG)))?;
                tables::run(&config, out)
            }
            None => tables::describe(),
        },
        Some(Command::Fetch(asked)) => {
            let config = Config::load(asked.config.as_deref().unwrap_or(Path::new(CONFIG)))?;
            let order = fetch::Order {
                month: asked.month,
                account: asked.account,
                again: asked.again,
                pays: asked.yes,
            };
            if asked.dry_run {
                fetch::rehearse(&config, &order)
            } else {
                fetch::run(&config, &order)
            }
        }
        Some(Command::Accounts(AccountsRun {
            command: AccountsCommand::Check(asked),
        })) => accounts::check(&Config::load(
            asked.config.as_deref().unwrap_or(Path::new(CONFIG)),
        )?),
        Some(Command::Pdf(PdfRun { command })) => match command {
            PdfCommand::Check(asked) => pdf_check::run(&asked.paths, &asked.profiles, asked.json),
            PdfCommand::Rules(asked) => pdf_rules::run(asked.markdown),
        },
        Some(Command::Completions(asked)) => asked.go(),
        None if cli.manual.paths.is_empty() => {
            screen::say(&Cli::command().render_help().to_string())?;
            Ok(Verdict::Clean)
        }
        None => {
            refusal::of_a_mistyped_command(&cli.manual.paths)?;
            manual::run(
                &cli.manual.paths,
                cli.manual.month,
                cli.manual.output,
                cli.manual.date,
            )
        }
    }
}

impl MonthRun {
    fn settings(&self) -> anyhow::Result<Config> {
        let path = self.config.as_deref().unwrap_or(Path::new(CONFIG));
        Ok(Config::load(path)?)
    }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse()
        .map_err(|_| format!("« {text} » n’est pas un jour ; écrire par exemple 2026-11-05"))
}

fn day_of_month(text: &str) -> Result<u8, String> {
    let day = text.parse().ok().filter(|day| (1..=28).contains(day));
    day.ok_or_else(|| {
        format!("« {text} » n’est pas un jour que tous les mois ont ; écrire un nombre de 1 à 28")
    })
}

fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| format!("« {text} » n’est pas une heure ; écrire par exemple 03:00"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(typed: &[&str]) -> Result<Cli, String> {
        Cli::try_parse_from(typed).map_err(|error| refusal::in_french(&error))
    }

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    /// Comments that become help know no escapes.
    #[test]
    fn no_help_shows_an_escape() {
        fn helps(command: &mut clap::Command, found: &mut Vec<String>) {
            found.push(command.render_long_help().to_string());
            for inner in command.get_subcommands_mut() {
                helps(inner, found);
            }
        }
        let mut found = Vec::new();
        helps(&mut Cli::command(), &mut found);
        assert!(found.len() > 10);
        for help in found {
            assert!(!help.contains("\\u{"), "{help}");
        }
    }

    #[test]
    fn a_path_is_a_manual_run() {
        let cli = parse(&["estran", "export.csv", "--month", "2026-10"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.manual.paths, [PathBuf::from("export.csv")]);
    }

    #[test]
    fn what_is_mistyped_is_said_in_french() {
        for (typed, expected) in [
            (vec!["estran", "report", "--mont", "2026-10"], "« --month »"),
            (
                vec!["estran", "report", "--month", "octobre"],
                "« octobre » n’est pas un mois",
            ),
            (vec!["estran", "report", "--month"], "attend une valeur"),
            (
                vec!["estran", "report", "--date", "demain"],
                "n’est pas un jour",
            ),
            (vec!["estran", "inspect"], "il manque"),
            (
                vec![
                    "estran", "report", "--month", "2026-10", "--month", "2026-09",
                ],
                "deux fois",
            ),
            (
                vec!["estran", "inspect", "a", "--json=oui"],
                "pas de valeur",
            ),
        ] {
            let message = parse(&typed).unwrap_err();
            assert!(message.contains(expected), "{typed:?}: {message}");
        }
    }
}
