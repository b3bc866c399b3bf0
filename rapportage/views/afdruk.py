"""What is printed: the gezinsplan (how far its PDF is, and the file itself), reports of meetings, letters."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from gezinnen.btoagenda import agenda_van
from gezinnen.models import Gezin, Gezinsplan, Planafdruk
from gezinnen.momentopname import maak_momentopname
from gezinnen.views.basisteamoverleg import eigen_overleg
from gezinnen.views.dossier import gezien_regel
from gezinnen.views.informatieverzoek import brief
from ggw.organisatie.sessies import telt_niet
from ggw.toegang.deur import Verzoek, dossier, lijst, toon
from ggw.toegang.poort import gezien_door
from rapportage.pdf import maak_pdf, maak_pdf_van
from veiligheid.overlegbeeld import Overlegbeeld

HOEVEEL = 250
"""Lines of the access overview on paper, newest first: about five pages, which is what a request may render."""


@telt_niet
@require_safe
@dossier("plan.bekijken")
def stand(request: Verzoek, gezin: Gezin, pk: int) -> JsonResponse:
    return stand_van(get_object_or_404(gezin.planafdrukken.defer("inhoud"), plan_id=pk))


def stand_van(afdruk: Planafdruk) -> JsonResponse:
    """How far the PDF is; see static/js/wacht.js."""
    if afdruk.klaar_op or afdruk.stokt:
        return JsonResponse({"klaar": True, "tekst": ""})
    tekst = "De PDF wordt nu gemaakt." if afdruk.begonnen_op else "De PDF staat klaar om gemaakt te worden."
    return JsonResponse({"klaar": False, "tekst": tekst})


@require_safe
@dossier("plan.bekijken")
def download(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The PDF as it was made once after vaststelling."""
    afdruk = get_object_or_404(gezin.planafdrukken.select_related("plan"), plan_id=pk, klaar_op__isnull=False)
    nummer = afdruk.plan.nummer if afdruk.plan else ""
    return als_bestand(bytes(afdruk.inhoud or b""), f"{gezin.nummer}-gezinsplan-{nummer}.pdf")


@require_safe
@dossier("plan.bekijken")
def concept(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """The concept as it is now, to read through together at the table."""
    plan: Gezinsplan | None = gezin.gezinsplannen.concept()
    if plan is None:
        raise Http404
    return als_bestand(maak_pdf(maak_momentopname(plan)), f"{gezin.nummer}-gezinsplan-concept.pdf")


@require_safe
@dossier("gezin.inzage")
def gezien(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """Who saw the file, to give to the family."""
    regels = [gezien_regel(rij) for rij in gezien_door(voor=None, hoeveel=HOEVEEL)]
    context = {"gezin": gezin, "regels": regels, "op": timezone.localdate(), "vol": len(regels) == HOEVEEL}
    return als_bestand(maak_pdf_van("rapportage/pdf/gezien.html", context), f"{gezin.nummer}-wie-heeft-gezien.pdf")


@require_safe
@dossier("contact.bekijken")
def overleg(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The report of a meeting that was held, for everybody who was at the table."""
    rij = get_object_or_404(gezin.uitvoerdersoverleggen.gehouden().select_related("vastgelegd_door"), pk=pk)
    context = {"gezin": gezin, "overleg": rij, "beeld": Overlegbeeld(rij)}
    inhoud = maak_pdf_van("rapportage/pdf/overleg.html", context)
    return als_bestand(inhoud, f"{gezin.nummer}-overleg-{timezone.localdate(rij.op):%Y-%m-%d}.pdf")


@require_safe
@dossier("contact.bekijken")
def informatieverzoek(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The letter, ready to send."""
    rij = get_object_or_404(gezin.informatieverzoeken.nieuwste_eerst(), pk=pk)
    return als_bestand(maak_pdf_van("rapportage/pdf/informatieverzoek.html", brief(rij)), f"{gezin.nummer}-brief.pdf")


@require_safe
@lijst("bto.bekijken")
def basisteamoverleg(request: Verzoek, pk: int) -> HttpResponse:
    """The minutes of a meeting that was held, with the families that this reader may open; the paper says so."""
    rij = eigen_overleg(request, pk)
    if rij.is_gepland:
        raise Http404
    punten = list(agenda_van(rij))
    toon(request, {punt.gezin_id for punt in punten})
    context = {
        "overleg": rij,
        "punten": punten,
        "aanwezigen": rij.aanwezigen.select_related("wie"),
        "lezer": request.user,
        "op": timezone.localtime(),
    }
    inhoud = maak_pdf_van("rapportage/pdf/basisteamoverleg.html", context)
    return als_bestand(inhoud, f"basisteamoverleg-{rij.datum:%Y-%m-%d}.pdf")


def als_bestand(inhoud: bytes, naam: str) -> HttpResponse:
    kop = {"Content-Disposition": f'attachment; filename="{naam}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(inhoud, content_type="application/pdf", headers=kop)
