"""What bench/fetch compares with: `fetch_rival.py THREADS BASE…`, one account per address, by Mastodon.py.

Reads each account back to its first post, as its documentation does, and prints the totals.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from mastodon import Mastodon

THREADS, BASES = int(sys.argv[1]), sys.argv[2:]


def read(place):
    client = Mastodon(api_base_url=BASES[place], version_check_mode="none", ratelimit_method="throw")
    account = client.account_lookup(f"c{place}")
    page = client.account_statuses(account["id"], limit=40, exclude_replies=True, exclude_reblogs=True)
    posts = []
    while page:
        posts.extend(page)
        page = client.fetch_next(page)
    return [len(posts), *(sum(post[f"{name}_count"] for post in posts) for name in ("favourites", "reblogs", "replies"))]


with ThreadPoolExecutor(THREADS) as pool:
    found = list(pool.map(read, range(len(BASES))))
print(json.dumps([sum(column) for column in zip(*found)]))
