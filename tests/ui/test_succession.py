"""担当の交代 and やること: what spans all cases, from the screens of the office."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import a_contact_person, a_role, a_staff, an_agency
from screens import labels, press, read, tables

from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.staff import StaffRole
from jusou_meeting.vocabulary import Footing

YAMADA = "山田 一郎"


@pytest.fixture
def today():
    return today_in_tokyo(datetime.now(UTC))


@pytest.fixture
def office(room, today):
    """A role of 山田 that is late, and the page on which he hands over."""
    room.save(a_role(in_charge=YAMADA, due_on=today - timedelta(days=1), lead=True))
    room.save(a_role("next", "hospital", task="受診の同行", due_on=today))
    return room


def choose(window, key, value):
    window.selectbox(key=key).set_value(value)
    window.run()
    assert not window.exception


def looked(room, successor="鈴木 次郎"):
    window = room.screen("office/people.py")
    choose(window, "succession:agency", "地域包括支援センター")
    choose(window, "succession:outgoing:地域包括支援センター", YAMADA)
    window.text_input(key="succession:successor").set_value(successor)
    return press(window, "内容を確かめる")


def test_what_will_change_is_shown_before_it_is_done_and_told_when_it_was(office):
    window = looked(office)
    assert "まだ何も変わっていません。" in read(window)
    assert "R8-0001" in tables(window)
    assert office.household.roles[0].in_charge == YAMADA

    press(window, "鈴木 次郎に引き継ぐ（1事例・役割1件）")
    assert office.household.roles[0].in_charge == "鈴木 次郎"
    assert "さんから 鈴木 次郎 さんへ引き継ぎました（1事例・役割1件）" in read(window)
    [link] = [link for link in window.get("link_button") if "引き継ぎシート" in link.proto.label]
    assert link.proto.url.startswith("/papers/agency-sheet.docx?agency=")


def test_a_role_under_another_spelling_is_told_before_anything_is_done(office):
    [role, _] = office.household.roles
    office.save(replace(role, in_charge="山田"))
    office.store.directory.add(
        a_staff(), [an_agency("centre", name="地域包括支援センター")], at=datetime.now(UTC)
    )
    office.store.directory.keep_people(
        a_staff(), [a_contact_person(agency_id="centre")], at=datetime.now(UTC)
    )
    window = looked(office)
    assert (
        "担当者が別の書き方か空欄の役割が1件あります。この方のものなら、選ぶと一緒に引き継ぎます。"
        in read(window)
    )
    assert "鈴木 次郎に引き継ぐ（0事例・役割0件）" in labels(window)

    window.multiselect(key="succession:also").set_value(["role"]).run()
    press(window, "鈴木 次郎に引き継ぐ（1事例・役割1件）")

    assert office.household.roles[0].in_charge == "鈴木 次郎"


def test_whoever_begins_later_or_has_left_has_nothing_to_hand_over(office, today):
    for name, since, until in (
        ("鈴木 次郎", today + timedelta(days=1), None),
        ("高橋 三郎", None, today - timedelta(days=1)),
        ("田中 四郎", today, today),
    ):
        person = a_contact_person(name, agency_id="police", name=name, since_on=since, until_on=until)
        office.store.directory.keep_people(a_staff(), [person], at=datetime.now(UTC))
    window = office.screen("office/people.py")
    choose(window, "succession:agency", "警察署")

    assert window.selectbox(key="succession:outgoing:警察署").options == ["田中 四郎"]


def test_a_successor_without_a_name_is_asked_for(office):
    assert "機関と、前任・後任の氏名を入れてください。" in read(looked(office, ""))


def test_the_page_is_the_coordinators_alone(office):
    window = office.screen("office/people.py", StaffRole.ADMINISTRATOR)
    assert [error.value for error in window.error] == ["この画面を開く権限がありません。"]


def test_the_late_comes_first_and_an_agency_is_asked_alone(office, today):
    window = office.screen("office/todo.py")
    assert "期限切れ 1件　今週 1件" in read(window).replace("すべて 2件　", "")
    shown = tables(window)
    assert shown.index("週1回の訪問") < shown.index("受診の同行")

    choose(window, "todo:agency", "こころの病院")
    assert "週1回の訪問" not in tables(window)
    assert "R8-0001 の役割№2は載せません（本人の同意が、いまこの機関に及びません）。" in read(window)

    choose(window, "todo:agency", "地域包括支援センター")
    assert [link.proto.label for link in window.get("link_button")] == ["この機関の一枚（Word）"]


def test_what_only_a_statutory_meeting_knows_is_marked_and_may_be_left_out(office):
    with office.change("足す", footing=Footing.STATUTORY) as change:
        change.save(a_role("secret", task="見守り"))
    window = office.screen("office/todo.py")
    assert "［支援会議］№3　見守り" in tables(window)
    window.toggle(key="todo:confidential").set_value(False).run()
    assert "見守り" not in tables(window)


def test_a_look_leaves_one_line_of_each_case_however_often_it_is_taken(office):
    window = office.screen("office/todo.py")
    window.run()
    with office.store.file.reading() as db:
        lines = list(db.query("SELECT case_id FROM access WHERE screen = 'todo'"))
    assert [line["case_id"] for line in lines] == ["case"]


def test_somebody_is_entered_at_an_agency_and_leaves_it(office, today):
    window = office.screen("office/people.py")
    choose(window, "contact:agency", "police")
    window.text_input(key="contact:police:name").set_value("高橋 三郎")
    press(window, "担当者を載せる")
    assert [(p.name, p.since_on) for p in office.store.directory.people()] == [("高橋 三郎", today)]

    press(window, "高橋 三郎 は今日まで")
    assert office.store.directory.people()[0].until_on == today


@pytest.fixture
def listed(office):
    """The centre stands in the directory, with 山田 in it."""
    now = datetime.now(UTC)
    office.store.directory.add(a_staff(), [an_agency("centre", name="地域包括支援センター")], at=now)
    centre = next(i for i in office.household.involvements if i.id == "agency")
    office.save(replace(centre, agency_id="centre"))
    office.store.directory.keep_people(a_staff(), [a_contact_person(agency_id="centre")], at=now)
    return office


def roster(room):
    return room.coordinator("出席者")


def test_the_directorys_people_are_offered_for_the_roster_so_that_nobody_types_them(listed):
    window = roster(listed)
    choose(window, "roster:meeting:offer", f"地域包括支援センター　社会福祉士　{YAMADA}")
    assert window.text_input(key="roster:meeting:attendee:name").value == YAMADA
    press(window, "職名・氏名を保存")
    [line] = listed.record.attendees
    assert (line.job, line.name) == ("社会福祉士", YAMADA)


def test_where_two_may_come_the_name_is_left_open_and_the_list_says_so(listed):
    more = a_contact_person("second", agency_id="centre", name="中村 四郎")
    listed.store.directory.keep_people(a_staff(), [more], at=datetime.now(UTC))
    [line] = listed.record.attendees
    listed.save(replace(line, name=""))

    told = [caption.value for caption in roster(listed).caption]
    assert [said for said in told if "担当者が二人以上" in said and "：地域包括支援センター。" in said]

    listed.save(replace(listed.record.attendees[0], name="中村 四郎"))
    assert not [said for said in (c.value for c in roster(listed).caption) if "担当者が二人以上" in said]


def test_whoever_was_typed_is_kept_in_the_directory_with_one_press(listed):
    [line] = listed.record.attendees
    listed.save(replace(line, name="中村 四郎", job="保健師"))
    press(roster(listed), "名簿にない1人を、機関の担当者として名簿に載せる")
    assert [(p.name, p.job) for p in listed.store.directory.people()][1:] == [("中村 四郎", "保健師")]


def test_somebody_more_is_put_on_the_list_by_choosing_them(listed):
    window = roster(listed)
    offer = next(box for box in window.selectbox if box.label == "名簿の担当者から選ぶ")
    offer.set_value(f"地域包括支援センター　社会福祉士　{YAMADA}").run()
    press(window, "出席者を追加")
    assert [(a.involvement_id, a.job, a.name) for a in listed.record.attendees][1:] == [
        ("agency", "社会福祉士", YAMADA)
    ]


def test_two_agencies_of_one_name_are_told_apart_in_the_list(office):
    again = [an_agency(id, name="警察署", field="警察") for id in ("second", "third")]
    office.store.directory.add(a_staff(), again, at=datetime.now(UTC))
    window = office.screen("office/people.py")

    assert [o for o in window.selectbox(key="contact:agency").options if "警察署" in o] == [
        "警察署", "警察署　警察", "警察署（2）",
    ]  # fmt: skip


def test_two_agencies_of_one_name_are_left_one_at_a_time(office):
    now = datetime.now(UTC)
    office.store.directory.add(a_staff(), [an_agency("second", name="警察署", field="警察")], at=now)
    people = [
        a_contact_person("a", agency_id="police", name="高橋"),
        a_contact_person("b", agency_id="second", name="遠藤"),
    ]
    office.store.directory.keep_people(a_staff(), people, at=now)
    window = office.screen("office/people.py")

    choose(window, "succession:agency", "警察署（遠藤）")
    choose(window, "succession:outgoing:警察署（遠藤）", "遠藤")
    window.text_input(key="succession:successor").set_value("星 健太")
    press(window, "内容を確かめる")
    press(window, "星 健太に引き継ぐ（0事例・役割0件）")
    there = [(p.agency_id, p.name) for p in office.store.directory.people() if p.until_on is None]
    assert there == [("police", "高橋"), ("second", "星 健太")]


def test_a_surname_alone_is_written_as_the_directory_has_the_person(listed):
    window = listed.screen("meeting/live.py")
    window.session_state["selected"] = "role"
    window.run()

    offer = next(box for box in window.selectbox if box.label == "名簿・出席者から選ぶ")
    assert offer.options == [YAMADA]
    field = next(f for f in window.text_input if f.label == "担当者")
    field.set_value("山田")
    press(window, "保存")

    assert listed.household.roles[0].in_charge == YAMADA
