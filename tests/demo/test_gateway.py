"""The demo's text gateway as its own process: it speaks Twilio's API and keeps what it is sent."""

import json
import subprocess
import sys
from pathlib import Path

import requests

from apps.demo.gateway import KEPT, Gateway
from script.local import commands, ports
from script.local.processes import wait_for

ROOT = Path(__file__).resolve().parents[2]
ACCOUNT, TOKEN = "AC1", "a-token"


def test_it_takes_texts_from_whoever_has_the_token_and_can_be_told_to_refuse(
    tmp_path: Path,
) -> None:
    port, token_file, folder = ports.free(), tmp_path / "token", tmp_path / "outbox"
    token_file.write_text(TOKEN)
    command = commands.here(commands.gateway(port, folder, ACCOUNT, token_file))
    base = f"http://127.0.0.1:{port}"
    url = f"{base}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    form = {"To": "+447700900123", "From": "+447700900000", "Body": "复查 🌷"}
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            wait_for(lambda: ports.answers(port), "the gateway", [], seconds=20)
            assert requests.post(url, data=form, timeout=5).status_code == 401
            requests.post(f"{base}/trouble", data={"status": 429, "times": 1}, timeout=5)
            refused = requests.post(url, data=form, auth=(ACCOUNT, TOKEN), timeout=5)
            assert (refused.status_code, refused.json()["code"]) == (429, 20429)
            taken = requests.post(url, data=form, auth=(ACCOUNT, TOKEN), timeout=5)
            assert taken.status_code == 201
        finally:
            process.terminate()
    assert process.returncode == 0
    [kept] = folder.iterdir()
    assert json.loads(kept.read_text())["body"] == "复查 🌷"


def test_only_the_newest_texts_are_kept(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path, ACCOUNT, TOKEN)
    for number in range(KEPT + 2):
        gateway.keep({"to": "+1", "body": str(number)})
    kept = [json.loads(path.read_text())["body"] for path in sorted(tmp_path.iterdir())]
    assert kept == [str(number) for number in range(2, KEPT + 2)]


def test_the_gateway_needs_no_django() -> None:
    question = "import sys, apps.demo.gateway; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", question], cwd=ROOT, check=False).returncode == 0
