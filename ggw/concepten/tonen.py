"""A draft on the page: put back into the form, or shown by itself when its form is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from ggw.concepten.inhoud import Inhoud, als_gestuurd, neem_op
from ggw.concepten.naastelkaar import Deel, bewaarde_regels, getypte_regels, vergelijk, zonder_fouten

BOEKHOUDING = re.compile(r"(?:_FORMS|-(?:id|rij|DELETE)|versie|basis|team|van)$")


def delen_van(waarden: Any) -> list[Deel]:
    """The forms and formsets in the context of a page; what bundles several says so with `formulierdelen()`."""
    delen: list[Deel] = []
    for waarde in waarden:
        if isinstance(waarde, BaseForm | BaseFormSet):
            delen.append(waarde)
        elif hasattr(waarde, "formulierdelen"):
            delen += waarde.formulierdelen()
    return delen


def met_ingevuld(request: Any, context: dict[str, Any]) -> dict[str, Any]:
    """The context of a long form with the draft put into its forms. Called last: a filled form must not be validated.

    When the row changed since the draft was opened, `verschillen` holds both texts and the form carries the newest version.
    """
    concept = getattr(request, "concept", None)
    if concept is None:
        return context
    delen, veld = delen_van(context.values()), request.formulier.versieveld
    nu = huidige_versie(delen, context, veld)
    bewaard = bewaarde_regels(delen)
    gegevens = als_gestuurd(concept.inhoud)
    if nu:
        gegevens[veld] = nu
    for deel in delen:
        vul(deel, gegevens, concept.inhoud.weg)
    if not nu or not concept.versie or concept.versie == nu:
        return context
    return {**context, "verschillen": vergelijk(getypte_regels(delen), bewaard), "sinds_concept": True}


def huidige_versie(delen: list[Deel], context: dict[str, Any], veld: str) -> str:
    for deel in delen:
        if isinstance(deel, BaseForm) and veld in deel.fields:
            return str(deel.get_initial_for_field(deel.fields[veld], veld) or "0")
    versie = context.get(veld)
    return versie if isinstance(versie, str) else ""


def vul(deel: Deel, gegevens: MultiValueDict[str, str], weg: list[str]) -> None:
    """Let a form or formset show these values, as if they were sent, without a word about what is wrong with them."""
    if isinstance(deel, BaseFormSet):
        for naam in ("forms", "management_form"):
            deel.__dict__.pop(naam, None)
        zet(deel, gegevens)
        for form in deel.forms:
            zet(form, gegevens)
        zonder_fouten(deel)
        return
    eigen = gegevens.copy()
    for naam, veld in deel.fields.items():
        if deel.add_prefix(naam) in weg:  # never kept: as it is stored, so that saving does not empty it
            waarde = veld.prepare_value(deel.get_initial_for_field(veld, naam))
            eigen[deel.add_prefix(naam)] = "" if waarde is None else str(waarde)
    zet(deel, eigen)
    zonder_fouten(deel)


def zet(deel: Any, gegevens: MultiValueDict[str, str]) -> None:
    deel.is_bound, deel.data, deel.files = True, gegevens, MultiValueDict()


def toon_getypt(request: Any, reden: str, *, status: int) -> HttpResponse | None:
    """A page with what was typed and why it cannot be saved here; None when nothing was typed."""
    inhoud = neem_op(request.POST, ()) if request.method == "POST" else getattr(request.concept, "inhoud", None)
    teksten = list(getypte_teksten(inhoud)) if inhoud else []
    if not teksten:
        return None
    request.concept = None  # it stands on this page by itself
    context = {
        "reden": reden,
        "teksten": teksten,
        "titel": request.formulier.titel,
        "pad": request.path,
        "velden": [(naam, waarde) for naam, waarden in inhoud.velden.items() for waarde in waarden] if inhoud else [],
        "is_bewaard": request.method != "POST",
    }
    return render(request, "concepten/niet_meer.html", context, status=status)


def getypte_teksten(inhoud: Inhoud) -> Iterator[tuple[str, str]]:
    """What a person typed, under the name of its field in words; bookkeeping and bare numbers are left out."""
    for naam, waarden in inhoud.velden.items():
        tekst = ", ".join(waarde for waarde in waarden if waarde.strip())
        if tekst and not BOEKHOUDING.search(naam) and not tekst.isdigit():
            woorden = re.sub(r"^[a-z]+-\d+-|_?\d+", "", naam).replace("_", " ").replace("-", " ").strip()
            yield woorden.capitalize() or "Tekst", tekst
