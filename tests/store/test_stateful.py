"""Two people, two footings, any order of saving, removing, moving and undoing: always what a simple model says (D9, D15).

The model knows nothing of rows and versions. It keeps what is said of a record, and beside it what is said otherwise in
confidence; a reader under secrecy sees the one laid over the other.
"""

import shutil
import tempfile
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import office
import pytest
from builders import NOW, a_case, a_person, a_profile, a_staff, a_tie, an_involvement, an_issue
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.household import Position
from jusou_meeting.staff import Permission
from jusou_meeting.store import Conflict, Store, cases, change, history, reading
from jusou_meeting.store.change import Change
from jusou_meeting.store.records import Records
from jusou_meeting.vocabulary import Footing

OPEN, SECRET = Footing.CONSENT, Footing.STATUTORY
STAFF = (a_staff(id="sato"), a_staff(id="suzuki"))
MARK = "秘"
"""Stands in every word that was said in confidence."""

WORDS = {"Person": ("note", "residence"), "Issue": ("title", "note"), "Tie": ("label", "note")}
SPEAKS_OF = {"Person": (), "Issue": ("subject_id",), "Tie": ("b",)}

FEW = 9
"""Records in one run: few, so that much happens to each."""

happened = Counter()
"""How often each thing really happened, over a whole run."""


@dataclass(eq=False)
class Act:
    """What one act changed, as the model remembers it: each touched thing before and after."""

    staff: str
    footing: Footing
    before: dict
    touched: set
    left: dict
    undone: bool = False
    undoing: bool = False


class Model:
    """What is said of each record, what is said otherwise in confidence, and where the signs stand."""

    def __init__(self):
        self.open: dict[str, dict] = {}
        self.secret: dict[str, dict] = {}
        self.places: dict[str, Position] = {}
        self.order: list[str] = []
        self.stamps = Counter()
        self.acts: list[Act] = []

    def seen(self, footing):
        """Every record as a reader on this footing sees it."""
        if footing is OPEN:
            return {key: self.open[key] for key in self.order if key in self.open}
        return {
            key: self.open.get(key, {}) | self.secret.get(key, {})
            for key in self.order
            if key in self.open or key in self.secret
        }

    def holds(self, footing, key):
        """Whether there is such a sign on the map of this reader."""
        return key == "agency" or key in self.seen(footing)

    def stamp(self, footing, key):
        """Changes whenever what this reader sees of the record was written anew."""
        layer = SECRET if footing is SECRET and key in self.secret else OPEN
        return layer, self.stamps[layer, key]

    def speak_of(self, key, layer):
        """Whether any record known on this layer speaks of that one."""
        known = self.open if layer is OPEN else self.secret
        return any(self.seen(layer)[other]["of"] == key for other in known)

    def state(self):
        return {
            "open": {key: dict(said) for key, said in self.open.items()},
            "secret": {key: dict(said) for key, said in self.secret.items()},
            "places": dict(self.places),
        }

    def begin(self, staff, footing):
        self.acts.append(Act(staff.id, footing, self.state(), set(), {}))
        return self.acts[-1]

    def end(self, act):
        act.left = self.state()

    def write(self, act, layer, key):
        act.touched.add((layer, key))
        self.stamps[layer, key] += 1

    def say(self, act, key, said):
        """Say something of a record on the footing of the act."""
        if key not in self.order:
            self.order.append(key)
        if act.footing is SECRET:
            self.secret[key] = self.secret.get(key, {}) | said
            self.write(act, SECRET, key)
            return
        follows = key in self.secret and said.keys() - self.secret[key].keys()
        self.open[key] = self.open.get(key, {}) | said
        self.write(act, OPEN, key)
        if follows:
            self.write(act, SECRET, key)

    def forget(self, act, key):
        """Take a record off the footing of the act; False when somebody speaks of it."""
        if self.speak_of(key, act.footing) or (act.footing is SECRET and key in self.open):
            return False
        if act.footing is SECRET:
            del self.secret[key]
        else:
            said = self.open.pop(key)
            if key in self.secret:
                self.secret[key] = said | self.secret[key]
            elif self.speak_of(key, SECRET):
                self.secret[key] = said
                self.write(act, SECRET, key)
                happened["copy left in confidence"] += 1
        self.write(act, act.footing, key)
        return True

    def move(self, act, key, place):
        self.places[key] = place
        self.write(act, None, key)

    def last(self, staff, footing):
        own = (a for a in reversed(self.acts) if a.staff == staff.id and not a.undone and not a.undoing)
        return next((a for a in own if footing is SECRET or a.footing is OPEN), None)

    def changed_since(self, act):
        visible = {(layer, key) for layer, key in act.touched if layer in (None, act.footing)}
        later = self.acts[self.acts.index(act) + 1 :]
        return any(visible & a.touched for a in later if not a.undone and not a.undoing)

    def take_back(self, act):
        """Undo an act; False when that would lose what came since, and then this model is of no more use."""
        if any(layer is None and not self.holds(act.footing, key) for layer, key in act.touched):
            return False
        undoing = self.begin(a_staff(id=act.staff), act.footing)
        undoing.undoing = act.undone = True
        layer = "open" if act.footing is OPEN else "secret"
        keys = [key for key in self.order if (act.footing, key) in act.touched]
        for key in keys:
            was = act.before[layer].get(key)
            if act.footing is OPEN:
                self.reopen(undoing, act, key, was)
            elif was is None:
                del self.secret[key]
                self.write(undoing, SECRET, key)
            else:
                if key in self.open and key not in act.before["open"]:
                    was = {name: word for name, word in was.items() if word != self.open[key][name]}
                if key not in self.open and key in act.before["open"]:
                    was = act.before["open"][key] | was
                self.secret[key] = dict(was)
                self.write(undoing, SECRET, key)
        for _, key in (touched for touched in act.touched if touched[0] is None):
            self.places.pop(key, None)
            if key in act.before["places"]:
                self.places[key] = act.before["places"][key]
            self.write(undoing, None, key)
        self.end(undoing)
        return all(
            said["of"] is None or said["of"] in self.seen(footing)
            for footing in Footing
            for key, said in self.seen(footing).items()
        )

    def reopen(self, undoing, act, key, was):
        """Give the ordinary record back what was said before the act."""
        if was is None:
            said = self.open.pop(key)
            if key in self.secret:
                self.secret[key] = said | self.secret[key]
            elif self.speak_of(key, SECRET):
                self.secret[key] = said
                self.write(undoing, SECRET, key)
        else:
            changed = {name for name in was if self.open.get(key, {}).get(name) != was[name]}
            follows = key in self.open and key in self.secret and changed - self.secret[key].keys()
            self.open[key] = dict(was)
            if key not in act.left["open"] and key in self.secret:
                self.secret[key] = {n: w for n, w in self.secret[key].items() if w != was[n]}
                if (SECRET, key) in act.touched and not self.secret[key]:
                    del self.secret[key]
                    self.write(undoing, SECRET, key)
            elif follows:
                self.write(undoing, SECRET, key)
        self.write(undoing, OPEN, key)


class Meeting(RuleBasedStateMachine):
    """Two members of staff at two screens each, in any order."""

    shelf: Path

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.shelf))
        shutil.copy(self.shelf / "new.db", self.folder / "city.db")
        self.store = Store.open(self.folder / "city.db")
        self.model = Model()
        self.screens = {}
        self.number = 0

    def teardown(self):
        faults = office.faults(self.folder / "city.db", set())
        shutil.rmtree(self.folder)
        assert faults == []

    def household(self, footing):
        return self.store.cases.household(STAFF[0], "case", footing)

    def change(self, staff, footing):
        return self.store.cases.change(
            staff, Permission.EDIT_CASE, "入力", case_id="case", footing=footing, at=NOW
        )

    def word(self, footing):
        self.number += 1
        return f"{MARK if footing is SECRET else '公'}{self.number}"

    @initialize()
    def everybody_looks_at_a_family(self):
        self.add_a_family(STAFF[0], OPEN)
        for staff in STAFF:
            for footing in Footing:
                self.look(staff, footing)

    @rule(staff=st.sampled_from(STAFF), footing=st.sampled_from(Footing))
    def look(self, staff, footing):
        self.screens[staff.id, footing] = {
            key: (fact, self.model.stamp(footing, key)) for key, fact in came(self.household(footing)).items()
        }

    @precondition(lambda self: len(self.model.order) < FEW)
    @rule(staff=st.sampled_from(STAFF), footing=st.sampled_from(Footing), data=st.data())
    def add(self, staff, footing, data):
        key = self.word(footing)
        kind = data.draw(st.sampled_from(sorted(WORDS)))
        person = data.draw(st.sampled_from(["client", *self.people(staff)]))
        fact = {
            "Person": lambda: a_person(key, note=self.word(footing)),
            "Issue": lambda: an_issue(key, person, title=self.word(footing)),
            "Tie": lambda: a_tie("agency", person, id=key, label=self.word(footing)),
        }[kind]()
        self.saved(staff, footing, fact)

    @precondition(lambda self: len(self.model.order) < FEW)
    @rule(staff=st.sampled_from(STAFF), footing=st.sampled_from(Footing))
    def add_a_family(self, staff, footing):
        """Several records and a move, as one act."""
        person = a_person(self.word(footing))
        issue, tie = (
            an_issue(self.word(footing), person.id),
            a_tie("agency", person.id, id=self.word(footing)),
        )
        act = self.model.begin(staff, footing)
        with self.change(staff, footing) as change:
            for fact in (person, issue, tie):
                change.save(fact)
                self.model.say(act, fact.id, said_by(fact))
            change.move(person.id, Position(1, 1))
            self.model.move(act, person.id, Position(1, 1))
        self.done(act, staff, footing, "several at once")

    @precondition(lambda self: len(self.model.order) < FEW)
    @rule(first=st.sampled_from(STAFF), second=st.sampled_from(STAFF))
    def come_and_go(self, first, second):
        """Somebody of whom something is said in confidence leaves the ordinary record."""
        person = a_person(self.word(OPEN))
        self.saved(first, OPEN, person)
        self.saved(second, SECRET, an_issue(self.word(SECRET), person.id))
        self.removed(first, OPEN, *self.screens[first.id, OPEN][person.id])
        self.saved(second, OPEN, an_issue(self.word(OPEN), person.id))

    def done(self, act, staff, footing, what):
        """An act ends, and whoever did it sees it."""
        self.model.end(act)
        happened[what] += 1
        self.look(staff, footing)

    def people(self, staff):
        """Whoever this person knows of from any screen of theirs, perhaps from before."""
        return sorted(
            {
                key
                for footing in Footing
                for key, (fact, _) in self.screens.get((staff.id, footing), {}).items()
                if type(fact).__name__ == "Person"
            }
        )

    @precondition(lambda self: any(self.screens.values()))
    @rule(data=st.data())
    def edit(self, data):
        self.edited(data)

    @precondition(lambda self: any(self.screens.values()))
    @rule(data=st.data())
    def edit_more(self, data):
        """Most of the work is this."""
        self.edited(data)
        self.edited(data)

    def edited(self, data):
        staff, footing, fact, stamp = self.from_a_screen(data)
        names = data.draw(st.sets(st.sampled_from(WORDS[type(fact).__name__]), min_size=1))
        self.saved(staff, footing, replace(fact, **{name: self.word(footing) for name in names}), stamp)

    def saved(self, staff, footing, fact, stamp=None):
        seen = self.model.seen(footing)
        expected = said_by(fact)
        if fact.id in seen:
            expected = {name: word for name, word in expected.items() if word != seen[fact.id][name]}
        stale = fact.version != 0 and (fact.id not in seen or stamp != self.model.stamp(footing, fact.id))
        unknown = said_by(fact)["of"] is not None and said_by(fact)["of"] not in seen
        try:
            with self.change(staff, footing) as change:
                change.save(fact)
        except Conflict as conflict:
            assert stale, "a conflict without anybody having been first"
            both = conflict.yours, conflict.theirs is not None
            assert both == (fact, fact.id in seen), "a conflict that does not show both sides"
            happened["conflict"] += 1
        except Stopped:
            assert unknown, "refused, although all it speaks of is known"
            happened["refused"] += 1
        else:
            assert not stale, "somebody was overwritten"
            assert not unknown, "speaks of somebody its readers do not know"
            act = self.model.begin(staff, footing)
            self.model.say(act, fact.id, expected)
            self.done(act, staff, footing, f"said on {footing.value}")

    def from_a_screen(self, data):
        screens = sorted((key for key, facts in self.screens.items() if facts), key=str)
        staff_id, footing = data.draw(st.sampled_from(screens))
        key = data.draw(st.sampled_from(sorted(self.screens[staff_id, footing])))
        fact, stamp = self.screens[staff_id, footing][key]
        return next(s for s in STAFF if s.id == staff_id), footing, fact, stamp

    @precondition(lambda self: any(self.screens.values()))
    @rule(data=st.data())
    def remove(self, data):
        self.removed(*self.from_a_screen(data))

    def removed(self, staff, footing, fact, stamp):
        stale = fact.id not in self.model.seen(footing) or stamp != self.model.stamp(footing, fact.id)
        act = self.model.begin(staff, footing)
        try:
            with self.change(staff, footing) as change:
                change.remove(fact)
        except Conflict:
            assert stale, "a conflict without anybody having been first"
            self.model.acts.remove(act)
            happened["removal in conflict"] += 1
        except Stopped:
            assert not self.model.forget(act, fact.id), "refused, although nobody speaks of it"
            self.model.acts.remove(act)
            happened["removal refused"] += 1
        else:
            assert not stale, "what somebody had changed was removed"
            assert self.model.forget(act, fact.id), "removed, although others speak of it"
            self.done(act, staff, footing, "removed")

    @rule(staff=st.sampled_from(STAFF), footing=st.sampled_from(Footing), data=st.data())
    def move(self, staff, footing, data):
        key = data.draw(st.sampled_from(["agency", *self.people(staff)]))
        place = Position(data.draw(st.integers(0, 99)), data.draw(st.integers(0, 99)))
        try:
            with self.change(staff, footing) as change:
                change.move(key, place)
        except Stopped:
            assert not self.model.holds(footing, key)
        else:
            assert self.model.holds(footing, key)
            act = self.model.begin(staff, footing)
            self.model.move(act, key, place)
            self.done(act, staff, footing, "moved")

    @precondition(lambda self: any(self.model.last(staff, SECRET) for staff in STAFF))
    @rule(staff=st.sampled_from(STAFF), footing=st.sampled_from(Footing))
    def undo(self, staff, footing):
        act = self.model.last(staff, footing)
        kept = self.model
        possible = act is not None and not kept.changed_since(act)
        try:
            self.store.cases.undo(staff, "case", footing, at=NOW)
        except Stopped:
            if possible:
                tried = deepcopy(kept)
                assert not tried.take_back(tried.acts[kept.acts.index(act)]), (
                    "refused, although nothing came between"
                )
            happened["undo refused"] += 1
        else:
            assert possible, "took back what somebody had changed since"
            latest = kept.acts[-1] is act
            assert kept.take_back(act), "took back what others speak of"
            if latest:
                assert kept.state() == act.before, "not as it was before"
                happened["undone at once"] += 1
            happened["undone"] += 1

    @rule()
    def begin_again(self):
        """The server is started anew."""
        self.store = Store.open(self.folder / "city.db")

    @invariant()
    def every_reader_sees_what_the_model_says(self):
        for footing in Footing:
            household = self.household(footing)
            facts, seen = came(household), self.model.seen(footing)
            assert {key: said_by(fact) for key, fact in facts.items()} == seen, footing
            for kind in WORDS:
                shown = [key for key, fact in facts.items() if type(fact).__name__ == kind]
                assert shown == [key for key in self.model.order if key in shown], "out of their order"
            assert household.positions == {
                key: at for key, at in self.model.places.items() if self.model.holds(footing, key)
            }
            if footing is OPEN:
                assert MARK not in repr(household), "what was said in confidence is shown outside"


def came(household):
    """The records of a household that came in this run."""
    known = (*household.people, *household.issues, *household.ties)
    return {fact.id: fact for fact in known if fact.id != "client"}


def said_by(fact):
    """What a fact says, in the words of the model."""
    kind = type(fact).__name__
    of = next((getattr(fact, name) for name in SPEAKS_OF[kind]), None)
    return {"of": None if of == "client" else of, **{name: getattr(fact, name) for name in WORDS[kind]}}


@pytest.fixture
def meeting(tmp_path, monkeypatch):
    """The machine, on a shelf of its own; in memory where there is one, since no power is cut here."""
    memory = Path("/dev/shm")
    shelf = Path(tempfile.mkdtemp(dir=memory)) if memory.is_dir() else tmp_path
    store = Store.create(shelf / "new.db", municipality="見本市")
    store.cases.open_case(a_staff(), a_case(), [a_profile(), a_person(), an_involvement()], at=NOW)
    monkeypatch.setattr(Meeting, "shelf", shelf, raising=False)
    happened.clear()
    yield Meeting
    shutil.rmtree(shelf, ignore_errors=True)


def run(machine, examples, **otherwise):
    """So many meetings of forty steps each."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            database=None,
            derandomize=examples < 1000,  # what a run without chance found, the next finds too
            suppress_health_check=list(HealthCheck),
            **otherwise,
        ),
    )


EXPECTED = (
    "said on consent", "said on statutory", "several at once", "moved", "conflict", "refused", "removed",
    "removal in conflict", "removal refused", "copy left in confidence", "undone", "undone at once", "undo refused",
)  # fmt: skip
"""What must really have happened in a run, or it says nothing."""


@pytest.mark.parametrize("examples", [40, pytest.param(1000, marks=pytest.mark.nightly)])
def test_any_order_of_work_leaves_what_was_said_and_shows_it_to_whom_it_may_be_shown(meeting, examples):
    run(meeting, examples)

    assert all(happened[each] for each in EXPECTED), happened


def without_footing(db, kind, footing, case_id, *_):
    return {case_id: tuple({fact.id: fact for fact in reading.rows(db, kind, case_id)}.values())}


NOTE = Change.note

FAULTS = {
    "forgets that a confidential version follows": (Change, "_follow", lambda *_, **__: None),
    "reads whatever is there": (reading, "by_case", without_footing),
    "looks at no version": (change, "was_seen", lambda *_: True),
    "leaves moves out of the history": (
        Change,
        "note",
        lambda self, table, *rest: None if table == "position" else NOTE(self, table, *rest),
    ),
    "removes whom others speak of": (Records, "referring", lambda *_: ()),
    "undoes what somebody changed since": (cases, "_shows", lambda *_: False),
    "gives versions out twice": (history, "versions", lambda *_: []),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_model_would_find_a_store_that(meeting, monkeypatch, fault):
    monkeypatch.setattr(*FAULTS[fault])

    with pytest.raises((AssertionError, Conflict, Stopped)):
        run(meeting, 200, phases=[Phase.generate])
