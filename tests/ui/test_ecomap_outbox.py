"""Nothing that was done on the map is lost, reordered or applied twice, whatever happens on the way."""

import pytest
from playwright.sync_api import TimeoutError

pytestmark = pytest.mark.browser

AGENCIES = ("agency", "hospital", "school")


def pull_until_it_takes(ecomap, one, other):
    """Streamlit may take the map away for a moment; a hand that pulled into nothing pulls again."""
    ecomap.pull(one, other)
    while not appears(ecomap.menu):
        ecomap.pull(one, other)


def appears(locator):
    try:
        locator.wait_for(timeout=1000)
    except TimeoutError:
        return False
    return True


def busy_hands(ecomap, count=64):
    """Choose, draw and drag without waiting for anything, with the whole page run again in between."""
    for turn in range(count):
        record_id = AGENCIES[turn // 4 % 3]
        match turn % 4:
            case 0:
                ecomap.page.mouse.click(*ecomap.at(record_id))
            case 1:
                pull_until_it_takes(ecomap, record_id, "client")
                ecomap.choose("普通")
            case 2:
                ecomap.drag(record_id, 12 if turn % 8 < 4 else -12, 6)
            case 3:
                ecomap.page.mouse.click(*ecomap.at("mother"))
        if turn % 5 == 0:
            ecomap.run_all()


BURST = """async (count) => {
  const found = (selector) => {
    const roots = [...document.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean);
    return roots.map((root) => root.querySelector(selector)).find(Boolean);
  };
  const sign = async (id) => {
    for (;;) {
      const there = found(`[data-id="${id}"]`);
      if (there) return there;
      await new Promise((later) => setTimeout(later, 5));
    }
  };
  const press = (target, key, more) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));
  const rest = () => [...document.querySelectorAll("button")].find((button) => button.textContent === "全体を再実行")?.click();
  for (let turn = 0; turn < count; turn++) {
    const id = ["agency", "mother"][Math.floor(turn / 3) % 2];
    const target = await sign(id);
    if (turn % 3 === 0) press(target, "Enter");
    if (turn % 3 === 1) {
      press(target, turn % 2 ? "ArrowDown" : "ArrowUp", { altKey: true });
      target.dispatchEvent(new KeyboardEvent("keyup", { key: "Alt", bubbles: true }));
    }
    if (turn % 3 === 2) {
      press(target, "l"), press(target, "Enter"), press(await sign("client"), "Enter");
      press(found('[role="menuitem"]'), "2");
    }
    if (turn % 10 === 9) rest();
    await new Promise((later) => setTimeout(later, 5));
  }
}"""


def burst(ecomap, count=64):
    """The same as fast as a machine can press keys."""
    ecomap.page.evaluate(BURST, count)


def port_of(server):
    return int(server.url.rpartition(":")[2])


def in_order(handed_over):
    """What the page was given, less what it was given again because a run was cut short before it could say so."""
    seen = {}
    for number, *event in handed_over:
        seen.setdefault(number, tuple(event))
    assert list(seen) == sorted(seen)
    return list(seen.values())


def altered(script, old, new):
    """The component with one line of it changed, as a script that runs in the page before it."""
    return f"""window.Blob = class extends Blob {{
        constructor(parts, kind) {{
            super(parts.map((part) => String(part).replace({old!r}, {new!r})), kind);
        }}
    }};{script}"""


WATCHED = altered(
    "window.taken = [];", "this.items.push({ number", "window.taken.push(event), this.items.push({ number"
)
"""It notes what hands did when it happens: Streamlit may take the map away for a moment, and hands then do nothing."""
FORGETFUL = altered(WATCHED, "items: this.items }", "items: this.items.splice(0) }")
"""What is sent is dropped at once instead of being kept until it is answered."""


def taken(ecomap):
    events = ecomap.page.evaluate("window.taken")
    return [(event["kind"], event["id"], event.get("other")) for event in events]


def changes(events):
    return [kind for kind, _, _ in events if kind in ("move", "line")]


def acts(household):
    return ["move" if action == "動かす" else "line" for action, _ in household.acts()]


@pytest.mark.parametrize("hands", [busy_hands, burst])
def test_64_mixed_events_arrive_once_each_and_in_order(map_of, server, household, hands):
    ecomap = map_of(household, server.url, script=WATCHED, slow=0.02)

    hands(ecomap)
    ecomap.answered()

    assert len(taken(ecomap)) > 56
    assert in_order(household.handed_over()) == taken(ecomap)
    assert acts(household) == changes(taken(ecomap))


def test_an_outbox_that_forgets_what_it_has_sent_would_be_noticed(map_of, server, household):
    ecomap = map_of(household, server.url, script=FORGETFUL, slow=0.02)

    burst(ecomap)
    ecomap.page.wait_for_timeout(1500)

    assert len(acts(household)) < len(changes(taken(ecomap)))


def test_a_server_that_dies_before_it_can_answer_has_applied_it_once(map_of, serve, household):
    with serve("ecomap_app.py") as server:
        ecomap = map_of(household, server.url, linger=2)
        ecomap.drag("agency", 120, 80)
        household.wait_for(lambda: household.acts())
        server.kill()
    with serve("ecomap_app.py", port=port_of(server)):
        ecomap.answered()

        assert acts(household) == ["move"]
        assert ecomap.place("agency") == tuple(map(round, household.now().positions["agency"]))


def test_a_drag_while_the_server_is_gone_arrives_when_it_is_back_once(map_of, serve, household):
    with serve("ecomap_app.py") as server:
        ecomap = map_of(household, server.url)
        ecomap.drag("hospital", -60, 30)
        ecomap.answered()
        server.kill()
        ecomap.page.get_by_text("接続が切れています").wait_for()
        ecomap.drag("agency", 120, 80)
        ecomap.draw("agency", "client")
        put = ecomap.place("agency")
        assert "未送信 2件" in ecomap.page.locator(".unsent").inner_text()
        assert household.now().ties == ()
    with serve("ecomap_app.py", port=port_of(server)):
        ecomap.answered()

        assert acts(household) == ["move", "move", "line"]
        assert tuple(map(round, household.now().positions["agency"])) == put == ecomap.place("agency")
        assert not ecomap.page.get_by_text("接続が切れています").is_visible()


def test_text_that_was_not_saved_yet_is_still_there_after_the_restart(map_of, serve, household):
    with serve("ecomap_app.py") as server:
        ecomap = map_of(household, server.url)
        ecomap.page.get_by_role("textbox", name="題").fill("書きかけ")
        server.kill()
        ecomap.page.get_by_text("接続が切れています").wait_for()
    with serve("ecomap_app.py", port=port_of(server)):
        ecomap.page.get_by_text("接続が切れています").wait_for(state="hidden", timeout=30_000)
        ecomap.answered()

        assert ecomap.page.get_by_role("textbox", name="題").input_value() == "書きかけ"


def test_leaving_with_something_unsent_is_asked_about(map_of, serve, household):
    with serve("ecomap_app.py") as server:
        ecomap = map_of(household, server.url)
        server.kill()
        ecomap.page.get_by_text("接続が切れています").wait_for()
        asked = []
        ecomap.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        ecomap.drag("agency", 120, 80)
        ecomap.page.close(run_before_unload=True)
        ecomap.page.wait_for_event("close")

    assert asked == ["beforeunload"]
