"""What tests of the running product share: a browser, and people at browsers of their own."""

import os
import sys
from pathlib import Path

import pytest
from browsing import Visitor

CHROMIUM = (
    "/usr/bin/chromium-headless-shell",  # the same browser without the windows around it, which cost a second each
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
)


def missing(tool):
    """Skip because of a missing tool; where all tools are required (JUSOU_REQUIRE_TOOLS=1), fail."""
    if os.environ.get("JUSOU_REQUIRE_TOOLS") == "1":
        pytest.fail(f"{tool} is required here and missing")
    pytest.skip(f"{tool} is missing")


@pytest.fixture(autouse=True)
def _main_module_stays():
    """Streamlit's AppTest puts its page in the place of `__main__`, where a spawned process would run it again."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def browser():
    """Chromium, as the system has it."""
    from playwright.sync_api import sync_playwright

    executable = next((path for path in CHROMIUM if Path(path).exists()), None) or missing("Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing outside is ever reached
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visitors(browser):
    """`visitors()` is somebody at a browser of their own; in the end none of them has asked for an outside host."""
    here = []

    def visitor(**context):
        here.append(Visitor(browser, **context))
        return here[-1]

    yield visitor
    print(*(complaint for visitor in here for complaint in visitor.complaints), sep="\n")  # noqa: T201  # beside a failure
    outside = [url for visitor in here for url in visitor.outside]
    for visitor in here:
        visitor.context.close()
    assert outside == []


@pytest.fixture
def visitor(visitors):
    """One person at a browser of their own."""
    return visitors()
