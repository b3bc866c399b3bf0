#!/bin/sh
# Before web and worker start: roles as the superuser, tables as their owner. May be run again.
set -eu
DATABASE_URL="$BEHEER_DATABASE_URL" python manage.py rollen
python manage.py migrate --noinput
