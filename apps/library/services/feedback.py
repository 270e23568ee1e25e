"""What readers say about an article, kept without anything that could tell who they are."""

from apps.core import clock
from apps.core.site_guide import guide
from apps.library.kinds import Clear
from apps.library.models import Feedback


def note_feedback(slug: str, answer: Clear) -> None:
    given = Feedback(slug=slug, answer=answer, given_on=clock.today(guide().time_zone))
    given.full_clean()
    given.save()
