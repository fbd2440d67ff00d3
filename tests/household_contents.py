"""Whole cases for tests: any that the store could hold, and one in one's own words."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import count

from hypothesis import strategies as st

from jusou_meeting.agency import Agency, Involvement, InvolvementStatus
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.consent import Consent, ConsentForm, ConsentGiver
from jusou_meeting.correction_request import CorrectionRequest, Settlement
from jusou_meeting.crossing import Crossing
from jusou_meeting.distribution import Distribution
from jusou_meeting.ecomap.family_tie import Bond, FamilyTie
from jusou_meeting.ecomap.ties import Confidence, Direction, Strength, Tie, TieStatus
from jusou_meeting.evaluation import Evaluation, Outcome
from jusou_meeting.household import Case, HouseholdProfile, Kinship, Person, Position, Sex
from jusou_meeting.household_file import HouseholdContents
from jusou_meeting.issue import Issue, Sphere, Urgency
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import (
    Attendance,
    Attendee,
    Correction,
    Decision,
    Meeting,
    MeetingKind,
    Part,
    Remark,
    Sitting,
)
from jusou_meeting.other_meeting import Body, OtherMeeting
from jusou_meeting.plan import Goal, GoalStanding, Judgement, Plan, Term, Wish
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, RoleReview, RoleStanding
from jusou_meeting.safety import AbuseHandling, AbuseKind, AbuseSuspicion, EmergencyContact
from jusou_meeting.text import clean, clean_line
from jusou_meeting.vocabulary import Footing

DIRECTORY = (
    Agency(id="§g1", name="生活サポート相談窓口", field="生活困窮"),
    Agency(id="§g2", name="警察署", field="警察"),
)

_texts = st.text(st.sampled_from('あ亜𠮷 　\n\t"\\<>&=世帯a1m1'), max_size=6).map(clean) | st.text(
    st.characters(exclude_categories=("Cs",)), max_size=6
).map(clean)
_lines = _texts.map(clean_line)
_names = _lines.filter(bool)
_days = st.dates(date(1873, 1, 2), date(2199, 12, 30))
_clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
_hours = st.tuples(st.none() | _clocks, st.none() | _clocks).filter(
    lambda hours: None in hours or hours[0] < hours[1]
)
_instants = st.datetimes(
    datetime(1874, 1, 1),  # noqa: DTZ001 (the zone is drawn apart)
    datetime(2199, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def _maybe(strategy):
    return st.none() | strategy


def _code(code):
    return st.sampled_from(code)


_SAID = {
    HouseholdProfile: {
        "route": _texts, "strengths": st.lists(_lines, max_size=2).map(tuple), "note": _texts,
        "avoid": st.lists(_lines, max_size=2).map(tuple), "safe_contact": _texts,
        "address": _lines, "phone": _lines,
    },
    Person: {
        "label": _names, "name": _lines, "kana": _lines, "sex": _code(Sex), "birth_on": _maybe(_days),
        "age_band": _lines, "deceased": st.booleans(), "lives_apart": st.booleans(), "residence": _lines,
        "note": _texts,
    },
    FamilyTie: {"bond": _code(Bond), "custody": st.booleans(), "since_on": _maybe(_days), "note": _texts},
    Issue: {
        "title": _names, "note": _texts, "sphere": _maybe(_code(Sphere)), "urgency": _maybe(_code(Urgency)),
        "deferred_because": _texts, "deferred_until": _lines,
    },
    Involvement: {
        "name": _names | st.sampled_from([entry.name for entry in DIRECTORY]), "field": _lines,
        "status": _code(InvolvementStatus), "note": _texts,
        "agency_id": _maybe(st.sampled_from([entry.id for entry in DIRECTORY])), "outsider": st.booleans(),
    },
    Tie: {
        "strength": _code(Strength), "stressful": st.booleans(), "direction": _code(Direction),
        "status": _code(TieStatus), "confidence": _code(Confidence), "since_on": _maybe(_days),
        "source": _lines, "label": _lines | st.sampled_from(["支援", "依存", "介護", "養育"]), "note": _texts,
    },
    Consent: {
        "given_on": _days, "about": _texts, "until_on": _maybe(_days), "withdrawn_on": _maybe(_days),
        "given_by": _code(ConsentGiver), "form": _code(ConsentForm),
    },
    Meeting: {
        "ordinal": st.integers(1, 99), "reason": _texts, "without_consent": _texts, "next_time": _texts,
        "opened_at": _maybe(_instants), "closed_at": _maybe(_instants),
        "document_number": _lines, "papers_returned": _lines, "corrections_until": _maybe(_days),
        "next_on": _maybe(_days), "next_at": _maybe(_clocks), "next_place": _lines,
    },
    AgendaItem: {"title": _names, "minutes": st.integers(0, 999), "place": st.integers(0, 9), "begun_at": _maybe(_instants)},
    Attendee: {
        "from_at": _maybe(_clocks), "until_at": _maybe(_clocks), "pledged": st.booleans(),
        "pledged_at": _maybe(_instants), "named_once": st.just(True),
        "agency": _names, "job": _lines, "name": _lines, "part": _code(Part), "attendance": _maybe(_code(Attendance)), "host": st.booleans(),
        "remark": _texts,
    },
    Remark: {"text": _texts, "said_at": _maybe(_instants), "source_hidden": st.booleans()},
    Decision: {"text": _texts, "decided_at": _maybe(_instants)},
    RoleAssignment: {
        "task": _texts, "in_charge": _lines, "due_on": _maybe(_days), "due_text": _lines,
        "lead": st.booleans(), "standing": _code(RoleStanding), "result": _texts,
    },
    Confirmation: {
        "wording": st.sampled_from([0, 1]), "answer": _code(Answer), "text": _texts, "answered_by": _lines,
        "answered_for": _lines, "oral": st.booleans(), "answered_at": _instants,
        "until_on": _maybe(_days), "proposed_task": _texts, "proposed_due": _lines,
    },
    RoleReview: {"standing": _code(RoleStanding), "result": _texts},
    Wish: {"words": _texts, "told_by": _lines, "unheard_because": _texts},
    Goal: {"text": _texts, "term": _code(Term), "within": _lines, "standing": _code(GoalStanding)},
    Plan: {
        "direction": _texts, "starts_on": _maybe(_days), "ends_on": _maybe(_days), "monitoring_on": _maybe(_days),
        "monitoring_text": _lines, "judgement": _maybe(_code(Judgement)), "judgement_note": _texts,
        "lead_pending": _lines, "decided_on": _maybe(_days), "handed_on": _maybe(_days),
    },
    EmergencyContact: {"situation": _names, "whom": _names, "hours": _lines, "how": _lines},
    AbuseSuspicion: {
        "kind": _code(AbuseKind), "text": _texts, "handling": _code(AbuseHandling), "handled_by": _lines,
        "decided_by": _lines, "decided_on": _maybe(_days), "due_on": _maybe(_days), "reason": _texts,
    },
    OtherMeeting: {
        "body": _code(Body), "name": _lines, "handling": _texts, "lead": _lines, "since_on": _maybe(_days),
    },
    LifeEvent: {"happened": _lines, "text": _texts, "source": _lines, "confidence": _code(Confidence)},
    ResourceGap: {"text": _texts, "field": _lines},
    Evaluation: {
        "outcome": _code(Outcome), "text": _texts, "remaining": _texts, "lead_after": _lines, "again_when": _texts,
    },
    Correction: {"text": _texts, "corrected_on": _days, "asked_by": _lines},
    CorrectionRequest: {
        "text": _texts, "passage": _lines, "asked_by": _lines, "asked_on": _days,
        "settlement": _maybe(_code(Settlement)), "answer": _texts,
    },
    PreparationSheet: {
        "known": _texts, "done": _texts, "wanted": _texts, "asked": _texts, "answered_by": _lines, "answered_on": _days,
        "on_device": st.booleans(),
    },
    Distribution: {"number": st.integers(1, 9999), "returned": st.booleans()},
    Crossing: {"allowed": st.booleans(), "reason": _texts, "decided_by": _lines, "decided_on": _days},
}  # fmt: skip
"""What each kind of fact may say of itself; references are drawn from what the case holds."""


def _possible(said):
    """The same with days and times in an order in which they can be."""
    for first, *later in (("given_on", "until_on", "withdrawn_on"), ("opened_at", "closed_at")):
        begun = said.get(first)
        said |= {name: max(begun, said[name]) for name in later if begun and said.get(name)}
    if "custody" in said:
        said["custody"] = said["custody"] and said["bond"].is_descent
    held = said.get("opened_at") or said.get("closed_at")
    if said.get("kind") is MeetingKind.STATUTORY and held and not said["reason"].strip():
        said["reason"] = "必要"
    if said.get("kind") is MeetingKind.MULTILAYERED:
        said["closed_at"] = (
            said["closed_at"] or said["opened_at"]
        )  # no file may bring one that is open without consent
    return said


class _Drawing:
    """One case under construction: what it already holds, so that nothing refers to what is not there."""

    def __init__(self, draw):
        self.draw = draw
        self.ids = (f"\0{number}" for number in count(1))  # no text that came in is ever taken for an id
        self.facts = []
        self.meetings = []

    def some(self, low, high):
        return range(self.draw(st.integers(low, high)))

    def ends(self, footing, *kinds):
        known = {f.id for f in self.facts if isinstance(f, kinds) and footing.admits(f.footing)}
        return st.sampled_from(sorted(known))

    def add(self, fact, /, *, of, footing=None, two=True, **fixed):
        """A record, on one footing or told apart on both; `of` draws what it refers to on a footing."""
        footing = footing or self.draw(_code(Footing))
        both = two and footing is Footing.CONSENT and self.draw(st.booleans())
        record_id = next(self.ids)
        base = None
        for known in (Footing.CONSENT, Footing.STATUTORY) if both else (footing,):
            drawn = {name: self.draw(how) for name, how in _SAID[fact].items()}
            if base is not None:  # mostly alike, as an edit leaves it
                kept = self.draw(st.sets(st.sampled_from(sorted(drawn))))
                drawn = {name: getattr(base, name) if name in kept else said for name, said in drawn.items()}
            referred = of(known)
            if referred is None:
                return None
            taught = self.draw(st.sampled_from([None, *self.meetings]))
            if "meeting_id" in fixed and self.draw(st.booleans()):
                taught = fixed["meeting_id"]
            base = fact(
                id=record_id, version=1, footing=known,
                **_possible({"learned_in": taught} | fixed | drawn | referred),
            )  # fmt: skip
            self.facts.append(base)
        return base


@st.composite
def cases(draw):
    """Any case that the store could hold, with records on both footings."""
    d = _Drawing(draw)
    d.add(HouseholdProfile, of=lambda footing: {}, footing=Footing.CONSENT)
    sittings = [Sitting(id=next(d.ids), held_on=draw(_days), place=draw(_lines)) for _ in d.some(0, 2)]
    for sitting in sittings:
        for _ in d.some(1, 2):
            kind, (starts_at, ends_at) = draw(_code(MeetingKind)), draw(_hours)
            meeting = d.add(
                Meeting,
                of=lambda footing: {},
                footing=kind.footing,
                two=False,
                kind=kind,
                sitting_id=sitting.id,
                starts_at=starts_at,
                ends_at=ends_at,
            )
            d.meetings.append(meeting.id)
    kinships = st.sampled_from([kinship for kinship in Kinship if kinship is not Kinship.CLIENT])
    client = draw(st.booleans())
    for number in d.some(0, 3):
        kinship = Kinship.CLIENT if client and number == 0 else draw(kinships)
        person = d.add(Person, of=lambda footing: {}, kinship=kinship)
        if draw(st.booleans()):
            d.facts = [replace(f, label=kinship.label) if f.id == person.id else f for f in d.facts]

    def two_people(footing):
        known = sorted({f.id for f in d.facts if isinstance(f, Person) and footing.admits(f.footing)})
        pair = draw(st.permutations(known))[:2]
        return {"a": pair[0], "b": pair[1]} if len(pair) == 2 else None

    for _ in d.some(0, 2):
        d.add(FamilyTie, of=two_people)
    whom = (Person, HouseholdProfile)
    for _ in d.some(0, 3):
        d.add(Issue, of=lambda footing: {"subject_id": draw(d.ends(footing, *whom))})
    for _ in d.some(0, 3):
        d.add(Involvement, of=lambda footing: {})
    d.facts = [
        replace(f, agency_id=None) if isinstance(f, Involvement) and f.outsider else f for f in d.facts
    ]

    def two_ends(footing):
        ends = draw(st.lists(d.ends(footing, *whom, Involvement), min_size=1, max_size=2, unique=True))
        return {"a": ends[0], "b": ends[1]} if len(ends) == 2 else None

    def several(footing, *kinds):
        known = {f.id for f in d.facts if isinstance(f, kinds) and footing.admits(f.footing)}
        return tuple(draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=3))) if known else ()

    def one(footing, *kinds):
        known = {f.id for f in d.facts if isinstance(f, kinds) and footing.admits(f.footing)}
        return draw(_maybe(st.sampled_from(sorted(known)))) if known else None

    def somebody(footing):
        agency = one(footing, Involvement)
        called = {"agency": _base(d.facts, agency).name} if agency and draw(st.booleans()) else {}
        return {"involvement_id": agency} | called

    for _ in d.some(0, 3):
        d.add(Tie, of=two_ends)
    for _ in d.some(0, 2):
        d.add(LifeEvent, of=lambda footing: {"subject_id": draw(d.ends(footing, *whom))})
    for _ in d.some(0, 2):
        d.add(
            Consent,
            of=lambda footing: (
                (person := one(footing, Person))
                and {"person_id": person, "agency_ids": several(footing, Involvement)}
            ),
        )
    for meeting in [fact for fact in d.facts if isinstance(fact, Meeting)]:
        inside = {"footing": meeting.footing, "meeting_id": meeting.id}
        items = [d.add(AgendaItem, of=lambda footing: {}, **inside).id for _ in d.some(0, 2)]

        def there(footing, items=items):
            some = st.lists(st.sampled_from(items), unique=True) if items else st.just([])
            return somebody(footing) | {"item_ids": tuple(draw(some)), "person_id": one(footing, Person)}

        present = [d.add(Attendee, of=there, **inside).id for _ in d.some(0, 2)]
        for _ in d.some(0, 2):
            speaker = _maybe(st.sampled_from(present)) if present else st.none()
            d.add(Remark, of=lambda footing, speaker=speaker: {"speaker_id": draw(speaker)}, **inside)
        for _ in d.some(0, 2):
            held_by = _maybe(st.sampled_from(present)) if present else st.none()
            d.add(Distribution, of=lambda footing, held_by=held_by: {"attendee_id": draw(held_by)}, **inside)
        for _ in d.some(0, 1):
            d.add(Decision, of=lambda footing: {}, **inside)
            d.add(ResourceGap, of=lambda footing: {}, **inside)
            d.add(Evaluation, of=lambda footing: {}, **inside)
            d.add(Correction, of=lambda footing: {}, **inside)
            asker = _maybe(st.sampled_from(present)) if present else st.none()
            d.add(CorrectionRequest, of=lambda footing, asker=asker: {"attendee_id": draw(asker)}, **inside)
    for _ in d.some(0, 2):
        role = d.add(
            RoleAssignment,
            of=lambda footing: (
                (assignee := one(footing, Involvement, Person))
                and {
                    "assignee_id": assignee,
                    "for_ids": several(footing, *whom),
                    "issue_ids": several(footing, Issue),
                    "assigned_in": one(footing, Meeting),
                }
            ),
        )
        for _ in d.some(0, 2) if role else ():
            admitted = [f for f in Footing if f.admits(_base(d.facts, role.id).footing)]
            d.add(
                Confirmation,
                of=lambda footing: {"read_in": one(footing, Meeting)},
                footing=draw(st.sampled_from(admitted)),
                role_id=role.id,
            )
    for _ in d.some(0, 1):
        d.add(Wish, of=lambda footing: (person := one(footing, Person)) and {"person_id": person})
        d.add(
            Goal,
            of=lambda footing: {"issue_ids": several(footing, Issue), "set_in": one(footing, Meeting)},
        )
        d.add(Plan, of=lambda footing: (held := one(footing, Meeting)) and {"meeting_id": held})
        d.add(EmergencyContact, of=lambda footing: {})
        d.add(OtherMeeting, of=lambda footing: {})
        d.add(AbuseSuspicion, of=lambda footing: (whom := one(footing, Person)) and {"subject_id": whom})
    for meeting in [fact for fact in d.facts if isinstance(fact, Meeting)]:
        of_a_role = lambda footing: (role := one(footing, RoleAssignment)) and {"role_id": role}  # noqa: E731
        for _ in d.some(0, 1):
            d.add(RoleReview, of=of_a_role, two=False, footing=meeting.footing, meeting_id=meeting.id)
    kinds = (
        *whom,
        Issue,
        Involvement,
        Tie,
        FamilyTie,
        RoleAssignment,
        Wish,
        Goal,
        EmergencyContact,
        AbuseSuspicion,
        LifeEvent,
        OtherMeeting,
    )
    for _ in d.some(0, 2):
        d.add(
            Crossing,
            of=lambda footing: (known := one(footing, *kinds)) and {"record_id": known},
            footing=Footing.STATUTORY,
        )
    signs = sorted({f.id for f in d.facts if isinstance(f, (*whom, Involvement))})
    at = st.floats(-100_000, 100_000).map(lambda number: number + 0.0)
    return HouseholdContents(
        case=Case(
            id="\0case", number="", title=draw(_names), opened_on=draw(_days), sample=draw(st.booleans())
        ),
        facts=tuple(d.facts),
        sittings=tuple(sittings),
        positions=draw(st.dictionaries(st.sampled_from(signs), st.builds(Position, at, at), max_size=3)),
    )


def _base(facts, record_id):
    return min((f for f in facts if f.id == record_id), key=lambda f: f.footing is Footing.STATUTORY)


def in_own_words(contents):
    """The same case with ids that tell only the order of the records, so that two readings can be compared."""
    kinds = list(_SAID)
    facts = sorted(contents.facts, key=lambda f: (kinds.index(type(f)), f.footing is Footing.STATUTORY))
    order = list(dict.fromkeys(f.id for f in contents.facts))
    parents = {f.id: getattr(f, "meeting_id", getattr(f, "role_id", None)) for f in facts}

    def place(record_id):
        parent = parents.get(record_id)
        return (order.index(parent), order.index(record_id)) if parent else (-1, order.index(record_id))

    facts.sort(key=lambda f: (kinds.index(type(f)), place(f.id), f.footing is Footing.STATUTORY))
    named = {contents.case.id: "case"}
    for fact in facts:
        named.setdefault(fact.id, f"{type(fact).__name__}-{len(named)}")
    meetings = [fact for fact in facts if isinstance(fact, Meeting)]
    for meeting in meetings:
        named.setdefault(meeting.sitting_id, f"sitting-{len(named)}")

    def renamed(value):
        if is_dataclass(value):
            return replace(value, **{f.name: renamed(getattr(value, f.name)) for f in fields(value)})
        if isinstance(value, tuple) and not isinstance(value, Position):
            return tuple(renamed(each) for each in value)
        return named.get(value, value) if isinstance(value, str) else value

    held = {meeting.sitting_id for meeting in meetings}
    return HouseholdContents(
        case=renamed(contents.case),
        facts=tuple(renamed(fact) for fact in facts),
        sittings=tuple(sorted((renamed(s) for s in contents.sittings if s.id in held), key=lambda s: s.id)),
        positions={named[record_id]: at for record_id, at in sorted(contents.positions.items())},
    )
