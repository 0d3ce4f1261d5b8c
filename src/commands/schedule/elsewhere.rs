//! Machines without systemd: a table of cron, a task of Windows.

use std::path::Path;

use super::Plan;
use crate::words::number::{NBSP, THIN};

/// Nights after the first one, in which what was missed is made.
const CATCH_UP: u8 = 7;

/// Lines for `crontab -e`.
pub fn cron(plan: &Plan) -> String {
    let Plan {
        day, time, config, ..
    } = plan;
    let when = time.format("%-M %-H");
    let (program, settings) = (for_cron(&plan.program), for_cron(&plan.settings));
    let (first, last) = (day + 1, (day + CATCH_UP).min(28));
    let missed = if first <= last {
        format!(
            "# Une nuit manquée (machine éteinte, panne) est rattrapée la suivante.\n{when} {first}-{last} * * {program} run --if-missing --config {settings}\n"
        )
    } else {
        String::new()
    };
    format!(
        "# À ajouter avec «{NBSP}crontab -e{NBSP}», par l’utilisateur qui lit les exports et écrit les rapports.\n# L’heure est celle de la machine, dont le fuseau doit être {}.\n{when} {day} * * {program} run --config {settings}\n{missed}",
        config.import.zone
    )
}

/// A word for the shell of cron, which takes a bare `%` for the end of the line (crontab(5)).
fn for_cron(path: &Path) -> String {
    let text = path.display().to_string().replace('\'', "'\\''");
    format!("'{}'", text.replace('%', "\\%"))
}

/// A command for a terminal of Windows opened as administrator.
pub fn windows(plan: &Plan) -> String {
    let word = |path: &Path| format!("\\\"{}\\\"", path.display());
    format!(
        "schtasks /Create /F /TN Estran /SC MONTHLY /D {} /ST {} /RU SYSTEM /TR \"{} run --config {}\"\n\nÀ coller dans un terminal ouvert en administrateur. Puis, dans le Planificateur de tâches, propriétés d’«{NBSP}Estran{NBSP}», onglet Paramètres{NBSP}: cocher «{NBSP}Exécuter la tâche dès que possible si un démarrage planifié est manqué{NBSP}»{THIN}; schtasks ne sait pas le faire.\n",
        plan.day,
        plan.time.format("%H:%M"),
        word(&plan.program),
        word(&plan.settings)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_for_cron() {
        assert_eq!(
            for_cron(Path::new("/srv/l'équipe 100%/x")),
            "'/srv/l'\\''équipe 100\\%/x'"
        );
    }
}
