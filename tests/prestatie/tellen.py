"""What a page asks of the database, told to who asks for it with a header. A request without that header is left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

KOP = "X-Vragen"
"""The answer has a header of this name with the number. `tel`: no more than that. `sql`: the statements with their values, instead of the page."""


class Tellen:
    """Middleware. Begin and commit of a transaction are not counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wat = request.headers.get(KOP)
        if wat is None:
            return self.get_response(request)
        vragen: list[tuple[str, Any]] = []

        def onthoud(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            vragen.append((str(sql), params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(onthoud):
            response = self.get_response(request)
        if wat == "sql":
            cursor = psycopg.ClientCursor(connection.connection)
            response = JsonResponse({"sql": [cursor.mogrify(sql, params) for sql, params in vragen]})
        response.headers[KOP] = str(len(vragen))
        return response
