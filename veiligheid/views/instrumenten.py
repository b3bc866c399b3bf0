"""Instruments for the functioneel beheerder: which versions there are, which is in use, and loading a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ggw.toegang.deur import Verzoek, beheer
from veiligheid.forms.instrumenten import InstrumentForm
from veiligheid.models import Instrument


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def instrumenten(request: Verzoek) -> HttpResponse:
    form = InstrumentForm(request.POST, request.FILES) if request.method == "POST" else InstrumentForm()
    if request.method == "POST" and form.is_valid() and (instrument := form.laad()):
        messages.success(request, f"{instrument} is geladen.")
        return redirect("veiligheid:instrumenten")
    alle = Instrument.objects.order_by("code", "-geladen_op", "-id")
    return render(request, "veiligheid/instrumenten/lijst.html", {"form": form, "instrumenten": alle})


@require_safe
@beheer("beheer.naslag")
def instrument(request: Verzoek, pk: int) -> HttpResponse:
    gevonden = get_object_or_404(Instrument, pk=pk)
    return render(request, "veiligheid/instrumenten/instrument.html", {"instrument": gevonden})


@require_POST
@beheer("beheer.naslag")
def instrument_zetten(request: Verzoek, pk: int) -> HttpResponse:
    gevonden = get_object_or_404(Instrument, pk=pk)
    gevonden.zet_actief(request.POST.get("actief") == "ja")
    messages.success(request, f"{gevonden} is nu {'in gebruik' if gevonden.actief else 'niet meer in gebruik'}.")
    return redirect("veiligheid:instrumenten")
