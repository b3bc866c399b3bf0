"""What every answer carries, whoever made it: a view, a library, an error page or a redirect of the middleware."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseFileResponse

from ggw.fouten import OVER_EEN_MINUUT, foutpagina

KAN_NIET = (
    "accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi payment serial usb"
)
ALLEEN_ZELF = "publickey-credentials-get publickey-credentials-create"
PERMISSIONS_POLICY = ", ".join([f"{k}=()" for k in KAN_NIET.split()] + [f"{k}=(self)" for k in ALLEEN_ZELF.split()])
"""A passkey is all that we ask of the device."""


class Koppen:
    """Middleware, before all others: it also sees what they answer themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = te_groot() if is_te_groot(request) else self.get_response(request)
        if isinstance(response, HttpResponse) and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            met_eigen_pagina(response)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers.setdefault("Retry-After", OVER_EEN_MINUUT)
        if not isinstance(response, WhiteNoiseFileResponse):
            response.headers["Cache-Control"] = "no-store, private"
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class KleinePagina(GZipMiddleware):
    """Middleware: pages go out compressed; files, exports and PDFs as they are. Why that is safe stands in ADR 0041."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response


def is_te_groot(request: HttpRequest) -> bool:
    """Larger than any form of ours can be: not read at all."""
    lengte = request.META.get("CONTENT_LENGTH") or "0"
    return not lengte.isdecimal() or int(lengte) > settings.VERZOEK_MAX_BYTES


def te_groot() -> HttpResponse:
    return foutpagina(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Connection="close")


def met_eigen_pagina(response: HttpResponse) -> None:
    """Django answers 405 with nothing at all."""
    response.content = foutpagina(HTTPStatus.METHOD_NOT_ALLOWED).content
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
