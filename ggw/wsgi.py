"""The web process. It refuses to start on a database login that sees more than it should."""

import os

from django.core.wsgi import get_wsgi_application

from ggw.database.base import DatabaseWrapper
from ggw.opstart import controleer_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ggw.settings")

application = get_wsgi_application()
DatabaseWrapper.is_web = True
controleer_start()
