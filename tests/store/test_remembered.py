"""What thirty screens read alike is read once; what anybody commits since is read anew, and nobody is let in by it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import a_case, a_meeting, a_person, a_profile, a_sitting, a_staff

from jusou_meeting.staff import NotAllowed, Permission, StaffRole
from jusou_meeting.store import Store, reading
from jusou_meeting.vocabulary import Footing

NOW = datetime.now(UTC)


@pytest.fixture
def city(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    facts = [a_profile(), a_person(), a_meeting("meeting", opened_at=None)]
    store.cases.open_case(a_staff(), a_case(), facts, sittings=[a_sitting()], at=NOW)
    return store


@pytest.fixture
def reads(monkeypatch):
    """How often a household was read from the file."""
    times, read = [], reading.household
    monkeypatch.setattr(reading, "household", lambda *said: times.append(said) or read(*said))
    return times


def household(store, footing=Footing.CONSENT):
    return store.cases.household(a_staff(), "case", footing)


def rename(store, label):
    [person] = household(store).people
    with store.cases.change(
        a_staff(), Permission.EDIT_CASE, "直す", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(replace(person, label=label))


def test_a_household_is_read_once_for_all_who_look_at_it(city, reads):
    assert household(city) is household(city)
    assert len(reads) == 1


def test_what_was_committed_since_is_seen_at_once_whoever_did_it(city):
    household(city)

    rename(city, "ご本人")
    assert household(city).people[0].label == "ご本人"
    rename(Store.open(city.file.path), "別の窓口から")
    assert household(city).people[0].label == "別の窓口から"


def test_the_two_footings_are_never_taken_for_each_other(city):
    household(city)
    with city.cases.change(
        a_staff(), Permission.EDIT_CASE, "記録", case_id="case", footing=Footing.STATUTORY, at=NOW
    ) as change:
        change.save(a_person("uncle", label="叔父"))

    assert [p.label for p in household(city, Footing.STATUTORY).people][-1] == "叔父"
    assert "叔父" not in [p.label for p in household(city).people]


def test_an_act_that_is_not_finished_is_remembered_by_nobody(city):
    before = household(city)

    def break_off():
        with city.cases.change(
            a_staff(), Permission.EDIT_CASE, "記録", case_id="case", footing=Footing.CONSENT, at=NOW
        ) as change:
            change.save(a_person("uncle", label="叔父"))
            household(city)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()

    assert household(city) == before


def test_whoever_may_not_read_is_refused_also_after_somebody_read(city):
    household(city)
    city.cases.meeting(a_staff(), "meeting")

    with pytest.raises(NotAllowed):
        city.cases.household(a_staff(StaffRole.PARTICIPANT), "case", Footing.CONSENT)
    with pytest.raises(NotAllowed):
        city.cases.meeting(a_staff(StaffRole.PARTICIPANT), "meeting")


def test_more_than_a_few_are_not_kept(city, reads):
    for number in range(20):
        city.cases.open_case(a_staff(), a_case(id=f"case{number}"), [a_profile(id=f"h{number}")], at=NOW)
    for number in range(20):
        city.cases.household(a_staff(), f"case{number}", Footing.CONSENT)
    kept = city.cases._remembered._kept

    assert len(kept) == 16
    assert ("case0", Footing.CONSENT) not in kept


def test_what_is_looked_at_all_the_while_is_kept_while_others_come_and_go(city, reads):
    for number in range(20):
        city.cases.open_case(a_staff(), a_case(id=f"case{number}"), [a_profile(id=f"h{number}")], at=NOW)
    household(city)
    for number in range(20):
        city.cases.household(a_staff(), f"case{number}", Footing.CONSENT)
        household(city)

    assert len(reads) == 21
