import json
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path

from household_contents import DIRECTORY

from jusou_meeting.agency import Involvement, InvolvementStatus
from jusou_meeting.ecomap.ties import Direction, Strength, Tie, TieStatus
from jusou_meeting.household import Kinship, Person, Position, Sex
from jusou_meeting.household_file import read_household_file
from jusou_meeting.issue import Issue
from jusou_meeting.meeting import Attendee, Decision, Meeting, MeetingKind, Remark
from jusou_meeting.role import Confirmation, RoleAssignment
from jusou_meeting.vocabulary import Footing

HOUSEHOLDS = Path(__file__).parents[1] / "households"


def read(file, directory=DIRECTORY):
    numbers = count(1)
    return read_household_file(file, new_id=lambda: f"n{next(numbers)}", directory=directory)


def said(**document):
    return read(json.dumps({"title": "世帯", "opened_on": "2026-11-26"} | document))


def of(contents, kind):
    return [fact for fact in contents.facts if isinstance(fact, kind)]


def test_a_title_and_a_day_are_a_household_file():
    contents = said()
    assert contents.case.title == "世帯"
    assert contents.case.opened_on == date(2026, 11, 26)
    assert (contents.case.number, contents.case.sample) == ("", False)
    (profile,) = contents.facts
    assert profile.footing is Footing.CONSENT


def test_a_person_needs_a_kinship_and_nothing_else():
    (mother,) = of(said(people=[{"kinship": "母"}]), Person)
    assert (mother.label, mother.kinship, mother.sex) == ("母", Kinship.MOTHER, Sex.UNKNOWN)


def test_ids_are_whatever_the_writer_likes():
    contents = said(
        people=[{"id": "お母さん", "kinship": "母"}], issues=[{"title": "病気", "subject": "お母さん"}]
    )
    assert of(contents, Issue)[0].subject_id == of(contents, Person)[0].id


def test_an_issue_of_nobody_in_particular_is_the_households():
    contents = said(issues=[{"title": "経済的困窮"}, {"title": "住まい不安定", "subject": "世帯"}])
    assert {issue.subject_id for issue in of(contents, Issue)} == {contents.facts[0].id}


def test_a_tie_is_said_in_a_word_and_single_keys_override_it():
    agencies = [{"id": "a", "name": "地域", "outsider": True}]
    ties = [
        {"between": ["a", "世帯"], "word": "支援"},
        {"between": ["a", "世帯"], "word": "断絶", "status": "予定"},
        {"between": ["a", "世帯"], "strength": "弱い", "direction": "↔"},
    ]
    help_, cut, plain = of(said(agencies=agencies, ties=ties), Tie)
    assert (help_.direction, help_.label) == (Direction.FORWARD, "支援")
    assert (cut.strength, cut.status) == (Strength.NONE, TieStatus.PLANNED)
    assert (plain.strength, plain.direction, plain.stressful) == (Strength.WEAK, Direction.BOTH, False)


def test_an_agency_finds_its_entry_in_the_directory_by_name():
    agencies = [
        {"name": "警察署"},
        {"name": "くらしの窓口", "listed_as": "生活サポート相談窓口"},
        {"name": "警察署", "outsider": True},
        {"name": "警察署", "listed_as": None},
        {"name": "知らない機関", "status": "検討中"},
    ]
    found = of(said(agencies=agencies), Involvement)
    assert [agency.agency_id for agency in found] == ["§g2", "§g1", None, None, None]
    assert [agency.outsider for agency in found] == [False, False, True, False, False]
    assert found[4].status is InvolvementStatus.CONSIDERED


def test_two_entries_of_one_name_are_not_guessed_between():
    contents = read(
        '{"title": "世帯", "opened_on": "2026-11-26", "agencies": [{"name": "警察署"}]}', [DIRECTORY[1]] * 2
    )
    assert of(contents, Involvement)[0].agency_id is None


def test_a_meeting_comes_with_its_sitting_and_all_that_was_said():
    contents = read((HOUSEHOLDS / "single.json").read_bytes())
    (meeting,) = of(contents, Meeting)
    (sitting,) = contents.sittings
    assert meeting.sitting_id == sitting.id
    assert (sitting.held_on, meeting.starts_at, meeting.ends_at) == (date(2026, 9, 10), time(10), time(11))
    assert (meeting.kind, meeting.ordinal) == (MeetingKind.STATUTORY, 1)
    assert meeting.opened_at == datetime(2026, 9, 10, 1, 2, tzinfo=UTC)
    attendees = of(contents, Attendee)
    assert [a.agency for a in attendees] == ["市地域福祉課", "中央病院 地域連携室", "大家"]
    assert [a.involvement_id is None for a in attendees] == [True, False, False]
    first, second, _ = of(contents, Remark)
    assert first.speaker_id == attendees[1].id
    assert (second.speaker_id, second.source_hidden) == (None, True)
    assert of(contents, Decision)[0].meeting_id == meeting.id
    (role,) = of(contents, RoleAssignment)
    assert (role.assigned_in, role.due_on, role.due_text) == (meeting.id, date(2026, 9, 17), "週1回")
    assert [c.wording == role.wording for c in of(contents, Confirmation)] == [False, True]


def test_two_meetings_may_share_one_sitting():
    meetings = [
        {"id": "m", "kind": "支援会議", "held_on": "2026-11-26"},
        {"kind": "重層的支援会議", "same_sitting_as": "m"},
    ]
    contents = said(meetings=meetings)
    assert len(contents.sittings) == 1
    first, second = of(contents, Meeting)
    assert first.sitting_id == second.sitting_id
    assert (first.footing, second.footing, second.ordinal) == (Footing.STATUTORY, Footing.CONSENT, 2)


def test_a_meeting_that_follows_another_has_the_hours_of_that_one_unless_it_says_its_own():
    first = {"id": "m", "kind": "支援会議", "held_on": "2026-11-26", "starts_at": "14:00", "ends_at": "15:00"}
    again = {"kind": "重層的支援会議", "same_sitting_as": "m"}
    meetings = [first, again, again | {"starts_at": "15:00", "ends_at": None}]

    hours = [(held.starts_at, held.ends_at) for held in of(said(meetings=meetings), Meeting)]

    assert hours == [(time(14), time(15)), (time(14), time(15)), (time(15), None)]


def test_what_a_confidential_meeting_holds_is_confidential_without_being_told():
    contents = read((HOUSEHOLDS / "single.json").read_bytes())
    held = of(contents, (Meeting, Attendee, Remark, Decision, RoleAssignment, Confirmation))
    assert {fact.footing for fact in held} == {Footing.STATUTORY}
    assert {fact.learned_in for fact in held if isinstance(fact, Remark | RoleAssignment)} == {held[0].id}


def test_what_was_learned_in_a_confidential_meeting_is_confidential_unless_somebody_says_otherwise():
    meetings = [{"id": "m", "kind": "支援会議", "held_on": "2026-11-26"}]
    issues = [
        {"title": "病気", "learned_in": "m"},
        {"title": "けが", "learned_in": "m", "footing": "本人の同意"},
        {"title": "債務", "footing": "支援会議"},
    ]
    footings = [issue.footing for issue in of(said(meetings=meetings, issues=issues), Issue)]
    assert footings == [Footing.STATUTORY, Footing.CONSENT, Footing.STATUTORY]


def test_a_record_told_differently_under_secrecy_stands_there_twice_under_one_id():
    person = {"kinship": "子", "age_band": "30代", "note": "元気", "statutory": {"note": "通院を中断"}}
    ordinary, confidential = of(said(people=[person]), Person)
    assert ordinary.id == confidential.id
    assert (ordinary.footing, ordinary.note) == (Footing.CONSENT, "元気")
    assert (confidential.footing, confidential.note) == (Footing.STATUTORY, "通院を中断")
    assert confidential.age_band == "30代"


def test_positions_are_of_people_and_agencies():
    contents = said(people=[{"id": "p", "kinship": "母"}], positions={"p": [1, -2.5]})
    assert contents.positions == {of(contents, Person)[0].id: Position(1.0, -2.5)}


def test_text_is_cleaned_at_the_door_and_names_stay_as_typed():
    person = {"kinship": "母", "name": "\u202e佐藤　花子\u0000 𠮷\ufa19", "note": "一\r\n二"}
    (mother,) = of(said(people=[person]), Person)
    assert mother.name == "佐藤　花子 𠮷\ufa19"
    assert mother.note == "一\n二"


def test_a_file_from_an_old_windows_program_is_read():
    file = json.dumps({"title": "一人暮らし～髙橋", "opened_on": "2026-11-26"}, ensure_ascii=False)
    for encoding in ("utf-8", "utf-8-sig", "cp932"):
        assert read(file.encode(encoding)).case.title == "一人暮らし～髙橋"
    assert read("\ufeff" + file).case.title == "一人暮らし～髙橋"


def test_every_record_has_an_id_of_its_own():
    contents = read((HOUSEHOLDS / "three_generations.json").read_bytes())
    versions = [(fact.id, fact.footing) for fact in contents.facts]
    assert len(versions) == len(set(versions))
    assert len({type(fact) for fact in contents.facts}) == 29
