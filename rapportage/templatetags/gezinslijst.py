"""The rows of a list of families: written here, with a turn of forty template tags for each they took a quarter of the page."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gezinnen.models import Fase
from ggw.onderdelen.templatetags.onderdelen import cijfer, datum_nl, merk
from rapportage.gezinnen import Regel

register = template.Library()

GEZIN = '<th scope="row" role="rowheader"><a href="{}"><bdi>{}</bdi></a> <br><small>{}{}</small></th>'
CEL = '<td role="cell" data-kop="{}">{}</td>'
BREED = '<td role="cell" class="breed" data-kop="{}">{}</td>'
ERONDER = "{} <br><small>{}</small>"
STIL = '<span class="stil">{}</span>'
FASEN = {fase.value: fase.label for fase in Fase}


@register.simple_tag
def gezinsregel(regel: Regel, met_cijfers: bool, van_mij: bool) -> SafeString:
    """One family: who it is, its phase, its lowest marks and first step (`met_cijfers`), its measures, and who guides it (not `van_mij`)."""
    gezin = regel.gezin
    cellen = [
        format_html(
            GEZIN,
            gezin.get_absolute_url(),
            gezin.naam,
            gezin.nummer,
            f" · {gezin.gemeente.naam}" if gezin.gemeente else "",
        ),
        format_html(CEL, "Fase", fase(regel)),
    ]
    if met_cijfers:
        cellen += [
            format_html(CEL, "Laagste actueel", met_trend(regel.actueel, regel.actueel_trend)),
            format_html(CEL, "Laagste blijvend", met_trend(regel.blijvend, regel.blijvend_trend)),
            format_html(BREED, "Eerst te doen", eerst_te_doen(regel)),
        ]
    cellen.append(format_html(BREED, "Maatregel", maatregelen(regel)))
    if not van_mij:
        wie = regel.gezinsmanager or "niemand"
        cellen.append(format_html(CEL, "Gezinsmanager", format_html(ERONDER, wie, "wachter") if regel.wacht else wie))
    return SafeString(f'<tr role="row">{"".join(cellen)}</tr>')


def fase(regel: Regel) -> str:
    if regel.begeleiding is None:
        return ""
    return format_html(ERONDER, FASEN[regel.begeleiding.fase], f"week {regel.begeleiding.week_in_fase}")


def met_trend(waarde: int | None, trend: str) -> SafeString:
    return format_html("{} <small>{}</small>", cijfer(waarde), trend) if trend else cijfer(waarde)


def eerst_te_doen(regel: Regel) -> SafeString:
    stap = regel.stap
    if stap is None:
        return format_html(STIL, "niets")
    wanneer = stap.wanneer
    return format_html(
        '<a href="{}">{}</a>{}', stap.url, stap.tekst, format_html(" {}", merk(wanneer, stap.soort)) if wanneer else ""
    )


def maatregelen(regel: Regel) -> SafeString:
    if not regel.maatregelen:
        return format_html(STIL, "preventief")
    return format_html_join(
        "", "{}{}<br>", ((soort, f" t/m {datum_nl(einde)}" if einde else "") for soort, einde in regel.maatregelen)
    )
