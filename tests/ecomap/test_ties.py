from itertools import product

from builders import a_tie

from jusou_meeting.ecomap.ties import Direction, TieStatus, TieWord, resaid, tie_findings


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
