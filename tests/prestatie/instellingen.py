"""The real settings for `make bench`, with beside the product what it is compared with, and a count of queries on request."""

from ggw.settings import *  # noqa: F403
from ggw.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
MIDDLEWARE = ["tests.prestatie.tellen.Tellen", *MIDDLEWARE]
ROOT_URLCONF = "tests.prestatie.adressen"
