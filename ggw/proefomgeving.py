"""The environment of a test run, so that tests need no .env. What is set already wins (DATABASE_URL above all)."""

import os
from base64 import b64encode

OMGEVING = {
    "SECRET_KEY": "alleen-voor-de-proeven-en-nergens-anders-te-gebruiken",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DATABASE_URL": "postgresql://postgres@/ggw?host=/var/run/postgresql",
    "REDIS_URL": "memory://",
    "EMAIL_URL": "memorymail://",
    "SECURITY_CONTACT": "mailto:security@example.nl",
    "DEFAULT_FROM_EMAIL": "GGW <ggw@example.nl>",
    "BSN_SLEUTELS": "1:" + b64encode(b"b" * 32).decode(),
    "BSN_HMAC_SLEUTEL": b64encode(b"h" * 32).decode(),
    "DOCUMENT_SLEUTELS": "1:" + b64encode(b"d" * 32).decode(),
    "CONCEPT_SLEUTELS": "1:" + b64encode(b"c" * 32).decode(),
    "TWEEDE_STAP_SLEUTELS": "1:" + b64encode(b"t" * 32).decode(),
    "INZAGE_ZEGEL_SLEUTEL": b64encode(b"z" * 32).decode(),
    "VOORBEELD": "false",
    "DEBUG": "false",
}


def _begin_proef() -> None:
    """In the first process of a test run: a server, unless DATABASE_URL names one; the roles; a migrated template database."""
    if "DATABASE_URL" not in os.environ:
        from ggw.lokaal import proefserver

        os.environ["DATABASE_URL"] = proefserver()
    from ggw.lokaal.sjabloon import sjabloon

    os.environ["PROEF_SJABLOON"] = sjabloon(os.environ["DATABASE_URL"])


if "PYTEST_VERSION" in os.environ and "PYTEST_XDIST_WORKER" not in os.environ:
    _begin_proef()

for _naam, _waarde in OMGEVING.items():
    os.environ.setdefault(_naam, _waarde)
