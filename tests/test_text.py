import unicodedata

from hypothesis import find, given
from hypothesis import strategies as st

from jusou_meeting.text import clean, clean_line

_ODD_TEXT = st.text(st.sampled_from("か\u3099\u200b\ud83d\ude00\r\n\t\u2028\u202e　 "))


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


@given(_ODD_TEXT | st.text())
def test_clean_text_is_clean(text):
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    clean(text).encode("utf-8")


def test_a_cleaning_in_the_wrong_order_would_be_found():
    def composed_first(text):
        return unicodedata.normalize("NFC", text).replace("\u200b", "")

    found = find(_ODD_TEXT, lambda text: composed_first(composed_first(text)) != composed_first(text))

    assert found == "か\u200b\u3099"
