"""The household in time stands beside its map, where what happened is written down and put right."""

from builders import a_life_event, a_staff
from screens import press

from jusou_meeting.ui.panel import TABS
from jusou_meeting.vocabulary import Footing


def opened(window, tabs):
    window.session_state[tabs] = "年表"
    return window.run()


def table(window):
    [only] = [html.value for html in window.get("html") if ">年表</caption>" in html.value]
    return only


def typed(window, label, value):
    next(w for w in (*window.text_input, *window.text_area) if w.label == label).set_value(value)


def test_what_happened_is_written_down_and_stands_in_its_year(room):
    window = opened(room.coordinator(), TABS)
    typed(window, "いつ（分かるところまで）", "Ｈ３０．４ごろ")
    typed(window, "できごと", "**不登校**になる")

    press(window, "できごとを追加")

    [event] = room.household.events
    assert (event.subject_id, event.happened, event.learned_in) == ("household", "Ｈ３０．４ごろ", "meeting")
    assert (
        "平成30年（2018年）</th></tr><tr><td>平成30年4月ごろ</td><td>世帯</td><td>**不登校**になる"
        in table(window)
    )


def test_the_screen_of_the_household_has_the_same_list(room):
    room.save(a_life_event(happened="中学2年の秋"))

    window = opened(room.screen("case/household.py"), "below")

    assert "年の分からないできごと" in table(window)
    assert "中学2年の秋" in table(window)


def test_what_is_known_in_confidence_is_in_no_list_that_rests_on_consent(room):
    with room.change("できごとを記録", footing=Footing.STATUTORY) as change:
        change.save(a_life_event(text="逮捕"))

    assert "逮捕" not in table(opened(room.coordinator(), TABS))
    [event] = room.store.cases.household(a_staff(), "case", Footing.STATUTORY).events
    assert event.text == "逮捕"
