"""Hostile pictures run nothing, and hostile browsers get a refusal."""

import pytest

pytestmark = pytest.mark.browser

HARM = "window.top.harm = 1"
PICTURE = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1600 900"
  onload="{HARM}" onclick="{HARM}">
  <script>{HARM}</script>
  <script xmlns="http://www.w3.org/1999/xhtml">{HARM}</script>
  <style>@import url("http://outside.example/style.css"); rect {{ fill: url("http://outside.example/fill.svg#a"); }}</style>
  <foreignObject width="100" height="100">
    <body xmlns="http://www.w3.org/1999/xhtml"><img src="nowhere" onerror="{HARM}"/><iframe srcdoc="x"/></body>
  </foreignObject>
  <img xmlns="http://www.w3.org/1999/xhtml" src="nowhere" onerror="{HARM}"/>
  <image href="http://outside.example/picture.png" onerror="{HARM}" width="10" height="10"/>
  <use href="data:image/svg+xml,&lt;svg id='a' onload='{HARM}'/&gt;#a"/>
  <use xlink:href="http://outside.example/use.svg#a"/>
  <a href="javascript:{HARM}"><text x="20" y="300">link</text></a>
  <rect width="900" height="100" style="fill: url(http://outside.example/fill.svg#a)" onmouseover="{HARM}"/>
  <g data-id="client" data-kind="person" data-x="400" data-y="400" transform="translate(400 400)" onfocus="{HARM}" tabindex="0">
    <rect width="300" height="100" fill="#fff"/>
    <text y="60">&lt;img src=x onerror={HARM}&gt;</text>
    <animate attributeName="onclick" values="{HARM}" begin="0s"/>
    <set attributeName="href" to="javascript:{HARM}" begin="0s"/>
  </g>
</svg>"""


def test_a_hostile_picture_runs_nothing_and_asks_nobody(map_of, server, household):
    (household.folder / "hostile.svg").write_text(PICTURE, "utf-8")
    ecomap = map_of(household, server.url, hostile=1)

    ecomap.page.mouse.click(*ecomap.at("client"))
    ecomap.page.mouse.move(300, 250)
    ecomap.page.keyboard.press("Tab")
    ecomap.answered()

    assert ecomap.page.evaluate("window.harm") is None
    assert ecomap.page.get_by_text("<img src=x onerror=").count() == 1
    left = ecomap.page.locator(".stage > svg").evaluate(
        "(svg) => [...svg.querySelectorAll('*')].map((e) => e.localName)"
    )
    assert set(left) <= {"g", "rect", "text"}


def test_the_same_picture_would_do_harm_if_it_were_taken_as_it_is(map_of, server, household, visitors):
    (household.folder / "hostile.svg").write_text(PICTURE, "utf-8")
    page = visitors().window(server.url)

    page.evaluate(
        """(text) => document.body.append(document.adoptNode(
            new DOMParser().parseFromString(text.replaceAll("http://outside.example", ""), "image/svg+xml").documentElement))""",
        PICTURE,
    )

    page.wait_for_function("window.harm === 1")


FORGED = """
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
        if (!window.forgeries) return send.call(this, data);
        const bytes = ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
        let text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
        for (const [said, forged] of window.forgeries) text = text.replaceAll(said, forged);
        send.call(this, Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
    };
"""
"""What the page sends can be rewritten on the way, a word for a word of the same length."""


@pytest.mark.parametrize(
    ("said", "forged"),
    [
        ('"kind":"move"', '"kind":"drop"'),
        ('"id":"agency"', '"id":"nobody"'),
        ('"id":"agency"', '"id":[[[{}]]]'),
        ('"x":', '"z":'),
    ],
)
def test_a_forged_move_is_refused_in_a_sentence(map_of, server, household, said, forged):
    assert len(said) == len(forged)
    ecomap = map_of(household, server.url, script=FORGED)
    ecomap.page.evaluate("(forgeries) => { window.forgeries = forgeries; }", [[said, forged]])

    ecomap.drag("agency", 120, 80)
    ecomap.page.locator(".told").wait_for()
    ecomap.answered()
    ecomap.page.evaluate("() => { window.forgeries = null; }")
    ecomap.drag("hospital", -60, 60)
    ecomap.answered()

    assert list(household.now().positions) == ["hospital"]
    assert ecomap.page.get_by_test_id("stException").count() == 0


def test_a_delivery_that_is_none_changes_nothing_and_breaks_nothing(map_of, server, household):
    ecomap = map_of(household, server.url, script=FORGED)
    ecomap.page.evaluate("""() => { window.forgeries = [['"client":', '"klient":']]; }""")

    ecomap.drag("agency", 120, 80)
    ecomap.page.wait_for_timeout(500)

    assert household.acts() == []
    assert "未送信 1件" in ecomap.page.locator(".unsent").inner_text()
    assert ecomap.page.get_by_test_id("stException").count() == 0


def test_nobody_speaks_for_another_browser(map_of, server, household):
    other = map_of(household, server.url)
    other.drag("hospital", -60, 60)
    other.answered()
    with household.store.file.writing() as db:
        db.execute("UPDATE outbox_event SET session_id = 'session of 鈴木'")

    other.drag("agency", 120, 80)
    other.page.get_by_text("この画面の送信を確認できません").wait_for()

    assert list(household.now().positions) == ["hospital"]
