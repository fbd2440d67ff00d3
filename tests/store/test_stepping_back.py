"""この時点に戻す: any walk of acts leads back to any of its moments, and undoing that leads forth again."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random

import office
import pytest
from builders import (
    NOW,
    a_case,
    a_confirmation,
    a_consent,
    a_correction_request,
    a_crossing,
    a_distribution,
    a_meeting,
    a_person,
    a_profile,
    a_remark,
    a_review,
    a_role,
    a_sitting,
    a_staff,
    a_tie,
    a_wish,
    an_involvement,
    an_issue,
    another_meeting,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.household import Kinship, Position
from jusou_meeting.role import RoleStanding
from jusou_meeting.staff import NotAllowed, Permission, Staff, StaffRole
from jusou_meeting.store import Store, stepping_back
from jusou_meeting.store.change import Change
from jusou_meeting.store.row import row_of
from jusou_meeting.store.table import OWN
from jusou_meeting.vocabulary import Footing

SATO, SUZUKI = a_staff(id="sato"), a_staff(id="suzuki", name="鈴木")
OPEN, SECRET = Footing.CONSENT, Footing.STATUTORY
MARK = "秘"


class Case:
    """One case that a day of work goes over, minute by minute."""

    def __init__(self, folder):
        self.path = folder / "city.db"
        self.store = Store.create(self.path, municipality="見本市")
        self.cases = self.store.cases
        self.minutes = 0
        facts = [
            a_profile(),
            a_person(),
            an_involvement(),
            an_issue("money"),
            a_consent("agreed"),
            a_meeting(),
        ]
        self.cases.open_case(SATO, a_case(), facts, sittings=[a_sitting()], at=NOW)
        self.save(replace(self.now().profile, note="はじめ"))

    def now(self, footing=OPEN):
        return self.cases.household(SATO, "case", footing)

    def clock(self):
        self.minutes += 1
        return NOW + timedelta(minutes=self.minutes)

    def changing(self, footing=OPEN, staff=SATO):
        return self.cases.change(
            staff, Permission.EDIT_CASE, "入力", case_id="case", footing=footing, at=self.clock()
        )

    def save(self, *facts, footing=OPEN, staff=SATO):
        """Save as one act, and say which."""
        with self.changing(footing, staff) as change:
            for fact in facts:
                change.save(fact)
        return self.moments(footing)[0]

    def remove(self, fact, footing=OPEN):
        with self.changing(footing) as change:
            change.remove(fact)
        return self.moments(footing)[0]

    def moments(self, footing=OPEN):
        """The numbers of the acts that this footing may know of, latest first."""
        acts = self.cases.acts(SATO, "case", footing, most=-1)
        return [int(act.key.removeprefix("act:")) for act in acts]

    def back_to(self, moment, footing=OPEN, staff=SATO, seen=None):
        seen = seen or f"act:{self.moments(footing)[0]}"
        return self.cases.step_back(staff, "case", footing, f"act:{moment}", seen=seen, at=self.clock())

    def undo(self, footing=OPEN):
        return self.cases.undo(SATO, "case", footing, at=self.clock())

    def at(self, moment, footing=OPEN):
        """The household as it stood once this act was done."""
        with self.store.file.reading() as db:
            return stepping_back.reading.household(db, "case", footing, seq=moment)


def said(household):
    """What goes back of a household, record by record, in its own words."""
    known = (
        household.profile, *household.people, *household.issues, *household.involvements, *household.ties,
        *household.roles, *household.wishes, *household.goals, *household.plans,
        *household.emergency_contacts, *household.abuse_suspicions,
    )  # fmt: skip
    kept = {*OWN, "wording"}
    return {fact.id: {k: v for k, v in row_of(fact).items() if k not in kept} for fact in known}


@pytest.fixture
def case(tmp_path):
    return Case(tmp_path)


def test_what_came_since_goes_what_went_comes_back_and_what_changed_reads_as_it_did(case):
    case.save(a_person("mother", Kinship.MOTHER), a_tie("agency", "mother"))
    then = case.save(an_issue("home", title="退去の期限"))
    before = said(case.now())
    case.remove(case.now().issues[1])
    case.save(replace(case.now().people[1], note="入院した"))
    case.save(a_person("son", Kinship.SON), a_tie("client", "son"), an_issue("school", "son"))
    after = said(case.now())

    action = case.back_to(then)

    assert said(case.now()) == before != after
    assert action == "R8.11.26 14:03:00の時点に戻す"
    assert case.cases.acts(SATO, "case", OPEN)[0].said.startswith(
        "R8.11.26 14:07:00 R8.11.26 14:03:00の時点に戻す"
    )
    case.undo()
    assert said(case.now()) == after
    case.cases.redo(SATO, "case", OPEN, at=case.clock())
    assert said(case.now()) == before


def test_signs_go_back_to_where_they_stood(case):
    with case.changing() as change:
        change.move("agency", Position(10, 10))
    (then, *_) = case.moments()
    with case.changing() as change:
        change.move("agency", Position(90, 90))
        change.move("client", Position(50, 50))

    case.back_to(then)

    assert case.now().positions == {"agency": Position(10, 10), "client": Position(50, 50)}
    case.undo()
    assert case.now().positions["agency"] == Position(90, 90)


def test_what_was_said_and_what_an_agency_answered_stays_with_what_it_speaks_of(case):
    then = case.save(a_role("visit"), a_role("call"))
    case.save(replace(role(case, "call"), task="電話は月1回"))
    case.save(a_confirmation("yes", "call", wording=2))
    case.save(a_role("late"), a_role("unanswered"))
    case.save(a_confirmation("too", "late"), a_consent())
    case.save(a_remark())
    case.save(a_review(role_id="visit"), replace(role(case, "visit"), standing=RoleStanding.DONE))

    case.back_to(then)

    household = case.now()
    assert {r.id for r in household.roles} == {"visit", "call", "late"}
    assert role(case, "call").task == "週1回の訪問"
    assert role(case, "call").wording == 3, "the answer was to other words"
    assert role(case, "visit").standing is RoleStanding.DONE, "so the review says"
    assert {c.id for c in household.confirmations} == {"yes", "too"}
    assert len(household.consents) == 2
    record = case.cases.meeting(SATO, "meeting")[1]
    assert (len(record.remarks), len(record.reviews)) == (1, 1)


def role(case, role_id, footing=OPEN):
    return next(r for r in case.now(footing).roles if r.id == role_id)


def test_on_consent_nothing_said_in_confidence_is_touched_or_told(case):
    then = case.save(a_person("son", Kinship.SON))
    case.save(an_issue("violence", "son", title=f"{MARK}暴言"), footing=SECRET)
    case.save(replace(case.now(SECRET).people[0], note=f"{MARK}隣の家から"), footing=SECRET)
    case.save(replace(case.now().people[0], age_band="50代"))
    before = said(case.now(SECRET))

    case.back_to(then)

    assert MARK not in repr(case.now())
    assert {**before, "client": {**before["client"], "age_band": "40代"}} == said(case.now(SECRET))


def test_in_confidence_the_ordinary_record_stays_as_it_is(case):
    then = case.save(replace(case.now().profile, note="ふだん"))
    case.save(replace(case.now(SECRET).profile, note=f"{MARK}夜に怒鳴り声"), footing=SECRET)
    case.save(an_issue("violence", title=f"{MARK}暴言"), footing=SECRET)
    case.save(an_issue("later", title="あとからふだんに"))
    before = case.now()

    case.back_to(then, SECRET)

    assert case.now() == before
    assert case.now(SECRET).profile.note == "ふだん"
    assert case.now(SECRET).profile.footing is OPEN, "no confidential version repeats it"
    assert {i.id for i in case.now(SECRET).issues} == {"money", "later"}


def test_what_was_told_on_consent_is_not_taken_out_of_hearing_again(case):
    case.save(an_issue("violence", title="暴言"), footing=SECRET)
    then = case.save(replace(case.now().profile, note="まえ"))
    issue = next(i for i in case.now(SECRET).issues if i.id == "violence")
    with case.changing(SECRET) as change:
        change.save(a_crossing(record_id="violence"))
        change.cross(issue)
    case.save(replace(case.now().profile, note="あと"))

    case.back_to(then)

    assert "violence" in {i.id for i in case.now().issues}
    assert case.now().profile.note == "まえ"


def test_what_was_destroyed_takes_nothing_of_today_with_it(case):
    then = case.save(an_issue("home", title="退去の期限"))
    case.save(replace(case.now().issues[1], title="期限が延びた"))
    case.save(replace(case.now().profile, note="あと"))
    with case.store.file.writing() as db:
        db.execute("DELETE FROM change_payload WHERE body LIKE '%退去の期限%'")

    case.back_to(then)

    assert [i.title for i in case.now().issues] == ["医療未受診", "期限が延びた"]
    assert case.now().profile.note == "はじめ"


def test_nobody_goes_back_unseen_or_to_where_they_may_not_look(case):
    then = case.moments()[0]
    secret = case.save(an_issue("violence", title=f"{MARK}暴言"), footing=SECRET)
    seen = f"act:{case.save(an_issue('home'))}"
    stranger = Staff(id="x", name="", role=StaffRole.PARTICIPANT)

    with pytest.raises(NotAllowed):
        case.back_to(then, staff=stranger)
    for nowhere in (secret, 0, 999):
        with pytest.raises(Stopped, match="その時点は見つかりません"):
            case.back_to(nowhere)
    with pytest.raises(Stopped, match="戻すところはありません"):
        case.back_to(case.moments()[0])
    case.save(an_issue("other"), staff=SUZUKI)
    with pytest.raises(Stopped, match="確かめている間に"):
        case.back_to(then, seen=seen)
    assert {i.id for i in case.now().issues} == {"money", "home", "other"}


def test_a_case_has_one_client_there_too(case):
    then = case.moments()[0]
    case.save(replace(case.now().people[0], kinship=Kinship.FATHER, label="父"), a_person("new"))
    case.save(a_consent(person_id="new"))

    with pytest.raises(Stopped, match="どちらも「本人」です"):
        case.back_to(then)


def test_looking_what_would_change_changes_nothing(case):
    then = case.save(an_issue("home", title="退去の期限"))
    case.save(replace(case.now().issues[1], title="延びた"))
    now, moments = case.now(), case.moments()

    tried = case.cases.tried_back(SATO, "case", OPEN, f"act:{then}")

    assert [i.title for i in tried.issues] == ["医療未受診", "退去の期限"]
    assert (case.now(), case.moments()) == (now, moments)
    case.back_to(then)
    assert said(case.now()) == said(tried)


happened = Counter()


class Walk:
    """A day of work by two people on both footings, in any order."""

    def __init__(self, case, dice):
        self.case, self.dice, self.number = case, dice, 0
        self.places = {}

    def word(self, footing):
        self.number += 1
        return f"{MARK if footing is SECRET else '公'}{self.number}"

    def step(self):
        footing = self.dice.choice((OPEN, OPEN, SECRET))
        staff = self.dice.choice((SATO, SATO, SUZUKI))
        act = self.dice.choice((self.add, self.add, self.edit, self.edit, self.remove, self.move, self.undo))
        with suppress(Stopped):
            act(footing, staff)
        self.places[self.case.moments(SECRET)[0]] = self.case.now(SECRET).positions

    def add(self, footing, staff):
        word, whom = self.word(footing), self.dice.choice(self.case.now(footing).people).id
        fact = self.dice.choice(
            (
                a_person(word, Kinship.OTHER, note=word),
                an_issue(word, whom, title=word),
                a_tie("agency", whom, id=word, label=word),
                a_role(word, task=word, for_ids=(whom,), issue_ids=("money",)),
                a_wish(word, person_id=whom, words=word),
            )
        )
        self.case.save(fact, footing=footing, staff=staff)

    def edit(self, footing, staff):
        household = self.case.now(footing)
        fact = self.any_of(household)
        name = {"Person": "note", "Issue": "title", "Tie": "label", "RoleAssignment": "task", "Wish": "words"}
        self.case.save(
            replace(fact, **{name[type(fact).__name__]: self.word(footing)}), footing=footing, staff=staff
        )

    def remove(self, footing, staff):
        fact = self.any_of(self.case.now(footing))
        if fact.id != "client":
            self.case.remove(fact, footing)

    def any_of(self, household):
        return self.dice.choice(
            (*household.people, *household.issues, *household.ties, *household.roles, *household.wishes)
        )

    def move(self, footing, staff):
        with self.case.changing(footing, staff) as change:
            change.move(
                self.dice.choice(self.case.now(footing).people).id,
                Position(self.dice.randrange(99), self.dice.randrange(99)),
            )

    def undo(self, footing, staff):
        self.case.cases.undo(staff, "case", footing, at=self.case.clock())


def placed_otherwise(now, then):
    return any(now[i] != at for i, at in then.items() if i in now)


def back_and_forth(case, dice, places):
    """Go back to some moment and forth again; `places` is where the signs stood after each act."""
    footing = dice.choice((OPEN, SECRET))
    moment = dice.choice(case.moments(footing))
    before = {each: said(case.now(each)) for each in Footing}
    then = said(case.at(moment, footing))
    open_before = case.now(OPEN)
    placed = case.now(footing).positions
    stays = {} if footing is OPEN else {i: w for i, w in before[SECRET].items() if i in before[OPEN]}
    expected = {**stays, **then}
    if expected == before[footing] and not placed_otherwise(
        case.now(footing).positions, places.get(moment, {})
    ):
        with pytest.raises(Stopped, match="戻すところはありません"):
            case.back_to(moment, footing)
        return
    case.back_to(moment, footing)
    now = {each: said(case.now(each)) for each in Footing}
    assert now[footing] == expected
    if footing is OPEN:
        assert MARK not in repr(case.now(OPEN))
        secret = {i for i, words in before[SECRET].items() if MARK in repr(words)}
        assert secret <= now[SECRET].keys(), "what was said in confidence went with it"
    else:
        assert replace(case.now(OPEN), positions={}) == replace(open_before, positions={})
    stand = case.now(footing).positions
    assert all(stand[i] == at for i, at in places.get(moment, {}).items() if i in stand), (
        "a sign did not go back"
    )
    happened[footing] += 1
    case.undo(footing)
    assert {each: said(case.now(each)) for each in Footing} == before
    assert {i: at for i, at in case.now(footing).positions.items() if i in placed} == placed


def walk(case, seed, steps):
    dice = Random(seed)
    walked = Walk(case, dice)
    for _ in range(steps):
        for _ in range(6):
            walked.step()
        back_and_forth(case, dice, walked.places)
    assert office.faults(case.path, set()) == []


@pytest.mark.parametrize(
    "seed", [*range(2), *(pytest.param(n, marks=pytest.mark.nightly) for n in range(2, 40))]
)
def test_any_walk_leads_back_to_any_of_its_moments_and_forth_again(case, seed):
    happened.clear()
    walk(case, seed, 8)

    assert happened.total() > 3, "a walk that hardly ever went back says nothing"


def erased_for_all(self, fact):
    for current in self._records.versions(type(fact), fact.id).values():
        self._erase(current)


FAULTS = {
    "brings nothing back": (Change, "bring_back", lambda self, fact: None),
    "removes what is known in confidence as well": (Change, "remove", erased_for_all),
    "forgets the ties": (
        stepping_back, "RESTORED", tuple(k for k in stepping_back.RESTORED if k.__name__ != "Tie"),
    ),
    "moves no sign back": (stepping_back, "_places_then", lambda *_: {}),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_walks_would_find_a_store_that(case, monkeypatch, fault):
    monkeypatch.setattr(*FAULTS[fault])

    with pytest.raises((AssertionError, Stopped)):
        walk(case, 0, 40)


def test_papers_that_came_back_and_slips_that_were_handed_in_stay(case):
    then = case.save(another_meeting())
    case.save(a_distribution(attendee_id=None), a_correction_request())
    case.save(another_meeting("second"))

    case.back_to(then)

    _, record = case.cases.meeting(SATO, "meeting")
    assert [copy.number for copy in record.distributions] == [1]
    assert [slip.id for slip in record.correction_requests] == ["slip"]
    assert [other.id for other in case.now().other_meetings] == ["other"]
