"""Who stands around a household, and who of them is asked to a meeting."""

from builders import an_involvement

from jusou_meeting.agency import InvolvementStatus, at_work


def test_a_meeting_asks_the_agencies_at_work_and_nobody_else():
    around = (
        an_involvement("office"),
        an_involvement("landlord", name="家主", outsider=True),
        an_involvement("clinic", status=InvolvementStatus.CONSIDERED),
        an_involvement("school", status=InvolvementStatus.UNCONNECTED),
        an_involvement("before", status=InvolvementStatus.ENDED),
        an_involvement("unlisted", agency_id=None),
    )

    assert [involvement.id for involvement in at_work(around)] == ["office", "unlisted"]
