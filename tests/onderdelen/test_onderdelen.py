import re
from datetime import UTC, date, datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template

from ggw.onderdelen.invoer import Opmaak

STATIC = Path(settings.BASE_DIR) / "static"
SJABLONEN = Path(settings.BASE_DIR) / "templates"


class Contactformulier(forms.Form):
    op = forms.DateField(label="Wanneer", help_text="dd-mm-jjjj")
    erbij = forms.MultipleChoiceField(label="Wie", choices=[("1", "Moeder")], widget=forms.CheckboxSelectMultiple)
    sam = forms.ChoiceField(label="Sam", choices=[("5", "5")], widget=forms.RadioSelect(attrs={"class": "keuze"}))
    opmerking = forms.CharField(label="Opmerking", required=False)
    tolk = forms.BooleanField(label="Er was een tolk", required=False)
    geheim = forms.CharField(widget=forms.HiddenInput)
    moment = forms.SplitDateTimeField(label="Afspraak")

    def clean(self):
        raise forms.ValidationError("Het gezin is al afgesloten.")


class Lezer(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.elementen = []
        self.teksten = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elementen.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.teksten += [data.strip()] if data.strip() else []

    def waarden(self, attribuut):
        return [attrs[attribuut] for _, attrs in self.elementen if attribuut in attrs]


def toon(sjabloon, **context):
    return Template("{% load onderdelen crispy_forms_tags %}" + sjabloon).render(Context(context))


@pytest.fixture
def geweigerd():
    return toon("{{ form|crispy }}", form=Contactformulier({"op": "gisteren"}))


def test_every_reference_in_a_refused_form_leads_somewhere(geweigerd):
    pagina = Lezer(geweigerd)
    ids = pagina.waarden("id")
    assert len(ids) == len(set(ids))
    doelen = [deel for waarde in pagina.waarden("aria-describedby") for deel in waarde.split()]
    doelen += pagina.waarden("for") + [href[1:] for href in pagina.waarden("href")]
    assert doelen
    assert set(doelen) <= set(ids)


def test_every_input_has_a_name_for_the_screen_reader(geweigerd):
    pagina = Lezer(geweigerd)
    labels = set(pagina.waarden("for"))
    velden = [attrs for tag, attrs in pagina.elementen if tag in {"input", "select", "textarea"}]
    zichtbaar = [attrs for attrs in velden if attrs.get("type") != "hidden"]
    assert len(zichtbaar) == 7
    assert all(attrs["id"] in labels or attrs.get("aria-label") for attrs in zichtbaar)


def test_summary_tells_every_error_once_and_before_the_fields(geweigerd):
    overzicht = geweigerd[: geweigerd.index("</ul>")]
    assert 'role="alert"' in overzicht
    assert "Het gezin is al afgesloten." in overzicht
    assert overzicht.count("<li>") == 6  # general, op, erbij, sam, geheim, moment
    assert 'href="#id_sam_0"' in overzicht
    assert 'href="#id_geheim"' not in overzicht


def test_required_is_normal_and_optional_is_said(geweigerd):
    assert geweigerd.count("(niet verplicht)") == 1
    formulier = Contactformulier()
    formulier.zonder_verplichting = True
    assert "(niet verplicht)" not in toon("{{ form|crispy }}", form=formulier)


def test_what_was_typed_stays_and_is_escaped():
    html = toon("{{ form|crispy }}", form=Contactformulier({"opmerking": '"><script>', "op": "31-02-2026"}))
    assert 'value="31-02-2026"' in html
    assert "<script>" not in html


class Invoerformulier(forms.Form):
    keuzes = (("", "Alles"), ("Noord & Oost", [("a<b", "Van a < b"), (2, "Twee")]))

    waar = forms.ChoiceField(choices=keuzes)
    naam = forms.CharField(required=False, max_length=9, widget=forms.TextInput(attrs={"data-x": '"><script>'}))
    aantal = forms.IntegerField(required=False, min_value=1, disabled=True)
    op = forms.DateField(required=False)
    meer = forms.MultipleChoiceField(choices=[("1", "Een"), ("2", "Twee")], widget=forms.SelectMultiple)
    mee = forms.BooleanField(required=False)
    geheim = forms.CharField(required=False, widget=forms.HiddenInput)


@pytest.mark.parametrize(
    "gegeven",
    [
        None,
        {},
        {"waar": "a<b", "naam": 'O"Neill & <b>', "aantal": "7", "op": "1-2-2026", "meer": ["2"], "mee": "on"},
        {"waar": "2", "naam": "", "aantal": "x", "geheim": "é'", "meer": ["1", "2"]},
    ],
)
@pytest.mark.parametrize("veld", list(Invoerformulier.base_fields))
def test_what_we_write_ourselves_is_what_the_templates_of_django_write(gegeven, veld):
    ons, django = (
        Invoerformulier(gegeven, initial={"aantal": 3, "waar": 2}, renderer=opmaak)
        for opmaak in (Opmaak(), DjangoTemplates())
    )
    assert gelezen(ons[veld]) == gelezen(django[veld])


def gelezen(veld):
    lezer = Lezer(str(veld))
    return lezer.elementen, lezer.teksten


def test_form_has_no_inline_style_or_script(geweigerd):
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", geweigerd)


@pytest.mark.parametrize(
    ("waarde", "kleur", "woorden"),
    [(5, "rood", "onder de norm"), (6, "groen", "op of boven de norm"), (0, "rood", "onder de norm")],
)
def test_mark_says_in_words_what_its_colour_says(waarde, kleur, woorden):
    html = toon("{% cijfer waarde %}", waarde=waarde)
    assert f'class="merk {kleur}"' in html
    assert woorden in html


def test_a_missing_mark_is_not_a_zero():
    assert "niet beoordeeld" in toon("{% cijfer waarde %}", waarde=None)


def test_badge_refuses_a_kind_that_has_no_colour():
    with pytest.raises(TemplateSyntaxError):
        toon('{% merk "te laat" "paars" %}')


def test_card_escapes_its_title_and_keeps_its_content():
    html = toon("{% kaart titel=titel %}<p>inhoud</p>{% endkaart %}", titel="<b>")
    assert "<h2>&lt;b&gt;</h2>" in html
    assert "<p>inhoud</p>" in html


def test_dates_are_written_in_dutch_and_in_our_own_time():
    assert toon("{{ dag|datum_nl }}", dag=date(2026, 11, 19)) == "19 november 2026"
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert toon("{{ moment|datum_tijd_nl }}", moment=moment) == "2 maart 2026 om 00:30"
    assert toon("{{ dag|datum_nl }}", dag=None) == ""


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_nothing_at_all(code):
    html = get_template(f"{code}.html").render()
    assert html.startswith("<!doctype html>")
    assert "<h1>" in html


def test_a_table_that_stacks_on_a_phone_says_what_its_rows_and_cells_are():
    """Laid out as blocks, some browsers no longer tell a screen reader that it is a table."""
    rollen = {"table": {"table"}, "thead": {"rowgroup"}, "tbody": {"rowgroup"}, "tr": {"row"}, "td": {"cell"}}
    rollen["th"] = {"columnheader", "rowheader"}
    tabellen = [
        re.sub(r'{% include "([\w/.]+)".*?%}', lambda deel: (SJABLONEN / deel[1]).read_text(), tabel)
        for bestand in SJABLONEN.rglob("*.html")
        for tabel in re.findall(r"<table[^>]*\bstapelt\b.*?</table>", bestand.read_text(), re.DOTALL)
    ]
    assert len(tabellen) > 10
    for tabel in tabellen:
        for tag, rest in re.findall(r"<(table|thead|tbody|tr|th|td)\b([^>]*)", tabel):
            rol = re.search(r'\brole="(\w+)"', rest)
            assert rol, f"<{tag}{rest}>"
            assert rol[1] in rollen[tag]


def test_vendored_files_are_what_their_version_file_says():
    mappen = [*(STATIC / "vendor").iterdir(), Path(settings.BASE_DIR) / "tests" / "vendor" / "axe-core"]
    for map_ in mappen:
        regels = re.findall(r"^sha256 (?!van)(\S+): (\w{64})$", (map_ / "VERSIE.txt").read_text(), re.MULTILINE)
        assert regels
        assert list(map_.glob("LICENSE*"))
        for naam, som in regels:
            assert sha256((map_ / naam).read_bytes()).hexdigest() == som


def test_nothing_in_our_styles_and_scripts_comes_from_another_host():
    for bestand in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        adressen = re.findall(
            r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", bestand.read_text().replace("http://www.w3.org", "")
        )
        assert adressen == [], bestand
