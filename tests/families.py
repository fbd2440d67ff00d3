"""Families that are hard to draw: remarried, parted, five generations, adopted, twins, in-laws, and one that cannot be."""

from builders import a_family_tie, a_household, a_person

from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.household import Being, Kinship, Sex

K, B = Kinship, Bond


def someone(label, kinship=K.OTHER, **said):
    """A person whose id is what they are called."""
    return a_person(label, kinship, label=label, **said)


def of(*people, ties=()):
    """A household of these people with these bonds."""
    return a_household(people=people, family_ties=tuple(ties))


FAMILIES = {
    "the mother's two husbands": of(
        someone("前夫", sex=Sex.MALE, lives_apart=True),
        someone("父", K.FATHER),
        someone("母", K.MOTHER),
        someone("兄", K.OLDER_BROTHER),
        someone("本人", K.CLIENT),
        someone("妹", K.YOUNGER_SISTER),
        ties=[
            a_family_tie("母", "前夫", B.DIVORCED),
            a_family_tie("前夫", "兄", B.BIRTH),
            a_family_tie("母", "兄", B.BIRTH, custody=True),
        ],
    ),
    "five generations": of(
        someone("曽祖母", K.GREAT_GRANDMOTHER, deceased=True),
        someone("祖父", K.GRANDFATHER, deceased=True),
        someone("祖母", K.GRANDMOTHER),
        someone("父", K.FATHER, lives_apart=True),
        someone("母", K.MOTHER),
        someone("本人", K.CLIENT),
        someone("内縁の夫", K.COMMON_LAW_HUSBAND),
        someone("元夫", K.FORMER_HUSBAND, lives_apart=True),
        someone("長女", K.DAUGHTER),
        someone("長男", K.SON),
        someone("胎児", K.CHILD, being=Being.UNBORN, age_band=""),
        someone("犬", being=Being.ANIMAL),
        ties=[
            a_family_tie("父", "母", B.SEPARATED),
            a_family_tie("元夫", "長女", B.BIRTH),
            a_family_tie("本人", "長女", B.BIRTH, custody=True),
            a_family_tie("元夫", "長男", B.BIRTH),
            a_family_tie("本人", "長男", B.BIRTH, custody=True),
            a_family_tie("内縁の夫", "胎児", B.BIRTH),
            a_family_tie("本人", "胎児", B.BIRTH),
        ],
    ),
    "a brother stands before the former husband, and two more homes": of(
        someone("父", K.FATHER, lives_apart=True, residence="実家"),
        someone("母", K.MOTHER, lives_apart=True, residence="実家"),
        someone("継父", K.STEPFATHER),
        someone("兄", K.OLDER_BROTHER, age_band="30代後半", lives_apart=True, residence="東京"),
        someone("兄の妻", sex=Sex.FEMALE, lives_apart=True, residence="東京"),
        someone("甥", K.NEPHEW, lives_apart=True, residence="東京"),
        someone("本人", K.CLIENT, sex=Sex.FEMALE),
        someone("弟", K.YOUNGER_BROTHER),
        someone("元夫", K.FORMER_HUSBAND, lives_apart=True),
        someone("長女", K.DAUGHTER),
        someone("次女", K.DAUGHTER, lives_apart=True, residence="乳児院"),
        ties=[
            a_family_tie("兄", "兄の妻"),
            a_family_tie("兄", "甥", B.BIRTH),
            a_family_tie("兄の妻", "甥", B.BIRTH),
            a_family_tie("父", "母", B.DIVORCED),
            a_family_tie("母", "継父", B.COMMON_LAW),
            *(a_family_tie("元夫", child, B.BIRTH) for child in ("長女", "次女")),
        ],
    ),
    "married for the third time, with a child of each": of(
        someone("初めの夫", K.FORMER_HUSBAND, lives_apart=True),
        someone("次の夫", K.FORMER_HUSBAND, lives_apart=True),
        someone("本人", K.CLIENT, sex=Sex.FEMALE),
        someone("夫", K.HUSBAND),
        someone("長男", K.SON, age_band="18歳"),
        someone("長女", K.DAUGHTER, age_band="13歳"),
        someone("次男", K.SON, age_band="4歳"),
        ties=[
            a_family_tie("初めの夫", "長男", B.BIRTH),
            a_family_tie("本人", "長男", B.BIRTH, custody=True),
            a_family_tie("次の夫", "長女", B.BIRTH),
            a_family_tie("本人", "長女", B.BIRTH, custody=True),
            a_family_tie("夫", "次男", B.BIRTH),
            a_family_tie("夫", "長女", B.ADOPTED),
        ],
    ),
    "a remarried mother whose own family lives apart": of(
        someone("本人", K.CLIENT, sex=Sex.FEMALE),
        someone("夫", K.HUSBAND),
        someone("母", K.MOTHER, lives_apart=True, residence="市内のアパート"),
        someone("父", K.FATHER, deceased=True),
        someone("祖母", K.GRANDMOTHER, lives_apart=True),
        someone("元夫", K.FORMER_HUSBAND, lives_apart=True),
        someone("娘", K.DAUGHTER),
        someone("息子", K.SON),
        someone("娘（妹）", K.DAUGHTER),
        someone("お腹の子", K.CHILD, being=Being.UNBORN, age_band=""),
        someone("弟", K.YOUNGER_BROTHER, lives_apart=True),
        someone("義母", K.MOTHER_IN_LAW, lives_apart=True),
        ties=[
            a_family_tie("夫", "お腹の子", B.BIRTH),
            *(a_family_tie("元夫", child, B.BIRTH) for child in ("娘", "息子", "娘（妹）")),
            a_family_tie("娘", "娘（妹）", B.IDENTICAL_TWINS),
            a_family_tie("祖母", "母", B.BIRTH),
            a_family_tie("義母", "夫", B.BIRTH),
        ],
    ),
    "twins, an adopted and a foster child": of(
        someone("本人", K.CLIENT),
        someone("妻", K.WIFE),
        someone("長男", K.SON),
        someone("姉", K.DAUGHTER),
        someone("妹", K.DAUGHTER),
        someone("養子", K.ADOPTED_CHILD),
        someone("里子", K.FOSTER_CHILD),
        ties=[a_family_tie("姉", "妹", B.TWINS)],
    ),
    "identical twins and their brother": of(
        someone("本人", K.CLIENT),
        someone("姉", K.DAUGHTER),
        someone("妹", K.DAUGHTER),
        someone("弟", K.SON),
        ties=[a_family_tie("姉", "妹", B.IDENTICAL_TWINS)],
    ),
    "in-laws on both sides": of(
        someone("本人", K.CLIENT),
        someone("妻", K.WIFE),
        someone("父", K.FATHER),
        someone("母", K.MOTHER),
        someone("義父", K.FATHER_IN_LAW),
        someone("義母", K.MOTHER_IN_LAW),
        someone("兄", K.OLDER_BROTHER),
        someone("兄の妻", sex=Sex.FEMALE),
        someone("めい", K.NIECE),
        someone("長男", K.SON),
        someone("長男の妻", K.CHILD_IN_LAW),
        someone("孫", K.GRANDCHILD),
        ties=[
            a_family_tie("兄", "兄の妻"),
            a_family_tie("兄", "めい", B.BIRTH),
            a_family_tie("兄の妻", "めい", B.BIRTH),
        ],
    ),
    "three wives": of(
        someone("本人", K.CLIENT, sex=Sex.MALE),
        someone("元妻1", K.FORMER_WIFE),
        someone("元妻2", K.FORMER_WIFE),
        someone("妻", K.WIFE),
        someone("子1", K.SON),
        someone("子2", K.DAUGHTER),
        someone("子3", K.CHILD),
        ties=[
            a_family_tie("元妻1", "子1", B.BIRTH),
            a_family_tie("本人", "子1", B.BIRTH),
            a_family_tie("元妻2", "子2", B.BIRTH, custody=True),
            a_family_tie("本人", "子2", B.BIRTH),
            a_family_tie("妻", "子3", B.BIRTH),
            a_family_tie("本人", "子3", B.BIRTH),
        ],
    ),
    "a sister with her own household, and grandparents elsewhere": of(
        someone("祖父", K.GRANDFATHER, lives_apart=True, residence="山形"),
        someone("祖母", K.GRANDMOTHER, lives_apart=True, residence="山形"),
        someone("母", K.MOTHER),
        someone("本人", K.CLIENT),
        someone("妹", K.YOUNGER_SISTER, lives_apart=True, residence="仙台のアパート"),
        someone("妹の夫", sex=Sex.MALE, lives_apart=True, residence="仙台のアパート"),
        someone("妹の子", lives_apart=True, residence="仙台のアパート"),
        ties=[
            a_family_tie("妹", "妹の夫"),
            a_family_tie("妹", "妹の子", B.BIRTH),
            a_family_tie("妹の夫", "妹の子", B.BIRTH),
        ],
    ),
    "descent in a circle": of(
        someone("本人", K.CLIENT),
        someone("甲"),
        someone("乙"),
        ties=[a_family_tie("甲", "乙", B.BIRTH), a_family_tie("乙", "甲", B.BIRTH)],
    ),
    "a tie to oneself": of(someone("本人", K.CLIENT), ties=[a_family_tie("本人", "本人", B.BIRTH)]),
    "nobody": of(),
}
