"""The commands production runs too; docker-compose.yml has the same, and a test holds them together."""

import sys
from pathlib import Path


def web(address: str) -> list[str]:
    return [
        "gunicorn", "portal.wsgi:application", "--bind", address, "--worker-class", "gthread",
        "--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "5", "--no-control-socket",
    ]  # fmt: skip


def worker(processes: int = 2) -> list[str]:
    """Workers have nothing to tell each other, and asking for others costs a second at each start."""
    return [
        "celery",
        "--app",
        "portal",
        "worker",
        "--concurrency",
        str(processes),
        "--without-mingle",
        "--without-gossip",
        "--loglevel",
        "INFO",
    ]


def beat(schedule: Path | str) -> list[str]:
    return [
        "celery",
        "--app",
        "portal.beat",
        "beat",
        "--schedule",
        str(schedule),
        "--pidfile",
        "",
        "--loglevel",
        "INFO",
    ]


def sink(port: int, folder: Path) -> list[str]:
    return ["apps.demo.sink", "--port", str(port), "--dir", str(folder)]


def gateway(
    port: int, folder: Path, account: str, token_file: Path, answer_to: str = ""
) -> list[str]:
    where = ["--port", str(port), "--dir", str(folder), "--answer-to", answer_to]
    return ["apps.demo.gateway", *where, "--account", account, "--token-file", str(token_file)]


def manage(*arguments: str) -> list[str]:
    return ["manage.py", *arguments]


def here(command: list[str]) -> list[str]:
    """The command on this Python; a moved .venv breaks its scripts, never its modules."""
    program, *arguments = command
    return [
        sys.executable,
        *([program] if program.endswith(".py") else ["-m", program]),
        *arguments,
    ]
