"""Which numbers are too small to show, and which go with them so that nobody works those out (ADR 0042).

Too small: a count, a numerator or what is left of its denominator of 1 to 4, or 1 to 4 families behind it. Numbers that add up to a
number that is shown, as those of gemeenten, of parts of a breakdown and of months, may not have one that is hidden alone: the smallest
other one goes with it. Who works in a team sees its own numbers and knows one more, so of teams three are hidden or none. That is done
again until nothing changes, for what goes with it in one sum may be alone in another.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from rapportage.kengetallen.soorten import Kengetal

KLEIN = """
    update rapportage_kengetalwaarde set verborgen = true
     where code = %(code)s and begin >= %(van)s
       and (aantal between 1 and 4
            or case soort
                   when 'aantal' then teller between 1 and 4
                   when 'aandeel' then noemer between 1 and 4 or teller between 1 and 4 or noemer - teller between 1 and 4
                   else false
               end)
"""
GAAT_MEE = """
    with groep as (
        select k.id, k.verborgen, k.aantal, {minst} as minst,
               count(*) filter (where k.verborgen) over (partition by {sleutel}) as weg,
               row_number() over (partition by {sleutel}, k.verborgen
                                  order by k.aantal = 0, k.aantal, k.sleutel, k.uitsplitsing, k.begin) as plek
          from rapportage_kengetalwaarde k
         where k.code = %(code)s and k.begin >= %(van)s {waar}
    )
    update rapportage_kengetalwaarde k set verborgen = true
      from groep g
     where g.id = k.id and not g.verborgen and g.aantal > 0 and g.weg > 0 and g.plek <= g.minst - g.weg
"""
PLAATSEN = GAAT_MEE.format(
    minst="case k.niveau when 'team' then 3 else 2 end",
    sleutel="k.periode, k.begin, k.niveau, k.ouder, k.uitsplitsing",
    waar="",
)
DELEN = GAAT_MEE.format(minst="2", sleutel="k.periode, k.begin, k.niveau, k.sleutel", waar="")
MAANDEN = GAAT_MEE.format(
    minst="2",
    sleutel="k.niveau, k.sleutel, k.uitsplitsing, date_trunc('quarter', k.begin)",
    waar="and k.periode = 'maand'",
)
KWARTALEN = GAAT_MEE.format(
    minst="2",
    sleutel="k.niveau, k.sleutel, k.uitsplitsing, date_trunc('year', k.begin)",
    waar="and k.periode = 'kwartaal'",
)


def verberg(kengetal: Kengetal, van: date) -> None:
    """Mark the numbers of this figure in periods that begin on this day or later."""
    sommen = [PLAATSEN]
    if kengetal.uitsplitsing:
        sommen.append(DELEN)
    if not kengetal.stand:
        sommen += [MAANDEN, KWARTALEN]
    parameters: dict[str, Any] = {"code": kengetal.code, "van": van}
    with connection.cursor() as cursor:
        cursor.execute(KLEIN, parameters)
        erbij = cursor.rowcount
        while erbij:
            erbij = 0
            for som in sommen:
                cursor.execute(som, parameters)
                erbij += cursor.rowcount
