"""From the click on an open page to the first paint of C01: our map beside the ready-made tools, on one page."""

import os
import shutil
import statistics
import subprocess
import sys
import tarfile
from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import ready
from playwright.sync_api import TimeoutError as NeverPainted
from running_server import running_server

from jusou_meeting.store import Store

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.browser,
    pytest.mark.skipif(
        not (find_spec("streamlit_agraph") and find_spec("st_link_analysis")),
        reason='the tools are not installed: pip install -e ".[benchmark]"',
    ),
]

HERE = Path(__file__).parent
TOOLS = ("ours", "pyvis", "streamlit-agraph", "st-link-analysis")
TIMES = 7
PATIENCE = 10_000
"""Milliseconds after which nobody waits for a picture any more."""
SETTINGS = {
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",
}


@pytest.fixture(scope="module")
def page_of_tools(tmp_path_factory):
    file = tmp_path_factory.mktemp("peers") / "city.db"
    Store.create(file, municipality="架空市")
    path = os.pathsep.join(sys.path)
    with running_server(file, app=HERE / "peers_app.py", PYTHONPATH=path, **SETTINGS) as server:
        yield server.url


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """What pyvis asks a CDN for, from the package that the CDN serves."""
    npm = shutil.which("npm") or pytest.skip("npm is missing, which brings what pyvis asks a CDN for")
    folder = tmp_path_factory.mktemp("cdn")
    subprocess.run([npm, "pack", "bootstrap@5.0.0-beta3"], cwd=folder, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        package.extractall(folder, filter="data")
    return {
        f"/npm/bootstrap@5.0.0-beta3/{file}": (folder / "package" / file).read_bytes()
        for file in ("dist/css/bootstrap.min.css", "dist/js/bootstrap.bundle.min.js")
    }


def answering(files):
    """A network on which the CDN is next door and answers at once: better than any real one."""

    def answer(cdp, asked):
        path = urlsplit(asked["request"]["url"]).path
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        headers = [
            {"name": "Content-Type", "value": kind},
            {"name": "Access-Control-Allow-Origin", "value": "*"},
        ]
        cdp.send(
            "Fetch.fulfillRequest",
            {
                "requestId": asked["requestId"],
                "responseCode": 200,
                "responseHeaders": headers,
                "body": b64encode(files[path]).decode(),
            },
        )

    return answer


def silence(cdp, asked):
    """A network whose firewall drops what goes out, as a city hall's does."""


def painted_after(browser, url, tool, network):
    """Milliseconds from the click to the picture, in a browser that has the app open and draws its first map; None = not within our patience."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1366, "height": 768})
    try:
        context.add_init_script(path=HERE / "first_paint.js")
        page = context.new_page()
        cdp = context.new_cdp_session(page)
        cdp.on("Fetch.requestPaused", lambda asked: network(cdp, asked))
        cdp.send("Fetch.enable", {"patterns": [{"urlPattern": "https://*"}]})  # nothing else is slowed down
        page.goto(url)
        ready(page).wait_for_timeout(1000)
        page.get_by_role("button", name=tool, exact=True).click()
        page.wait_for_function("() => window.painted", timeout=PATIENCE)
        return page.evaluate("() => window.painted - window.clicked")
    except NeverPainted:
        return None
    finally:
        context.close()


def told(taken):
    """The median; a picture that never came is longer than any."""
    waits = sorted(PATIENCE if ms is None else ms for ms in taken)
    median = statistics.median(waits)
    return f"> {PATIENCE:,} ms" if median >= PATIENCE else f"{median:.0f} ms ({waits[0]:.0f}–{waits[-1]:.0f})"


@pytest.mark.parametrize("network", ["open", "hanging"])
def test_from_the_click_to_the_first_paint(browser, page_of_tools, request, capsys, network):
    answer = silence if network == "hanging" else answering(request.getfixturevalue("outside"))
    for tool in TOOLS:  # the server has everything loaded
        painted_after(browser, page_of_tools, tool, answer)
    taken = {tool: [] for tool in TOOLS}
    for _ in range(TIMES):
        for tool in TOOLS:
            if taken[tool][:2] != [None, None]:
                taken[tool].append(painted_after(browser, page_of_tools, tool, answer))
    with capsys.disabled():
        print(f"\nclick → first paint of C01, network {network} (load {os.getloadavg()[0]:.1f}):")  # noqa: T201
        for tool in TOOLS:
            print(f"  {tool}: {told(taken[tool])}")  # noqa: T201  # what a benchmark is for
    assert None not in taken["ours"]
