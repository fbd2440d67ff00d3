"""Household C01 through three meetings: 支援会議, consent, 重層的支援会議, closing evaluation; nobody in it exists."""

import re
from datetime import UTC, date, datetime, timedelta

from browsing import ready
from playwright.sync_api import expect

HOKATSU = "若松第２地域包括支援センター"
KIKAN = "障がい者総合相談窓口"
LIFE = "生活サポート相談窓口"
SHAKYO = "市社会福祉協議会（参加支援）"
PSW = "こころの病院 地域連携室"
MINSEI = "民生児童委員協議会"
POLICE = "警察署 生活安全課"

REASON = "苦情の電話が続き、両親に介護が要ると思われるが誰も会えていない。本人の同意はまだない"
FROM_POLICE = "昨年11月に父への暴言で1回臨場。けがはなし"

FIRST_ROLES = {
    "電話を受け、困りごとを書き留める。週1回こちらからも掛ける": LIFE,
    "母への声かけを週1回。父の様子がわかれば知らせる": MINSEI,
    "母の同意を得て訪問し、父の安否と介護の要否を見る": HOKATSU,
}
PENDING = "次回の会議までに、包括化支援員が各機関と決める"

SECOND_ROLES = {
    "滞納の分納相談と家計表": LIFE,
    "要介護認定の申請（父・母）": HOKATSU,
    "本人と会い、こころの病院の初診に同行": KIKAN,
    "初診の枠を取る": PSW,
    "子の居場所の見学を用意": SHAKYO,
    "母への声かけを月2回": MINSEI,
}
CONDITIONS = {
    "初診の枠を取る": ("条件付き", "本人が前日に電話で行くと言えれば", None),
    "子の居場所の見学を用意": ("持ち帰り", "子の同意が得られてから", date(2026, 9, 30)),
}
SECOND_REMARKS = {
    "7月は電話が9回に減った。うち4回は本人が先に名乗った": LIFE,
    "眠れないという訴えを入口に。受診は強く勧めない": PSW,
    "窓口が一つなら話せる。家の中には急に来ないでほしい": "本人",
}
WISHES = {
    "本人": "眠れない。親のことは自分が何とかしないといけないと思っている",
    "母": "息子に迷惑をかけたくない。家でこのまま暮らしたい",
}
PASSED_ON = "家から出る時間がほしい"
DIRECTION = "安全を先に、家計と睡眠を入口に、訪問を束ねる"
LONG_GOAL = "世帯の一人一人が安心して暮らし、家族以外とのつながりを持つ"
SHORT_GOALS = ("父母が介護サービスを使い始める", "水道の滞納が増えない", "本人が眠れないことを医師に話せる")
SECOND_DECISION = "訪問は前の日までに電話する"
GAP = "物の堆積がある世帯の片付けを、本人と一緒に少しずつ行う担い手"
SAFE_CONTACT = "平日の午後に本人の携帯へ。留守電には機関名を残さない"

CLOSING = {
    "達成状況と見られた変化": "短期目標は二つ達成、一つは途中。本人は「眠れる日が増えた」",
    "残された課題": "片付けの担い手がない",
    "終結後の主担当": KIKAN,
    "次にどうなったら再び会議を開くか": "両親のどちらかの入院、子が4週続けて休む、滞納が2か月",
}
CLOSING_DECISION = "片付けの担い手がないことを、地域の課題として推進会議へ出す"


def first_meeting(c):
    """支援会議: nobody consented yet; what the police said stays here."""
    c.prepare("支援会議", reason=REASON, agencies=(HOKATSU, KIKAN, LIFE, MINSEI, POLICE), at_once=True)
    c.tab("出席者")
    c.take(re.compile("が出席$"))
    c.take(re.compile("が守秘を承諾した"))
    c.next_item()
    c.say(HOKATSU, "2月から本人の電話が40回ほど。父母のことを聞くと切れる")
    c.say(POLICE, FROM_POLICE, hidden=True)
    c.plan(
        "虐待の疑い",
        choose={"誰への虐待か": "父", "種別": "高齢者虐待", "通報・事実確認の判断": "通報として受け"},
        fill={
            "疑われる内容": "父への暴言",
            "判断者": "高齢福祉課長",
            "事実確認をするところ": f"{HOKATSU}と高齢福祉課",
        },
        button="虐待の疑いを追加",
    )
    c.decide("電話の窓口を生活サポート相談窓口ひとつにする。苦情としてでなく、困りごととして聞く")
    for (task, agency), issues, due in zip(
        FIRST_ROLES.items(), ((2,), (), (4,)), ("週1回", "週1回", "6/23"), strict=True
    ):
        c.role(agency, issues, task, due, whom=() if issues else ("母",))
    c.plan(
        "方向性",
        fill={"主担当が未定なら、誰がいつまでに決めるか": PENDING},
        button="支援の方向性と期間を追加",
    )
    c.read_back()
    c.close(next_time="7月30日", returned="7部中7部")


def consent_is_given(c):
    """書面の同意: 本人 and his mother to the same agencies, not to the police; his father cannot, his child did not."""
    c.to_household()
    c.tab("同意")
    for whose in ("本人", "母"):
        c.unfold("同意を記録")
        c.choose("誰の同意", whose)
        c.choose("共有してよい機関", HOKATSU, KIKAN, LIFE, SHAKYO, PSW, MINSEI)
        c.on("いつまで有効", datetime.now(UTC).date() + timedelta(days=120))
        c.take("同意を追加")


def the_roles_cross(c):
    """The three roles are told on consent by a decision; the police's information is not."""
    c.window.get_by_text("支援会議で得た情報も表示する", exact=True).click()
    ready(c.window)
    c.tab("移行")
    for task in FIRST_ROLES:
        c.window.locator("[data-testid=stCheckbox]", has_text=task).locator("visible=true").click()
    c.fill("根拠・わけ", "本人の同意の範囲（支援の検討に必要な範囲）")
    c.button("選んだ情報を移す")
    c.take("移す")
    c.window.locator("[data-testid=stCheckbox]", has_text=POLICE).locator("visible=true").first.click()
    c.fill("根拠・わけ", "警察署は同意の範囲外")
    c.take("選んだ情報は移さないと記す")
    c.shown("移さない")
    c.window.get_by_text("支援会議で得た情報も表示する", exact=True).click()
    ready(c.window)


def the_wish_of_the_child_is_shown(c):
    """子 did not consent; what the room plans for needs that one wish, on a ground that is written down."""
    c.tab("同意")
    c.window.locator("[data-testid=stCheckbox]", has_text=PASSED_ON).locator("visible=true").click()
    c.fill("示す根拠", "個人情報保護法第69条第2項第4号（本人の利益になることが明らか）")
    c.take("選んだ情報を示す")


def second_meeting(c):
    """重層的支援会議: the earlier roles first, then the plan; 本人 sits in the second half."""
    c.prepare("重層的支援会議", agencies=(HOKATSU, KIKAN, LIFE, MINSEI, SHAKYO, PSW))
    c.tab("出席者")
    c.unfold("出席者を追加")
    c.choose("地図の機関・人から選ぶ", "本人")
    c.fill("備考", "後半のみ")
    c.take("出席者を追加")
    c.open()
    c.tab("出席者")
    c.take(re.compile("が出席$"))
    c.next_item()
    c.tab("前回")
    for task, standing in zip(FIRST_ROLES, ("継続", "継続", "完了"), strict=True):
        c.review(task, standing, "電話は9回に減った" if standing == "継続" else "父は要介護の状態で在宅")
    for text, who in list(SECOND_REMARKS.items())[:2]:
        c.say(who, text)
    for who, words in WISHES.items():
        c.plan("意向", choose={"誰の意向": who}, fill={"意向（本人の言葉で）": words}, button="意向を追加")
    c.plan(
        "意向",
        choose={"誰の意向": "子"},
        fill={
            "意向（本人の言葉で）": PASSED_ON,
            "本人でなければ、誰から聞いたか": "祖母",
            "まだ聞けていないわけ": "同意なし",
        },
        button="意向を追加",
    )
    c.plan(
        "意向",
        choose={"誰の意向": "父"},
        fill={"まだ聞けていないわけ": "意思の表示が難しい"},
        button="意向を追加",
    )
    the_wish_of_the_child_is_shown(c)
    c.issue("世帯", "ごみ屋敷・不衛生", "本人の了解なしに片付けない")
    c.plan("資源の不足", fill={"足りない支援や担い手": GAP}, button="社会資源の不足を追加")
    c.plan(
        "目標", choose={"長期・短期": "長期"}, fill={"期間": "6か月", "目標": LONG_GOAL}, button="目標を追加"
    )
    for goal in SHORT_GOALS:
        c.plan("目標", fill={"期間": "3か月", "目標": goal}, button="目標を追加")
    c.role(LIFE, (1,), "滞納の分納相談と家計表", "8/28まで", in_charge="相談支援員", lead=True)
    for task, issues, due in (
        ("要介護認定の申請（父・母）", (4, 5), "8/7"),
        ("本人と会い、こころの病院の初診に同行", (3,), "8/21"),
        ("初診の枠を取る", (3,), "8/21"),
        ("子の居場所の見学を用意", (6,), "次回まで"),
    ):
        c.role(SECOND_ROLES[task], issues, task, due)
    c.role(MINSEI, (), "母への声かけを月2回", "月2回", whom=("母",))
    for task, (kind, text, until) in CONDITIONS.items():
        c.answer(task, kind, text, until)
    c.say("本人", "窓口が一つなら話せる。家の中には急に来ないでほしい")
    c.decide(SECOND_DECISION)
    c.plan(
        "方向性",
        choose={"プラン協議の結果": "適切"},
        fill={"支援の方向性": DIRECTION, "修正・継続協議の内容、付け加えること": SECOND_DECISION},
        on={
            "計画期間の初日": "2026-08-01",
            "計画期間の末日": "2027-01-31",
            "次回モニタリング（日付）": "2026-10-30",
        },
        button="支援の方向性と期間を追加",
    )
    c.plan(
        "緊急時・安全",
        fill={"どんなとき": "夜間", "どこへ・誰へ": "市の当直から包括化支援員へ"},
        button="緊急時の対応を追加",
    )
    c.fill("安全な連絡方法", SAFE_CONTACT)
    c.take("保存")
    c.read_back()
    c.close(next_time="必要のとき")


def third_meeting(c):
    """終結時の評価: what became of everything, and who leads from now on."""
    c.to_household()
    c.prepare("重層的支援会議", agencies=(HOKATSU, KIKAN, LIFE, MINSEI, SHAKYO, PSW), at_once=True)
    c.tab("出席者")
    c.take(re.compile("が出席$"))
    c.tab("前回")
    for task in list(FIRST_ROLES)[:2] + list(SECOND_ROLES):
        undone = task == "本人と会い、こころの病院の初診に同行"
        c.review(task, "未実施" if undone else "完了", "受診は2回で間が空いた" if undone else "")
    c.say(LIFE, "短期目標は二つ達成、一つは途中（受診は2回で間が空いた）")
    c.decide(CLOSING_DECISION)
    c.plan("評価", choose={"評価区分": "終結"}, fill=CLOSING, button="評価を追加")
    c.close(next_time="")
    c.button("確定する")
    dialog = c.window.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="確定する")).to_be_enabled()
    dialog.get_by_role("button", name="確定する").click()
    expect(c.window.get_by_text("会議録の印（書き換えを見つけるための16字）")).to_be_visible(timeout=15_000)
    ready(c.window)
