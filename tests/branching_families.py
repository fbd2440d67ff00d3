"""Families whose brothers, sisters and children live elsewhere, each with a family of their own; nobody in them exists."""

import random
from dataclasses import replace

from builders import a_family_tie, an_issue
from families import of, someone

from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.household import Being, Kinship, Sex

_TOWNS = ("仙台市", "横浜市", "郡山市", "新潟市", "市内のアパート", "青森県", "大阪府", "福島市", "実家")
_TITLES = (
    "経済的困窮", "介護（要介護・認知症）", "社会的孤立（ニート・ひきこもりなどを含む）", "ごみ屋敷", "医療未受診・受診拒否",
)  # fmt: skip


class _Growing:
    """One family while it is made up."""

    def __init__(self, seed):
        self.chance = random.Random(f"branching {seed}")
        self.age = self.chance.randint(25, 75)
        self.towns = self.chance.sample(_TOWNS, len(_TOWNS))
        self.people = [someone("本人", Kinship.CLIENT, age_band=f"{self.age}歳", sex=self.sex())]
        self.ties = []

    def sex(self):
        return self.chance.choice((Sex.MALE, Sex.FEMALE))

    def away(self, often):
        if self.chance.random() >= often or not self.towns:
            return {}
        return {"lives_apart": True, "residence": self.towns.pop()}

    def join(self, label, kinship, age, **said):
        self.people.append(someone(label, kinship, age_band=f"{age}歳", **said))

    def family_of(self, head, age, home, children):
        """A partner, and children of both."""
        partner = f"{head}の相手"
        self.join(partner, Kinship.OTHER, age, **home)
        self.ties.append(a_family_tie(head, partner))
        for n in range(self.chance.choice((0, 1, 2, 2, 3))):
            child = f"{head}の子{n}"
            self.join(child, children, max(0, age - self.chance.randint(22, 34)), sex=self.sex(), **home)
            self.ties += [a_family_tie(parent, child, Bond.BIRTH) for parent in (head, partner)]

    def parents(self):
        for label, kinship in (("父", Kinship.FATHER), ("母", Kinship.MOTHER)):
            dies = self.chance.random() < 0.25
            age = self.age + self.chance.randint(22, 34)
            self.join(label, kinship, age, deceased=dies, **({} if dies else self.away(0.25)))

    def siblings(self):
        for n in range(self.chance.choice((0, 1, 1, 2, 3))):
            years = self.chance.choice((-9, -6, -3, 3, 6, 9)) + n
            kinship = Kinship.OLDER_SISTER if years > 0 else Kinship.YOUNGER_BROTHER
            home = self.away(0.7)
            self.join(f"きょうだい{n}", kinship, self.age + years, **home)
            if home and self.chance.random() < 0.6:
                self.family_of(f"きょうだい{n}", self.age + years, home, Kinship.NIECE)

    def own_family(self):
        if self.chance.random() < 0.6:
            self.join("相手", Kinship.SPOUSE, self.age)
        for n in range(self.chance.choice((0, 1, 2, 3, 4))):
            age = max(0, self.age - self.chance.randint(20, 38))
            home = self.away(0.75 if age > 22 else 0.1)
            self.join(f"子{n}", Kinship.CHILD, age, sex=self.sex(), **home)
            if home and age > 22 and self.chance.random() < 0.5:
                self.family_of(f"子{n}", age, home, Kinship.GRANDCHILD)

    def issues(self):
        whom = [person.id for person in self.people if not person.deceased] + ["household"]
        return tuple(
            an_issue(f"i{n}", self.chance.choice(whom), title=title)
            for n, title in enumerate(self.chance.sample(_TITLES, self.chance.randint(1, 5)))
        )


def a_branching_family(seed):
    """A household with relatives elsewhere, as they come to a meeting; the same for the same seed."""
    growing = _Growing(seed)
    if growing.age < 62:
        growing.parents()
    growing.siblings()
    growing.own_family()
    if growing.chance.random() < 0.15:
        growing.join("犬（老犬）", Kinship.OTHER, 9, being=Being.ANIMAL)
    household = of(*growing.people, ties=growing.ties)
    return replace(household, issues=growing.issues())
