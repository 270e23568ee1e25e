"""What the outbox page reads from the folder of the mail sink."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from apps.demo import outbox


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    settings.VAR_DIR = tmp_path
    (tmp_path / "outbox").mkdir()
    return tmp_path / "outbox"


def received(folder: Path, name: str, subject: str) -> None:
    message = EmailMessage()
    message["To"] = "mei@demo.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 24 Nov 2026 09:00:00 +0000"
    message.set_content("Hello 陈美")
    message.add_alternative("<p>Hello</p>", subtype="html")
    (folder / f"{name}.eml").write_bytes(bytes(message))


def test_letters_are_shown_newest_first_with_their_text(folder: Path) -> None:
    received(folder, "20261124T090000.000001Z-000000", "First")
    received(folder, "20261124T090000.000002Z-000001", "Second 🌷")
    assert [letter.subject for letter in outbox.letters()] == ["Second 🌷", "First"]
    letter = outbox.letter("20261124T090000.000001Z-000000")
    assert letter
    assert letter.text.strip() == "Hello 陈美"
    assert letter.sent_at


@pytest.mark.parametrize("name", ["../secret", "nothing", "..", "/etc/passwd", "a/../../secret"])
def test_nothing_outside_the_folder_can_be_read(folder: Path, name: str) -> None:
    (folder.parent / "secret.eml").write_text("Subject: secret\n\n")
    assert outbox.letter(name) is None
