"""ES, IC, TC, CH and QT: hours, contents, the time available, and what the data cover."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from . import clock, printed
from .facts import FAMILIES, FORMAT, coverage
from .figure import Figure, absent, count, median, one, quantile, share, spread

YEARLY_HOURS = 1607
FULL_TIME = YEARLY_HOURS * 300  # ÷ 12 months × 3600 s
PARTS = {"IC1": "visible", "IC2": "amont", "IC3": "aval", "IC4": "commun", "IC6": None}
TIES = [
    "par la référence du contenu",
    "par le lien de la publication",
    "par la ressemblance des titres",
    "au compte seulement",
    "au service demandeur seulement",
    "sans rattachement",
]
UNSEEN = "amont", "aval", "commun"


def hours(month):
    return one("ES1", "s", month.total, len(month.entries), state=month.of_hours())


def publications(month):
    """A total is a minimum when an account was not read."""
    read = [month.is_read(a["id"]) for a in month.accounts]
    state = "mesuré" if all(read) else "partiel" if any(read) else "non mesuré"
    distinct = len({month.facts.content(k) for k in month.posts})
    return count("ES2", len(month.posts), state=state), count("ES2", distinct, len(month.posts), "contenus", state)


def time_of_contents(code, month, some=None, about=""):
    """CHOICE: the median of contents says something when most of them have hours (60 %), of all when 95 % have."""
    some = month.contents if some is None else some
    timed = [month.timed[c] for c in some if c in month.timed]
    state = coverage(len(timed), len(some))
    return spread(code, timed, about, state, f"Trop peu de contenus avec du temps saisi (n\u00a0=\u00a0{len(timed)})")


def by_family(month):
    return {family: month.spent(lambda e: e["family"] == family) for family in (*FAMILIES, None)}


def unseen_share(month):
    """ES4: hours without a step are never unseen, and make it a minimum."""
    parts = by_family(month)
    state = month.of_hours()
    if month.total and (month.total - parts[None][0]) * 100 < 60 * month.total:
        state = "non fiable"
    elif state == "mesuré" and parts[None][0]:
        state = "partiel"
    return of_hours("ES4", sum(parts[f][0] for f in UNSEEN), month.total, len(month.entries), state=state)


def of_hours(code, part, total, n, about="", state="mesuré", bare=None):
    """A share of a total of hours, which asks for twenty of them."""
    if not total:
        return absent(code, n=n, about=about)
    if total < 20 * 3600:
        bare = f"{printed.time(part)} sur {printed.time(total)}"
    return one(code, "ratio", Fraction(part, total), n, about, state, bare)


def iceberg(month):
    parts, state, n = by_family(month), month.of_hours(), len(month.entries)
    # ES4 is rounded alone; what is not seen adds up to it, and the rest to what is left of a hundred.
    amounts = {code: parts[family][0] for code, family in PARTS.items()}
    hidden = {code: spent for code, spent in amounts.items() if PARTS[code] in UNSEEN}
    seen = {code: spent for code, spent in amounts.items() if code not in hidden}
    of_hidden = printed.nearest(Fraction(100 * sum(hidden.values()), month.total)) if month.total else 0
    shares = {
        code: f"{share}{printed.THIN}%"
        for code, share in (printed.shared(hidden, of_hidden) | printed.shared(seen, 100 - of_hidden)).items()
    }
    for code, family in PARTS.items():
        spent, entries = parts[family]
        yield one(code, "s", spent, entries, state=state)
        yield of_hours(code, spent, month.total, entries, "part", state, shares[code])
    yield one("IC5", "s", month.total, n, state=state)
    visible, unseen = parts["visible"][0], sum(parts[f][0] for f in UNSEEN)
    if visible >= 2 * 3600:
        yield one(
            "IC7",
            "s",
            Fraction(unseen * 3600, visible),
            n,
            state="partiel" if state == "mesuré" and parts[None][0] else state,
        )
    steps = {step: month.spent(lambda e: e["step"] == step) for step in {e["step"] for e in month.entries} - {None}}
    for step, (spent, entries) in steps.items():
        yield one("IC8", "s", spent, entries, step, state)
    if len(steps) > 5:
        rest = sorted(spent for spent, _ in steps.values())[:-5]
        yield one("IC9", "s", sum(rest), len(rest), state=state)


def contents(month):
    facts, timed, everything = month.facts, month.timed, len(month.contents)
    yield time_of_contents("TC1", month)
    if len(timed) >= 10:
        yield one(
            "TC2", "s", Fraction(sum(timed.values()), len(timed)), len(timed), state=coverage(len(timed), everything)
        )
    by_format = defaultdict(set)
    for c in month.contents:
        by_format[FORMAT[facts.format_of[c] if c in facts.format_of else facts.posts[c]["kind"]]].add(c)
    for name, some in by_format.items():
        if some & timed.keys():
            yield time_of_contents("TC3", month, some, name)
    yield share("TC4", (c not in timed for c in month.contents))
    distinct = len({facts.content(k) for k in month.posts})
    yield one("TC5", "ratio", Fraction(len(month.posts), distinct), distinct)
    for step, by_content in facts.by_step.items():
        cases = [spent for c, spent in by_content.items() if c in month.contents]
        if step and cases:
            unpublished = "Non publié\u00a0: moins de 60\u202f% des données du mois"
            yield spread("TC6", cases, step, coverage(len(timed), everything), unpublished)
    if len(timed) >= 5:
        for c, spent in timed.items():
            if spent > 3 * median(timed.values()):
                yield one("TC7", "s", spent, 1, c)


def available(month):
    capacity = month.facts.settings["capacity"]
    return Fraction(str(capacity["total_share"])) * Fraction(str(capacity["networks_share"])) * FULL_TIME


def load(code, month):
    return one(code, "ratio", month.total / available(month), len(month.entries), state=month.of_hours())


def capacity(month):
    n, state, gap = len(month.entries), month.of_hours(), month.total - available(month)
    yield one("CH1", "s", available(month), 1)
    yield load("CH2", month)
    yield one("CH3", "ETP", Fraction(month.total, FULL_TIME), n, state=state)
    yield one("CH4", "s", gap, n, state=state)
    yield one("CH4", "ETP", gap / FULL_TIME, n, "ETP", state)
    yield from by_account(month)


def by_account(month):
    """CH5 to CH7. CHOICE: hours dated in the month; those of a content go to accounts by all its known publications;
    those of a content not yet published, to the account that the entry names."""
    months = [clock.back(month.name, n) for n in (2, 1, 0)]
    opened = {
        a["id"]
        for a in month.facts.accounts
        if a.get("opened", date.min) <= clock.days_of(months[0])[0] and a.get("closed", date.max) >= month.last
    }
    spent_on = {a: defaultdict(Fraction) for a in opened}
    for entry in month.facts.entries:
        whole = [(entry["account"], entry["spent"])] if not entry["shares"] else []
        for content, spent in entry["shares"]:
            accounts = month.facts.published[content] or [entry["account"]]
            whole += [(account, Fraction(spent, len(accounts))) for account in accounts]
        for account, spent in whole:
            if account in spent_on:
                spent_on[account][entry["month"]] += spent
    earlier = [month.facts.at(m) for m in months]
    are_tied = all(
        tied(m) and tied(m)[0] * 100 >= 80 * tied(m)[1] and m.of_hours() in ("mesuré", "partiel") for m in earlier
    )
    if not are_tied:
        yield absent(
            "CH6", "effectif faible", "Non estimé\u00a0: trop peu d’heures rattachées sur trois mois", len(opened)
        )
        return
    means = {a: sum(by_month[m] for m in months) / 3 for a, by_month in spent_on.items()}
    for a, by_month in spent_on.items():
        yield one("CH5", "s", by_month[month.name], 1, a, month.of_hours())
        yield one("CH7", "s", means[a], 3, a)
    values = means.values()
    if len(values) < 3:
        yield absent("CH6", "effectif faible", "Non estimé\u00a0: moins de 3 comptes suivis 3 mois", len(opened))
        return
    if len(values) >= 5:
        parts = [("q1", quantile(values, Fraction(1, 4))), ("q3", quantile(values, Fraction(3, 4)))]
    else:
        parts = [("minimum", min(values)), ("maximum", max(values))]
    yield Figure("CH6", "", len(opened), "mesuré", "s", parts, " à ".join(printed.time(value) for _, value in parts))


def tied(month):
    """Hours of content work that are tied, and all of them."""
    is_work = lambda e: e["family"] in ("amont", "visible", "aval")
    whole, _ = month.spent(is_work)
    return (month.spent(lambda e: is_work(e) and e["tie"] != "sans rattachement")[0], whole) if whole else None


def quality(month):
    n, everything = len(month.entries), len(month.contents)
    yield one("QT1", "ratio", Fraction(month.days_entered, len(month.working)), len(month.working))
    yield of_hours("QT2", month.spent(lambda e: e["step"])[0], month.total, n)
    yield of_hours("QT3", *tied(month), n) if tied(month) else absent("QT3", n=n)
    read = {a["id"]: month.is_read(a["id"]) for a in month.accounts}
    yield share("QT4", read.values())
    yield from (count("QT4", int(is_read), 1, a) for a, is_read in read.items())
    yield share("QT5", (c in month.timed for c in month.contents))
    if month.facts.circuits:
        yield share("QT6", (c in month.traced for c in month.contents))
    else:
        yield absent("QT6", n=everything)
    for tie in TIES:
        yield one("QT8", "s", *month.spent(lambda e: e["tie"] == tie), tie, month.of_hours())
    # CHOICE: time shared between several contents is an estimate.
    natures = {
        "mesurées": month.spent(lambda e: False),
        "déclarées": month.spent(lambda e: len(e["shares"]) < 2),
        "estimées": month.spent(lambda e: len(e["shares"]) > 1),
    }
    shares = printed.shares({nature: spent for nature, (spent, _) in natures.items()})
    for nature, (spent, entries) in natures.items():
        yield of_hours("QT9", spent, month.total, entries, nature, bare=shares[nature])
