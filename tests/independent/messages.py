"""MO: messages received, and the work outside opening hours."""

from datetime import datetime, time, timedelta
from fractions import Fraction

from . import clock, printed
from .facts import coverage
from .figure import absent, count, one, share, spread
from .work import of_hours

NAMES = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "x": "X",
    "youtube": "YouTube",
    "tiktok": "TikTok",
}
OUTCOMES = ["réponse", "transmis à un service", "masqué", "supprimé", "sans suite utile", "suite non précisée"]
OUTSIDE = ["soir, nuit et midi", "samedi", "dimanche et férié"]
NO_TIME = "Non mesuré\u00a0: heures de réception non fournies"
NO_CLOCK = "Non mesuré\u00a0: horaires non saisis"


class Noted:
    """The messages of a month, and the networks whose messages are noted nowhere around it."""

    def __init__(self, month):
        everything = month.facts.messages
        self.messages = [m for m in everything if clock.month_of(m.at) == month.name]
        self.is_measured = are_noted(everything, month.name)
        files = {m.file for m in self.messages}
        self.networks = {m.network for m in everything}
        self.missing = {
            a["network"]
            for a in month.accounts
            if not any(m.network == a["network"] and m.file in files for m in everything)
            and not are_noted([m for m in everything if m.network == a["network"]], month.name)
        }

    def state(self):
        return "partiel" if self.messages and self.missing else "mesuré"

    def answers(self):
        """CHOICE: delays need both times; an answer before its message is a slip of the pen."""
        return [m for m in self.messages if m.outcome == "réponse" and m.timed and m.done and m.done >= m.at]


def are_noted(messages, name):
    """CHOICE: a month without messages is a true zero when some are noted before and after it."""
    months = {clock.month_of(m.at) for m in messages}
    return name in months or bool(months) and min(months) < name < max(months)


def received(month):
    noted = Noted(month)
    return count("MO1", len(noted.messages), state=noted.state()) if noted.is_measured else absent("MO1")


def out_of_hours(code, month):
    """CHOICE: messages of working days without a time are left out."""
    noted, parts = Noted(month), parts_of(month)
    if not noted.messages:
        return absent(code, bare=NO_TIME)
    state = coverage(len(parts), len(noted.messages))
    return share(code, (part != "en journée" for part in parts), state=noted.state() if state == "mesuré" else state)


def parts_of(month):
    parts = (clock.part_of_week(m.at, m.timed) for m in Noted(month).messages)
    return [part for part in parts if part]


def moderation(month):
    noted, parts = Noted(month), parts_of(month)
    ours, handled, state = noted.messages, [m for m in noted.messages if m.outcome], noted.state()
    yield received(month)
    if noted.is_measured:
        yield from (
            count("MO1", sum(m.network == name for m in ours), about=NAMES[name])
            for name in noted.networks - noted.missing
        )
        yield from (absent("MO1", about=NAMES[name]) for name in noted.missing)
    if ours:
        yield one("MO2", "ratio", Fraction(len(handled), len(ours)), len(ours), state=state)
        yield count("MO2", len(ours) - len(handled), len(ours), "en attente", state)
        yield from (count("MO3", sum(m.outcome == name for m in ours), len(handled), name, state) for name in OUTCOMES)
    else:
        yield absent("MO2")
    answers, answered = noted.answers(), sum(m.outcome == "réponse" for m in ours)
    if answered:  # CHOICE: a median of the answers whose delay is known
        known = coverage(len(answers), answered)
        known = state if known == "mesuré" else known
        yield spread("MO4", [clock.opening(m.at, m.done) for m in answers], state=known)
        yield spread("MO4", [round((m.done - m.at).total_seconds()) for m in answers], "durée réelle", known)
        yield count("MO4", answered - len(answers), answered, "sans délai connu")
    else:
        yield absent("MO4")
    whole = out_of_hours("MO5", month)
    yield whole
    for part in ("en journée", *OUTSIDE):
        yield (
            count("MO5", parts.count(part), len(parts), part, whole.state)
            if whole.parts
            else absent("MO5", bare=NO_TIME, about=part)
        )
    if whole.parts:
        yield count("MO5", len(ours) - len(parts), len(ours), "sans heure connue")
    else:
        yield absent("MO5", bare=NO_TIME, about="sans heure connue")
    yield from outside(month)
    yield moderating(month)


def moderating(month):
    """MO7. Hours without a step may be of it too."""
    spent, n = month.spent(lambda e: e["step"] in ("moderation", "reponses"))
    state = month.of_hours()
    return one(
        "MO7",
        "s",
        spent,
        n,
        state="partiel" if state == "mesuré" and any(not e["step"] for e in month.entries) else state,
    )


def outside_of(entry):
    """Seconds in each part of the week outside opening hours, by the clock where the entry has one, by its day
    otherwise; None when neither says anything. CHOICE: when the clock and the duration disagree, the least."""
    day = datetime.combine(entry["day"], time(0))
    if entry["begin"] is None:
        part = clock.part_of_week(day, False)
        return {part: entry["spent"]} if part else None
    length = (entry["end"] - entry["begin"]) % 86400 if entry["end"] is not None else 0
    shown = dict.fromkeys((*OUTSIDE, "en journée"), 0)
    for minute in range((length or entry["spent"]) // 60):
        shown[clock.part_of_week(day + timedelta(seconds=entry["begin"], minutes=minute), True)] += 60
    inside = shown.pop("en journée")
    whole = sum(shown.values())
    late = entry["spent"] if not inside else min(max(entry["spent"] - inside, 0), whole)
    return {part: Fraction(late * spent, whole) for part, spent in shown.items() if spent}


def outside(month):
    """MO6, the same parts of the week for all entries."""
    by_part, unknown = dict.fromkeys(OUTSIDE, 0), []
    for entry in month.entries:
        found = outside_of(entry)
        if found is None:
            unknown.append(entry["spent"])
        for part, spent in (found or {}).items():
            by_part[part] += spent
    spent, lost, n = sum(by_part.values()), sum(unknown), len(month.entries)
    state = month.of_hours()
    # CHOICE: no nought when most of the time says nothing.
    if lost == month.total or not spent and (month.total - lost) * 100 < 60 * month.total:
        state = "non mesuré"
    elif state == "mesuré" and lost:
        state = "partiel"
    for part, amount in (("", spent), *by_part.items()):
        yield (
            absent("MO6", bare=NO_CLOCK, n=n, about=part)
            if state == "non mesuré"
            else one("MO6", "s", amount, n, part, state)
        )
    if n:
        yield of_hours(
            "MO6",
            lost,
            month.total,
            len(unknown),
            "sans heure connue",
            bare=printed.per_cent(Fraction(lost, month.total)),
        )
