"""The rows of a list of families: written here, with a turn of forty template tags for each they took a quarter of the page."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gezinnen.models import Fase
from ggw.onderdelen.templatetags.onderdelen import cijfer, datum_nl, merk, stil
from rapportage.gezinnen import Regel

register = template.Library()

GEZIN = (
    '<tr role="row"><th scope="row" role="rowheader"><a href="{}"><bdi>{}</bdi></a> <br><small>{}{}</small></th>'
    '<td role="cell" data-kop="Fase">{}{}</td>'
)
CIJFERS = (
    '<td role="cell" data-kop="Laagste actueel">{}{}</td><td role="cell" data-kop="Laagste blijvend">{}{}</td>'
    '<td role="cell" class="breed" data-kop="Eerst te doen">{}</td>'
)
MAATREGEL = '<td role="cell" class="breed" data-kop="Maatregel">{}</td>'
WIE = '<td role="cell" data-kop="Gezinsmanager">{}{}</td>'
WACHTER = SafeString(" <br><small>wachter</small>")
FASEN = {fase.value: fase.label for fase in Fase}


@register.simple_tag
def gezinsregel(regel: Regel, met_cijfers: bool, van_mij: bool) -> SafeString:
    """One family: who it is, its phase, its lowest marks and first step (`met_cijfers`), its measures, and who guides it (not `van_mij`)."""
    gezin, begeleiding = regel.gezin, regel.begeleiding
    delen: list[object] = [
        gezin.get_absolute_url(),
        gezin.naam,
        gezin.nummer,
        f" · {gezin.gemeente.naam}" if gezin.gemeente else "",
        FASEN[begeleiding.fase] if begeleiding else "",
        SafeString(f" <br><small>week {begeleiding.week_in_fase}</small>") if begeleiding else "",
    ]
    if met_cijfers:
        delen += [
            cijfer(regel.actueel),
            trend(regel.actueel_trend),
            cijfer(regel.blijvend),
            trend(regel.blijvend_trend),
            eerst_te_doen(regel),
        ]
    delen.append(maatregelen(regel))
    if not van_mij:
        delen += [regel.gezinsmanager or "niemand", WACHTER if regel.wacht else ""]
    cellen = f"{GEZIN}{CIJFERS if met_cijfers else ''}{MAATREGEL}{'' if van_mij else WIE}</tr>"
    return format_html(cellen, *delen)


def trend(woord: str) -> str:
    return format_html(" <small>{}</small>", woord) if woord else ""


def eerst_te_doen(regel: Regel) -> SafeString:
    stap = regel.stap
    if stap is None:
        return stil("niets")
    wanneer = stap.wanneer
    return format_html('<a href="{}">{}</a> {}', stap.url, stap.tekst, merk(wanneer, stap.soort) if wanneer else "")


def maatregelen(regel: Regel) -> SafeString:
    if not regel.maatregelen:
        return stil("preventief")
    return format_html_join(
        "", "{}{}<br>", ((soort, f" t/m {datum_nl(einde)}" if einde else "") for soort, einde in regel.maatregelen)
    )
