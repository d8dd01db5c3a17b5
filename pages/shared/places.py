"""Where the page files lie. Links and jumps name a page by its whole path.

The script that draws stands in `pages/shared`, so that no folder `pages` lies beside it: a page
can then never run without the door. A relative "pages/x.py" would not be found from there.
"""

from pathlib import Path

from core.permissions import PAGES, may
from core.records.people import Person

FOLDER = Path(__file__).resolve().parent.parent


def page_file(name: str) -> str:
    """The file of a page, for `st.Page`, `st.page_link` and `st.switch_page`."""
    return str(FOLDER / f"{name}.py")


def opens(name: str, here: Person) -> bool:
    """Whether the page is in the person's menu: a link to any other would be an error."""
    return may(here, PAGES[name])
