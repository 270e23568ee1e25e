"""Two people at once with one invitation, and the last two coordinators leaving at once."""

from uuid import uuid4

import pytest

from apps.accounts.models import User
from apps.circles import services
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Role
from apps.circles.models import Invitation, Membership, Receipt
from apps.circles.services.circles import add_member
from apps.circles.services.leaving import leave_circle
from apps.core.errors import RuleError
from tests.careplan.test_races import at_once
from tests.people import make_cast, make_circle, make_user

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def offered(access: Access) -> Invitation:
    return services.invite(access, invitation_id=uuid4(), name="Lee", role=Role.HELPER)


def newcomers(number: int) -> list[User]:
    return [make_user(f"new{number}{key}@example.org", "New") for key in "ab"]


def test_of_two_people_with_one_link_one_has_the_place_and_the_other_is_told_kindly() -> None:
    cast = make_cast()
    access = cast.access(cast.coordinator)
    for number in range(ROUNDS):
        invitation, people = offered(access), newcomers(number)
        results = at_once(
            *(
                lambda user=user, it=invitation: services.accept_invitation(user, it)
                for user in people
            )
        )
        errors = [result for result in results if isinstance(result, RuleError)]
        assert [error.message for error in errors] == ["This invitation has already been used."]
        assert Membership.objects.filter(user__in=people).count() == 1


def test_one_person_who_joins_twice_at_once_has_one_place() -> None:
    cast = make_cast()
    invitation, (user, _other) = offered(cast.access(cast.coordinator)), newcomers(0)

    def join() -> object:
        return services.accept_invitation(user, invitation)

    results = at_once(join, join)
    assert sum(isinstance(result, RuleError) for result in results) == 1
    assert Membership.objects.filter(user=user).count() == 1
    assert Receipt.objects.filter(action="joined", membership__user=user).count() == 1


def test_of_the_last_two_coordinators_one_stays() -> None:
    for number in range(ROUNDS):
        first, second = newcomers(number)
        circle = make_circle(first, "Mum", for_self=False)
        add_member(circle, second, Role.COORDINATOR, "")
        places = [open_circle(user, circle.pk) for user in (first, second)]
        results = at_once(*(lambda access=access: leave_circle(access) for access in places))
        assert sum(isinstance(result, RuleError) for result in results) == 1
        assert Membership.objects.filter(circle=circle, ended_at=None).count() == 1
