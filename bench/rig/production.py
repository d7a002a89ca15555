"""The processes of a production installation, each in a group of its own, so that one can be killed with its children.

Two web processes on two ports, two workers, one beat, as docs/operating.md describes them: PostgreSQL, Redis and a mail
server. Only the address is http, because there is no proxy in front of it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from rig.processes import ROOT, environment, free_port, wait_for

PROGRAMS = Path(sys.executable).parent
REDIS = os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379")


class Process:
    """One of them; it can be killed and started again."""

    def __init__(self, name: str, command: list, env: dict, port: int | None = None):
        self.name, self.command, self.env, self.port = name, [str(word) for word in command], env, port
        self.log = Path(env["VAR_DIR"]) / f"{name}.log"
        self.running = None

    def start(self) -> None:
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                self.command, cwd=ROOT, env=self.env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def wait(self) -> None:
        """Until a web process answers."""
        if self.port:
            wait_for(self.running, "/healthz", self.port, self.log)

    def kill(self) -> None:
        """At once and with its children: as when the power goes."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def stop(self) -> None:
        if self.running is None or self.running.poll() is not None:
            return
        self.running.terminate()
        try:
            self.running.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


def settings(var: Path, database: str, broker: str, mail_port: int) -> dict[str, str]:
    own = {
        "DATABASE_URL": database,
        "BROKER_URL": broker,
        "CACHE_URL": broker,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "WEB_CONCURRENCY": "1",
    }
    return environment(var, 0, demo=False) | own


def processes(env: dict[str, str]) -> dict[str, Process]:
    celery = [PROGRAMS / "celery", "-A", "seminar.celery"]
    worker = [*celery, "worker", "--loglevel", "WARNING", "--concurrency", "2", "--hostname"]
    found = {name: Process(name, [*worker, f"{name}@%h"], env) for name in ("worker1", "worker2")}
    for name in ("web1", "web2"):
        port = free_port()
        found[name] = Process(name, [PROGRAMS / "gunicorn", f"--bind=127.0.0.1:{port}"], env, port)
    return found | {"beat": Process("beat", [*celery, "beat", "--loglevel", "WARNING"], env)}


@contextmanager
def running(env: dict[str, str]) -> Iterator[dict[str, Process]]:
    found = processes(env)
    try:
        for process in found.values():
            process.start()
        for process in found.values():
            process.wait()
        yield found
    finally:
        for process in found.values():
            process.stop()


@contextmanager
def broker() -> Iterator[str | None]:
    """The URL of a Redis database that holds nothing, emptied again afterwards; None when no Redis answers."""
    try:
        number = next((n for n in range(15, 0, -1) if not redis.Redis.from_url(f"{REDIS}/{n}").dbsize()), None)
    except redis.ConnectionError:
        number = None
    if number is None:
        yield None
        return
    try:
        yield f"{REDIS}/{number}"
    finally:
        redis.Redis.from_url(f"{REDIS}/{number}").flushdb()
