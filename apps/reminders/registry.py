"""The subjects that rooms above have registered, by name."""

from apps.reminders.kinds import Kind
from apps.reminders.subjects import Adjustable, Alerting, Listed, Serial, Subject

_subjects: dict[str, Subject] = {}
_listed: dict[str, Listed] = {}
_adjustable: dict[str, Adjustable] = {}
_alerts: dict[str, frozenset[Kind]] = {}
_series: set[str] = set()


def register(subject: Subject) -> None:
    """Called from the ``ready`` of the room's app. Two subjects of one name are a mistake."""
    known = _subjects.setdefault(subject.name, subject)
    if type(known) is not type(subject):
        raise ValueError(f"The subject {subject.name} is registered twice.")
    # Looked up once: they are asked for with every message.
    if isinstance(known, Listed):
        _listed[known.name] = known
    if isinstance(known, Adjustable):
        _adjustable[known.name] = known
    if isinstance(known, Alerting):
        _alerts[known.name] = known.alerts
    if isinstance(known, Serial) and known.is_series:
        _series.add(known.name)


def get(name: str) -> Subject:
    """The subject of that name. Raises LookupError when no installed room has registered it."""
    try:
        return _subjects[name]
    except KeyError:
        raise LookupError(f"No room has registered the subject {name}.") from None


def listed() -> dict[str, Listed]:
    """Those whose list or author can be muted, by name, in the order of registering."""
    return _listed


def adjustable() -> dict[str, Adjustable]:
    """Those whose hours people may choose, by name, in the order of registering."""
    return _adjustable


def is_alert(name: str, kind: Kind) -> bool:
    """Whether such a message may come in the quiet hours of who allows it."""
    return kind in _alerts.get(name, ())


def is_series(name: str) -> bool:
    """Whether the occurrences of such a thing are things of their own."""
    return name in _series
