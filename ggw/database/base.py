"""The connection to PostgreSQL: Django's own, which keeps more statements prepared than psycopg does by itself."""

from typing import Any, ClassVar

from django.db.backends.postgresql import base

from ggw.database.binair import leer_binair
from ggw.database.nummers import leer_nummers

VOORBEREID = 300
"""Statements a connection keeps. The pages of one role ask about two hundred different ones; one costs the server some 150 kB."""


PLAN_EENMAAL = "-c plan_cache_mode=force_generic_plan"


class DatabaseWrapper(base.DatabaseWrapper):
    is_web: ClassVar[bool] = False
    """A web process has what is prepared planned once, without values. A job of the night asks for thousands of families at once, and
    is planned for what it asks."""

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | ({"options": PLAN_EENMAAL} if self.is_web else {})

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        verbinding = super().get_new_connection(conn_params)
        verbinding.prepared_max = VOORBEREID
        leer_binair(verbinding)
        leer_nummers(verbinding)
        return verbinding
