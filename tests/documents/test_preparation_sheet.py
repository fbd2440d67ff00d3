"""準備シート on paper: a page for each agency that is asked, with room for four answers, and no word of the household."""

import pytest
from meeting_of_a_household import an_occasion
from word_reader import body_text

from jusou_meeting.documents.handout import meeting_paper
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.preparation_sheet import QUESTIONS


@pytest.mark.parametrize("kind", MeetingKind)
def test_each_agency_that_is_asked_has_a_page_with_the_four_questions(kind):
    occasion = an_occasion(kind)
    asked = [
        a for a in occasion.record.attendees if a.involvement_id and not a.host and a.part.value != "absent"
    ]

    text = body_text(meeting_paper("preparation-sheets", occasion))

    assert len(asked) > 1
    for question in QUESTIONS.values():
        assert text.count(question) == len(asked)
    for attendee in asked:
        assert f"準備シート　{attendee.agency}　御中" in text


def test_it_knows_the_case_by_its_number_alone():
    occasion = an_occasion(MeetingKind.STATUTORY)

    text = body_text(meeting_paper("preparation-sheets", occasion))

    assert occasion.household.case.number in text
    assert not [p.label for p in occasion.household.people if len(p.label) > 1 and p.label in text]
    assert occasion.household.case.title not in text
