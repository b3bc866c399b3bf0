FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app

COPY docker/systeem.sh docker/systeem.sh
RUN docker/systeem.sh && rm -rf /var/lib/apt/lists/*

COPY requirements.lock .
RUN pip install --require-hashes -r requirements.lock

COPY . .
# Collecting style sheets needs no secret.
RUN STATIC_ROOT=/app/staticfiles DJANGO_SETTINGS_MODULE=ggw.settings_bouw python manage.py collectstatic --noinput \
    && useradd --system --uid 10001 --home-dir /nonexistent ggw

USER ggw
EXPOSE 8000
CMD ["gunicorn", "ggw.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--max-requests", "2000", "--max-requests-jitter", "200", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
