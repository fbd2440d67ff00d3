"""次第の型 on the screen: told otherwise, added and taken away; no meeting that is there changes, and nothing typed is lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import a_staff, an_agenda_item
from screens import press

from jusou_meeting.agenda_template import STANDARD, AgendaTemplate

SHORT = AgendaTemplate(id="short", name="30分", lines="経過　20分\n次回　10分")


def keep(room, template):
    room.store.agenda_templates.keep(a_staff(), template, at=datetime.now(UTC))


def choose(app, template_id):
    """One that is kept, by its id; any other word is a new one."""
    next(box for box in app.selectbox if box.label == "次第の型").select(template_id).run()
    return app


def type_in(app, name, lines):
    next(field for field in app.text_input if field.label == "名前").set_value(name)
    next(area for area in app.text_area if area.label.startswith("議題")).set_value(lines)
    return app


@pytest.fixture
def screen(room):
    return lambda: room.screen("case/list.py")


def test_the_standard_hour_is_told_otherwise_and_comes_back(room, screen):
    room.save(an_agenda_item("item", title="各機関から"))
    app = press(type_in(screen(), "標準", "開会　5分\n各機関から　40分"), "この型を保存")
    assert room.store.agenda_templates.all()[0].minutes == 45

    press(app, "はじめの標準に戻す")

    [standard] = room.store.agenda_templates.all()
    assert (standard.lines, standard.version) == (STANDARD.lines, 2)
    assert [item.title for item in room.record.agenda] == ["各機関から"]


def test_a_new_one_is_added_chosen_and_taken_away(room, screen):
    app = press(type_in(choose(screen(), "new"), "30分", "経過　20分\n次回　10分"), "この型を保存")
    [_, short] = room.store.agenda_templates.all()
    assert (short.name, short.minutes) == ("30分", 30)

    press(app, "この型を消す")

    assert len(room.store.agenda_templates.all()) == 1


def test_what_is_typed_stays_beside_what_another_saved_first(room, screen):
    keep(room, SHORT)
    app = type_in(choose(screen(), "short"), "30分", "経過　25分\n次回　5分")
    seen = room.store.agenda_templates.all()[1]
    keep(room, replace(seen, lines="経過　15分\n次回　15分"))

    press(app, "この型を保存")

    assert "経過　25分" in next(area.value for area in app.text_area if area.label.startswith("議題"))
    assert any("15" in html.proto.body and "いまの「30分」" in html.proto.body for html in app.get("html"))
    assert room.store.agenda_templates.all()[1].lines == "経過　15分\n次回　15分"


def test_a_name_that_is_taken_is_refused_in_words(room, screen):
    app = press(type_in(choose(screen(), "new"), "標準", "開会"), "この型を保存")

    assert any("もうあります" in text.value for text in app.text)
