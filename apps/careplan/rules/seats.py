"""Who may take which seat, and who may be in need of a lift."""

from collections.abc import Collection

from apps.careplan.kinds import SeatKind

HER_OWN = frozenset({SeatKind.DRIVER, SeatKind.NOTE_TAKER})
GOING_ALONG = frozenset({SeatKind.COMPANION, SeatKind.NOTE_TAKER})


def may_take_seat(kind: SeatKind, *, is_patient: bool) -> bool:
    """The patient may drive and take notes herself; she cannot be her own company."""
    return not is_patient or kind in HER_OWN


def may_need_lift(seats: Collection[SeatKind], *, is_patient: bool, is_call: bool) -> bool:
    """Whoever goes there, the patient or who comes along with ``seats``, unless they drive."""
    if is_call or SeatKind.DRIVER in seats:
        return False
    return is_patient or not GOING_ALONG.isdisjoint(seats)
