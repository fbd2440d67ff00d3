"""The wall is sent the words of the map, and one role's while it is read aloud; nothing at all while it is dark."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from browsing import words_in
from builders import an_abuse_suspicion
from playwright.sync_api import expect

from jusou_meeting.ecomap.gap import map_gaps
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.missing import missing
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

TOKENS = (
    "会津 花子",
    "あいづ はなこ",
    "東栄町三丁目",
    "0242-00-1111",
    "1962-01-05",
    "昭和37年",
    "夜に大声がする",
)
HOUSEHOLD = {
    "title": "60代の親と30代の子",
    "opened_on": "2026-10-14",
    "household": {"address": "東栄町三丁目", "phone": "0242-00-1111", "note": "夜に大声がする"},
    "people": [
        {"id": "p1", "kinship": "本人", "name": "会津 花子", "kana": "あいづ はなこ", "birth_on": "1962-01-05", "note": "夜に大声がする"},
        {"id": "p2", "kinship": "子", "age_band": "30代"},
    ],
    "issues": [{"id": "i1", "subject": "p1", "title": "家賃の滞納", "note": "夜に大声がする"}],
    "agencies": [{"id": "a1", "name": "市建築住宅課", "field": "住宅", "note": "夜に大声がする"}],
    "ties": [{"between": ["a1", "p1"], "word": "支援", "source": "夜に大声がする", "note": "夜に大声がする"}],
    "roles": [
        {"assignee": "a1", "task": "夜に大声がする", "for": ["p1"], "issues": ["i1"], "assigned_in": "m"},
        {"assignee": "a1", "task": "分納を一緒に考える", "for": ["p1"], "due_text": "月末までに", "assigned_in": "m"},
    ],
    "meetings": [{"id": "m", "kind": "支援会議", "held_on": "2026-11-05", "reason": "夜に大声がする", "opened_at": "2026-11-05T14:00"}],
}  # fmt: skip


@pytest.fixture
def case_id(municipality, tmp_path):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    return municipality.case(path)


@pytest.fixture
def wall(municipality, case_id, visitor):
    """The projector's window of an open meeting, every frame it was sent, and the switch of the wall."""
    store = municipality.store
    [record] = store.cases.meetings(municipality.staff, case_id, Footing.STATUTORY)
    window, heard = municipality.wall(visitor, case_id, record.meeting.id), []
    window.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
    window.goto(f"{municipality.url}/projector/")
    expect(window.get_by_text("投影を止めています")).to_be_attached(timeout=20_000)

    def sent():
        return words_in(heard) + window.content() + window.title()

    def switch(*, dark, nameless=False, gap="", reading=""):
        said = {"nameless": nameless, "gap": gap_key(gap), "reading": role_of(reading)}
        store.projections.change(
            municipality.staff, record.meeting.id, lambda wall: replace(wall, dark=dark, **said)
        )

    def role_of(task):
        household = store.cases.household(municipality.staff, case_id, Footing.STATUTORY)
        return next((role.id for role in household.roles if role.task == task), None)

    def gap_key(sentence):
        household = store.cases.household(municipality.staff, case_id, Footing.STATUTORY)
        today = today_in_tokyo(datetime.now(UTC))
        found = (*missing(household, record), *map_gaps(household, today))
        return next((finding.key for finding in found if finding.sentence == sentence), "")

    return window, sent, switch


def test_a_dark_wall_is_sent_nothing_of_the_household(wall):
    _, sent, _ = wall

    assert [word for word in (*TOKENS, "家賃の滞納", "市建築住宅課", "60代の親") if word in sent()] == []


def light(colour):
    """The relative luminance of a colour as a browser writes it (WCAG 2.1)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_a_dark_wall_says_can_be_read_and_does_not_glare(wall):
    window, _, _ = wall
    for words in ("投影を止めています", "映すときは、会議の画面で F9 を押します。"):
        said = window.get_by_text(words)
        expect(said).not_to_have_css(
            "color", "rgb(31, 41, 55)", timeout=15_000
        )  # our style comes with the frame
        colour = said.evaluate(
            "(said) => { const [own, faint] = [said, said.parentElement].map(getComputedStyle);"
            " if (own.opacity * faint.opacity !== 1) throw new Error('it is faint'); return own.color }"
        )
        assert 4.5 <= (light(colour) + 0.05) / 0.05 <= 9


def test_one_gap_is_sent_to_the_wall_in_its_audiences_words_and_nothing_else_of_the_list(wall):
    window, sent, switch = wall

    switch(dark=False, gap="役割「夜に大声がする」の期限がありません。")
    expect(window.get_by_text("役割「№1」の期限がありません。")).to_be_visible(timeout=20_000)

    assert [token for token in TOKENS if token in sent()] == []
    others = ("意向", "主担当", "確認がまだ", "次回", "守秘", "つながって")
    assert [word for word in others if word in sent()] == []

    switch(dark=False, gap="「子」には、つながっている機関がありません。")
    expect(window.get_by_text("「子」には、つながっている機関がありません。")).to_be_visible(timeout=20_000)
    switch(dark=False)
    expect(window.get_by_text("つながっている機関")).to_have_count(0, timeout=20_000)


def test_what_the_wall_showed_is_written_down_with_the_hour_at_which_it_was_lit(wall, municipality, case_id):
    window, _, switch = wall
    lit_at = datetime.now(UTC)

    switch(dark=False)
    expect(window.locator("[data-kind=agency]").first).to_be_visible(timeout=20_000)

    cases, staff = municipality.store.cases, municipality.staff
    [shown] = cases.sharings(staff, case_id, Footing.STATUTORY)
    assert shown.at >= lit_at


def test_a_lit_wall_is_sent_the_words_of_the_map_and_no_more(wall):
    window, sent, switch = wall

    switch(dark=False)
    expect(window.locator("[data-kind=agency]").first).to_be_visible(timeout=20_000)

    assert "家賃の滞納" in sent()
    assert [token for token in TOKENS if token in sent()] == []


def test_one_role_is_sent_to_the_wall_while_it_is_read_aloud_and_no_word_of_another(wall):
    window, sent, switch = wall
    aloud = ("分納を一緒に考える", "月末までに")

    switch(dark=True, reading="分納を一緒に考える")
    switch(dark=False)
    expect(window.locator("[data-kind=agency]").first).to_be_visible(timeout=20_000)
    assert [word for word in aloud if word in sent()] == []

    switch(dark=False, reading="分納を一緒に考える")
    card = window.locator(".st-key-read-aloud")
    expect(card).to_contain_text("分納を一緒に考える", timeout=20_000)
    for word in ("市建築住宅課", "本人", "月末までに"):
        expect(card).to_contain_text(word)
    assert [token for token in TOKENS if token in sent()] == []

    switch(dark=False)
    expect(card).to_have_count(0, timeout=20_000)
    assert [word for word in aloud if word in window.content()] == []


def test_a_role_of_somebody_who_may_be_abused_is_said_to_be_told_by_voice_alone(wall, municipality, case_id):
    window, sent, switch = wall
    client = municipality.store.cases.household(municipality.staff, case_id, Footing.STATUTORY).client
    with municipality.change(case_id, "虐待の疑いを記録") as change:
        change.save(an_abuse_suspicion(subject_id=client.id))

    switch(dark=False, reading="分納を一緒に考える")
    said = window.get_by_text("いま読み上げている役割は、声だけでお伝えします。")
    expect(said).to_be_visible(timeout=20_000)
    assert said.evaluate("(said) => parseFloat(getComputedStyle(said).fontSize)") >= 20
    assert [word for word in ("分納を一緒に考える", "月末までに", "虐待") if word in sent()] == []

    switch(dark=False)
    expect(said).to_have_count(0, timeout=20_000)


def test_a_nameless_wall_reads_a_role_aloud_by_number_letters_and_date(wall):
    window, sent, switch = wall

    switch(dark=False, nameless=True, reading="分納を一緒に考える")
    card = window.locator(".st-key-read-aloud")
    expect(card).to_contain_text("Ａ機関", timeout=20_000)
    for word in ("2", "Ａさん"):
        expect(card).to_contain_text(word)

    written = (
        *TOKENS,
        "分納を一緒に考える",
        "月末までに",
        "家賃の滞納",
        "市建築住宅課",
        "60代の親",
        "30代の子",
    )
    assert [word for word in written if word in sent()] == []


def test_a_nameless_wall_is_sent_letters_and_no_word_that_somebody_wrote(wall):
    window, sent, switch = wall

    switch(dark=False, nameless=True, gap="「子」には、つながっている機関がありません。")
    expect(window.get_by_text("「Ｂさん」には、つながっている機関がありません。")).to_be_visible(
        timeout=20_000
    )

    written = (*TOKENS, "家賃の滞納", "市建築住宅課", "60代の親", "30代の子")
    assert [word for word in written if word in sent()] == []
    assert "Ａさん" in sent()
    assert "Ａ機関" in sent()


def test_a_wall_goes_dark_at_once_when_it_is_told(wall):
    window, _, switch = wall
    switch(dark=False)
    expect(window.locator("[data-kind=agency]").first).to_be_visible(timeout=20_000)

    switch(dark=True)

    expect(window.locator("[data-kind=agency]")).to_have_count(0, timeout=20_000)
