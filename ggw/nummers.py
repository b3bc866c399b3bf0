"""Family numbers in URLs."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class Gezinsnummer(StringConverter):
    """`2026-0417`; anything else is no family number and no page."""

    regex = r"[0-9]{4}-[0-9]{4,7}"


register_converter(Gezinsnummer, "nummer")
