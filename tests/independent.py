#!/usr/bin/env python3
"""The figures of a month, computed again from the raw fixtures, without Estran; the demonstration month unless another is named.

  python3 tests/independent.py --print                 the figures as JSON
  python3 tests/independent.py reports/2026-10/chiffres.csv [--inspect inspect.json] [--month fixtures/months/01-complet]
                                                       compares, with the states, what is printed and the words of the comparison
                                                       (in rapport.json, beside chiffres.csv); exit 1 when anything differs
Needs openpyxl and xlrd. Definitions: report-content.md; choices the text leaves open are marked CHOICE.
"""
import csv
import io
import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from datetime import date, datetime, time, timedelta, timezone
from fractions import Fraction
from math import ceil
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import xlrd

import printed

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "months"
ROOT = Path(sys.argv[sys.argv.index("--month") + 1]).resolve() if "--month" in sys.argv else FIXTURES / "abers"
# The settings of the demonstration month are at the root of the repository.
SETTINGS = tomllib.loads((ROOT / "config.toml" if (ROOT / "config.toml").exists() else FIXTURES.parents[1] / "config.toml").read_text("utf-8"))
PARIS, PACIFIC, UTC = ZoneInfo("Europe/Paris"), ZoneInfo("America/Los_Angeles"), timezone.utc
MONTH, PREVIOUS = "2026-10", ["2026-08", "2026-09", "2026-10"]
TOTAL_SHARE, NETWORKS_SHARE = (Fraction(str(SETTINGS["capacity"][key])) for key in ("total_share", "networks_share"))
YEARLY_HOURS = 1607
CHOSEN = SETTINGS["month"].get(MONTH, {}).get("anatomy")
HOLIDAYS = {date(2026, m, d) for m, d in ((1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))}
FAMILIES = {
    "amont": ["Cadrage de la demande (brief)", "Recueil d'information et vérification", "Rédaction", "Création visuelle", "Tournage et montage",
              "Accessibilité (textes alternatifs, sous-titres)", "Circuit de validation (envois, relances, corrections)"],
    "visible": ["Programmation et mise en ligne"],
    "aval": ["Modération", "Réponses aux usagers", "Gestion de crise ou d'incident", "Statistiques et bilan"],
    "commun": ["Veille", "Conférence de rédaction et planning", "Réunions", "Conseil et accompagnement des services", "Se former",
               "Administration et sécurité des comptes", "Autre (à préciser)"]}
FAMILY = {label: family for family, labels in FAMILIES.items() for label in labels}
STEP = dict(zip([label for labels in FAMILIES.values() for label in labels],
                "cadrage recueil redaction visuel video access validation ligne moderation reponses crise bilan veille conf reunion conseil formation comptes autre".split()))
# CHOICE: the lines of page 4, from the words of the planning and, for a post nobody planned, from its type.
FORMAT = {"texte": "texte et image", "image": "texte et image", "photos": "texte et image", "text": "texte et image", "ig image": "texte et image", "": "format non précisé",
          "carrousel": "carrousel", "ig carousel": "carrousel", "vidéo courte": "vidéo courte", "reels": "vidéo courte", "ig reel": "vidéo courte",
          "vidéo longue": "vidéo longue", "videos": "vidéo longue", "direct": "direct", "live": "direct", "lien": "relais", "links": "relais"}
METRICS = {"views": "views", "vues": "views", "impressions": "impressions", "reach": "reach", "reactions": "reactions", "likes": "reactions", "j'aime": "reactions",
           "comments": "comments", "comments added": "comments", "commentaires ajoutés": "comments", "replies": "comments", "shares": "shares", "reposts": "shares",
           "retweets": "shares", "partages": "shares", "saves": "saves", "bookmarks": "saves"}
METRICS |= {f"total {name}": METRICS[name] for name in ("likes", "comments", "shares", "views")}
DISPLAYED = {"tiktok": "views", "facebook": "views", "instagram": "views", "youtube": "views", "x": "impressions", "linkedin": "impressions"}


def words(text):
    text = unicodedata.normalize("NFKD", str(text).lower().replace("’", "'"))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in text if not unicodedata.combining(c))))


def native(link):
    """The network's own name of a post inside an address."""
    for network, pattern in [("facebook", r"facebook\.com/.*?(pfbid\w+|(?<=/videos/)\d+|(?<=/reel/)\d+|(?<=/posts/)\d+)"), ("facebook", r"facebook\.com/reel/(\d+)"),
                             ("instagram", r"instagram\.com/(?:p|reel)/([\w-]+)"), ("x", r"(?:x|twitter)\.com/\w+/status/(\d+)"),
                             ("tiktok", r"tiktok\.com/@\w+/video/(\d+)"), ("linkedin", r"urn:li:activity:(\d+)"), ("youtube", r"youtube\.com/watch\?v=([\w-]{11})")]:
        found = re.search(pattern, str(link))
        if found:
            return network, found.group(1)


def number(cell):
    return None if cell in ("", "-", None) else int(float(cell))


def measures(network, names, cells):
    """X's `Shares` is its menu, LinkedIn's `Views` only those of videos; a doubled `Views` column is missing."""
    found = {}
    for name, cell in zip(names, cells):
        name = name.lower()
        if network == "x" and name in ("shares", "share") or network == "linkedin" and name == "views" or network == "youtube" and name == "impressions":
            continue
        if name in METRICS and not (name == "views" and [n.lower() for n in names].count("views") > 1):
            found[METRICS[name]] = number(cell)
    return found


def read_posts():
    """Every row of every export, as (reading order, network, id, account key, instant, text, type, link, measures)."""
    rows, days = [], {}
    for path in sorted((ROOT / "inbox").rglob("*")):
        network = path.relative_to(ROOT / "inbox").parts[0]
        if network == "messages" or path.parent == ROOT / "inbox":
            continue  # no posts there
        network = {"yt-ville": "youtube", "tt-ville": "tiktok"}.get(network, network)
        if path.suffix == ".csv":
            table = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
            header, name = table[0], path.stem
            if network in ("facebook", "instagram"):
                order = datetime.strptime(re.findall(r"[A-Z][a-z]{2}-\d\d-\d{4}", name)[1], "%b-%d-%Y").date().isoformat()
            elif network == "tiktok":
                order = ""
            else:
                order = re.findall(r"\d{4}-?\d\d-?\d\d", str(path))[-1].replace("-", "")
            for cells in table[1:]:
                cells = cells + [""] * (len(header) - len(cells))
                get = lambda *wanted: next(c for n, c in zip(header, cells) if n in wanted)
                if network in ("facebook", "instagram"):
                    when = datetime.strptime(get("Publish time"), "%m/%d/%Y %H:%M").replace(tzinfo=PACIFIC)
                    texts = [c for n, c in zip(header, cells) if n in ("Title", "Description")]
                    row = (get("Post ID"), get("Page ID", "Account ID"), when, max(texts, key=len), get("Post type"), get("Permalink"))
                elif network == "x":
                    key, link = get("Post id", "Tweet id"), get("Post Link", "Link", "Tweet permalink")
                    if not key:
                        continue  # phantom row
                    when = datetime.fromtimestamp(((int(key) >> 22) + 1288834974657) / 1000, UTC)
                    row = (key, re.search(r"\.com/(\w+)/", link).group(1), when, get("Post text", "Tweet text"), "", link)
                elif network == "tiktok":  # the id holds the instant
                    key, link = native(cells[2])[1], cells[2]
                    row = (key, path.parts[-2], datetime.fromtimestamp(int(key) >> 32, UTC), cells[1], "ig reel", link)
                else:
                    key = cells[0].strip()
                    if not re.fullmatch(r"[\w-]{11}", key):
                        continue  # the Total row
                    if not cells[2]:
                        continue  # never published: told, not counted
                    when = datetime.strptime(cells[2], "%b %d, %Y").replace(hour=12, tzinfo=PARIS)
                    row = (key, path.parts[-3], when, cells[1], "vidéo courte" if int(cells[3]) <= 180 else "vidéo longue", f"https://www.youtube.com/watch?v={key}")
                rows.append((order, network, *row, measures(network, header, cells)))
        elif path.suffix == ".xls":
            book, (slug, order) = xlrd.open_workbook(path), re.fullmatch(r"(.+)_content_(\d{13})", path.stem).groups()
            sheet = book.sheet_by_name("Metrics")
            for line in range(2, sheet.nrows):
                day = datetime.strptime(sheet.cell_value(line, 0), "%m/%d/%Y").date()
                days[day] = max(days.get(day, ("", 0)), (order, int(sheet.cell_value(line, sheet.row_values(1).index("Impressions (total)")))))
            sheet = book.sheet_by_name("All posts")
            for line in range(2, sheet.nrows):
                cells = sheet.row_values(line)
                key = native(cells[1])[1]
                when = datetime.fromtimestamp((int(key) >> 22) / 1000, UTC)
                rows.append((order, network, key, slug, when, cells[0], "", cells[1], measures(network, sheet.row_values(1), cells)))
    return rows, days


def merge(rows):
    """One record per (network, id); for each measure the last reading that is not empty."""
    posts = {}
    for order, network, key, account, when, text, kind, link, found in sorted(rows, key=lambda r: (r[0], sum(v or 0 for v in r[8].values()))):
        post = posts.setdefault((network, key), dict(network=network, links=set(), measures={}))
        post.update(account=account, month=when.astimezone(PARIS).strftime("%Y-%m") if when else None, when=when and when.astimezone(PARIS), text=text, kind=kind.lower(),
                    reply=network == "x" and text.startswith("@"))
        post["links"].add(native(link))
        for name, value in found.items():
            if value is not None or name not in post["measures"]:
                post["measures"][name] = value
    return posts


def seconds(cell):
    if isinstance(cell, timedelta):
        return round(cell.total_seconds())
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, datetime):  # a duration of a day or more
        return round((cell - datetime(1899, 12, 30)).total_seconds())
    text = str(cell or "").strip().lower()
    for pattern, value in [(r"(\d+)\s*h\s*(\d*)", lambda h, m: int(h) * 3600 + int(m or 0) * 60), (r"(\d+):(\d\d)", lambda h, m: int(h) * 3600 + int(m) * 60),
                           (r"(\d+)\s*min", lambda m: int(m) * 60), (r"(\d+[.,]\d+)", lambda h: round(Fraction(h.replace(",", ".")) * 3600))]:
        found = re.fullmatch(pattern, text)
        if found:
            return value(*found.groups())


def workbook():
    """The workbook of the team, or its sheets one by one in CSV."""
    path = ROOT / "inbox" / "suivi-reseaux-abers.xlsx"
    if path.exists():
        return openpyxl.load_workbook(path)
    book = openpyxl.Workbook()
    for path in (ROOT / "inbox").glob("*.csv"):
        sheet = book.create_sheet(path.stem)
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"):
            sheet.append([dated(cell) or None for cell in row])
    return book


def dated(cell):
    """A day, a day and its time, or what else a cell holds."""
    for form in ("%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(cell, form)
        except ValueError:
            pass
    return cell


def table(book, name):
    if name not in book.sheetnames:
        return []
    rows = book[name].iter_rows(values_only=True)
    header = next(rows)
    return [dict(zip(header, ("" if c is None else c for c in row))) for row in rows if any(c is not None for c in row)]


def as_date(value):
    return value.date() if isinstance(value, datetime) else value


def median(values):
    values = sorted(values)
    return Fraction(values[(len(values) - 1) // 2] + values[len(values) // 2], 2)


def quantile(values, share):
    return sorted(values)[ceil(share * len(values)) - 1]


def spread(code, prefix, values):
    """What section 4 prints: nothing central under 5, extremes under 10, quartiles from 10."""
    parts = {"médiane": median(values)} if len(values) >= 5 else {}
    if 5 <= len(values) < 10:
        parts |= {"minimum": min(values), "maximum": max(values)}
    if len(values) >= 10:
        parts |= {"q1": quantile(values, Fraction(1, 4)), "q3": quantile(values, Fraction(3, 4))}
    return {(code, f"{prefix} {part}".strip()): ("s", value) for part, value in parts.items()}


def opening(start, end):
    """Seconds of opening time, minute by minute: no shared method with what is checked."""
    minutes, at = 0, start.replace(second=0)
    while at < end:
        minutes += at.weekday() < 5 and at.date() not in HOLIDAYS and (time(9) <= at.time() < time(12, 30) or time(13, 30) <= at.time() < time(17))
        at += timedelta(minutes=1)
    return minutes * 60


def days_between(first, last):
    return sum(d.weekday() < 5 and d not in HOLIDAYS for d in (first + timedelta(days=n) for n in range(1, (last - first).days + 1)))


def last_moment(at):
    """A cell at midnight is a day: it lasts until its end."""
    return at if at.time() != time(0) else at + timedelta(days=1, seconds=-1)


def together(sizes):
    """CHOICE: parts under three cases stand together; a group of one, under three, or of parts all of one or all of two, takes the smallest others."""
    group = {k for k, n in sizes.items() if n < 3}
    while group and len(group) < len(sizes) and (len(group) == 1 or sum(sizes[k] for k in group) < 3 or {sizes[k] for k in group} in ({1}, {2})):
        least = min(n for k, n in sizes.items() if k not in group)
        group |= {k for k, n in sizes.items() if k not in group and n == least}
    return group


# What teams write for a role of the list.
ROLE = {"communication": "direction de la communication"}
# The order of the published list stands for the name of a role.
ROLES = {role: str(i) for i, role in enumerate(["service demandeur", "responsable éditorial", "direction de la communication", "direction générale", "cabinet", "élu référent",
                                                "juridique ou protection des données", "partenaire"])}


def approvals(book, of_month, published_at, by_step):
    """VA. CHOICE: without both times a wait lasts whole working days."""
    steps, closing, wanted = defaultdict(list), datetime(2026, 11, 1), {}
    for row in table(book, "Validations"):
        steps[row["Réf. contenu"]].append((row["Soumis le"], row["Décidé le"] or None, row["Décision"], ROLE.get(row["Rôle du valideur"], row["Rôle du valideur"])))
    for row in table(book, "Demandes") + [r for r in table(book, "Planning éditorial") if "Date souhaitée" in r]:  # the editorial table has the last word
        if row["Date souhaitée"]:
            source = "Statut" in row
            known = wanted.get(row["Réf. contenu"])
            if not known or known[0] < source or known[0] == source and row["Date souhaitée"] < known[1]:
                wanted[row["Réf. contenu"]] = source, row["Date souhaitée"]
    wait = lambda sent, decided: opening(sent, decided) if sent.time() != time(0) and decided.time() != time(0) else days_between(sent.date(), decided.date()) * 7 * 3600
    waits, ended, corrections, work, by_role = [], {}, 0, [], defaultdict(list)
    for content, circuit in steps.items():
        for sent, decided, _, role in circuit:
            if decided and decided.strftime("%Y-%m") == MONTH and decided >= sent:
                by_role[role].append(wait(sent, decided))
        if any(decided is None for _, decided, *_ in circuit):
            continue
        last = max(decided for _, decided, *_ in circuit)
        word = [decision for _, decided, decision, _ in circuit if decided == last][-1]
        if word == "validé" and last.strftime("%Y-%m") == MONTH:
            sent = min(submitted for submitted, *_ in circuit)
            ended[content] = last
            corrections += sum(decision.startswith("correction") for *_, decision, _ in circuit)
            waits += [wait(sent, last)] if last >= sent else []
            work += [by_step["validation"][content]] if content in by_step["validation"] else []
    waiting = [sent for circuit in steps.values() for sent, decided, *_ in circuit if sent < closing and (decided is None or decided >= closing)]
    in_time = [at <= last_moment(wanted[c][1]) for c, at in ended.items() if c in wanted]
    late = [published_at[c] > last_moment(wanted[c][1]) + timedelta(days=1) for c in of_month if c in wanted]
    untraced = Fraction(sum(c not in steps for c in of_month), len(of_month))
    figures = {("VA5", "anciennete"): ("s", days_between(min(waiting).date(), date(2026, 10, 31)) * 7 * 3600)} if waiting else {}
    figures |= {("VA5", ""): ("nombre", len(waiting)),
               ("VA3", ""): ("ratio", Fraction(corrections, len(ended))), ("VA6", ""): ("ratio", Fraction(sum(in_time), len(in_time))),
               ("VA7", ""): ("ratio", Fraction(sum(late), len(late))), ("VA8", ""): ("ratio", untraced), ("QT6", ""): ("ratio", 1 - untraced)}
    figures["VA2", "" if len(waits) >= 20 else "le plus long"] = ("s", quantile(waits, Fraction(9, 10)) if len(waits) >= 20 else max(waits))
    figures |= spread("VA1", "", waits) | spread("ES5", "", waits) | spread("VA4", "", work)
    hidden = together({role: len(cases) for role, cases in by_role.items()})
    cells = {role: cases for role, cases in by_role.items() if role not in hidden} | ({"autres rôles": sum((by_role[r] for r in hidden), [])} if hidden else {})
    for role, cases in cells.items():
        figures |= spread("VA9", role, cases)
    return figures


def beforehand(came, wanted):
    """A day without a time gives the most notice that it may; one day to itself gives none."""
    if came.date() == wanted.date() and time(0) in (came.time(), wanted.time()):
        return 0
    return opening(came, wanted if wanted.time() != time(0) else wanted + timedelta(days=1))


def requests(book, hours, calendar):
    """DE. CHOICE: a request wanted on a day is wanted by its end, one received on a day came at its start, and the same day is always late."""
    received = [r for r in table(book, "Demandes") if r["Reçue le"].strftime("%Y-%m") == MONTH]
    dated = [r for r in received if r["Date souhaitée"]]
    notice, late, quick, other, classes = [], 0, set(), set(), defaultdict(int)
    for row in dated:
        came, wanted = row["Reçue le"], row["Date souhaitée"]
        spent = beforehand(came, wanted)
        is_late = came.date() >= wanted.date() or spent < 7 * 3600
        notice.append(spent)
        late += is_late
        classes["moins d’un jour ouvré" if is_late else "1 à 3 jours ouvrés" if spent < 4 * 25200 else "4 à 10 jours ouvrés" if spent < 11 * 25200 else "plus de 10 jours ouvrés"] += 1
        (quick if is_late else other).add(row["Réf. contenu"])
    for name in ("moins d’un jour ouvré", "1 à 3 jours ouvrés", "4 à 10 jours ouvrés", "plus de 10 jours ouvrés"):
        classes[name] += 0  # a true nought
    classes["sans date souhaitée"] = len(received) - len(dated)
    figures = {("DE1", ""): ("nombre", len(received))} | spread("DE5", "", notice)
    figures |= {("DE8", name): ("nombre", n) for name, n in classes.items()}
    figures |= spread("DE3", "", [hours[c] for c in quick if hours.get(c)]) | spread("DE4", "", [hours[c] for c in other if hours.get(c)])
    for code in ("DE2", "ES6"):
        figures[code, ""] = ("ratio", Fraction(late, len(dated)))
    for outcome, name in (("acceptée", "acceptées"), ("réorientée", "réorientées"), ("refusée", "refusées"), ("en cours", "en cours"), ("", "suite non précisée")):
        figures["DE6", name] = ("nombre", sum(r["Suite"] == outcome for r in received))
    services = defaultdict(int)
    for row in received:
        services[row["Service demandeur"]] += 1
    hidden = together(services)
    figures |= {("DE9", service): ("nombre", n) for service, n in services.items() if service not in hidden}
    if hidden:
        figures["DE9", "autres directions"] = ("nombre", sum(services[s] for s in hidden))
    return figures


def anatomy(book, timed, entries, published_at, posts_of):
    """AN. CHOICE: nearest to the median of all contents with hours, among those with a dated approval or a request; a role is named where VA9 names it."""
    circuits, received, by_role = defaultdict(list), defaultdict(list), defaultdict(int)
    for row in table(book, "Validations"):
        sent, decided = row["Soumis le"] or None, row["Décidé le"] or None
        role = ROLE.get(row["Rôle du valideur"], row["Rôle du valideur"])
        circuits[row["Réf. contenu"]].append((role, sent, decided))
        by_role[role] += bool(sent and decided and decided.strftime("%Y-%m") == MONTH and decided >= sent)
    for row in table(book, "Demandes"):
        received[row["Réf. contenu"]].append(row["Reçue le"])
    pool = [c for c in timed if received[c] or any(sent or decided for _, sent, decided in circuits[c])] or list(timed)
    chosen = CHOSEN or min(pool, key=lambda c: (abs(timed[c] - median(timed.values())), published_at[c], c))
    figures, shares = {("AN1", ""): ("s", timed[chosen]), ("AN5", ""): ("nombre", posts_of(chosen))}, defaultdict(int)
    for entry in entries:
        shares[STEP.get(entry["step"], "sans étape précisée")] += sum(share for c, share in entry["shares"] if c == chosen)
    figures |= {("AN2", step): ("s", spent) for step, spent in shares.items() if spent}
    asked = min(received[chosen]) if received[chosen] else min((r["Date de la demande"] for r in table(book, "Planning éditorial") if r["Réf. contenu"] == chosen and r.get("Date de la demande")), default=None)
    wait = lambda sent, decided: opening(sent, decided) if sent.time() != time(0) and decided.time() != time(0) else days_between(sent.date(), decided.date()) * 7 * 3600
    if asked and asked <= published_at[chosen]:
        figures["AN4", ""] = ("s", wait(asked, published_at[chosen]))
    waits, hidden = defaultdict(list), together({role: n for role, n in by_role.items() if n})
    for role, sent, decided in circuits[chosen]:
        if sent and decided and decided >= sent:
            waits["autre rôle" if role in hidden or not by_role[role] else role].append(wait(sent, decided))
    # Of several, the last line of the file is the longest.
    return figures | {("AN3", role if len(cases) == 1 else f"{role} cas"): ("s", max(cases)) for role, cases in waits.items()}


def is_open(at):
    return at.weekday() < 5 and at.date() not in HOLIDAYS and (time(9) <= at.time() < time(12, 30) or time(13, 30) <= at.time() < time(17))


def part_of_week(at, timed):
    """CHOICE: a public holiday is no Saturday; a working day without a time is neither in nor out."""
    if at.date() in HOLIDAYS or at.weekday() == 6:
        return "dimanche et férié"
    if at.weekday() == 5:
        return "samedi"
    return None if not timed else "en journée" if is_open(at) else "soir, nuit et midi"


OUTCOMES = {"réponse": "réponse", "répondu": "réponse", "sans suite utile": "sans suite utile", "vu": "sans suite utile", "transmis à un service": "transmis à un service",
            "transmis aux routes": "transmis à un service", "masqué": "masqué", "supprimé": "supprimé", "répondu par téléphone ?": "réponse"}


def read_messages(book, by_name):
    """Each message of a declared account once: (network, received, has a time, outcome or None, answered at or None)."""
    found, when = {}, lambda text: (datetime.strptime(text, "%d/%m/%Y %H:%M"), True) if ":" in text else (datetime.strptime(text, "%d/%m/%Y"), False)
    for number, row in enumerate(table(book, "Messages")):
        found[number] = (words(row["Compte"].split()[0]), row["Reçu le"], True, OUTCOMES[row["Suite"]], row["Traité le"])
    for path in sorted((ROOT / "inbox" / "messages").glob("*")):
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"):
            if row["Compte"] in by_name:
                done = when(row["Traité le"]) if row["Traité le"] else (None, False)
                outcome = OUTCOMES.get(row["Suite"].lower(), "suite non précisée" if done[0] and row["Suite"] != "à traiter" else None)
                found[row["N° de message"]] = (words(row["Compte"].split()[0]), *when(row["Reçu le"]), outcome, done[0] if done[1] else None)
    return list(found.values())


def moderation(everything):
    """MO. CHOICE: a share leaves out the messages whose moment is unknown; delays need both times."""
    of_month = [m for m in everything if m[1].strftime("%Y-%m") == MONTH]
    parts = [part for part in (part_of_week(at, timed) for _, at, timed, _, _ in of_month) if part]
    handled = [m for m in of_month if m[3]]
    answers = [(at, done) for _, at, timed, outcome, done in of_month if outcome == "réponse" and timed and done and done >= at]
    figures = {("MO1", ""): ("nombre", len(of_month)), ("MO2", ""): ("ratio", Fraction(len(handled), len(of_month))), ("MO2", "en attente"): ("nombre", len(of_month) - len(handled)),
               ("MO4", "sans délai connu"): ("nombre", sum(m[3] == "réponse" for m in of_month) - len(answers)), ("MO5", "sans heure connue"): ("nombre", len(of_month) - len(parts))}
    figures |= {("MO1", network): ("nombre", sum(m[0] == network for m in of_month)) for network in {m[0] for m in everything}}
    figures |= {("MO3", outcome): ("nombre", sum(m[3] == outcome for m in of_month)) for outcome in {*OUTCOMES.values(), "suite non précisée"}}
    figures |= spread("MO4", "", [opening(*pair) for pair in answers]) | spread("MO4", "durée réelle", [round((done - at).total_seconds()) for at, done in answers])
    figures |= {("MO5", part): ("nombre", parts.count(part)) for part in ("en journée", "soir, nuit et midi", "samedi", "dimanche et férié")}
    for code in ("MO5", "ES7"):
        figures[code, ""] = ("ratio", Fraction(sum(part != "en journée" for part in parts), len(parts)))
    return figures


def hours_of_answers(calendar):
    """MO6 and MO7: by the clock where an entry has one, by its day otherwise."""
    figures, outside, unknown = {}, defaultdict(int), 0
    for entry in calendar:
        start = datetime.combine(entry["day"], time(0))
        if entry["begin"] is not None:
            for minute in range(entry["spent"] // 60):
                at = start + timedelta(seconds=entry["begin"], minutes=minute)
                outside[part_of_week(at, True)] += 60
        elif part_of_week(start, False):
            outside[part_of_week(start, False)] += entry["spent"]
        else:
            unknown += entry["spent"]
    late = sum(spent for part, spent in outside.items() if part != "en journée")
    total = sum(e["spent"] for e in calendar)
    if unknown < total and (late or unknown * 100 <= 40 * total):  # CHOICE: no nought when most of the time says nothing
        figures |= {("MO6", part): ("s", outside[part]) for part in ("soir, nuit et midi", "samedi", "dimanche et férié")} | {("MO6", ""): ("s", late)}
    figures["MO6", "sans heure connue"] = ("ratio", Fraction(unknown, sum(e["spent"] for e in calendar)))
    figures["MO7", ""] = ("s", sum(e["spent"] for e in calendar if e["step"] in ("Modération", "Réponses aux usagers")))
    return figures


def ecosystem(accounts, posts):
    """EC. Every account of this month was read since long before."""
    end, last = date(2026, 10, 31), defaultdict(lambda: date.min)
    for post in posts.values():
        if post["when"] and post["when"].date() <= end:
            last[post["account"]] = max(last[post["account"]], post["when"].date())
    dormant = {a["id"]: (end - last[a["id"]]).days >= 60 and (end - a["opened"]).days >= 60 for a in accounts}
    figures = {("EC1", ""): ("nombre", len(accounts)), ("EC2", ""): ("ratio", Fraction(sum(dormant.values()), len(dormant)))}
    figures |= {("EC1", f"{word} dans le mois"): ("nombre", sum(str(a.get(key, ""))[:7] == MONTH for a in accounts)) for word, key in (("ouverts", "opened"), ("fermés", "closed"))}
    return figures | {("EC2", a): ("nombre", int(is_dormant)) for a, is_dormant in dormant.items()} | {("EC4", a["id"]): ("nombre", (end - last[a["id"]]).days) for a in accounts}


def charter(book, of_month, published_at, of_posts, messages):
    """CR, for the rules of config.toml. CHOICE: contents without a traced circuit are left out; an approval without a day counts."""
    rules = SETTINGS["charter"]
    share = lambda cases: ("ratio", Fraction(sum(cases), len(cases)))
    early = [beforehand(r["Reçue le"], r["Date souhaitée"]) >= rules["notice_days"] * 7 * 3600 for r in table(book, "Demandes")
             if r["Reçue le"].strftime("%Y-%m") == MONTH and r["Date souhaitée"]]
    circuits, per_day = defaultdict(list), defaultdict(int)
    for row in table(book, "Validations"):
        if row["Soumis le"] or row["Décidé le"]:
            circuits[row["Réf. contenu"]].append(row)
    in_time = lambda c: [r for r in circuits[c] if r["Décision"] == "validé" and (not r["Décidé le"] or r["Décidé le"] <= last_moment(published_at[c]))]
    for post in of_posts.values():
        per_day[post["account"], post["when"].date()] += 1
    delays = [opening(at, done) for _, at, timed, outcome, done in messages if at.strftime("%Y-%m") == MONTH and outcome == "réponse" and timed and done and done >= at]
    return {("CR1", ""): share(early), ("CR2", ""): share([len(in_time(c)) >= rules["validations"] for c in of_month if circuits[c]]),
            ("CR3", ""): share([n <= rules["posts_a_day"] for n in per_day.values()]), ("CR4", ""): share([d <= rules["first_answer_hours"] * 3600 for d in delays])}


def compute():
    accounts = SETTINGS["accounts"]
    by_key = {(a["network"], key): a["id"] for a in accounts for key in [*a["keys"], a["id"]]}
    by_name = {a["name"]: a["id"] for a in accounts}
    rows, days = read_posts()
    everything = merge(rows)
    ours = {k: p | dict(account=by_key[k[0], p["account"]]) for k, p in everything.items() if (k[0], p["account"]) in by_key}
    posts = {k: p for k, p in ours.items() if not p["reply"]}

    book = workbook()
    planning, time_sheet = table(book, "Planning éditorial"), table(book, "Temps")
    by_link = {link: k for k, p in posts.items() for link in p["links"]}
    content_of = {}
    for row in planning:
        if native(row["Lien de la publication"]) in by_link:
            content_of[by_link[native(row["Lien de la publication"])]] = row["Réf. contenu"]
    for row in planning:  # without address: same account, same words, −1 to +3 days, one candidate
        if not row["Lien de la publication"] and row["Statut"] == "publié":
            day, account = as_date(row["Date prévue"]), by_name[row["Compte"]]
            found = [k for k, p in posts.items() if p["account"] == account and k not in content_of and p["when"] and -1 <= (p["when"].date() - day).days <= 3
                     and words(row["Texte"] or row["Titre court"]) in (words(p["text"]), words(p["text"].replace("&amp;", "&")))]
            if len(found) == 1:
                content_of[found[0]] = row["Réf. contenu"]
            else:
                print("planned, not found:", row["Réf. contenu"], row["Compte"], file=sys.stderr)
    content = lambda k: content_of.get(k, k)
    format_of = {row["Réf. contenu"]: row["Format"] for row in planning}
    first, published = {}, defaultdict(list)
    for k, post in posts.items():
        if post["when"]:
            first[content(k)] = min(first.get(content(k), post["when"]), post["when"])
        published[content(k)].append(post["account"])
    of_month = {c for c, when in first.items() if when.strftime("%Y-%m") == MONTH}
    planned_links = {native(row["Lien de la publication"]): row["Réf. contenu"] for row in planning if row["Lien de la publication"]}
    titles = defaultdict(set)
    for row in planning:
        titles[words(row["Titre court"]), by_name[row["Compte"]]].add(row["Réf. contenu"])

    entries, months, by_tie = [], defaultdict(lambda: [0, 0]), defaultdict(int)
    for row in time_sheet:
        row["Tâche"] = row["Tâche"].replace("’", "'")
        spent, begin, end = seconds(row["Durée"]), seconds(row["Début"]), seconds(row["Fin"])
        if spent is None and begin is not None and end is not None:
            spent = (end - begin) % 86400
        if spent is None:  # a date far away is doubtful, and counted at its date
            print("told, not counted:", as_date(row["Date"]), row["Durée"], file=sys.stderr)
            continue
        refs = ["-".join(r).upper() for r in re.findall(r"\b([A-Za-z]{2,6})[-_– ](20\d\d)[-_– ](\d{3,5})\b", " ".join(str(row[c]) for c in ("Réf. contenu", "Publication")))]
        refs = list(dict.fromkeys(refs))
        by_title = titles[words(row["Publication"]), by_name.get(row["Compte"])] if row["Publication"] else set()
        if refs:
            tie, to = "référence", refs
        elif native(row["Publication"]) in by_link:
            tie, to = "lien", [content(by_link[native(row["Publication"])])]
        elif native(row["Publication"]) in planned_links:  # planned, and in no export
            tie, to = "lien", [planned_links[native(row["Publication"])]]
        elif len(by_title) == 1:
            tie, to = "titre", list(by_title)
        else:
            tie, to = ("compte" if row["Compte"] else "demande" if row["Service demandeur"] else "rien"), []
        entries.append(dict(begin=begin, end=end, month=as_date(row["Date"]).strftime("%Y-%m"), day=as_date(row["Date"]), spent=spent, step=row["Tâche"], family=FAMILY.get(row["Tâche"]), tie=tie,
                            account=by_name.get(row["Compte"]), shares=[(c, spent // len(to) + (i < spent % len(to))) for i, c in enumerate(to)]))
    for entry in entries:
        months[entry["month"]][0] += 1
        months[entry["month"]][1] += entry["spent"]
    calendar = [e for e in entries if e["month"] == MONTH]
    for entry in calendar:
        by_tie[entry["tie"]] += entry["spent"]

    total = sum(e["spent"] for e in calendar)
    family = {f: sum(e["spent"] for e in calendar if e["family"] == f) for f in (*FAMILIES, None)}
    hidden = family["amont"] + family["aval"] + family["commun"]
    hours, by_step = defaultdict(int), defaultdict(lambda: defaultdict(int))
    for entry in entries:
        for c, share in entry["shares"]:
            hours[c] += share
            by_step[STEP.get(entry["step"])][c] += share
    timed = {c: hours[c] for c in of_month if hours[c]}
    of_posts = {k: p for k, p in posts.items() if p["month"] == MONTH}
    figures = {
        ("ES1", ""): ("s", total), ("ES2", ""): ("nombre", len(of_posts)), ("ES2", "contenus"): ("nombre", len({content(k) for k in of_posts})),
        ("ES4", ""): ("ratio", Fraction(hidden, total)), ("IC1", ""): ("s", family["visible"]), ("IC2", ""): ("s", family["amont"]), ("IC3", ""): ("s", family["aval"]),
        ("IC4", ""): ("s", family["commun"]), ("IC5", ""): ("s", total), ("IC6", ""): ("s", family[None]), ("IC7", ""): ("s", Fraction(hidden * 3600, family["visible"])),
        ("TC4", ""): ("ratio", Fraction(len(of_month) - len(timed), len(of_month))),
        ("TC5", ""): ("ratio", Fraction(len(of_posts), len({content(k) for k in of_posts})))}
    figures |= spread("ES3", "", timed.values()) | spread("TC1", "", timed.values())
    if len(timed) >= 10:
        figures["TC2", ""] = ("s", Fraction(sum(timed.values()), len(timed)))
    for name in sorted(set(FORMAT.values())):
        figures |= spread("TC3", name, [t for c, t in timed.items() if FORMAT[format_of[c] if c in format_of else posts[c]["kind"]] == name])
    for step in STEP.values():
        figures |= spread("TC6", step, [t for c, t in by_step[step].items() if c in of_month])

    steps = {step: sum(e["spent"] for e in calendar if STEP.get(e["step"]) == step) for step in {STEP.get(e["step"]) for e in calendar} - {None}}
    figures |= {("IC8", step): ("s", spent) for step, spent in steps.items()}
    if len(steps) > 5:
        figures["IC9", ""] = ("s", sum(sorted(steps.values())[:-5]))
    parts = {code: family[name] for code, name in (("IC1", "visible"), ("IC2", "amont"), ("IC3", "aval"), ("IC4", "commun"), ("IC6", None))}
    figures |= {(code, "part"): ("ratio", Fraction(part, total)) for code, part in parts.items()}
    ties = {"référence": "par la référence du contenu", "lien": "par le lien de la publication", "titre": "par la ressemblance des titres", "compte": "au compte seulement",
            "demande": "au service demandeur seulement", "rien": "sans rattachement"}
    figures |= {("QT8", said): ("s", by_tie[tie]) for tie, said in ties.items()}
    # CHOICE: time shared between several contents is an estimate.
    guessed = sum(e["spent"] for e in calendar if len(e["shares"]) > 1)
    natures = {"mesurées": 0, "déclarées": total - guessed, "estimées": guessed}
    figures |= {("QT9", nature): ("ratio", Fraction(spent, total)) for nature, spent in natures.items()}
    forms = {(code, "part"): share for code, share in printed.shares(parts).items()} | {("QT9", nature): share for nature, share in printed.shares(natures).items()}
    if len(timed) >= 5:
        figures |= {("TC7", c): ("s", spent) for c, spent in timed.items() if spent > 3 * median(timed.values())}
    by_network = defaultdict(list)
    for k, p in of_posts.items():
        given = [p["measures"].get(m) for m in ("reactions", "comments", "shares", "saves")]
        if any(v is not None for v in given):
            by_network[p["network"]].append((sum(v or 0 for v in given), p["account"], content(k)))
    for network in sorted(by_network, key=lambda name: (-len(by_network[name]), name))[:3]:
        interactions, account, of = max(by_network[network])
        figures["RE7", account] = ("nombre", interactions)
        if of in timed:
            figures["RE8", account] = ("s", timed[of])

    available = TOTAL_SHARE * NETWORKS_SHARE * YEARLY_HOURS * 300  # ÷ 12 months × 3600 s
    figures |= {("CH1", ""): ("s", available), ("CH2", ""): ("ratio", total / available), ("ES8", ""): ("ratio", total / available), ("CH4", "ETP"): ("ratio", (total - available) / (YEARLY_HOURS * 300)),
                ("CH3", ""): ("ratio", Fraction(total, YEARLY_HOURS * 300)), ("CH4", ""): ("s", total - available)}
    # CHOICE for CH5: hours dated in the month; those of a content go to accounts by all its known publications; those of a content not yet published, to the account the entry names.
    load = {a["id"]: defaultdict(Fraction) for a in accounts if a["opened"] < date(2026, 8, 1)}
    for entry in entries:
        if entry["tie"] == "compte" and entry["account"] in load:
            load[entry["account"]][entry["month"]] += entry["spent"]
        for c, share in entry["shares"]:
            if not published[c] and entry["account"] in load:  # not published yet, and the entry says for which account
                load[entry["account"]][entry["month"]] += share
            for account in published[c]:
                if account in load:
                    load[account][entry["month"]] += Fraction(share, len(published[c]))
    average = {a: sum(by_month[m] for m in PREVIOUS) / 3 for a, by_month in load.items()}
    if len(average) >= 3:
        figures |= {("CH5", a): ("s", by_month[MONTH]) for a, by_month in load.items()}
        figures |= {("CH7", a): ("s", mean) for a, mean in average.items()}
        figures |= {("CH6", "q1"): ("s", quantile(average.values(), Fraction(1, 4))), ("CH6", "q3"): ("s", quantile(average.values(), Fraction(3, 4)))}

    for account in (a["id"] for a in accounts):
        mine = [p for p in of_posts.values() if p["account"] == account]
        shown = [p["measures"][DISPLAYED[p["network"]]] for p in mine]
        parts = [p["measures"].get(m) for p in mine for m in ("reactions", "comments", "shares", "saves")]
        if None in shown:
            print("measure missing in", account, file=sys.stderr)
        views, interactions = sum(v or 0 for v in shown), sum(v or 0 for v in parts)
        figures |= {("QT4", account): ("nombre", int(bool(mine))), ("RE3", account): ("nombre", len(mine)), ("RE4", account): ("nombre", views), ("RE5", account): ("nombre", interactions)}
        if views >= 1000:
            figures["RE6", account] = ("ratio", Fraction(interactions, views))
    working = [d for d in (date(2026, 10, n) for n in range(1, 32)) if d.weekday() < 5 and d not in HOLIDAYS]
    worked_on = [e for e in calendar if e["family"] in ("amont", "visible", "aval")]
    figures |= {("QT1", ""): ("ratio", Fraction(len({e["day"] for e in calendar} & set(working)), len(working))), ("QT2", ""): ("ratio", Fraction(total - family[None], total)),
                ("QT3", ""): ("ratio", Fraction(sum(e["spent"] for e in worked_on if e["tie"] != "rien"), sum(e["spent"] for e in worked_on))),
                ("QT4", ""): ("ratio", Fraction(len({p["account"] for p in of_posts.values()}), len(accounts))), ("QT5", ""): ("ratio", Fraction(len(timed), len(of_month)))}

    published_at = {}
    for k, post in posts.items():  # YouTube gives days, not times
        at = post["when"].replace(tzinfo=None) if post["when"] else None
        at = at and (datetime.combine(at, time(0)) if post["network"] == "youtube" else at)
        published_at[content(k)] = min(filter(None, (at, published_at.get(content(k)))), default=None)
    figures["DE7", ""] = ("s", sum(e["spent"] for e in calendar if STEP.get(e["step"]) == "conseil" or e["tie"] == "demande"))
    if table(book, "Validations"):
        figures |= approvals(book, of_month, published_at, by_step)
    if timed:
        figures |= anatomy(book, timed, entries, published_at, lambda c: len(published[c]))
    if table(book, "Demandes"):
        figures |= requests(book, hours, calendar)
    received = read_messages(book, by_name)
    if received:
        figures |= moderation(received)
    figures |= hours_of_answers(calendar)
    if "charter" in SETTINGS:  # the demonstration month, whose accounts are all read since long before
        figures |= ecosystem(accounts, posts) | charter(book, of_month, published_at, of_posts, received)
    by_month = lambda items: {m: sum(1 for p in items if p["month"] == m) for m in sorted({p["month"] for p in items if p["month"]})}
    merged = {"posts": {"n": len(everything), "replies": sum(p["reply"] for p in everything.values()), "by_month": by_month(everything.values())},
              "account_stats": {"days": len(days), "impressions": sum(v for _, v in days.values())},
              "hours": {"n": len(entries), "seconds": sum(e["spent"] for e in entries), "by_month": {m: {"n": n, "seconds": s} for m, (n, s) in sorted(months.items())}},
              "contents": {"n": len({r["Réf. contenu"] for r in planning})}, "approvals": {"n": len(table(book, "Validations"))}, "requests": {"n": len(table(book, "Demandes"))},
              "messages": {"n": len(received)}}
    # CHOICE: the median of contents says something when most of them have hours (60 %), of all when 95 % have.
    by_format = lambda name: [c for c in of_month if FORMAT[format_of[c] if c in format_of else posts[c]["kind"]] == name]
    coverage = lambda some: "non fiable" if len(some & timed.keys()) * 100 < 60 * len(some) else "partiel" if len(some & timed.keys()) * 100 < 95 * len(some) else "mesuré"
    states = {("ES3", ""): coverage(of_month), ("TC1", ""): coverage(of_month)} | {("TC3", name): coverage(set(by_format(name))) for name in set(FORMAT.values())}
    if family[None]:
        states |= {("ES4", ""): "partiel", ("IC7", ""): "partiel", ("MO7", ""): "partiel"}
    if figures.get(("MO4", "sans délai connu"), (0, 0))[1]:  # CHOICE: a median of the answers whose delay is known
        states |= {("MO4", ""): "partiel", ("MO4", "durée réelle"): "partiel"} | ({("CR4", ""): "partiel"} if ("CR4", "") in figures else {})
    if figures.get(("MO6", "sans heure connue"), (0, 0))[1]:
        states |= {("MO6", part): "partiel" for part in ("", "soir, nuit et midi", "samedi", "dimanche et férié")}
    history = compare_months(entries, posts, content, first, hours, available)
    notes = {"states": states, "forms": forms, "history": history, "contents_of_month": len(of_month), "without_time": len(of_month) - len(timed), "entries_of_month": len(calendar), "seconds_by_tie": dict(by_tie), "merged": merged}
    return figures, notes


def compare_months(entries, posts, content, first, hours, available):
    """ES1, ES2, ES3, ES4 and CH2 of this month and of the twelve before it, as (unit, value) by month: only those that have any."""
    found = defaultdict(dict)
    for back in range(13):
        year, month = (2026, 10 - back) if back < 10 else (2025, 22 - back)
        name = f"{year}-{month:02}"
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        working = {d for d in (date(year, month, n) for n in range(1, last + 1)) if d.weekday() < 5 and d not in HOLIDAYS | OLD_HOLIDAYS}
        mine = [e for e in entries if e["month"] == name]
        spent = sum(e["spent"] for e in mine)
        covered = len({e["day"] for e in mine} & working) * 100 / len(working)
        if spent and covered >= 60:
            found["ES1"][name] = ("s", spent)
            found["ES1 par jour ouvré"][name] = ("s", Fraction(spent, len(working)))
            if spent >= 20 * 3600:
                found["ES4"][name] = ("ratio", Fraction(sum(e["spent"] for e in mine if e["family"] in ("amont", "aval", "commun")), spent))
            found["CH2"][name] = ("ratio", spent / available)
        published = sum(p["month"] == name for p in posts.values())
        if published or spent:
            found["ES2"][name] = ("nombre", published)
        contents = [c for c, when in first.items() if when.strftime("%Y-%m") == name]
        timed = [hours[c] for c in contents if hours[c]]
        if len(timed) >= 5 and len(timed) * 100 >= 60 * len(contents):
            found["ES3"][name] = ("s", median(timed), len(timed))
    return found


# Those of the end of 2025.
OLD_HOLIDAYS = {date(2025, 11, 1), date(2025, 11, 11), date(2025, 12, 25)}
LABELS = {"ES1": "Heures", "ES1 par jour ouvré": "Heures par jour ouvré", "ES2": "Publications", "ES3": "Temps d’un contenu", "ES4": "Part non visible", "CH2": "Charge"}


def compare_history(history, path):
    """The table of comparison in rapport.json: each value as printed, the median of the months before, the words of the change."""
    pages = json.loads((Path(path).parent / "rapport.json").read_text("utf-8"))["report"]["pages"]
    page = next((p for p in pages if p["id"] == "changes"), None)
    rows = {row[0]: row[1:] for block in page["blocks"] if block["block"] == "grid" for row in block["rows"]} if page else {}
    wrong = n = 0
    for code, months in history.items():
        if LABELS[code] not in rows:
            continue
        shown = lambda month: printed.bare(code.split()[0], "", *months[month][:2], 100) if month in months else None
        earlier = [value for month, value in months.items() if month != MONTH]
        now, before = months.get(MONTH), months.get("2026-09")
        expected = [shown(MONTH), shown("2026-09"), shown("2025-10"), None]
        if len(earlier) >= 6:
            unit, values = earlier[0][0], [value[1] for value in earlier]
            # CHOICE: shares are compared as they are printed; a count is a whole one.
            middle = median([printed.nearest(v * 100) for v in values] if unit == "ratio" else [printed.nearest(v) for v in values])
            middle = Fraction(printed.nearest(middle), 100) if unit == "ratio" else printed.nearest(middle)
            expected[3] = printed.bare(code.split()[0], "", unit, middle, 100)
        words_of_change = printed.change(now and now[1], before and before[1], (now or before)[0]) if now or before else None
        if code == "ES3" and now and before and min(now[2], before[2]) < 10:
            words_of_change = "stable"
        for place, (want, found) in enumerate(zip([*expected, words_of_change], rows[LABELS[code]])):
            n += want is not None
            if want is not None and want != found:
                wrong += 1
                print(f"comparison of {code}, column {place + 1}: expected {want!r}, found {found!r}")
    return wrong, n


def close(unit, expected, found):
    return abs(expected - found) <= (Fraction(3, 2) if unit == "s" else Fraction(1, 10**6) if unit == "ratio" else 0)


def compare(figures, notes, path):
    found, states = {}, notes["states"]
    rows = csv.DictReader(io.StringIO(Path(path).read_text("utf-8-sig")), delimiter=";")
    for row in (row for row in rows if row["mois"] == MONTH):
        found[row["code"], words(row["objet"])] = row["valeur"], row["unité"], row
    wrong = forms = 0
    days_are_missing = figures["QT1", ""][1] < Fraction(95, 100)
    for (code, of), (unit, expected) in figures.items():
        names = [words(of)] + ([words(of.replace("médiane", ""))] if "médiane" in of else [])
        bare_of = re.sub(r" ?(médiane|minimum|maximum|q1|q3)$", "", of)
        state = states.get((code, bare_of), "mesuré")
        if state == "non fiable":
            row = found.get((code, words(bare_of)), (None, None, None))[2]
            if row is None or row["valeur"] or row["état"] != state:
                wrong += 1
                print(f"{code} {of}: expected {state}, found {row}")
            continue
        value, printed_unit, row = next((found[code, n] for n in names if (code, n) in found), (None, None, None))
        number = Fraction(value.replace(",", ".")) if value and re.fullmatch(r"-?\d+([.,]\d+)?", value) else None
        if unit == "s" and printed_unit == "ratio" and number is not None:  # IC7, said for one hour
            number *= 3600
        if number is None or not close(unit, Fraction(expected), number):
            wrong += 1
            print(f"{code} {of}: expected {float(expected):.6f} {unit}, found {'nothing' if value is None else repr(value)}")
            continue
        if row["état"] != state:
            wrong += 1
            print(f"{code} {of}: expected {state}, found {row['état']}")
        # What is printed is the median of a spread, both ends of a range, each of several cases.
        if of.endswith(("minimum", "maximum", "q1", "q3", " cas")):
            continue
        forms += 1
        bare = notes["forms"].get((code, of)) or printed.bare(code, bare_of, unit, expected, int(row["n"] or 0))
        want = printed.reserved(code, bare, state, days_are_missing)
        if row["imprimé"] != want:
            wrong += 1
            print(f"{code} {of}: expected to print {want!r}, found {row['imprimé']!r}")
    # The median of twelve months and the hours per day are compared with rapport.json; each of a few cases is in no other figure.
    known = {(code, words(name)) for code, of in figures for name in (of, of.replace("médiane", ""))}
    others = {key for key, (value, _, row) in found.items() if value and key not in known and not row["objet"].endswith(("cas", "12 mois", "par jour ouvré"))}
    print(f"{forms} forms compared; not computed here: {', '.join(sorted({code for code, _ in others})) or 'none'}")
    return wrong, len(figures)


def compare_inspect(merged, path):
    found, wrong = json.loads(Path(path).read_text("utf-8"))["merged"], 0
    pairs = [("posts.n", merged["posts"]["n"], found["posts"]["n"]), ("posts.replies", merged["posts"]["replies"], found["posts"]["total"]["replies"]),
             ("account_stats.days", merged["account_stats"]["days"], found["account_stats"]["days"]),
             ("account_stats.impressions", merged["account_stats"]["impressions"], found["account_stats"]["total"]["impressions"])]
    pairs += [(f"posts {m}", n, found["posts"]["by_month"].get(m, {}).get("n")) for m, n in merged["posts"]["by_month"].items()]
    pairs += [(f"hours.{k}", merged["hours"][k], found["hours"][k]) for k in ("n", "seconds")] + [(f"{k}.n", merged[k]["n"], found[k]["n"]) for k in ("contents", "approvals", "requests", "messages")]
    for name, expected, value in pairs:
        if expected != value:
            wrong += 1
            print(f"inspect {name}: expected {expected}, found {value}")
    return wrong


def main(arguments):
    figures, notes = compute()
    if not arguments or arguments[0] == "--print":
        print(json.dumps({"month": MONTH, "figures": {f"{c} {o}".strip(): [float(v) if unit == "ratio" else round(float(v)), unit] for (c, o), (unit, v) in figures.items()}, **{k: v for k, v in notes.items() if k not in ("states", "forms", "history")}}, ensure_ascii=False, indent=1))
        return 0
    wrong, n = compare(figures, notes, arguments[0])
    more, compared = compare_history(notes["history"], arguments[0])
    wrong, n = wrong + more, n + compared
    if "--inspect" in arguments:
        wrong += compare_inspect(notes["merged"], arguments[arguments.index("--inspect") + 1])
    print(f"{n} figures compared, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
