"""Whatever form of the map somebody needs is one press away, with its names or without."""

FORMS = "Word", "Word・A3", "SVG", "PNG", "HTML・課題ネットワークも"


def links(window):
    offered = {link.proto.label: link.proto.url for link in window.get("link_button")}
    return {label: url for label, url in offered.items() if "/case." in url}


def opened(room):
    window = room.screen("case/household.py")
    window.session_state["below"] = "書き出し"
    return window.run()


def test_the_map_leaves_in_each_form_and_the_household_as_a_file(room):
    offered = links(opened(room))

    assert list(offered) == [*(f"エコマップ（{form}）" for form in FORMS), "世帯ファイル（JSON）"]
    assert not any("nameless" in url for url in offered.values())
    assert offered["エコマップ（Word・A3）"] == "/papers/ecomap/case.docx?footing=consent&a3"


def test_without_names_it_leaves_in_each_form(room):
    window = opened(room)
    window.toggle(key="map-nameless").set_value(True).run()
    offered = links(window)

    assert list(offered) == [*(f"名前を伏せた図（{form}）" for form in FORMS), "世帯ファイル（JSON）"]
    assert all("&nameless" in url for url in offered.values() if "/ecomap/" in url)
