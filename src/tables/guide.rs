//! docs/tables.md: what is in the files of the dataset.

use std::fmt::Write;

use super::catalog::TABLES;

/// The guide as a Markdown page.
pub fn markdown() -> String {
    let mut page = String::from(INTRODUCTION);
    for table in TABLES {
        let place = if table.by_month {
            format!("{}/month=2026-10/data.parquet", table.name)
        } else {
            format!("{}/data.parquet", table.name)
        };
        // Writing to a string cannot fail.
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\nFiles: `{place}`. Key: {}.\n\n| Column | Type | What it says |\n|---|---|---|\n",
            table.name, table.row, table.key
        );
        for column in table.all_columns() {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} |",
                column.name,
                column.content.type_name(),
                column.about
            );
        }
    }
    page
}

const INTRODUCTION: &str = "\
# The tables

`estran tables --out DOSSIER` writes what a report is made of as Parquet files, that DuckDB, Spark, pandas, Polars or R
read as a partitioned dataset. This page is made by `estran tables --markdown`.

- An empty cell is « not given », never zero.
- Dates and times are those of the wall clock in the zone of the body; durations are in seconds.
- A table that no file gives is not written.
- Folders `month=2026-10` are a column `month` for the programs that read partitions; `of_month` is the same, inside.
- No column holds a name, an address or the words of a request, of a message or of an entry of time. `hours.agent` is a number
  made with a key that stays on the machine: another machine, or another key, gives other numbers.
- The same files and the same key give the same bytes.

```sql
-- DuckDB: hours of a month by family
SELECT family, sum(seconds) / 3600.0 AS hours
FROM read_parquet('tables/hours/*/data.parquet', hive_partitioning = true)
WHERE month = '2026-10' GROUP BY family ORDER BY family;
```
";
