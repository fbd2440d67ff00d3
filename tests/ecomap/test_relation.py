from datetime import date

from builders import a_household, a_tie, an_involvement

from jusou_meeting.ecomap.relation import relations
from jusou_meeting.ecomap.ties import Confidence, Direction, TieWord


def test_a_tie_reads_as_who_to_whom_how_since_when_and_says_who():
    tie = a_tie(
        "client",
        "agency",
        TieWord.STRESSFUL,
        label="過度の苦情",
        direction=Direction.FORWARD,
        since_on=date(2026, 2, 3),
        source="社会福祉士",
        confidence=Confidence.HEARD,
    )

    (row,) = relations(a_household(involvements=(an_involvement(),), ties=(tie,)))

    assert (row.a, row.direction, row.b) == ("本人", "→", "地域包括支援センター")
    assert row.said == "葛藤（過度の苦情）"
    assert (row.since, row.source) == ("R8.2.3", "社会福祉士（聞き取り）")


def test_the_table_knows_no_end_that_the_map_may_not_show():
    assert relations(a_household(ties=(a_tie("someone-hidden", "client"),))) == ()
