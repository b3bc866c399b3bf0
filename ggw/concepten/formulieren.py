"""Which forms keep a draft: the views that carry `@met_concept`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import Resolver404, resolve

LANGSTE_PAD = 200


@dataclass(frozen=True)
class Formulier:
    """`zonder`: fields that are never kept. `versieveld`: the hidden field that says which state of the row was seen."""

    titel: str
    zonder: frozenset[str] = frozenset()
    versieveld: str = "versie"
    recht: str | None = None


def formulier_op(pad: str) -> Formulier | None:
    """The long form at this address; None when there is none, or when the address is not one of ours."""
    if not pad.startswith("/") or len(pad) > LANGSTE_PAD:
        return None
    try:
        gevonden = resolve(pad)
    except Resolver404:
        return None
    formulier = getattr(gevonden.func, "concept", None)
    if not isinstance(formulier, Formulier):
        return None
    return replace(formulier, recht=getattr(gevonden.func, "recht", None))


def nummer_in(pad: str) -> str:
    """The family number in the address of a form; empty when it has none."""
    return str(resolve(pad).kwargs.get("nummer", ""))
