"""Health check of the web container: ask as the proxy would, by the name it uses."""

import http.client
import os
import sys

verbinding = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
verbinding.request("GET", "/gezond/", headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0]})
sys.exit(verbinding.getresponse().status != 200)
