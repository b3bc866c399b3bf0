"""Reference data that the beheerder keeps: a table of model, fields and columns. Higher apps add theirs in `ready()`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.db.models import QuerySet
from django.http import Http404

from ggw.organisatie.bewaren import bewaar
from ggw.organisatie.models import Aanbieder, Basisteam, Beheergebeurtenis, Gebruiker, Gemeente, LokaalTeam


class NaslagForm(forms.ModelForm[Any]):
    """A code that is the key of its row is chosen once, and fits in an address. So are the fields in `vast`."""

    vast: tuple[str, ...] = ()

    def na_bewaren(self) -> None:
        """What else happens in the same transaction; `changed_data` says what was changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            if isinstance(veld, forms.ModelChoiceField):
                veld.empty_label = "Kies" if veld.required else "Geen"
        for naam in self.vast:
            self.fields[naam].disabled = not self.instance._state.adding
        sleutel = self.fields.get(self._meta.model._meta.pk.name)
        if sleutel:
            sleutel.disabled = not self.instance._state.adding
            sleutel.validators.append(validate_slug)
            sleutel.help_text = "Korte naam zonder spaties. Deze blijft altijd hetzelfde."


class AanbiederForm(NaslagForm):
    """Taking a provider out of use shuts its people out at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["telefoon"].label = "Telefoon van het aanmeldteam"
        self.fields["actief"].help_text = (
            "Zet u dit uit, dan kan niemand van deze aanbieder nog aanmelden, ook niet wie nu is aangemeld. "
            "Komen er alleen geen nieuwe verwijzingen bij? Beëindig dan het aanbod en laat dit aan staan."
        )

    def na_bewaren(self) -> None:
        if "actief" in self.changed_data and not self.instance.actief:
            self.instance.meld_iedereen_af()


@dataclass(frozen=True)
class Naslagsoort:
    """One kind of reference data.

    `code` stands in the address; `velden` are on the form, `kolommen` in the list. Rows are never removed: other rows name
    them. A model with a field `actief` can be put out of use.
    """

    code: str
    model: type[models.Model]
    velden: tuple[str, ...]
    kolommen: tuple[str, ...]
    uitleg: str = ""
    form: type[NaslagForm] = NaslagForm

    @property
    def naam(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def meervoud(self) -> str:
        naam = str(self.model._meta.verbose_name_plural)
        return naam[:1].upper() + naam[1:]

    def veld(self, naam: str) -> models.Field[Any, Any]:
        return next(veld for veld in self.model._meta.fields if veld.name == naam)

    @property
    def koppen(self) -> list[str]:
        return [str(self.veld(kolom).verbose_name).capitalize() for kolom in self.kolommen]

    @property
    def met_actief(self) -> bool:
        return any(veld.name == "actief" for veld in self.model._meta.fields)

    def rijen(self) -> QuerySet[Any]:
        verwijzingen = [kolom for kolom in self.kolommen if self.veld(kolom).is_relation]
        return (
            self.model._default_manager.select_related(*verwijzingen)
            if verwijzingen
            else self.model._default_manager.all()
        )

    def rij(self, pk: str) -> Any:
        """The row with this key; Http404 when there is none."""
        try:
            return self.rijen().get(pk=self.model._meta.pk.to_python(pk))
        except (ObjectDoesNotExist, ValidationError) as fout:
            raise Http404 from fout

    def formulier(self, data: Any, rij: Any = None) -> NaslagForm:
        klasse: type[Any] = forms.modelform_factory(self.model, form=self.form, fields=self.velden)
        formulier: NaslagForm = klasse(data, instance=rij)
        return formulier

    def cellen(self, rij: Any) -> list[str]:
        return [self.cel(rij, kolom) for kolom in self.kolommen]

    def cel(self, rij: Any, kolom: str) -> str:
        if self.veld(kolom).choices:
            return str(getattr(rij, f"get_{kolom}_display")())
        waarde = getattr(rij, kolom)
        if isinstance(waarde, bool):
            return "Ja" if waarde else "Nee"
        return "" if waarde is None else str(waarde)

    def bewaar(self, form: NaslagForm, *, door: Gebruiker) -> bool:
        """False when something is not right; then each error stands in the form."""
        wat = "toegevoegd" if form.instance._state.adding else "gewijzigd"
        if not bewaar(form):
            return False
        form.na_bewaren()
        if form.changed_data:
            Beheergebeurtenis.leg_vast(
                f"naslag.{wat}", door=door, naslag=self.code, rij=str(form.instance.pk), velden=form.changed_data
            )
        return True


NASLAG: dict[str, Naslagsoort] = {}
EIGEN_PAGINAS: list[tuple[str, str, str]] = []
"""Data with pages of their own: name, url name, and what it is."""


def registreer(*soorten: Naslagsoort) -> None:
    NASLAG.update({soort.code: soort for soort in soorten})


registreer(
    Naslagsoort("basisteams", Basisteam, ("naam", "lokaal_team", "actief"), ("naam", "lokaal_team")),
    Naslagsoort(
        "lokale-teams",
        LokaalTeam,
        ("naam", "gemeente", "telefoon", "email", "actief"),
        ("naam", "gemeente", "telefoon", "email"),
        "Wijkteams en ouder- en kindteams.",
    ),
    Naslagsoort("gemeenten", Gemeente, ("code", "naam", "regio"), ("naam", "code", "regio")),
    Naslagsoort(
        "aanbieders",
        Aanbieder,
        ("naam", "soort", "telefoon", "email", "actief"),
        ("naam", "soort", "telefoon", "email"),
        "Hoofdaannemers en onderaannemers.",
        AanbiederForm,
    ),
)
