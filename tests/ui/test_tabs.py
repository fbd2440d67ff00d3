"""What stands in a tab is built when it is opened, and stays while few others are."""

from streamlit.testing.v1 import AppTest


def page():
    from functools import partial

    import streamlit as st

    from jusou_meeting.ui.tabs import show_tabs

    show_tabs(
        {
            "役割": lambda: st.text_input("何を", key="task"),
            "課題": lambda: st.text_input("どんな課題", key="issue"),
            **{title: partial(st.text_input, title) for title in "一二三"},
        },
        key="additions",
    )


def asked(window):
    return [field.label for field in window.text_input]


def test_only_the_tab_in_front_is_built_until_another_is_opened():
    window = AppTest.from_function(page).run()
    assert asked(window) == ["何を"]

    window.session_state["additions"] = "課題"
    assert asked(window.run()) == ["何を", "どんな課題"]


def test_what_was_typed_in_a_tab_outlives_a_look_at_another():
    window = AppTest.from_function(page).run()
    window.text_input(key="task").set_value("週1回の訪問").run()
    for tab in ("課題", "役割"):
        window.session_state["additions"] = tab
        window.run()

    assert window.text_input(key="task").value == "週1回の訪問"


def test_of_many_tabs_those_stay_that_were_opened_last():
    window = AppTest.from_function(page).run()
    for tab in ("課題", "一", "役割", "二", "三"):
        window.session_state["additions"] = tab
        window.run()

    assert asked(window) == ["何を", "一", "二", "三"]
