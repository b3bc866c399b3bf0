"""Template tags for every page: card, badge, mark, dates, and what the form pack `nlds` needs. See docs/voorkant.md."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

NORM = 6
SOORTEN_MERK = frozenset({"", "rood", "oranje", "groen"})
# First match wins: a subclass stands before its base.
KLASSEN: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.RadioSelect, "utrecht-radio-button utrecht-radio-button--html-input"),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.FileInput, "bestand"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Widget, "utrecht-textbox utrecht-textbox--html-input"),
]
ONGELDIG: list[tuple[type[forms.Widget], str]] = [
    (forms.widgets.ChoiceWidget, "utrecht-select--invalid"),
    (forms.Textarea, "utrecht-textarea--invalid"),
    (forms.Widget, "utrecht-textbox--invalid"),
]


@register.simple_block_tag
def kaart(content: str, titel: str = "", niveau: int = 2, id: str = "", klasse: str = "") -> SafeString:
    return format_html(
        '<section class="{}"{}>{}{}</section>',
        f"kaart {klasse}".strip(),
        format_html(' id="{}"', id) if id else "",
        format_html("<h{0}>{1}</h{0}>", niveau, titel) if titel else "",
        content,
    )


@register.simple_tag
def merk(tekst: object, soort: str = "") -> SafeString:
    if soort not in SOORTEN_MERK:
        raise template.TemplateSyntaxError(f"merk: unknown kind {soort!r}, use one of {sorted(SOORTEN_MERK)}")
    return format_html('<span class="{}">{}</span>', f"merk {soort}".strip(), tekst)


def stil(tekst: object) -> SafeString:
    """Words that stand back: there is nothing to tell."""
    return format_html('<span class="stil">{}</span>', tekst)


@register.simple_tag
def cijfer(waarde: int | Decimal | None) -> SafeString:
    """A mark 0-10 against the norm of 6; the words say it too, colour alone would not do."""
    if waarde is None or waarde == "":
        return stil("niet beoordeeld")
    onder = waarde < NORM
    return format_html(
        '<span class="merk {}">{}<span class="schermlezer">, {}</span></span>',
        "rood" if onder else "groen",
        waarde,
        "onder de norm" if onder else "op of boven de norm",
    )


@register.simple_tag
def leeg(tekst: str, url: str = "", linktekst: str = "") -> SafeString:
    if not url:
        return format_html('<p class="leeg">{}</p>', tekst)
    return format_html('<p class="leeg">{} <a href="{}">{}</a></p>', tekst, url, linktekst)


@register.simple_tag
def knop(tekst: str, url: str, soort: str = "hoofd", rechts: bool = False) -> SafeString:
    """A link that looks like a button: it goes somewhere, it changes nothing."""
    klasse = "utrecht-button-link--primary-action" if soort == "hoofd" else "utrecht-button-link--secondary-action"
    return format_html(
        '<a class="utrecht-button-link utrecht-button-link--html-a {}{}" href="{}">{}</a>',
        klasse,
        " rechts" if rechts else "",
        url,
        tekst,
    )


@register.filter
def datum_nl(waarde: date | datetime | None) -> str:
    if not waarde:
        return ""
    return date_format(_plaatselijk(waarde), "j F Y")


@register.filter
def datum_tijd_nl(waarde: datetime | None) -> str:
    if not waarde:
        return ""
    return date_format(_plaatselijk(waarde), r"j F Y \o\m H:i")


@register.filter
def euro(waarde: Decimal | None) -> str:
    """ "€ 1.250,00", that does not break at the end of a line; nothing for nothing."""
    if waarde is None:
        return ""
    heel, centen = f"{abs(waarde):,.2f}".split(".")
    return f"{'-' if waarde < 0 else ''}€\u00a0{heel.replace(',', '.')},{centen}"


def _plaatselijk(waarde: date | datetime) -> date | datetime:
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        return timezone.localtime(waarde)
    return waarde


# For the pack `nlds`.


@register.simple_tag
def invoer(veld: BoundField) -> SafeString:
    """The widget of a field with the Utrecht classes that belong to it."""
    widget = veld.field.widget
    if isinstance(widget, forms.MultiWidget):
        _noem_delen(veld, widget)
    klassen = [_eerste(KLASSEN, widget), str(widget.attrs.get("class", ""))]
    if veld.errors and not isinstance(widget, forms.CheckboxInput | forms.FileInput):
        klassen.append(_eerste(ONGELDIG, widget))
    return veld.as_widget(attrs={"class": " ".join(filter(None, klassen))})


def _noem_delen(veld: BoundField, widget: forms.MultiWidget) -> None:
    """Several inputs share one legend, so each needs a name of its own for the screen reader."""
    namen = ["datum", "tijd"] if isinstance(widget, forms.SplitDateTimeWidget) else []
    for nummer, deel in enumerate(widget.widgets):
        naam = namen[nummer] if nummer < len(namen) else f"deel {nummer + 1}"
        deel.attrs.setdefault("aria-label", f"{veld.label}: {naam}")


def _eerste(tabel: list[tuple[type[forms.Widget], str]], widget: forms.Widget) -> str:
    return next(klasse for soort, klasse in tabel if isinstance(widget, soort))


@register.filter
def veldsoort(veld: BoundField) -> str:
    """How the pack lays a field out: `verborgen`, `vinkje`, `keuzes`, `groep` (several inputs) or `invoer`."""
    widget = veld.field.widget
    if veld.is_hidden:
        return "verborgen"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "keuzes"
    if isinstance(widget, forms.CheckboxInput):
        return "vinkje"
    return "groep" if veld.use_fieldset else "invoer"


@register.filter
def anker(veld: BoundField) -> str:
    """The id a link in the error summary goes to: the field, or the first input of a group."""
    if veld.is_hidden:
        return ""
    return veld.id_for_label or (f"{veld.auto_id}_0" if veld.auto_id else "")


@register.filter
def segmenten(veld: BoundField) -> str:
    """The classes of a segmented choice (`keuze`, `keuze lijn`), or nothing for a plain list."""
    klassen = str(veld.field.widget.attrs.get("class", ""))
    return klassen if "keuze" in klassen.split() else ""


@register.filter
def optioneel(veld: BoundField) -> bool:
    return not veld.field.required and not getattr(veld.form, "zonder_verplichting", False)


@register.filter
def formulierfouten(form: Any) -> list[tuple[str, str, str]]:
    """Every error of a form or formset as (anchor, label, text), in the order of the page. The label ends as it reads before the text."""
    if hasattr(form, "forms"):
        eigen = [("", "", str(fout)) for fout in form.non_form_errors()]
        return eigen + [fout for deel in form.forms for fout in formulierfouten(deel)]
    algemeen = [("", "", str(fout)) for fout in form.non_field_errors()]
    velden = [(anker(veld), met_dubbele_punt(str(veld.label)), str(fout)) for veld in form for fout in veld.errors]
    return algemeen + velden


def met_dubbele_punt(label: str) -> str:
    return label if not label or label.endswith("?") else f"{label}:"
