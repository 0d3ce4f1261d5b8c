//! The inspection for people: plain lines, readable in any terminal.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::account::FileAccount;
use crate::commands::screen;
use crate::ledger::Totals;
use crate::model::{Network, Severity, Spent, Status};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration, place, text};

/// French names of the counters, in the order they are shown.
const METRICS: [(&str, &str); 13] = [
    ("impressions", "impressions"),
    ("views", "vues"),
    ("reach", "portée"),
    ("reactions", "réactions"),
    ("comments", "commentaires"),
    ("shares", "partages"),
    ("saves", "enregistrements"),
    ("clicks", "clics"),
    ("link_clicks", "clics sur un lien"),
    ("interactions", "interactions"),
    ("followers", "abonnés"),
    ("followers_gained", "abonnés gagnés"),
    ("watch_seconds", "secondes de visionnage"),
];

pub fn lines(files: &[FileAccount], merged: &Totals) -> String {
    let mut out = String::new();
    for file in files {
        let _ = writeln!(out, "{}{NBSP}: {}", file.file, summary(file));
        for finding in &file.told {
            let _ = writeln!(
                out,
                "    {}{}{NBSP}: {}",
                word(finding.severity, file.status),
                place::within(finding),
                finding.message
            );
        }
        if let Some(proposal) = &file.proposal {
            let _ = writeln!(
                out,
                "    à coller dans config.toml, après avoir vérifié chaque colonne{NBSP}:\n\n{proposal}"
            );
        }
    }
    let _ = writeln!(
        out,
        "\nTotaux de {}, chaque enregistrement compté une fois",
        text::count(files.len() as u64, "fichier", "fichiers")
    );
    totals(&mut out, &merged.0);
    out
}

fn word(severity: Severity, status: Status) -> &'static str {
    match (severity, status) {
        (Severity::Error, Status::Refused) => "refusé",
        (Severity::Error, _) => "erreur",
        (Severity::Info | Severity::Check | Severity::Warning, _) => screen::severity(severity),
    }
}

/// « facebook-posts · Facebook · Mairie · du … au … · 48 lignes gardées, 2 signalées ».
fn summary(file: &FileAccount) -> String {
    let mut parts = vec![file.format.unwrap_or("format non reconnu").to_owned()];
    match file.status {
        Status::Read => {}
        Status::Refused => parts.push("refusé".to_owned()),
        Status::Ignored => parts.push("sans usage pour le rapport".to_owned()),
    }
    let mut networks: Vec<Network> = file
        .accounts
        .iter()
        .map(|account| account.network)
        .collect();
    networks.dedup();
    let labels: Vec<String> = networks
        .iter()
        .map(|network| network.label().to_owned())
        .collect();
    let names: Vec<String> = file
        .accounts
        .iter()
        .map(|account| {
            account
                .name
                .clone()
                .unwrap_or_else(|| account.account.clone())
        })
        .collect();
    parts.extend(
        [text::list(&labels), text::list(&names)]
            .into_iter()
            .filter(|part| !part.is_empty()),
    );
    if let Some((first, last)) = file.period {
        parts.push(if first == last {
            format!("le {}", date::day(first))
        } else {
            format!("du {} au {}", date::day(first), date::day(last))
        });
    }
    if file.status == Status::Read {
        parts.push(format!(
            "{}, {}",
            text::count(file.rows as u64, "ligne gardée", "lignes gardées"),
            told(file.rows_told)
        ));
    }
    parts.join(" · ")
}

fn told(rows: usize) -> String {
    match rows {
        0 => "aucune écartée".to_owned(),
        rows => text::count(rows as u64, "écartée", "écartées"),
    }
}

fn totals(out: &mut String, merged: &Map<String, Value>) {
    let part = |name: &str| merged.get(name).and_then(Value::as_object);
    if let Some(posts) = part("posts").filter(|posts| whole(posts, "n") > 0) {
        let total = posts.get("total").and_then(Value::as_object);
        let replies = total.map_or(0, |total| whole(total, "replies"));
        row(
            out,
            0,
            "publications",
            &format!(
                "{}, dont {}",
                number::whole(whole(posts, "n")),
                text::count(replies.unsigned_abs(), "réponse", "réponses")
            ),
        );
        counters(out, total);
        months(out, posts, |sums| {
            text::count(
                whole(sums, "n").unsigned_abs(),
                "publication",
                "publications",
            )
        });
    }
    if let Some(stats) = part("account_stats").filter(|stats| whole(stats, "days") > 0) {
        row(
            out,
            0,
            "jours de statistiques",
            &number::whole(whole(stats, "days")),
        );
        counters(out, stats.get("total").and_then(Value::as_object));
    }
    if let Some(hours) =
        part("hours").filter(|hours| whole(hours, "n") > 0 || whole(hours, "running") > 0)
    {
        row(
            out,
            0,
            "saisies de temps",
            &format!(
                "{}, {}",
                number::whole(whole(hours, "n")),
                time(hours, "seconds")
            ),
        );
        row(
            out,
            1,
            "non terminées, non comptées",
            &number::whole(whole(hours, "running")),
        );
        row(
            out,
            1,
            "déclarées deux fois par une même personne, comptées",
            &time(hours, "overlap_seconds"),
        );
        months(out, hours, |sums| {
            format!(
                "{}, {}",
                text::count(whole(sums, "n").unsigned_abs(), "saisie", "saisies"),
                time(sums, "seconds")
            )
        });
    }
    for (name, label) in [
        ("contents", "contenus"),
        ("approvals", "étapes de validation"),
        ("requests", "demandes"),
        ("messages", "messages"),
    ] {
        if let Some(part) = part(name).filter(|part| whole(part, "n") > 0) {
            row(out, 0, label, &number::whole(whole(part, "n")));
        }
    }
}

fn counters(out: &mut String, total: Option<&Map<String, Value>>) {
    let Some(total) = total else { return };
    for (key, label) in METRICS {
        let printed = match total.get(key) {
            Some(Value::Number(sum)) => sum
                .as_i64()
                .map_or_else(|| sum.to_string().replace('.', ","), number::whole),
            _ => continue,
        };
        let caution = if key == "reach" {
            " (somme de contrôle : le rapport n’additionne jamais la portée)"
        } else {
            ""
        };
        row(out, 1, label, &format!("{printed}{caution}"));
    }
}

fn months(
    out: &mut String,
    part: &Map<String, Value>,
    said: impl Fn(&Map<String, Value>) -> String,
) {
    for (month, sums) in part
        .get("by_month")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if let Some(sums) = sums.as_object() {
            row(out, 1, month, &said(sums));
        }
    }
}

fn row(out: &mut String, depth: usize, label: &str, value: &str) {
    let _ = writeln!(out, "{}{label}{NBSP}: {value}", "    ".repeat(depth + 1));
}

fn whole(sums: &Map<String, Value>, key: &str) -> i64 {
    sums.get(key).and_then(Value::as_i64).unwrap_or(0)
}

fn time(sums: &Map<String, Value>, key: &str) -> String {
    duration::detail(Spent::seconds(whole(sums, key)))
}
