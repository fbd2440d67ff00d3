import json
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from builders import (
    a_case,
    a_confirmation,
    a_decision,
    a_meeting,
    a_person,
    a_profile,
    a_remark,
    a_role,
    a_sitting,
    an_involvement,
)
from household_contents import DIRECTORY, cases, in_own_words
from hypothesis import HealthCheck, Phase, find, given, settings

from jusou_meeting.household_file import (
    HouseholdContents,
    HouseholdFileProblem,
    read_household_file,
    write_household_file,
)
from jusou_meeting.household_file.schema import HOUSEHOLD_FILE
from jusou_meeting.meeting import Decision, Remark
from jusou_meeting.vocabulary import Footing

TESTS = Path(__file__).parents[1]
FILES = sorted(
    [*(TESTS / "households").glob("*.json"), *(TESTS.parent / "sample_data").glob("household-*.json")]
)


def read(file):
    numbers = count(1)
    return read_household_file(file, new_id=lambda: f"\0n{next(numbers)}", directory=DIRECTORY)


def write(contents):
    return write_household_file(contents, DIRECTORY)


def comes_back(contents, write=write):
    """Whether everything the case holds is still there, and said in the same words, after a journey by file."""
    file = write(contents)
    again = read(file)
    return in_own_words(again) == in_own_words(contents) and write(again) == file


def often(times, **said):
    return settings(
        max_examples=times,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        **said,
    )


@often(150)
@given(cases())
def test_everything_a_case_holds_comes_back_from_its_file(contents):
    assert comes_back(contents)


@pytest.mark.nightly
@often(5_000)
@given(cases())
def test_everything_a_case_holds_comes_back_five_thousand_times(contents):
    assert comes_back(contents)


def losing(*keys):
    """A writer that forgets these keys."""

    def forget(value):
        if isinstance(value, dict):
            return {key: forget(each) for key, each in value.items() if key not in keys}
        return [forget(each) for each in value] if isinstance(value, list) else value

    return lambda contents: json.dumps(forget(json.loads(write(contents))))


@pytest.mark.parametrize("key", ["statutory", "footing", "learned_in", "direction", "outdated", "ordinal"])
def test_a_writer_that_forgets_a_key_would_be_found(key):
    def lost(contents):
        try:
            return not comes_back(contents, write=losing(key))
        except HouseholdFileProblem:
            return True

    find(cases(), lost, settings=often(2_000, phases=(Phase.generate,)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_household_of_the_tests_and_samples_comes_back(file):
    assert comes_back(read(file.read_bytes()))


def keys_of_the_schema(schema=HOUSEHOLD_FILE, path=()):
    for key, inner in schema.get("properties", {}).items():
        yield (*path, key)
        yield from keys_of_the_schema(inner.get("items", inner), (*path, key))


def keys_of(document, path=()):
    for key, value in document.items():
        yield (*path, key)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from keys_of(inner, (*path, key))


def test_the_households_of_the_tests_use_every_key_at_least_once():
    used = {path for file in FILES for path in keys_of(json.loads(file.read_bytes()))}
    own = {
        path for path in keys_of_the_schema() if not {"statutory", "id", "footing", "learned_in"} & {*path}
    }
    assert own - used == set()


def places(value, path=()):
    """Every key of a document, by its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_key_that_we_write_could_be_left_out(file):
    written = write(read(file.read_bytes()))
    whole = in_own_words(read(written))
    for *path, last in places(json.loads(written)):
        document = json.loads(written)
        record = document
        for step in path:
            record = record[step]
        if last in ("format", "id", "footing") or record[last] == "普通":  # said for the reader's sake
            continue
        del record[last]
        with suppress(HouseholdFileProblem):
            assert in_own_words(read(json.dumps(document))) != whole, (*path, last)


def test_a_file_is_read_alike_whoever_wrote_its_keys_in_which_order():
    file = json.loads((TESTS / "households" / "three_generations.json").read_bytes())

    def backwards(value):
        if isinstance(value, dict):
            return {key: backwards(value[key]) for key in reversed(value)}
        return [backwards(each) for each in value] if isinstance(value, list) else value

    assert in_own_words(read(json.dumps(backwards(file)))) == in_own_words(read(json.dumps(file)))


def test_what_a_file_says_under_secrecy_is_marked_even_where_it_would_follow():
    contents = read((TESTS / "households" / "three_generations.json").read_bytes())
    (issue,) = (issue for issue in json.loads(write(contents))["issues"] if issue["title"] == "DV・虐待")
    assert issue["footing"] == "支援会議"


def test_a_household_known_in_a_meeting_only_is_not_written_as_ordinary():
    secret = a_profile(route="通報", footing=Footing.STATUTORY)
    file = json.loads(write(HouseholdContents(case=a_case(), facts=(secret,))))
    assert file["household"] == {"statutory": {"route": "通報"}}


def a_role_answered_at(wording):
    role = a_role(wording=7)
    facts = (
        a_profile(),
        a_person(),
        an_involvement(),
        role,
        a_confirmation(role_id=role.id, wording=wording),
    )
    return HouseholdContents(case=a_case(), facts=facts)


@pytest.mark.parametrize(("wording", "outdated"), [(7, False), (6, True)])
def test_an_answer_to_an_earlier_wording_stays_one(wording, outdated):
    file = json.loads(write(a_role_answered_at(wording)))
    (answer,) = file["roles"][0]["confirmations"]
    assert answer.get("outdated", False) is outdated
    again = {type(fact).__name__: fact for fact in read(json.dumps(file)).facts}
    assert (again["Confirmation"].wording == again["RoleAssignment"].wording) is not outdated


def test_an_agency_called_otherwise_here_keeps_its_entry_in_the_directory():
    renamed = an_involvement(name="くらしの窓口", agency_id="§g1")
    namesake = an_involvement("other", name="警察署")
    neighbour = an_involvement("neighbour", name="警察署", outsider=True)
    contents = HouseholdContents(case=a_case(), facts=(a_profile(), renamed, namesake, neighbour))
    agencies = json.loads(write(contents))["agencies"]
    assert [a.get("listed_as", "") for a in agencies] == ["生活サポート相談窓口", None, ""]
    assert [a.get("outsider") for a in agencies] == [None, None, True]
    read_again = read(write(contents)).facts[1:]
    assert [fact.agency_id for fact in read_again] == ["§g1", None, None]
    assert [fact.outsider for fact in read_again] == [False, False, True]


def test_a_case_without_a_directory_at_hand_is_read_all_the_same():
    file = write(read((TESTS.parent / "sample_data" / "household-C01.json").read_bytes()))
    numbers = count(1)
    contents = read_household_file(file, new_id=lambda: f"{next(numbers)}")
    assert {getattr(fact, "agency_id", None) for fact in contents.facts} == {None}


def test_the_case_number_stays_at_home():
    contents = HouseholdContents(case=a_case(number="R8-0012"), facts=(a_profile(),))
    assert "R8-0012" not in write(contents)
    assert read(write(contents)).case == replace(contents.case, id="\0n2", number="")


def test_what_a_remark_became_comes_back_unless_it_is_there_no_more():
    facts = (
        a_profile(),
        a_meeting(),
        a_decision(),
        a_remark("kept", became="decision", text="決めたこと"),
        a_remark("gone", became="removed since", text="消したこと"),
    )
    contents = HouseholdContents(case=a_case(), facts=facts, sittings=(a_sitting(),), positions={})

    again = read(write(contents))

    [decision] = (fact for fact in again.facts if isinstance(fact, Decision))
    assert {fact.text: fact.became for fact in again.facts if isinstance(fact, Remark)} == {
        "決めたこと": decision.id,
        "消したこと": "",
    }
