"""The real settings, minus what only costs time in a test: slow hashes, compressed files, https."""

import os

from ggw import proefomgeving  # noqa: F401  (fills the environment, so it comes first)
from ggw.settings import *  # noqa: F403

# Each test database is a copy of one that has been migrated already (ggw/lokaal/sjabloon.py).
if "PROEF_SJABLOON" in os.environ:
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["PROEF_SJABLOON"], "MIGRATE": False}  # noqa: F405

# A test asks as a web process does.
DATABASES["default"]["OPTIONS"]["options"] = "-c plan_cache_mode=force_generic_plan"  # noqa: F405

VEILIG = False
TWEEDE_STAP = False
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "sessie"  # a browser refuses __Host- over http
CSRF_COOKIE_NAME = "csrf"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # no collectstatic before the tests
WHITENOISE_USE_FINDERS = True
