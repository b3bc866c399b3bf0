"""A log line carries ids, never a person."""

import json
import logging
import sys

from ggw.logboek import JsonFormatter


def regel(formatter=None, **velden):
    record = logging.LogRecord(
        "gezinnen", logging.INFO, __file__, 1, "rapportage_verzonden", (), velden.pop("exc_info", None)
    )
    vars(record).update(velden)
    return json.loads((formatter or JsonFormatter()).format(record))


def fout():
    try:
        raise ValueError("Key (naam)=(Anna) already exists")
    except ValueError:
        return sys.exc_info()


def test_een_gebeurtenis_staat_er_met_haar_nummers():
    gelezen = regel(rapportage=12, door=3)
    assert gelezen["gebeurtenis"] == "rapportage_verzonden"
    assert (gelezen["rapportage"], gelezen["door"]) == (12, 3)


def test_een_object_komt_niet_in_het_logboek():
    assert "request" not in regel(request=object())


def test_van_een_fout_staat_er_de_soort_en_de_plek_maar_niet_de_tekst():
    gelezen = regel(exc_info=fout())["fout"]
    assert gelezen.startswith("ValueError")
    assert "test_logboek.py" in gelezen
    assert "Anna" not in gelezen


def test_op_een_eigen_computer_staat_de_tekst_er_wel():
    assert "Anna" in regel(JsonFormatter(foutteksten=True), exc_info=fout())["fout"]
