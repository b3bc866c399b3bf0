"""Log lines as JSON on stdout: a constant event, ids in `extra`, never a person."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from django.urls import Resolver404, resolve

_EIGEN_VELDEN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """One JSON object per line.

    Of an exception only its class and the lines it passed are written: the text of a database error quotes the row.
    `request` and other objects in `extra` are dropped for the same reason; numbers, booleans and short codes stay.
    Of a page that Django complains about stands what it is called, and no more of its address than a number.
    """

    def __init__(self, foutteksten: bool = False) -> None:
        super().__init__()
        self.foutteksten = foutteksten

    def format(self, record: logging.LogRecord) -> str:
        regel: dict[str, object] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "logger": record.name,
            "gebeurtenis": gebeurtenis(record),
        }
        regel |= {
            naam: waarde
            for naam, waarde in vars(record).items()
            if naam not in _EIGEN_VELDEN and isinstance(waarde, str | int | float | None)
        }
        if record.exc_info and record.exc_info[1] is not None:
            regel["fout"] = self._fout(record.exc_info[1])
        return json.dumps(regel, ensure_ascii=False)

    def _fout(self, fout: BaseException) -> str:
        if self.foutteksten:
            return "".join(traceback.format_exception(fout))
        spoor = (f"{plek.filename}:{plek.lineno} {plek.name}" for plek in traceback.extract_tb(fout.__traceback__))
        return " < ".join([type(fout).__qualname__, *reversed(list(spoor))])


def gebeurtenis(record: logging.LogRecord) -> str:
    """The text of a line. Django quotes the address or what was sent: a typed name, or the secret of an invitation."""
    verzoek = getattr(record, "request", None)
    if verzoek is None or not record.name.startswith("django."):
        return record.getMessage()
    if not isinstance(record.args, tuple) or not record.args:
        return record.name.rpartition(".")[2]
    return str(record.msg) % (*record.args[:-1], plek(verzoek))  # the path is always the last


def plek(verzoek: Any) -> str:
    """The path when all that varies in it is a number; else the pattern it fits, or that there is no such page."""
    try:
        gevonden = verzoek.resolver_match or resolve(verzoek.path_info)  # what fails in the middleware has none yet
    except Resolver404:
        return "onbekende pagina"
    variabel = {naam: waarde for naam, waarde in gevonden.kwargs.items() if naam != "nummer"}
    vast = not gevonden.args and all(isinstance(waarde, int) for waarde in variabel.values())
    return str(verzoek.path if vast else gevonden.route)
