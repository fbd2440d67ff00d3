"""What one move of the pointer costs the browser while a sign is dragged over a map of 45 people and agencies."""

import os
import secrets
import statistics
from datetime import UTC, datetime

import pytest
from browsing import ready
from builders import a_staff
from households_on_a_map import a_crowd
from running_server import running_server

from jusou_meeting.session import Session
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store, hashed

pytestmark = [pytest.mark.benchmark, pytest.mark.browser]

MOVES = 120
WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
FRAME = "() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))"


@pytest.fixture
def window(visitor, tmp_path):
    """The page of a household with 12 people and 33 agencies."""
    store, staff, now = (
        Store.create(tmp_path / "city.db", municipality="架空市"),
        a_staff(),
        datetime.now(UTC),
    )
    crowd = a_crowd(12, 33, 1)
    facts = [crowd.profile, *crowd.people, *crowd.involvements, *crowd.issues, *crowd.ties, *crowd.roles]
    store.cases.open_case(staff, crowd.case, facts, at=now)
    token = secrets.token_urlsafe(32)
    store.door.start(
        Session(
            id=hashed(token), staff_id=staff.id, role=StaffRole.COORDINATOR, name="佐藤", started_at=now, seen_at=now,
        )
    )  # fmt: skip
    with running_server(store.file.path) as server:
        window = visitor.holds("jusou_session", token).window(f"{server.url}/household?case={crowd.case.id}")
        window.wait_for_selector("[data-kind=agency]")
        ready(window).wait_for_timeout(1000)
        yield window


def middle(sign):
    box = sign.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("kind", ["agency", "person"])
def test_script_and_layout_for_each_move_of_the_pointer(window, capsys, kind):
    devtools = window.context.new_cdp_session(window)
    devtools.send("Performance.enable")

    def worked():
        told = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
        return sum(told[name] for name in WORK) * 1000

    def cost(act):
        before = worked()
        act()
        window.evaluate(FRAME)
        return worked() - before

    signs = window.locator(":is([data-kind=person], [data-kind=agency])").count()
    x, y = middle(window.locator(f"[data-kind={kind}]").first)
    window.mouse.move(x, y)
    window.mouse.down()
    window.mouse.move(x + 20, y + 10)
    still = [cost(lambda: None) for _ in range(20)]
    taken = [
        cost(lambda n=n: window.mouse.move(x + 20 + 3 * (n % 40), y + 10 + 2 * (n % 25)))
        for n in range(MOVES)
    ]
    window.mouse.up()

    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\ndrag of one {kind} among {signs}: script, style and layout of one move: "
            f"median {statistics.median(taken):.1f} ms, p95 {statistics.quantiles(taken, n=20)[-1]:.1f} ms, "
            f"a frame without a move {statistics.median(still):.1f} ms (target p95 8 ms; load {os.getloadavg()[0]:.1f})"
        )
    assert signs == 45
