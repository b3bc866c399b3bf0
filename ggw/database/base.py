"""The connection to PostgreSQL: Django's own, which keeps more statements prepared than psycopg does by itself."""

from typing import Any

from django.db.backends.postgresql import base

VOORBEREID = 300
"""Statements a connection keeps. The pages of one role ask about two hundred different ones; one costs the server some 150 kB."""


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        verbinding = super().get_new_connection(conn_params)
        verbinding.prepared_max = VOORBEREID
        return verbinding
