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
    "ES2 mêmes comptes": "Publications, mêmes comptes",
    "ES3": "Temps d’un contenu",
    "ES4": "Part non visible",
    "VA1": "Durée du circuit de validation",
    "DE2": "Demandes de dernière minute",
    "MO1": "Messages reçus",
    "MO6": "Travail hors horaires",
    "CH2": "Charge",
}
IN_A_SENTENCE = {
    "ES2 mêmes comptes": "Publications, mêmes comptes",
    "ES1 par jour ouvré": "Temps consacré aux réseaux, par jour ouvré",
    "ES3": "Temps pour un contenu",
    "ES4": "Part qui ne se voit pas",
}
MEDIANS = "ES3", "VA1"
SUMS = "ES1", "ES2", "MO1", "MO6", "CH2"
PARTIAL = "écart non calculé, données partielles"
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
    partial: set  # months of which the total is a minimum

    @property
    def code(self):
        return self.name.split()[0]

    def said(self, value, n=100, is_minimum=False):
        if value is None:
            return None
        return ("au moins " if is_minimum else "") + printed.bare(self.code, "", self.unit, value, n)

    def is_usual_minimum(self, month):
        """The median of minimums is one."""
        return bool(self.partial - {month})


def lines(facts, now, earlier):
    found = {facts.month: now, **earlier}
    before = clock.back(facts.month, 1)
    same = same_accounts(facts, before) if before in earlier else None
    for name in LABELS:
        code, is_daily = name.split()[0], name.endswith("par jour ouvré")
        if name == "ES2 mêmes comptes":
            if same:
                words = printed.change(code, *same, "nombre")
                yield Line(name, "nombre", *same, None, None, words, {month: 0 for month in found}, set())
            continue
        value = lambda month: amount(found[month][code], month, is_daily) if month in found else None
        values = {month: value(month) for month in found if value(month) is not None}
        unit = next((found[month][code].unit for month in values), "")
        words = change(
            code, unit, values.get(facts.month), values.get(before), now[code], found.get(before, {}).get(code), is_daily
        )
        if code == "ES2" and same and words not in ("pas de comparaison", PARTIAL):
            words = "écart non calculé, comptes différents"
        yield Line(
            name,
            unit,
            value(facts.month),
            value(before),
            value(clock.back(facts.month, 12)),
            usual([v for m, v in values.items() if m != facts.month and is_enough(found[m][code])]),
            words,
            {month: found[month][code].n for month in found},
            {month for month in values if code in SUMS and found[month][code].state == "partiel"},
        )


def same_accounts(facts, before):
    """Publications of the accounts read at both dates, this month and the one before, when they are not all; nothing
    where the whole number is not known."""
    dates = [facts.at(month) for month in (facts.month, before)]
    read = [{a["id"] for a in month.accounts if month.is_read(a["id"])} for month in dates]
    both = read[0] & read[1]
    if read[0] == read[1] or not both:
        return None
    return [sum(p["account"] in both for p in month.posts.values()) for month in dates]


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


def change(code, unit, now, before, figure, earlier, is_daily):
    """CHOICE: shares of hours and medians of what was entered are of one kind at both dates; totals are not."""
    if now is None or before is None:
        return "pas de comparaison"
    if code in SUMS and "partiel" in (figure.state, earlier.state):
        return PARTIAL
    if code in MEDIANS and min(figure.n, earlier.n) < 10:
        return "stable"
    if not (is_enough(figure) and is_enough(earlier)):
        return "pas de comparaison"
    return printed.change(code, now, before, unit, Fraction(figure.central) / now if is_daily else 1)


def rows(facts, line):
    """Those of chiffres.csv that no figure of a month gives."""
    of = line.name.partition(" ")[2]
    months = facts.month, clock.back(facts.month, 1), clock.back(facts.month, 12)

    def row(about, value, month, is_minimum):
        state = "partiel" if is_minimum else "mesuré"
        return line.code, about, exact(line.unit, value), line.unit, "", state, month, line.said(value, 100, is_minimum)

    if of:
        for month, value in zip(months, (line.now, line.before, line.last_year)):
            if value is not None:
                yield row(of, value, month, month in line.partial)
    if line.usual is not None:
        yield row(f"{of} médiane 12 mois".strip(), line.usual, facts.month, line.is_usual_minimum(facts.month))


def table(facts, lines):
    """The page: a line for what this month has and another month too; a column of another month for what any has."""
    shown = [
        line
        for line in lines
        if line.now is not None and not line.before is line.last_year is line.usual is None
    ]
    before, last_year = clock.back(facts.month, 1), clock.back(facts.month, 12)
    are_last_year = any(line.last_year is not None for line in shown)
    are_usual = any(line.usual is not None for line in shown)
    found = {}
    for line in shown:
        of = lambda value, month: line.said(value, line.n.get(month, 0) or 100, month in line.partial) or "Pas de donnée"
        is_same = line.name == "ES2 mêmes comptes"
        row = [of(line.now, facts.month), of(line.before, before)]
        if are_last_year:
            row.append("Non comparable" if is_same else of(line.last_year, last_year))
        if are_usual:
            usual = line.said(line.usual, 100, line.is_usual_minimum(facts.month))
            row.append(usual or ("Non comparable" if is_same else "Moins de 6 mois"))
        found[LABELS[line.name]] = [*row, line.change]
    return found


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
    return f"{name}{printed.NBSP}: {line.said(line.before, line.n[before], before in line.partial)}, {line.change}"


def curve(facts, now, earlier, code):
    """Thirteen months, as (amount, printed); nothing under three that have any."""
    found = {facts.month: now, **earlier}
    values = [
        found[month][code].central if month in found else None
        for month in (clock.back(facts.month, n) for n in range(12, -1, -1))
    ]
    say = (lambda v: printed.time(v, 60)) if code == "ES1" else printed.whole
    return [(v, None if v is None else say(v)) for v in values] if sum(v is not None for v in values) >= 3 else None
