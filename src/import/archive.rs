//! An archive as downloaded: each of its files is read as if it stood in a folder of that name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Member;
use crate::import::{Settings, import, notion_export, period};
use crate::model::{Batch, Finding, Identity, Status, Tables, numbered};
use crate::words::text;

/// One batch for the whole archive. A member that is not read is told of, as a file would be.
pub fn read(members: Vec<Member>, settings: &Settings, mut batch: Batch) -> Batch {
    let file = Arc::clone(&batch.file);
    let stem = period::stem(&file);
    let before = file.rfind(['/', '\\']).map_or("", |end| &file[..=end]);
    let mut said = Vec::new();
    let mut statuses = Vec::new();
    let sorted = notion_export::sorted(members);
    for member in sorted.read {
        let name = format!("{before}{stem}/{}", member.name);
        let read = import(&name, member.bytes, settings);
        let shown = shown(&member.name);
        said.push(match (read.format, read.status) {
            (Some(format), Status::Read) => format!("{shown} ({format})"),
            (_, Status::Ignored) => format!("{shown} (laissé de côté)"),
            (_, Status::Read | Status::Refused) => format!("{shown} (refusé)"),
        });
        statuses.push(read.status);
        if read.status == Status::Read {
            batch.format = batch.format.or(read.format);
        }
        add(&mut batch, read, &shown);
    }
    said.extend(sorted.left);
    batch.status = [Status::Read, Status::Refused]
        .into_iter()
        .find(|status| statuses.contains(status))
        .unwrap_or(Status::Ignored);
    let message = format!("archive décompressée\u{a0}: {}", said.join(", "));
    batch
        .findings
        .insert(0, Finding::info("archive", &file, message));
    batch
}

/// The path of a member, without the mail address that names the calendars of Google.
fn shown(name: &str) -> String {
    let (folder, base) = name.rsplit_once('/').unwrap_or(("", name));
    let base = base
        .split_once('@')
        .map_or_else(|| base.to_owned(), |(_, domain)| format!("…@{domain}"));
    if folder.is_empty() {
        base
    } else {
        format!("{folder}/{base}")
    }
}

fn add(batch: &mut Batch, read: Batch, member: &str) {
    batch.rows_in += read.rows_in;
    batch.rows_told += read.rows_told;
    batch.running += read.running;
    for account in read.accounts {
        if !batch.accounts.contains(&account) {
            batch.accounts.push(account);
        }
    }
    for mut finding in read.findings {
        finding.at.file = Arc::clone(&batch.file);
        let table = finding
            .at
            .table
            .map_or_else(|| member.to_owned(), |table| format!("{member}, {table}"));
        finding.at.table = Some(Arc::from(table));
        batch.findings.push(finding);
    }
    let Tables {
        posts,
        account_stats,
        hours,
        contents,
        approvals,
        requests,
        messages,
    } = read.tables;
    let tables = &mut batch.tables;
    extend(&mut tables.posts, posts);
    extend(&mut tables.account_stats, account_stats);
    let again = merge(&mut tables.hours, hours)
        + merge(&mut tables.contents, contents)
        + merge(&mut tables.approvals, approvals)
        + merge(&mut tables.requests, requests)
        + merge(&mut tables.messages, messages);
    if again > 0 {
        batch.rows_told += again;
        let message = text::count(
            again as u64,
            "enregistrement déjà donné par un autre fichier de l’archive, compté une fois",
            "enregistrements déjà donnés par un autre fichier de l’archive, comptés une fois",
        );
        let finding = Finding::info("same-rows", &batch.file, message).in_table(Some(member));
        batch.findings.push(finding);
    }
}

/// Records that an earlier member gave too count once, as those of two files do: the later reading is kept.
/// How many did.
fn merge<T: Identity>(table: &mut Option<Vec<T>>, more: Option<Vec<T>>) -> usize {
    let Some(more) = more else {
        return 0;
    };
    let table = table.get_or_insert_default();
    let known: BTreeMap<(u64, u32), usize> = numbered(table).into_iter().zip(0..).collect();
    let numbers = numbered(&more);
    let given = table.len() + more.len();
    for (record, number) in more.into_iter().zip(numbers) {
        match known.get(&number) {
            None => table.push(record),
            Some(place) if record.as_of() > table[*place].as_of() => table[*place] = record,
            Some(_) => {}
        }
    }
    given - table.len()
}

/// An absent table stays absent.
fn extend<T>(table: &mut Option<Vec<T>>, more: Option<Vec<T>>) {
    if let Some(more) = more {
        table.get_or_insert_default().extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PlanStatus;

    fn archive(members: &[(&str, &str)]) -> Batch {
        let members = members.iter().map(|(name, text)| Member {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        });
        let batch = Batch::new(&Arc::from("tout.zip"), "");
        read(members.collect(), &Settings::default(), batch)
    }

    #[test]
    fn the_same_hours_in_two_files_of_an_archive_count_once() {
        let rows = "Date;Tâche;Durée\n01/10/2026;Rédaction;1:00\n01/10/2026;Rédaction;1:00\n";
        let more = format!("{rows}02/10/2026;Rédaction;2:00\n");
        for pair in [[rows, &more], [more.as_str(), rows]] {
            let batch = archive(&[("temps.csv", pair[0]), ("temps (1).csv", pair[1])]);
            assert_eq!(batch.tables.hours.as_ref().map(Vec::len), Some(3));
            assert_eq!((batch.rows_in, batch.rows_told), (5, 2));
        }
    }

    #[test]
    fn the_later_line_of_a_planning_is_kept_whatever_the_order_of_the_files() {
        let planning = |day: &str, status: &str| {
            format!(
                "Réf. contenu;Titre court;Compte;Date prévue;Statut\nABR-2026-0001;Rentrée;Facebook;{day}/09/2026;{status}\n"
            )
        };
        let (before, after) = (planning("03", "à valider"), planning("10", "publié"));
        for pair in [[&before, &after], [&after, &before]] {
            let batch = archive(&[("a.csv", pair[0]), ("b.csv", pair[1])]);
            let plans = batch.tables.contents.unwrap();
            assert_eq!(plans.len(), 1);
            assert_eq!(plans[0].status, Some(PlanStatus::Published));
        }
    }
}
