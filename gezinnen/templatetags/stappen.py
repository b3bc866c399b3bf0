"""`{% load stappen %}`: a line of "Wat nu", written here: Vandaag has sixty of them, and a turn of ten template tags for each took a seventh
of the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gezinnen.aanhaken import Stap
from gezinnen.gezinsadres import Gezinsnaam
from ggw.onderdelen.templatetags.onderdelen import merk

register = template.Library()

WAAROM = '<details><summary>Waarom<span class="schermlezer">: {}</span></summary><p>{}</p></details>'
WACHT = '<span class="merk">wacht op {}</span>'


@register.simple_tag
def stapregel(stap: Stap, gezin: Gezinsnaam | None = None) -> SafeString:
    """What is to be done, when, for whom it waits, how, and why. `gezin`: the family it is for, on a page of more than one."""
    wanneer = stap.wanneer
    return format_html(
        "<li>{} {} {} {} {}</li>",
        format_html('<a href="{}">{}</a>', stap.url, stap.tekst)
        if stap.url
        else format_html("<span>{}</span>", stap.tekst),
        merk(wanneer, stap.soort) if wanneer else "",
        format_html(WACHT, stap.wacht_op) if stap.wacht_op else "",
        eronder(stap, gezin),
        format_html(WAAROM, stap.tekst, stap.waarom) if stap.waarom else "",
    )


def eronder(stap: Stap, gezin: Gezinsnaam | None) -> str:
    if gezin is None:
        return format_html("<small>{}</small>", stap.uitleg) if stap.uitleg else ""
    uitleg = f" · {stap.uitleg}" if stap.uitleg else ""
    return format_html("<small><bdi>{}</bdi> · {}{}</small>", gezin.naam, gezin.nummer, uitleg)
