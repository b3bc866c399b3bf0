"""The Celery application and its clock.

A job is a row in the database; Redis only carries its number. What gets lost there, the sweep below offers again.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ggw.settings")

app = Celery("ggw")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "veeg-taken": {"task": "rapportage.tasks.veeg_taken", "schedule": 60.0, "options": {"expires": 55.0}},
}


@worker_init.connect
def _controleer_start(**kwargs: Any) -> None:
    from ggw.opstart import controleer_start  # needs the app registry

    controleer_start()
