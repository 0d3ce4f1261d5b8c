"""Against what Estran wrote: every row of chiffres.csv, every comparison of rapport.json, what `inspect` counts."""

import csv
import io
import json
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

from . import accounts, asked, circuits, compared, messages, work

# What this computation does not give, and why. All the rest of chiffres.csv must be given, and be the same.
UNCOVERED = {"libellé": "a column of words, no figure"}
# Amounts that may differ by a second: made of amounts that are rounded to it, each share of an hour between accounts,
# each month's hours by working day.
ROUNDED = {"CH5", "CH6", "CH7"}


def figures(facts):
    month = facts.at(facts.month)
    families = (
        work.iceberg,
        work.contents,
        work.capacity,
        work.quality,
        circuits.approvals,
        circuits.anatomy,
        asked.requests,
        messages.moderation,
        accounts.results,
        accounts.ecosystem,
        accounts.charter,
    )
    found = [
        work.hours(month),
        *work.publications(month),
        work.time_of_contents("ES3", month),
        work.unseen_share(month),
        circuits.duration("ES5", month),
        asked.last_minute("ES6", month),
        messages.out_of_hours("ES7", month),
        work.load("ES8", month),
    ]
    return found + [figure for family in families for figure in family(month)]


class Check:
    """All that is compared of one month."""

    def __init__(self, facts, path):
        self.facts, self.path, self.wrong, self.compared = facts, Path(path), 0, Counter()
        self.figures = figures(facts)
        now = {f.code: f for f in self.figures if not f.about}
        self.now, self.earlier = (
            {code: now[code] for code in compared.compared_figures(facts.at(facts.month))},
            compared.history(facts),
        )
        self.lines = list(compared.lines(facts, self.now, self.earlier))

    def differ(self, name, expected, found):
        self.say(f"{name}: expected {expected}, found {found}")

    def say(self, message):
        self.wrong += 1
        print(message)

    def expected_rows(self):
        for month, some in (
            (self.facts.month, self.figures),
            *((m, found.values()) for m, found in self.earlier.items()),
        ):
            hours = next(f for f in some if f.code == "ES1")
            for figure in some:
                yield from figure.rows(month, hours.state == "partiel")
        for line in self.lines:
            yield from compared.rows(self.facts, line)

    def rows(self):
        """Row by row: no figure missing, none that is not computed here."""
        expected, found = defaultdict(list), defaultdict(list)
        for row in self.expected_rows():
            expected[row[0], row[1], row[6]].append(row)
        names = ["code", "objet", "valeur", "unité", "n", "état", "mois", "imprimé"]
        text = self.path.read_text("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
        unread = set(reader.fieldnames) - set(names) - UNCOVERED.keys()
        if unread:
            self.say(f"not computed here: the columns {', '.join(sorted(unread))}")
        for row in reader:
            found[row["code"], row["objet"], row["mois"]].append(tuple(row[name] for name in names))
        for key in sorted(expected.keys() | found.keys()):
            name = " ".join(filter(None, key))
            if key not in expected:
                self.say(f"not computed here: {name}, {found[key]}")
            elif len(expected[key]) != len(found[key]) or not all(map(same, sorted(expected[key]), sorted(found[key]))):
                self.differ(name, expected[key], found.get(key))
            else:
                self.compared["rows of chiffres.csv"] += len(expected[key])
                self.compared["of them, of earlier months"] += sum(row[6] != self.facts.month for row in expected[key])

    def pages(self):
        """The tables, key figures and curves that compare, in rapport.json."""
        pages = json.loads((self.path.parent / "rapport.json").read_text("utf-8"))["report"]["pages"]
        blocks = [(page["id"], block) for page in pages for block in flat(page["blocks"])]
        grids = [b for page, b in blocks if page == "changes" and b["block"] == "grid"]
        found = {row[0]: row[1:] for grid in grids for row in grid["rows"]}
        self.same("table of comparison", compared.table(self.facts, self.lines), found)
        tiles = [
            t
            for page, b in blocks
            if page == "essentials" and b["block"] == "tiles"
            for row in b["rows"]
            for t in row["tiles"]
        ]
        found = {t["code"]: t["comparison"] for t in tiles}
        by_code = {line.name: line for line in self.lines}
        expected = {
            code: compared.tile(self.facts, by_code[compared.SAME_AS.get(code, code)]) if code != "ES7" else None
            for code in found
        }
        self.same("key figures beside the month before", expected, found)
        found = {
            b["caption"]: [(p["at"], p["value"]) for p in b["points"]]
            for page, b in blocks
            if page == "changes" and b["block"] == "lines"
        }
        expected = {
            caption: compared.curve(self.facts, self.now, self.earlier, code)
            for caption, code in (("Heures par mois", "ES1"), ("Publications par mois", "ES2"))
        }
        facts = [item for page, b in blocks if page == "essentials" and b["block"] == "list" for item in b["items"]]
        said = {"P11": item for item in facts if item.endswith(" le mois dernier.")}  # when it is among the three
        self.same("sentences that compare", {"P11": compared.sentence(self.lines)} if said else {}, said)
        self.same("curves", {caption: points for caption, points in expected.items() if points}, found)

    def same(self, what, expected, found):
        for name in sorted(expected.keys() | found.keys()):
            if expected.get(name) != found.get(name):
                self.differ(f"{what}, {name}", expected.get(name), found.get(name))
            else:
                self.compared[f"cells of the {what}"] += len(expected[name]) if isinstance(expected[name], list) else 1

    def inspect(self, path):
        found, expected = json.loads(Path(path).read_text("utf-8"))["merged"], merged(self.facts)
        for name, value in expected.items():
            at = found
            for key in name.split("."):
                at = at.get(key, {})
            self.compared["counts of inspect"] += 1
            if at != value:
                self.say(f"inspect {name}: expected {value}, found {at}")


def flat(blocks):
    """Blocks, and those that they hold."""
    for block in blocks:
        yield block
        yield from flat(block.get("blocks", []))
        for column in block.get("columns", []):
            yield from flat(column.get("blocks", []))


def same(expected, found):
    """To the digit; amounts made of rounded ones, to a second."""
    code, about, value = expected[:3]
    if (
        expected == found
        or not value
        or not found[2]
        or code not in ROUNDED
        and about != "par jour ouvré médiane 12 mois"
    ):
        return expected == found
    return expected[:2] + expected[3:] == found[:2] + found[3:] and abs(int(value) - int(found[2])) <= 1


def merged(facts):
    """What was read, once each, by the path of its count in the answer of `inspect`."""
    everything = facts.everything.values()
    months = Counter(p["month"] for p in everything)
    return {
        "posts.n": len(everything),
        "posts.total.replies": sum(p["reply"] for p in everything),
        "account_stats.days": len(facts.days),
        "account_stats.total.impressions": sum(shown for _, shown in facts.days.values()),
        "hours.n": len(facts.entries),
        "hours.seconds": sum(e["spent"] for e in facts.entries),
        "contents.n": len({r["Réf. contenu"] for r in facts.planning}),
        "approvals.n": len(facts.approvals),
        "requests.n": len(facts.requests),
        "messages.n": len(facts.messages),
        **{f"posts.by_month.{month}.n": n for month, n in months.items()},
    }


def as_json(facts):
    amounts = {
        f"{f.code} {f.about} {part}".strip(): float(Fraction(value)) for f in figures(facts) for part, value in f.parts
    }
    return json.dumps({"month": facts.month, "figures": amounts, "merged": merged(facts)}, ensure_ascii=False, indent=1)
