"""Many rows at once, for tests of what stays the same however much there is."""

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import AutoField, Field, Model, UUIDField

from apps.accounts.models import User
from apps.circles.kinds import Role
from apps.circles.models import Circle, Membership
from apps.circles.rules import default_levels
from apps.core import clock


def many_members(circle: Circle, number: int, role: Role = Role.HELPER) -> list[Membership]:
    """So many people who came today, each with an address of their own."""
    users = User.objects.bulk_create(
        User(email=f"many{n}@example.org", name=f"Person {n}", time_zone="Europe/London")
        for n in range(number)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    today, levels = clock.today(circle.time_zone), default_levels(role)
    return Membership.objects.bulk_create(
        Membership(circle=circle, user=user, role=role, levels=levels, starts_on=today)
        for user in users
    )


def copies(row: Model, number: int, **differing: str) -> None:
    """So many rows like this one, but for what is given in SQL: there ``n`` counts them from 1."""
    fields = [f for f in row._meta.concrete_fields if not isinstance(f, AutoField)]
    table, names = row._meta.db_table, ", ".join(f.column for f in fields)
    values = ", ".join(differing.pop(f.name, None) or _as_it_is(f) for f in fields)
    assert differing == {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values}"
            f" FROM {table}, generate_series(1, {number}) AS n WHERE {table}.id = '{row.pk}'"
        )


def _as_it_is(field: "Field[object, object]") -> str:
    is_key = field.primary_key and isinstance(field, UUIDField)
    return "gen_random_uuid()" if is_key else field.column
