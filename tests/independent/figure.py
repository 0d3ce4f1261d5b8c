"""A figure and its rows in chiffres.csv. Amounts are « s », « nombre », « ratio » or « ETP »."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from . import printed

MISSING = "Non mesuré ce mois-ci"


@dataclass
class Figure:
    code: str
    about: str = ""  # as the column « objet » says it
    n: int = 0
    state: str = "mesuré"
    unit: str = ""
    parts: list = field(default_factory=list)  # (« médiane », value), or one without a name
    bare: str = ""  # printed, without what the state adds

    def rows(self, month, days_are_missing):
        said = printed.reserved(self.code, self.about, self.bare, self.state, days_are_missing)
        for part, value in self.parts or [("", None)]:
            yield (
                self.code,
                f"{self.about} {part}".strip(),
                exact(self.unit, value),
                self.unit if self.parts else "",
                str(self.n),
                self.state,
                month,
                said,
            )

    @property
    def central(self):
        """The one value that stands for it: the median of a spread."""
        return next((value for part, value in self.parts if part in ("", "médiane")), None)


def exact(unit, value):
    """Whole seconds and counts; six decimals of a ratio."""
    if value is None:
        return ""
    if unit in ("s", "nombre"):
        return str(printed.nearest(value))
    millionths = printed.nearest(Fraction(value) * 10**6)
    return f"{'-' if millionths < 0 else ''}{abs(millionths) // 10**6},{abs(millionths) % 10**6:06}"


def absent(code, state="non mesuré", bare=MISSING, n=0, about=""):
    return Figure(code, about, n, state, bare=bare)


def one(code, unit, value, n, about="", state="mesuré", bare=None):
    """A single amount."""
    if state in ("non mesuré", "non fiable"):
        return absent(
            code,
            state,
            MISSING if state == "non mesuré" else "Non publié\u00a0: moins de 60\u202f% des données du mois",
            n,
            about,
        )
    return Figure(
        code, about, n, state, unit, [("", value)], printed.bare(code, about, unit, value, n) if bare is None else bare
    )


def count(code, value, n=None, about="", state="mesuré"):
    return one(code, "nombre", value, value if n is None else n, about, state)


def share(code, cases, bare=MISSING, state="mesuré"):
    """How many of these are true."""
    cases = list(cases)
    return (
        one(code, "ratio", Fraction(sum(cases), len(cases)), len(cases), state=state)
        if cases
        else absent(code, bare=bare)
    )


def median(values):
    values = sorted(values)
    return Fraction(values[(len(values) - 1) // 2] + values[len(values) // 2], 2)


def quantile(values, share):
    return sorted(values)[ceil(share * len(values)) - 1]


def spread(code, cases, about="", state="mesuré", bare=MISSING):
    """What section 4 prints: each of one to four cases; a median with its extremes, with its quartiles from ten on."""
    cases = sorted(cases)
    if not cases:
        return absent(code, bare=bare, about=about)
    if state == "non fiable":
        return absent(code, state, bare, len(cases), about)
    if len(cases) < 5:
        return Figure(code, about, len(cases), state, "s", [("cas", case) for case in cases], printed.each(code, cases))
    parts = [("médiane", median(cases))]
    if len(cases) < 10:
        parts += [("minimum", cases[0]), ("maximum", cases[-1])]
    else:
        parts += [("q1", quantile(cases, Fraction(1, 4))), ("q3", quantile(cases, Fraction(3, 4)))]
    return Figure(code, about, len(cases), state, "s", parts, printed.bare(code, about, "s", parts[0][1], len(cases)))


def together(sizes):
    """CHOICE: parts under three cases stand together; a group of one, under three, or of parts all of one or all of
    two, takes the smallest others."""
    group = {k for k, n in sizes.items() if n < 3}
    while (
        group
        and len(group) < len(sizes)
        and (len(group) == 1 or sum(sizes[k] for k in group) < 3 or {sizes[k] for k in group} in ({1}, {2}))
    ):
        least = min(n for k, n in sizes.items() if k not in group)
        group |= {k for k, n in sizes.items() if k not in group and n == least}
    return group
