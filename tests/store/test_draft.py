"""What was typed and not saved outlives everything but being saved, and is its author's alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOW,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_preparation_sheet,
    a_profile,
    a_remark,
    a_role,
    a_sitting,
    a_staff,
    an_involvement,
    an_issue,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jusou_meeting.meeting import MeetingKind
from jusou_meeting.staff import NotAllowed, Permission, Seat, StaffRole
from jusou_meeting.store import Store, draft
from jusou_meeting.store.backup import check
from jusou_meeting.store.draft import LASTS, Draft, Form
from jusou_meeting.vocabulary import Footing

SATO, SUZUKI = a_staff(), a_staff(id="suzuki", name="鈴木")
REMARK = Form(case_id="case", footing=Footing.STATUTORY, meeting_id="secret", name="new:Remark")
ISSUE = Form(case_id="case", footing=Footing.CONSENT, meeting_id=None, name="new:Issue")


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    secret = {"kind": MeetingKind.STATUTORY, "footing": Footing.STATUTORY, "reason": "必要"}
    store.cases.open_case(
        SATO,
        a_case(),
        [a_profile(), a_person(), an_involvement(), a_role(), a_meeting("secret", **secret)],
        sittings=[a_sitting()],
        at=NOW,
    )
    return store


def kept(store, form, yours, *, by=SATO, at=NOW, needs=Permission.EDIT_CASE):
    draft = Draft(seen=(replace(yours),), yours=(yours,), at=at)
    store.drafts(by).keep(form, draft, needs=needs)
    return draft


def left(store, form, *, by=SATO, now=NOW):
    return store.drafts(by).of(form, now=now)


def rows(store):
    with store.file.reading() as db:
        return list(db.query("SELECT * FROM draft"))


@pytest.mark.parametrize(
    "fact",
    [
        a_remark(meeting_id="secret", text="通帳は子が持っている。\n「言わないで」", source_hidden=True),
        a_role(assignee_id=None, task="", for_ids=("client",), due_on=NOW.date()),
        a_consent(given_on=None),
        a_person(label="<img src=x onerror=pwn()> 𠮷野 葛󠄀城" + "あ" * 2000),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_what_was_typed_comes_back_whole_even_where_it_could_not_be_saved_yet(store, fact):
    draft = kept(store, REMARK, fact)

    assert left(Store.open(store.file.path), REMARK) == draft


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_typed(store, text):
    kept(store, ISSUE, an_issue(note=text))

    assert left(store, ISSUE).yours[0].note == text


def foreigners(form):
    """Whoever or whatever is not the author of a draft in its form."""
    return {
        "another": (SUZUKI, form),
        "another footing": (SATO, replace(form, footing=Footing.CONSENT)),
        "outside the meeting": (SATO, replace(form, meeting_id=None)),
        "another form": (SATO, replace(form, name="new:Decision")),
    }


def readers(store):
    kept(store, REMARK, a_remark(meeting_id="secret"))
    return {who for who, (staff, form) in foreigners(REMARK).items() if left(store, form, by=staff)}


def test_nobody_else_and_no_other_form_meeting_or_footing_has_it(store):
    assert readers(store) == set()


@pytest.mark.parametrize(
    ("forgotten", "who"),
    [("= :staff_id", "another"), ("= :footing", "another footing")],
)
def test_a_draft_that_forgets_whose_it_is_would_be_noticed(store, monkeypatch, forgotten, who):
    monkeypatch.setattr(draft, "_THIS", draft._THIS.replace(forgotten, f"<> 'x' || {forgotten[2:]}"))

    assert readers(store) == {who}


def test_whoever_may_no_longer_read_the_case_has_no_draft_of_it(store):
    seat = Seat(case_id="case", footing=Footing.STATUTORY, meeting_id="secret")
    participant = a_staff(StaffRole.PARTICIPANT, id="joined", seats=(seat,))
    kept(store, REMARK, a_remark(meeting_id="secret"), by=participant, needs=Permission.ANSWER_ROLE)
    assert left(store, REMARK, by=participant)

    for unseated in (
        replace(participant, seats=()),
        replace(participant, seats=(replace(seat, footing=Footing.CONSENT),)),
        replace(participant, role=StaffRole.ADMINISTRATOR),
    ):
        with pytest.raises(NotAllowed):
            left(store, REMARK, by=unseated)
        with pytest.raises(NotAllowed):
            kept(store, REMARK, a_remark(meeting_id="secret"), by=unseated, needs=Permission.ANSWER_ROLE)


def test_a_participant_keeps_an_answer_and_nothing_that_only_others_may_write(store):
    seat = Seat(case_id="case", footing=Footing.STATUTORY, meeting_id="secret")
    participant = a_staff(StaffRole.PARTICIPANT, id="joined", seats=(seat,))

    kept(store, REMARK, a_remark(), by=participant, needs=Permission.ANSWER_ROLE)

    with pytest.raises(NotAllowed):
        kept(store, REMARK, a_remark(), by=participant)


def test_whoever_answers_a_sheet_keeps_and_finds_its_words_and_reads_nothing_else(store):
    seat = Seat(case_id="case", footing=Footing.STATUTORY, meeting_id="secret")
    invited = a_staff(StaffRole.INVITED, id="invited", seats=(seat,))
    form = replace(REMARK, name="sheet")
    sheet = a_preparation_sheet(meeting_id="secret")

    kept(store, form, sheet, by=invited, needs=Permission.FILL_SHEET)

    found = store.drafts(invited).of(form, now=NOW, needs=Permission.FILL_SHEET)
    assert found.yours == (sheet,)
    for refused in (
        lambda: left(store, form, by=invited),
        lambda: kept(store, REMARK, a_remark(), by=invited),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_what_is_saved_is_no_draft_any_more_and_what_failed_still_is(store):
    kept(store, ISSUE, an_issue())
    kept(store, ISSUE, an_issue(title="ほかの人の書きかけ"), by=SUZUKI)

    def saved(*facts):
        with store.cases.change(
            SATO,
            Permission.EDIT_CASE,
            "課題を記録",
            case_id="case",
            footing=Footing.CONSENT,
            at=NOW,
            form=ISSUE.name,
        ) as change:
            for fact in facts:
                change.save(fact)
            if not facts:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        saved()
    assert left(store, ISSUE)
    saved(an_issue())
    assert left(store, ISSUE) is None
    assert left(store, ISSUE, by=SUZUKI).yours[0].title == "ほかの人の書きかけ"


def test_what_is_discarded_is_gone_from_the_file_itself(store):
    kept(store, ISSUE, an_issue(note="通帳を取り上げられている"))
    assert "通帳を取り上げられている".encode() in store.file.path.read_bytes()

    store.drafts(SATO).discard(ISSUE)

    assert left(store, ISSUE) is None
    assert "通帳を取り上げられている".encode() not in store.file.path.read_bytes()


def test_a_meeting_that_is_closed_leaves_no_draft_behind(store):
    kept(store, REMARK, a_remark(meeting_id="secret"))
    kept(store, REMARK, a_remark(meeting_id="secret"), by=SUZUKI)
    kept(store, ISSUE, an_issue())
    assert store.drafts(SATO).left_in("secret") == 2
    _, record = store.cases.meeting(SATO, "secret")

    with store.cases.change(
        SATO, Permission.HOLD_MEETING, "閉会", case_id="case", footing=Footing.STATUTORY, at=NOW
    ) as change:
        change.save(replace(record.meeting, closed_at=NOW))

    assert [row["form"] for row in rows(store)] == [ISSUE.name]


def test_a_case_or_meeting_that_leaves_the_file_takes_its_drafts_with_it(store):
    with store.file.reading() as db:
        actions = {row["table"]: row["on_delete"] for row in db.query("PRAGMA foreign_key_list(draft)")}

    assert actions == {"support_case": "CASCADE", "record": "CASCADE"}


def test_what_nobody_came_back_to_for_two_weeks_is_forgotten(store):
    kept(store, ISSUE, an_issue())
    assert left(store, ISSUE, now=NOW + LASTS - timedelta(minutes=1))
    assert left(store, ISSUE, now=NOW + LASTS) is None

    kept(store, REMARK, a_remark(meeting_id="secret"), at=NOW + LASTS)

    assert [row["form"] for row in rows(store)] == [REMARK.name]


def test_a_form_has_one_draft_and_the_history_none(store):
    before = store.cases.revision("case", "secret")
    for text in ("訪", "訪問", "訪問する"):
        kept(store, REMARK, a_remark(meeting_id="secret", text=text))

    assert len(rows(store)) == 1
    assert left(store, REMARK).yours[0].text == "訪問する"
    assert store.cases.revision("case", "secret") == before
    with store.file.reading() as db:
        assert "訪問する" not in str(list(db.query("SELECT * FROM change_payload")))
    assert list(check(store.file.path)) == []


def test_a_household_file_holds_no_draft(store):
    kept(store, REMARK, a_remark(meeting_id="secret", text="まだ言っていないこと"))

    assert "まだ言っていないこと" not in str(store.cases.contents(SATO, "case"))
