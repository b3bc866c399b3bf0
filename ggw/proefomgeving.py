"""The environment of a test run, so that tests need no .env. What is set already wins (DATABASE_URL above all)."""

import os
import tempfile
from base64 import b64encode

OMGEVING = {
    "SECRET_KEY": "alleen-voor-de-proeven-en-nergens-anders-te-gebruiken",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DATABASE_URL": "postgresql://postgres@/ggw?host=/var/run/postgresql",
    "REDIS_URL": "memory://",
    "EMAIL_URL": "memorymail://",
    "DEFAULT_FROM_EMAIL": "GGW <ggw@example.nl>",
    "BSN_SLEUTELS": "1:" + b64encode(b"b" * 32).decode(),
    "BSN_HMAC_SLEUTEL": b64encode(b"h" * 32).decode(),
    "DOCUMENT_SLEUTELS": "1:" + b64encode(b"d" * 32).decode(),
    "DOCUMENTEN_MAP": tempfile.gettempdir() + "/ggw-proef-documenten",
    "VOORBEELD": "false",
    "DEBUG": "false",
}

for _naam, _waarde in OMGEVING.items():
    os.environ.setdefault(_naam, _waarde)
