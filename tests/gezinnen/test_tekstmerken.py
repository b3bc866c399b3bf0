import pytest

from gezinnen.tekstmerken import als_html, als_tekst, ontleed


def html(tekst):
    return als_html(ontleed(tekst))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("", ""),
        ("gewoon", "gewoon"),
        ("[feit: blauw]", '<mark class="passage feit"><strong>feit:</strong> blauw</mark>'),
        ("[Mening van moeder: druk]", '<mark class="passage mening"><strong>mening van moeder:</strong> druk</mark>'),
        ("a [afspraak: b] c", 'a <mark class="passage afspraak"><strong>afspraak:</strong> b</mark> c'),
        ("[feit: niet af", "[feit: niet af"),
        ("los ] haakje", "los ] haakje"),
        ("[geen merk] en [zorg: x]", "[geen merk] en [zorg: x]"),
        ("[feit: [sic] ja]", '<mark class="passage feit"><strong>feit:</strong> [sic] ja</mark>'),
        (
            "[mening: x [feit: y] z]",
            '<mark class="passage mening"><strong>mening:</strong> x '
            '<mark class="passage feit"><strong>feit:</strong> y</mark> z</mark>',
        ),
        ("[mening: x [feit: y]", '[mening: x <mark class="passage feit"><strong>feit:</strong> y</mark>'),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        (
            "[mening van <b>: <i>x</i>]",
            '<mark class="passage mening"><strong>mening van &lt;b&gt;:</strong> &lt;i&gt;x&lt;/i&gt;</mark>',
        ),
        (
            '[feit: "><img src=x>]',
            '<mark class="passage feit"><strong>feit:</strong> &quot;&gt;&lt;img src=x&gt;</mark>',
        ),
    ],
)
def test_merken_worden_passages_en_de_rest_blijft_staan(tekst, verwacht):
    assert html(tekst) == verwacht


@pytest.mark.parametrize(
    "tekst", ["[feit: " * 4000, "[" * 30000, "]" * 30000, "[mening van " * 2000, "[feit: x]" * 3000]
)
def test_diepe_en_vreemde_tekst_breekt_de_pagina_niet(tekst):
    assert len(html(tekst)) >= len("x")


def test_in_een_lijst_staan_alleen_woorden():
    assert als_tekst(ontleed("a [feit: b] [mening van oma: c]")) == "a feit: b mening van oma: c"
