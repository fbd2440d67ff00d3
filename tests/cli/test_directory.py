"""An office's own list comes in by command: looked at first, taken whole, and the same again changes nothing."""

import pytest

from jusou_meeting.cli import run
from jusou_meeting.store import Store

LIST = "機関名,よみ,分野,氏名,職名\r\nひがし園,ひがしえん,こども,山田 花子,園長\r\n公民館,こうみんかん,地域,,\r\n"


@pytest.fixture
def directory(tmp_path, capsys):
    """A way to bring in a list: its exit code, output, error, and the names that the directory has then."""
    place = tmp_path / "city.db"
    assert run(["init", "--db", str(place)]) == 0
    capsys.readouterr()

    list_file = tmp_path / "名簿.csv"

    def call(content, *arguments):
        file = list_file
        if content is not None:
            file.write_bytes(content)
        code = run(["directory", str(file), "--db", str(place), *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err, [a.name for a in Store.open(place).directory.agencies()]

    call.file = list_file
    return call


def test_a_list_is_looked_at_taken_and_not_taken_twice(directory):
    code, said, error, names = directory(LIST.encode("cp932"), "--dry-run")
    assert (code, error, names) == (0, "", [])
    assert "新しい機関　ひがし園　機関名のよみ：ひがしえん　分野：こども　担当者：園長　山田 花子\n" in said
    assert said.endswith("まだ何も変えていません（2機関）。\n")

    assert directory(LIST.encode("cp932"))[3] == ["ひがし園", "公民館"]
    code, said, _, names = directory(LIST.encode("utf-8-sig"))
    assert (code, said) == (0, "読み込みました：0機関（いまと同じ 2機関）\n")
    assert names == ["ひがし園", "公民館"]


def test_of_a_list_that_cannot_be_read_whole_nothing_is_taken(directory):
    code, _, error, names = directory(f"{LIST},,,佐藤,\r\n".encode())

    assert (code, names) == (1, [])
    assert error.splitlines()[0].startswith("4行目：機関名がありません。")
    assert error.splitlines()[-1] == "読めない所があるので、何も変えませんでした。"


def test_the_directory_is_written_where_nothing_lies_and_read_again_changes_nothing(directory):
    directory(LIST.encode())
    assert directory(None, "--export")[0] == 1
    (directory.file).unlink()
    code, said, _, _ = directory(None, "--export")
    assert (code, "いまの名簿を書きました" in said, "（2機関）" in said) == (0, True, True)

    code, said, _, _ = directory(None)
    assert (code, said) == (0, "読み込みました：0機関（いまと同じ 2機関）\n")


def test_a_sample_is_written_where_nothing_lies_and_adds_nothing_itself(directory):
    assert directory(None, "--sample")[0] == 0
    code, _, error, names = directory(None)
    assert (code, names) == (0, [])
    assert "見本の行なので読みません。" in error

    code, _, error, _ = directory(LIST.encode(), "--sample")
    assert (code, "すでにあります" in error) == (1, True)
