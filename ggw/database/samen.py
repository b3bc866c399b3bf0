"""Several written queries in one statement: a page of many cards asks the database once, and each card keeps its own question.

    with samen(open_signalen_van.met(gezin.pk), maatregelen_van.met(gezin.pk)):
        ...  # whoever asks one of these first, with these arguments, gets the rows that were read here

The rows of each come as an array of records in binary form, in which PostgreSQL says the type of every value: they become the same
models, with related rows, as when they are asked alone. Whoever asks a second time asks the database. Inside nothing is written: what
was read before would be shown after. For small answers: a hundred wide rows are read faster by a query of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from psycopg.pq import Format

from ggw.database.genummerd import lees as lees_rijen
from ggw.database.geschreven import VOORAF, Vraag


@contextmanager
def samen(*vragen: Vraag) -> Iterator[None]:
    """Read these together, but what was read already. What nobody asks for inside is forgotten."""
    gelezen = VOORAF.get()
    al = [vraag for vraag, _ in gelezen]
    nieuw = [vraag for vraag in vragen if vraag not in al]
    vorige = VOORAF.set([*gelezen, *zip(nieuw, lees(nieuw), strict=True)] if len(nieuw) > 1 else gelezen)
    try:
        yield
    finally:
        VOORAF.reset(vorige)


def lees(vragen: Sequence[Vraag]) -> Sequence[list[tuple[Any, ...]]]:
    """The rows of each, in its own order."""
    geschreven = [vraag.geschreven for vraag in vragen]
    kolommen = ", ".join(f"array(select rij from ({deel.sql}) rij)" for deel in geschreven)  # noqa: S608 - a text of the ORM
    waarden = [w for deel, vraag in zip(geschreven, vragen, strict=True) for w in deel.waarden(vraag.argumenten)]
    (gevonden,) = lees_rijen(f"select {kolommen}", waarden, DEFAULT_DB_ALIAS, Format.BINARY)
    return gevonden
