"""The Celery application and its clock.

A job is a row in the database; Redis only carries its number. What gets lost there, the sweep below offers again.
"""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ggw.settings")

app = Celery("ggw")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "verzegel-logboek": {
        "task": "ggw.toegang.tasks.verzegel_logboek",
        "schedule": 300.0,
        "options": {"expires": 290.0},
    },
    "controleer-logboek": {"task": "ggw.toegang.tasks.controleer_logboek", "schedule": crontab(hour=3, minute=10)},
    "zoek-opvallend": {"task": "ggw.toegang.tasks.zoek_opvallend", "schedule": crontab(hour=5, minute=20)},
    "ruim-concepten-op": {"task": "ggw.concepten.tasks.ruim_concepten_op", "schedule": crontab(hour=2, minute=40)},
    "ruim-sessies-op": {"task": "ggw.organisatie.tasks.ruim_sessies_op", "schedule": crontab(hour=2, minute=50)},
    "controleer-termijnen": {
        "task": "gezinnen.tasks.controleer_alle_termijnen",
        "schedule": crontab(hour=4, minute=30),
    },
    "verstuur-meldingen": {
        "task": "ggw.toegang.tasks.verstuur_meldingen",
        "schedule": 60.0,
        "options": {"expires": 55.0},
    },
    "veeg-herinneringen": {
        "task": "gezinnen.tasks.veeg_herinneringen",
        "schedule": 60.0,
        "options": {"expires": 55.0},
    },
    "plan-herinneringen": {"task": "gezinnen.tasks.plan_herinneringen", "schedule": crontab(hour=6, minute=0)},
    "beeindig-afgesproken-hulp": {
        "task": "spic.tasks.beeindig_afgesproken_hulp",
        "schedule": crontab(hour=0, minute=20),
    },
    "tel-kengetallen": {"task": "rapportage.tasks.tel_kengetallen", "schedule": crontab(hour=1, minute=20)},
    "leg-teamstanden-vast": {"task": "rapportage.tasks.leg_teamstanden_vast", "schedule": crontab(hour=5, minute=0)},
    "veeg-taken": {"task": "rapportage.tasks.veeg_taken", "schedule": 60.0, "options": {"expires": 55.0}},
}


@worker_init.connect
def _controleer_start(**kwargs: Any) -> None:
    from ggw.opstart import controleer_start  # needs the app registry

    controleer_start()
