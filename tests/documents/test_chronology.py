"""The household in time as a paper: year by year, and no date of birth on it."""

from dataclasses import replace
from datetime import date

from builders import NOW, a_case, a_consent, a_household, a_life_event, a_person
from word_reader import body_text, faults, margin_texts, rows

from jusou_meeting.documents.chronology import chronology_document
from jusou_meeting.household import Kinship
from jusou_meeting.vocabulary import Footing

HOUSEHOLD = a_household(
    case=a_case(sample=True, opened_on=date(2026, 10, 14)),
    people=(a_person(), a_person("son", Kinship.SON, birth_on=date(2006, 2, 3))),
    consents=(a_consent(person_id="son"),),
    events=(
        a_life_event("a", happened="平成30年ごろ", subject_id="son", text="不登校になる"),
        a_life_event("b", happened="むかし", text="<b>店</b>"),
        a_life_event("c", text="転居"),
    ),
)


def paper(household=HOUSEHOLD):
    return chronology_document(household, (), organisation="架空市 地域福祉課", at=NOW)


def test_each_year_has_its_lines_and_what_nobody_can_place_comes_last():
    file = paper()

    assert rows(file, "年表")[2:] == [
        ["平成30年（2018年）", "平成30年ごろ", "息子", "不登校になる", "息子\u00a011～12歳"],
        ["", "平成30年4月", "本人", "転居", "息子\u00a012歳"],
        ["令和8年（2026年）", "令和8年10月14日", "世帯", "事例として登録", "息子\u00a020歳"],
        ["", "令和8年11月26日", "息子", "情報の共有に同意（息子・書面）", "息子\u00a020歳"],
        ["年の分からないできごと", "むかし", "本人", "<b>店</b>", ""],
    ]
    assert faults(file) == []


def test_the_day_of_a_birth_is_on_no_paper():
    said = body_text(paper())

    assert "平成18年" in said
    assert "2月3日" not in said


def test_whoever_withdrew_their_consent_is_not_told_to_have_done_so():
    withdrawn = a_consent(person_id="son", given_on=date(2026, 10, 1), withdrawn_on=date(2026, 11, 1))

    assert "共有" not in body_text(paper(replace(HOUSEHOLD, consents=(withdrawn,))))


def test_each_page_says_how_the_paper_is_to_be_handled():
    secret = replace(HOUSEHOLD, footing=Footing.STATUTORY)

    assert "見本・架空の世帯" in "".join(margin_texts(paper(), "header"))
    assert "支援会議" not in "".join(margin_texts(paper(), "header"))
    assert "支援会議で得た情報を含む" in "".join(margin_texts(paper(secret), "header"))


def test_the_same_household_is_the_same_file():
    assert paper() == paper()
