import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusou_meeting.join_code import LENGTH, SIGNS, typed, well_formed


@pytest.mark.parametrize(
    "text", ["ABCD2345", "abcd2345", "ＡＢＣＤ２３４５", " abcd-2345 ", "ABCD　2345", "ABCD‐2345"]
)
def test_a_code_is_known_however_it_was_typed(text):
    assert typed(text) == "ABCD2345"
    assert well_formed(typed(text))


@pytest.mark.parametrize(
    "text", ["", "ABCD234", "ABCD23456", "ABCD0345", "ABCDI345", "ABCDO345", "ABCDZ345", "参加コード"]
)
def test_what_can_be_no_code_is_not_looked_up(text):
    assert not well_formed(typed(text))


@given(st.text(SIGNS, min_size=LENGTH, max_size=LENGTH))
def test_every_code_comes_back_as_it_was_given_out(code):
    assert well_formed(typed(f"{code[:4]} {code[4:]}".lower()))
    assert typed(f"{code[:4]} {code[4:]}".lower()) == code


def test_guessing_one_of_the_codes_takes_lifetimes():
    assert len(set(SIGNS)) == 31
    assert not set(SIGNS) & set("01IOZ")
