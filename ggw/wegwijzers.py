"""What machines ask of a site: whom to tell about a leak, and what to leave alone."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ggw.toegang.deur import openbaar

GELDIG = timedelta(days=180)
"""RFC 9116 asks for less than a year, so that an address nobody reads any more goes away by itself."""


@require_safe
@openbaar
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; 404 where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    tot = (timezone.now().astimezone(UTC) + GELDIG).replace(hour=0, minute=0, second=0, microsecond=0)
    regels = [f"Contact: {adres}" for adres in settings.SECURITY_CONTACT]
    regels += [
        f"Expires: {tot:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('security-txt')}",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@openbaar
def robots_txt(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")
