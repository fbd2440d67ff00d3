"""Streamlit reads labels, captions, help and toasts as Markdown: what somebody typed stands in all of them as typed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import (
    a_distribution,
    a_person,
    a_preparation_sheet,
    a_remark,
    a_role,
    a_staff,
    a_tie,
    an_agenda_item,
    an_issue,
)
from google.protobuf.message import Message
from screens import Room, press

from jusou_meeting.agenda_template import AgendaTemplate
from jusou_meeting.household import Kinship
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.staff import Permission
from jusou_meeting.vocabulary import Footing

LINK = "[甲](/乙)"
"""A link where it is read as Markdown; short enough to stay whole on a button."""

AS_TYPED = {
    "Text": {"body"},
    "Html": {"body"},
    "BidiComponent": {"json", "mixed", "html_content"},
    "TextInput": {"default", "value", "placeholder"},
    "TextArea": {"default", "value", "placeholder"},
    "Selectbox": {"options", "raw_value"},
    "MultiSelect": {"options", "raw_values"},
}
"""What Streamlit shows of these as it is given; the rest of their words, and all words of other elements, are Markdown."""
NOT_SHOWN = {"id", "form_id", "element_id", "url", "query_string"}


def elements(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def words(message, but):
    for field, value in message.ListFields():
        if field.name not in but:
            for each in value if field.is_repeated else [value]:
                if isinstance(each, Message):
                    yield from words(each, but)
                elif isinstance(each, str):
                    yield each


def links(app):
    """Every word of this screen, and of what it announced, in which Streamlit would find the link."""
    return [
        said
        for element in elements(app._tree)
        if isinstance(proto := getattr(element, "proto", None), Message)
        for said in words(proto, NOT_SHOWN | AS_TYPED.get(type(proto).__name__, set()))
        if LINK in said
    ]


@pytest.fixture
def hostile(room):
    """The room, where whoever wrote its records meant harm."""
    [client], [agency, hospital] = room.household.people, room.household.involvements
    for fact in (
        replace(client, label=LINK),
        a_person("son", Kinship.SON, label=f"子{LINK}"),
        replace(agency, name=LINK, field=LINK),
        replace(hospital, name=f"{LINK}病院"),
        replace(room.household.issues[0], title=LINK, note=LINK),
        a_tie("agency", "client", label=LINK, note=LINK),
        a_role("role", task=LINK, due_text=LINK, in_charge=LINK),
        an_agenda_item("item", title=LINK),
        a_remark("remark", text=LINK),
        replace(room.record.attendees[0], agency=LINK, name=LINK, job=LINK),
        a_preparation_sheet("sheet", known=LINK, done=LINK),
        a_distribution(),
    ):
        room.save(fact)
    with changing(room, "日時と場所") as change:
        change.reschedule(replace(room.record.sitting, held_on=today_in_tokyo(datetime.now(UTC)), place=LINK))
    return room


def changing(room, action):
    return room.store.cases.change(
        a_staff(id="staff"), Permission.HOLD_MEETING, action, case_id="case", footing=Footing.CONSENT,
        meeting_id="meeting", at=datetime.now(UTC),
    )  # fmt: skip


def each_tab(app, key):
    """The screen with one tab after the other in front."""
    for tab in [tab.label for tab in app.tabs]:
        app.session_state[key] = tab
        yield tab, app.run()


def test_in_a_meeting_nothing_that_was_typed_is_read_as_markdown(hostile):
    found = {tab: links(shown) for tab, shown in each_tab(hostile.coordinator(), "hand")}

    assert len(found) > 10
    assert {tab: said for tab, said in found.items() if said} == {}


def test_at_a_household_nothing_that_was_typed_is_read_as_markdown(hostile):
    found = {tab: links(shown) for tab, shown in each_tab(hostile.screen("case/household.py"), "below")}

    assert len(found) > 8
    assert {tab: said for tab, said in found.items() if said} == {}


@pytest.mark.parametrize("page", ["case/list.py", "office/todo.py", "office/people.py"])
def test_beside_a_household_nothing_that_was_typed_is_read_as_markdown(hostile, page):
    app = hostile.screen(page)

    assert not app.exception
    assert links(app) == []


@pytest.mark.parametrize("device", [Room.participant, Room.invited])
def test_on_a_device_nothing_that_was_typed_is_read_as_markdown(hostile, device):
    app = device(hostile)

    assert not app.exception
    assert links(app) == []


def test_whoever_is_not_on_the_register_is_named_as_they_were_typed(hostile):
    app = hostile.screen("case/household.py")
    app.session_state["opening:kind"] = MeetingKind.STATUTORY
    press(app, "会議を開く")

    assert any("構成員名簿にないもの" in caption.value for caption in app.caption)
    assert links(app) == []


def test_what_was_done_is_announced_and_offered_to_be_undone_as_it_was_typed(hostile):
    hostile.store.agenda_templates.keep(
        a_staff(), AgendaTemplate(id="short", name=LINK, lines="経過　20分"), at=datetime.now(UTC)
    )
    app = hostile.screen("case/list.py")
    next(box for box in app.selectbox if box.label == "次第の型").select("short").run()
    press(app, "この型を消す")
    assert [toast.value for toast in app.toast] != []
    assert links(app) == []

    with changing(hostile, f"担当の交代（{LINK}）") as change:
        change.save(an_issue("new"))
    window = hostile.coordinator()
    assert any("担当の交代" in button.label for button in window.button)
    assert links(window) == []
    press(window, next(button.label for button in window.button if "担当の交代" in button.label))
    assert any("取り消しました" in toast.value for toast in window.toast)
    assert links(window) == []
