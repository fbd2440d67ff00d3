import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusou_meeting.join_code import LENGTH, SIGNS, address_for_others, typed, well_formed


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


def address(scheme="http", host="127.0.0.1:8501", bound="127.0.0.1", **said):
    return address_for_others(scheme, host, bound=bound, port=8501, **said)


@pytest.mark.parametrize("bound", ["127.0.0.1", "localhost", "::1", "", "0.0.0.0"])
def test_a_server_that_only_its_own_machine_reaches_has_no_address_for_others(bound):
    assert address(bound=bound) is None
    assert address("", "", bound=bound) is None
    assert address("http", "[::1]:8501", bound=bound) is None


def test_others_open_what_the_coordinator_has_opened_or_what_the_server_is_bound_to():
    assert address("http", "192.0.2.10:8501") == "http://192.0.2.10:8501"
    assert address("http", "[2001:db8::1]:8501") == "http://[2001:db8::1]:8501"
    assert address("https", "kaigi.example", names=("kaigi.example",)) == "https://kaigi.example"
    assert address("", "", bound="192.0.2.10") == "http://192.0.2.10:8501"
    assert address("", "", bound="2001:db8::1", https=True) == "https://[2001:db8::1]:8501"
    assert address(names=("kaigi.example",)) == "http://kaigi.example:8501"
