"""The form of a consent, beside those that were given."""

from builders import a_consent, a_staff, an_involvement
from screens import press, read

from jusou_meeting.vocabulary import Footing


def test_all_agencies_at_work_are_named_in_a_consent_by_one_choice(room):
    window = room.coordinator("同意")
    offer = next(box for box in window.selectbox if box.label == "共有してよい機関をまとめて選ぶ")
    offer.set_value(offer.options[0]).run()
    assert offer.options == ["関わっている機関すべて（2）"]

    press(window, "同意を追加")

    assert room.household.consents[-1].agency_ids == ("agency", "hospital")


def in_confidence(room):
    """The page of the household with what 支援会議 learned, at its consents."""
    window = room.screen("case/household.py")
    window.toggle[0].set_value(True)
    window.session_state["below"] = "同意"
    return window.run()


def test_a_consent_binds_also_when_it_was_recorded_among_what_is_known_in_confidence(room):
    window = in_confidence(room)
    next(b for b in window.multiselect if b.label == "共有してよい機関").set_value(["agency"])
    press(window, "同意を追加")

    told = room.household.consents
    assert [consent.agency_ids for consent in told][-1:] == [("agency",)]
    known = room.store.cases.household(a_staff(), "case", Footing.STATUTORY)
    assert known.consents == told

    with room.change(footing=Footing.STATUTORY) as change:
        change.save(a_consent(told[-1].id, version=told[-1].version, agency_ids=("agency", "hospital")))
    assert room.household.consents[-1].agency_ids == ("agency", "hospital")


def test_a_consent_names_nobody_whom_only_a_support_meeting_knows_and_says_the_way(room):
    with room.change(footing=Footing.STATUTORY) as change:
        change.save(an_involvement("police", name="警察署"))
    window = in_confidence(room)
    next(b for b in window.multiselect if b.label == "共有してよい機関").set_value(["agency", "police"])
    press(window, "同意を追加")

    assert "「警察署」は、支援会議だけで知られています。" in read(window)
    assert len(room.household.consents) == 1
