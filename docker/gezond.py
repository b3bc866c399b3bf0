"""Health check of the web container: ask as the proxy would, by the name it uses."""

import os
import sys
import urllib.request

HOST = os.environ["ALLOWED_HOSTS"].split(",")[0]
vraag = urllib.request.Request("http://127.0.0.1:8000/gezond/", headers={"Host": HOST})
with urllib.request.urlopen(vraag, timeout=5) as antwoord:
    sys.exit(antwoord.status != 200)
