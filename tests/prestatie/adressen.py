"""The product, and beside it what its pages are compared with: an empty view with the base template, and a list in Django's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from gezinnen.models import Gezin
from ggw.toegang.deur import Verzoek, lijst, toon
from ggw.urls import handler400, handler403, handler404, handler500
from ggw.urls import urlpatterns as echte
from rapportage.gezinnen import PER_PAGINA

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def leeg(request: HttpRequest) -> HttpResponse:
    """Session, account and the base template: what no page can do without."""
    return render(request, "basis.html")


@lijst("vandaag.bekijken")
def deur(request: Verzoek) -> HttpResponse:
    """The same behind the door: its queries are the fixed ones."""
    toon(request, [])
    return render(request, "basis.html")


class Vergelijking(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class GezinAdmin(admin.ModelAdmin[Gezin]):
    """The families in view of this person, behind the same door as Mijn gezinnen."""

    list_display = ("nummer", "naam", "gemeente", "sorteernaam")
    list_select_related = ("gemeente",)
    list_per_page = PER_PAGINA
    search_fields = ("nummer", "naam")
    ordering = ("sorteernaam", "pk")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Gezin | None = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Gezin | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: Any, extra_context: dict[str, Any] | None = None) -> Any:
        def binnen(request: Verzoek) -> Any:
            toon(request, [])
            return super(GezinAdmin, self).changelist_view(request, {"user": request.user, **(extra_context or {})})

        return lijst("gezinnen.lijst")(binnen)(request)


beheer = Vergelijking(name="admin")
beheer.register(Gezin, GezinAdmin)

urlpatterns = [
    *echte,
    path("vergelijking/leeg/", leeg, name="leeg"),
    path("vergelijking/deur/", deur, name="deur"),
    path("vergelijking/admin/", beheer.urls),
]
