"""The hour on household C02, minute by minute, as the coordinator puts it into the screen; nobody in it exists.

Talk that belongs in no minutes (the projector's input, the fire drill, parking) is where it was in the room: nowhere.
"""

import re
from datetime import date

from playwright.sync_api import expect

PLACE = "市役所 本庁舎3階 会議室302"
REASON = "子から本人への経済的虐待が疑われ、転居期限が迫り、早期に支援体制を整える必要がある"
NEXT_TIME = "12月17日（木）14時、同じ会議室。退去期限の見通しと受診の結果を確かめる"

PEOPLE = {
    "生活サポート相談窓口": "主任相談支援員",
    "こころの病院 地域連携室": "精神保健福祉士",
    "市社会福祉協議会": "日常生活自立支援事業 専門員",
    "市建築住宅課": "係長",
    "若松第３地域包括支援センター": "社会福祉士",
    "市福祉事務所 生活保護係": "ケースワーカー",
    "県会津保健福祉事務所": "保健師",
    "民生児童委員協議会": "民生委員",
    "市高齢福祉課": "主査",
    "○○内科医院": "看護師",
    "法テラス": "弁護士",
}
"""Who comes from which agency."""

AGENDA = "世帯の状況と緊急度　15分\n課題の整理と支援の方向性　15分\n住まいと債務（弁護士出席）　10分\n役割分担・緊急時・次回　20分"

LIFE, PSW, SHAKYO, HOUSE, HOKATSU, CW, PHN, MINSEI, KOUREI, CLINIC, LAWYER = PEOPLE

HIDDEN = "夏に近隣から「夜に大声がする」と相談が1件。訪問したが会えなかった"
CONFIDENTIAL = "子は2年前の6月まで当院に通院していた。統合失調症の治療中断"

REMARKS = {
    "10月14日に本人が来所。家賃を5か月滞納し、12月末で退去を求められている。手持ちは3千円だった": LIFE,
    "年金は60歳から繰り上げて受け、2か月で11万円ほど。次は12月15日。通帳とカードは子が持っている": LIFE,
    "（書面、記録係が代読）春の健診で血圧が高く再検査を勧めたが来ていない。めまいの訴えあり": CLINIC,
    CONFIDENTIAL: PSW,
    "本人は「息子を悪く言わないで。病気なんだから」と話す": MINSEI,
    "保護の申請はこれから。世帯の収入は年金のみ。申請されれば14日以内に世帯として決める": CW,
    "市営住宅の次の募集は1月。目的外使用での一時入居は前例が1件。保証人なしの民間は2社に当たれる": HOUSE,
    "日常生活自立支援事業の対象となるか本人と会って確かめたい。対象外なら家計改善支援で": SHAKYO,
    "子の主治医は異動した。親の受診の帰りに当院の家族相談へ寄ってもらうのが自然ではないか": PSW,
    "支援者が一度に何人も訪ねると、子が拒む。窓口は一つに": HOKATSU,
    "一時入居は課内で諮る。結果は12月8日にはわかる": HOUSE,
    "賃貸借の解除は5か月の滞納なら争いにくい。分割の申出書を12月4日までに出せば年内の明渡しは避けられることがある": LAWYER,
    "通帳は再発行できる。年金の受取口座を替える手もある。子が知ったときの安全は考えておくこと": LAWYER,
    "声かけは続ける。大声や救急のときはどこへ": MINSEI,
}
"""Every remark worth keeping but the one whose source is hidden, and who made it."""

DECISIONS = (
    "世帯への窓口は生活サポート相談窓口とする。訪問の予定は包括化支援員が束ねる",
    "暴力の危険は110番、急病は119番、その後に生活サポート相談窓口へ。夜間は市の当直から包括化支援員へ",
    "子の就労とつながりは、受診の相談が始まってから次回に検討する（今回は担当を決めない）",
    "本人（親）の分の支援プラン案を作り、子の同意が得られたら重層的支援会議へ移る。移す情報はその時に一つずつ決める",
    "次回は12月17日（木）14時、同じ会議室。退去期限の見通しと受診の結果を確かめる",
)

ROLES = {
    "家計と住まいの相談、訪問の窓口。まず11月30日に訪問": LIFE,
    "生活保護の申請を受け付け、14日以内に決める": CW,
    "本人の再検査を受け入れる（午前の枠）": CLINIC,
    "本人の受診に同行し、帰りに家族相談へ寄る": LIFE,
    "緊急の食料を届け、小口の貸付を案内する": SHAKYO,
    "一時入居の可否を課内で決め、民間2社にも当たる": HOUSE,
    "分割払いの申出書を本人と作る": LAWYER,
    "通帳再発行または受取口座変更の同行。日常生活自立支援事業の対象かも確かめる": SHAKYO,
    "子の様子の把握と、家族相談の入口づくり": PHN,
    "家族相談の枠を取る（午後）": PSW,
    "月2回の声かけと、変化のあったときの連絡": MINSEI,
    "経済的虐待の疑いの事実確認と、65歳までの対応（準じた扱い）の判断": KOUREI,
    "子が知ったときの本人の安全。連絡は平日の昼に本人の携帯へだけ": LIFE,
    "65歳になった後の総合相談に備え、本人と顔合わせ": HOKATSU,
}
"""What is done by whom."""

CONDITIONS = {
    "一時入居の可否を課内で決め、民間2社にも当たる": ("持ち帰り", "課長の判断が要る", date(2026, 12, 8)),
    "分割払いの申出書を本人と作る": ("条件付き", "民事法律扶助の申込みの後", None),
    "家族相談の枠を取る（午後）": ("条件付き", "親の来院があれば", None),
}

CHAIR = "地域福祉課"
NO_HOME = "転居先がない（12月末期限）"
GAP = "精神疾患のある方の入居を受ける民間の大家が市内にほとんどない"
WISH = "どこでもいいから、息子と静かに暮らせる所に移りたい"


def said(who, text):
    return lambda c: c.say(who, text)


def remark(start):
    """A remark by how it begins."""
    [text] = [text for text in REMARKS if text.startswith(start)]
    return said(REMARKS[text], text)


def decision(number):
    return lambda c: c.decide(DECISIONS[number])


def role(start, issues, due, **more):
    [task] = [task for task in ROLES if task.startswith(start)]
    return lambda c: c.role(ROLES[task], issues, task, due, **more)


def role_of_it(start, issues, due, **more):
    """The role of whoever spoke last, put more shortly than they said it."""
    [task] = [task for task in ROLES if task.startswith(start)]
    return lambda c: c.role_of_it(issues, due, task=task, **more)


def answered(start):
    [task] = [task for task in CONDITIONS if task.startswith(start)]
    kind, text, until = CONDITIONS[task]
    return lambda c: c.answer(task, kind, text, until)


def everybody_pledges(c):
    c.tab("出席者")
    c.take(re.compile("が出席$"))
    c.take(re.compile("が守秘を承諾した"))


def the_birth_date_is_found(c):
    c.window.locator("[data-kind=person]", has_text="本人").first.click()
    c.fill("年代・年齢", "")
    c.on("生年月日（わかるとき）", date(1962, 1, 8))
    c.take("保存")
    c.button("選択をやめる")
    expect(c.window.locator("[data-kind=person]", has_text="64歳")).to_be_visible()


def the_treatment_stays_here(c):
    c.window.locator("[data-kind=person]", has_text="30代").first.click()
    c.fill("状況・メモ", "治療は中断している")
    c.take("保存")
    c.take("重層的支援会議へ移さない")
    c.button("選択をやめる")


def the_suspicion_is_decided_on(c):
    c.plan(
        "虐待の疑い",
        choose={"誰への虐待か": "本人", "種別": "高齢者虐待", "通報・事実確認の判断": "事実確認をしてから"},
        fill={
            "疑われる内容": "経済的虐待の疑い。通帳とカードを取り上げている。65歳になる前（準じた扱い）",
            "判断者": "高齢福祉課長",
            "事実確認をするところ": "市高齢福祉課",
            "判断のわけ": "生年月日は昭和37年1月。令和9年1月に65歳になる",
        },
        on={"事実確認の期限": "2026-12-10"},
        button="虐待の疑いを追加",
    )


def somebody_to_call(situation, whom, hours=""):
    return lambda c: c.plan(
        "緊急時・安全",
        fill={"どんなとき": situation, "どこへ・誰へ": whom, "時間帯": hours},
        button="緊急時の対応を追加",
    )


def the_safe_way_to_call(c):
    c.tab("プラン", "緊急時・安全")
    c.fill("安全な連絡方法", "平日の昼に本人の携帯へだけ。紙は家に置かない")
    c.take("保存")


def the_lawyer(word):
    def step(c):
        c.tab("出席者")
        c.take(word)

    return step


def the_direction(c):
    c.plan(
        "方向性",
        fill={"支援の方向性": "住まいと食べ物を先に。窓口は一つにし、受診を入口に子へつなぐ"},
        button="支援の方向性と期間を追加",
    )


def all_roles_are_read_out(c):
    c.read_back()


SCRIPT = (
    (0, everybody_pledges),
    (3, lambda c: c.next_item()),
    (4, remark("10月14日")),
    (5, remark("年金は")),
    (6, lambda c: c.tie("子", "本人", direction="どこから →", label="暴言・通帳を取り上げる", stressful=True, source="本人")),
    (6, lambda c: c.tie("本人", "子", direction="どこから →", label="生活費を負担", source="本人")),
    (7, lambda c: c.plan("意向", choose={"誰の意向": "本人"}, fill={"意向（本人の言葉で）": WISH},
                         button="意向を追加")),
    (8, remark("（書面")),
    (9, lambda c: c.issue("本人", "医療未受診・受診拒否", "年齢と症状から急ぐ")),
    (10, remark("子は2年前")),
    (11, the_treatment_stays_here),
    (12, lambda c: c.say(PHN, HIDDEN, hidden=True)),
    (13, lambda c: c.tie(MINSEI, "本人", direction="どこから →", label="声かけ")),
    (15, remark("本人は「息子")),
    (16, lambda c: c.issue("本人", "経済的虐待", "65歳になる前は準じた扱い")),
    (17, the_birth_date_is_found),
    (19, remark("保護の申請")),
    (20, lambda c: c.next_item()),
    (20, said(CHAIR, NO_HOME)),
    (20, lambda c: c.issue_of_it("世帯")),
    (21, remark("市営住宅")),
    (23, said(HOUSE, GAP)),
    (23, lambda c: c.turn(4)),
    (24, remark("日常生活自立")),
    (28, remark("子の主治医")),
    (29, remark("支援者が")),
    (29, lambda c: c.turn(5)),
    (30, said(CHAIR, DECISIONS[0])),
    (30, lambda c: c.turn(1)),
    (30, the_direction),
    (31, role("家計と住まい", (1, 2), "11/30", whom=("世帯",), in_charge="主任相談支援員", lead=True)),
    (32, role("生活保護", (1,), "12/2 来所時")),
    (33, role("本人の再検査", (7,), "12/4")),
    (34, role("本人の受診に", (7,), "12/4", in_charge="主任相談支援員")),
    (34, role("緊急の食料", (1,), "11/27")),
    (36, remark("一時入居は")),
    (37, role_of_it("一時入居の可否", (9,), "12/8")),
    (37, answered("一時入居")),
    (39, lambda c: c.next_item()),
    (39, the_lawyer("いま到着し、守秘を承諾した")),
    (40, remark("賃貸借")),
    (42, role("分割払い", (2,), "12/4まで")),
    (43, remark("通帳は")),
    (44, role("通帳再発行", (6,), "12/11　年金の支給は12月15日")),
    (45, answered("分割払い")),
    (46, the_lawyer("いま退室した")),
    (47, lambda c: c.next_item()),
    (47, role("子の様子", (4,), "随時", whom=("子",))),
    (48, role("家族相談の枠", (5,), "12/4")),
    (48, answered("家族相談の枠")),
    (49, remark("声かけは")),
    (50, decision(1)),
    (50, somebody_to_call("暴力の危険", "110番、その後に生活サポート相談窓口")),
    (50, somebody_to_call("急病", "119番、その後に生活サポート相談窓口")),
    (50, somebody_to_call("上のほか", "市の当直から包括化支援員へ", "夜間")),
    (51, role_of_it("月2回の声かけ", (), "随時", whom=("本人",))),
    (51, role("経済的虐待の疑い", (8,), "12/10")),
    (51, the_suspicion_is_decided_on),
    (53, role("子が知ったとき", (8,), "随時")),
    (53, the_safe_way_to_call),
    (53, decision(2)),
    (54, role("65歳に", (), "12月中", whom=("本人",))),
    (55, decision(3)),
    (56, all_roles_are_read_out),
    (58, decision(4)),
)  # fmt: skip
"""The minute, and what the coordinator does with what was heard."""


def made_ready(c):
    """The meeting before its day: its place and reason, the roster, the 次第, who is there for one item only."""
    c.prepare("支援会議", reason=REASON, place=PLACE, agencies=PEOPLE)
    c.tab("次第")
    c.fill("次第を書き直す（一行に一つ。おしまいに分数）", AGENDA)
    c.take("次第を保存")
    c.tab("出席者")
    for agency, job in PEOPLE.items():
        c.fill(f"{agency}の職名", job)
    c.take("職名・氏名を保存")
    for who, how in (("法テラス", _for_one_item), ("○○内科医院", _by_letter)):
        c.attendee(who)
        how(c)
        c.take("保存")
        c.button("選択をやめる")


def _for_one_item(c):
    c.choose("この議題だけに出る", "3 住まい")


def _by_letter(c):
    c.choose("役目", "欠席")
    c.fill("備考", "書面意見")
