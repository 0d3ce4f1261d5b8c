"""This month beside the one before, the same month last year and the twelve before it (report-content.md, section 8)."""

from dataclasses import dataclass
from fractions import Fraction

from . import asked, circuits, clock, messages, printed, work
from .figure import absent, exact, median

# In the table, and in a sentence where it is not the same.
LABELS = {
    "ES1": "Heures",
    "ES1 par jour ouvré": "Heures par jour ouvré",
    "ES2": "Publications",
    "ES3": "Temps d’un contenu",
    "ES4": "Part non visible",
    "VA1": "Durée du circuit de validation",
    "DE2": "Demandes de dernière minute",
    "MO1": "Messages reçus",
    "MO6": "Travail hors horaires",
    "CH2": "Charge",
}
IN_A_SENTENCE = {
    "ES1 par jour ouvré": "Temps consacré aux réseaux, par jour ouvré",
    "ES3": "Temps pour un contenu",
    "ES4": "Part qui ne se voit pas",
}
MEDIANS = "ES3", "VA1"
# The key figures of page 2 that are figures of the table under another code.
SAME_AS = {"ES5": "VA1", "ES6": "DE2", "ES8": "CH2"}
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def compared_figures(month):
    """Those of the table, of any month."""
    found = [
        work.hours(month),
        work.publications(month)[0],
        work.time_of_contents("ES3", month),
        work.unseen_share(month),
        circuits.duration("VA1", month),
        asked.last_minute("DE2", month),
        messages.received(month),
        next(iter(messages.outside(month)), absent("MO6")),
        work.load("CH2", month),
    ]
    return {figure.code: figure for figure in found}


def history(facts):
    """The twelve months before that have any publication or any hour."""
    earlier = (facts.at(clock.back(facts.month, n)) for n in range(1, 13))
    return {month.name: compared_figures(month) for month in earlier if month.posts or month.entries}


@dataclass
class Line:
    """Amounts of one line of the table; `None` where a month has none."""

    name: str
    unit: str
    now: Fraction
    before: Fraction
    last_year: Fraction
    usual: Fraction
    change: str
    n: dict  # cases, by month

    @property
    def code(self):
        return self.name.split()[0]

    def said(self, value, n=100):
        return None if value is None else printed.bare(self.code, "", self.unit, value, n)


def lines(facts, now, earlier):
    found = {facts.month: now, **earlier}
    for name in LABELS:
        code, is_daily = name.split()[0], " " in name
        value = lambda month: amount(found[month][code], month, is_daily) if month in found else None
        before = clock.back(facts.month, 1)
        values = {month: value(month) for month in found if value(month) is not None}
        unit = next((found[month][code].unit for month in values), "")
        yield Line(
            name,
            unit,
            value(facts.month),
            value(before),
            value(clock.back(facts.month, 12)),
            usual([v for m, v in values.items() if m != facts.month and is_enough(found[m][code])]),
            change(code, unit, values.get(facts.month), values.get(before), now[code], found.get(before, {}).get(code)),
            {month: found[month][code].n for month in found},
        )


def amount(figure, month, is_daily):
    if figure.central is None or not is_daily:
        return figure.central
    return Fraction(figure.central, len(clock.working_days(month)))


def is_enough(figure):
    """CHOICE: a share of few cases is shown, and compared with nothing."""
    return figure.code != "DE2" or figure.n >= 20


def usual(values):
    """The median of the twelve months before, if at least six have the figure; rounded once, when it is printed."""
    return median(values) if len(values) >= 6 else None


def change(code, unit, now, before, figure, earlier):
    """CHOICE: shares of hours and medians of what was entered are of one kind at both dates; totals are not."""
    if now is None or before is None:
        return "pas de comparaison"
    is_total = code in ("ES1", "ES2", "MO1", "MO6", "CH2")
    if is_total and "partiel" in (figure.state, earlier.state):
        return "écart non calculé, données partielles"
    if code in MEDIANS and min(figure.n, earlier.n) < 10:
        return "stable"
    if not (is_enough(figure) and is_enough(earlier)):
        return "pas de comparaison"
    return printed.change(code, now, before, unit)


def rows(facts, line):
    """Those of chiffres.csv that no figure of a month gives. CHOICE: measured, even where the months are partial."""
    daily = "par jour ouvré" if " " in line.name else ""
    if daily:
        for month, value in (
            (facts.month, line.now),
            (clock.back(facts.month, 1), line.before),
            (clock.back(facts.month, 12), line.last_year),
        ):
            if value is not None:
                yield line.code, daily, exact(line.unit, value), line.unit, "", "mesuré", month, line.said(value)
    if line.usual is not None:
        about, value = f"{daily} médiane 12 mois".strip(), exact(line.unit, line.usual)
        yield line.code, about, value, line.unit, "", "mesuré", facts.month, line.said(line.usual)


def table(facts, line):
    """A line of the page, column by column; nothing when no other month has anything."""
    if line.before is line.last_year is line.usual is None:
        return None
    of = lambda value, month: line.said(value, line.n.get(month, 0)) or "Pas de donnée"
    before, last_year = clock.back(facts.month, 1), clock.back(facts.month, 12)
    return [
        of(line.now, facts.month),
        of(line.before, before),
        of(line.last_year, last_year),
        line.said(line.usual) or "Moins de 6 mois",
        line.change,
    ]


def sentence(lines):
    """P11: the first notable gap, the line by working day standing for the hours."""
    for line in lines:
        if line.name != "ES1" and line.change.startswith(("hausse", "baisse")):
            is_time = line.unit == "s" and line.code not in printed.IN_DAYS
            now, before = (printed.time(v, 60) if is_time else line.said(v) for v in (line.now, line.before))
            label = IN_A_SENTENCE.get(line.name, LABELS[line.name])
            return f"{label}{printed.NBSP}: {now} ce mois-ci, {before} le mois dernier."
    return None


def tile(facts, line):
    """What a key figure of page 2 says of the month before; nothing when nothing can be compared."""
    if line.now is None or line.before is None or line.change == "pas de comparaison":
        return None
    before = clock.back(facts.month, 1)
    name = MONTHS[int(before[5:]) - 1] + (f" {before[:4]}" if before[:4] != facts.month[:4] else "")
    return f"{name}{printed.NBSP}: {line.said(line.before, line.n[before])}, {line.change}"


def curve(facts, now, earlier, code):
    """Thirteen months, as (amount, printed); nothing under three that have any."""
    found = {facts.month: now, **earlier}
    values = [
        found[month][code].central if month in found else None
        for month in (clock.back(facts.month, n) for n in range(12, -1, -1))
    ]
    say = (lambda v: printed.time(v, 60)) if code == "ES1" else printed.whole
    return [(v, None if v is None else say(v)) for v in values] if sum(v is not None for v in values) >= 3 else None
