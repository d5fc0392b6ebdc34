# The site as an image: installed and its static files joined in a first stage, run by nobody in particular.
FROM python:3.13-slim AS build
WORKDIR /srv/site
RUN python -m venv /srv/venv
COPY requirements.txt .
RUN /srv/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
# Collecting static files starts the site's settings, which refuse to start without these; none is kept.
# What it writes has the permissions of uploads, which only their owner may read: here everybody may.
RUN SECRET_KEY=only-while-building SITE_URL=https://building.invalid ALLOWED_HOSTS=building.invalid \
    VAR_DIR=/tmp/build STATIC_ROOT=/srv/static DJANGO_SETTINGS_MODULE=cms.settings.base \
    /srv/venv/bin/python manage.py collectstatic --no-input \
    && chmod -R a+rX /srv/static

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /srv/var --shell /usr/sbin/nologin site \
    && install --directory --owner site --mode 0750 /srv/var
COPY --from=build /srv /srv
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.base \
    VAR_DIR=/srv/var \
    STATIC_ROOT=/srv/static \
    WEB_CONCURRENCY=2
WORKDIR /srv/site
USER site
VOLUME /srv/var
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# WEB_CONCURRENCY sets the number of processes. Their heartbeat files lie in memory, where no disk can stall them.
# The log has no queries and no referrers: they hold search words, and what somebody answered about their records.
CMD ["gunicorn", "cms.wsgi:application", "--bind=0.0.0.0:8000", "--threads=4", "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--access-logfile=-", "--access-logformat=%(t)s %(h)s %(m)s %(U)s %(s)s %(B)s %(M)sms"]
