"""Documenten: list, add, download, withdraw."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.dossierbladen import dossierbladen
from gezinnen.forms.documenten import DocumentFilter, DocumentForm, IntrekForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Document, DocumentInhoud, Gezin
from gezinnen.pagina import toon_gezin
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:dossier"
METHODEN = ["GET", "HEAD", "POST"]
PER_PAGINA = 50


@require_safe
@dossier("document.bekijken")
def documenten(request: Verzoek, gezin: Gezin) -> HttpResponse:
    filterform = DocumentFilter(request.GET)
    soort = filterform.cleaned_data["soort"] if filterform.is_valid() else ""
    rijen = gezin.documenten.nieuwste_eerst()
    rijen = rijen.filter(soort=soort) if soort else rijen
    grens = gelezen_grens(request.GET.get("na", ""))
    pagina = list((rijen.na(*grens) if grens else rijen)[: PER_PAGINA + 1])
    return toon_gezin(
        request,
        gezin,
        "gezinnen/documenten/documenten.html",
        tab=TAB,
        bladen=dossierbladen(request, gezin, "gezinnen:documenten"),
        documenten=[(document, document.mag_intrekken(request.user)) for document in pagina[:PER_PAGINA]],
        filterform=filterform,
        eerste=f"?soort={soort}" if grens else "",
        volgende=f"?soort={soort}&na={grens_van(pagina[PER_PAGINA - 1])}" if len(pagina) > PER_PAGINA else "",
        mag_toevoegen=request.user.has_perm("document.toevoegen"),
    )


def grens_van(document: Document) -> str:
    return f"{document.datum.isoformat()}_{document.pk}"


def gelezen_grens(tekst: str) -> tuple[date, int] | None:
    """Where the page starts: date and id of the last document of the page before; None for the first page."""
    dag, _, pk = tekst.partition("_")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    try:
        return date.fromisoformat(dag), int(pk)
    except ValueError:
        return None


@require_http_methods(METHODEN)
@dossier("document.toevoegen")
def document_toevoegen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    form = DocumentForm(ingevuld(request), request.FILES or None, gezin=gezin)
    if request.method == "POST" and form.leg_vast(request.user.pk) is not None:
        messages.success(request, "Het document is toegevoegd.")
        return redirect("gezinnen:documenten", nummer=gezin.nummer)
    return toon_gezin(request, gezin, "gezinnen/documenten/toevoegen.html", tab=TAB, form=form)


@require_safe
@dossier("document.bekijken")
def document_downloaden(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The bytes, always to be saved and never to be shown by the browser as a page of ours."""
    document = get_object_or_404(gezin.documenten.select_related("gezin"), pk=pk)
    try:
        inhoud = document.lees()
    except DocumentInhoud.DoesNotExist as fout:
        raise Http404 from fout
    response = HttpResponse(inhoud, content_type=document.bestandstype)
    response.headers["Content-Disposition"] = f'attachment; filename="{document.bestandsnaam}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(METHODEN)
@dossier("document.toevoegen")
def document_intrekken(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    document = get_object_or_404(gezin.documenten.filter(ingetrokken_op__isnull=True), pk=pk)
    if not document.mag_intrekken(request.user):
        raise PermissionDenied
    form = IntrekForm(ingevuld(request), instance=document)
    terug = reverse("gezinnen:documenten", kwargs={"nummer": gezin.nummer})
    if request.method == "POST" and form.is_valid():
        if document.trek_in(form.cleaned_data["ingetrokken_reden"], door_id=request.user.pk):
            messages.success(request, "Het document is ingetrokken. Niemand kan het meer openen.")
        return redirect(terug)
    return toon_gezin(
        request,
        gezin,
        "gezinnen/formulier.html",
        tab=TAB,
        form=form,
        formtitel="Document intrekken",
        tekst=f"“{document.titel}” blijft in de lijst staan, maar niemand kan het daarna nog openen.",
        knoptekst="Document intrekken",
        gevaar=True,
        terug=terug,
    )
