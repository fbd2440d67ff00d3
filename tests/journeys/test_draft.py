"""What somebody types is there again after a reload, a killed server or another day, until it is saved."""

import re
import secrets
import signal
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import ready
from builders import an_attendee
from playwright.sync_api import expect
from running_server import running_server

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.role import RoleAssignment
from jusou_meeting.staff import StaffRole
from jusou_meeting.vocabulary import Footing, RecordId

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "three_generations.json"
HOSTILE = "<img src=x onerror=pwn()> ![x](y) :material/home: $x^2$ 𠮷野 葛󠄀城 神 =1+1 " + "あ" * 2000
WITHIN = 3500
"""Milliseconds after which words are in the file: three seconds, and the way there."""


@pytest.fixture
def office(municipality):
    return municipality.in_a_meeting(HOUSEHOLD)


@pytest.fixture
def failing_office(file_only):
    """An office whose server starts and dies as the test says."""
    return file_only.in_a_meeting(HOUSEHOLD)


@contextmanager
def open_for_business(office, port=None):
    with running_server(office.store.file.path, port=port) as server:
        office.url = server.url
        yield server


def port_of(server):
    return int(server.host.rpartition(":")[2])


def meeting(office, visitor):
    """The meeting in a window of this visitor."""
    return office.show(visitor, "meeting", meeting=office.meeting_id)


def tab(window, name):
    window.get_by_role("tab", name=name, exact=True).click()
    ready(window)


def form_of(window, button):
    return window.get_by_test_id("stForm").filter(has=window.get_by_role("button", name=button, exact=True))


def remark(window):
    """The form of the next remark."""
    tab(window, "記録")
    return form_of(window, "発言を追加")


def said(form):
    return form.get_by_label("発言の要旨")


def choose(window, form, label, option):
    form.get_by_label(label).click()
    window.get_by_role("option", name=re.compile(option)).first.click()


def drafts(office):
    with office.store.file.reading() as db:
        return list(db.query("SELECT * FROM draft WHERE meeting_id = ?", [office.meeting_id]))


def remarks(office):
    return office.store.cases.meeting(office.staff, office.meeting_id)[1].remarks


def test_what_was_typed_outlives_a_killed_server_and_is_saved_once(failing_office, visitors):
    coordinator, colleague = visitors(), visitors()
    failing_office.seat(coordinator)
    failing_office.seat(colleague, staff_id="another", name="鈴木")
    with open_for_business(failing_office) as server:
        window = meeting(failing_office, coordinator)
        tab(window, "入力")
        role = form_of(window, "役割を追加")
        role.get_by_label("何を", exact=True).fill("週1回の訪問で様子を見る")
        choose(window, role, "誰が（機関・人）", ".")
        chosen = role.get_by_label("誰が（機関・人）").input_value()
        window.wait_for_timeout(WITHIN)
        form = remark(window)
        said(form).press_sequentially("通帳は子が持っている。", delay=20)
        form.get_by_text("情報源を秘匿する").click()
        expect(form).to_contain_text("書きかけを控えました", timeout=15_000)
        expect(form).to_contain_text("未保存")
        server.kill()
    with open_for_business(failing_office, port_of(server)):
        window.reload()
        ready(window)
        tab(window, "入力")
        role = form_of(window, "役割を追加")
        expect(role).to_contain_text(re.compile(r"書きかけを戻しました（\d\d:\d\d）"), timeout=15_000)
        expect(role.get_by_label("何を", exact=True)).to_have_value("週1回の訪問で様子を見る")
        expect(role.get_by_label("誰が（機関・人）")).to_have_value(chosen)
        form = remark(window)
        expect(said(form)).to_have_value("通帳は子が持っている。")
        expect(form.get_by_role("checkbox")).to_be_checked()

        others = remark(meeting(failing_office, colleague))
        expect(said(others)).to_have_value("")
        expect(others).not_to_contain_text("書きかけ")

        form.get_by_role("button", name="発言を追加").click()
        expect(window.locator("td", has_text="通帳は子が持っている。").first).to_be_visible(timeout=15_000)
        expect(said(form)).to_have_value("")
        expect(form).not_to_contain_text("未保存")
        window.wait_for_timeout(WITHIN)
        window.reload()
        ready(window)
        expect(said(remark(window))).to_have_value("")

    assert [(r.text, r.source_hidden) for r in remarks(failing_office)] == [("通帳は子が持っている。", True)]
    assert [row["kind"] for row in drafts(failing_office)] == ["role"]


def test_hostile_words_come_back_as_they_were_typed(office, visitor):
    visitor.context.add_init_script("window.pwned = 0; window.pwn = () => { window.pwned += 1; };")
    office.seat(visitor)
    window = meeting(office, visitor)
    form = remark(window)
    said(form).fill(HOSTILE)
    expect(form).to_contain_text("書きかけを控えました", timeout=15_000)

    window.reload()
    ready(window)

    expect(said(remark(window))).to_have_value(HOSTILE)
    assert window.evaluate("() => window.pwned") == 0


def test_what_came_back_can_be_thrown_away(office, visitor):
    office.seat(visitor)
    window = meeting(office, visitor)
    said(remark(window)).fill("言わなかったこと")
    expect(remark(window)).to_contain_text("書きかけを控えました", timeout=15_000)
    window.reload()
    ready(window)

    remark(window).get_by_role("button", name="書きかけを捨てる").click()

    expect(said(remark(window))).to_have_value("", timeout=15_000)
    expect(remark(window)).not_to_contain_text("書きかけ")
    assert drafts(office) == []


def test_enter_saves_and_words_that_are_typed_away_leave_no_draft(office, visitor):
    office.seat(visitor)
    window = meeting(office, visitor)
    tab(window, "記録")
    form = form_of(window, "決定事項を追加")
    line = form.get_by_label("決まったこと")
    line.fill("まだ")
    expect(form).to_contain_text("書きかけを控えました", timeout=15_000)
    line.fill("")
    expect(form).not_to_contain_text("書きかけ", timeout=15_000)
    assert drafts(office) == []

    line.fill("窓口は一つにする")
    expect(form).to_contain_text("書きかけを控えました", timeout=15_000)
    line.press("Enter")

    expect(window.locator("td", has_text="窓口は一つにする").first).to_be_visible(timeout=15_000)
    expect(form).not_to_contain_text("未保存")
    assert drafts(office) == []


def test_a_form_says_at_once_that_it_is_unsaved_and_nothing_moves_under_the_hand(office, visitor):
    office.seat(visitor)
    window = meeting(office, visitor)
    form = remark(window)
    mark = "(form) => getComputedStyle(form, '::after').content"
    assert form.evaluate(mark) == "none"
    window.evaluate(
        "() => document.fonts.ready.then(() => {})"
    )  # a font that comes late moves everything once
    button = form.get_by_role("button", name="発言を追加")
    place = """(button) => {
      const { x, y } = button.getBoundingClientRect();
      return [x, y + document.querySelector('[data-testid="stMain"]').scrollTop];
    }"""
    window.wait_for_timeout(1000)  # a run that was only asked for looks like one that is over
    ready(window)
    before = button.evaluate(place)

    said(form).press_sequentially("通")

    assert form.evaluate(mark) == '"未保存"'
    expect(form).to_contain_text("未保存　書きかけを控えました", timeout=15_000)
    assert form.evaluate(mark) == "none"
    assert button.evaluate(place) == before


def test_words_are_not_lost_when_another_tab_is_opened_at_once(office, visitor):
    office.seat(visitor)
    window = meeting(office, visitor)
    said(remark(window)).press_sequentially("急いで書いた")
    tab(window, "プラン")

    expect(said(remark(window))).to_have_value("急いで書いた")
    expect(remark(window)).to_contain_text("書きかけを控えました", timeout=15_000)
    window.get_by_role("button", name="閉会する").first.click()
    expect(window.get_by_role("dialog")).to_contain_text("保存していない書きかけが1件あります")


def test_a_window_that_is_closed_at_once_has_handed_over_its_words(office, visitor):
    office.seat(visitor)
    window = meeting(office, visitor)
    said(remark(window)).press_sequentially("閉じる前に")
    window.reload()
    ready(window)

    expect(said(remark(window))).to_have_value("閉じる前に", timeout=15_000)


@pytest.mark.nightly
def test_what_was_just_saved_does_not_come_back_with_the_server(failing_office, visitor):
    failing_office.seat(visitor)
    with open_for_business(failing_office) as server:
        window = meeting(failing_office, visitor)
        form = remark(window)
        said(form).press_sequentially("通帳は子が持っている。")
        said(form).press("Enter")
        expect(window.locator(".st-key-latest td", has_text="通帳は子が持っている。")).to_be_visible()
        ready(window)
        server.kill()
    with open_for_business(failing_office, port_of(server)):
        expect(said(form)).to_be_enabled(timeout=30_000)
        window.wait_for_timeout(WITHIN)
        said(form).press_sequentially("次の発言")
        expect(form).to_contain_text("書きかけを控えました", timeout=15_000)

        expect(said(form)).to_have_value("次の発言")
        assert [draft["body"].count("通帳") for draft in drafts(failing_office)] == [0]


def test_nothing_is_handed_over_in_the_middle_of_a_word(office, visitor):
    office.seat(visitor)
    window = meeting(office, visitor)
    form = remark(window)
    said(form).click()
    keyboard = window.context.new_cdp_session(window)
    for reading in ("つ", "つう", "つうち", "つうちょ", "つうちょう"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": reading, "selectionStart": len(reading), "selectionEnd": len(reading)},
        )
        window.wait_for_timeout(800)
    assert drafts(office) == []
    assert said(form).input_value() == "つうちょう"

    keyboard.send("Input.insertText", {"text": "通帳"})

    expect(form).to_contain_text("書きかけを控えました", timeout=15_000)
    assert said(form).input_value() == "通帳"
    assert "通帳" in drafts(office)[0]["body"]


def test_what_is_typed_under_secrecy_is_in_no_form_on_consent(office, visitor):
    office.seat(visitor)
    window = office.show(visitor, "household", case=office.case_id)
    window.get_by_text("支援会議で得た情報も表示する").click()
    expect(window.get_by_text("支援会議で得た情報を表示しています")).to_be_visible(timeout=15_000)
    ready(window)
    task = form_of(window, "役割を追加").get_by_label("何を", exact=True)
    task.fill("ひみつの訪問")
    expect(form_of(window, "役割を追加")).to_contain_text("書きかけを控えました", timeout=15_000)

    window.get_by_text("支援会議で得た情報も表示する").click()
    expect(window.get_by_text("支援会議で得た情報を表示しています")).to_have_count(0, timeout=15_000)
    expect(task).to_have_value("")
    window.get_by_text("支援会議で得た情報も表示する").click()

    expect(task.last).to_have_value("ひみつの訪問", timeout=15_000)


def test_a_participants_question_comes_back_too_and_is_sent_once(office, visitor):
    household = office.store.cases.household(office.staff, office.case_id, Footing.STATUTORY)
    involvement = household.involvements[0]
    with office.change(office.case_id, "役割") as change:
        change.save(
            an_attendee(
                RecordId("seat"),
                meeting_id=office.meeting_id,
                involvement_id=involvement.id,
                agency=involvement.name,
            )
        )
        change.save(RoleAssignment(id=RecordId("role-of-seat"), assignee_id=involvement.id, task="訪問する"))
    office.seat(
        visitor,
        staff_id="joined",
        role=StaffRole.PARTICIPANT,
        name="鈴木",
        case_id=office.case_id,
        meeting_id=office.meeting_id,
        footing=Footing.STATUTORY,
        attendee_id="seat",
        admitted_at=datetime.now(UTC),
    )
    phone = office.show(visitor, "answer")
    phone.get_by_role("radio", name="質問").click()
    form = form_of(phone, "送る")
    form.get_by_label("質問・条件・理由・持ち帰る先").fill("いつからですか")
    expect(form).to_contain_text("書きかけを控えました", timeout=15_000)
    phone.reload()
    ready(phone)
    expect(form.get_by_label("質問・条件・理由・持ち帰る先")).to_have_value("いつからですか", timeout=15_000)

    form.get_by_role("button", name="送る").click()

    expect(phone.get_by_label("質問・条件・理由・持ち帰る先")).to_have_count(0, timeout=15_000)
    assert drafts(office) == []
    household = office.store.cases.household(office.staff, office.case_id, Footing.STATUTORY)
    assert [c.text for c in household.confirmations if c.text] == ["所長に諮る", "いつからですか"]


def test_words_that_were_on_their_way_when_the_server_died_stay_and_are_kept_when_it_is_back(
    failing_office, visitor
):
    failing_office.seat(visitor)
    with open_for_business(failing_office) as server:
        window = meeting(failing_office, visitor)
        form = remark(window)
        said(form).press_sequentially("はじめの言葉")
        expect(form).to_contain_text("書きかけを控えました", timeout=15_000)
        server.process.send_signal(signal.SIGSTOP)
        said(form).press_sequentially("と、そのあと")
        server.kill()
        expect(window.locator("[data-test-connection-state='CONNECTED']")).to_have_count(0, timeout=15_000)
    assert "そのあと" not in drafts(failing_office)[0]["body"]
    with open_for_business(failing_office, port_of(server)):
        ready(window)
        deadline = time.monotonic() + 30
        while "そのあと" not in drafts(failing_office)[0]["body"] and time.monotonic() < deadline:
            window.wait_for_timeout(200)
        assert "そのあと" in drafts(failing_office)[0]["body"]
        assert said(remark(window)).input_value() == "はじめの言葉と、そのあと"


AGENDA = "次第を書き直す（一行に一つ。おしまいに分数）"


def with_an_agenda(office, *titles):
    """The 次第 of the meeting and one attendee, as somebody else has it now."""
    with office.change(office.case_id, "次第") as change:
        for place, title in enumerate(titles, start=1):
            item = AgendaItem(
                id=RecordId(secrets.token_hex(8)), meeting_id=office.meeting_id, title=title, place=place
            )
            change.save(item)


@pytest.mark.nightly
def test_the_agenda_and_the_list_keep_what_is_typed_through_the_next_item_a_reload_and_anothers_change(
    office, visitor
):
    with_an_agenda(office, "世帯の状況", "役割分担")
    with office.change(office.case_id, "出席") as change:
        change.save(an_attendee("teacher", meeting_id=office.meeting_id, agency="学校", involvement_id=None))
    office.seat(visitor)
    window = meeting(office, visitor)
    tab(window, "出席者")
    window.get_by_text("職名・氏名をまとめて入れる").click()
    window.get_by_label("学校の職名").fill("教頭")
    tab(window, "次第")
    lines = window.get_by_label(AGENDA)
    lines.fill("世帯の状況\n住まい　10分\n役割分担")
    window.get_by_role("button", name=re.compile("^次へ")).click()
    expect(window.get_by_text("次第 1/2")).to_be_visible(timeout=15_000)
    ready(window)
    expect(lines).to_have_value("世帯の状況\n住まい　10分\n役割分担")

    window.reload()
    ready(window)
    tab(window, "次第")
    expect(lines).to_have_value("世帯の状況\n住まい　10分\n役割分担", timeout=15_000)
    with_an_agenda(office, "閉会")
    window.get_by_role("button", name="次第を保存").click()
    expect(window.get_by_text("ほかの人が先に変更しました。まだ保存していません。").first).to_be_visible(
        timeout=15_000
    )
    ours = window.get_by_role("button", name="あなたの入力で保存する")
    ours.click()
    expect(ours).to_have_count(0, timeout=15_000)
    record = office.store.cases.meeting(office.staff, office.meeting_id)[1]
    assert [item.title for item in record.agenda] == ["世帯の状況", "住まい", "役割分担"]
    assert record.agenda[0].begun_at is not None

    tab(window, "出席者")
    window.get_by_text("職名・氏名をまとめて入れる").click()
    expect(window.get_by_label("学校の職名")).to_have_value("教頭")
    window.get_by_role("button", name="職名・氏名を保存").click()
    expect(window.locator(".jusou-row", has_text="学校　教頭").first).to_be_visible(timeout=15_000)
    assert drafts(office) == []
    assert visitor.complaints == []


def test_what_was_typed_at_the_closing_is_there_when_it_is_opened_again(office, visitor):
    office.seat(visitor)
    window = meeting(office, visitor)
    window.get_by_role("button", name="閉会する").first.click()
    dialog = window.get_by_role("dialog")
    dialog.get_by_label(re.compile("^次回")).fill("12月17日 14時")
    expect(dialog).to_contain_text("書きかけを控えました", timeout=15_000)
    window.reload()
    ready(window)

    window.get_by_role("button", name="閉会する").first.click()

    expect(dialog.get_by_label(re.compile("^次回"))).to_have_value("12月17日 14時", timeout=15_000)
    expect(dialog).not_to_contain_text("保存していない書きかけ")
    dialog.get_by_role("button", name="閉会する").click()
    expect(window.get_by_role("link", name="会議録（Word）").first).to_be_visible(timeout=15_000)
    kept = office.store.cases.meeting(office.staff, office.meeting_id)[1].meeting
    assert kept.next_time == "12月17日 14時"
    assert kept.closed_at is not None


def test_the_reason_for_a_meeting_under_secrecy_outlives_a_reload(municipality, visitor):
    case_id = municipality.case(HOUSEHOLD)
    municipality.seat(visitor)
    window = municipality.show(visitor, "household", case=case_id)
    dialog = window.get_by_role("dialog")

    def reason():
        window.get_by_role("button", name="会議を開く", exact=True).click()
        dialog.get_by_text("支援会議", exact=True).click()
        return dialog.get_by_label("支援会議を開く理由")

    reason().fill("連絡がつかず、子の安全を確かめたい")
    expect(dialog).to_contain_text("書きかけを控えました", timeout=15_000)
    window.reload()
    ready(window)

    expect(reason()).to_have_value("連絡がつかず、子の安全を確かめたい", timeout=15_000)
    dialog.get_by_role("button", name="準備をはじめる").click()
    expect(window.get_by_role("tab", name="準備", exact=True)).to_be_visible(timeout=15_000)
    with municipality.store.file.reading() as db:
        assert list(db.query("SELECT * FROM draft WHERE case_id = ?", [case_id])) == []
