#!/usr/bin/env python3
"""The figures of sql/, computed by DuckDB from the tables that `estran tables` wrote, against those of chiffres.csv.

  python3 tests/tables.py tables reports/2026-10/chiffres.csv --month 2026-10

Exit 1 when a figure differs, or when fewer than ten can be compared. Needs duckdb.
"""

import argparse
import csv
import sys
from pathlib import Path

import duckdb

SQL = Path(__file__).resolve().parent.parent / "sql"
# What the report prints of a figure in another word than the query.
OBJECTS = {("ES2", "contents"): "contenus", ("ES3", "median"): "médiane"}
# Their queries name steps by key, the report by label.
BY_VALUE = {"IC8"}


def printed(path, month):
    figures = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["mois"] == month and row["valeur"]:
                figures[row["code"], row["objet"]] = (float(row["valeur"].replace(",", ".")), int(row["n"] or 0))
    return figures


def computed(tables, month):
    base = duckdb.connect()
    for table in sorted(path for path in tables.iterdir() if path.is_dir()):
        pattern = "*/data.parquet" if any(table.glob("month=*")) else "data.parquet"
        base.execute(f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet('{table}/{pattern}')")
    base.execute("CREATE TABLE asked AS SELECT ? AS month", [month])
    for query in sorted(SQL.glob("*.sql")):
        yield from base.execute(query.read_text(encoding="utf-8")).fetchall()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tables", type=Path)
    parser.add_argument("chiffres", type=Path)
    parser.add_argument("--month", required=True)
    asked = parser.parse_args()
    figures = printed(asked.chiffres, asked.month)
    compared, wrong = 0, 0
    of_steps = {code: [[], []] for code in BY_VALUE}
    for code, about, value, n in computed(asked.tables, asked.month):
        if code in BY_VALUE:
            of_steps[code][0].append((value, n))
            continue
        expected = figures.get((code, OBJECTS.get((code, about), about)))
        # A rate is printed from so many displays on: the query knows no threshold.
        if expected is None and code == "RE6":
            continue
        compared += 1
        if expected is None or abs(expected[0] - value) > 1e-6 or expected[1] != n:
            wrong += 1
            print(f"{code} {about}: printed {expected}, computed {(value, n)}")
    for (code, _), figure in figures.items():
        if code in BY_VALUE:
            of_steps[code][1].append(figure)
    for code, (found, expected) in of_steps.items():
        compared += len(expected)
        if sorted(found) != sorted(expected):
            wrong += 1
            print(f"{code}: printed {sorted(expected)}, computed {sorted(found)}")
    print(f"{compared} figures compared, {wrong} differ")
    return 1 if wrong or compared < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
