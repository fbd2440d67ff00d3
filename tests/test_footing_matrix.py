"""Kind of meeting × consent × who comes: every cell is let in or refused with its sentence, by the rule and by the store."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_consent,
    a_household,
    a_meeting,
    a_membership,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
)

from jusou_meeting.finding import Stopped, Weight
from jusou_meeting.household import Kinship
from jusou_meeting.meeting import MeetingKind, Part
from jusou_meeting.meeting_gate import opening_findings, seating_findings
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store

CONSENTS = {
    "none": [],
    "in force": [a_consent()],
    "narrower": [a_consent(agency_ids=("school",))],
    "not yet": [a_consent(given_on=TODAY + timedelta(days=1))],
    "expired": [a_consent(until_on=TODAY - timedelta(days=1))],
    "withdrawn": [a_consent(withdrawn_on=TODAY)],
    "to nobody": [a_consent(agency_ids=())],
    "about money alone": [a_consent(about="家計のこと")],
    "about money, and another about all": [a_consent(about="家計のこと"), a_consent("other")],
    "of the mother alone": [a_consent(person_id="mother")],
}
WHO = {
    "the office that holds it": an_attendee(agency="市地域福祉課", involvement_id=None, host=True),
    "an agency on the map": an_attendee(),
    "another agency on the map": an_attendee(agency="警察署", involvement_id="police"),
    "an agency on no map": an_attendee(agency="弁護士会", involvement_id=None),
    "an agency that stays away": an_attendee(agency="警察署", involvement_id="police", part=Part.ABSENT),
    "本人": an_attendee(agency="本人", involvement_id=None, person_id="client"),
    "the mother": an_attendee(agency="母", involvement_id=None, person_id="mother"),
}
WHO = {who: replace(line, named_once=False) for who, line in WHO.items()}
NO_CONSENT = "本人の有効な同意がないため、重層的支援会議は開けません。"
NOT_NAMED = "本人の同意に「{}」が含まれていません。"
NOT_KNOWN = "「弁護士会」が地図のどの機関かが分からず"
NO_REASON = "支援会議を開く理由"
ASK = "家族（母）が出席します。"

NOT_A_MEMBER = "「{}」は、支援会議の構成員名簿にありません。名簿（事例の一覧の画面）に載せるか、この会議に限り構成員に指名してください"
"""Where a meeting is opened that is done by a tick, where it is prepared by a button."""

FREELY = {"the office that holds it", "an agency that stays away", "本人"}
UNASKED = {"the office that holds it", "an agency that stays away"}
"""Of whom a 支援会議 asks no membership: whoever convenes it, and whoever does not come."""
BINDING = ("in force", "narrower", "about money alone", "about money, and another about all")
"""Where the consent of the 本人 binds today, whomever it reaches and whatever it is about."""
REFUSED = {
    ("narrower", "an agency on the map"): NOT_NAMED.format("地域包括支援センター"),
    **{(consent, "another agency on the map"): NOT_NAMED.format("警察署") for consent in BINDING},
    **{(consent, "an agency on no map"): NOT_KNOWN for consent in BINDING},
}
"""Where somebody comes whom it does not reach."""
LIMITED = {("about money alone", "an agency on the map")}
"""Where somebody comes whom it reaches, and is not let hear everything."""
LIMIT = "本人の同意は、「家計のこと」についてだけです（地域包括支援センター）。"


def refusal(kind, consent, who):
    """The sentence with which a meeting is not opened with this one in the room; None = it opens."""
    if kind is MeetingKind.STATUTORY:
        return None if who in UNASKED else NOT_A_MEMBER.format(WHO[who].agency)
    if consent not in BINDING:
        return NO_CONSENT
    return REFUSED.get((consent, who))


CELLS = list(product(MeetingKind, CONSENTS, WHO))


def family():
    return a_person(), a_person("mother", Kinship.MOTHER)


def asked(kind, consent, who, reason):
    household = a_household(people=family(), consents=tuple(CONSENTS[consent]))
    return list(opening_findings(kind, household, [WHO[who]], reason=reason, today=TODAY))


def stops(findings):
    return [finding.sentence for finding in findings if finding.weight is Weight.STOPS]


@pytest.mark.parametrize(("kind", "consent", "who"), CELLS)
def test_each_cell_is_allowed_or_refused_with_its_sentence(kind, consent, who):
    said = stops(asked(kind, consent, who, "経済的虐待の疑い"))
    expected = refusal(kind, consent, who)

    assert len(said) == (expected is not None)
    assert all(sentence.startswith(expected) for sentence in said)


@pytest.mark.parametrize(("consent", "who"), list(product(CONSENTS, WHO)))
def test_a_meeting_under_secrecy_is_refused_in_every_cell_that_names_no_reason(consent, who):
    sentences = stops(asked(MeetingKind.STATUTORY, consent, who, " 　"))

    assert sentences[0].startswith(NO_REASON)
    assert len(sentences) == 1 + (who not in UNASKED)


@pytest.mark.parametrize(("kind", "consent", "who"), CELLS)
def test_whoever_may_not_hear_everything_is_let_in_with_what_the_consent_is_about(kind, consent, who):
    limited = kind is MeetingKind.MULTILAYERED and (consent, who) in LIMITED
    told = [
        finding.sentence
        for finding in asked(kind, consent, who, "経済的虐待の疑い")
        if finding.weight is Weight.WARNS and not finding.sentence.startswith(ASK)
    ]

    assert [sentence[: len(LIMIT)] for sentence in told] == [LIMIT] * limited


def test_agencies_that_may_hear_of_the_same_are_named_together_and_of_other_things_apart():
    consents = (
        a_consent(about="家計のこと", agency_ids=("agency", "school")),
        a_consent("other", about="住まいのこと", agency_ids=("police", "school")),
    )
    seats = [
        WHO["an agency on the map"],
        WHO["another agency on the map"],
        an_attendee(agency="中学校", involvement_id="school"),
        an_attendee(agency="消防署", involvement_id="school"),
    ]
    household = a_household(people=family(), consents=consents)
    found = opening_findings(MeetingKind.MULTILAYERED, household, seats, reason="", today=TODAY)

    assert [finding.sentence.split("。")[0] for finding in found] == [
        "本人の同意は、「家計のこと」についてだけです（地域包括支援センター）",
        "本人の同意は、「住まいのこと」についてだけです（警察署）",
        "本人の同意は、「家計のこと」「住まいのこと」についてだけです（中学校・消防署）",
    ]


@pytest.mark.parametrize("consent", BINDING)
def test_one_of_the_family_is_let_in_with_a_question(consent):
    [noticed] = asked(MeetingKind.MULTILAYERED, consent, "the mother", "")

    assert (noticed.weight, noticed.sentence.startswith(ASK)) == (Weight.WARNS, True)


@pytest.mark.parametrize(("kind", "consent", "who"), CELLS)
def test_whoever_comes_late_is_asked_what_the_opening_asked(kind, consent, who):
    household = a_household(people=family(), consents=tuple(CONSENTS[consent]))

    late = stops(seating_findings(kind, household, WHO[who], today=TODAY))

    assert late == stops(asked(kind, consent, who, "経済的虐待の疑い"))


YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
REGISTERS = {
    "empty": ([], False),
    "with somebody else on it": ([a_membership(agency="消防署")], False),
    "on which it stands from today": ([a_membership(appointed_on=TODAY)], True),
    "on which it stands until today": ([a_membership(until_on=TODAY)], True),
    "on which it stands from tomorrow": ([a_membership(appointed_on=TOMORROW)], False),
    "on which it stood until yesterday": ([a_membership(until_on=YESTERDAY)], False),
    "on which it stands again": ([a_membership("old", until_on=YESTERDAY), a_membership("new")], True),
    "on which it is written otherwise": ([a_membership(agency="地域包括 支援センター")], True),
    "on which another of its name stands": ([a_membership(agency_id="another entry")], False),
    "on which its entry stands by another name": ([a_membership(agency="包括", agency_id="entry")], True),
}


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("named_once", [False, True])
def test_in_a_meeting_under_secrecy_sits_who_is_on_its_register_today_or_named_for_this_once(
    register, named_once
):
    members, is_on_it = REGISTERS[register]
    household = a_household(people=family(), involvements=(an_involvement(agency_id="entry"),))
    seat = replace(WHO["an agency on the map"], named_once=named_once)

    said = stops(
        opening_findings(
            MeetingKind.STATUTORY, household, [seat], reason="安否の確認", members=members, today=TODAY
        )
    )

    assert (said == []) == (is_on_it or named_once)
    assert all(sentence.startswith(NOT_A_MEMBER.format("地域包括支援センター")) for sentence in said)


@pytest.mark.parametrize("who", ["本人", "the mother"])
def test_one_of_the_family_sits_in_a_meeting_under_secrecy_only_when_named_for_this_once(who):
    register = [a_membership(agency=WHO[who].agency)]
    household = a_household(people=family())

    def said(seat):
        findings = seating_findings(MeetingKind.STATUTORY, household, seat, members=register, today=TODAY)
        return stops(findings)

    assert len(said(WHO[who])) == 1
    assert said(replace(WHO[who], named_once=True)) == []


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return Store.create(tmp_path_factory.mktemp("matrix") / "city.db", municipality="見本市")


def entered(city, case_id, *facts):
    """A case of its own for one cell; every id is of this case alone."""
    own = [
        replace(
            fact,
            id=f"{case_id} {fact.id}",
            **{
                name: of_case(case_id, getattr(fact, name))
                for name in ("person_id", "involvement_id", "meeting_id", "agency_ids")
                if hasattr(fact, name)
            },
        )
        for fact in facts
    ]
    own = [
        replace(fact, sitting_id=f"{case_id} {fact.sitting_id}") if hasattr(fact, "sitting_id") else fact
        for fact in own
    ]
    sittings = [a_sitting(id=f"{case_id} sitting")]
    city.cases.open_case(a_staff(), a_case(id=case_id), own, sittings=sittings, at=NOW)


def of_case(case_id, ids):
    if isinstance(ids, tuple):
        return tuple(f"{case_id} {each}" for each in ids)
    return None if ids is None else f"{case_id} {ids}"


def a_room(kind, **said):
    reason = "経済的虐待の疑い" if kind is MeetingKind.STATUTORY else ""
    return a_meeting(kind=kind, footing=kind.footing, **{"reason": reason} | said)


def around(consent):
    agencies = an_involvement(), an_involvement("police", name="警察署"), an_involvement("school")
    return [a_profile(), *family(), *agencies, *CONSENTS[consent]]


def opened(city, case_id, kind):
    with city.cases.change(
        a_staff(), Permission.HOLD_MEETING, "開会", case_id=case_id, footing=kind.footing, at=NOW
    ) as change:
        [record] = city.cases.meetings(a_staff(), case_id, kind.footing)
        change.save(replace(record.meeting, opened_at=NOW))


def seated(city, case_id, kind, who):
    line = replace(WHO[who], id=f"{case_id} late", meeting_id=f"{case_id} meeting")
    line = replace(line, **{n: of_case(case_id, getattr(line, n)) for n in ("person_id", "involvement_id")})
    with city.cases.change(
        a_staff(), Permission.HOLD_MEETING, "出席者を追加", case_id=case_id, footing=kind.footing, at=NOW
    ) as change:
        change.save(line)


def tried(step, *arguments):
    """The sentence with which it was refused; None = it was done."""
    try:
        step(*arguments)
    except Stopped as stopped:
        return str(stopped)
    return None


@pytest.mark.parametrize(("kind", "consent", "who"), CELLS)
def test_the_store_opens_no_meeting_that_the_rule_refuses(city, kind, consent, who):
    case_id, expected = f"{kind.value} {consent} {who}", refusal(kind, consent, who)
    seat = replace(WHO[who], footing=kind.footing)
    entered(city, case_id, *around(consent), a_room(kind, opened_at=None), seat)

    said = tried(opened, city, case_id, kind)

    assert (said is None) == (expected is None)
    assert said is None or said.startswith(expected)
    [record] = city.cases.meetings(a_staff(), case_id, kind.footing)
    assert record.meeting.is_open == (expected is None)


@pytest.mark.parametrize(("kind", "consent", "who"), CELLS)
def test_the_store_brings_in_no_household_file_whose_open_meeting_the_rule_refuses(city, kind, consent, who):
    expected = refusal(kind, consent, who)
    seat = replace(WHO[who], footing=kind.footing)

    said = tried(entered, city, f"file {kind.value} {consent} {who}", *around(consent), a_room(kind), seat)

    assert (said is None) == (expected is None)
    assert said is None or said.startswith(expected)


@pytest.mark.parametrize(("kind", "who"), list(product(MeetingKind, WHO)))
def test_the_store_seats_nobody_whom_the_footing_of_an_open_meeting_does_not_reach(city, kind, who):
    case_id, expected = f"late {kind.value} {who}", refusal(kind, "in force", who)
    entered(city, case_id, *around("in force"), a_room(kind))

    said = tried(seated, city, case_id, kind, who)

    assert (said is None) == (expected is None)
    assert said is None or said.startswith(expected)


@pytest.mark.parametrize(
    ("register", "named_once"),
    [("nobody", False), ("nobody", True), ("it", False), ("it until yesterday", False)],
)
def test_the_store_asks_its_own_register(city, register, named_once):
    case_id, kind = f"register {register} {named_once}", MeetingKind.STATUTORY
    days = {"until_on": NOW.date() - timedelta(days=1)} if register == "it until yesterday" else {}
    agency = f"{register}の支援センター{named_once}"
    if register != "nobody":
        member = a_membership(
            f"of {case_id}", agency=agency, appointed_on=TODAY - timedelta(days=900), **days
        )
        city.members.enter(a_staff(), [member], at=NOW)
    seat = replace(an_attendee(agency=agency), named_once=named_once, footing=kind.footing)
    entered(city, case_id, *around("none"), a_room(kind, opened_at=None), seat)

    said = tried(opened, city, case_id, kind)

    assert (said is None) == (register == "it" or named_once)
    assert said is None or said.startswith(NOT_A_MEMBER.format(agency))
