"""How a figure is printed (report-content.md, sections 4 and 5)."""

from fractions import Fraction

NBSP, THIN = "\u00a0", "\u202f"
# « Au moins » is for totals; ES4 and IC7 are minimums when it is steps that are missing.
TOTALS = {
    "ES1",
    "ES2",
    "ES8",
    "IC1",
    "IC2",
    "IC3",
    "IC4",
    "IC5",
    "IC6",
    "IC8",
    "IC9",
    "QT8",
    "CH2",
    "CH3",
    "DE7",
    "RE3",
    "RE4",
    "RE5",
    "MO1",
    "MO3",
    "MO6",
    "MO7",
}
IN_DAYS = {"VA1", "VA2", "VA9", "ES5", "DE5", "AN3", "AN4"}
OUT_OF = {"TC4", "VA8", "EC2", "QT1", "QT4", "QT5", "QT6"}
SHARES = {"ES6", "ES7", "DE2", "VA6", "VA7", "MO2", "MO5", "CR1", "CR2", "CR3", "CR4", "CR5", "CR6"}


def nearest(value, step=1):
    """To the nearest multiple, halves away from zero."""
    value = Fraction(value) / step
    whole = int(abs(value) + Fraction(1, 2))
    return (whole if value >= 0 else -whole) * step


def whole(number):
    digits, sign = str(abs(number)), "−" if number < 0 else ""
    groups = []
    while digits:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    return sign + THIN.join(groups)


def tenths(value):
    tenth = nearest(Fraction(value) * 10)
    return f"{'−' if tenth < 0 else ''}{whole(abs(tenth) // 10)},{abs(tenth) % 10}"


def time(seconds, middle=15):
    """To 5 minutes under 10 h, to the quarter of an hour under 100 h, then to the hour."""
    if seconds < 0:
        return "−" + time(-seconds, middle)
    step = 5 if seconds < 36000 else middle if seconds < 360000 else 60
    minutes = nearest(Fraction(seconds) / 60, step)
    if minutes == 0 and seconds > 0:
        return f"moins de 5{NBSP}min"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{whole(hours)}{NBSP}h" + (f"{NBSP}{rest:02}" if rest else "")


def days(seconds):
    tenth = nearest(Fraction(seconds) / 2520)
    text = (
        whole(seconds // 25200)
        if seconds % 25200 == 0
        else "moins de 0,1"
        if not tenth
        else tenths(Fraction(seconds) / 25200)
    )
    return f"{text}{NBSP}{'jours ouvrés' if tenth >= 20 else 'jour ouvré'}"


def jobs(value):
    text = "moins de 0,1" if abs(value) < Fraction(1, 20) else tenths(value)
    return f"{text}{NBSP}ETP"


def shared(parts, hundred=100):
    """Whole per cents of one total by largest remainder: they add up to it. Of equals, the first."""
    total = sum(parts.values())
    exact = {name: Fraction(part * hundred, total) if total else Fraction(0) for name, part in parts.items()}
    given = {name: int(share) for name, share in exact.items()}
    missing = hundred - sum(given.values()) if total else 0
    for name in sorted(exact, key=lambda name: given[name] - exact[name])[:missing]:
        given[name] += 1
    return given


def shares(parts):
    return {name: f"{share}{THIN}%" for name, share in shared(parts).items()}


def each(code, cases):
    """A few cases side by side; working days have one unit for all."""
    texts = [tenths(Fraction(case, 25200)) for case in cases] if code in IN_DAYS else [time(case) for case in cases]
    between = f"{NBSP}; " if code in IN_DAYS else ", "
    said = " et ".join(filter(None, [between.join(texts[:-1]), texts[-1]]))
    return f"{said}{NBSP}{days(max(cases)).split(NBSP, 1)[1]}" if code in IN_DAYS else said


def per_cent(value):
    return f"{whole(nearest(Fraction(value) * 100))}{THIN}%"


def bare(code, of, unit, value, n):
    """The value alone; `n` is the number of cases."""
    if unit == "nombre":
        return whole(nearest(value))
    if unit == "s":
        return days(value) if code in IN_DAYS or (code, of) == ("VA5", "ancienneté") else time(value)
    if code in OUT_OF or code in SHARES and n < 20:
        return f"{whole(nearest(value * n))}{NBSP}sur{NBSP}{whole(n)}"
    if code == "RE6":
        return f"{tenths(Fraction(value) * 100)}{THIN}%"
    if code in ("TC5", "VA3"):
        return tenths(value)
    return jobs(value) if unit == "ETP" else per_cent(value)


def reserved(code, of, text, state, days_are_missing):
    """With what its state adds."""
    if state != "partiel":
        return text
    if code in ("ES4", "IC7"):
        is_minimum = not days_are_missing
    elif code in ("MO2", "CH4"):  # the messages that wait; a gap above zero
        is_minimum = of == "en attente" or code == "CH4" and not text.startswith("−")
    else:
        is_minimum = code in TOTALS and of != "part"
    return f"au moins {text}" if is_minimum else f"{text} sur les données saisies"


def change(code, now, before, unit, over=1):
    """The words of section 8: notable from a tenth **and** 5 h, 5 units, 5 points or half a day on, as printed;
    hours by working day add up to them over so many days."""
    if code in IN_DAYS:
        to, of = (nearest(Fraction(value), 2520) for value in (now, before))
        enough, words, base = 12600, days, False
    elif unit == "s":
        to, of = (nearest(Fraction(v) / 60, 5 if v < 36000 else 15 if v < 360000 else 60) * 60 for v in (now, before))
        least = nearest(Fraction(5 * 3600) / over)
        enough, words, base = least, lambda gap: time(gap, 60), of >= 20 * 3600
    elif unit == "nombre":
        to, of, enough, words, base = now, before, 5, whole, before >= 20
    else:
        to, of = nearest(Fraction(now) * 100), nearest(Fraction(before) * 100)
        enough, words, base = 5, lambda gap: f"{whole(gap)}{NBSP}{'point' if gap < 2 else 'points'}", False
    gap = to - of
    if abs(gap) < enough or abs(gap) * 10 < abs(of):
        return "stable"
    share = f" ({whole(nearest(Fraction(abs(gap) * 100, of)))}{THIN}%)" if base else ""
    return f"{'hausse' if gap > 0 else 'baisse'} de {words(abs(gap))}{share}"
