"""The demo's mail server: what is sent to it is what stands in its folder."""

import smtplib
import subprocess
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from apps.demo.sink import KEPT, Outbox
from script.local import ports
from script.local.processes import wait_for

ROOT = Path(__file__).resolve().parents[2]


def test_a_message_arrives_whole(tmp_path: Path) -> None:
    port = ports.free()
    command = [sys.executable, "-m", "apps.demo.sink", "--port", str(port), "--dir", str(tmp_path)]
    message = EmailMessage()
    message["From"], message["To"] = "hello@alongside.example", "rose@example.org"
    message["Subject"] = "Zoë, 复查 is tomorrow"
    message.set_content("See you there 🌷\n.\n")
    with subprocess.Popen(command, cwd=ROOT) as sink:
        try:
            wait_for(lambda: ports.answers(port), "the sink", [], seconds=20)
            with smtplib.SMTP("127.0.0.1", port) as client:
                client.send_message(message)
        finally:
            sink.terminate()
    assert sink.returncode == 0
    [kept] = tmp_path.iterdir()
    arrived = message_from_bytes(kept.read_bytes(), policy=policy.default)
    assert kept.suffix == ".eml"
    assert arrived["Subject"] == message["Subject"]
    assert arrived.get_content().splitlines() == ["See you there 🌷", "."]


def test_only_the_newest_messages_are_kept_in_the_order_they_came(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    for number in range(KEPT + 3):
        outbox.keep(str(number).encode())
    kept = [path.read_text() for path in sorted(tmp_path.iterdir())]
    assert kept == [str(number) for number in range(3, KEPT + 3)]


def test_the_sink_needs_no_django() -> None:
    question = "import sys, apps.demo.sink; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", question], cwd=ROOT, check=False).returncode == 0
