from builders import a_tie

from jusou_meeting.ecomap.ties import tie_findings


def test_a_tie_to_itself_is_no_tie():
    assert list(tie_findings(a_tie("agency", "client"))) == []
    (finding,) = tie_findings(a_tie("client", "client"))
    assert "両端が同じ" in finding.sentence
