"""The paper that tells what changed: sentences, and the two maps side by side in one file."""

from dataclasses import replace
from datetime import timedelta

from builders import NOW, TODAY, a_case, a_consent, a_household, a_person, a_role, an_involvement, an_issue
from word_reader import body_text, faults, margin_texts, parts, rows

from jusou_meeting.documents.handout import comparison_file
from jusou_meeting.moment import Moment
from jusou_meeting.vocabulary import Footing

MOMENTS = (
    Moment(key="held:closed", said="第1回 支援会議（R8.10.1）の閉会", at=NOW - timedelta(days=56)),
    Moment(key="now", said="いま", at=NOW),
)
BEFORE = a_household(
    case=a_case(sample=True), people=(a_person(),), issues=(an_issue("money", title="家賃の滞納"),)
)
AFTER = replace(BEFORE, involvements=(an_involvement(),), issues=())


def paper(before=BEFORE, after=AFTER, now=None, **said):
    return comparison_file(
        before, after, now=now or after, moments=MOMENTS, organisation="架空市 地域福祉課", at=NOW, **said
    )


def test_the_paper_names_both_moments_and_every_change():
    file = paper()

    said = body_text(file)
    assert "別紙１　前：第1回 支援会議（R8.10.1）の閉会" in said
    assert "別紙２　後：令和8年11月26日" in said
    assert "後：いま" not in said, "on another day nobody would know when that was"
    assert ["機関", "＋新しい", "地域包括支援センター（関与中）"] in rows(file, "変化")
    assert ["課題", "－なくなった", "家賃の滞納（本人・担当なし）"] in rows(file, "変化")
    assert faults(file) == []


def test_each_map_says_of_which_day_it_is():
    earlier, later = (blob.decode() for name, blob in sorted(parts(paper()).items()) if name.endswith(".svg"))

    assert "令和8年10月1日現在" in earlier
    assert "令和8年11月26日現在" in later


def test_nothing_changed_is_said_too():
    assert "変わったところはない。" in body_text(paper(BEFORE, BEFORE))


def test_each_page_says_how_the_paper_is_to_be_handled():
    secret = [replace(h, footing=Footing.STATUTORY) for h in (BEFORE, AFTER)]

    assert "見本・架空の世帯" in "".join(margin_texts(paper(), "header"))
    assert "支援会議" not in "".join(margin_texts(paper(), "header"))
    assert "支援会議" in "".join(margin_texts(paper(*secret), "header"))


def test_the_same_comparison_is_the_same_file():
    assert paper() == paper()


def test_to_strangers_it_tells_the_same_changes_in_letters_and_the_days_alone():
    said = replace(MOMENTS[0], said="鈴木が母の名前を直した直後")
    before = replace(BEFORE, people=(a_person(label="太郎"),))
    after = replace(
        before, involvements=(an_involvement(name="会津病院"),), roles=(a_role(task="太郎の通院に付き添う"),)
    )
    file = comparison_file(
        before, after, now=after, moments=(said, MOMENTS[1]), organisation="架空市", at=NOW, nameless=True
    )

    written = "".join(blob.decode("utf-8", "ignore") for blob in parts(file).values())
    assert [word for word in ("太郎", "会津", "鈴木", "通院", "8050") if word in written] == []
    assert ["機関", "＋新しい", "Ａ機関（関与中）"] in rows(file, "変化")
    assert ["役割", "＋新しい", "Ａ機関の役割"] in rows(file, "変化")
    assert "令和8年10月1日の時点" in body_text(file)
    assert faults(file) == []


def test_to_strangers_two_moments_of_one_day_are_told_apart_by_the_hour():
    earlier = replace(MOMENTS[0], at=NOW - timedelta(minutes=75))
    file = comparison_file(
        BEFORE,
        AFTER,
        now=AFTER,
        moments=(earlier, MOMENTS[1]),
        organisation="架空市",
        at=NOW,
        nameless=True,
    )

    overview = dict(rows(file, "比較の概要"))
    assert overview["前"] == "令和8年11月26日　12:45:00の時点"
    assert overview["後"] == "令和8年11月26日　14:00:00の時点"


def test_what_may_leave_rests_on_the_consents_of_the_day_on_which_it_leaves():
    consented = replace(AFTER, consents=(a_consent(),))
    withdrawn = replace(AFTER, consents=(a_consent(withdrawn_on=TODAY),))

    assert ["根拠", "本人の同意（令和8年11月26日）"] in rows(paper(BEFORE, consented), "比較の概要")
    assert ["根拠", "本人の同意は記録されていません"] in rows(
        paper(BEFORE, consented, now=withdrawn), "比較の概要"
    )


def test_strangers_are_told_the_day_of_the_consent_and_not_what_it_is_about():
    consented = replace(AFTER, consents=(a_consent(about="花子の借金"),))

    assert ["根拠", "本人の同意（令和8年11月26日）"] in rows(
        paper(BEFORE, consented, nameless=True), "比較の概要"
    )
