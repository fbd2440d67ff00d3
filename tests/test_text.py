from hypothesis import find, given
from hypothesis import strategies as st

from jusou_meeting.text import clean, clean_line

_ANY_TEXT = st.text(
    st.characters() | st.sampled_from("\ud83d\ude00\u3099か\r\n\t\x0b\u2028\u200b\u202e\ufeff　 \U000e0041")
)


def test_a_name_keeps_the_space_between_family_and_given_name_as_typed():
    assert clean_line("佐藤　花子") == "佐藤　花子"
    assert clean_line("  佐藤 花子\t\n様　") == "佐藤 花子 様"


def test_rare_letters_of_names_stay_as_typed():
    for name in ("𠮷野", "神\ufa19", "葛\U000e0100城", "髙橋", "👨‍👩‍👧"):
        assert clean(name) == clean_line(name) == name


def test_what_no_screen_can_hold_is_gone():
    assert clean("か\u3099\x00\u202e\u200b\ufeff") == "が"
    assert clean("\ud83d\ude00 \ud800") == "😀 〓"
    assert clean("一\r\n二\u2028三") == "一\n二\n三"


@given(_ANY_TEXT)
def test_clean_text_is_clean(text):
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    clean(text).encode("utf-8")


def test_text_that_a_half_cleaning_leaves_behind_is_found():
    def half_clean(text):
        return text.replace("\r\n", "\n", 1)

    find(_ANY_TEXT, lambda text: half_clean(half_clean(text)) != half_clean(text))
