"""What the pages of a team show many times, written in one go: a turn of a template for each cell took half of the time of the page."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from rapportage.basisteam.beeld import Getal, Rij
from rapportage.basisteam.bespreken import Bespreking, Reden

register = template.Library()
TUSSEN = SafeString(" · ")
BESPREKING = '<li><span><a href="{}"><bdi>{}</bdi> · {}</a></span> <span class="merk {}">{}</span> <small>{}{}{}{}</small> {}</li>'
OP_DE_AGENDA = SafeString("<small>Staat op de agenda.</small>")
ZET_OP_DE_AGENDA = (
    '<small class="niet-afdrukken"><a href="{}">Zet op de agenda<span class="schermlezer">: gezin {}</span></a></small>'
)


@register.simple_tag
def roostercellen(rij: Rij) -> SafeString:
    """The numbers of a row of the grid, each with its list behind it. A person has badges, the team has none; behind 0 is nothing."""
    return SafeString("".join(roostercel(cel, rij) for cel in rij.cellen))


def roostercel(cel: Getal, rij: Rij) -> SafeString:
    if not cel.getal:
        return format_html('<td role="cell" class="getal nul" data-kop="{}">0</td>', cel.tekst)
    badge = format_html(' class="merk {}"', cel.soort) if cel.soort and rij.wie_id else ""
    return format_html(
        '<td role="cell" class="getal" data-kop="{}"><a href="{}"{}>{}<span class="schermlezer"> {}, {}</span></a></td>',
        cel.tekst, cel.url, badge, cel.getal, cel.tekst, rij.naam,
    )  # fmt: skip


@register.simple_tag
def faselinks(rij: Rij) -> SafeString:
    return format_html_join(
        TUSSEN, '<a href="{}">{} {}</a>', ((fase.url, fase.tekst, fase.getal) for fase in rij.fasen)
    )


@register.simple_tag
def reden(een: Reden) -> SafeString:
    """A name in another script keeps its place in the sentence."""
    return format_html("<bdi>{}</bdi>: {}", een.naam, een.tekst) if een.naam else escape(een.tekst)


@register.simple_tag
def redenen(alle: Iterable[Reden]) -> SafeString:
    return SafeString(TUSSEN.join(reden(een) for een in alle))


@register.simple_tag
def besprekingsregel(bespreking: Bespreking, mag_bijhouden: bool) -> SafeString:
    """A family to talk about: the first reason, who guides it, the other reasons, and the way to the agenda."""
    plek, eerste, rest = bespreking.plek, bespreking.eerste, bespreking.rest
    erbij = bespreking.wacht if bespreking.redenen else []
    agenda = format_html(ZET_OP_DE_AGENDA, plek.agendapunt_url, plek.nummer) if mag_bijhouden else ""
    return format_html(
        BESPREKING,
        plek.url,
        plek.naam,
        plek.nummer,
        eerste.soort,
        reden(eerste),
        plek.wie,
        " (wachter)" if plek.wacht else "",
        format_html(" · {}", redenen(rest)) if rest else "",
        format_html("<br>Bij een ander: {}", redenen(erbij)) if erbij else "",
        OP_DE_AGENDA if bespreking.op_de_agenda else agenda,
    )
