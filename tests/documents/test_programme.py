"""The office's sheet for the day tells whose turn it is by numbers and hours, and no more."""

from datetime import time

from builders import a_sitting, a_slot
from word_reader import body_text, margin_texts

from jusou_meeting.documents.programme import programme_document
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.programme import Programme

SLOTS = (
    a_slot("first", case_number="R8-0001"),
    a_slot("second", case_number="R8-0002", kind=MeetingKind.STATUTORY, starts_at=time(15), ends_at=None),
)


def test_a_household_is_its_number_and_its_hours():
    file = programme_document(Programme(sitting=a_sitting(), slots=SLOTS), organisation="見本市")

    text = body_text(file)
    for said in (
        "令和8年11月26日（木）",
        "市役所 第1会議室",
        "R8-0001",
        "14:00～15:00",
        "R8-0002",
        "15:00～",
    ):
        assert said in text
    margins = str(margin_texts(file, "header"))
    assert "支援会議" not in text + margins
    assert "事務局用" in margins
