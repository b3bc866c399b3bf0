"""What is on the pages of a contact."""

from __future__ import annotations

from typing import Any, TypedDict

from django.apps import apps
from django.db.models import QuerySet
from django.http import QueryDict

from gezinnen.models import Contactmoment, Gezin
from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Medewerker
from ggw.toegang.deur import Verzoek
from veiligheid.forms.contact import ContactFilter, ContactWijzigForm
from veiligheid.models import Veiligheidsmeting

PER_BLAD = 25


class Blad(TypedDict):
    contacten: list[Contactmoment]
    vorige: str
    volgende: str


def mag_wijzigen(request: Verzoek, contact: Contactmoment) -> bool:
    """The author, and whoever is gezinsmanager or wachter of the family now."""
    if not request.user.has_perm("contact.vastleggen"):
        return False
    ik, gezin = request.user.pk, contact.gezin
    return (
        contact.auteur_id == ik
        or gezin.toewijzingen.filter(tot__isnull=True, gezinsmanager_id=ik).exists()
        or gezin.wachtplekken.filter(tot__isnull=True, wachter_id=ik).exists()
    )


def inhoud(request: Verzoek, contact: Contactmoment) -> dict[str, Any]:
    er = list(contact.aanwezigheid.select_related("gezinslid", "netwerklid").order_by("gezinslid_id", "netwerklid_id"))
    metingen: list[Veiligheidsmeting] = []
    if request.user.has_perm("veiligheid.bekijken"):
        metingen = list(contact.metingen.select_related("kind").order_by("kind__geboortedatum", "kind_id"))
    return {
        "contact": contact,
        "erbij": [a for a in er if a.aanwezig == "aanwezig" and not a.gezien],
        "gezien": [a for a in er if a.gezien],
        "gemist": [a for a in er if a.aanwezig == "gemist"],
        "metingen": metingen,
        "onder_norm": te_doen(contact, metingen),
        "mag_plannen": request.user.has_perm("veiligheid.plannen"),
        "resultaten": [r.resultaat for r in contact.resultaten.select_related("resultaat")],
        "bodemeisen": [b.bodemeis for b in contact.bodemeisen.select_related("bodemeis")],
        "mag_wijzigen": mag_wijzigen(request, contact),
        "geschiedenis": geschiedenis(contact),
    }


def te_doen(contact: Contactmoment, metingen: list[Veiligheidsmeting]) -> str:
    """ "Sam heeft een 5", as long as no new version of the veiligheidsplan and no later contact was recorded after it."""
    laag = [f"{m.kind.roepnaam} heeft een {m.cijfer}" for m in metingen if m.onder_norm]
    gezin = contact.gezin
    if not laag or gezin.veiligheidsplannen.filter(created_at__gt=contact.created_at).exists():
        return ""
    if gezin.contactmomenten.filter(created_at__gt=contact.created_at, op__gte=contact.op).exists():
        return ""
    return laag[0] if len(laag) == 1 else f"{', '.join(laag[:-1])} en {laag[-1]}"


def geschiedenis(contact: Contactmoment) -> list[dict[str, Any]]:
    """Every version of the text, newest first, with who wrote it."""
    gebeurd = apps.get_model("gezinnen", "ContactmomentEvent")._default_manager.filter(pgh_obj=contact.pk)
    versies = list(gebeurd.order_by("-pgh_id").values("pgh_created_at", "pgh_context", "tekst", "versie"))
    schrijvers = [(versie["pgh_context"] or {}).get("gebruiker") for versie in versies]
    namen: dict[Any, str] = {m.pk: m.naam for m in Medewerker.objects.filter(pk__in=[wie for wie in schrijvers if wie])}
    return [
        {
            "op": versie["pgh_created_at"],
            "wie": namen.get(wie, ""),
            "tekst": versie["tekst"],
            "nummer": versie["versie"],
        }
        for versie, wie in zip(versies, schrijvers, strict=True)
    ]


def naast_elkaar(request: Verzoek, contact: Contactmoment) -> tuple[ContactWijzigForm, dict[str, Any]]:
    """Somebody else was first: the form keeps what was typed, and the page shows what stands there now."""
    contact.refresh_from_db(fields=["tekst", "versie"])
    getypt: QueryDict = request.POST.copy()
    getypt["versie"] = str(contact.versie)
    form = ContactWijzigForm(getypt, contact=contact)
    form.is_valid()
    return form, {"ander": inhoud(request, contact)}


def blad(gezin: Gezin, form: ContactFilter, vraag: QueryDict) -> Blad:
    """One keyset page: `voor` and `na` hold the id of the contact at its edge."""
    rijen = gezin.contactmomenten.nieuwste_eerst().met_wie_gezien()
    form.is_valid()
    keuze = form.cleaned_data
    if keuze.get("soort"):
        rijen = rijen.filter(soort=keuze["soort"])
    if keuze.get("kind"):
        rijen = rijen.kind_gezien(keuze["kind"])
    if keuze.get("resultaat"):
        rijen = rijen.over_resultaat(keuze["resultaat"])
    if keuze.get("zoek"):
        rijen = rijen.filter(tekst__icontains=keuze["zoek"])
    terug, rand = "na" in vraag, rand_van(gezin, vraag.get("na") or vraag.get("voor") or "")
    if rand:
        rijen = rijen.na(rand.op, rand.pk).order_by("op", "id") if terug else rijen.voor(rand.op, rand.pk)
    gevonden = list(rijen[: PER_BLAD + 1]) if vraag else gezin.hecht(nieuwste(gezin.pk))
    meer, gevonden = len(gevonden) > PER_BLAD, gevonden[:PER_BLAD]
    if terug and rand:
        gevonden.reverse()
    nieuwer, ouder = (meer, True) if terug and rand else (rand is not None, meer)
    return {
        "contacten": gevonden,
        "vorige": adres(vraag, "na", gevonden[0].pk) if nieuwer and gevonden else "",
        "volgende": adres(vraag, "voor", gevonden[-1].pk) if ouder and gevonden else "",
    }


@eenmaal_geschreven
def nieuwste(gezin_id: int) -> QuerySet[Contactmoment]:
    """The first page without any choice, and one more to know whether there are more."""
    return Contactmoment.objects.filter(gezin=gezin_id).nieuwste_eerst().met_wie_gezien()[: PER_BLAD + 1]


def rand_van(gezin: Gezin, getypt: str) -> Contactmoment | None:
    return gezin.contactmomenten.filter(pk=int(getypt)).first() if getypt.isdecimal() and len(getypt) < 19 else None


def adres(vraag: QueryDict, richting: str, pk: int) -> str:
    nieuw = vraag.copy()
    for naam in ("voor", "na"):
        nieuw.pop(naam, None)
    nieuw[richting] = str(pk)
    return f"?{nieuw.urlencode()}"
