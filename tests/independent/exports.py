"""Publications, from the exports of the networks."""

import csv
import io
import re
import unicodedata
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import xlrd

PARIS, PACIFIC = ZoneInfo("Europe/Paris"), ZoneInfo("America/Los_Angeles")
METRICS = {
    "views": "views",
    "vues": "views",
    "impressions": "impressions",
    "reach": "reach",
    "reactions": "reactions",
    "likes": "reactions",
    "j'aime": "reactions",
    "comments": "comments",
    "comments added": "comments",
    "commentaires ajoutés": "comments",
    "replies": "comments",
    "shares": "shares",
    "reposts": "shares",
    "retweets": "shares",
    "partages": "shares",
    "saves": "saves",
    "bookmarks": "saves",
}
METRICS |= {f"total {name}": METRICS[name] for name in ("likes", "comments", "shares", "views")}
# What is no such thing: X's `Shares` is its menu, LinkedIn's `Views` only those of videos.
FALSE_FRIENDS = {("x", "shares"), ("x", "share"), ("linkedin", "views"), ("youtube", "impressions")}
ADDRESSES = [
    ("facebook", r"facebook\.com/.*?(pfbid\w+|(?<=/videos/)\d+|(?<=/reel/)\d+|(?<=/posts/)\d+)"),
    ("facebook", r"facebook\.com/reel/(\d+)"),
    ("instagram", r"instagram\.com/(?:p|reel)/([\w-]+)"),
    ("x", r"(?:x|twitter)\.com/\w+/status/(\d+)"),
    ("tiktok", r"tiktok\.com/@\w+/video/(\d+)"),
    ("linkedin", r"urn:li:activity:(\d+)"),
    ("youtube", r"youtube\.com/watch\?v=([\w-]{11})"),
]


def words(text):
    """Bare words: no accents, no capitals, no signs."""
    text = unicodedata.normalize("NFKD", str(text).lower().replace("’", "'"))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in text if not unicodedata.combining(c))))


def native(link):
    """The network's own name of a post inside an address."""
    for network, pattern in ADDRESSES:
        found = re.search(pattern, str(link))
        if found:
            return network, found.group(1)
    return None


def rows_of(path, delimiter=","):
    return csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=delimiter)


def number(cell):
    return None if cell in ("", "-", None) else int(float(cell))


def measures(network, names, cells):
    """A doubled `Views` column is missing."""
    found, names = {}, [name.lower() for name in names]
    for name, cell in zip(names, cells):
        if (
            name in METRICS
            and (network, name) not in FALSE_FRIENDS
            and not (name == "views" and names.count("views") > 1)
        ):
            found[METRICS[name]] = number(cell)
    return found


def read_posts(inbox):
    """Every row of every export, as (reading order, network, id, account key, instant, text, type, link, measures)."""
    rows, days = [], {}
    for path in sorted(inbox.rglob("*")):
        network = path.relative_to(inbox).parts[0]
        if network == "messages" or path.parent == inbox:
            continue  # no posts there
        network = {"yt-ville": "youtube", "tt-ville": "tiktok"}.get(network, network)
        if path.suffix == ".csv":
            rows += from_csv(path, network)
        elif path.suffix == ".xls":
            rows += from_linkedin(path, network, days)
    return rows, days


def from_csv(path, network):
    header, *lines = rows_of(path)
    if network in ("facebook", "instagram"):
        end = re.findall(r"[A-Z][a-z]{2}-\d\d-\d{4}", path.stem)[1]
        order = datetime.strptime(end, "%b-%d-%Y").date().isoformat()
    else:
        order = "" if network == "tiktok" else re.findall(r"\d{4}-?\d\d-?\d\d", str(path))[-1].replace("-", "")
    for cells in lines:
        cells += [""] * (len(header) - len(cells))
        row = from_row(path, network, header, cells)
        if row:
            yield order, network, *row, measures(network, header, cells)


def from_row(path, network, header, cells):
    """(id, account key, instant, text, type, link); nothing for a row that is no post."""
    get = lambda *wanted: next(c for n, c in zip(header, cells) if n in wanted)
    if network in ("facebook", "instagram"):
        when = datetime.strptime(get("Publish time"), "%m/%d/%Y %H:%M").replace(tzinfo=PACIFIC)
        texts = [c for n, c in zip(header, cells) if n in ("Title", "Description")]
        return (
            get("Post ID"),
            get("Page ID", "Account ID"),
            when,
            max(texts, key=len),
            get("Post type"),
            get("Permalink"),
        )
    if network == "x":
        key, link = get("Post id", "Tweet id"), get("Post Link", "Link", "Tweet permalink")
        if not key:
            return None  # phantom row
        when = datetime.fromtimestamp(((int(key) >> 22) + 1288834974657) / 1000, UTC)
        return key, re.search(r"\.com/(\w+)/", link).group(1), when, get("Post text", "Tweet text"), "", link
    if network == "tiktok":  # the id holds the instant
        key, link = native(cells[2])[1], cells[2]
        return key, path.parts[-2], datetime.fromtimestamp(int(key) >> 32, UTC), cells[1], "ig reel", link
    key = cells[0].strip()
    if not re.fullmatch(r"[\w-]{11}", key) or not cells[2]:
        return None  # the Total row; never published: told, not counted
    when = datetime.strptime(cells[2], "%b %d, %Y").replace(hour=12, tzinfo=PARIS)
    length = "vidéo courte" if int(cells[3]) <= 180 else "vidéo longue"
    return key, path.parts[-3], when, cells[1], length, f"https://www.youtube.com/watch?v={key}"


def from_linkedin(path, network, days):
    book, (slug, order) = xlrd.open_workbook(path), re.fullmatch(r"(.+)_content_(\d{13})", path.stem).groups()
    sheet = book.sheet_by_name("Metrics")
    for line in range(2, sheet.nrows):
        day = datetime.strptime(sheet.cell_value(line, 0), "%m/%d/%Y").date()
        shown = int(sheet.cell_value(line, sheet.row_values(1).index("Impressions (total)")))
        days[day] = max(days.get(day, ("", 0)), (order, shown))
    sheet = book.sheet_by_name("All posts")
    for line in range(2, sheet.nrows):
        cells = sheet.row_values(line)
        key = native(cells[1])[1]
        when = datetime.fromtimestamp((int(key) >> 22) / 1000, UTC)
        yield order, network, key, slug, when, cells[0], "", cells[1], measures(network, sheet.row_values(1), cells)


def merge(rows):
    """One record per (network, id); for each measure the last reading that is not empty."""
    posts = {}
    for _, network, key, account, when, text, kind, link, found in sorted(
        rows, key=lambda r: (r[0], sum(v or 0 for v in r[8].values()))
    ):
        post = posts.setdefault((network, key), dict(network=network, links=set(), measures={}))
        when = when.astimezone(PARIS)
        post.update(
            account=account,
            month=when.strftime("%Y-%m"),
            when=when,
            text=text,
            kind=kind.lower(),
            reply=network == "x" and text.startswith("@"),
        )
        post["links"].add(native(link))
        for name, value in found.items():
            if value is not None or name not in post["measures"]:
                post["measures"][name] = value
    return posts
