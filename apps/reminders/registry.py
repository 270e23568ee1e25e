"""The subjects that rooms above have registered, by name."""

from apps.reminders.subjects import Adjustable, Subject

_subjects: dict[str, Subject] = {}
_adjustable: dict[str, Adjustable] = {}


def register(subject: Subject) -> None:
    """Called from the ``ready`` of the room's app. Two subjects of one name are a mistake."""
    known = _subjects.setdefault(subject.name, subject)
    if type(known) is not type(subject):
        raise ValueError(f"The subject {subject.name} is registered twice.")
    if isinstance(known, Adjustable):  # looked up once: it is asked for with every message
        _adjustable[known.name] = known


def get(name: str) -> Subject:
    """The subject of that name. Raises LookupError when no installed room has registered it."""
    try:
        return _subjects[name]
    except KeyError:
        raise LookupError(f"No room has registered the subject {name}.") from None


def adjustable() -> dict[str, Adjustable]:
    """Those whose hours people may choose, by name, in the order of registering."""
    return _adjustable
