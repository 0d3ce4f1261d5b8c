#!/usr/bin/env python3
"""The figures of a month, computed again from the raw fixtures, without Estran; the demonstration month unless another is named.

  python3 tests/independent.py --print                 the figures as JSON
  python3 tests/independent.py reports/2026-10/chiffres.csv [--inspect inspect.json] [--month fixtures/months/01-complet]
                                                       compares every row (value, n, state, what is printed) and every comparison
                                                       (in rapport.json, beside chiffres.csv); exit 1 when anything differs, or when
                                                       a row is not computed here
Needs openpyxl and xlrd.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the tree of the repository stays as it is

from independent import check  # noqa: E402
from independent.facts import Facts  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("chiffres", nargs="?")
    parser.add_argument("--inspect")
    parser.add_argument("--month", type=Path, default=ROOT / "fixtures" / "months" / "abers")
    parser.add_argument("--print", action="store_true")
    asked = parser.parse_args()
    # The settings of the demonstration month are at the root of the repository.
    settings = next(path for path in (asked.month / "config.toml", ROOT / "config.toml") if path.exists())
    facts = Facts(asked.month, settings, "2026-10")
    if asked.print or not asked.chiffres:
        print(check.as_json(facts))
        return 0
    compared = check.Check(facts, asked.chiffres)
    compared.rows()
    compared.pages()
    if asked.inspect:
        compared.inspect(asked.inspect)
    for what, n in compared.compared.items():
        print(f"{n} {what}")
    print(f"{compared.wrong} differ")
    return 1 if compared.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
