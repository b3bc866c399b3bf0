"""Keys to sort names on: the database has no ICU, so the order that people expect is made here and stored."""

import re
import unicodedata

VOORVOEGSELS = re.compile(r"^(?:(?:van|de|der|den|het|'t|ten|ter|op|in|aan|uit|bij)\s+)+(?=\S)")


def sorteersleutel(*delen: str) -> str:
    """Lower case without accents, empty parts left out: "Öztomaat" stands with the O. Other scripts stay as they are."""
    tekst = " ".join(deel.strip() for deel in delen if deel.strip()).casefold()
    return "".join(teken for teken in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(teken))


def gezinssleutel(naam: str) -> str:
    """As a Dutch name list does it: "Van de Kastanjelaar" stands with the K."""
    return VOORVOEGSELS.sub("", sorteersleutel(naam))[:160]
