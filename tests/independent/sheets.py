"""The tables of the team: hours, planning, approvals, requests, messages."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from fractions import Fraction

import openpyxl

from .exports import rows_of, words

# What teams write for a role of the list, for an outcome of the list.
ROLE = {"communication": "direction de la communication"}
OUTCOMES = {
    "réponse": "réponse",
    "répondu": "réponse",
    "répondu par téléphone ?": "réponse",
    "vu": "sans suite utile",
    "sans suite utile": "sans suite utile",
    "transmis à un service": "transmis à un service",
    "transmis aux routes": "transmis à un service",
    "masqué": "masqué",
    "supprimé": "supprimé",
}
DURATIONS = [
    (r"(\d+)\s*h\s*(\d*)", lambda h, m: int(h) * 3600 + int(m or 0) * 60),
    (r"(\d+):(\d\d)", lambda h, m: int(h) * 3600 + int(m) * 60),
    (r"(\d+)\s*min", lambda m: int(m) * 60),
    (r"(\d+[.,]\d+)", lambda h: round(Fraction(h.replace(",", ".")) * 3600)),
]


@dataclass
class Step:
    """A step of a circuit; `decided` is None while it waits."""

    role: str
    sent: datetime
    decided: datetime
    word: str


@dataclass
class Message:
    """`outcome` is None while it waits; `done` is when it was dealt with, to the minute."""

    network: str
    at: datetime
    timed: bool
    outcome: str
    done: datetime
    file: str


def workbook(inbox):
    """The workbook of the team, or its sheets one by one in CSV: rows by the names of their columns."""
    path = inbox / "suivi-reseaux-abers.xlsx"
    if path.exists():
        book = openpyxl.load_workbook(path)
        sheets = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    else:
        sheets = {
            path.stem: [[dated(cell) for cell in row] for row in rows_of(path, ";")] for path in inbox.glob("*.csv")
        }
    return {
        name: [
            dict(zip(header, ("" if c is None else c for c in row)))
            for row in rows
            if any(c not in (None, "") for c in row)
        ]
        for name, (header, *rows) in sheets.items()
    }


def dated(cell):
    """A day, a day and its time, or what else a cell holds."""
    for form in ("%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(cell, form)
        except ValueError:
            pass
    return cell


def as_date(value):
    return value.date() if isinstance(value, datetime) else value


def seconds(cell):
    if isinstance(cell, timedelta):
        return round(cell.total_seconds())
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, datetime):  # a duration of a day or more
        return round((cell - datetime(1899, 12, 30)).total_seconds())
    text = str(cell or "").strip().lower()
    for pattern, value in DURATIONS:
        found = re.fullmatch(pattern, text)
        if found:
            return value(*found.groups())
    return None


def circuits(rows):
    """Steps by content."""
    found = {}
    for row in rows:
        role = ROLE.get(row["Rôle du valideur"], row["Rôle du valideur"])
        step = Step(role, row["Soumis le"] or None, row["Décidé le"] or None, row["Décision"])
        found.setdefault(row["Réf. contenu"], []).append(step)
    return found


def messages(inbox, rows, accounts):
    """Each message of a declared account once."""
    found = {
        n: Message(
            words(row["Compte"].split()[0]), row["Reçu le"], True, OUTCOMES[row["Suite"]], row["Traité le"], "Messages"
        )
        for n, row in enumerate(rows)
    }
    for path in sorted((inbox / "messages").glob("*")):
        header, *lines = rows_of(path, ";")
        for row in (dict(zip(header, line)) for line in lines):
            if row["Compte"] in accounts:
                done = dated(row["Traité le"]) if row["Traité le"] else None
                outcome = OUTCOMES.get(
                    row["Suite"].lower(), "suite non précisée" if done and row["Suite"] != "à traiter" else None
                )
                done = done if ":" in row["Traité le"] else None
                found[row["N° de message"]] = Message(
                    words(row["Compte"].split()[0]),
                    dated(row["Reçu le"]),
                    ":" in row["Reçu le"],
                    outcome,
                    done,
                    path.name,
                )
    return list(found.values())
