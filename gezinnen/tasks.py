"""Work for the worker around families."""

from celery import shared_task

from gezinnen.termijncontrole import controleer_termijnen


@shared_task(acks_late=True, ignore_result=True)
def controleer_alle_termijnen() -> None:
    controleer_termijnen()
