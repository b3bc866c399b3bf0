"""The Celery application with the clock of a test: the sweep each half second."""

from ggw.celery import app

app.conf.beat_schedule = {
    "veeg-herinneringen": {"task": "gezinnen.tasks.veeg_herinneringen", "schedule": 0.5, "options": {"expires": 55.0}}
}

__all__ = ["app"]
