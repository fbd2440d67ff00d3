"""次第の型: kept, told otherwise and taken away with a line in the history, by whoever opens cases, and by nobody twice at once."""

from dataclasses import replace

import pytest
from builders import NOW, a_staff

from jusou_meeting.agenda_template import STANDARD, AgendaTemplate
from jusou_meeting.finding import Stopped
from jusou_meeting.staff import NotAllowed, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.backup import check

SHORT = AgendaTemplate(id="short", name="30分", lines="経過　20分\n次回　10分")


@pytest.fixture
def city(tmp_path):
    return Store.create(tmp_path / "city.db", municipality="見本市")


def test_an_office_that_said_nothing_has_the_standard_hour(city):
    assert city.agenda_templates.all() == (STANDARD,)


def test_what_an_office_adds_and_tells_otherwise_is_there_and_in_the_history(city):
    city.agenda_templates.keep(a_staff(), SHORT, at=NOW)
    city.agenda_templates.keep(a_staff(), replace(STANDARD, lines="開会　5分\n閉会　85分"), at=NOW)

    standard, short = city.agenda_templates.all()
    assert (standard.minutes, standard.version, short) == (90, 1, replace(SHORT, version=1))
    with city.file.reading() as db:
        rows = [row["kind"] for row in db.query("SELECT kind FROM change_row")]
    assert rows == ["agenda_template", "agenda_template"]
    assert list(check(city.file.path)) == []


def test_what_is_taken_away_is_offered_no_longer(city):
    city.agenda_templates.keep(a_staff(), SHORT, at=NOW)
    [_, short] = city.agenda_templates.all()

    city.agenda_templates.remove(a_staff(), short, at=NOW)

    assert city.agenda_templates.all() == (STANDARD,)
    assert list(check(city.file.path)) == []


def test_what_another_changed_first_is_neither_overwritten_nor_taken_away(city):
    city.agenda_templates.keep(a_staff(), SHORT, at=NOW)
    [_, seen] = city.agenda_templates.all()
    city.agenda_templates.keep(a_staff(), replace(seen, lines="経過　30分"), at=NOW)

    with pytest.raises(Stopped, match="ほかの人が先に変更しました"):
        city.agenda_templates.keep(a_staff(), replace(seen, lines="閉会"), at=NOW)
    with pytest.raises(Stopped, match="ほかの人が先に変更しました"):
        city.agenda_templates.remove(a_staff(), seen, at=NOW)
    assert city.agenda_templates.all()[1].lines == "経過　30分"


@pytest.mark.parametrize("role", [StaffRole.PARTICIPANT, StaffRole.PROJECTOR, StaffRole.ADMINISTRATOR])
def test_who_may_open_no_case_keeps_and_takes_away_nothing(city, role):
    city.agenda_templates.keep(a_staff(), SHORT, at=NOW)
    kept = city.agenda_templates.all()

    with pytest.raises(NotAllowed):
        city.agenda_templates.keep(a_staff(role), replace(kept[1], name="別"), at=NOW)
    with pytest.raises(NotAllowed):
        city.agenda_templates.remove(a_staff(role), kept[1], at=NOW)
    assert city.agenda_templates.all() == kept
