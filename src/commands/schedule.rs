//! Says how this machine starts Estran each month by itself, with its own paths.

mod elsewhere;
mod systemd;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::{LocalResult, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::commands::{Verdict, screen, shelf};
use crate::config::Config;
use crate::words::number::{NBSP, THIN};

/// What starts programs on a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planner {
    Systemd,
    Cron,
    Windows,
}

/// What is asked on the command line.
#[derive(Clone, Debug)]
pub struct Order {
    /// That of this machine by default.
    pub planner: Option<Planner>,
    /// Of the month, from 1 to 28.
    pub day: u8,
    pub time: NaiveTime,
    /// Where the units of systemd are written instead of being said.
    pub output: Option<PathBuf>,
}

/// All that a line of schedule needs.
struct Plan<'a> {
    config: &'a Config,
    program: PathBuf,
    /// The file of settings.
    settings: PathBuf,
    day: u8,
    time: NaiveTime,
}

pub fn run(config: &Config, settings: &Path, order: &Order) -> anyhow::Result<Verdict> {
    refuse_an_hour_that_jumps(config.import.zone, order.day, order.time)?;
    let program = std::env::current_exe().context("le chemin du programme est introuvable")?;
    let plan = Plan {
        config,
        program,
        settings: absolute(settings)?,
        day: order.day,
        time: order.time,
    };
    let planner = order.planner.unwrap_or_else(of_this_machine);
    match (planner, &order.output) {
        (Planner::Systemd, Some(folder)) => {
            let units = systemd::units(&plan)?;
            let files = units.map(|(name, text)| (name, text.into_bytes()));
            shelf::write(folder, &files)?;
            screen::say(&systemd::what_next(Some(folder)))?;
        }
        (_, Some(_)) => {
            bail!("--output n’écrit que les unités de systemd{THIN}; ajouter --systemd")
        }
        (Planner::Systemd, None) => {
            let [(service, one), (timer, other)] = systemd::units(&plan)?;
            screen::say(&format!(
                "# ==> /etc/systemd/system/{service}\n{one}\n# ==> /etc/systemd/system/{timer}\n{other}\n{}",
                systemd::what_next(None)
            ))?;
        }
        (Planner::Cron, None) => screen::say(&elsewhere::cron(&plan))?,
        (Planner::Windows, None) => screen::say(&elsewhere::windows(&plan))?,
    }
    Ok(Verdict::Clean)
}

fn of_this_machine() -> Planner {
    if cfg!(windows) {
        Planner::Windows
    } else if Path::new("/run/systemd/system").is_dir() {
        Planner::Systemd
    } else {
        Planner::Cron
    }
}

fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    std::path::absolute(path).with_context(|| {
        format!(
            "le chemin de «{NBSP}{}{NBSP}» est introuvable",
            path.display()
        )
    })
}

/// An hour of the night when clocks change does not exist once a year, or comes twice.
fn refuse_an_hour_that_jumps(zone: Tz, day: u8, time: NaiveTime) -> anyhow::Result<()> {
    let jumps = |(year, month): (i32, u32)| {
        let day = NaiveDate::from_ymd_opt(year, month, u32::from(day));
        let local = day.map(|day| zone.from_local_datetime(&day.and_time(time)));
        !matches!(local, Some(LocalResult::Single(_)))
    };
    let mut months = (2026..2056).flat_map(|year| (1..=12).map(move |month| (year, month)));
    if months.any(jumps) {
        bail!(
            "le {day} du mois à {}, l’heure saute ou revient au changement d’heure ({zone}){THIN}; choisir un autre jour ou une autre heure",
            time.format(&format!("%H{NBSP}h{NBSP}%M"))
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_never_jumps_and_the_end_of_march_may() {
        let check = |day, time: &str| {
            refuse_an_hour_that_jumps(chrono_tz::Europe::Paris, day, time.parse().unwrap())
        };
        assert!(check(5, "02:30:00").is_ok());
        assert!(check(28, "03:30:00").is_ok());
        let error = check(28, "02:30:00").unwrap_err().to_string();
        assert!(error.contains("28 du mois à 02\u{a0}h\u{a0}30"), "{error}");
    }
}
