"""What gezinnen itself puts in the header, the tabs and "Wat nu"."""

from gezinnen.aanhaken import TABBLADEN, Tabblad


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Overzicht", "gezinnen:overzicht", "gezin.bekijken", 10))
