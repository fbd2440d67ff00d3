"""The form of a consent, beside those that were given."""

from screens import press


def test_all_agencies_at_work_are_named_in_a_consent_by_one_choice(room):
    window = room.coordinator("同意")
    offer = next(box for box in window.selectbox if box.label == "共有してよい機関をまとめて選ぶ")
    offer.set_value(offer.options[0]).run()
    assert offer.options == ["関わっている機関すべて（2）"]

    press(window, "同意を追加")

    assert room.household.consents[-1].agency_ids == ("agency", "hospital")
