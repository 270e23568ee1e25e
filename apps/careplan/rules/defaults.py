"""What each kind of appointment usually is like: how long it takes and who is good to have along."""

from dataclasses import dataclass
from datetime import timedelta

from apps.careplan.kinds import AppointmentKind, SeatKind


@dataclass(frozen=True, slots=True)
class KindDefaults:
    """``length`` counts while no end is written; ``seats`` are ticked when the kind is chosen."""

    length: timedelta
    seats: frozenset[SeatKind] = frozenset()


_HOUR = timedelta(hours=1)
_DRIVER, _COMPANION, _NOTES = SeatKind.DRIVER, SeatKind.COMPANION, SeatKind.NOTE_TAKER

KIND_DEFAULTS = {
    AppointmentKind.CLINIC: KindDefaults(_HOUR, frozenset({_DRIVER, _NOTES})),
    AppointmentKind.SCAN: KindDefaults(_HOUR, frozenset({_DRIVER})),
    AppointmentKind.BLOOD_TEST: KindDefaults(_HOUR / 2),
    AppointmentKind.CHEMOTHERAPY: KindDefaults(4 * _HOUR, frozenset({_DRIVER, _COMPANION})),
    AppointmentKind.RADIOTHERAPY: KindDefaults(_HOUR, frozenset({_DRIVER})),
    AppointmentKind.INJECTION: KindDefaults(_HOUR / 2),
    AppointmentKind.SURGERY: KindDefaults(6 * _HOUR, frozenset({_DRIVER, _COMPANION})),
    AppointmentKind.THERAPY: KindDefaults(_HOUR),
    AppointmentKind.CALL: KindDefaults(_HOUR / 2),
    AppointmentKind.OTHER: KindDefaults(_HOUR),
}
