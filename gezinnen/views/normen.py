from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.aanhaken import NORMBRONNEN
from gezinnen.forms.termijnen import NormForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Norm
from gezinnen.normversies import NormGeweigerd, volgende_versie
from ggw.toegang.deur import Verzoek, beheer


@require_safe
@beheer("beheer.naslag")
def normen(request: Verzoek) -> HttpResponse:
    vandaag = timezone.localdate()
    actief = {bron.code for bron in NORMBRONNEN.values()}
    rijen = [(norm, norm.code in actief) for norm in Norm.objects.op(vandaag)]
    komend = Norm.objects.filter(geldig_vanaf__gt=vandaag)
    return render(request, "gezinnen/werkwijzer/normen.html", {"rijen": rijen, "komend": komend})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def norm_wijzigen(request: Verzoek, code: str) -> HttpResponse:
    norm = Norm.objects.filter(code=code, geldig_tot__isnull=True).first()
    if norm is None:
        raise Http404
    form = NormForm(ingevuld(request), instance=norm, initial={"geldig_vanaf": None})
    terug = reverse("gezinnen:normen")
    if request.method == "POST" and form.is_valid():
        try:
            volgende_versie(norm.pk, form.cleaned_data, door=request.user)
        except NormGeweigerd as fout:
            form.add_error("geldig_vanaf", str(fout))
        else:
            messages.success(
                request, "De norm verandert op de dag die u koos. Termijnen die al lopen, blijven zoals ze zijn."
            )
            return redirect(terug)
    context = {"form": form, "titel": f"Norm wijzigen: {code}", "knop": "Maak een nieuwe versie", "terug": terug}
    return render(request, "organisatie/formulier.html", context)
