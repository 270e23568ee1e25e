# One image for web, worker, beat and migrate; docker-compose.yml says which one a container is.

FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY . .
# Settings refuse to load without a site; these values stay in this stage and reach no server.
RUN SECRET_KEY=for-building-only-and-never-for-a-server-that-people-use SITE_URL=http://localhost SITE_FILE=site.toml MAIL_FROM=build@localhost \
    DATABASE_URL=postgresql://localhost/build REDIS_URL=redis://localhost SMTP_URL=smtp://localhost \
    python manage.py collectstatic --no-input \
    && python -m compileall -q apps portal

FROM python:3.13-slim
RUN groupadd --gid 10001 alongside \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin alongside
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/app/var
USER 10001:10001
EXPOSE 8000
