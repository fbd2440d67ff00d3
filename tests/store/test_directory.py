"""The directory takes a whole list as one act, or none of it."""

import pytest
from builders import NOW, TODAY, a_contact_person, a_staff, an_agency

from jusou_meeting.directory_table import read_table
from jusou_meeting.directory_uptake import uptake
from jusou_meeting.finding import Stopped
from jusou_meeting.staff import NotAllowed, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.backup import check

LIST = "機関名,よみ,分野,氏名\nひがし園,ひがしえん,こども,山田 花子\n公民館,,,鈴木 太郎\n"


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="架空市")
    store.directory.add(a_staff(), [an_agency("park", name="公民館", field="地域")], at=NOW)
    return store


def looked_at(store, text=LIST):
    ids = iter(f"new-{n}" for n in range(99))
    return uptake(read_table(text.encode()), store.directory.listing(), today=TODAY, new_id=lambda: next(ids))


def acts(store):
    with store.file.reading() as db:
        return [row["action"] for row in db.query("SELECT action FROM change ORDER BY seq")]


def test_a_list_is_one_act_and_the_same_again_is_none(store):
    store.directory.take(a_staff(), looked_at(store), at=NOW)

    assert [(agency.name, agency.version) for agency in store.directory.agencies()] == [
        ("公民館", 1), ("ひがし園", 1),
    ]  # fmt: skip
    assert [(p.name, p.agency_id) for p in store.directory.people()] == [
        ("山田 花子", "new-0"), ("鈴木 太郎", "park"),
    ]  # fmt: skip
    assert acts(store) == ["機関名簿に登録", "機関名簿を読み込む"]

    store.directory.take(a_staff(), looked_at(store), at=NOW)
    assert len(acts(store)) == 2
    assert len(store.directory.agencies()) == 2
    assert list(check(store.file.path)) == []


def test_what_was_looked_at_is_taken_or_nothing_when_somebody_was_faster_or_pressed_twice(store):
    seen = looked_at(store)
    store.directory.keep_people(a_staff(), [a_contact_person(agency_id="park")], at=NOW)

    for _ in range(2):
        with pytest.raises(Stopped, match="そのあとに変わりました"):
            store.directory.take(a_staff(), seen, at=NOW)
    assert len(store.directory.agencies()) == 1

    fresh = looked_at(store)
    store.directory.take(a_staff(), fresh, at=NOW)
    with pytest.raises(Stopped, match="そのあとに変わりました"):
        store.directory.take(a_staff(), fresh, at=NOW)
    assert len(store.directory.agencies()) == 2


def test_of_a_list_with_one_line_that_cannot_be_read_nothing_is_taken(store):
    with pytest.raises(Stopped, match="4行目：機関名がありません"):
        store.directory.take(a_staff(), looked_at(store, f"{LIST},,,佐藤\n"), at=NOW)
    assert len(store.directory.agencies()) == 1


@pytest.mark.parametrize("role", [role for role in StaffRole if role is not StaffRole.COORDINATOR])
def test_the_coordinator_alone_takes_a_list(store, role):
    with pytest.raises(NotAllowed):
        store.directory.take(a_staff(role=role), looked_at(store), at=NOW)
