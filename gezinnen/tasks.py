"""Work for the worker. What is to be done stands in the database; a task that gets lost is made up for by the next minute."""

from celery import shared_task

from gezinnen.herinneren import plan
from gezinnen.rekenen import beantwoord_rekenverzoeken
from gezinnen.termijncontrole import controleer_termijnen
from gezinnen.versturen import veeg
from ggw.toegang.deur import als_systeem


@shared_task(acks_late=True, ignore_result=True)
def controleer_alle_termijnen() -> None:
    controleer_termijnen()


@shared_task(acks_late=True)
def veeg_herinneringen() -> None:
    beantwoord_rekenverzoeken()
    veeg()


@shared_task(acks_late=True)
def plan_herinneringen() -> None:
    with als_systeem():
        plan()
