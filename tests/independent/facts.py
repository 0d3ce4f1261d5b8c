"""What the families ask their questions of: hours and publications tied to contents, and the coverage of a month."""

import re
import tomllib
from collections import defaultdict
from datetime import date, datetime, time
from pathlib import Path

from . import clock, sheets
from .exports import merge, native, read_posts, words

FAMILIES = {
    "amont": [
        "Cadrage de la demande (brief)",
        "Recueil d'information et vérification",
        "Rédaction",
        "Création visuelle",
        "Tournage et montage",
        "Accessibilité (textes alternatifs, sous-titres)",
        "Circuit de validation (envois, relances, corrections)",
    ],
    "visible": ["Programmation et mise en ligne"],
    "aval": ["Modération", "Réponses aux usagers", "Gestion de crise ou d'incident", "Statistiques et bilan"],
    "commun": [
        "Veille",
        "Conférence de rédaction et planning",
        "Réunions",
        "Conseil et accompagnement des services",
        "Se former",
        "Administration et sécurité des comptes",
        "Autre (à préciser)",
    ],
}
FAMILY = {label: family for family, labels in FAMILIES.items() for label in labels}
STEP = dict(
    zip(
        FAMILY,
        "cadrage recueil redaction visuel video access validation ligne moderation reponses crise bilan veille conf "
        "reunion conseil formation comptes autre".split(),
    )
)
# CHOICE: the lines of page 4, from the words of the planning and, for a post nobody planned, from its type.
FORMAT = {
    "texte": "Texte et image",
    "image": "Texte et image",
    "photos": "Texte et image",
    "text": "Texte et image",
    "ig image": "Texte et image",
    "": "Format non précisé",
    "carrousel": "Carrousel",
    "ig carousel": "Carrousel",
    "vidéo courte": "Vidéo courte",
    "reels": "Vidéo courte",
    "ig reel": "Vidéo courte",
    "vidéo longue": "Vidéo longue",
    "videos": "Vidéo longue",
    "direct": "Direct",
    "live": "Direct",
    "lien": "Relais",
    "links": "Relais",
}
REFERENCE = re.compile(r"\b([A-Za-z]{2,6})[-_– ](20\d\d)[-_– ](\d{3,5})\b")
# What stands as a number in these modules: a month with other settings would need them read.
ASSUMED = {
    "calendar": {
        "opening": ["09:00-12:30", "13:30-17:00"],
        "territory": "metropole",
        "closed": [],
        "working_day": "7:00",
    },
    "capacity": {"yearly_hours": 1607, "method": "smoothed"},
    "team": {"members": 3, "days_per_week": 5},
    "moderation": {"without_messages": []},
    "thresholds": {
        "percent_from": 20,
        "time_share_from_hours": 20,
        "median_from": 5,
        "quartiles_from": 10,
        "group_under": 3,
        "complete": 95,
        "publishable": 60,
        "tied_for_accounts": 80,
        "displays_for_rate": 1000,
        "outlier_times": 3,
        "dormant_days": 60,
    },
}


def assume(settings):
    for table, keys in ASSUMED.items():
        for key, value in keys.items():
            if settings.get(table, {}).get(key, value) != value:
                raise SystemExit(f"not computed here: another [{table}] {key} than {value}")


class Facts:
    """All months of one folder."""

    def __init__(self, root, settings, month):
        self.month, self.settings = month, tomllib.loads(Path(settings).read_text("utf-8"))
        assume(self.settings)
        self.accounts = self.settings["accounts"]
        inbox = Path(root) / "inbox"
        by_key = {(a["network"], key): a["id"] for a in self.accounts for key in [*a["keys"], a["id"]]}
        self.by_name = {a["name"]: a["id"] for a in self.accounts}
        rows, self.days = read_posts(inbox)
        self.everything = merge(rows)
        ours = {
            k: p | dict(account=by_key[k[0], p["account"]])
            for k, p in self.everything.items()
            if (k[0], p["account"]) in by_key
        }
        self.posts = {k: p for k, p in ours.items() if not p["reply"]}
        book = sheets.workbook(inbox)
        self.planning, self.requests = book.get("Planning éditorial", []), book.get("Demandes", [])
        self.approvals = book.get("Validations", [])
        self.circuits = sheets.circuits(self.approvals)
        self.messages = sheets.messages(inbox, book.get("Messages", []), self.by_name)
        self.tie_posts()
        self.entries = list(self.tie_hours(book.get("Temps", [])))
        self.hours, self.by_step = defaultdict(int), defaultdict(lambda: defaultdict(int))
        for entry in self.entries:
            for content, share in entry["shares"]:
                self.hours[content] += share
                self.by_step[entry["step"]][content] += share
        self.wanted = self.wishes()

    def tie_posts(self):
        """Publications to contents, by their address; else by the same account, the same words and a near day."""
        self.by_link = {link: k for k, p in self.posts.items() for link in p["links"]}
        self.content_of = {}
        for row in self.planning:
            post = self.by_link.get(native(row["Lien de la publication"]))
            if post:
                self.content_of[post] = row["Réf. contenu"]
        for row in self.planning:
            if row["Lien de la publication"] or row["Statut"] != "publié":
                continue
            day, account = sheets.as_date(row["Date prévue"]), self.by_name[row["Compte"]]
            text = words(row.get("Texte") or row["Titre court"])
            found = [
                k
                for k, p in self.posts.items()
                if p["account"] == account
                and k not in self.content_of
                and -1 <= (p["when"].date() - day).days <= 3
                and text in (words(p["text"]), words(p["text"].replace("&amp;", "&")))
            ]
            if len(found) == 1:
                self.content_of[found[0]] = row["Réf. contenu"]
        self.format_of = {row["Réf. contenu"]: row["Format"] for row in self.planning}
        self.first, self.published, self.published_at = {}, defaultdict(list), {}
        for k, post in self.posts.items():
            content, at = self.content(k), post["when"].replace(tzinfo=None)
            if post["network"] == "youtube":  # gives days, not times
                at = datetime.combine(at, time(0))
            self.first[content] = min(self.first.get(content, post["when"]), post["when"])
            self.published_at[content] = min(self.published_at.get(content, at), at)
            self.published[content].append(post["account"])

    def content(self, post):
        """A publication that nobody planned is a content to itself."""
        return self.content_of.get(post, post)

    def tie_hours(self, rows):
        planned = {
            native(row["Lien de la publication"]): row["Réf. contenu"]
            for row in self.planning
            if row["Lien de la publication"]
        }
        titles = defaultdict(set)
        for row in self.planning:
            titles[words(row["Titre court"]), self.by_name[row["Compte"]]].add(row["Réf. contenu"])
        for row in rows:
            task, begin, end = row["Tâche"].replace("’", "'"), seconds_of(row, "Début"), seconds_of(row, "Fin")
            spent = seconds_of(row, "Durée")
            if spent is None and begin is not None and end is not None:
                spent = (end - begin) % 86400
            if spent is None:
                continue  # told, not counted; a date far away is doubtful, and counted at its date
            refs = ["-".join(r).upper() for r in REFERENCE.findall(f"{row['Réf. contenu']} {row['Publication']}")]
            link, day = native(row["Publication"]), sheets.as_date(row["Date"])
            by_title = (
                titles[words(row["Publication"]), self.by_name.get(row["Compte"])] if row["Publication"] else set()
            )
            if refs:
                tie, to = "par la référence du contenu", list(dict.fromkeys(refs))
            elif link in self.by_link:
                tie, to = "par le lien de la publication", [self.content(self.by_link[link])]
            elif link in planned:  # planned, and in no export
                tie, to = "par le lien de la publication", [planned[link]]
            elif len(by_title) == 1:
                tie, to = "par la ressemblance des titres", list(by_title)
            elif row["Compte"]:
                tie, to = "au compte seulement", []
            else:
                tie, to = "au service demandeur seulement" if row["Service demandeur"] else "sans rattachement", []
            shares = [(content, spent // len(to) + (i < spent % len(to))) for i, content in enumerate(to)]
            yield dict(
                begin=begin,
                end=end,
                month=day.strftime("%Y-%m"),
                day=day,
                spent=spent,
                step=STEP.get(task),
                family=FAMILY.get(task),
                tie=tie,
                account=self.by_name.get(row["Compte"]),
                shares=shares,
            )

    def wishes(self):
        """When each content was wished for: the editorial table has the last word, then the earliest date."""
        found = {}
        for row in self.requests + [r for r in self.planning if "Date souhaitée" in r]:
            if row["Date souhaitée"]:
                rank = ("Statut" not in row, row["Date souhaitée"])
                found[row["Réf. contenu"]] = min(found.get(row["Réf. contenu"], rank), rank)
        return {content: wish for content, (_, wish) in found.items()}

    def at(self, month):
        return Month(self, month)


def seconds_of(row, column):
    return sheets.seconds(row.get(column))


class Month:
    """One month of them."""

    def __init__(self, facts, name):
        self.facts, self.name = facts, name
        self.last, self.working = clock.days_of(name)[-1], clock.working_days(name)
        self.entries = [e for e in facts.entries if e["month"] == name]
        self.posts = {k: p for k, p in facts.posts.items() if p["month"] == name}
        self.contents = {c for c, when in facts.first.items() if when.strftime("%Y-%m") == name}
        self.timed = {c: facts.hours[c] for c in self.contents if facts.hours[c]}
        self.traced = {c for c in self.contents if any(s.sent or s.decided for s in facts.circuits.get(c, []))}
        self.total = sum(e["spent"] for e in self.entries)
        self.days_entered = len({e["day"] for e in self.entries} & set(self.working))
        self.accounts = [
            a
            for a in facts.accounts
            if a.get("opened", date.min) <= self.last and a.get("closed", date.max) >= clock.days_of(name)[0]
        ]

    def of_hours(self):
        """The state of a total of hours."""
        if not self.entries:
            return "non mesuré"
        share, is_complete = self.days_entered * 100, self.facts.settings["month"].get(self.name, {}).get("complete")
        if is_complete or share >= 95 * len(self.working):
            return "mesuré"
        return "partiel" if share >= 60 * len(self.working) else "non fiable"

    def is_read(self, account):
        """CHOICE: an account has statistics when it has publications in the month, or before and after it."""
        months = {p["month"] for p in self.facts.posts.values() if p["account"] == account}
        return self.name in months or bool(months) and min(months) < self.name < max(months)

    def spent(self, is_counted):
        """Seconds and entries of the hours that are counted."""
        counted = [e["spent"] for e in self.entries if is_counted(e)]
        return sum(counted), len(counted)


def coverage(some, everything):
    """How far a statistic of some cases speaks of all of them."""
    share = some * 100
    return "non fiable" if share < 60 * everything else "partiel" if share < 95 * everything else "mesuré"
