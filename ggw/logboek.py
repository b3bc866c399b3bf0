"""Log lines as JSON on stdout: a constant event, ids in `extra`, never a person."""

import json
import logging
import traceback
from datetime import UTC, datetime

_EIGEN_VELDEN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """One JSON object per line.

    Of an exception only its class and the lines it passed are written: the text of a database error quotes the row.
    `request` and other objects in `extra` are dropped for the same reason; numbers, booleans and short codes stay.
    """

    def __init__(self, foutteksten: bool = False) -> None:
        super().__init__()
        self.foutteksten = foutteksten

    def format(self, record: logging.LogRecord) -> str:
        regel: dict[str, object] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "logger": record.name,
            "gebeurtenis": record.getMessage(),
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
