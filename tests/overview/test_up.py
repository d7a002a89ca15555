"""`manage.py up` as a person starts it: a process of its own, in an empty folder, on a free port."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from seminar.overview.management.commands.up import is_loopback

ROOT = Path(__file__).resolve().parents[2]
FIRST_START = 180  # seconds, with the demonstration being played, on a busy machine
STOP = 30

# One worker runs these one after another: each starts a whole system.
pytestmark = pytest.mark.xdist_group("up")


def environment(var, **more):
    """Nothing of the test run's own settings; empty values also outweigh a developer's .env."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONUNBUFFERED": "1",
        "VAR_DIR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
        "BROKER_URL": "memory://localhost",
        "CACHE_URL": "locmemcache://",
        "EMAIL_URL": "dummymail://",
        "DEBUG": "0",
        "DEMO": "1",
        "SECRET_KEY": "",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        **more,
    }


def up(*arguments, env):
    command = [sys.executable, str(ROOT / "manage.py"), "up", *arguments]
    return subprocess.run(command, env=env, cwd=env["VAR_DIR"], capture_output=True, text=True, timeout=FIRST_START)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def read(address):
    with urllib.request.urlopen(address, timeout=FIRST_START) as answer:
        return answer.read().decode()


def wait_for_worker(address, since):
    """Answers the health once the worker has been seen after `since`, an ISO time."""
    until = time.monotonic() + FIRST_START
    while time.monotonic() < until:
        health = json.loads(read(f"{address}/healthz"))
        if health["worker"] == "ok" and health["worker_seen_at"] > since:
            return health
        time.sleep(0.2)
    raise AssertionError(f"no worker after {FIRST_START} s: {health}")


@contextmanager
def started(var, output):
    """Yields process and address of a running system, and makes sure that none is left behind."""
    port = free_port()
    command = [sys.executable, str(ROOT / "manage.py"), "up", "--port", str(port)]
    with output.open("w") as log:
        process = subprocess.Popen(command, env=environment(var), cwd=var, stdout=log, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + FIRST_START
        while f"http://127.0.0.1:{port}/" not in output.read_text():
            assert process.poll() is None and time.monotonic() < until, output.read_text()
            time.sleep(0.1)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def stop(process, how):
    process.send_signal(how)
    return process.wait(STOP)


def test_first_start_builds_the_demonstration_and_the_second_finds_it(tmp_path):
    var, first, second = tmp_path / "var", tmp_path / "first.txt", tmp_path / "second.txt"
    var.mkdir()
    with started(var, first) as (process, address):
        seen_at = wait_for_worker(address, since="")["worker_seen_at"]
        assert "<html" in read(f"{address}/")
        assert stop(process, signal.SIGTERM) == 0
    assert "empty database" in first.read_text()
    assert "Sign in" in first.read_text()
    assert first.read_text().rstrip().endswith("Stopped.")

    with started(var, second) as (process, address):
        assert wait_for_worker(address, since=seen_at)["database"] == "ok"
        assert stop(process, signal.SIGINT) == 0
    assert "empty database" not in second.read_text()
    assert "built anew" not in second.read_text()
    for output in (first, second):
        assert "Traceback" not in output.read_text()
        assert "WARNING" not in output.read_text()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "seminar.example.org"])
def test_only_loopback_addresses_count_as_loopback(host):
    assert not is_loopback(host)
    assert is_loopback("127.0.0.1") and is_loopback("::1") and is_loopback("localhost")


def test_demonstration_refuses_another_host_before_anything_is_written(tmp_path):
    answer = up("--host", "0.0.0.0", "--port", str(free_port()), env=environment(tmp_path))
    assert answer.returncode == 1
    assert "loopback" in answer.stderr and "0.0.0.0" in answer.stderr
    assert not (tmp_path / "db.sqlite3").exists()


def test_demonstration_refuses_to_answer_for_another_name(tmp_path):
    answer = up(env=environment(tmp_path, ALLOWED_HOSTS="seminar.example.org"))
    assert answer.returncode == 1
    assert "DEMO=1" in answer.stderr and "Traceback" not in answer.stderr


def test_production_refuses_to_start_without_a_secret_key(tmp_path):
    answer = up(env=environment(tmp_path, DEMO="0", ALLOWED_HOSTS="seminar.example.org"))
    assert answer.returncode == 1
    assert "SECRET_KEY is not set" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_taken_port_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        answer = up("--port", str(port), env=environment(tmp_path))
    assert answer.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used: another program listens there." in answer.stderr
