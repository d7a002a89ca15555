"""A production installation: the parts of docker-compose.yml, gunicorn behind a proxy, one beat only."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from allauth.account.adapter import get_adapter
from celery.beat import PersistentScheduler

from seminar.celery import app
from seminar.overview.beat import OneBeat

ROOT = Path(__file__).resolve().parents[2]
HOST = "seminar.example.org"
START = 60  # seconds, on a busy machine
BEHIND_PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
SECRETS = {
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "ALLOWED_HOSTS": HOST,
    "SITE_URL": f"https://{HOST}",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


# ---- containers -----------------------------------------------------------------------------------------------------


def test_every_part_has_a_health_check_and_starts_after_what_it_needs(compose):
    services = compose["services"]
    assert set(services) == {"setup", "web", "worker", "beat", "postgres", "redis"}
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"] == {
            "setup": {"condition": "service_completed_successfully"},
            "postgres": {"condition": "service_healthy"},
            "redis": {"condition": "service_healthy"},
        }
    assert services["setup"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert all(services[name]["healthcheck"]["test"] for name in services if name != "setup")
    assert services["setup"]["restart"] == "no"
    assert [name for name, service in services.items() if "beat" in service.get("command", [])] == ["beat"]


def test_only_a_proxy_on_the_same_machine_reaches_it(compose):
    published = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_every_volume_is_declared_and_every_setting_explained(compose):
    used = {line.split(":")[0] for service in compose["services"].values() for line in service.get("volumes", [])}
    assert used == set(compose["volumes"])
    explained = (ROOT / ".env.example").read_text()
    for name in re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()):
        assert re.search(rf"^(# )?{name}=", explained, re.MULTILINE), name


def run(*command, **environment):
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)


def has_compose() -> bool:
    return (
        bool(shutil.which("docker"))
        and not subprocess.run(["docker", "compose", "version"], capture_output=True).returncode
    )


@pytest.mark.skipif(not has_compose(), reason="the plugin docker compose is not installed here")
def test_the_client_accepts_the_file():
    known = {**os.environ, **SECRETS, "POSTGRES_PASSWORD": "secret"}
    done = subprocess.run(
        ["docker", "compose", "config", "--quiet"], cwd=ROOT, env=known, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


# ---- the web server -------------------------------------------------------------------------------------------------


def ask(port, path, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer


def wait_for(port, process, log):
    until = time.monotonic() + START
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture
def web(tmp_path):
    """Gunicorn with production settings, as the proxy of the installation sees it."""
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "WEB_CONCURRENCY": "2", "DEMO": "0", **SECRETS}
    env |= {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "BROKER_URL": "memory://",
        "CACHE_URL": "locmemcache://",
    }
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        subprocess.run([sys.executable, "manage.py", *command, "-v0"], cwd=ROOT, env=env, check=True)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    log = tmp_path / "web.log"
    with log.open("w") as output:
        gunicorn = Path(sys.executable).with_name("gunicorn")
        process = subprocess.Popen([gunicorn, f"--bind=127.0.0.1:{port}"], cwd=ROOT, env=env, stderr=output)
    try:
        wait_for(port, process, log)
        yield port, process, log
    finally:
        process.kill()
        process.wait()


@pytest.mark.xdist_group("up")
def test_gunicorn_behind_a_proxy(web):
    port, process, log = web
    page = ask(port, "/", {"Host": HOST, **BEHIND_PROXY})
    assert page.status == 200 and "max-age" in page.headers["Strict-Transport-Security"]
    assert ask(port, "/healthz", {"Host": HOST}).status == 200
    plain = ask(port, "/", {"Host": HOST})
    assert (plain.status, plain.headers["Location"]) == (301, f"https://{HOST}/")
    assert ask(port, "/", {"Host": "other.example.org", **BEHIND_PROXY}).status == 400
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert "Traceback" not in log.read_text()


def test_attempts_are_counted_for_the_browser_and_not_for_the_proxy(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    asked = rf.get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}, REMOTE_ADDR="127.0.0.1")
    assert get_adapter().get_client_ip(asked) == "203.0.113.9"


# ---- one beat -------------------------------------------------------------------------------------------------------


@pytest.fixture
def schedule(tmp_path, monkeypatch):
    monkeypatch.setattr(PersistentScheduler, "setup_schedule", lambda self: None)
    monkeypatch.setattr(PersistentScheduler, "tick", lambda self: 60)
    return str(tmp_path / "beat-schedule")


def test_a_second_beat_refuses_to_start_until_the_first_has_ended(schedule):
    first = OneBeat(app, schedule_filename=schedule, lazy=False)
    with pytest.raises(SystemExit, match="another beat runs on these files"):
        OneBeat(app, schedule_filename=schedule, lazy=False)
    first._lock.close()  # as when its process is gone
    OneBeat(app, schedule_filename=schedule, lazy=False)


def test_every_tick_is_seen_on_the_lock(schedule):
    beat = OneBeat(app, schedule_filename=schedule, lazy=False)
    os.utime(f"{schedule}.lock", (0, 0))
    assert beat.tick() == 60
    assert os.stat(f"{schedule}.lock").st_mtime > 0
