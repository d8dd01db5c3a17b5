"""The gallery shows every page there is, and none that is gone."""

from benchmarks.shown import every
from tests.browser.gallery import FOLDER, WIDTHS, name_of


def test_every_page_has_its_pictures_and_every_picture_its_page():
    wanted = {f"{name_of(shown)}-{width}.jpg" for shown in every() for width in WIDTHS}
    assert {each.name for each in FOLDER.glob("*.jpg")} == wanted
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {name for name in wanted if f"({name})" not in told} == set()
