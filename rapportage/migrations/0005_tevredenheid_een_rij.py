"""One row for a team, quarter and moment instead of one for each question and answer. The counters are added up: no answer is lost,
but how often each mark from 1 to 10 was given is kept no longer, so there is no way back."""

from django.db import migrations, models
from django.db.models import F, Q

TELLINGEN = (
    "som",
    "acht",
    "luisteren_ja",
    "luisteren_beetje",
    "luisteren_nee",
    "duidelijk_ja",
    "duidelijk_beetje",
    "duidelijk_nee",
    "beter_ja",
    "beter_beetje",
    "beter_nee",
)
# The new rows are made beside the old ones, and known by their empty `vraag`.
OPTELLEN = """
    insert into rapportage_tevredenheid (basisteam_id, kwartaal, moment, vraag, antwoord, aantal, som, acht,
                                         luisteren_ja, luisteren_beetje, luisteren_nee, duidelijk_ja, duidelijk_beetje, duidelijk_nee,
                                         beter_ja, beter_beetje, beter_nee)
    select o.basisteam_id, o.kwartaal, o.moment, '', 0,
           coalesce(sum(o.aantal) filter (where o.vraag = 'cijfer'), 0),
           coalesce(sum(o.aantal * o.antwoord) filter (where o.vraag = 'cijfer'), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'cijfer' and o.antwoord >= 8), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'luisteren' and o.antwoord = 3), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'luisteren' and o.antwoord = 2), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'luisteren' and o.antwoord = 1), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'duidelijk' and o.antwoord = 3), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'duidelijk' and o.antwoord = 2), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'duidelijk' and o.antwoord = 1), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'beter' and o.antwoord = 3), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'beter' and o.antwoord = 2), 0),
           coalesce(sum(o.aantal) filter (where o.vraag = 'beter' and o.antwoord = 1), 0)
      from rapportage_tevredenheid o
     group by o.basisteam_id, o.kwartaal, o.moment
     order by o.kwartaal, o.basisteam_id, o.moment;
    delete from rapportage_tevredenheid where vraag <> '';
    set constraints all immediate;
    set constraints all deferred;
"""


def zelfde_som(vraag):
    return models.CheckConstraint(
        condition=Q(aantal=F(f"{vraag}_ja") + F(f"{vraag}_beetje") + F(f"{vraag}_nee")), name=f"tevredenheid_{vraag}"
    )


class Migration(migrations.Migration):
    dependencies = [("rapportage", "0004_kengetal_in_de_tijd")]

    operations = [
        migrations.RemoveConstraint("tevredenheid", "tevredenheid_een_telling"),
        migrations.RemoveConstraint("tevredenheid", "tevredenheid_antwoord"),
        *(
            migrations.AddField("tevredenheid", naam, models.PositiveIntegerField(default=0), preserve_default=False)
            for naam in TELLINGEN
        ),
        migrations.RunSQL(OPTELLEN, elidable=True),
        migrations.RemoveField("tevredenheid", "vraag"),
        migrations.RemoveField("tevredenheid", "antwoord"),
        migrations.AddConstraint(
            "tevredenheid",
            models.UniqueConstraint(fields=("basisteam", "kwartaal", "moment"), name="tevredenheid_een_telling"),
        ),
        migrations.AddConstraint(
            "tevredenheid",
            models.CheckConstraint(
                condition=Q(
                    som__gte=F("aantal") + 7 * F("acht"),
                    som__lte=7 * F("aantal") + 3 * F("acht"),
                    acht__lte=F("aantal"),
                ),
                name="tevredenheid_cijfers",
            ),
        ),
        *(migrations.AddConstraint("tevredenheid", zelfde_som(vraag)) for vraag in ("luisteren", "duidelijk", "beter")),
    ]
