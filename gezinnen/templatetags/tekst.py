"""`{% load tekst %}`: `{{ contact.tekst|tekstmerken }}` shows facts, opinions and agreements as marked passages."""

from django import template
from django.utils.safestring import SafeString

from gezinnen.tekstmerken import als_html, als_tekst, ontleed

register = template.Library()


@register.filter
def tekstmerken(tekst: str | None) -> SafeString:
    return als_html(ontleed(tekst or ""))


@register.filter
def zonder_merken(tekst: str | None) -> str:
    """For one line of a list: the words, without brackets and line breaks."""
    return " ".join(als_tekst(ontleed(tekst or "")).split())
