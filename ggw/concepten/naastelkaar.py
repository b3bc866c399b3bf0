"""Two writers of one row: what this person typed beside what is stored now, only where they differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms import BaseForm, BoundField, ModelForm
from django.forms.formsets import BaseFormSet
from django.forms.models import BaseInlineFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.forms.widgets import ChoiceWidget

Sleutel = tuple[str, str]
Deel = BaseForm | BaseFormSet[Any]


@dataclass(frozen=True)
class Regel:
    """One field as somebody reads it; `veld_id` is its place on the page, when its text can be taken over there."""

    label: str
    tekst: str
    veld_id: str = ""


@dataclass(frozen=True)
class Verschil:
    label: str
    getypt: str
    bewaard: str
    veld_id: str


def vingerafdruk(waarden: Any) -> str:
    """Short, and equal as long as these values are."""
    return hashlib.sha256(json.dumps(waarden, default=str).encode()).hexdigest()[:24]


def stand(form: ModelForm[Any], rij: models.Model | None = None) -> str:
    """The state of the row of this form (or of `rij`, the same one read again); empty for a new row. Ask it before validation.

    Only fields that the form changes count; `stand_ook` on the form names those that it fills by a detour.
    """
    rij = rij or form.instance
    namen = {*form.fields, *getattr(form, "stand_ook", ())}
    if rij._state.adding:
        return ""
    return vingerafdruk([v.value_to_string(rij) for v in rij._meta.concrete_fields if v.name in namen])


def vergrendeld(form: ModelForm[Any]) -> str:
    """The state of the row as it is now in the database; it stays so until the end of the transaction."""
    rij = form.instance
    if rij._state.adding:
        return ""
    vers = type(rij)._base_manager.select_for_update(of=("self",)).filter(pk=rij.pk).first()
    return stand(form, vers)


def botst(gezien: str, vers: str, *delen: Deel) -> list[Verschil] | None:
    """Where what was typed differs from what another saved since the form was shown with the state `gezien`; None: go on and save.

    Empty `gezien`: not sent by a form of ours. With a list the forms are ready to be shown again, without errors.
    """
    if not gezien or gezien == vers:
        return None
    gevonden = verschillen(*delen)
    if gevonden:
        for deel in delen:
            zonder_fouten(deel)
    return gevonden or None


def verschillen(*delen: Deel) -> list[Verschil]:
    """Of forms that were sent: where they differ from what is stored."""
    return vergelijk(getypte_regels(delen), bewaarde_regels(delen))


def vergelijk(getypt: dict[Sleutel, Regel], bewaard: dict[Sleutel, Regel]) -> list[Verschil]:
    leeg = Regel("", "")
    return [
        Verschil(mijn.label or ander.label, mijn.tekst, ander.tekst, mijn.veld_id)
        for mijn, ander in ((getypt.get(s, leeg), bewaard.get(s, leeg)) for s in {**getypt, **bewaard})
        if mijn.tekst.split() != ander.tekst.split()
    ]


def getypte_regels(delen: Iterable[Deel]) -> dict[Sleutel, Regel]:
    return {sleutel: regel for deel in delen for sleutel, regel in _regels(deel, getypt=True)}


def bewaarde_regels(delen: Iterable[Deel]) -> dict[Sleutel, Regel]:
    return {sleutel: regel for deel in delen for sleutel, regel in _regels(deel, getypt=False)}


def _regels(deel: Deel, *, getypt: bool) -> Iterator[tuple[Sleutel, Regel]]:
    if isinstance(deel, BaseForm):
        yield from _velden(deel, deel.prefix or "", "", getypt=getypt)
        return
    rijen = deel if getypt else _zoals_bewaard(deel)
    for nummer, form in enumerate(rijen.forms, 1):
        if getypt or form.initial or getattr(getattr(form, "instance", None), "pk", None):
            plek = f"{deel.prefix}:{_rij(form, getypt) or f'#{nummer}'}"
            yield from _velden(form, plek, f"{nummer}. ", getypt=getypt)


def _zoals_bewaard(rijen: BaseFormSet[Any]) -> BaseFormSet[Any]:
    """The same formset as it would be opened now; `bewaard` on a formset is what it starts with when it forgets that itself."""
    if isinstance(rijen, BaseInlineFormSet):
        return type(rijen)(instance=rijen.instance, prefix=rijen.prefix)
    begin = getattr(rijen, "bewaard", rijen.initial)
    return type(rijen)(initial=begin, prefix=rijen.prefix, form_kwargs=rijen.form_kwargs)


def _rij(form: BaseForm, getypt: bool) -> str:
    """Which stored row this is about; empty for a new one."""
    for naam in ("rij", "id"):
        if naam in form.fields:
            veld = form[naam]
            waarde = veld.value() if getypt else veld.initial
            return str(getattr(waarde, "pk", waarde) or "")
    return ""


def _velden(form: BaseForm, plek: str, voor: str, *, getypt: bool) -> Iterator[tuple[Sleutel, Regel]]:
    for veld in form:
        if veld.is_hidden or isinstance(veld.field, forms.FileField):
            continue
        tekst = als_tekst(veld, veld.value() if getypt else veld.field.prepare_value(veld.initial))
        los = isinstance(veld.field.widget, forms.TextInput | forms.Textarea)
        yield (plek, veld.name), Regel(f"{voor}{veld.label}", tekst, veld.id_for_label if getypt and los else "")


def als_tekst(veld: BoundField, waarde: Any) -> str:
    """A value as it reads on the page: words of the choice, days as dd-mm-jjjj."""
    widget = veld.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "ja" if waarde in (True, "on", "true", "True") else "nee"
    if isinstance(widget, forms.MultiWidget):
        delen = waarde if isinstance(waarde, list) else widget.decompress(waarde) or []
        return " ".join(str(w.format_value(d) or "") for w, d in zip(widget.widgets, delen, strict=False)).strip()
    if isinstance(widget, ChoiceWidget):
        gekozen = {
            str(w) for w in (waarde if isinstance(waarde, list | tuple | set) else [waarde]) if w not in (None, "")
        }
        return ", ".join(str(label) for code, label in _keuzes(widget) if str(code) in gekozen)
    return str(widget.format_value(waarde) or "").replace("\r\n", "\n")


def _keuzes(widget: ChoiceWidget) -> Iterator[tuple[Any, Any]]:
    for code, label in widget.choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield code, label


def zonder_fouten(deel: Deel) -> None:
    """What was typed, without a word about what is wrong with it: first the two texts, then the errors."""
    if isinstance(deel, BaseFormSet):
        for form in deel.forms:
            zonder_fouten(form)
        deel.__dict__.update(_errors=[ErrorDict() for _ in deel.forms], _non_form_errors=ErrorList())
        return
    deel.__dict__.update(_errors=ErrorDict(), cleaned_data={})
