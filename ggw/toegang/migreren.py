"""Migrate without making every class anew.

After each operation Django makes the class of a model anew, and those of all its relatives. Here nearly every model is a
relative of Gezin: a new constraint costs a hundred classes, and together they are most of the time that an empty database takes.
A new model, and a field, constraint, index or trigger on one that is there, need no other class (ADR 0004). Python code in a
migration gets classes that are all new, so that it finds them as Django would give them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.operations import RunPython
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

OPTIES = ("constraints", "indexes", "triggers")


@contextmanager
def zonder_tekenen(stand: ProjectState) -> Iterator[Any]:
    """Gives the classes of this state, or None when there are none yet; inside Django does not see them."""
    klassen = stand.__dict__.pop("apps", None)
    yield klassen
    if klassen is not None:
        stand.__dict__["apps"] = klassen


def nieuw_model(methode: Any) -> Any:
    def voeg_toe(stand: ProjectState, model: ModelState) -> None:
        with zonder_tekenen(stand) as klassen:
            methode(stand, model)
        if klassen is not None:
            klassen.render_multiple([model])

    return voeg_toe


def nieuw_veld(methode: Any) -> Any:
    def voeg_toe(stand: ProjectState, app_label: str, model_name: str, name: str, *rest: Any) -> None:
        with zonder_tekenen(stand) as klassen:
            methode(stand, app_label, model_name, name, *rest)
        if klassen is not None:
            klasse = klassen.get_model(app_label, model_name)
            klasse._meta.apps = klassen  # there a foreign key finds its model
            klasse.add_to_class(name, stand.models[app_label, model_name].fields[name].clone())

    return voeg_toe


def met_nieuwe_klassen(methode: Any) -> Any:
    def voer_uit(operatie: Any, app_label: str, schema_editor: Any, stand: ProjectState, *rest: Any) -> None:
        stand.__dict__.pop("apps", None)
        methode(operatie, app_label, schema_editor, stand, *rest)

    return voer_uit


def andere_optie(methode: Any) -> Any:
    def verander(stand: ProjectState, app_label: str, model_name: str, *rest: Any) -> None:
        with zonder_tekenen(stand) as klassen:
            methode(stand, app_label, model_name, *rest)
        zet_opties(stand, klassen, app_label, model_name)

    return verander


def andere_trigger(methode: Any) -> Any:
    def verander(operatie: Any, app_label: str, stand: ProjectState) -> None:
        with zonder_tekenen(stand) as klassen:
            methode(operatie, app_label, stand)
        zet_opties(stand, klassen, app_label, operatie.model_name)

    return verander


def zet_opties(stand: ProjectState, klassen: Any, app_label: str, model_name: str) -> None:
    if klassen is not None:
        klasse, opties = klassen.get_model(app_label, model_name), stand.models[app_label, model_name.lower()].options
        for optie in OPTIES:
            setattr(klasse._meta, optie, list(opties.get(optie, [])))


@contextmanager
def zonder_verwanten() -> Iterator[None]:
    """Inside, the operations named above leave the classes of other models as they are."""
    vervangen: list[tuple[Any, str, Any]] = [(ProjectState, "add_model", nieuw_model)]
    vervangen += [(ProjectState, "add_field", nieuw_veld), (RunPython, "database_forwards", met_nieuwe_klassen)]
    vervangen += [(ProjectState, f"_{doe}_option", andere_optie) for doe in ("append", "remove", "alter")]
    vervangen += [(operatie, "state_forwards", andere_trigger) for operatie in (AddTrigger, RemoveTrigger)]
    vorige = [(klasse, naam, klasse.__dict__.get(naam)) for klasse, naam, _ in vervangen]
    for klasse, naam, wikkel in vervangen:
        setattr(klasse, naam, wikkel(getattr(klasse, naam)))
    try:
        yield
    finally:
        for klasse, naam, oud in vorige:
            setattr(klasse, naam, oud)
