"""How a select and an input of one line are written: in one go. With Django's templates for them a third of a filter went into
attributes, and a list of two thousand places took 80 ms. The markup is Django's own (django/forms/widgets/select.html and input.html); a
template of ours with such a name does not count, and a number as the words of a choice is not written in Dutch: give it as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


def attributen(attrs: Mapping[str, Any]) -> SafeString:
    """Names and values of an element, with a space before each: True stands alone, False is left out. The names are our own."""
    return SafeString(
        "".join(
            f" {naam}" if waarde is True else f' {naam}="{conditional_escape(waarde)}"'
            for naam, waarde in attrs.items()
            if waarde is not False
        )
    )


def keuzelijst(widget: Mapping[str, Any]) -> SafeString:
    def opties(rij: list[dict[str, Any]]) -> SafeString:
        return SafeString(
            "".join(
                f'<option value="{conditional_escape(optie["value"])}"{attributen(optie["attrs"])}>'
                f"{conditional_escape(optie['label'])}</option>"
                for optie in rij
            )
        )

    delen = [
        format_html('<optgroup label="{}">{}</optgroup>', groep, opties(rij)) if groep else opties(rij)
        for groep, rij, _ in widget["optgroups"]
    ]
    eigen = attributen(widget["attrs"])
    return format_html('<select name="{}"{}>{}</select>', widget["name"], eigen, SafeString("".join(delen)))


def regel(widget: Mapping[str, Any]) -> SafeString:
    eigen = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        eigen["value"] = widget["value"]
    return SafeString(f"<input{attributen(eigen)}{attributen(widget['attrs'])}>")


GESCHREVEN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    "django/forms/widgets/select.html": keuzelijst,
    **dict.fromkeys(
        [f"django/forms/widgets/{soort}.html" for soort in ("checkbox", "date", "hidden", "number", "text")], regel
    ),
}


class Opmaak(TemplatesSetting):
    """Of other widgets the template counts."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        schrijf = GESCHREVEN.get(template_name)
        return schrijf(context["widget"]) if schrijf else super().render(template_name, context, request)
