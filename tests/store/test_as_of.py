"""A household as it stood at an instant: neither what came later nor what this footing may not know."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOW,
    a_case,
    a_crossing,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    a_tie,
    an_involvement,
    an_issue,
)

from jusou_meeting.household import Kinship, Position
from jusou_meeting.staff import NotAllowed, Permission, Staff, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def cases(tmp_path):
    cases = Store.create(tmp_path / "city.db", municipality="見本市").cases
    facts = [a_profile(), a_person(), an_involvement(), an_issue("money", title="家賃の滞納")]
    cases.open_case(SATO, a_case(), facts, at=NOW)
    return cases


def then(cases, minutes, footing=Footing.CONSENT):
    return cases.household_at(SATO, "case", footing, NOW + minutes * MINUTE)


def changing(cases, minutes, footing=Footing.CONSENT):
    return cases.change(
        SATO,
        Permission.EDIT_CASE,
        "書き直す",
        case_id="case",
        footing=footing,
        at=NOW + minutes * MINUTE,
    )


def test_what_was_written_later_was_not_so_before(cases):
    with changing(cases, 10) as change:
        change.save(a_person("mother", Kinship.MOTHER))
        change.save(a_tie("client", "mother"))
        change.save(replace(then(cases, 0).issues[0], title="家賃の滞納（解消）"))

    assert [p.label for p in then(cases, 9).people] == ["本人"]
    assert [i.title for i in then(cases, 9).issues] == ["家賃の滞納"]
    assert then(cases, 9).ties == ()
    assert [p.label for p in then(cases, 10).people] == ["本人", "母"]
    assert [i.title for i in then(cases, 10).issues] == ["家賃の滞納（解消）"]


def test_what_was_removed_or_taken_back_was_there_before(cases):
    with changing(cases, 5) as change:
        change.save(an_issue("home", title="退去の期限"))
    with changing(cases, 10) as change:
        change.remove(then(cases, 5).issues[0])
    cases.undo(SATO, "case", Footing.CONSENT, at=NOW + 15 * MINUTE)

    titles = [[i.title for i in then(cases, minutes).issues] for minutes in (0, 5, 10, 15)]
    assert titles == [
        ["家賃の滞納"],
        ["家賃の滞納", "退去の期限"],
        ["退去の期限"],
        ["家賃の滞納", "退去の期限"],
    ]


def test_it_is_the_household_of_now_when_nothing_came_since(cases):
    with changing(cases, 1, Footing.STATUTORY) as change:
        change.save(an_issue("violence", "client", title="暴言"))
        change.save(a_tie("agency", "client"))

    for footing in Footing:
        assert then(cases, 60, footing) == cases.household(SATO, "case", footing)


def test_before_the_case_was_there_nothing_was_known(cases):
    empty = then(cases, -1)

    assert (empty.people, empty.issues, empty.involvements) == ((), (), ())


def test_another_household_written_while_the_clock_was_wrong_moves_no_moment_of_this_one(cases):
    with changing(cases, 10) as change:
        change.save(an_issue("home", title="退去の期限"))
    cases.open_case(SATO, a_case(id="other"), [a_profile(id="other-household")], at=NOW - MINUTE)

    assert [i.title for i in then(cases, 5).issues] == ["家賃の滞納"]


def test_what_was_said_in_confidence_is_not_known_on_consent_at_any_moment(cases):
    with changing(cases, 1, Footing.STATUTORY) as change:
        change.save(an_issue("violence", "client", title="暴言"))
        change.save(replace(then(cases, 0).people[0], note="隣の家から聞いた"))
    with changing(cases, 2, Footing.STATUTORY) as change:
        issue = next(i for i in then(cases, 1, Footing.STATUTORY).issues if i.id == "violence")
        change.save(a_crossing(record_id=issue.id))
        change.cross(issue)

    assert [i.title for i in then(cases, 1).issues] == ["家賃の滞納"]
    assert then(cases, 1).people[0].note == ""
    assert [i.title for i in then(cases, 1, Footing.STATUTORY).issues] == ["家賃の滞納", "暴言"]
    assert [i.title for i in then(cases, 2).issues] == ["家賃の滞納", "暴言"]


def test_what_was_destroyed_is_left_out_and_breaks_nothing(cases):
    with cases._file.writing() as db:
        db.execute("DELETE FROM change_payload WHERE body LIKE '%家賃%'")

    assert then(cases, 60).issues == ()
    assert [p.label for p in then(cases, 60).people] == ["本人"]


def test_what_was_written_before_a_column_came_says_there_what_is_said_where_nobody_said_anything(cases):
    with cases._file.writing() as db:
        db.execute(
            "UPDATE change_payload SET body = json_remove(body, '$.after.deferred_because', '$.after.sphere')"
        )

    [issue] = then(cases, 0).issues
    assert (issue.title, issue.deferred_because, issue.sphere) == ("家賃の滞納", "", None)


def test_nobody_looks_back_at_what_they_may_not_see(cases):
    stranger = Staff(id="x", name="", role=StaffRole.PARTICIPANT)
    with pytest.raises(NotAllowed):
        cases.household_at(stranger, "case", Footing.CONSENT, NOW)


def test_the_acts_to_look_back_at_are_those_this_footing_may_know_of(cases):
    with changing(cases, 1) as change:
        change.save(an_issue("home", title="退去の期限"))
    with changing(cases, 2, Footing.STATUTORY) as change:
        change.save(an_issue("violence", "client", title="暴言"))

    def told(footing):
        return [(moment.key, moment.at) for moment in cases.acts(SATO, "case", footing)]

    assert told(Footing.STATUTORY)[:2] == [("act:3", NOW + 2 * MINUTE), ("act:2", NOW + MINUTE)]
    assert told(Footing.CONSENT) == [("act:2", NOW + MINUTE)]


def test_an_act_names_the_first_record_it_was_done_to_that_this_footing_may_know_of(cases):
    with changing(cases, 1, Footing.STATUTORY) as change:
        change.save(replace(then(cases, 0).people[0], note="隣の家から聞いた"))
        change.save(an_issue("violence", title="暴言"))
    with changing(cases, 2) as change:
        change.move("agency", Position(1, 1))
        change.save(an_issue("home", title="退去の期限"))

    def about(footing):
        return [moment.about for moment in cases.acts(SATO, "case", footing, most=2)]

    assert about(Footing.STATUTORY) == ["agency", "client"]
    assert about(Footing.CONSENT) == ["agency"]


def test_only_so_many_acts_are_offered(cases):
    for number in range(5):
        with changing(cases, number) as change:
            change.save(an_issue(f"issue-{number}"))

    assert len(cases.acts(SATO, "case", Footing.CONSENT, most=3)) == 3


def test_a_record_is_of_the_meeting_that_brought_it_whatever_is_put_right_since(tmp_path):
    cases = Store.create(tmp_path / "city.db", municipality="見本市").cases
    facts = [a_profile(), a_person(), a_meeting(opened_at=None)]
    cases.open_case(SATO, a_case(), facts, sittings=[a_sitting()], at=NOW)
    issue = an_issue()
    for meeting_id, title in (("meeting", "病気"), (None, "病気（糖尿病）")):
        with cases.change(
            SATO, Permission.EDIT_CASE, "課題", case_id="case", footing=Footing.CONSENT, meeting_id=meeting_id, at=NOW
        ) as change:  # fmt: skip
            issue = change.save(replace(issue, title=title))

    assert (issue.version, issue.learned_in) == (2, None)
    assert cases.household(SATO, "case", Footing.CONSENT).learned_first_in == {"issue": "meeting"}
