"""Households of any make, unlike those the map was made for; nobody in them exists."""

import random
from dataclasses import replace

from builders import a_case, a_household, a_person, a_profile, a_role, an_involvement, an_issue

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.ties import Confidence, Direction, Tie, TieStatus, TieWord, said_as
from jusou_meeting.household import Being, Kinship

FIELDS = {
    "介護": ("地域包括支援センター", "居宅介護支援事業所（ケアマネジャー）", "特別養護老人ホームやすらぎの里短期入所担当"),
    "医療": ("市立病院", "精神科クリニック", "訪問看護ステーションひまわり", "歯科"),
    "障がい": ("基幹相談支援センター", "就労継続支援Ｂ型事業所ともに歩む会", "障がい者総合相談窓口（基幹相談支援センター）"),
    "こども": ("児童相談所", "こども家庭センター", "放課後等デイサービスにじいろキッズ第二教室"),
    "教育": ("小学校", "スクールソーシャルワーカー", "会津若松市教育委員会事務局学校教育課指導主事室長"),
    "生活困窮": ("福祉事務所（生活保護）", "生活サポート相談窓口", "自立相談支援機関・家計改善支援事業・就労準備"),
    "権利擁護": ("法テラス", "社会福祉協議会（日常生活自立支援事業）", "成年後見支援センター"),
    "地域": ("民生委員・児童委員", "自治会", "近隣", "子ども食堂"),
    "住宅": ("市営住宅管理センター", "居住支援法人"),
    "警察": ("警察署生活安全課",),
    "調整": ("多機関協働事業者（市地域福祉課・包括化支援員）",),
    "": ("家主", "弁護士"),
}  # fmt: skip
_RELATIVES = (
    Kinship.FATHER, Kinship.MOTHER, Kinship.SPOUSE, Kinship.WIFE, Kinship.HUSBAND, Kinship.SON,
    Kinship.DAUGHTER, Kinship.CHILD, Kinship.GRANDCHILD, Kinship.GRANDFATHER, Kinship.GRANDMOTHER,
    Kinship.OLDER_BROTHER, Kinship.OLDER_SISTER, Kinship.YOUNGER_BROTHER, Kinship.YOUNGER_SISTER, Kinship.UNCLE,
    Kinship.AUNT, Kinship.NIECE, Kinship.NEPHEW, Kinship.OTHER,
)  # fmt: skip
_TITLES = ("経済的困窮", "ごみ屋敷", "医療未受診・受診拒否", "就職定着困難", "介護（要介護・認知症）", "ヤングケアラー",
           "社会的孤立（ニート・ひきこもりなどを含む）", "住まい不安定")  # fmt: skip
_LABELS = ("", "", "", "見守り", "暴言", "金銭管理", "通院の付き添い", "過度の苦情")


def any_household(seed, people=None, agencies=None):
    """A household of 1 to 12 people and 0 to 30 agencies unless told, the same for the same seed.

    Most agencies stand with one or two of the household, some with many, some with each other, some with nobody.
    """
    chance = random.Random(f"household {seed}")
    people = chance.choice((1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12)) if people is None else people
    agencies = (
        chance.choice((0, 2, 4, 6, 8, 8, 10, 12, 12, 15, 18, 20, 24, 30)) if agencies is None else agencies
    )
    family = _family(chance, people)
    involvements = tuple(_agency(chance, n) for n in range(agencies))
    whom = [person.id for person in family] + ["household"]
    issues = tuple(
        an_issue(f"i{n}", chance.choice(whom), title=chance.choice(_TITLES))
        for n in range(chance.randint(0, min(14, 3 * len(whom))))
    )
    roles = []
    for agency in involvements:
        for _ in range(chance.choice((0, 0, 1, 1, 1, 2))):
            most = min(len(family), chance.choice((0, 1, 1, 1, 2, 3)))
            concerned = tuple(
                issue.id for issue in chance.sample(issues, min(len(issues), chance.randint(0, 2)))
            )
            for_ids = tuple(person.id for person in chance.sample(family, most))
            roles.append(
                a_role(f"r{len(roles)}", agency.id, for_ids=for_ids, issue_ids=concerned, lead=not roles)
            )
    return a_household(
        case=a_case(title="どこにもない世帯", sample=True),
        people=family,
        involvements=involvements,
        issues=issues,
        ties=tuple(_ties(chance, [person.id for person in family], [agency.id for agency in involvements])),
        roles=tuple(roles),
        profile=a_profile(),
    )


def _family(chance, people):
    family = [a_person("p0")]
    for n in range(1, people):
        kinship = chance.choice(_RELATIVES)
        being = chance.choices(list(Being), (20, 1, 1))[0]
        family.append(
            a_person(
                f"p{n}",
                kinship if being is Being.HUMAN else Kinship.OTHER,
                label=kinship.label
                if chance.random() < 0.8
                else f"{kinship.label}（遠方に住み連絡がとれる）",
                being=being,
                deceased=being is Being.HUMAN and chance.random() < 0.1,
                lives_apart=chance.random() < 0.2,
                key_person=chance.random() < 0.1,
            )
        )
    return tuple(family)


def _agency(chance, n):
    field = chance.choice(list(FIELDS))
    return an_involvement(
        f"a{n}",
        name=chance.choice(FIELDS[field]),
        field=field,
        status=chance.choices(list(InvolvementStatus), (6, 2, 1, 1))[0],
    )


def _ties(chance, family, agencies):
    """A tie or two of each agency, now and then two of one pair, and some within the family and between agencies."""
    pairs = [(agency, end) for agency in agencies for end in _tied(chance, family, agencies) if end != agency]
    pairs += [tuple(chance.sample(family, 2)) for _ in range(len(family) - 1) if chance.random() < 0.6]
    pairs += [pair for pair in pairs if chance.random() < 0.08]
    for n, (a, b) in enumerate(pairs):
        tie = Tie(
            id=f"t{n}", a=a, b=b, direction=chance.choice(list(Direction)), label=chance.choice(_LABELS)
        )
        yield _said(chance, tie)


def _tied(chance, family, agencies):
    ends = chance.sample(family, min(len(family), chance.choice((0, 1, 1, 1, 2, 3))))
    if chance.random() < 0.15:
        ends.append("household")
    if chance.random() < 0.15:
        ends.append(chance.choice(agencies))
    return ends


def _said(chance, tie):
    return replace(
        said_as(tie, chance.choice(list(TieWord))),
        status=chance.choices(list(TieStatus), (7, 1, 1, 1))[0],
        confidence=chance.choices(list(Confidence), (6, 3, 1))[0],
    )
