from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.plannen import concept, plan  # noqa: F401  (fixtures)

DEUR = 11
"""What session, account, door, role, access log and the login of the test cost (tests/test_vragen.py)."""


@pytest.fixture
def tel_vragen() -> Callable[..., int]:
    """Questions of this page to the database, beside those of the door."""

    def tel(client, url):
        client.get(url)
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(url).status_code == 200
        return len(vragen) - DEUR

    return tel
