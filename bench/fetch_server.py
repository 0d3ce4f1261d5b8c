"""A server that speaks like Mastodon, for bench/fetch: `fetch_server.py ACCOUNTS POSTS DELAY`.

One address of this machine per account, all on one port; each of them knows every account. An answer takes DELAY
milliseconds, in pages of 40 with `Link` as the real one. Prints its addresses, then answers until it is stopped.
"""

import datetime
import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ACCOUNTS, POSTS, DELAY = (int(word) for word in sys.argv[1:4])
LAST = datetime.datetime(2026, 10, 31, 18)
seen = {"questions": 0, "bytes": 0}
lock = threading.Lock()


def account(place):
    return {
        "id": str(1000 + place), "username": f"c{place}", "acct": f"c{place}", "display_name": "Compte imaginaire",
        "followers_count": 812 + place, "statuses_count": POSTS, "created_at": "2020-01-01T00:00:00.000Z", "note": "<p>…</p>",
        "url": f"https://social.abers.example/@c{place}", "fields": [], "emojis": [],
    }


def post(place, number):
    at = LAST - datetime.timedelta(hours=3 * number)
    id = 10_000_000 * (place + 1) - number
    return id, json.dumps({
        "id": str(id), "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "in_reply_to_id": None, "reblog": None,
        "visibility": "public", "language": "fr", "url": f"https://social.abers.example/@c{place}/{id}",
        "content": f"<p>Publication imaginaire {number} du compte {place}, sur les sentiers, les ports et les musées des Abers.</p>" * 3,
        "replies_count": number % 3, "reblogs_count": number % 5, "favourites_count": number % 11, "quotes_count": 0,
        "account": account(place), "media_attachments": [], "mentions": [], "tags": [], "emojis": [], "card": None, "poll": None,
    })


# Written once: the server must not be what is measured.
POSTED = [[post(place, number) for number in range(POSTS)] for place in range(ACCOUNTS)]


class Mastodon(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer in two packets would wait for the client to acknowledge the first.
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self):
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/counted":
            with lock:
                now = dict(seen)
                seen.update(questions=0, bytes=0)
            return self.say(json.dumps(now))
        time.sleep(DELAY / 1000)
        if parts.path == "/api/v1/accounts/lookup":
            body, link = json.dumps(account(int(query["acct"][1:]))), None
        else:
            place = int(re.fullmatch(r"/api/v1/accounts/(\d+)/statuses", parts.path).group(1)) - 1000
            before, limit = int(query.get("max_id", 10**12)), int(query.get("limit", 20))
            page = [one for one in POSTED[place] if one[0] < before][:limit]
            body = f"[{','.join(text for _, text in page)}]"
            base = f"http://{self.headers['Host']}{parts.path}?limit={limit}"
            link = page and f'<{base}&max_id={page[-1][0]}>; rel="next", <{base}&min_id={page[0][0]}>; rel="prev"'
        self.say(body, link)

    def say(self, body, link=None):
        text = body.encode()
        with lock:
            seen["questions"] += self.path != "/counted"
            seen["bytes"] += len(text) if self.path != "/counted" else 0
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        if link:
            self.send_header("Link", link)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


first = Server(("127.0.0.1", 0), Mastodon)
port = first.server_address[1]
servers = [first] + [Server((f"127.0.0.{place + 1}", port), Mastodon) for place in range(1, ACCOUNTS)]
for server in servers:
    threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps([f"http://127.0.0.{place + 1}:{port}" for place in range(ACCOUNTS)]), flush=True)
threading.Event().wait()
