"""Saving the form of one row of a family: the one way, so that no refusal of the database becomes an error page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, IntegrityError, models, transaction
from django.forms import ModelForm
from django.http import Http404

M = TypeVar("M", bound=models.Model)

GEWEIGERD = "Dit is niet bewaard: het past niet (meer) bij wat er al staat. Kijk de gegevens na en probeer het opnieuw."


def bewaar(form: ModelForm[M], **velden: Any) -> M | None:
    """Save a bound form, with attributes of its row that the form does not ask for (`gezin`, `auteur_id`, …).

    Gives the saved row, or None when something is not right: then each error stands in `form`, in Dutch. The whole row is
    checked, constraints over fields outside the form included. Of an existing row only what changed is written, with what
    `clean()` of the model works out; Http404 when that row is gone.
    """
    rij = form.instance
    vooraf = dict(rij.__dict__)
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    if not form.is_valid():
        return None
    nieuw = rij._state.adding
    try:
        controleer(rij, alleen=None if nieuw else {*form.fields, *velden})
        with transaction.atomic():
            rij.save() if nieuw else rij.save(update_fields=gewijzigd(form, vooraf))
    except ValidationError as fout:
        zet_fouten(form, fout)
    except IntegrityError as fout:
        zet_fouten(form, ValidationError(boodschap(rij, fout)))
    except DatabaseError as fout:
        if fout.__cause__ is None:  # Django itself: the update touched no row
            raise Http404 from fout
        raise
    else:
        return rij
    return None


def bewaar_ook_voor(form: ModelForm[M], veld: str) -> M | None:
    """Save the row of `form`, and a copy with another `veld` for each member ticked in its field `ook_voor`: all or nothing."""
    with transaction.atomic():
        rij = bewaar(form)
        if rij is None:
            return None
        for lid in form.cleaned_data["ook_voor"]:
            kopie = type(rij)(
                **{v.attname: getattr(rij, v.attname) for v in rij._meta.concrete_fields if not v.primary_key}
            )
            setattr(kopie, veld, lid)
            try:
                controleer(kopie)
                with transaction.atomic():
                    kopie.save(force_insert=True)
            except (ValidationError, IntegrityError):
                form.add_error("ook_voor", f"Dit kan niet voor {lid.naam}: het staat er al of het past niet.")
                transaction.set_rollback(True)
                return None
    return rij


def controleer(rij: models.Model, *, alleen: set[str] | None = None) -> None:
    """As `full_clean()`, but with `alleen` the fields that nobody touched are not looked up again."""
    overslaan = {
        veld.name
        for veld in rij._meta.fields
        if alleen is not None and veld.name not in alleen and veld.attname not in alleen
    }
    fouten: dict[str, Any] = {}
    stappen: list[Callable[[], None]] = [
        partial(rij.clean_fields, exclude=overslaan),
        rij.clean,
        rij.validate_unique,
        rij.validate_constraints,
    ]
    for stap in stappen:
        try:
            stap()
        except ValidationError as fout:
            fouten = fout.update_error_dict(fouten)
            if stap is not rij.clean:
                break  # a rule over several fields says nothing when one of them is wrong
    if fouten:
        raise ValidationError(fouten)


def gewijzigd(form: ModelForm[Any], vooraf: dict[str, Any]) -> list[str]:
    """Model fields that are other than before; a form that was validated earlier is compared with what it showed."""
    rij = form.instance
    return [
        veld.name
        for veld in rij._meta.concrete_fields
        if vooraf.get(veld.attname) != getattr(rij, veld.attname)
        or (veld.name in form.fields and veld.value_from_object(rij) != form.initial.get(veld.name))
    ]


def zet_fouten(form: ModelForm[Any], fout: ValidationError) -> None:
    """Errors at their field; of a field that the form does not show, on top."""
    per_veld = fout.error_dict if hasattr(fout, "error_dict") else {NON_FIELD_ERRORS: fout.error_list}
    for naam, fouten in per_veld.items():
        form.add_error(naam if naam in form.fields else None, ValidationError(fouten))


def boodschap(rij: models.Model, fout: IntegrityError) -> str:
    """The Dutch message of the constraint that was broken; a general one when it has none."""
    diag = getattr(fout.__cause__, "diag", None)
    naam = getattr(diag, "constraint_name", None)
    for regel in rij._meta.constraints:
        if regel.name == naam and regel.violation_error_message != regel.default_violation_error_message:
            return str(regel.violation_error_message)
    return GEWEIGERD


__all__ = ["bewaar", "bewaar_ook_voor"]
