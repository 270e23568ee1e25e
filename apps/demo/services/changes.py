"""What the demo's family changed and took off lately, so that there is something to read, and to undo."""

from dataclasses import replace
from datetime import timedelta

from apps.careplan import selectors, services
from apps.careplan.models import Task
from apps.careplan.rules import QuestionDraft, TaskDraft
from apps.circles.access import Access
from apps.core import clock
from apps.demo.ids import demo_id

CHANGED = "task changed"


def build(access: dict[str, Access], zone: str) -> None:
    """Once: what is there already stays as people left it."""
    if Task.objects.visible_to(access["ana"]).filter(pk=demo_id(CHANGED)).exists():
        return
    _clinic(access)
    _task(access, zone)
    _removed(access, zone)


def _clinic(access: dict[str, Access]) -> None:
    """Ana moved it by half an hour, and Mei added what to bring."""
    ana, mei, pk = access["ana"], access["mei"], demo_id("clinic")
    row = selectors.appointment(ana, pk)
    draft = selectors.draft_of_appointment(ana, row)
    ends_at = draft.when.ends_at and draft.when.ends_at + timedelta(minutes=30)
    later = replace(
        draft.when, starts_at=draft.when.starts_at + timedelta(minutes=30), ends_at=ends_at
    )
    moved = replace(draft, when=later)
    services.edit_appointment(ana, appointment_id=pk, version=row.version, draft=moved)
    more = f"{moved.preparation}\nBring the list of medicines.".strip()
    services.edit_appointment(
        mei, appointment_id=pk, version=row.version + 1, draft=replace(moved, preparation=more)
    )


def _task(access: dict[str, Access], zone: str) -> None:
    ana, pk = access["ana"], demo_id(CHANGED)
    due_on = clock.today(zone) + timedelta(days=4)
    draft = TaskDraft("Return the library books", "", due_on)
    task = services.add_task(ana, task_id=pk, draft=draft)
    notes = "The bag is by the door. The big one with the maps is due first."
    other = replace(draft, due_on=due_on + timedelta(days=1), notes=notes)
    services.edit_task(ana, task_id=pk, version=task.version, draft=other)


def _removed(access: dict[str, Access], zone: str) -> None:
    ana = access["ana"]
    draft = TaskDraft("Fetch the parcel", "", clock.today(zone) + timedelta(days=2))
    task = services.add_task(ana, task_id=demo_id("task removed"), draft=draft)
    services.withdraw_task(ana, task.pk)
    asked = QuestionDraft("Is the parking free?", demo_id("clinic"))
    (question,) = services.propose_questions(
        access["rosa"], once=demo_id("question removed"), draft=asked
    )
    services.drop_question(ana, question.pk)
