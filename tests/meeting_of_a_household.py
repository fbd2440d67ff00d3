"""The meeting of household C02 typed in: 13 attendees, 15 remarks, 14 roles; nobody in it exists."""

from dataclasses import replace
from datetime import UTC, date, datetime

import resvg_py
from builders import (
    a_case,
    a_confirmation,
    a_consent,
    a_decision,
    a_goal,
    a_household,
    a_meeting,
    a_person,
    a_plan,
    a_profile,
    a_remark,
    a_role,
    a_sitting,
    a_tie,
    a_wish,
    an_abuse_suspicion,
    an_attendee,
    an_emergency_contact,
    an_involvement,
    an_issue,
)

from jusou_meeting.documents.handout import Occasion
from jusou_meeting.documents.paper import MapPicture
from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import Kinship, Sex
from jusou_meeting.meeting import MeetingKind, MeetingRecord, Part
from jusou_meeting.minutes import minutes
from jusou_meeting.plan import Judgement, Term
from jusou_meeting.role import Answer
from jusou_meeting.safety import AbuseHandling

PLACE = "市役所 本庁舎3階 会議室302"
REASON = "子から本人への経済的虐待が疑われ、転居期限が迫り、早期に支援体制を整える必要がある"
NEXT_TIME = "令和8年12月17日（木）午後2時から、同じ会議室。退去期限の見通しと受診の結果を確かめる。"

_ATTENDEES = (
    ("chair", "市地域福祉課（多機関協働事業者）", "包括化支援員", Part.CHAIR, ""),
    ("note", "市地域福祉課（多機関協働事業者）", "主事", Part.RECORDER, ""),
    ("life", "生活サポート相談窓口", "主任相談支援員", Part.MEMBER, ""),
    ("psw", "こころの病院 地域連携室", "精神保健福祉士", Part.MEMBER, ""),
    ("shakyo", "市社会福祉協議会", "日常生活自立支援事業 専門員", Part.MEMBER, ""),
    ("house", "市建築住宅課", "係長", Part.MEMBER, ""),
    ("hokatsu", "若松第３地域包括支援センター", "社会福祉士", Part.MEMBER, ""),
    ("cw", "市福祉事務所 生活保護係", "ケースワーカー", Part.MEMBER, ""),
    ("phn", "県会津保健福祉事務所", "保健師", Part.MEMBER, ""),
    ("minsei", "民生児童委員協議会", "民生委員", Part.MEMBER, ""),
    ("kourei", "市高齢福祉課", "主査", Part.MEMBER, ""),
    ("clinic", "○○内科医院", "看護師", Part.ABSENT, "書面意見"),
    ("lawyer", "法テラス", "弁護士", Part.MEMBER, "議題3のみ"),
)
_REMARKS = (
    ("life", "10月14日に本人が来所。家賃を5か月滞納し、12月末で退去を求められている。手持ちは3千円だった。"),
    ("life", "年金は60歳から繰り上げて受け、2か月で11万円ほど。次は12月15日。通帳とカードは子が持っている。"),
    ("life", "本人の言葉「どこでもいいから、息子と静かに暮らせる所に移りたい」"),
    ("clinic", "（書面、記録係が代読）春の健診で血圧が高く再検査を勧めたが来ていない。めまいの訴えあり。"),
    ("psw", "子は2年前の6月まで当院に通院していた。統合失調症の治療中断。"),
    ("phn", "夏に「夜に大声がする」と相談が1件。訪問したが会えなかった。"),
    ("minsei", "本人は「息子を悪く言わないで。病気なんだから」と話す。"),
    ("cw", "保護の申請はこれから。申請されれば14日以内（調査に日時がかかれば30日）に世帯として決める。"),
    (
        "house",
        "市営住宅の次の募集は1月。目的外使用での一時入居は前例が1件。保証人なしの民間は2社に当たれる。",
    ),
    ("shakyo", "日常生活自立支援事業は判断能力が不十分な方が対象。対象となるか本人と会って確かめたい。"),
    ("psw", "子の主治医は異動した。親の受診の帰りに当院の家族相談へ寄ってもらうのが自然ではないか。"),
    ("hokatsu", "支援者が一度に何人も訪ねると、子が拒む。窓口は一つに。"),
    ("lawyer", "分割の申出書を12月4日までに出せば年内の明渡しは避けられることがある。"),
    ("lawyer", "通帳は再発行できる。年金の受取口座を替える手もある。子が知ったときの安全は考えておくこと。"),
    ("minsei", "声かけは続ける。大声や救急のときはどこへ連絡すればよいか。"),
)
HIDDEN = 5
"""The remark whose source is hidden, and who said it."""
HIDDEN_SPEAKER = "県会津保健福祉事務所　保健師"

_DECISIONS = (
    "世帯への窓口は生活サポート相談窓口とする。訪問の予定は包括化支援員が束ねる。",
    "暴力の危険は110番、急病は119番、その後に生活サポート相談窓口へ。夜間は市の当直から包括化支援員へ。",
    "子の就労とつながりは、受診の相談が始まってから次回に検討する（今回は担当を決めない）。",
    "本人の分の支援プラン案を作り、子の同意が得られたら重層的支援会議へ移る。移す情報はその時に一つずつ決める。",
)
_PEOPLE = (
    a_person(
        "client",
        age_band="60代",
        sex=Sex.MALE,
        note="体調不良。家賃を5か月滞納し、12月末で退去を求められている。",
    ),
    a_person("child", Kinship.CHILD, age_band="30代", note="無職・無収入。"),
    a_person(
        "spouse", Kinship.SPOUSE, label="配偶者（子の母）", age_band="", deceased=True, note="10年前に死別"
    ),
    a_person(
        "sister",
        Kinship.DAUGHTER,
        label="子の姉",
        age_band="",
        lives_apart=True,
        residence="県外",
        note="年1回電話",
    ),
)
_ISSUES = (
    ("household", "経済的困窮", ""),
    ("household", "住まい不安定", "転居の必要あり"),
    ("client", "病気", "体調不良"),
    ("client", "医療未受診・受診拒否", ""),
    ("child", "その他メンタルヘルスの課題", "治療中断"),
    ("child", "就職活動困難", "無職・無収入"),
    ("client", "DV・虐待", "親への暴言"),
    ("client", "経済的虐待", "通帳を取り上げられている"),
)
_TIES = (
    a_tie("child", "client", TieWord.STRESSFUL, label="暴言", note="本人からの聞き取りのみ"),
    a_tie("client", "child", TieWord.UPBRINGING, note="生活費をすべて負担"),
    a_tie("life", "client", TieWord.SUPPORT),
    a_tie("psw", "child", TieWord.WEAK, note="通院中断"),
    a_tie("minsei", "client", TieWord.GOOD, label="声かけ"),
)
_ROLES = (
    (
        "life",
        "主任相談支援員",
        "家計と住まいの相談、訪問の窓口。まず訪問する",
        "household",
        (1, 2),
        date(2026, 11, 30),
        "",
    ),
    ("cw", "", "生活保護の申請を受け付け、14日以内に決める", "household", (1,), date(2026, 12, 2), "来所時"),
    ("clinic", "看護師", "再検査を受け入れる（午前の枠）", "client", (3, 4), date(2026, 12, 4), ""),
    ("life", "主任相談支援員", "受診に同行し、帰りに家族相談へ寄る", "client", (4,), date(2026, 12, 4), ""),
    ("shakyo", "専門員", "緊急の食料を届け、小口の貸付を案内する", "household", (1,), date(2026, 11, 27), ""),
    (
        "house",
        "係長",
        "一時入居の可否を課内で決め、民間2社にも当たる",
        "household",
        (2,),
        date(2026, 12, 8),
        "",
    ),
    ("lawyer", "弁護士", "分割払いの申出書を本人と作る", "client", (2,), date(2026, 12, 4), ""),
    ("shakyo", "専門員", "通帳再発行または受取口座変更の同行", "client", (8,), date(2026, 12, 11), ""),
    ("phn", "保健師", "子の様子の把握と、家族相談の入口づくり", "child", (5,), None, "随時"),
    ("psw", "精神保健福祉士", "家族相談の枠を取る", "child", (5,), date(2026, 12, 4), "午後"),
    ("minsei", "民生委員", "声かけと、変化のあったときの連絡", "client", (), None, "月2回"),
    ("kourei", "主査", "事実確認と、65歳までの対応の判断", "client", (8,), date(2026, 12, 10), ""),
    (
        "life",
        "主任相談支援員",
        "連絡は平日の昼に本人の携帯へだけ、紙は家に置かない",
        "client",
        (7, 8),
        None,
        "継続",
    ),
    ("hokatsu", "社会福祉士", "65歳になった後の総合相談に備え、本人と顔合わせ", "client", (), None, "12月中"),
)
_ANSWERS = {2: "", 5: "持ち帰り。課長の判断が要る", 6: "民事法律扶助の申込みの後", 9: "親の来院があれば"}

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1400 780" width="1400" height="780">'
    '<rect width="1400" height="780" fill="#ffffff"/>'
    '<rect x="440" y="200" width="520" height="360" rx="50" fill="#f6f8fd" stroke="#1f3a5f" stroke-width="3"/>'
    '<rect x="660" y="360" width="80" height="80" fill="#dde6f3" stroke="#000000" stroke-width="3"/></svg>'
)


def a_picture(**said):
    """A small map as SVG and PNG."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=_SVG, width=700))
    filled = {"svg": _SVG, "png": png, "alternative_text": "本人（60代）を中心とするエコマップ。"}
    return MapPicture(**filled | said)


def a_record(kind=MeetingKind.STATUTORY, **said):
    """What was said and decided in the hour."""
    meeting = a_meeting(
        kind=kind,
        footing=kind.footing,
        reason=REASON if kind is MeetingKind.STATUTORY else "",
        next_time=NEXT_TIME,
        closed_at=datetime(2026, 11, 26, 6, 2, tzinfo=UTC),
    )
    filled = {
        "sitting": a_sitting(place=PLACE),
        "meeting": meeting,
        "attendees": tuple(
            an_attendee(
                id, involvement_id=id, named_once=False, agency=agency, job=job, part=part, remark=remark
            )
            for id, agency, job, part, remark in _ATTENDEES
        ),
        "remarks": tuple(
            a_remark(f"remark-{n}", speaker_id=speaker, text=text, source_hidden=n == HIDDEN)
            for n, (speaker, text) in enumerate(_REMARKS)
        ),
        "decisions": tuple(a_decision(f"decision-{n}", text=text) for n, text in enumerate(_DECISIONS)),
    }
    return MeetingRecord(**filled | said)


def the_household(kind=MeetingKind.STATUTORY, role_count=14, **said):
    """The household as the room knew it at the end, with so many roles."""
    filled = {
        "case": a_case(
            number="R8-0002", title="体調不良の親（60代）と無職の子（30代）、転居期限あり", sample=True
        ),
        "footing": kind.footing,
        "profile": a_profile(
            route="10月14日に本人が生活サポート相談窓口に来所", strengths=("親子の同居が続いている",)
        ),
        "people": _PEOPLE,
        "issues": tuple(
            an_issue(f"issue-{n}", subject, title=title, note=note)
            for n, (subject, title, note) in enumerate(_ISSUES, start=1)
        ),
        "involvements": tuple(an_involvement(id, name=agency) for id, agency, *_ in _ATTENDEES),
        "ties": _TIES,
        "roles": tuple(_role(n) for n in range(role_count)),
        "confirmations": tuple(_answer(n) for n in range(min(role_count, len(_ROLES) - 1))),
        "consents": (
            a_consent(given_on=date(2026, 11, 10), until_on=date(2027, 3, 31), agency_ids=("life", "house")),
        ),
    }
    return a_household(**filled | said)


def planned(kind=MeetingKind.STATUTORY, role_count=14, **said):
    """The same household with all that an hour on its plan leaves: wishes, goals, direction, and whom to call."""
    filled = {
        "profile": a_profile(
            route="10月14日に本人が生活サポート相談窓口に来所",
            strengths=("親子の同居が続いている", "本人から相談に来た"),
            avoid=("予告なしの訪問", "大人数での訪問"),
            safe_contact="平日の昼に本人の携帯へ。紙は家に置かない",
        ),
        "wishes": (
            a_wish(words="どこでもいいから、息子と静かに暮らせる所に移りたい"),
            a_wish("child's", person_id="child", words="", unheard_because="同意なし"),
        ),
        "goals": (
            a_goal("far", term=Term.LONG, text="親子が安心して眠れる住まいで暮らす", within="6か月"),
            a_goal("near", text="転居先が決まる", within="1か月"),
            a_goal("nearer", text="本人が受診し、治療が始まる", within="1か月"),
            a_goal("last", text="家計の見通しが立つ", within="3か月"),
        ),
        "plans": (
            a_plan(
                direction="住まいと医療を先に。世帯への窓口は一つにし、訪問を束ねる。子への働きかけは、親の受診を入口に。",
                starts_on=date(2026, 12, 1),
                ends_on=date(2027, 5, 31),
                monitoring_on=date(2027, 2, 25),
                monitoring_text="転居と受診の結果を確かめる",
                judgement=Judgement.APPROPRIATE,
                judgement_note="訪問は前の日までに電話する",
                footing=kind.footing,
            ),
        ),
        "emergency_contacts": (
            an_emergency_contact("violence", situation="暴力の危険", whom="110番", hours="終日"),
            an_emergency_contact(
                "sick", situation="急病", whom="119番", how="その後に生活サポート相談窓口へ"
            ),
            an_emergency_contact(
                "night", situation="夜間の連絡", whom="市の当直", how="当直から包括化支援員へ", hours="夜間"
            ),
        ),
        "abuse_suspicions": (
            an_abuse_suspicion(
                text="通帳を取り上げられている",
                handling=AbuseHandling.VERIFIED_FIRST,
                handled_by="市高齢福祉課",
                decided_by="高齢福祉課長",
                decided_on=date(2026, 11, 26),
                due_on=date(2026, 12, 10),
            ),
        ),
    }
    return the_household(kind, role_count, **filled | said)


def the_minutes(kind=MeetingKind.STATUTORY, role_count=14, **said):
    """The minutes of that hour; what is said replaces parts of the household."""
    return minutes(a_record(kind), the_household(kind, role_count, **said))


def an_occasion(kind=MeetingKind.STATUTORY, role_count=14, *, record=None, household=None, **said):
    """All that the papers of that hour are written from."""
    record = record or a_record(kind)
    filled = {"meetings": (record,), "organisation": "会津若松市　健康福祉部　地域福祉課"}
    return Occasion(record=record, household=household or planned(kind, role_count), **filled | said)


def with_record(paper, **said):
    """The same minutes with other parts of the record."""
    return replace(paper, record=replace(paper.record, **said))


def _role(n):
    assignee, in_charge, task, for_whom, issues, due_on, due_text = _ROLES[n % len(_ROLES)]
    return a_role(
        f"role-{n}",
        assignee,
        in_charge=in_charge,
        task=task if n < len(_ROLES) else f"{task}（{n + 1}）",
        for_ids=(for_whom,),
        issue_ids=tuple(f"issue-{i}" for i in issues),
        due_on=due_on,
        due_text=due_text,
        lead=n == 0,
        assigned_in="meeting",
    )


def _answer(n):
    return a_confirmation(
        f"answer-{n}",
        f"role-{n}",
        text=_ANSWERS.get(n, ""),
        answer=Answer.QUESTIONED if n == 5 else Answer.ACCEPTED,
        oral=n == 2,
    )
