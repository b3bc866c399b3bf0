"""The cells of a table of figures, of which a page has a hundred: written here, with a template for each it took a third of the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ggw.onderdelen.templatetags.onderdelen import merk
from rapportage.kengetallen.cijfers import Cel, Verschil

register = template.Library()
STIL = '<span class="stil">{}</span>'
OORDELEN = {"beter": "groen", "slechter": "oranje"}


@register.filter
def getal(cel: Cel) -> SafeString:
    """The number, with behind it how many it is about."""
    tekst = format_html(STIL if cel.verborgen or cel.waarde is None else "{}", cel.tekst)
    if not cel.erachter:
        return tekst
    return format_html("{}<small>{}{}</small>", tekst, cel.erachter, ": weinig gegevens" if cel.weinig else "")


@register.filter
def verandering(verschil: Verschil) -> SafeString:
    """The difference, and in words whether that is better."""
    if verschil.getal is None:
        return format_html(STIL, "–")
    if verschil.oordeel not in OORDELEN:
        return format_html("{}", verschil.tekst)
    return format_html("{} {}", verschil.tekst, merk(verschil.oordeel, OORDELEN[verschil.oordeel]))
