"""What keeps the minutes open for whoever was there, and what they are owed."""

from dataclasses import replace
from datetime import timedelta

from builders import NOW, TODAY, a_correction_request, a_household, a_meeting, a_sitting

from jusou_meeting.correction_request import Settlement, period_findings, request_findings
from jusou_meeting.finding import Weight
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import finality_findings


def test_who_asked_in_vain_is_told_why():
    declined = a_correction_request(settlement=Settlement.DECLINED, answer=" ")
    [finding] = request_findings(declined)
    assert (finding.weight, finding.sentence) == (Weight.STOPS, "取り入れないわけを書いてください。")
    for fair in (replace(declined, answer="録音のとおり"), a_correction_request(settlement=Settlement.TAKEN)):
        assert list(request_findings(fair)) == []


def test_the_period_runs_to_the_end_of_its_last_day():
    said = [f.sentence for f in period_findings(TODAY, (), TODAY)]
    assert said == ["訂正の申出を令和8年11月26日まで受け付けています。"]
    assert list(period_findings(TODAY, (), TODAY + timedelta(days=1))) == []
    assert list(period_findings(None, (), TODAY)) == []


def test_a_slip_without_an_answer_warns_before_the_minutes_are_made_final_and_forbids_nothing():
    slips = (a_correction_request(), a_correction_request("b", settlement=Settlement.TAKEN))
    meeting = a_meeting(closed_at=NOW, corrections_until=TODAY - timedelta(days=1))
    record = MeetingRecord(sitting=a_sitting(), meeting=meeting, correction_requests=slips)
    [finding] = [f for f in finality_findings(a_household(), record, today=TODAY) if "申出" in f.sentence]
    assert finding.weight is Weight.WARNS
    assert finding.sentence == "扱いを決めていない訂正の申出が1件あります。"
