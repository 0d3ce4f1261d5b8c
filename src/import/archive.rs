//! An archive as downloaded: each of its files is read as if it stood in a folder of that name.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::Member;
use crate::import::{Settings, import, notion_export, period};
use crate::model::{Batch, Finding, Status, Tables};
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
    } = read.tables;
    let (contents, again) = without_earlier(batch.tables.contents.as_deref(), contents, |plan| {
        (plan.reference.clone(), plan.account.clone(), plan.planned)
    });
    let (approvals, steps) =
        without_earlier(batch.tables.approvals.as_deref(), approvals, |step| {
            (
                step.reference.clone(),
                step.order,
                step.role,
                step.submitted,
                step.decided,
            )
        });
    if again + steps > 0 {
        batch.rows_told += again + steps;
        let message = text::count(
            (again + steps) as u64,
            "enregistrement déjà donné par un autre fichier de l’archive, compté une fois",
            "enregistrements déjà donnés par un autre fichier de l’archive, comptés une fois",
        );
        let finding = Finding::info("same-rows", &batch.file, message).in_table(Some(member));
        batch.findings.push(finding);
    }
    let tables = &mut batch.tables;
    extend(&mut tables.posts, posts);
    extend(&mut tables.account_stats, account_stats);
    extend(&mut tables.hours, hours);
    extend(&mut tables.contents, contents);
    extend(&mut tables.approvals, approvals);
    extend(&mut tables.requests, requests);
}

/// Records of a member that no earlier member gave, and how many it did: pages repeat the tables they show.
fn without_earlier<T, K: Ord>(
    earlier: Option<&[T]>,
    more: Option<Vec<T>>,
    key: impl Fn(&T) -> K,
) -> (Option<Vec<T>>, usize) {
    let Some(mut more) = more else {
        return (None, 0);
    };
    let known: BTreeSet<K> = earlier.into_iter().flatten().map(&key).collect();
    let given = more.len();
    more.retain(|record| !known.contains(&key(record)));
    let again = given - more.len();
    (Some(more), again)
}

/// An absent table stays absent.
fn extend<T>(table: &mut Option<Vec<T>>, more: Option<Vec<T>>) {
    if let Some(more) = more {
        table.get_or_insert_default().extend(more);
    }
}
