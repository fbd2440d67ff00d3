import pytest

from jusou_meeting.password import password_findings


def said(password, *near):
    return [finding.sentence for finding in password_findings(password, near=near)]


@pytest.mark.parametrize(
    "password",
    [
        "yama no mukou no chiisana mise",
        "kasa wo wasureta 3 nichime",
        "鶴ヶ城のさくらは四月なかばに咲く",
        "x7#Qm2vTz9!bLw4",
    ],
)
def test_a_sentence_will_do_without_signs_or_figures(password):
    assert said(password) == []


@pytest.mark.parametrize("password", ["", "k7#Qm2vTz9!bLw", "鶴ヶ城のさくら"])
def test_what_is_short_will_not(password):
    assert "15文字以上" in said(password)[0]


def test_what_is_endless_will_not():
    assert "256文字以内" in said("kasa wo wasureta " * 16)[0]


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaa",
        "123456789012345",
        "abcdefghijklmnop",
        "9876543210987654",
        "abcabcabcabcabcabc",
        "passwordpassword",
        "Password12345678",
        "ｐａｓｓｗｏｒｄ１２３４５６７８",
        "qwertyuiopasdfghjkl",
        "kaigikaigikaigikaigi",
    ],
)
def test_what_anybody_would_try_first_will_not(password):
    assert "推測されやすい" in said(password)[0]


def test_what_a_neighbour_would_try_first_will_not():
    assert said("aizuwakamatsushi2026sato") == []
    assert "推測されやすい" in said("aizuwakamatsushi2026sato", "aizuwakamatsushi", "sato")[0]
