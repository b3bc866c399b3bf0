"""All settings, read from the environment (.env.example says why for each). What is secret has no default."""

from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")


def _sleutel(naam: str, tekst: str) -> bytes:
    sleutel = b64decode(tekst, validate=True)
    if len(sleutel) != 32:
        raise ImproperlyConfigured(f"{naam}: een sleutel is 32 bytes in base64.")
    return sleutel


def _sleutels(naam: str) -> dict[int, bytes]:
    """`1:base64,2:base64` as {version: 32 bytes}; the last one is the current key, the others still decrypt."""
    delen = [deel.partition(":") for deel in env.list(naam)]
    sleutels = {int(versie): _sleutel(naam, tekst) for versie, _, tekst in delen}
    if not sleutels:
        raise ImproperlyConfigured(f"{naam} is leeg.")
    return sleutels


# What kind of process this is

SECRET_KEY = env.str("SECRET_KEY")
SITE_URL = env.str("SITE_URL").rstrip("/")
DEBUG = env.bool("DEBUG", default=False)
VOORBEELD = env.bool("VOORBEELD", default=False)

# Anything else is reached over https by people; then nothing below is relaxed.
VEILIG = not SITE_URL.startswith(("http://localhost:", "http://127.0.0.1:"))
if VEILIG and (DEBUG or VOORBEELD):
    raise ImproperlyConfigured("DEBUG en VOORBEELD kunnen alleen als SITE_URL http://localhost:POORT is.")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS") if VEILIG else ["localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "ggw.onderdelen",
    "ggw.organisatie",
    "ggw.toegang",
    "ggw.concepten",
    "gezinnen",
    "veiligheid",
    "spic",
    "rapportage",
]

MIDDLEWARE = [
    "ggw.koppen.Koppen",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ggw.koppen.KleinePagina",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ggw.organisatie.sessies.Sessietermijnen",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "ggw.organisatie.sessies.TweedeStapVerplicht",
]
if VOORBEELD:
    MIDDLEWARE.insert(MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware"), "ggw.voorbeeld.AlleenLokaal")

ROOT_URLCONF = "ggw.urls"
WSGI_APPLICATION = "ggw.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "ggw.organisatie.navigatie.navigatie",
            ],
        },
    },
]

# A filter of a list has five selects: written in one go.
FORM_RENDERER = "ggw.onderdelen.invoer.Opmaak"

CRISPY_ALLOWED_TEMPLATE_PACKS = ["nlds"]
CRISPY_TEMPLATE_PACK = "nlds"

# Data

_database = env.db("DATABASE_URL")
_opties = _database.get("OPTIONS", {})
DATABASES = {
    "default": {
        **_database,
        # `?host=/pad` names a unix socket; as HOST the command-line clients find it too.
        "HOST": _opties.pop("host", _database["HOST"]),
        "ENGINE": "ggw.database",  # docs/adr/0049
        # Long enough that what is prepared pays off.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # No stacked commands, and the server's log shows $1 instead of a child's data.
        # A server that is away is found out before the web process gives up, so that people get a page.
        "OPTIONS": {"connect_timeout": 5, **_opties, "server_side_binding": True, "prepare_threshold": 1},
    }
}

CACHES = {
    # Not Redis: rate limits must survive an emptied one.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"},
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))()
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # the default lets any site read them

UPLOAD_MAX_BYTES = 20 * 1024 * 1024
VERZOEK_MAX_BYTES = 4 * UPLOAD_MAX_BYTES  # up to here a file that is too large gets its message at the field
FILE_UPLOAD_HANDLERS = ["gezinnen.bestanden.Geheugenupload"]  # never on disk in the clear
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# Keys of their own, apart from SECRET_KEY: a new SECRET_KEY must not make a BSN unreadable.
BSN_SLEUTELS = _sleutels("BSN_SLEUTELS")
BSN_HMAC_SLEUTEL = _sleutel("BSN_HMAC_SLEUTEL", env.str("BSN_HMAC_SLEUTEL"))
DOCUMENT_SLEUTELS = _sleutels("DOCUMENT_SLEUTELS")
CONCEPT_SLEUTELS = _sleutels("CONCEPT_SLEUTELS")

# The access log. The key that seals it is with the worker and who checks it, never with a web process.
_zegel = env.str("INZAGE_ZEGEL_SLEUTEL", default="")
INZAGE_ZEGEL_SLEUTEL = _sleutel("INZAGE_ZEGEL_SLEUTEL", _zegel) if _zegel else None
INZAGE_ZEGEL_UIT = env.str("INZAGE_ZEGEL_UIT", default="")
INZAGE_BEWAARJAREN = env.int("INZAGE_BEWAARJAREN", default=5)
if INZAGE_BEWAARJAREN < 5:
    raise ImproperlyConfigured("INZAGE_BEWAARJAREN: het inzagelogboek blijft minstens 5 jaar.")

# Language and time

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
FORMAT_MODULE_PATH = ["ggw.formaten"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# People and sessions

AUTH_USER_MODEL = "organisatie.Gebruiker"
AUTHENTICATION_BACKENDS = ["ggw.organisatie.aanmelden.Achterkant"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "ggw.organisatie.wachtwoorden.LijktOpPersoon"},
    {"NAME": "ggw.organisatie.wachtwoorden.Werkwoorden"},
    {"NAME": "ggw.organisatie.wachtwoorden.Lengte", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "ggw.organisatie.aanmelden.Adapter"
ACCOUNT_FORMS = {
    "login": "ggw.organisatie.accountforms.Aanmelden",
    "reset_password": "ggw.organisatie.accountforms.WachtwoordVergeten",
    "reset_password_from_key": "ggw.organisatie.accountforms.NieuwWachtwoord",
    "change_password": "ggw.organisatie.accountforms.WachtwoordWijzigen",
    "reauthenticate": "ggw.organisatie.accountforms.Bevestigen",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up, see the adapter; allauth checks that both agree
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password is told by mail
ACCOUNT_SESSION_REMEMBER = True  # no question at sign-in; SESSION_COOKIE_AGE is the limit
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("ALLAUTH_TRUSTED_PROXY_COUNT", default=0)

# The second step: a duty for everybody outside the example.
TWEEDE_STAP = VEILIG
TWEEDE_STAP_SLEUTELS = _sleutels("TWEEDE_STAP_SLEUTELS")
MFA_ADAPTER = "ggw.organisatie.tweedestap.MfaAdapter"
MFA_FORMS = {
    "authenticate": "ggw.organisatie.accountforms.TweedeStap",
    "reauthenticate": "ggw.organisatie.accountforms.TweedeStap",
    "activate_totp": "ggw.organisatie.accountforms.AppInstellen",
    "add_webauthn": "ggw.organisatie.accountforms.SleutelToevoegen",
    "edit_webauthn": "ggw.organisatie.accountforms.SleutelNoemen",
}
MFA_TOTP_ISSUER = "GGW"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation proves the address
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not VEILIG

# Signing in through the organisation (OpenID Connect: Entra ID, Keycloak); nothing of it exists when OIDC_URL is empty.
# The provider carries a hash of the issuer, so that a link made with one issuer is worth nothing at another.
OIDC_URL = env.str("OIDC_URL", default="").rstrip("/")
OIDC_NAAM = env.str("OIDC_NAAM", default="uw organisatie")
OIDC_AANBIEDER = f"oidc-{sha256(OIDC_URL.encode()).hexdigest()[:12]}"
if VEILIG and OIDC_URL and not OIDC_URL.startswith("https://"):
    raise ImproperlyConfigured("OIDC_URL begint met https://.")
_oidc = {
    "provider_id": OIDC_AANBIEDER,
    "name": OIDC_NAAM,
    "client_id": env.str("OIDC_CLIENT_ID", default=""),
    "secret": env.str("OIDC_SECRET", default=""),
    "settings": {"server_url": OIDC_URL},
}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [_oidc] if OIDC_URL else [], "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_ADAPTER = "ggw.organisatie.aanmelden.Organisatieadapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # linked by issuer and subject, never by address
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False

_voorvoegsel = "__Host-" if VEILIG else ""
SESSION_COOKIE_NAME = f"{_voorvoegsel}sessie"
SESSION_ENGINE = "ggw.organisatie.sessieopslag"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = VEILIG
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = f"{_voorvoegsel}csrf"
CSRF_COOKIE_SECURE = VEILIG
CSRF_COOKIE_HTTPONLY = True

# What the browser may do

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *([f"https://{urlsplit(OIDC_URL).netloc}"] if OIDC_URL else [])],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = VEILIG
# The health check comes from inside the container, without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if VEILIG else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = VEILIG
SECURE_HSTS_PRELOAD = VEILIG
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "ggw.fouten.te_oud"

# Whom a provider calls about a child outside office hours; empty: the page names the bereikbaarheidsdienst without a number.
DIENST_TELEFOON = env.str("DIENST_TELEFOON", default="")

# Whom to tell about a leak: /.well-known/security.txt
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
if VEILIG and not SECURITY_CONTACT:
    raise ImproperlyConfigured("SECURITY_CONTACT is leeg: wie een lek vindt, moet het kunnen melden.")
if not all(adres.startswith(("mailto:", "https://", "tel:")) for adres in SECURITY_CONTACT):
    raise ImproperlyConfigured("SECURITY_CONTACT begint met mailto:, https:// of tel: (RFC 9116).")

# Mail

_mail = env.email("EMAIL_URL")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"] or ""
EMAIL_PORT = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _mail["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Background work. Redis may be emptied at any moment: see ggw/celery.py.

CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 10, "socket_connect_timeout": 3}
CELERY_TASK_PUBLISH_RETRY = False  # the row is saved already and the sweep offers it again: nobody waits for the broker
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Logs: JSON on stdout, see ggw/logboek.py

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ggw.logboek.JsonFormatter", "foutteksten": not VEILIG}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own handlers mail tracebacks and print in colour.
        "django": {"handlers": [], "level": "NOTSET"},
        "django.server": {"handlers": [], "level": "NOTSET"},
        "fontTools": {"level": "WARNING"},  # narrates each font it subsets
    },
}
