"""Password rules of Django in whole Dutch sentences."""

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator


class Lengte(MinimumLengthValidator):
    """Django has no Dutch for this one."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Kies minstens {self.min_length} tekens."


class LijktOpPersoon(UserAttributeSimilarityValidator):
    def __init__(self, user_attributes: tuple[str, ...] = ("email", "naam"), max_similarity: float = 0.7) -> None:
        super().__init__(user_attributes, max_similarity)

    def get_error_message(self) -> str:
        return "Dit wachtwoord lijkt te veel op uw naam of e-mailadres."
