"""The small fixed cast of the tests: one circle with every role, and people who are not in it."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery

from apps.accounts import services as accounts
from apps.accounts.models import TermsAcceptance, User
from apps.circles import services as circles
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Role
from apps.circles.models import AccessPeriod, Circle, Membership, Receipt
from apps.circles.services.circles import add_member
from apps.core import clock


@dataclass(frozen=True)
class Cast:
    """Mei's circle, and Rosa's, which has nothing to do with it."""

    circle: Circle
    other_circle: Circle
    patient: User
    coordinator: User
    helper: User
    follower: User
    former: User
    stranger: User
    other: User

    def access(self, user: User) -> Access:
        return open_circle(user, self.circle.pk)

    def people(self) -> dict[str, User]:
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, User)}


def make_user(email: str, name: str, *, zone: str = "Europe/London") -> User:
    """Someone who has signed in before and accepted the terms."""
    user = User.objects.create_user(email, name=name, time_zone=zone, language="en")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    accounts.accept_terms(user, name=name)
    return user


def signed_in(user: User) -> str:
    """The key of a session on their own phone, as signing in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(365 * 24 * 3600)
    session.save()
    return str(session.session_key)


def make_circle(starter: User, patient_name: str, *, for_self: bool) -> Circle:
    return circles.start_circle(
        starter,
        circle_id=uuid4(),
        patient_name=patient_name,
        country="gb",
        for_self=for_self,
    ).circle


def make_cast() -> Cast:
    """Made by the services, and written again in one statement where a test begins at the same time as one before it.

    Most tests begin with it, and the services take many times as long.
    """
    now = clock.now()
    kept = next((cast for made_at, cast in _kept.items() if _is_as_new(made_at, now)), None)
    if kept is not None:
        return _copy(*kept)
    cast = _make_cast()
    _kept[now] = pickle.dumps(cast), ";".join(map(_written, _rows(cast)))
    return cast


_kept: dict[datetime, tuple[bytes, str]] = {}
FRESH = timedelta(minutes=5)


def _is_as_new(made_at: datetime, now: datetime) -> bool:
    """Nothing in it would be different had it been made now."""
    return timedelta() <= now - made_at < FRESH and made_at.date() == now.date()


def _rows(cast: Cast) -> Iterator[list[Model]]:
    """All that the services wrote, table by table, what others point to first."""
    users, circles = cast.people().values(), (cast.circle, cast.other_circle)
    yield [*users]
    yield [*EmailAddress.objects.filter(user__in=users)]
    yield [*TermsAcceptance.objects.filter(user__in=users)]
    yield [*circles]
    yield [*Membership.objects.filter(circle__in=circles)]
    yield [*AccessPeriod.objects.filter(membership__circle__in=circles)]
    yield [*Receipt.objects.filter(circle__in=circles)]


def _written(rows: list[Model]) -> str:
    """What writes these rows as they are."""
    model = type(rows[0])
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows, raw=True)
    [(sql, parameters)] = query.get_compiler(connection=connection).as_sql()
    return str(connection.ops.compose_sql(sql, parameters))


def _copy(cast: bytes, sql: str) -> Cast:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    copied: Cast = pickle.loads(cast)  # noqa: S301 (our own, of this process)
    return copied


def _make_cast() -> Cast:
    names = {
        "patient": "Mei Chen",
        "coordinator": "Ana Ruiz",
        "helper": "Jun Cole",
        "follower": "Rosa Park",
        "former": "Kit Former",
        "stranger": "Sam Stranger",
        "other": "Olga Other",
    }
    users = {role: make_user(f"{role}@example.org", name) for role, name in names.items()}
    circle = make_circle(users["patient"], "Mei", for_self=True)
    add_member(circle, users["coordinator"], Role.COORDINATOR, "daughter")
    add_member(circle, users["helper"], Role.HELPER, "neighbour")
    add_member(circle, users["follower"], Role.FOLLOWER, "friend")
    former = add_member(circle, users["former"], Role.COORDINATOR, "")
    former.starts_on = clock.today(circle.time_zone) - timedelta(days=30)
    former.ends_on = clock.today(circle.time_zone) - timedelta(days=1)
    former.save()
    other_circle = make_circle(users["other"], "Olga", for_self=True)
    return Cast(circle=circle, other_circle=other_circle, **users)
