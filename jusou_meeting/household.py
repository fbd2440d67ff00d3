"""世帯: the people, how they are related, and all that one reader may know of one household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from jusou_meeting.agency import Involvement
from jusou_meeting.consent import Consent, Strictness
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.issue import Issue
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.other_meeting import OtherMeeting
from jusou_meeting.plan import Goal, Plan, Wish
from jusou_meeting.role import Confirmation, RoleAssignment, RoleStanding, carried
from jusou_meeting.safety import AbuseSuspicion, EmergencyContact
from jusou_meeting.vocabulary import CaseId, Code, Fact, Footing, RecordId

SAMPLE = "見本・架空の世帯"
IN_CONFIDENCE = "支援会議で得た情報を含む"
"""What every picture and paper of such a household says at its head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """事例: one household's time with us."""

    id: CaseId
    number: str
    """R8-0012: the 年度 and a counter that is never used twice."""
    title: str
    """What the list calls it; names nobody."""
    opened_on: date
    sample: bool = False
    """`SAMPLE`: every screen and paper of it says so."""
    put_away_on: date | None = None
    """しまった日: from then on it stands below the list, with all its records; None = it is at work."""
    version: int = 0


class Sex(Code):
    """性別: as the genogram draws it; what nobody stated stays unknown."""

    MALE = "male", "男"
    FEMALE = "female", "女"
    UNKNOWN = "unknown", "不明"


class Being(Code):
    """存在: whether somebody is born, and human."""

    HUMAN = "human", "人"
    UNBORN = "unborn", "胎児"
    ANIMAL = "animal", "動物"


class Kinship(Code):
    """続柄: what a person is to the 本人 of the case."""

    CLIENT = "client", "本人"
    SPOUSE = "spouse", "配偶者"
    HUSBAND = "husband", "夫"
    WIFE = "wife", "妻"
    COMMON_LAW_HUSBAND = "common_law_husband", "内縁の夫"
    COMMON_LAW_WIFE = "common_law_wife", "内縁の妻"
    FORMER_HUSBAND = "former_husband", "元夫"
    FORMER_WIFE = "former_wife", "元妻"
    FATHER = "father", "父"
    MOTHER = "mother", "母"
    STEPFATHER = "stepfather", "継父"
    STEPMOTHER = "stepmother", "継母"
    FATHER_IN_LAW = "father_in_law", "配偶者の父"
    MOTHER_IN_LAW = "mother_in_law", "配偶者の母"
    GRANDFATHER = "grandfather", "祖父"
    GRANDMOTHER = "grandmother", "祖母"
    GREAT_GRANDFATHER = "great_grandfather", "曽祖父"
    GREAT_GRANDMOTHER = "great_grandmother", "曽祖母"
    SON = "son", "息子"
    DAUGHTER = "daughter", "娘"
    CHILD = "child", "子"
    ADOPTED_CHILD = "adopted_child", "養子"
    FOSTER_CHILD = "foster_child", "里子"
    CHILD_IN_LAW = "child_in_law", "子の配偶者"
    GRANDCHILD = "grandchild", "孫"
    GREAT_GRANDCHILD = "great_grandchild", "ひ孫"
    OLDER_BROTHER = "older_brother", "兄"
    OLDER_SISTER = "older_sister", "姉"
    YOUNGER_BROTHER = "younger_brother", "弟"
    YOUNGER_SISTER = "younger_sister", "妹"
    UNCLE = "uncle", "おじ"
    AUNT = "aunt", "おば"
    NEPHEW = "nephew", "おい"
    NIECE = "niece", "めい"
    COUSIN = "cousin", "いとこ"
    OTHER = "other", "その他"

    @property
    def sex(self) -> Sex:
        """The sex that the word itself says; 本人, 子 and 孫 say none."""
        return _SEX_SAID.get(self, Sex.UNKNOWN)


_SEX_SAID = {
    kinship: sex
    for sex, kinships in {
        Sex.MALE: (
            Kinship.HUSBAND,
            Kinship.COMMON_LAW_HUSBAND,
            Kinship.FORMER_HUSBAND,
            Kinship.FATHER,
            Kinship.STEPFATHER,
            Kinship.FATHER_IN_LAW,
            Kinship.GRANDFATHER,
            Kinship.GREAT_GRANDFATHER,
            Kinship.SON,
            Kinship.OLDER_BROTHER,
            Kinship.YOUNGER_BROTHER,
            Kinship.UNCLE,
            Kinship.NEPHEW,
        ),
        Sex.FEMALE: (
            Kinship.WIFE,
            Kinship.COMMON_LAW_WIFE,
            Kinship.FORMER_WIFE,
            Kinship.MOTHER,
            Kinship.STEPMOTHER,
            Kinship.MOTHER_IN_LAW,
            Kinship.GRANDMOTHER,
            Kinship.GREAT_GRANDMOTHER,
            Kinship.DAUGHTER,
            Kinship.OLDER_SISTER,
            Kinship.YOUNGER_SISTER,
            Kinship.AUNT,
            Kinship.NIECE,
        ),
    }.items()
    for kinship in kinships
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdProfile(Fact):
    """世帯の概要: what is said of the household as a whole; its id is the household's own."""

    route: str = ""
    """相談・把握の経緯."""
    strengths: tuple[str, ...] = ()
    """強み・できていること."""
    avoid: tuple[str, ...] = ()
    """避けるべき関わり方."""
    safe_contact: str = ""
    """安全な連絡方法."""
    note: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """世帯員: one person of the family, living in the household or apart from it."""

    label: str
    """What the room calls them (本人, 父, 子1)."""
    kinship: Kinship
    name: str = ""
    """The registered name, as typed; blank = not recorded."""
    kana: str = ""
    sex: Sex = Sex.UNKNOWN
    """As somebody stated it."""
    birth_on: date | None = None
    age_band: str = ""
    """An age in words (40代, 小学校高学年) where no date of birth is recorded."""
    being: Being = Being.HUMAN
    deceased: bool = False
    key_person: bool = False
    """キーパーソン: whom the family listens to, and who can be reached."""
    lives_apart: bool = False
    residence: str = ""
    """Where somebody who lives apart is, in words; blank = not said."""
    note: str = ""

    @property
    def known_sex(self) -> Sex:
        """As somebody stated it, else as the 続柄 says it: the one that is drawn, shown and printed."""
        return self.kinship.sex if self.sex is Sex.UNKNOWN else self.sex

    @property
    def is_client(self) -> bool:
        """Whether this is the 本人 of the case."""
        return self.kinship is Kinship.CLIENT

    @property
    def can_be_asked(self) -> bool:
        """Whether there is somebody whose wish and consent may be asked: alive, born and human."""
        return self.being is Being.HUMAN and not self.deceased


def client_findings(people: Iterable[Person]) -> Iterator[Finding]:
    """A case has one 本人; of one person several versions may be among these people."""
    clients = tuple({person.id: person for person in people if person.is_client}.values())
    for other in clients[1:]:
        yield Finding(
            Weight.STOPS,
            f"「{clients[0].label}」と「{other.label}」がどちらも「本人」です。「本人」は一人だけにしてください。",
            other.id,
        )


def removal_findings(person: Person) -> Iterator[Finding]:
    """The 本人 is whom the case is about; whoever it is instead is written over them."""
    if person.is_client:
        yield Finding(
            Weight.STOPS,
            f"「{person.label}」はこの事例の「本人」なので、削除できません。別の人が本人なら、続柄を直してください。",
            person.id,
        )


def age(person: Person, on: date) -> str:
    """The age as the map writes it on this day: counted from the date of birth, else the band as said.

    Of the dead nobody here knows when they died, and before a birth there is no age to count.
    """
    if person.birth_on is None or person.birth_on > on or person.deceased:
        return person.age_band
    had_birthday = (on.month, on.day) >= (person.birth_on.month, person.birth_on.day)
    return f"{on.year - person.birth_on.year - (not had_birthday)}歳"


class Position(NamedTuple):
    """Where somebody put a person or agency on the map: the middle of its sign, in map units."""

    x: float
    y: float


OFFICE = "事務局"
"""What the office that holds the meetings is called while nobody said its name, or where no name is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """世帯: everything one reader may know of one household, on one footing, at one moment."""

    case: Case
    footing: Footing
    profile: HouseholdProfile
    people: tuple[Person, ...] = ()
    learned_first_in: dict[RecordId, RecordId] = field(default_factory=dict)
    """The meeting in which each record was learned as this footing first knew it; what was learned outside one is not in it."""
    issues: tuple[Issue, ...] = ()
    issues_ever: tuple[RecordId, ...] = ()
    """Every issue this footing ever knew of here, removed ones too, in the order they were recorded."""
    involvements: tuple[Involvement, ...] = ()
    people_ever: tuple[RecordId, ...] = ()
    involvements_ever: tuple[RecordId, ...] = ()
    """Every person and every agency this footing ever knew of here, in the order they were recorded."""
    ties: tuple[Tie, ...] = ()
    family_ties: tuple[FamilyTie, ...] = ()
    ties_said_on: dict[RecordId, date] = field(default_factory=dict)
    """The day on which each tie was last recorded, or somebody said that it is still so."""
    office: str = OFFICE
    """What the office that holds the meetings is called; it stands on no map, and has a role as the household's own."""
    roles: tuple[RoleAssignment, ...] = ()
    roles_ever: tuple[RecordId, ...] = ()
    """Every role this footing ever knew of here, in the order they were recorded."""
    crossed: frozenset[RecordId] = frozenset()
    """What a decision brought over from a 支援会議 that readers on consent do not know of."""
    released: frozenset[RecordId] = frozenset()
    """What a decision lets be shown of members who did not consent, with its ground."""
    issues_kept: frozenset[RecordId] = frozenset()
    """The roles for troubles of members who did not consent, of which these readers are not told."""
    strictness: Strictness = Strictness.FAMILY
    """How much else of them this municipality shows."""
    confirmations: tuple[Confirmation, ...] = ()
    consents: tuple[Consent, ...] = ()
    wishes: tuple[Wish, ...] = ()
    goals: tuple[Goal, ...] = ()
    plans: tuple[Plan, ...] = ()
    """One of each meeting that discussed a plan, oldest first."""
    emergency_contacts: tuple[EmergencyContact, ...] = ()
    abuse_suspicions: tuple[AbuseSuspicion, ...] = ()
    events: tuple[LifeEvent, ...] = ()
    other_meetings: tuple[OtherMeeting, ...] = ()
    positions: dict[RecordId, Position] = field(default_factory=dict)

    @property
    def id(self) -> RecordId:
        """The household as an end of ties, the subject of issues and of roles."""
        return self.profile.id

    @property
    def client(self) -> Person | None:
        """本人; None while nobody was recorded as such."""
        return next((person for person in self.people if person.is_client), None)

    @property
    def facts(self) -> Iterator[Fact]:
        """Every record of it, each after what it speaks of."""
        return chain(
            (self.profile,), self.people, self.involvements, self.issues, self.ties, self.family_ties, self.roles,
            self.confirmations, self.consents, self.wishes, self.goals, self.plans, self.emergency_contacts,
            self.abuse_suspicions, self.events, self.other_meetings,
        )  # fmt: skip

    @property
    def standing_roles(self) -> tuple[RoleAssignment, ...]:
        """The roles that are still to be done, in the order they were recorded."""
        return tuple(role for role in self.roles if role.standing is RoleStanding.OPEN)

    @property
    def carried_roles(self) -> tuple[RoleAssignment, ...]:
        """Those that were not declined either: they are drawn, and who has one carries its issues."""
        return carried(self.roles, self.confirmations)

    def plan_of(self, meeting_id: RecordId) -> Plan | None:
        """The plan as this meeting discussed it; None = it did not."""
        return next((plan for plan in self.plans if plan.meeting_id == meeting_id), None)

    @property
    def issue_numbers(self) -> dict[RecordId, int]:
        """The badge of each issue: its own for as long as people may speak of it; none tells of an issue hidden here."""
        return _numbered(self.issues_ever, self.issues)

    @property
    def role_numbers(self) -> dict[RecordId, int]:
        """The number of each role: it stays its own, whoever leads and whichever other role is removed."""
        return _numbered(self.roles_ever, self.roles)

    @property
    def letters(self) -> dict[RecordId, str]:
        """A, B, C … for each person, and again for each agency: the same one whoever else comes or goes."""
        people, agencies = (
            _numbered(self.people_ever, self.people),
            _numbered(self.involvements_ever, self.involvements),
        )
        return {record_id: _letter(number) for record_id, number in {**people, **agencies}.items()}

    def called(self, record_id: RecordId) -> str:
        """What the room calls a person, an agency, an issue or the household."""
        if record_id == self.id:
            return "世帯"
        for person in self.people:
            if person.id == record_id:
                return person.label
        for involvement in self.involvements:
            if involvement.id == record_id:
                return involvement.name
        for issue in self.issues:
            if issue.id == record_id:
                return issue.title
        return "（記録なし）"

    def assignee(self, role: RoleAssignment) -> str:
        """What the room calls whoever has this role."""
        return self.carrier(role.assignee_id)

    def carrier(self, record_id: RecordId) -> str:
        """The same of whoever carries anything: the household itself stands for the office that holds the meetings."""
        return self.office if record_id == self.id else self.called(record_id)

    def holds(self, record_id: RecordId) -> bool:
        """Whether this reader may know of an end of the map with this id."""
        return (
            record_id == self.id
            or any(person.id == record_id for person in self.people)
            or any(involvement.id == record_id for involvement in self.involvements)
        )


def _numbered(ever: Iterable[RecordId], now: Iterable[Fact]) -> dict[RecordId, int]:
    known = dict.fromkeys((*ever, *(fact.id for fact in now)))
    return {record_id: number for number, record_id in enumerate(known, start=1)}


def _letter(number: int) -> str:
    """1 → Ａ, 26 → Ｚ, 27 → ＡＡ; full-width, as a Japanese line has them."""
    before, last = divmod(number - 1, 26)
    return (_letter(before) if before else "") + chr(ord("Ａ") + last)
