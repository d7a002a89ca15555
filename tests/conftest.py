"""Leaves browser tests out where there is no Chromium, and says so; TESTS_COMPLETE=1 allows nothing to be left out."""

import os

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.chromium import HOW_TO_INSTALL, chromium_path

# A busy machine is not a fault of the program, so slowness alone fails no property.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")

left_out = pytest.StashKey[int]()


def pytest_configure(config):
    config.stash[left_out] = 0
    if os.environ.get("TESTS_COMPLETE") == "1" and not chromium_path():
        raise pytest.UsageError(f"TESTS_COMPLETE=1, but there is no Chromium for the browser tests: {HOW_TO_INSTALL}")


def pytest_collection_modifyitems(config, items):
    if chromium_path():
        return
    browser = [item for item in items if item.get_closest_marker("browser")]
    items[:] = [item for item in items if not item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=browser)
    config.stash[left_out] = len(browser)


def pytest_sessionfinish(session):
    # Present in a parallel worker only: the one way to tell the process that prints the summary.
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash[left_out]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    # Every worker collects the same tests, so the numbers are equal and not added up.
    number = getattr(node, "workeroutput", {}).get("left_out", 0)
    node.config.stash[left_out] = max(node.config.stash[left_out], number)


def pytest_terminal_summary(terminalreporter, config):
    if number := config.stash[left_out]:
        terminalreporter.write_line(
            f"{number} browser tests were left out, because there is no Chromium. To run them: {HOW_TO_INSTALL}",
            yellow=True,
        )
