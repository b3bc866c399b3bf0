"""Saving a form of accounts or reference data, so that no refusal of the database becomes an error page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import ModelForm

BEZET = "Dit is niet bewaard: iemand anders heeft net hetzelfde ingevuld. Kijk de gegevens na."


def bewaar(form: ModelForm[Any]) -> bool:
    """Save a bound form; False when something is not right, and then each error stands in `form`.

    Of an existing row only what changed is written.
    """
    if not form.is_valid():
        return False
    rij = form.instance
    buiten_formulier = {veld.name for veld in rij._meta.fields} - set(form.fields)
    try:
        # As full_clean(), but what is not on the form of an existing row is nothing that this person can put right.
        rij.clean_fields(exclude=None if rij._state.adding else buiten_formulier)
        rij.validate_unique()
        rij.validate_constraints()
        with transaction.atomic():
            if rij._state.adding:
                rij.save()
            elif form.changed_data:
                rij.save(update_fields=form.changed_data)
    except ValidationError as fout:
        per_veld = fout.update_error_dict({})
        for naam, fouten in per_veld.items():
            form.add_error(naam if naam in form.fields else None, ValidationError(fouten))
        return False
    except IntegrityError:
        form.add_error(None, BEZET)
        return False
    return True
