//! Units of systemd: those of `dist/systemd`, with the paths of the machine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Plan, absolute};
use crate::fetch::SecretName;
use crate::send::Stage;
use crate::words::number::{NBSP, THIN};

const SERVICE: &str = include_str!("../../../dist/systemd/estran.service");
const TIMER: &str = include_str!("../../../dist/systemd/estran.timer");
/// What `StateDirectory=` opens already.
const STATE: &str = "/var/lib/estran";

/// The service and its timer, by name.
pub fn units(plan: &Plan) -> anyhow::Result<[(&'static str, String); 2]> {
    let (folders, credentials) = (folders(plan)?, credentials(plan)?);
    let writable: String = folders
        .iter()
        .map(|folder| line("ReadWritePaths", &quoted(folder)))
        .collect();
    let start = format!(
        "{} run --config {}",
        argument(&plan.program),
        argument(&plan.settings)
    );
    let service = body(SERVICE).map(|written| match written.split_once('=') {
        Some(("ExecStart", _)) => line("ExecStart", &start),
        Some(("#LoadCredential", _)) => credentials.clone(),
        Some(("ProtectHome", _)) if is_at_home(plan, &folders) => line("ProtectHome", "read-only"),
        Some(("ProtectSystem", value)) => line("ProtectSystem", value) + &writable,
        _ => format!("{written}\n"),
    });
    let when = format!(
        "*-*-{:02} {} {}",
        plan.day,
        plan.time.format("%H:%M:%S"),
        plan.config.import.zone
    );
    let timer = body(TIMER).map(|written| match written.split_once('=') {
        Some(("OnCalendar", _)) => line("OnCalendar", &when),
        Some(("Description", _)) => line(
            "Description",
            &format!("Estran, le {} de chaque mois", plan.day),
        ),
        _ => format!("{written}\n"),
    });
    Ok([
        ("estran.service", service.collect()),
        ("estran.timer", timer.collect()),
    ])
}

fn line(key: &str, value: &str) -> String {
    format!("{key}={value}\n")
}

/// What is left to do by hand.
pub fn what_next(written: Option<&Path>) -> String {
    let copy = match written {
        Some(folder) => format!("# Unités écrites dans «{NBSP}{}{NBSP}».\n", folder.display()),
        None => "# Copier chaque partie dans le fichier que nomme sa première ligne, ou ajouter --output /etc/systemd/system.\n".to_owned(),
    };
    format!(
        "{copy}# L’utilisateur «{NBSP}estran{NBSP}» doit exister, et les dossiers de ReadWritePaths aussi{THIN}; il doit pouvoir y écrire.\n# Puis{NBSP}: systemctl daemon-reload && systemctl enable --now estran.timer\n# Vérifier{NBSP}: systemctl list-timers estran.timer{THIN}; essayer{NBSP}: systemctl start estran.service{THIN}; lire{NBSP}: journalctl -u estran\n"
    )
}

/// Without the words that open the file.
fn body(unit: &str) -> impl Iterator<Item = &str> {
    unit.lines().skip_while(|line| !line.starts_with('['))
}

/// Where a run writes, outside the folder of its own.
fn folders(plan: &Plan) -> anyhow::Result<BTreeSet<PathBuf>> {
    let config = plan.config;
    let drops = [Stage::Draft, Stage::Release].map(|stage| {
        let folder = config.delivery.folder.as_ref()?;
        folder.of(stage).map(Path::to_owned)
    });
    let own = [config.folders.inbox.clone(), config.folders.reports.clone()];
    let all = own.into_iter().chain(drops.into_iter().flatten());
    let all = all
        .map(|path| absolute(&path))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(all
        .into_iter()
        .filter(|path| !path.starts_with(STATE))
        .collect())
}

fn is_at_home(plan: &Plan, folders: &BTreeSet<PathBuf>) -> bool {
    let homes = ["/home", "/root", "/run/user"];
    let all = folders.iter().chain([&plan.program, &plan.settings]);
    let mut all = all.flat_map(|path| homes.map(|home| path.starts_with(home)));
    all.any(|is_inside| is_inside)
}

/// Tokens that systemd reads as root and hands over: one line each.
fn credentials(plan: &Plan) -> anyhow::Result<String> {
    let config = plan.config;
    let delivery = &config.delivery;
    let fetched = config
        .fetch
        .iter()
        .filter_map(|errand| errand.secret.as_ref());
    let email = delivery.email.as_ref();
    let told = [
        email.and_then(|email| email.relay.secret.as_ref()),
        delivery
            .webhook
            .as_ref()
            .and_then(|webhook| webhook.secret.as_ref()),
    ];
    let names: BTreeSet<&str> = fetched
        .chain(told.into_iter().flatten())
        .map(SecretName::as_str)
        .collect();
    let folder = absolute(&config.folders.secrets)?;
    let one = |name: &str| {
        let path = folder.join(name).display().to_string();
        line(
            "LoadCredential",
            &format!("{name}:{}", path.replace('%', "%%")),
        )
    };
    Ok(names.into_iter().map(one).collect())
}

/// A word of a command line (systemd.service(5)): specifiers and variables are plain characters.
fn argument(path: &Path) -> String {
    quoted(path).replace('$', "$$")
}

/// A path as one word, with spaces and quotes (systemd.syntax(7)).
fn quoted(path: &Path) -> String {
    let text = path.display().to_string().replace('%', "%%");
    let is_plain =
        |letter: char| !letter.is_whitespace() && !matches!(letter, '"' | '\'' | '\\' | ';');
    if text.chars().all(is_plain) {
        return text;
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_whatever_it_holds() {
        for (path, expected) in [
            ("/opt/estran", "/opt/estran"),
            ("/srv/Réseaux sociaux/x", "\"/srv/Réseaux sociaux/x\""),
            ("/srv/100%", "/srv/100%%"),
            ("/srv/a\"b c", "\"/srv/a\\\"b c\""),
        ] {
            assert_eq!(quoted(Path::new(path)), expected);
        }
        assert_eq!(argument(Path::new("/srv/$x")), "/srv/$$x");
    }
}
