"""Three accounts of a real snac, read by Estran and by Mastodon.py: the same posts, the same counters.

Then forty accounts through an nginx that lets five questions a second through: all are read, and the questions asked
are those that the pages need, plus the refusals.
"""

import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

import requests
from mastodon import Mastodon

ESTRAN, SNAC, NGINX = (os.path.abspath(path) for path in sys.argv[1:4])
USERS = ["departement", "musee", "lecteur"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit("the server does not start")


def stop(server):
    server.terminate()
    server.wait(timeout=10)


def as_nobody():
    """snac refuses to run as root."""
    if os.getuid() != 0:
        return []
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def start_snac(root):
    """A server with three users; gives its address and a token for each."""
    port = free_port()
    data = root / "data"
    run = lambda *arguments, **more: subprocess.run([*as_nobody(), SNAC, *arguments], check=True, capture_output=True, text=True, **more)
    run("init", str(data), input=f"127.0.0.1\n{port}\nlocalhost:{port}\n\n\n")
    # Without this, every address it gives is encrypted.
    subprocess.run(["sed", "-i", 's/"protocol": "https"/"protocol": "http"/', str(data / "server.json")], check=True)
    passwords = {}
    for user in USERS:
        said = run("adduser", str(data), user)
        passwords[user] = re.search(r"User password is (\S+)", said.stdout + said.stderr).group(1)
        settings = data / "user" / user / "user.json"
        known = json.loads(settings.read_text())
        settings.write_text(json.dumps({**known, "show_contact_metrics": True}))
    server = subprocess.Popen([*as_nobody(), SNAC, "httpd", str(data)], stderr=subprocess.DEVNULL)
    wait_for(port)
    base = f"http://127.0.0.1:{port}"
    tokens = {}
    for user in USERS:
        form = urllib.parse.urlencode({"login": user, "passwd": passwords[user]}).encode()
        with urllib.request.urlopen(f"{base}/oauth/x-snac-get-token", form) as answer:
            tokens[user] = answer.read().decode().strip()
    return server, base, tokens


class Patient(requests.Session):
    """snac resets a connection now and then, and Mastodon.py does not try again."""

    def request(self, *arguments, **more):
        for _ in range(20):
            try:
                return super().request(*arguments, **more)
            except requests.ConnectionError:
                time.sleep(0.2)
        return super().request(*arguments, **more)


def client(base, token=None):
    return Mastodon(session=Patient(), api_base_url=base, access_token=token, version_check_mode="none", ratelimit_method="throw")


def fill(base, tokens):
    """Posts, and a reader who likes, passes on and answers."""
    people = {user: client(base, tokens[user]) for user in USERS}
    public = client(base)
    number = {user: public.account_lookup(user)["id"] for user in USERS}
    people["lecteur"].account_follow(number["departement"])
    time.sleep(1)
    posts = [people["departement"].status_post(f"Vigilance orange, point {place}") for place in range(12)]
    for place in range(66):
        people["musee"].status_post(f"Une œuvre, une histoire {place}", visibility="public")
    # The posts reach the reader when the server has gone through its queue.
    for patience in range(60):
        try:
            for post in posts[:5]:
                people["lecteur"].status_favourite(post["id"])
            people["lecteur"].status_reblog(posts[0]["id"])
            break
        except Exception:
            time.sleep(1)
    else:
        sys.exit("the reader never receives the posts")
    people["lecteur"].status_post("merci", in_reply_to_id=posts[1]["id"])
    people["departement"].status_post("précision", in_reply_to_id=posts[2]["id"])


def theirs(base, user):
    """What an independent client counts."""
    public = client(base)
    account = public.account_lookup(user)
    posts = public.account_statuses(account["id"], limit=40, exclude_replies=True, exclude_reblogs=True)
    # snac shows a post that somebody passed on inside the sharing.
    posts = [post["reblog"] or post for post in posts]
    posts = {post["id"]: post for post in posts if post["account"]["id"] == account["id"]}.values()
    sums = {name: sum(post[name] for post in posts) for name in ["favourites_count", "replies_count", "reblogs_count"]}
    replies = sum(1 for post in posts if post["in_reply_to_id"])
    return {"n": len(posts) - replies, "replies": replies, "followers": account["followers_count"] or None, **sums}


def config(root, base, accounts):
    """accounts: (id in config.toml, user of the server)."""
    blocks = "".join(
        f'[[accounts]]\nid = "{account}"\nnetwork = "mastodon"\nname = "{account}"\n'
        f'[fetch.{account}]\nhandle = "{user}"\nbase = "{base}"\n'
        for account, user in accounts
    )
    root.mkdir()
    (root / "config.toml").write_text(f'[organisation]\nname = "Département des Abers"\n{blocks}')


def fetch(root, *more):
    month = time.strftime("%Y-%m")
    return subprocess.run([ESTRAN, "fetch", "--month", month, *more], cwd=root, capture_output=True, text=True)


def ours(root, account):
    folder = root / "inbox" / "mastodon" / account
    said = subprocess.run(
        [ESTRAN, "inspect", "--json", "--config", "config.toml", str(folder)], cwd=root, capture_output=True, text=True
    )
    merged = json.loads(said.stdout)["merged"]
    total, days = merged["posts"]["total"], merged["account_stats"]["total"]
    return {
        "n": merged["posts"]["n"] - total["replies"], "replies": total["replies"], "followers": days.get("followers"),
        "favourites_count": total["reactions"], "replies_count": total["comments"], "reblogs_count": total["shares"],
    }


def check(what, mine, other):
    if mine != other:
        sys.exit(f"{what}: Estran {mine}, Mastodon.py {other}")
    print(f"{what} : {mine}")


def limited(root, base):
    """nginx in front: five questions a second, a few at once, and a refusal with its wait."""
    port = free_port()
    (root / "nginx.conf").write_text(
        f"""worker_processes 1; pid nginx.pid; error_log error.log; daemon off;
events {{ worker_connections 256; }}
http {{ log_format short '$status $request_uri'; access_log access.log short;
  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
  limit_req_zone $binary_remote_addr zone=api:1m rate=5r/s; limit_req_status 429;
  server {{ listen 127.0.0.1:{port};
    location / {{ limit_req zone=api burst=5 nodelay; proxy_pass {base}; error_page 429 = @busy; }}
    location @busy {{ default_type application/json; add_header Retry-After 1 always; return 429 '{{"error":"Too many requests"}}'; }}
}} }}
"""
    )
    server = subprocess.Popen([NGINX, "-p", str(root), "-c", str(root / "nginx.conf")], stderr=subprocess.DEVNULL)
    wait_for(port)
    return server, f"http://127.0.0.1:{port}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        root.chmod(0o777)
        snac, base, tokens = start_snac(root)
        try:
            fill(base, tokens)
            direct = root / "direct"
            config(direct, base, [(user, user) for user in USERS])
            said = fetch(direct)
            if said.returncode != 0:
                sys.exit(said.stdout + said.stderr)
            counted = {user: theirs(base, user) for user in USERS}
            for user in USERS:
                check(user, ours(direct, user), counted[user])
            nginx, front = limited(root, base)
            try:
                forty = [(f"compte-{place}", USERS[place % 2]) for place in range(40)]
                through = root / "through"
                config(through, front, forty)
                begun = time.time()
                said = fetch(through)
                spent = time.time() - begun
                if said.returncode != 0:
                    sys.exit(said.stdout + said.stderr)
            finally:
                stop(nginx)
            asked = [line.split()[0] for line in (root / "access.log").read_text().splitlines()]
            needed = sum(
                len(json.loads(path.read_text())["answers"]) for path in through.glob("inbox/mastodon/*/*.json")
            )
            refused = asked.count("429")
            if len(asked) != needed + refused or asked.count("200") != needed:
                sys.exit(f"{len(asked)} questions, {needed} answers, {refused} refusals")
            for account, user in forty:
                if ours(through, account) != counted[user]:
                    sys.exit(f"{account} through the limiter is not {user}")
            print(f"40 comptes derrière nginx : {needed} réponses, {refused} refus, {spent:.1f} s")
        finally:
            stop(snac)


main()
