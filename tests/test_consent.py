"""What a consent is worth on a day, and which cannot be recorded."""

from datetime import timedelta

import pytest
from builders import TODAY, a_consent

from jusou_meeting.consent import ConsentGiver, ConsentStanding, consent_findings
from jusou_meeting.finding import Weight

A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({}, ConsentStanding.IN_FORCE),
        ({"until_on": TODAY}, ConsentStanding.IN_FORCE),
        ({"withdrawn_on": TODAY + A_DAY}, ConsentStanding.IN_FORCE),
        ({"agency_ids": ()}, ConsentStanding.OF_NOBODY),
        ({"given_on": TODAY + A_DAY}, ConsentStanding.NOT_YET),
        ({"given_on": TODAY - A_DAY, "until_on": TODAY - A_DAY}, ConsentStanding.EXPIRED),
        ({"withdrawn_on": TODAY}, ConsentStanding.WITHDRAWN),
        ({"withdrawn_on": TODAY, "agency_ids": ()}, ConsentStanding.WITHDRAWN),
    ],
)
def test_a_consent_says_what_it_is_worth_today(said, standing):
    consent = a_consent(**said)

    assert consent.standing(TODAY) is standing
    assert consent.in_force(TODAY) == (standing is ConsentStanding.IN_FORCE)


def test_a_consent_that_names_no_agency_cannot_be_recorded():
    [finding] = consent_findings(a_consent(agency_ids=()))

    assert finding.weight is Weight.STOPS
    assert "共有先がまだ選ばれていません" in finding.sentence


def test_a_withdrawal_is_recorded_whatever_was_shared():
    assert list(consent_findings(a_consent(agency_ids=(), withdrawn_on=TODAY))) == []
    assert list(consent_findings(a_consent())) == []


@pytest.mark.parametrize("day", ["until_on", "withdrawn_on"])
def test_a_consent_neither_ends_nor_is_withdrawn_before_it_was_given(day):
    assert list(consent_findings(a_consent(**{day: TODAY}))) == []
    [finding] = consent_findings(a_consent(**{day: TODAY - A_DAY}))
    assert finding.weight is Weight.STOPS


def test_who_gave_it_is_called_as_the_person_is_and_not_as_the_client():
    assert a_consent().giver("母") == "母"
    assert a_consent().giver("本人") == "本人"
    assert a_consent(given_by=ConsentGiver.GUARDIAN).giver("母") == "後見人"
