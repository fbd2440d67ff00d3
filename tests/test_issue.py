"""The issues by 本人⇔まわり and 急ぐ⇔急がない: a view of the same issues, none twice and none lost."""

from builders import an_issue

from jusou_meeting.issue import QUARTERS, Sphere, Urgency, arranged

HOME = an_issue("home", sphere=Sphere.AROUND, urgency=Urgency.URGENT)
HEALTH = an_issue("health", sphere=Sphere.CLIENT, urgency=Urgency.URGENT)
KIN = an_issue("kin", sphere=Sphere.AROUND, urgency=Urgency.LATER)
HALF = an_issue("half", urgency=Urgency.URGENT)
NEW = an_issue("new")


def test_every_issue_stands_in_its_quarter_or_among_those_not_sorted():
    quarters, others = arranged([NEW, HOME, HALF, HEALTH, KIN])

    assert list(quarters) == list(QUARTERS)
    assert quarters[Sphere.CLIENT, Urgency.URGENT] == (HEALTH,)
    assert quarters[Sphere.AROUND, Urgency.URGENT] == (HOME,)
    assert quarters[Sphere.CLIENT, Urgency.LATER] == ()
    assert quarters[Sphere.AROUND, Urgency.LATER] == (KIN,)
    assert others == (NEW, HALF)


def test_an_issue_says_how_it_was_sorted():
    assert [issue.sorted_as for issue in (HEALTH, HALF, NEW)] == ["本人・急ぐ", "急ぐ", ""]


def test_that_nobody_takes_it_for_now_is_told_with_its_reason_or_not_at_all():
    said = an_issue(deferred_because="受診が先", deferred_until="次回")

    assert said.deferred == "受診が先、次回"
    assert an_issue(deferred_because="受診が先").deferred == "受診が先"
    assert an_issue(deferred_until="次回").deferred == ""
