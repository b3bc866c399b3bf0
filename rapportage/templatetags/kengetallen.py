"""The rows and cells of a table of figures, of which a page has a hundred: written here, with templates they took half of the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ggw.onderdelen.templatetags.onderdelen import merk, stil
from rapportage.kengetallen.bladen import Regel
from rapportage.kengetallen.cijfers import Cel, Verschil
from rapportage.kengetallen.keuze import Keuze

register = template.Library()
REGEL = (
    '<tr role="row"><th scope="row" role="rowheader"><a href="{}?{}">{}{}</a>{}</th>'
    '<td role="cell" class="getal" data-kop="Nu">{}</td><td role="cell" class="getal" data-kop="Een jaar eerder">{}</td>'
    '<td role="cell" class="verandering" data-kop="Verandering">{}</td><td role="cell">{}</td></tr>'
)
OORDELEN = {"beter": "groen", "slechter": "oranje"}


@register.filter
def getal(cel: Cel) -> SafeString:
    """The number, with behind it how many it is about."""
    erachter = cel.erachter
    if erachter:
        return format_html("{}<small>{}{}</small>", cel.tekst, erachter, ": weinig gegevens" if cel.weinig else "")
    return stil(cel.tekst) if cel.waarde is None else format_html("{}", cel.tekst)


@register.filter
def verandering(verschil: Verschil) -> SafeString:
    """The difference, and in words whether that is better."""
    if verschil.getal is None:
        return stil("–")
    if verschil.oordeel not in OORDELEN:
        return format_html("{}", verschil.tekst)
    return format_html("{} {}", verschil.tekst, merk(verschil.oordeel, OORDELEN[verschil.oordeel]))


@register.simple_tag
def kengetalregel(regel: Regel, keuze: Keuze) -> SafeString:
    """A row of the overview: the figure, its newest number (of when, if not the newest period), the year before, and its line."""
    kengetal, tijdvak = regel.kengetal, regel.cel.tijdvak
    return format_html(
        REGEL,
        kengetal.url,
        keuze.query,
        kengetal.titel,
        f": {regel.deel}" if regel.deel else "",
        format_html('<small class="stil">{}</small>', tijdvak.naam) if tijdvak != keuze.laatste() else "",
        getal(regel.cel),
        getal(regel.verschil.van),
        verandering(regel.verschil),
        regel.vonk.svg if regel.vonk else "",
    )
