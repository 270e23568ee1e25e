"""Who may take which seat."""

from apps.careplan.kinds import SeatKind

HER_OWN = frozenset({SeatKind.DRIVER, SeatKind.NOTE_TAKER})


def may_take_seat(kind: SeatKind, *, is_patient: bool) -> bool:
    """The patient may drive and take notes herself; she cannot be her own company."""
    return not is_patient or kind in HER_OWN
