"""What is known in confidence is told on consent only by a decision, and then only as far as consent may know."""

from dataclasses import replace

import pytest
from builders import (
    NOW,
    a_case,
    a_crossing,
    a_meeting,
    a_person,
    a_profile,
    a_role,
    a_sitting,
    a_staff,
    an_involvement,
    an_issue,
)

from jusou_meeting.crossing import confidential
from jusou_meeting.finding import Stopped
from jusou_meeting.issue import Urgency
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.staff import Permission
from jusou_meeting.store import Conflict, Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff()
SECRET = {"footing": Footing.STATUTORY, "learned_in": "closed-room"}


@pytest.fixture
def cases(tmp_path):
    cases = Store.create(tmp_path / "city.db", municipality="見本市").cases
    cases.open_case(
        SATO,
        a_case(),
        [
            a_profile(),
            a_person(),
            an_involvement(),
            an_involvement("police", **SECRET),
            an_issue("money"),
            an_issue("violence", **SECRET),
            a_meeting("closed-room", kind=MeetingKind.STATUTORY, reason="急ぐ", **SECRET),
            a_role(issue_ids=("money", "violence"), assigned_in="closed-room", **SECRET),
            a_role("watch", "police", **SECRET),
        ],
        sittings=[a_sitting()],
        at=NOW,
    )
    return cases


def known(cases, footing=Footing.STATUTORY):
    return cases.household(SATO, "case", footing)


def role(cases, footing, role_id="role"):
    return next((r for r in known(cases, footing).roles if r.id == role_id), None)


def cross(cases, *facts):
    with cases.change(
        SATO, Permission.EDIT_CASE, "移す", case_id="case", footing=Footing.STATUTORY, at=NOW
    ) as change:
        for fact in facts:
            change.save(a_crossing(f"crossing-{fact.id}", fact.id))
            change.cross(fact)


def test_a_role_crosses_without_the_meeting_and_the_issue_that_consent_may_not_know(cases):
    assert role(cases, Footing.CONSENT) is None

    cross(cases, role(cases, Footing.STATUTORY))

    told, kept = role(cases, Footing.CONSENT), role(cases, Footing.STATUTORY)
    assert (told.task, told.issue_ids, told.assigned_in, told.learned_in) == (
        kept.task,
        ("money",),
        None,
        None,
    )
    assert (kept.issue_ids, kept.assigned_in) == (("money", "violence"), "closed-room")
    assert [c.record_id for c in cases.crossings(SATO, "case")] == ["role"]


def test_a_role_that_crossed_is_known_to_have_and_does_not_vanish(cases):
    assert known(cases, Footing.CONSENT).crossed == known(cases).crossed == frozenset()

    cross(cases, role(cases, Footing.STATUTORY))

    assert known(cases, Footing.CONSENT).crossed == {"role"}
    assert known(cases).crossed == frozenset(), "under secrecy the role has its own meeting"
    with (
        pytest.raises(Stopped, match="前の会議までの役割"),
        cases.change(
            SATO, Permission.EDIT_CASE, "消す", case_id="case", footing=Footing.CONSENT, at=NOW
        ) as change,
    ):
        change.remove(role(cases, Footing.CONSENT))


def test_nothing_crosses_before_what_it_speaks_of(cases):
    with pytest.raises(Stopped, match="まだ移されていません"):
        cross(cases, role(cases, Footing.STATUTORY, "watch"))
    assert cases.crossings(SATO, "case") == ()

    police = next(i for i in known(cases).involvements if i.id == "police")
    cross(cases, police, role(cases, Footing.STATUTORY, "watch"))

    assert role(cases, Footing.CONSENT, "watch").assignee_id == "police"


def test_what_crossed_is_not_offered_again_and_is_never_undone(cases):
    before = {fact.id for fact in confidential(known(cases), known(cases, Footing.CONSENT))}
    cross(cases, next(i for i in known(cases).issues if i.id == "violence"))

    left = {fact.id for fact in confidential(known(cases), known(cases, Footing.CONSENT))}
    assert before - left == {"violence"}
    with pytest.raises(Stopped):
        cases.undo(SATO, "case", Footing.STATUTORY, at=NOW)


def test_an_old_sight_of_a_record_does_not_cross(cases):
    seen = next(i for i in known(cases).issues if i.id == "violence")
    cross(cases, seen)
    with cases.change(
        SATO, Permission.EDIT_CASE, "直す", case_id="case", footing=Footing.STATUTORY, at=NOW
    ) as change:
        change.save(an_issue("violence", title="暴言", version=known(cases).issues[-1].version))

    with pytest.raises(Conflict):
        cross(cases, seen)


def recall(cases, *facts):
    with cases.change(
        SATO, Permission.EDIT_CASE, "取り消す", case_id="case", footing=Footing.STATUTORY, at=NOW
    ) as change:
        for fact in facts:
            change.recall(fact)
            change.save(a_crossing(f"recall-{fact.id}", fact.id, allowed=False))


def issue(cases, footing, issue_id):
    return next((each for each in known(cases, footing).issues if each.id == issue_id), None)


def edit(cases, fact, *, footing):
    with cases.change(SATO, Permission.EDIT_CASE, "直す", case_id="case", footing=footing, at=NOW) as change:
        return change.save(fact)


def test_what_crossed_by_mistake_is_told_no_more_and_stays_known_under_secrecy(cases):
    secret = known(cases)
    cross(cases, issue(cases, Footing.STATUTORY, "violence"))

    recall(cases, issue(cases, Footing.STATUTORY, "violence"))

    assert issue(cases, Footing.CONSENT, "violence") is None
    assert known(cases).issues == secret.issues
    assert [c.allowed for c in cases.crossings(SATO, "case")] == [True, False]
    offered = {fact.id for fact in confidential(known(cases), known(cases, Footing.CONSENT))}
    assert "violence" in offered, "it may cross again"


def test_what_was_written_since_it_crossed_is_kept_under_secrecy(cases):
    cross(cases, issue(cases, Footing.STATUTORY, "violence"))
    told = issue(cases, Footing.CONSENT, "violence")
    edit(cases, replace(told, title="父の暴力"), footing=Footing.CONSENT)

    recall(cases, told)

    assert issue(cases, Footing.CONSENT, "violence") is None
    assert issue(cases, Footing.STATUTORY, "violence").title == "父の暴力"


def test_a_record_that_both_knew_reads_on_consent_as_it_did_before(cases):
    edit(
        cases,
        replace(issue(cases, Footing.STATUTORY, "money"), title="借金", note="闇金"),
        footing=Footing.STATUTORY,
    )
    before = issue(cases, Footing.CONSENT, "money")
    cross(cases, issue(cases, Footing.STATUTORY, "money"))
    edit(
        cases,
        replace(issue(cases, Footing.CONSENT, "money"), urgency=Urgency.URGENT),
        footing=Footing.CONSENT,
    )

    recall(cases, issue(cases, Footing.STATUTORY, "money"))

    after = issue(cases, Footing.CONSENT, "money")
    assert (after.title, after.note, after.urgency) == (before.title, before.note, Urgency.URGENT)
    assert issue(cases, Footing.STATUTORY, "money").note == "闇金"


def test_what_crossed_twice_goes_back_to_before_the_first_time(cases):
    cross(cases, issue(cases, Footing.STATUTORY, "violence"))
    edit(cases, replace(issue(cases, Footing.STATUTORY, "violence"), note="刃物"), footing=Footing.STATUTORY)
    with cases.change(
        SATO, Permission.EDIT_CASE, "移す", case_id="case", footing=Footing.STATUTORY, at=NOW
    ) as change:
        change.save(a_crossing("again", "violence"))
        change.cross(issue(cases, Footing.STATUTORY, "violence"))

    recall(cases, issue(cases, Footing.STATUTORY, "violence"))

    assert issue(cases, Footing.CONSENT, "violence") is None


def test_what_consent_came_to_speak_of_since_is_not_recalled_alone(cases):
    police = next(i for i in known(cases).involvements if i.id == "police")
    cross(cases, police, role(cases, Footing.STATUTORY, "watch"))

    with pytest.raises(Stopped, match="使っている"):
        recall(cases, police)

    recall(cases, role(cases, Footing.STATUTORY, "watch"), police)
    assert role(cases, Footing.CONSENT, "watch") is None
    assert all(i.id != "police" for i in known(cases, Footing.CONSENT).involvements)


def test_what_was_taken_back_under_secrecy_since_it_crossed_is_known_there_again(cases):
    drink = edit(cases, an_issue("drink"), footing=Footing.STATUTORY)
    cross(cases, drink)
    cases.undo(SATO, "case", Footing.STATUTORY, at=NOW)

    recall(cases, issue(cases, Footing.CONSENT, "drink"))

    assert issue(cases, Footing.CONSENT, "drink") is None
    assert issue(cases, Footing.STATUTORY, "drink").title == drink.title
