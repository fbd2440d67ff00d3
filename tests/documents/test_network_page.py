"""The one-file page opens by a double click, asks nothing of any place, and runs nothing that somebody wrote."""

import re
import subprocess

import pytest
from builders import NOW, a_case, a_household, a_person, a_role, an_involvement, an_issue

from jusou_meeting.documents.handout import ecomap_file

HOSTILE = '</script><img src=x onerror="pwned=1"><script>pwned=1</script>{{7*7}}'
HOUSEHOLD = a_household(
    case=a_case(sample=True),
    people=(a_person(label=HOSTILE),),
    involvements=(an_involvement(name=HOSTILE),),
    issues=(an_issue("money", title=HOSTILE), an_issue("work", title="就労")),
    roles=(a_role("visit", "agency", issue_ids=("money",), task=HOSTILE),),
)

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, tmp_path):
    file = tmp_path / "map.html"
    file.write_bytes(ecomap_file(HOUSEHOLD, suffix=".html", organisation="架空市", at=NOW))
    window = browser.new_page()
    window.heard = []
    window.on("request", lambda request: window.heard.append(request.url))
    window.on("pageerror", lambda error: window.heard.append(str(error)))
    window.on("console", lambda message: window.heard.append(message.text))
    window.goto(file.as_uri())
    window.wait_for_function("() => document.body.dataset.drawn === 'whole'")
    yield window
    window.close()


def test_it_asks_for_nothing_but_itself_and_complains_of_nothing(page):
    assert page.heard == [page.url]


def test_nothing_that_somebody_wrote_runs(page):
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("img").count() == 0


def test_map_and_network_stand_in_it_and_say_how_they_are_to_be_handled(page):
    assert page.locator(".picture svg [data-kind=issue]").count() == 2
    assert page.locator(".notices span").all_inner_texts() == ["見本・架空の世帯", "取扱注意"]
    page.get_by_text("文で読む").click()
    assert page.locator("li", has_text="課題：2　就労（担当なし）").count() == 1


def test_something_is_drawn_and_a_click_tells_what_it_is(page):
    inked = """() => {
        const canvas = document.querySelector('#drawn canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value, place) => place % 4 === 3 && value > 0);
    }"""
    assert page.evaluate(inked)
    page.locator("#drawn").evaluate("(drawn) => drawn.scrollIntoView({ block: 'center' })")
    at = page.evaluate("""() => {
        const { x, y } = network.canvasToDOM(network.getPosition("work"));
        const box = document.getElementById("drawn").getBoundingClientRect();
        return [box.x + x, box.y + y];
    }""")
    page.mouse.click(*at)

    page.wait_for_function(
        "() => document.getElementById('said').textContent === '課題：2　就労（担当なし）'"
    )


def test_it_prints_broadside_the_map_on_one_sheet_and_the_network_whole_on_the_next(page, tmp_path):
    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)

    def asked(*command):
        return subprocess.run([*command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    told = asked("pdfinfo", "-l", "9", "map.pdf")
    assert re.findall(r"size: +([\d.]+) x ([\d.]+)", told) == [("841.92", "594.96")] * 2
    map_sheet, network_sheet, _ = asked("pdftotext", "map.pdf", "-").split("\f")
    assert "凡例" in map_sheet
    assert "凡例" not in network_sheet
    assert network_sheet.strip() == "課題ネットワーク"
    page.emulate_media(media="print")
    drawn = page.locator("#drawn canvas")
    assert drawn.evaluate("(canvas) => getComputedStyle(canvas).objectFit") == "contain", (
        "no letter is squeezed"
    )
