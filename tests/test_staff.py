"""Whoever signs in is whoever the account says, with the agency that papers name beside them."""

from jusou_meeting.staff import Account, StaffRole
from jusou_meeting.vocabulary import Footing


def test_whoever_an_account_belongs_to_signs_with_their_agency():
    sato = Account(
        id="sato",
        login="sato",
        name="佐藤",
        role=StaffRole.COORDINATOR,
        agency="市地域福祉課",
        password_hash="",
    )

    assert (sato.staff.id, sato.staff.role) == ("sato", StaffRole.COORDINATOR)
    assert sato.staff.signed == "市地域福祉課 佐藤"
    assert sato.staff.session_id is None


def test_a_reader_on_consent_is_admitted_to_nothing_that_is_known_in_confidence():
    assert Footing.CONSENT.admitted == ("consent",)
    assert Footing.STATUTORY.admitted == ("consent", "statutory")
