"""On what ground something of a household is shown to others."""

from datetime import date, timedelta

from builders import NOW, TODAY, a_consent, a_household

from jusou_meeting.crossing import Crossing, Decided
from jusou_meeting.documents.handout import PAPERS
from jusou_meeting.sharing import SharedThing, basis_of, leaving_as, rulings, tells_of_household
from jusou_meeting.vocabulary import Footing

BEFORE = a_consent(given_on=date(2026, 9, 20))


def basis(*consents, footing=Footing.CONSENT, client="client"):
    return basis_of(footing, consents, client, on=TODAY)


def test_a_sharing_rests_on_the_clients_consents_that_bind_that_day():
    ended = a_consent("ended", given_on=date(2026, 4, 1), until_on=TODAY - timedelta(days=1))
    daughter = a_consent("hers", "daughter", given_on=date(2026, 5, 1))

    assert basis(BEFORE, ended, daughter) == "本人の同意（令和8年9月20日）"


def test_a_sharing_on_a_consent_about_some_things_says_about_what():
    narrow = a_consent("narrow", given_on=date(2026, 10, 1), about="家計のこと")

    assert basis(narrow) == "本人の同意（令和8年10月1日「家計のこと」についてだけ）"
    assert basis(BEFORE, narrow).startswith("本人の同意（令和8年9月20日、令和8年10月1日「")


def test_of_the_decisions_on_telling_those_count_that_change_what_is_told_act_by_act():
    def decision(at, record_id, allowed=True):
        crossing = Crossing(
            id=record_id, record_id=record_id, allowed=allowed, decided_by="佐藤", decided_on=TODAY
        )
        return Decided(at=at, crossing=crossing, moved=True, then=a_household())

    one, two, three, four = (NOW + timedelta(minutes=minute) for minute in range(4))
    found = rulings(
        [
            decision(one, "kept back", False),
            decision(one, "trouble"),
            decision(one, "wish"),
            decision(two, "trouble"),
            decision(three, "trouble", False),
            decision(three, "tie"),
            decision(four, "trouble", False),
        ]
    )

    assert [(r.at, r.allowed, [d.crossing.record_id for d in r.decided]) for r in found] == [
        (one, True, ["trouble", "wish"]),
        (three, False, ["trouble"]),
        (three, True, ["tie"]),
    ]


def test_a_sharing_without_a_consent_says_so():
    assert basis(BEFORE, client=None) == basis() == "本人の同意は記録されていません"


def test_a_sharing_under_secrecy_rests_on_the_law():
    assert basis(BEFORE, footing=Footing.STATUTORY) == "社会福祉法第106条の6"


def test_of_the_papers_of_a_meeting_only_what_goes_out_first_the_list_and_the_certificate_tell_nothing_of_the_household():
    assert {what for what in PAPERS if not tells_of_household(what)} == {
        "invitation",
        "preparation-sheets",
        "attendance",
        "certificate",
    }


def test_what_leaves_with_letters_for_names_is_told_from_what_leaves_with_names():
    for named, nameless in (
        (SharedThing.MAP, SharedThing.NAMELESS_MAP),
        (SharedThing.COMPARISON, SharedThing.NAMELESS_COMPARISON),
        (SharedThing.MAP_ON_THE_WALL, SharedThing.NAMELESS_MAP_ON_THE_WALL),
    ):
        assert leaving_as(named.value, nameless=False) == named.value
        assert leaving_as(named.value, nameless=True) == nameless.value
        assert nameless.label == f"名前を伏せた{named.label}"
