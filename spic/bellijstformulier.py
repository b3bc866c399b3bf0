"""Choosing per line whether it stands on the sheet, and for what, in the words of the family."""

from __future__ import annotations

from typing import Any

from django import forms

from gezinnen.models import Gezin
from gezinnen.models.planeisen import afgeschermd
from spic.bellijst import MEESTE_REGELS, Keuze, Lijn, lijnen, stand
from spic.models.bellijst import WAARVOOR_TEKENS


class BellijstForm(forms.Form):
    """Two fields for each line that has a number: `tonen_<sleutel>` and `waarvoor_<sleutel>`."""

    use_required_attribute = False
    zonder_verplichting = True

    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any = None, *, gezin: Gezin) -> None:
        self.gezin = gezin
        alle = lijnen(gezin)
        self.lijnen = [lijn for lijn in alle if lijn.telefoon]
        self.zonder_nummer = [lijn for lijn in alle if not lijn.telefoon]
        self.nu = stand(gezin)
        super().__init__(data, initial={"gezien": self.nu})
        for lijn in self.lijnen:
            self.fields[f"tonen_{lijn.sleutel}"] = forms.BooleanField(
                label="Op het blad", required=False, initial=lijn.tonen
            )
            self.fields[f"waarvoor_{lijn.sleutel}"] = forms.CharField(
                label="Waarvoor belt het gezin",
                required=False,
                max_length=WAARVOOR_TEKENS,
                initial=lijn.waarvoor,
            )

    def rijen(self) -> list[tuple[Lijn, Any, Any]]:
        return [(lijn, self[f"tonen_{lijn.sleutel}"], self[f"waarvoor_{lijn.sleutel}"]) for lijn in self.lijnen]

    def keuzes(self) -> list[Keuze]:
        schoon = self.cleaned_data
        sleutels = [lijn.sleutel for lijn in self.lijnen]
        return [Keuze(s, bool(schoon.get(f"tonen_{s}")), str(schoon.get(f"waarvoor_{s}") or "")) for s in sleutels]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        gekozen = [keuze for keuze in self.keuzes() if keuze.tonen]
        if len(gekozen) > MEESTE_REGELS:
            fout = f"Kies hoogstens {MEESTE_REGELS} regels. Meer past niet leesbaar op een blad."
            self.add_error(None, fout)
        per_sleutel = {lijn.sleutel: lijn for lijn in self.lijnen}
        for keuze in gekozen:
            self.controleer(keuze, per_sleutel[keuze.sleutel])
        if schoon.get("gezien") != self.nu:
            self.add_error(
                None, "Een collega veranderde het blad intussen. Kijk na wat hieronder staat en bewaar opnieuw."
            )
        return schoon

    def controleer(self, keuze: Keuze, lijn: Lijn) -> None:
        """The sheet hangs where everybody reads it: no BSN, secret address or number of the family itself."""
        veld = f"waarvoor_{keuze.sleutel}"
        if not keuze.waarvoor and veld not in self.errors:
            self.add_error(veld, "Schrijf waarvoor het gezin dit nummer belt.")
        tekst = "\n".join((keuze.waarvoor, lijn.wie, lijn.rol))
        for gemis in afgeschermd(self.gezin, [(tekst, "", None)]):
            self.add_error(veld, gemis.tekst)
        if any("telefoonnummer" in g.tekst for g in afgeschermd(self.gezin, [(lijn.telefoon, "", None)])):
            self.add_error(f"tonen_{keuze.sleutel}", "Dit is een nummer van het gezin zelf. Laat het van het blad.")

    def toon_stand_van_nu(self) -> None:
        """After a refusal: sent again, it counts from what stands there now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["gezien"] = self.nu  # type: ignore[index]
