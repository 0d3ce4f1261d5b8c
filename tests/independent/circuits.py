"""VA and AN: the waits of validation, and the life of one content."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from fractions import Fraction

from . import clock
from .figure import absent, count, median, one, quantile, share, spread, together

NO_CIRCUIT = "Non mesuré\u00a0: aucune date de validation saisie"
NO_DATE = "Non mesuré\u00a0: dates souhaitées non saisies"


def finished(month):
    """(content, first sending, last approval) of the circuits whose last word, of the month, is an approval."""
    for content, steps in month.facts.circuits.items():
        if all(s.decided for s in steps):
            last = max(s.decided for s in steps)
            word = [s.word for s in steps if s.decided == last][-1]
            if word == "validé" and clock.month_of(last) == month.name:
                yield content, min(s.sent for s in steps), last


def untraced(month, figure):
    """CHOICE: under 60 % of contents with a circuit, waits are not published; from there on they are measured."""
    if figure.parts and len(month.traced) * 100 < 60 * len(month.contents):
        said = f"{len(month.traced)}\u00a0sur\u00a0{len(month.contents)}"
        return absent(
            figure.code, "non fiable", f"Non publié\u00a0: circuits tracés pour {said} contenus", figure.n, figure.about
        )
    return figure


def waits(month):
    """An approval before its sending is a slip of the pen."""
    return [clock.wait(sent, approved) for _, sent, approved in finished(month) if approved >= sent]


def duration(code, month):
    return untraced(month, spread(code, waits(month), bare=NO_CIRCUIT))


def approvals(month):
    facts, ended, cases = month.facts, list(finished(month)), waits(month)
    yield duration("VA1", month)
    if len(cases) >= 20:
        yield untraced(month, one("VA2", "s", quantile(cases, Fraction(9, 10)), len(cases)))
    elif cases:
        yield untraced(month, one("VA2", "s", max(cases), len(cases), "le plus long"))
    if not ended:
        yield absent("VA3")
    elif len(ended) < 5:
        yield absent(
            "VA3", "effectif faible", f"Trop peu de cas (n\u00a0=\u00a0{len(ended)}) pour une moyenne", len(ended)
        )
    else:
        corrections = sum(s.word.startswith("correction") for c, *_ in ended for s in facts.circuits[c])
        yield untraced(month, one("VA3", "ratio", Fraction(corrections, len(ended)), len(ended)))
    work = facts.by_step["validation"]
    yield spread("VA4", [work[c] for c, *_ in ended if c in work])
    yield from still_waiting(month)
    yield share("VA6", (at <= clock.last_moment(facts.wanted[c]) for c, _, at in ended if c in facts.wanted), NO_DATE)
    yield share(
        "VA7",
        (
            facts.published_at[c] > clock.last_moment(facts.wanted[c]) + timedelta(days=1)
            for c in month.contents
            if c in facts.wanted
        ),
        NO_DATE,
    )
    if facts.circuits:
        yield share("VA8", (c not in month.traced for c in month.contents))
    else:
        yield absent("VA8", n=len(month.contents))
    hidden, by_role = named(month)
    cells = {role: waited for role, waited in by_role.items() if role not in hidden}
    if hidden:
        cells["autres rôles"] = sum((by_role[role] for role in hidden), [])
    for role, waited in cells.items():
        if len(waited) < 3:
            yield absent("VA9", "protégé", "Non détaillé pour protéger les personnes", len(waited), role)
        else:
            yield spread("VA9", waited, role)


def still_waiting(month):
    if not month.facts.circuits:
        yield absent("VA5")
        return
    closing = datetime.combine(month.last, time(0)) + timedelta(days=1)
    sent = [
        s.sent
        for steps in month.facts.circuits.values()
        for s in steps
        if s.sent < closing and (not s.decided or s.decided >= closing)
    ]
    yield count("VA5", len(sent))
    if sent:
        yield one("VA5", "s", clock.days_between(min(sent).date(), month.last) * clock.DAY, 1, "ancienneté")


def named(month):
    """Which roles stand together, and the waits of each for the steps decided in the month."""
    by_role = defaultdict(list)
    for steps in month.facts.circuits.values():
        for s in steps:
            if s.sent and s.decided and clock.month_of(s.decided) == month.name and s.decided >= s.sent:
                by_role[s.role].append(clock.wait(s.sent, s.decided))
    return together({role: len(cases) for role, cases in by_role.items()}), by_role


def anatomy(month):
    """CHOICE: nearest to the median of all contents with hours, among those with a dated approval or a request; a role
    is named where VA9 names it."""
    facts, timed, received = month.facts, month.timed, defaultdict(list)
    for row in facts.requests:
        received[row["Réf. contenu"]].append(row["Reçue le"])
    chosen = facts.settings["month"].get(month.name, {}).get("anatomy")
    if not chosen and not timed:
        return
    pool = [c for c in timed if received[c] or c in month.traced] or list(timed)
    chosen = chosen or min(pool, key=lambda c: (abs(timed[c] - median(timed.values())), facts.published_at[c], c))
    by_step = defaultdict(list)
    for entry in facts.entries:
        by_step[entry["step"] or "sans étape précisée"] += [spent for c, spent in entry["shares"] if c == chosen]
    yield one("AN1", "s", timed[chosen], sum(map(len, by_step.values())))
    yield from (one("AN2", "s", sum(spent), len(spent), step) for step, spent in by_step.items() if spent)
    hidden, by_role = named(month)
    waited = defaultdict(list)
    for s in facts.circuits.get(chosen, []):
        if s.sent and s.decided and s.decided >= s.sent:
            role = "autre rôle" if s.role in hidden or s.role not in by_role else s.role
            waited[role].append(clock.wait(s.sent, s.decided))
    for role, cases in waited.items():
        yield spread("AN3", cases, role) if len(cases) > 1 else one("AN3", "s", cases[0], 1, role)
    asked = received[chosen] or [
        r["Date de la demande"] for r in facts.planning if r["Réf. contenu"] == chosen and r.get("Date de la demande")
    ]
    if asked and min(asked) <= facts.published_at[chosen]:
        yield one("AN4", "s", clock.wait(min(asked), facts.published_at[chosen]), 1)
    yield count("AN5", len(facts.published[chosen]))
