from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("spic", "0011_vul_stappen")]

    operations = [
        migrations.RemoveField(
            model_name="verwijzing",
            name="beantwoord_door",
        ),
        migrations.RemoveField(
            model_name="verwijzing",
            name="reden_einde",
        ),
        migrations.AddConstraint(
            model_name="verwijzing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "concept",
                            "verzonden",
                            "overleg",
                            "geaccepteerd",
                            "startgesprek",
                            "gestart",
                            "stagnatie",
                            "einde_voorgesteld",
                            "geweigerd",
                            "beeindigd",
                            "ingetrokken",
                        ],
                    )
                ),
                name="verwijzing_status_geldig",
            ),
        ),
        migrations.AddConstraint(
            model_name="verwijzing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "concept"), ("verzonden_op__isnull", True)),
                    ("status", "ingetrokken"),
                    models.Q(("verzonden_op__isnull", False), models.Q(("status", "concept"), _negated=True)),
                    _connector="OR",
                ),
                name="verwijzing_verzonden",
            ),
        ),
        migrations.AddConstraint(
            model_name="verwijzing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("beeindigd_op__isnull", False), ("status__in", ["beeindigd", "geweigerd", "ingetrokken"])
                    ),
                    models.Q(
                        ("beeindigd_op__isnull", True),
                        models.Q(("status__in", ["beeindigd", "geweigerd", "ingetrokken"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="verwijzing_einde",
            ),
        ),
        migrations.AddConstraint(
            model_name="verwijzing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["einde_voorgesteld", "gestart", "stagnatie"]), _negated=True),
                    ("gestart_op__isnull", False),
                    _connector="OR",
                ),
                name="verwijzing_gestart",
                violation_error_message="Schrijf op welke dag de hulp begon.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verwijzing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("beeindigd_op__isnull", True),
                    ("verzonden_op__isnull", True),
                    ("beeindigd_op__gte", models.F("verzonden_op")),
                    _connector="OR",
                ),
                name="verwijzing_periode",
                violation_error_message="De einddatum ligt voor de dag van verzenden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verwijzing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("tafel_besluit", ""), ("tafel_op__isnull", True)),
                    models.Q(("tafel_op__isnull", False), models.Q(("tafel_besluit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="verwijzing_tafel",
                violation_error_message="Vul de dag en het besluit van de escalatietafel samen in.",
            ),
        ),
    ]
