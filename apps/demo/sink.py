"""The demo's mail server: takes every message and keeps it as a file, so that nothing leaves this machine.

It imports no Django: it runs beside the portal as its own small process.
"""

import argparse
import asyncio
import signal
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

KEPT = 500


class Outbox:
    """A folder with the newest messages, one file each, named so that they sort by arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.keep(envelope.original_content or b"")
        return "250 OK"

    def keep(self, message: bytes) -> Path:
        """Written aside and moved into place: whoever lists the folder never sees half a message."""
        arrived = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        path = self.folder / f"{arrived}-{next(self.numbers):06}.eml"
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(message)
        unfinished.rename(path)
        for old in sorted(self.folder.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return path


async def serve(host: str, port: int, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    outbox = Outbox(folder)
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    server = await loop.create_server(
        lambda: SMTP(outbox, enable_SMTPUTF8=True, loop=loop), host, port
    )
    async with server:
        await stopped.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--dir", type=Path, required=True)
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.host, chosen.port, chosen.dir))


if __name__ == "__main__":
    main()
