"""Password rules in whole Dutch sentences: length and guessability, no composition (ASVS 5.0, 6.2)."""

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError


class Lengte(MinimumLengthValidator):
    """Django has no Dutch for this one."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Kies minstens {self.min_length} tekens."


class LijktOpPersoon(UserAttributeSimilarityValidator):
    def __init__(self, user_attributes: tuple[str, ...] = ("email", "naam"), max_similarity: float = 0.7) -> None:
        super().__init__(user_attributes, max_similarity)

    def get_error_message(self) -> str:
        return "Dit wachtwoord lijkt te veel op uw naam of e-mailadres."


class Werkwoorden:
    """Words that somebody who knows where you work tries first (ASVS 5.0, 6.2.11)."""

    WOORDEN = ("ggw", "gezinsmanager", "jeugdbescherming", "jeugdzorg", "basisteam", "wachtwoord", "welkom")

    def validate(self, password: str, user: object = None) -> None:
        if password.isdigit():
            raise ValidationError("Een rij cijfers is te raden. Gebruik ook woorden.")
        rest = password.lower()
        for woord in self.WOORDEN:
            rest = rest.replace(woord, "")
        if rest != password.lower() and sum(teken.isalpha() for teken in rest) < 6:
            raise ValidationError("Dit wachtwoord is te raden voor wie weet waar u werkt. Kies andere woorden.")

    def get_help_text(self) -> str:
        return ""
