"""Where the words on lines stand: off the lines of the family, whose strokes say who parted."""

import random
from dataclasses import replace

from any_household import any_household
from builders import TODAY, a_tie, an_involvement
from families import FAMILIES
from measured_map import on_the_family, struck_labels

from jusou_meeting.ecomap.scene import compose


def much_spoken_of(family, seed):
    """The same family with seven agencies, and words on every tie to and within it."""
    chance = random.Random(seed)
    ids = [person.id for person in family.people]
    agencies = [f"a{n}" for n in range(7)]
    pairs = [(agency, i) for agency in agencies for i in chance.sample(ids, min(2, len(ids)))]
    pairs += [tuple(chance.sample(ids, 2)) for _ in ids if len(ids) > 1]
    words = "面会交流の調整", "見守り", "送迎と通院同行"
    ties = (a_tie(a, b, id=f"t{n}", label=chance.choice(words)) for n, (a, b) in enumerate(pairs))
    return replace(family, involvements=tuple(map(an_involvement, agencies)), ties=tuple(ties))


def test_words_of_ties_keep_off_the_lines_of_the_family_where_another_place_is_free():
    scenes = [compose(much_spoken_of(each, seed), on=TODAY) for each in FAMILIES.values() for seed in (0, 1)]

    words = sum(bool(line.label) for scene in scenes for line in scene.lines)
    assert sum(len(list(on_the_family(scene))) for scene in scenes) <= words / 50


def test_hardly_a_word_on_a_line_is_painted_over_by_another_line():
    scenes = [compose(any_household(seed), on=TODAY) for seed in range(12)]

    words = sum(bool(line.label) for scene in scenes for line in scene.lines)
    over = [(mine, other) for scene in scenes for mine, other in struck_labels(scene) if other > mine]
    assert len(over) <= words / 200, "only where two lines run over each other's words"
