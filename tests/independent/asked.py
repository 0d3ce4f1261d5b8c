"""DE: how requests come."""

from collections import Counter

from . import clock
from .circuits import NO_DATE
from .figure import absent, count, one, share, spread, together

NOTICES = [
    "moins d’un jour ouvré",
    "de 1 à moins de 4 jours ouvrés",
    "de 4 à moins de 11 jours ouvrés",
    "11 jours ouvrés et plus",
    "sans date souhaitée",
]
OUTCOMES = {
    "acceptée": "acceptées",
    "réorientée": "réorientées",
    "refusée": "refusées",
    "en cours": "en cours",
    "": "suite non précisée",
}
NO_HOURS = "Non mesuré\u00a0: aucun temps saisi pour ces contenus"


def beforehand(row):
    """CHOICE: a day without a time gives the most notice that it may, one day to itself gives none."""
    came, wanted = row["Reçue le"], row["Date souhaitée"]
    if came.date() == wanted.date() and not (clock.has_time(came) and clock.has_time(wanted)):
        return 0
    return clock.opening(came, clock.last_moment(wanted))


def is_late(row):
    """CHOICE: the same day is always late."""
    return row["Reçue le"].date() >= row["Date souhaitée"].date() or beforehand(row) < clock.DAY


def received(month):
    return [r for r in month.facts.requests if clock.month_of(r["Reçue le"]) == month.name]


def dated(month):
    return [r for r in received(month) if r["Date souhaitée"]]


def last_minute(code, month):
    return share(code, map(is_late, dated(month)), NO_DATE)


def notice(row):
    if not row["Date souhaitée"]:
        return NOTICES[4]
    days = beforehand(row) // clock.DAY
    return NOTICES[0 if is_late(row) else 1 if days < 4 else 2 if days < 11 else 3]


def requests(month):
    facts, ours = month.facts, received(month)
    yield count("DE1", len(ours)) if ours else absent("DE1")
    yield last_minute("DE2", month)
    for code, late in (("DE3", True), ("DE4", False)):
        made = {r["Réf. contenu"] for r in dated(month) if is_late(r) == late}
        yield spread(
            code,
            [facts.hours[c] for c in made if facts.hours.get(c)],
            bare=NO_HOURS if made else "Non mesuré ce mois-ci",
        )
    yield spread("DE5", [beforehand(r) for r in dated(month)], bare=NO_DATE)
    if ours:
        kinds, outcomes = Counter(map(notice, ours)), Counter(OUTCOMES[r["Suite"]] for r in ours)
        yield from (count("DE8", kinds[name], len(ours), name) for name in NOTICES)
        yield from (count("DE6", outcomes[name], len(ours), name) for name in OUTCOMES.values())
    services = Counter(r["Service demandeur"] for r in ours)
    hidden = together(services)
    yield from (count("DE9", n, n, service) for service, n in services.items() if service not in hidden)
    if hidden:
        grouped = sum(services[s] for s in hidden)
        yield count("DE9", grouped, grouped, "autres directions")
    advice = month.spent(lambda e: e["step"] == "conseil" or e["tie"] == "au service demandeur seulement")
    yield one("DE7", "s", *advice, state=month.of_hours())
