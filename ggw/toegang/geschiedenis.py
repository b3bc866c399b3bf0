"""Field-by-field history (django-pghistory) of what people write, behind the same door as the rows themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

from ggw.toegang.verklaring import Dossier

M = TypeVar("M", bound=models.Model)


def met_geschiedenis(*, kolom: str = "gezin_id") -> Callable[[type[M]], type[M]]:
    """Class decorator: each insert, change and removal leaves an event row, written by a trigger.

    `kolom` is the column that holds the family. Who and on what ground comes from the door, in the JSON context of the event.
    """

    def versier(model: type[M]) -> type[M]:
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            context_field=pghistory.ContextJSONField(null=True),
            obj_field=pghistory.ObjForeignKey(related_name="geschiedenis", db_index=True),
            meta={"default_permissions": ()},
            attrs={"toegang": Dossier(kolom=kolom, medewerker="lezen", poort="toevoegen lezen")},
        )(model)
        return model

    return versier
