"""What a person may do, in plain words. A section is named to people once its room exists."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles.kinds import Action, Level, Section

Words = dict[Level, Promise]


def _levels(none: Promise, see: Promise, take_part: Promise, edit: Promise) -> Words:
    return {Level.NONE: none, Level.SEE: see, Level.TAKE_PART: take_part, Level.EDIT: edit}


# To follow "can"; those of the level none follow "cannot".
CAN: dict[Section, Words] = {
    Section.PLAN: _levels(
        gettext_lazy("see the dates"),
        gettext_lazy("see the dates"),
        gettext_lazy("see the dates and offer to come along"),
        gettext_lazy("add and change dates"),
    ),
    Section.MEDICINES: _levels(
        gettext_lazy("see the medicines"),
        gettext_lazy("see the medicines"),
        gettext_lazy("see the medicines and note doses"),
        gettext_lazy("add and change medicines"),
    ),
    Section.TASKS: _levels(
        gettext_lazy("see the tasks"),
        gettext_lazy("see the tasks"),
        gettext_lazy("see and take on tasks"),
        gettext_lazy("change everybody’s tasks"),
    ),
    Section.DIARY: _levels(
        gettext_lazy("see the diary"),
        gettext_lazy("see the diary"),
        gettext_lazy("write in the diary"),
        gettext_lazy("change the diary"),
    ),
    Section.DOCUMENTS: _levels(
        gettext_lazy("see the documents"),
        gettext_lazy("see the documents"),
        gettext_lazy("add documents"),
        gettext_lazy("add and change documents"),
    ),
    Section.UPDATES: _levels(
        gettext_lazy("read the news"),
        gettext_lazy("read the news"),
        gettext_lazy("read and write news"),
        gettext_lazy("change everybody’s news"),
    ),
    Section.CARD: _levels(
        gettext_lazy("see the emergency card"),
        gettext_lazy("see the emergency card"),
        gettext_lazy("add to the emergency card"),
        gettext_lazy("change the emergency card"),
    ),
    Section.PEOPLE: _levels(
        gettext_lazy("see who is in the circle"),
        gettext_lazy("see who is in the circle"),
        gettext_lazy("see who is in the circle"),
        gettext_lazy("invite people and change what they may do"),
    ),
}


def sentence(name: str, levels: Mapping[Section, Level], shown: Iterable[Section]) -> str:
    """Like "Jun can see and take on tasks, and cannot see the dates."."""
    can: list[str] = []
    cannot: list[str] = []
    for section in shown:
        level = levels.get(section, Level.NONE)
        (cannot if level == Level.NONE else can).append(str(CAN[section][level]))
    values = {"name": name, "can": in_a_row(can), "cannot": in_a_row(cannot, last=_("or"))}
    if not can:
        return _("%(name)s cannot %(cannot)s.") % values
    if not cannot:
        return _("%(name)s can %(can)s.") % values
    return _("%(name)s can %(can)s, and cannot %(cannot)s.") % values


def in_a_row(words: list[str], last: str = "") -> str:
    """ "a, b and c"."""
    *front, end = words or [""]
    return f"{', '.join(front)} {last or _('and')} {end}" if front else end


# What a receipt says; "thing" is what it was done to.
DID = {
    Action.READ: gettext_lazy("%(name)s opened %(section)s"),
    Action.ADDED: gettext_lazy("%(name)s added %(thing)s"),
    Action.CHANGED: gettext_lazy("%(name)s changed %(thing)s"),
    Action.MOVED: gettext_lazy("%(name)s moved %(thing)s to another time"),
    Action.CANCELLED: gettext_lazy("%(name)s cancelled %(thing)s"),
    Action.RESTORED: gettext_lazy("%(name)s brought back %(thing)s"),
    Action.CLAIMED: gettext_lazy("%(name)s took on %(thing)s"),
    Action.RELEASED: gettext_lazy("%(name)s gave back %(thing)s"),
    Action.DONE: gettext_lazy("%(name)s finished %(thing)s"),
    Action.REOPENED: gettext_lazy("%(name)s opened %(thing)s again"),
    Action.ANSWERED: gettext_lazy("%(name)s answered for %(thing)s"),
    Action.ASKED: gettext_lazy("%(name)s asked for help with %(thing)s"),
    Action.THANKED: gettext_lazy("%(name)s said thank you for %(thing)s"),
    Action.INVITED: gettext_lazy("%(name)s invited %(thing)s"),
    Action.TOOK_BACK: gettext_lazy("%(name)s took back the invitation for %(thing)s"),
    Action.DECLINED: gettext_lazy("%(thing)s said no to the invitation"),
    Action.JOINED: gettext_lazy("%(name)s joined the circle"),
    Action.JOINED_OTHER: gettext_lazy(
        "%(name)s joined the circle with another address than the one that was invited"
    ),
    Action.LEFT: gettext_lazy("%(name)s left the circle"),
    Action.REMOVED: gettext_lazy("%(name)s took %(thing)s out of the circle"),
    Action.PAUSED: gettext_lazy("%(name)s paused the messages"),
    Action.RESUMED: gettext_lazy("%(name)s switched the messages on again"),
    Action.CLOSED: gettext_lazy("%(name)s closed the circle"),
    Action.OFFERED: gettext_lazy("%(name)s asked %(thing)s to take over the planning"),
    Action.ACCEPTED: gettext_lazy("%(name)s agreed to take over the planning"),
    Action.REFUSED: gettext_lazy("%(name)s said no to handing over the planning"),
}


def did(
    action: Action, name: str, thing: str, section: str, own_words: Mapping[Action, Promise]
) -> str:
    """One sentence of who did what, for the patient; some kinds of thing have words of their own for it."""
    words = own_words.get(action) or DID[action]
    return str(words) % {"name": name, "thing": thing or _("something"), "section": section}
