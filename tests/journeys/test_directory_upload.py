"""A new municipality brings its directory in: the sample opens as a file, a fault is told with its line, the mended list takes."""

import pytest
from browsing import ready
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LIST = "機関名,機関名のよみ,分野,担当者氏名,職名\r\nみなみ保育園,みなみほいくえん,こども,山田 花子,園長\r\n"


def test_a_list_from_excel_is_taken_whole_after_its_fault_was_mended(municipality, visitor, tmp_path):
    municipality.seat(visitor)
    window = municipality.show(visitor, "people")
    window.get_by_text("機関名簿を一度に読み込む", exact=True).click()
    with window.expect_download() as download:
        window.get_by_role("link", name="見本（Excel で開けます）").click()
    assert download.value.suggested_filename == "機関名簿（見本）.csv"
    assert "/media/" not in download.value.url

    file = tmp_path / "名簿.csv"
    file.write_bytes(f"{LIST},,,佐藤,\r\n".encode("cp932"))
    window.locator("input[type=file]").set_input_files(file)
    expect(window.get_by_text("3行目：機関名がありません。")).to_be_visible(timeout=15_000)
    expect(window.get_by_role("button", name="名簿に読み込む")).to_have_count(0)

    mended = tmp_path / "名簿2.csv"
    mended.write_bytes(LIST.encode("cp932"))
    window.locator("input[type=file]").first.set_input_files(mended)
    window.get_by_role("button", name="この1機関を名簿に読み込む").click(timeout=15_000)
    expect(window.get_by_text("機関名簿に読み込みました（1機関）")).to_be_visible(timeout=15_000)
    expect(window.get_by_text("いまと同じ機関 1")).to_be_visible()
    ready(window)
    [nursery] = [a for a in municipality.store.directory.agencies() if a.name == "みなみ保育園"]
    assert [p.name for p in municipality.store.directory.people() if p.agency_id == nursery.id] == [
        "山田 花子"
    ]
    assert visitor.complaints == []
