//! `run`, `release`, `diff`: the month that makes itself, becomes definitive, and is compared.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::{CONFIG, TEMPLATE, day};
use crate::commands::log::{Log, Shape};
use crate::commands::{AlreadySaid, Verdict, bodies, diff, forget, release, run};
use crate::config::Config;
use crate::model::Month;

/// Faire le mois tout seul : lire les comptes, faire la version provisoire
///
/// À lancer la nuit par une tâche planifiée. Sans danger à relancer : ce qui n’a pas changé n’est pas réécrit, et un
/// mois publié ne l’est jamais. Une ligne par étape, avec sa durée, sur la sortie d’erreur.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran run [--month MOIS] [--if-missing] [--yes] [--log FORME] [--config FICHIER | --all DOSSIER]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemples\u{a0}:\n  estran run                              le mois précédent, d’après config.toml\n  estran run --if-missing                 rattrapage\u{a0}: seulement si le mois n’est pas fait\n  estran run --all organismes --log json  chaque dossier de « organismes » qui a un config.toml\n\nCodes de sortie\u{a0}: 0, la version provisoire est faite, ou il n’y avait rien à faire\u{202f}; 1, elle est faite mais des données ou des comptes n’ont pas pu être lus\u{202f}; 2, elle n’est pas faite et le message dit quoi faire.\nAvec --all, le plus grave de tous."
)]
pub struct RunRun {
    /// Mois, par exemple 2026-10 ; par défaut, le mois précédent
    #[arg(long, value_name = "MOIS")]
    month: Option<Month>,
    /// Ne rien faire si le mois a déjà un rapport fait de données complètes, ou publié
    #[arg(long)]
    if_missing: bool,
    /// Payer les lectures que X facture, sans quoi ses comptes ne sont pas lus
    #[arg(long)]
    yes: bool,
    /// Lignes du journal d’exécution : text pour une personne, json pour un collecteur
    #[arg(
        long,
        value_name = "FORME",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    log: LogShape,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER", conflicts_with = "all")]
    config: Option<PathBuf>,
    /// Dossier qui contient un dossier par organisme, chacun avec son config.toml
    #[arg(long, value_name = "DOSSIER")]
    all: Option<PathBuf>,
    /// Jour qu’il est, par exemple 2026-11-05 ; par défaut, celui de l’horloge
    #[arg(long, value_name = "JOUR", value_parser = day)]
    date: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogShape {
    Text,
    Json,
}

/// Effacer les fichiers gardés assez longtemps
///
/// Efface du dossier des exports les fichiers dont toutes les lignes sont d’avant un mois, et les listes a-verifier.txt
/// de ces mois-là. Un fichier qui parle aussi de mois plus récents reste, et le dit. Les rapports et leurs chiffres restent.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran forget [--before MOIS] [--dry-run] [--yes] [--config FICHIER]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemples\u{a0}:\n  estran forget --before 2025-01 --dry-run    ce qui serait effacé\n  estran forget                               d’après la section [retention] de config.toml"
)]
pub struct ForgetRun {
    /// Premier mois à garder, par exemple 2025-01 ; par défaut, d’après [retention]
    #[arg(long, value_name = "MOIS")]
    before: Option<Month>,
    /// Dire ce qui serait effacé, sans rien effacer
    #[arg(long)]
    dry_run: bool,
    /// Effacer sans le demander
    #[arg(long)]
    yes: bool,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
    /// Jour qu’il est, par exemple 2026-11-05 ; par défaut, celui de l’horloge
    #[arg(long, value_name = "JOUR", value_parser = day)]
    date: Option<NaiveDate>,
}

impl ForgetRun {
    pub fn go(self) -> anyhow::Result<Verdict> {
        let config = Config::load(self.config.as_deref().unwrap_or(Path::new(CONFIG)))?;
        let order = forget::Order {
            before: self.before,
            dry_run: self.dry_run,
            yes: self.yes,
            date: self.date,
        };
        forget::run(&config, &order)
    }
}

/// Rendre un mois définitif, une fois la version provisoire relue
///
/// Écrit reports/<mois>/version-1, qui n’est plus jamais réécrit ; la version provisoire est rangée à côté. Une
/// correction est une nouvelle version, qui dit ce qu’elle change.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran release --month MOIS [--correction MOTIF] [--yes] [--config FICHIER]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemples\u{a0}:\n  estran release --month 2026-10\n  estran release --month 2026-10 --correction \"heures de l’alerte du 20 ajoutées\"\n\nCodes de sortie\u{a0}: 0, la version est faite, ou elle l’était déjà\u{202f}; 1, elle est faite mais des données n’ont pas pu être utilisées\u{202f}; 2, elle n’est pas faite et le message dit quoi faire."
)]
pub struct ReleaseRun {
    /// Mois, par exemple 2026-10
    #[arg(long, value_name = "MOIS")]
    month: Month,
    /// Ce que la version précédente avait de faux, en 80 caractères au plus ; imprimé
    #[arg(long, value_name = "MOTIF", value_parser = reason)]
    correction: Option<String>,
    /// Publier même si des saisies sont encore attendues ou si la version provisoire n’a pas été relue
    #[arg(long)]
    yes: bool,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
    /// Jour de publication imprimé, par exemple 2026-11-12 ; par défaut, aujourd’hui
    #[arg(long, value_name = "JOUR", value_parser = day)]
    date: Option<NaiveDate>,
}

/// Comparer un mois publié à ce que donnent les fichiers d’aujourd’hui
///
/// Chiffre par chiffre. Tant que rien n’est publié, la version provisoire est comparée. N’écrit rien.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran diff --month MOIS [--from VERSION] [--to VERSION] [--json] [--config FICHIER]", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemples\u{a0}:\n  estran diff --month 2026-10\n  estran diff --month 2026-10 --from 1 --to 2\n\nCodes de sortie\u{a0}: 0, aucun chiffre ne change\u{202f}; 1, des chiffres changent\u{202f}; 2, la comparaison n’est pas faite."
)]
pub struct DiffRun {
    /// Mois, par exemple 2026-10
    #[arg(long, value_name = "MOIS")]
    month: Month,
    /// Numéro de la version de départ ; par défaut, la dernière publiée
    #[arg(long, value_name = "VERSION")]
    from: Option<u32>,
    /// Numéro de la version d’arrivée ; par défaut, les fichiers d’aujourd’hui
    #[arg(long, value_name = "VERSION")]
    to: Option<u32>,
    /// Répondre en JSON, pour un autre outil
    #[arg(long)]
    json: bool,
    /// Fichier de configuration ; par défaut, config.toml
    #[arg(long, value_name = "FICHIER")]
    config: Option<PathBuf>,
}

impl RunRun {
    pub fn go(self) -> anyhow::Result<Verdict> {
        let order = run::Order {
            month: self.month,
            if_missing: self.if_missing,
            pays: self.yes,
            date: self.date,
        };
        let shape = match self.log {
            LogShape::Text => Shape::Text,
            LogShape::Json => Shape::Json,
        };
        match self.all {
            Some(folder) => bodies::all(&folder, &order, shape),
            None => one(self.config.as_deref(), &order, shape),
        }
    }
}

fn one(config: Option<&Path>, order: &run::Order, shape: Shape) -> anyhow::Result<Verdict> {
    let config = load(config);
    let zone = config.as_ref().ok().map(|config| config.import.zone);
    let log = Log::new(shape, "run", None, zone);
    let done = config.and_then(|config| run::run(&config, order, &log));
    match done {
        Ok(ended) => {
            log.end(&Ok(ended.said));
            Ok(ended.verdict)
        }
        // A collector reads JSON and nothing else; a person reads the last line.
        Err(error) if shape == Shape::Json => {
            log.end(&Err(format!("{error:#}")));
            Err(AlreadySaid.into())
        }
        Err(error) => Err(error),
    }
}

impl ReleaseRun {
    pub fn go(self) -> anyhow::Result<Verdict> {
        let order = release::Order {
            month: self.month,
            correction: self.correction,
            yes: self.yes,
            date: self.date,
        };
        release::run(&load(self.config.as_deref())?, &order)
    }
}

impl DiffRun {
    pub fn go(self) -> anyhow::Result<Verdict> {
        let order = diff::Order {
            month: self.month,
            from: self.from,
            to: self.to,
            json: self.json,
        };
        diff::run(&load(self.config.as_deref())?, &order)
    }
}

fn load(config: Option<&Path>) -> anyhow::Result<Config> {
    Ok(Config::load(config.unwrap_or(Path::new(CONFIG)))?)
}

/// One line, that the foot of a sheet can hold.
fn reason(text: &str) -> Result<String, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches('.').to_owned();
    let length = text.chars().count();
    if length == 0 || length > release::REASON {
        return Err(format!(
            "dire en {} caractères au plus ce que la version précédente avait de faux",
            release::REASON
        ));
    }
    Ok(text)
}
