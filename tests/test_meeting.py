"""Whether a meeting may begin, and who is named in it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_consent,
    a_household,
    a_meeting,
    a_person,
    a_remark,
    a_role,
    a_sitting,
    an_attendee,
    an_evaluation,
)

from jusou_meeting.evaluation import Outcome
from jusou_meeting.finding import Stopped, Weight, stop_if_any
from jusou_meeting.household import Kinship
from jusou_meeting.japanese_date import TOKYO
from jusou_meeting.meeting import (
    Attendance,
    MeetingKind,
    MeetingRecord,
    Part,
    ended,
    ended_on,
    hours_findings,
    meeting_findings,
    spokesperson,
)
from jusou_meeting.meeting_gate import (
    admission_findings,
    is_there,
    line_of,
    opening_findings,
    seating_findings,
)

POLICE = an_attendee("police", agency="警察署", involvement_id="station")


def refusals(kind, household, *attendees, reason="", today=TODAY):
    findings = opening_findings(kind, household, attendees, reason=reason, today=today)
    return [f.sentence for f in findings if f.weight is Weight.STOPS]


def test_an_expert_looks_on_within_their_item_alone():
    noon, one, two = time(12), time(13), time(14)
    called = an_attendee(item_ids=("item",))
    here = replace(called, from_at=one)

    assert not called.may_look_on(one)
    assert [here.may_look_on(at) for at in (noon, one, two)] == [False, True, True]
    assert [replace(here, until_at=two).may_look_on(at) for at in (one, two)] == [True, False]


def test_whoever_is_there_for_the_whole_hour_looks_on_until_they_leave():
    attendee = an_attendee(from_at=time(13))

    assert attendee.may_look_on(time(12))
    assert not replace(attendee, until_at=time(13)).may_look_on(time(13))


def test_a_meeting_on_consent_begins_when_the_client_consented_to_everybody_in_the_room():
    assert refusals(MeetingKind.MULTILAYERED, a_household(consents=(a_consent(),)), an_attendee()) == []


def test_without_consent_the_refusal_names_the_other_footing():
    [sentence] = refusals(MeetingKind.MULTILAYERED, a_household(), an_attendee())

    assert "本人の有効な同意がない" in sentence
    assert "第106条の6" in sentence


def test_an_agency_outside_the_consent_is_named():
    [sentence] = refusals(
        MeetingKind.MULTILAYERED, a_household(consents=(a_consent(),)), an_attendee(), POLICE
    )

    assert "「警察署」" in sentence


@pytest.mark.parametrize(
    "consent",
    [
        a_consent(given_on=TODAY + timedelta(days=1)),
        a_consent(until_on=TODAY - timedelta(days=1)),
        a_consent(withdrawn_on=TODAY),
        a_consent(person_id="mother"),
    ],
    ids=["not yet given", "expired", "withdrawn today", "of somebody else"],
)
def test_a_consent_that_does_not_bind_the_client_today_opens_nothing(consent):
    household = a_household(people=(a_person(), a_person("mother", Kinship.MOTHER)), consents=(consent,))

    assert len(refusals(MeetingKind.MULTILAYERED, household, an_attendee())) == 1


def test_that_another_member_has_not_consented_refuses_nothing():
    household = a_household(people=(a_person(), a_person("child", Kinship.CHILD)), consents=(a_consent(),))

    assert refusals(MeetingKind.MULTILAYERED, household, an_attendee()) == []


def test_whoever_is_absent_and_whoever_holds_the_meeting_need_no_consent_of_their_own():
    household = a_household(consents=(a_consent(),))
    absent = replace(POLICE, part=Part.ABSENT)
    host = an_attendee("host", agency="市地域福祉課", involvement_id=None, host=True)

    assert refusals(MeetingKind.MULTILAYERED, household, absent, host) == []


def test_the_client_sits_in_their_own_meeting_and_a_relative_is_asked_about():
    household = a_household(people=(a_person(), a_person("mother", Kinship.MOTHER)), consents=(a_consent(),))
    client = an_attendee("self", agency="本人", involvement_id=None, person_id="client")
    mother = an_attendee("mother", agency="母", involvement_id=None, person_id="mother")

    assert refusals(MeetingKind.MULTILAYERED, household, client, mother) == []
    noticed = opening_findings(MeetingKind.MULTILAYERED, household, (client, mother), reason="", today=TODAY)
    assert [finding.about for finding in noticed] == ["mother"]


def test_a_household_without_a_client_is_told_so():
    household = a_household(people=(a_person("mother", Kinship.MOTHER),), consents=(a_consent(),))

    assert "「本人」が登録されていません" in refusals(MeetingKind.MULTILAYERED, household)[0]


def test_a_statutory_meeting_needs_its_reason_and_no_consent():
    assert len(refusals(MeetingKind.STATUTORY, a_household(), POLICE, reason=" 　")) == 1
    assert refusals(MeetingKind.STATUTORY, a_household(), POLICE, reason="経済的虐待の疑い") == []


def test_a_finding_that_stops_is_raised_with_its_sentence():
    with pytest.raises(Stopped, match="開く理由"):
        stop_if_any(opening_findings(MeetingKind.STATUTORY, a_household(), (), reason="", today=TODAY))


def test_a_hidden_source_is_named_nowhere():
    record = MeetingRecord(sitting=a_sitting(), meeting=a_meeting(), attendees=(POLICE,))

    assert record.speaker(a_remark(speaker_id="police")) == "警察署"
    assert "警察" not in record.speaker(a_remark(speaker_id="police", source_hidden=True))


def test_a_meeting_that_ends_before_it_begins_is_refused():
    upside_down = a_meeting(starts_at=time(14), ends_at=time(13))

    assert [f.weight for f in hours_findings(upside_down)] == [Weight.STOPS]
    assert list(hours_findings(a_meeting())) == []
    assert list(hours_findings(a_meeting(ends_at=None))) == []


def test_a_meeting_neither_closes_before_it_opened_nor_is_held_under_secrecy_without_a_reason():
    opened = a_meeting()

    assert list(meeting_findings(replace(opened, closed_at=opened.opened_at))) == []
    [finding] = meeting_findings(replace(opened, closed_at=opened.opened_at - timedelta(minutes=1)))
    assert "閉会の日時が、開会より前" in finding.sentence
    [finding] = meeting_findings(replace(opened, kind=MeetingKind.STATUTORY))
    assert "支援会議を開く理由" in finding.sentence
    assert list(meeting_findings(replace(opened, kind=MeetingKind.STATUTORY, opened_at=None))) == []


def noticed(attendee, name="鈴木 一郎", kind=MeetingKind.STATUTORY, **household):
    return list(admission_findings(kind, a_household(**household), attendee, name=name, today=TODAY))


def test_whoever_gives_another_name_than_the_roster_is_shown_with_both():
    [finding] = noticed(an_attendee(name="佐藤 花子"))

    assert finding.weight is Weight.WARNS
    assert "「佐藤 花子」" in finding.sentence
    assert "「鈴木 一郎」" in finding.sentence


@pytest.mark.parametrize("name", ["", "鈴木一郎", "鈴木\u3000一郎"])
def test_a_name_that_is_blank_or_only_spaced_otherwise_needs_no_word(name):
    assert noticed(an_attendee(name=name)) == []


@pytest.mark.parametrize(
    ("name", "agency", "line"),
    [
        ("鈴木花子", "包括支援センター", "suzuki"),
        ("鈴木 花子", "架空市地域包括支援センター", "suzuki"),
        ("鈴木 花子", "こころの病院", "whoever comes"),
        ("山田 太郎", "地域包括支援センター", None),
        ("田中", "社会福祉協議会", None),
        ("鈴木 花子", "保健所", None),
        ("", "", None),
    ],
)
def test_whoever_knocks_is_taken_for_the_one_line_that_their_name_and_agency_fit(name, agency, line):
    centre = "地域包括支援センター"
    attendees = (
        an_attendee("suzuki", agency=centre, name="鈴木 花子"),
        an_attendee("yamada", agency=centre, name="山田 太郎"),
        an_attendee("yamada of the other floor", agency=centre, name="山田太郎"),
        an_attendee("whoever comes", agency="こころの病院"),
        an_attendee("one of two", agency="市社会福祉協議会"),
        an_attendee("the other of two", agency="市社会福祉協議会"),
    )

    found = line_of(name, agency, attendees)

    assert (found and found.id) == line


def test_nobody_is_let_in_whose_agency_the_consent_does_not_name():
    late = {"kind": MeetingKind.MULTILAYERED, "consents": (a_consent(),)}

    assert noticed(an_attendee(), **late) == []
    [finding] = noticed(POLICE, **late)
    assert finding.weight is Weight.STOPS
    assert "「警察署」" in finding.sentence


def seated(attendee, *, kind=MeetingKind.MULTILAYERED, **said):
    household = a_household(consents=(a_consent(),))
    return [f.sentence for f in seating_findings(kind, household, attendee, today=TODAY, **said)]


def test_whoever_comes_late_needs_the_consent_that_the_opening_asked_for():
    assert seated(an_attendee()) == []
    [sentence] = seated(POLICE)
    assert "「警察署」" in sentence
    assert seated(POLICE, kind=MeetingKind.STATUTORY) == []
    assert seated(replace(POLICE, part=Part.ABSENT)) == []


def test_an_attendee_of_no_agency_of_the_map_is_asked_for_one():
    [sentence] = seated(replace(POLICE, involvement_id=None))
    assert "「警察署」が地図のどの機関か" in sentence
    assert seated(replace(POLICE, involvement_id=None, host=True)) == []


def test_a_line_may_be_corrected_but_not_handed_to_an_agency_outside_the_consent():
    assert seated(replace(POLICE, name="鈴木"), before=POLICE) == []
    assert len(seated(replace(POLICE, id="attendee"), before=an_attendee())) == 1
    assert len(seated(POLICE, before=replace(POLICE, part=Part.ABSENT))) == 1


def test_an_agency_is_spoken_for_by_the_one_person_of_it_in_the_room():
    suzuki, other = an_attendee("s", name="鈴木"), an_attendee("o", name="田中")

    assert spokesperson((suzuki, POLICE), "agency") == "鈴木"
    assert spokesperson((suzuki, replace(other, part=Part.ABSENT)), "agency") == "鈴木"
    assert spokesperson((suzuki, other), "agency") == ""
    assert spokesperson((POLICE,), "agency") == ""


def test_a_meeting_is_over_once_it_closed_but_for_whoever_still_puts_its_minutes_right():
    closed = {"closed_at": a_meeting().opened_at}
    first = MeetingRecord(sitting=a_sitting(), meeting=a_meeting("first", **closed))
    ahead = replace(first, meeting=a_meeting("ahead", ordinal=2, opened_at=None))
    second = replace(first, meeting=a_meeting("second", ordinal=2))

    assert ended([first, ahead], None) == {"first"}
    assert ended([first, ahead], "first") == frozenset()
    assert ended([first, second], "first") == {"first"}
    assert ended([first, second], "second") == {"first"}


def test_whoever_is_in_the_room_answers_for_themselves_and_nobody_else_is_there():
    came, kin = an_attendee(), an_attendee("kin", involvement_id=None, person_id="client")
    stayed = an_attendee("clinic", involvement_id="clinic", part=Part.ABSENT)
    host = an_attendee("host", involvement_id=None, host=True)

    def there(assignee_id, *more):
        return is_there([came, kin, stayed, *more], a_household(), a_role(assignee_id=assignee_id), at=NOW)

    assert [there(who) for who in ("agency", "client", "clinic", "nurse")] == [True, True, False, False]
    assert [there("household"), there("household", host)] == [False, True]


def test_whoever_left_or_never_came_to_their_item_answers_nothing_any_more():
    left = an_attendee(until_at=time(14, 46))
    waited = an_attendee("lawyer", involvement_id="lawyer", item_ids=("item",), attendance=None)
    came = replace(waited, attendance=Attendance.PRESENT)

    def there(line, hour, minute):
        at = datetime(2026, 11, 26, hour, minute, 30, tzinfo=TOKYO)
        role = a_role(assignee_id=line.involvement_id)
        return is_there([line], a_household(), role, at=at)

    assert [there(left, 14, 45), there(left, 14, 46), there(left, 14, 47)] == [True, True, False]
    assert [there(waited, 14, 45), there(came, 14, 45)] == [False, True]


def test_a_case_has_ended_with_the_last_meeting_that_was_held_if_that_closed_it():
    def held(ordinal, outcome=None, **said):
        meeting = a_meeting(str(ordinal), ordinal=ordinal, **{"opened_at": NOW, "closed_at": NOW} | said)
        evaluations = () if outcome is None else (an_evaluation(outcome=outcome),)
        on = TODAY + timedelta(days=ordinal)
        return MeetingRecord(sitting=a_sitting(held_on=on), meeting=meeting, evaluations=evaluations)

    closing = held(2, Outcome.CLOSED)
    assert ended_on([held(1), closing]) == TODAY + timedelta(days=2)
    assert ended_on([closing, held(3, opened_at=None, closed_at=None)]) == TODAY + timedelta(days=2)
    for goes_on in (
        [],
        [held(1, Outcome.REPLANNED)],
        [closing, held(3)],
        [held(2, Outcome.CLOSED, closed_at=None)],
    ):
        assert ended_on(goes_on) is None
