"""A city and its server, shared by the tests of one file."""

import pytest
from city import PASSWORD, SECRET, City, another_launcher
from running_server import running_server


@pytest.fixture(scope="session")
def ungated(city, tmp_path_factory):
    """The same product with its gate taken out, as a control: what the tests look for must be visible there."""
    folder = tmp_path_factory.mktemp("ungated")
    copy = folder / "city.db"
    copy.write_bytes(city.path.read_bytes())
    with running_server(copy, app=another_launcher(folder / "app", gate=False)) as running:
        yield running


@pytest.fixture
def failing(city, tmp_path):
    """The product with a script that fails over somebody's name; whoever is signed in there is the second."""
    script = tmp_path / "script.py"
    script.write_text(
        "def of(name):\n    raise ValueError(name)\n\n\nof('会津 ' + '太郎の電話番号')\n", "utf-8"
    )
    copy, token = tmp_path / "city.db", city.session()
    copy.write_bytes(city.path.read_bytes())
    with running_server(copy, app=another_launcher(tmp_path / "app", script=script)) as running:
        yield running, token


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    return City(tmp_path_factory.mktemp("city"))


@pytest.fixture
def password():
    """What 佐藤 signs in with."""
    return PASSWORD


@pytest.fixture
def secret():
    """What only those inside may read."""
    return SECRET


@pytest.fixture(scope="session")
def server(city):
    with running_server(city.path) as running:
        yield running
