"""Starts what is measured, each in a process of its own on a free port of this machine, and stops it again."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RIG = Path(__file__).resolve().parent
PATIENCE = 180  # seconds a start may take, with the demonstration being played


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def environment(var: Path, port: int, *, demo: bool) -> dict[str, str]:
    """Everything the settings read, so that neither the environment nor a `.env` file changes a measurement."""
    return {
        **os.environ,
        "VAR_DIR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
        "BROKER_URL": "memory://",
        "CACHE_URL": "locmemcache://",
        "EMAIL_URL": "dummymail://",
        "SECRET_KEY": "only-for-measurements-" + "x" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DEMO": "1" if demo else "0",
        "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "seminar.settings",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def system(env: dict[str, str], port: int) -> Iterator[subprocess.Popen]:
    """`manage.py up`, answering, until the block ends."""
    command = [sys.executable, "manage.py", "up", "--port", str(port)]
    with served(command, env, "/healthz", port) as process:
        yield process


@contextmanager
def bare(var: Path, port: int) -> Iterator[subprocess.Popen]:
    """The bare Django of `bare.py`, answering, until the block ends."""
    with served([sys.executable, str(RIG / "bare.py"), str(var), str(port)], dict(os.environ), "/", port) as process:
        yield process


@contextmanager
def served(command: list[str], env: dict[str, str], path: str, port: int) -> Iterator[subprocess.Popen]:
    log = Path(env.get("VAR_DIR", ".")) / "output.log" if "VAR_DIR" in env else None
    with open(log or os.devnull, "w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_for(process, path, port, log)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(process: subprocess.Popen, path: str, port: int, log: Path | None) -> None:
    """Returns when the first answer is there; ends the script with the process's own words when none comes."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.settimeout(PATIENCE)
                connection.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
                if connection.recv(16).startswith(b"HTTP/1"):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"No start within {PATIENCE} seconds:\n" + (log.read_text() if log else ""))


def inside(script: str, env: dict[str, str], *arguments: str, data=None):
    """Runs a script of this folder with the project's settings and answers with the JSON that it prints."""
    command = [sys.executable, str(RIG / script), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, input=json.dumps(data), text=True, stdout=subprocess.PIPE)
    if done.returncode:
        raise SystemExit(f"{script} ended with {done.returncode}.")
    return json.loads(done.stdout.splitlines()[-1])
