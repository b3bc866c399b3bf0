"""System checks: no view without a door, no table without a declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from ggw.toegang.beleid import VREEMDE_APPS, verklaring_van

# Views of others, by module; they run as the login, which has no right on any dossier table.
VREEMDE_URLS = ("allauth.", "django.contrib.staticfiles.")


def alle_urls(resolver: URLResolver | None = None, voor: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each URL pattern of the project with its full route."""
    for deel in (resolver or get_resolver()).url_patterns:
        route = voor + str(deel.pattern)
        if isinstance(deel, URLResolver):
            yield from alle_urls(deel, route)
        else:
            yield route, deel


def elke_url_heeft_een_deur(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    return [
        Error(
            f"De view van '{route}' heeft geen deur.",
            hint="Zet er @dossier, @lijst, @beheer of @openbaar op.",
            id="toegang.E001",
        )
        for route, patroon in alle_urls()
        if not hasattr(patroon.callback, "deur") and not patroon.callback.__module__.startswith(VREEMDE_URLS)
    ]


def elk_model_heeft_een_verklaring(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{model._meta.label} zegt niet wie bij zijn rijen mag.", hint="Zet er een `toegang` op.", id="toegang.E002"
        )
        for model in apps.get_models(include_auto_created=True)
        if verklaring_van(model) is None
        and model._meta.app_label not in VREEMDE_APPS
        and model._meta.app_label != "crispy_forms"
    ]
