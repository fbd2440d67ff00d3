from itertools import product

import pytest
from builders import a_tie

from jusou_meeting.ecomap.ties import Direction, Strength, TieStatus, TieWord, describe, resaid, tie_findings


def test_a_tie_to_itself_is_no_tie():
    assert list(tie_findings(a_tie("agency", "client"))) == []
    (finding,) = tie_findings(a_tie("client", "client"))
    assert "両端が同じ" in finding.sentence


def test_a_tie_said_anew_is_as_if_it_had_been_said_so_at_once():
    for before, word in product(TieWord, TieWord):
        assert resaid(a_tie(word=before), word) == a_tie(word=word), (before, word)


def test_what_somebody_wrote_on_a_tie_stays_whatever_it_is_said_to_be():
    shouted = a_tie(word=TieWord.STRESSFUL, label="暴言", direction=Direction.BACKWARD, note="夜")

    calm = resaid(shouted, TieWord.GOOD)

    assert (calm.label, calm.direction, calm.note) == ("暴言", Direction.BACKWARD, "夜")
    assert not calm.stressful
    assert resaid(shouted, TieWord.CUT_OFF).status is TieStatus.ENDED


@pytest.mark.parametrize("word", TieWord)
def test_a_tie_is_described_by_the_word_that_was_chosen_for_it(word):
    assert describe(a_tie(word=word)) == word.label
    assert describe(resaid(a_tie(word=TieWord.DEPENDENCE), word)) == word.label


def test_what_stands_on_the_line_is_told_beside_the_word():
    assert describe(a_tie(word=TieWord.GOOD, label="見守り")) == "良好（見守り）"
    assert describe(a_tie(word=TieWord.SUPPORT, label="同行")) == "普通（同行）"
    assert describe(a_tie(word=TieWord.SUPPORT, status=TieStatus.PLANNED)) == "検討中（支援）"


def test_a_tie_for_which_there_is_no_word_is_told_by_all_that_was_said_of_it():
    tie = a_tie(word=TieWord.STRESSFUL, status=TieStatus.NEEDED, strength=Strength.WEAK)

    assert describe(tie) == "必要だがない・弱い・葛藤"
