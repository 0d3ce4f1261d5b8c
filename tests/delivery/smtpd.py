"""A real server of e-mail (aiosmtpd) on loopback, which writes each message it takes as its own program reads it.

    smtpd.py FOLDER [--tls NAME | --starttls NAME] [--auth]

PyPI: aiosmtpd, trustme. The authority of the test is FOLDER/ca.pem, and signs a certificate for NAME. The password of
the user « estran » comes from SMTPD_PASSWORD. Says « PORT n » when it is ready, and ends with its standard input.
"""

import argparse
import asyncio
import base64
import email
import email.policy
import json
import os
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, folder):
        self.folder, self.count, self.asked = folder, 0, {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked[address] = self.asked.get(address, 0) + 1
        if address.startswith("refuse"):
            return "550 5.1.1 no such person"
        if address.startswith("gris") and self.asked[address] == 1:
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        [attached] = message.iter_attachments()
        taken = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "is_encrypted": server.transport.get_extra_info("ssl_object") is not None,
            "headers": {name: str(value) for name, value in message.items()},
            "body": message.get_body(("plain",)).get_content(),
            "attachment": {
                "name": attached.get_filename(),
                "type": attached.get_content_type(),
                "bytes": base64.b64encode(attached.get_content()).decode(),
            },
        }
        self.count += 1
        (self.folder / f"{self.count}.json").write_text(json.dumps(taken), "utf-8")
        return "250 2.0.0 taken"


def authenticator(server, session, envelope, mechanism, data):
    good = (b"estran", os.environ["SMTPD_PASSWORD"].encode())
    return AuthResult(success=(data.login, data.password) == good, handled=False)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tls")
    parser.add_argument("--starttls")
    parser.add_argument("--auth", action="store_true")
    asked = parser.parse_args()
    context = None
    if name := asked.tls or asked.starttls:
        import trustme

        authority = trustme.CA()
        authority.cert_pem.write_to_path(asked.folder / "ca.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
    manner = {"hostname": "localhost"}
    if asked.starttls:
        manner |= {"tls_context": context, "require_starttls": True}
    if asked.auth:
        manner |= {"authenticator": authenticator, "auth_required": True, "auth_require_tls": not asked.tls}
    handler = Handler(asked.folder)
    loop = asyncio.get_running_loop()
    wrapped = context if asked.tls else None
    server = await loop.create_server(lambda: SMTP(handler, **manner), "127.0.0.1", 0, ssl=wrapped)
    print("PORT", server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
