"""RE, EC and CR: what the networks say of each account, which accounts sleep, and the rules of the service."""

from collections import Counter, defaultdict
from fractions import Fraction

from . import clock
from .asked import beforehand, dated
from .circuits import NO_CIRCUIT, NO_DATE, untraced
from .facts import coverage
from .figure import MISSING, absent, count, one, share
from .messages import Noted

DISPLAYED = {
    "tiktok": "views",
    "facebook": "views",
    "instagram": "views",
    "youtube": "views",
    "x": "impressions",
    "linkedin": "impressions",
}
INTERACTIONS = "reactions", "comments", "shares", "saves"
NOT_GIVEN = "Non fourni par le réseau"
DORMANT_DAYS = 60


# Words of the planning.
IMAGES, VIDEOS = {"image", "carrousel"}, {"vidéo courte", "vidéo longue"}


def interactions(post):
    """Those that the network gives, added; None when it gives none."""
    given = [post["measures"].get(name) for name in INTERACTIONS]
    return None if given == [None] * 4 else sum(value or 0 for value in given)


def results(month):
    for account in (a["id"] for a in month.accounts):
        # No export read here gives followers.
        yield from (absent(code, "non fourni", NOT_GIVEN, 1, account) for code in ("RE1", "RE2"))
        mine = [p for p in month.posts.values() if p["account"] == account]
        shown, liked = [p["measures"].get(DISPLAYED[p["network"]]) for p in mine], list(map(interactions, mine))
        yield count("RE3", len(mine), about=account)
        for code, given in (("RE4", shown), ("RE5", liked)):
            yield count(code, sum(v or 0 for v in given), len(mine), account, "partiel" if None in given else "mesuré")
        both = [(s, i) for s, i in zip(shown, liked) if s is not None and i is not None]
        views = sum(s for s, _ in both)
        if views < 1000:
            yield absent("RE6", "effectif faible", "Trop peu d’affichages" if mine else "Aucune publication", views, account)
        else:
            yield one(
                "RE6",
                "ratio",
                Fraction(sum(i for _, i in both), views),
                views,
                account,
                "mesuré" if len(both) == len(mine) else "partiel",
            )
    by_network = defaultdict(list)
    for k, p in month.posts.items():
        if interactions(p) is not None:
            by_network[p["network"]].append((interactions(p), p["account"], month.facts.content(k)))
    for network in sorted(by_network, key=lambda name: (-len(by_network[name]), name))[:3]:
        most, account, content = max(by_network[network], key=lambda found: found[:2])
        yield count("RE7", most, 1, account)
        if month.facts.hours.get(content):
            yield one("RE8", "s", month.facts.hours[content], 1, account)


def ecosystem(month):
    """CHOICE: no publication in the last sixty days, for an account open as long and read all along."""
    for about, key in (("", None), ("ouverts dans le mois", "opened"), ("fermés dans le mois", "closed")):
        some = [a for a in month.accounts if not key or a.get(key) and clock.month_of(a[key]) == month.name]
        yield count("EC1", len(some), len(month.accounts), about)
    asleep = {}
    for a in month.accounts:
        days = [
            p["when"].date()
            for p in month.facts.posts.values()
            if p["account"] == a["id"] and p["when"].date() <= month.last
        ]
        since = (month.last - max(days)).days
        asleep[a["id"]] = since >= DORMANT_DAYS and (
            not a.get("opened") or (month.last - a["opened"]).days >= DORMANT_DAYS
        )
        yield count("EC4", since, 1, a["id"])
    yield share("EC2", asleep.values())
    yield from (count("EC2", int(sleeps), 1, a) for a, sleeps in asleep.items())


def charter(month):
    """CHOICE: contents without a traced circuit are left out; an approval without a day counts."""
    rules, facts = month.facts.settings.get("charter", {}), month.facts
    if "notice_days" in rules:
        yield share("CR1", (beforehand(r) >= rules["notice_days"] * clock.DAY for r in dated(month)), NO_DATE)
    if "validations" in rules:
        in_time = lambda c: [
            s
            for s in facts.circuits[c]
            if s.word == "validé" and (not s.decided or s.decided <= clock.last_moment(facts.published_at[c]))
        ]
        yield untraced(month, share("CR2", (len(in_time(c)) >= rules["validations"] for c in month.traced), NO_CIRCUIT))
    if "posts_a_day" in rules:
        per_day = Counter((p["account"], p["when"].date()) for p in month.posts.values())
        yield share("CR3", (n <= rules["posts_a_day"] for n in per_day.values()), "Relevé manquant")
    if "first_answer_hours" in rules:
        noted = Noted(month)
        known = coverage(len(noted.answers()), sum(m.outcome == "réponse" for m in noted.messages))
        quick = (clock.opening(m.at, m.done) <= rules["first_answer_hours"] * 3600 for m in noted.answers())
        yield share("CR4", quick, state=noted.state() if known == "mesuré" else known)
    for code, key, formats in (("CR5", "image_descriptions", IMAGES), ("CR6", "captions", VIDEOS)):
        if rules.get(key):
            yield accessible(code, month, formats)


def accessible(code, month, formats):
    """What the planning says of the contents of a format: « non » on one line is no for the content."""
    said = {}
    for row in month.facts.planning:
        if row.get("Accessibilité") in ("oui", "non"):
            said.setdefault(row["Réf. contenu"], set()).add(row["Accessibilité"])
    concerned = [c for c in month.contents if month.facts.format_of.get(c) in formats]
    known = [said[c] == {"oui"} for c in concerned if c in said]
    return share(code, known, state=coverage(len(known), len(concerned)))
