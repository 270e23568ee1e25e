"""The limit to compare a page with: Django, a session, eight queries in all, sixteen rows, one template.

Sixteen rows are what Today shows of a full circle: an appointment and its two seats, six tasks, three other
circles with the next date of each, and the circle itself.

One file holds its settings, models, view and data. It runs under the same server and on the same
PostgreSQL as the portal, in a database of its own. Used by bench/pages.py:

    python -m bench._bare_site setup        make the tables and rows, print the session cookie
    gunicorn bench._bare_site:application
"""

import os
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

HERE = Path(__file__).resolve().parent
URL = urlsplit(os.environ["DATABASE_URL"])
DATABASE = os.environ.get("BARE_DATABASE", "bench_bare")

if not settings.configured:
    settings.configure(
        SECRET_KEY="bare" * 16,
        ALLOWED_HOSTS=["127.0.0.1", "localhost"],
        ROOT_URLCONF="bench._bare_site",
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                    ]
                },
            }
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "HOST": URL.hostname,
                "PORT": URL.port,
                "USER": URL.username,
                "PASSWORD": URL.password,
                "NAME": DATABASE,
                "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    sys.modules.setdefault("bench._bare_site", sys.modules[__name__])
    django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402


class Person(models.Model):
    owner = models.ForeignKey(User, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)

    class Meta:
        app_label = "bare"


class Visit(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    at = models.DateTimeField(db_index=True)
    title = models.CharField(max_length=120)

    class Meta:
        app_label = "bare"
        indexes = (models.Index(fields=("person", "at"), name="visit_person_at"),)


class Note(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        app_label = "bare"
        indexes = (models.Index(fields=("person", "-at"), name="note_person_at"),)


def page(request: HttpRequest) -> HttpResponse:
    """Session and user make two queries, these six more."""
    now = timezone.now()
    people = list(Person.objects.filter(owner=request.user))
    first = people[0]
    coming = Visit.objects.filter(person=first, at__gte=now).order_by("at")
    past = Visit.objects.filter(person=first, at__lt=now).order_by("-at")
    soon = Visit.objects.filter(person__in=[p.pk for p in people], at__gte=now).order_by("at")
    notes = Note.objects.filter(person=first)
    context = {
        "people": people,
        "coming": list(coming[:4]),
        "past": list(past[:4]),
        "notes": list(notes.order_by("-at")[:5]),
        "soon": soon.first(),
        "count": notes.filter(at__gte=now - timedelta(days=30)).count(),
    }
    return render(request, "bare.html", context)


urlpatterns = [path("", page)]
application = get_wsgi_application()


def setup() -> None:
    """Make the database, its rows and a session; print the session's key."""
    import psycopg
    from django.core.management import call_command
    from django.db import connection

    admin = os.environ["DATABASE_URL"]
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE}")
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in (Person, Visit, Note):
            editor.create_model(model)
    user = User.objects.create_user("bench")
    now = timezone.now()
    people = Person.objects.bulk_create(
        Person(owner=user, name=f"Person {number}") for number in range(2)
    )
    Visit.objects.bulk_create(
        Visit(person=people[n % 2], at=now + timedelta(hours=n - 1000), title=f"Visit {n}")
        for n in range(2000)
    )
    Note.objects.bulk_create(
        Note(person=people[n % 2], at=now - timedelta(hours=n), text=f"note {n} " * 3)
        for n in range(2000)
    )
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    print(session.session_key)


if __name__ == "__main__" and sys.argv[1:] == ["setup"]:
    setup()
