"""`{% concept_knop %}` in the buttons of a long form, and what stands above it."""

from typing import Any

from django import template
from django.urls import reverse

from ggw.concepten.formulieren import formulier_op

register = template.Library()


@register.inclusion_tag("concepten/_knop.html", takes_context=True)
def concept_knop(context: dict[str, Any], pad: str = "", *, zonder_knop: bool = False) -> dict[str, Any]:
    """The button that keeps what is typed, and the place where the script says that it did. Nothing on a form without drafts.

    `pad` when the form is sent to another address than that of the page; `zonder_knop` when the form has one of its own.
    """
    request = context["request"]
    pad = pad or request.path
    return {
        "pad": pad if formulier_op(pad) else "",
        "url": reverse("concepten:bewaar"),
        "teken": reverse("concepten:teken"),
        "met_knop": not zonder_knop,
        "meteen": request.method == "POST",
    }
