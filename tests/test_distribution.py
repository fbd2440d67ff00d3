"""Numbered papers are counted back by their numbers."""

from itertools import count

from builders import a_distribution

from jusou_meeting.distribution import counted, numbered, numbers_on_paper


def given(places, copies=()):
    ids = (f"new-{n}" for n in count(1))
    made = numbered(places, copies, meeting_id="meeting", new_id=lambda: next(ids))
    return [(copy.number, copy.attendee_id) for copy in made]


def test_what_is_still_out_is_told_by_its_number_and_the_agency_that_has_it():
    copies = [a_distribution(f"c{n}", number=n, attendee_id="nurse", returned=n != 7) for n in (12, 7, 3)]
    agencies = {"nurse": "訪問看護ステーション"}
    assert counted(copies, agencies) == "3部中2部（未回収　№7 訪問看護ステーション）"
    spare = a_distribution("spare", number=13, attendee_id=None)
    assert counted([spare], agencies) == "1部中0部（未回収　№13 予備）"
    assert counted(copies[:1], agencies) == "1部中1部"
    assert counted([], agencies) == ""


def test_everybody_has_the_number_of_their_place_in_the_list():
    assert given([(1, "chair"), (2, "nurse"), (4, "lawyer")]) == [(1, "chair"), (2, "nurse"), (4, "lawyer")]


def test_whoever_has_one_gets_no_second_and_no_number_is_given_twice():
    before = [
        a_distribution(number=2, attendee_id="nurse"),
        a_distribution("spare", number=3, attendee_id=None),
    ]
    assert given([(1, "nurse"), (2, "late"), (3, "later"), (4, "last")], before) == [
        (4, "late"),
        (5, "later"),
        (6, "last"),
    ]


def test_a_number_may_be_higher_than_there_are_copies_and_says_so_on_paper():
    copies = [a_distribution(f"copy-{n}", number=n) for n in (3, 1, 12)]

    assert numbers_on_paper(copies) == ("資料№1（全3部）", "資料№3（全3部）", "資料№12（全3部）")
