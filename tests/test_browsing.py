"""The watch over what a browser asks for would notice what it is there to notice."""

import pytest


@pytest.mark.browser
def test_a_page_that_asks_an_outside_host_is_noticed_and_gets_nothing(visitor):
    window = visitor.window()
    with window.expect_event("requestfailed") as failed:
        window.set_content('<img src="http://outside.example/picture.png">')

    assert failed.value.url == "http://outside.example/picture.png"
    assert visitor.outside == [failed.value.url]
    visitor.outside.clear()
