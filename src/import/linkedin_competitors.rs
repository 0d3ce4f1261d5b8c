//! The competitors export of a LinkedIn page (formats/linkedin.md, LI-K): the only file that gives the size
//! of its audience, since its own row is among the others.

use chrono::NaiveDate;

use crate::document::{Cell, Document, Table};
use crate::import::by_content::is_column;
use crate::import::claim::Claim;
use crate::import::date_column::{self, Hints};
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::found_accounts::FoundAccounts;
use crate::import::stamp::{self, Order, Written};
use crate::import::told::Told;
use crate::import::{About, Format, Group, Settings, date_order, number};
use crate::model::{
    AccountDay, Batch, Finding, Metric, Metrics, Network, Severity, Source, Status,
};

pub struct LinkedinCompetitors;

/// `New Followers` covers the whole period, not a day: it is not read.
const FIELDS: &[Field] = &[
    Field::text(&["Page"], To::AccountName),
    Field::count(
        &[
            "Total Followers",
            "Nombre total d’abonnés",
            "Total des abonnés",
        ],
        Metric::Followers,
    ),
];

impl Format for LinkedinCompetitors {
    fn name(&self) -> &'static str {
        "linkedin-competitors"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "LinkedIn, pages comparées",
            menus: "page LinkedIn, vue administrateur › Statistiques › Concurrents › Exporter",
            gives: "nombre d’abonnés de la page, à la date de l’export",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(table(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, columns)) = table(document) else {
            return batch;
        };
        let mut told = Told::new(document);
        told.table.clone_from(&table.title);
        let period = period(table, columns.header);
        let day = period.and_then(|days| last_day(days, date_order::asked(settings, &batch)));
        let mut is_any_known = false;
        let mut accounts = FoundAccounts::new(Network::LinkedIn, settings);
        let mut records = Vec::new();
        columns.for_each(table, |row| {
            told.met();
            let page = columns.text(&row, To::AccountName);
            let known = settings.accounts.find(Network::LinkedIn, &[&page]).is_some();
            is_any_known |= known;
            let Some(day) = day.filter(|_| known) else {
                let message = "page qui n’est pas un compte de config.toml, ou période illisible\u{a0}; la ligne n’a pas été comptée";
                told.lost(Severity::Info, "other-page", row.number, message);
                return;
            };
            let mut metrics = Metrics::default();
            metrics[Metric::Followers] = columns.metrics(&row, &mut told)[Metric::Followers];
            records.push(AccountDay {
                network: Network::LinkedIn,
                account: accounts.identify(&[&page], None),
                day,
                metrics,
                source: Source::Network,
                as_of: day,
                row: row.number,
            });
        });
        if is_any_known && period.is_some() && day.is_none() {
            return date_order::refused(document, batch);
        }
        if records.is_empty() {
            let message = "c’est l’export des pages concurrentes\u{a0}; aucune n’est un compte de config.toml sous ce nom, et le rapport ne se sert pas des autres";
            batch.status = Status::Ignored;
            batch.findings.push(Finding::new(
                Severity::Info,
                "not-this-export",
                &document.name,
                message,
            ));
            return batch;
        }
        batch.accounts = accounts.into_vec();
        batch.tables.account_stats = Some(records);
        told.into_batch(batch)
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    let by_name = |columns: &Columns| {
        columns.has(To::AccountName)
            && columns.has_metrics()
            && columns.named("Total post engagements")
    };
    locate(document, FIELDS, by_name).or_else(|| document.tables.iter().find_map(by_content))
}

/// In any language: two days above a header of five columns, a name and four counts.
fn by_content(table: &Table) -> Option<(&Table, Columns)> {
    let mut columns = Columns::locate(table, FIELDS, |columns| columns.width() == 5)?;
    period(table, columns.header)?;
    let sample = columns.sample(table);
    let is_count = |cell: &str| matches!(number::count(Cell::Text(cell)), Ok(Some(_)));
    let is_ours = is_column(&sample, 0, |cell| !is_count(cell))
        && (1..5).all(|place| is_column(&sample, place, is_count));
    columns.put(To::AccountName, Kind::Text, 0);
    columns.put(To::Metric(Metric::Followers), Kind::Count, 1);
    is_ours.then_some((table, columns))
}

/// The row above the header gives the first and the last day.
fn period(table: &Table, header: u32) -> Option<(Written, Written)> {
    let (_, cells) = table
        .first_rows(1)
        .iter()
        .find(|(number, _)| *number < header)?;
    let read = |cell: &String| stamp::read(Cell::Text(cell));
    Some((read(cells.first()?)?, read(cells.get(1)?)?))
}

/// The order of the numbers is decided on both.
fn last_day((from, to): (Written, Written), asked: Option<Order>) -> Option<NaiveDate> {
    let understood = date_column::understand(
        &[(from, None), (to, None)],
        Hints {
            period: None,
            is_daily: true,
            asked,
        },
    );
    Some(understood.resolve(to)?.0)
}

#[cfg(test)]
mod tests {
    use crate::import::{Account, Accounts, Settings, import};
    use crate::model::{Metric, Network};

    #[test]
    fn the_page_itself_gives_the_size_of_its_audience() {
        let settings = Settings {
            accounts: Accounts::new(vec![Account {
                id: "li-departement".to_owned(),
                network: Network::LinkedIn,
                name: "Département des Abers".to_owned(),
                keys: Vec::new(),
                direction: None,
                opened: None,
                closed: None,
            }]),
            ..Settings::default()
        };
        let text = "10/01/2026,10/31/2026,,,\nPage,Total Followers,New Followers,Total post engagements,Total posts\nDépartement des Abers,5100,12,300,20\nAutre Page,9000,1,2,3\n";
        let batch = import(
            "abers_competitor_analytics.csv",
            text.as_bytes().to_vec(),
            &settings,
        );
        assert_eq!((batch.rows_in, batch.rows_told), (2, 1));
        let days = batch.tables.account_stats.unwrap();
        assert_eq!(days[0].account, "li-departement");
        assert_eq!(days[0].day.to_string(), "2026-10-31");
        assert_eq!(days[0].metrics[Metric::Followers], Some(5100));
        assert_eq!(days[0].metrics[Metric::FollowersGained], None);
    }
}
