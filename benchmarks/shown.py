"""Which pages are measured: every page of the program, and the parts of those that have several."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.codes import Role
from core.permissions import MAY, PAGES
from core.words import phrase


@dataclass(frozen=True, slots=True)
class Shown:
    """A page at an address. `{case}` and the like in it are filled in from the store.

    `title` is told only where the page has another than its own.
    """

    page: str
    query: str = ""
    title: str = ""
    screen: bool = False
    """Whether it is asked for by the session that shows it on a large screen."""

    @property
    def name(self) -> str:
        """As the table names it: the page and what is asked of it."""
        asked = [each.partition("=")[2] for each in self.query.split("&") if each]
        said = [each.strip("{}") for each in asked if each not in {"{case}", "{meeting}"}]
        return f"{self.page}: {', '.join(said or ['a case'])}" if asked else self.page

    @property
    def heading(self) -> str:
        """The title by which it is known in Danish."""
        return self.title or phrase("da", f"{self.page}.title")

    @property
    def role(self) -> Role:
        """Who opens it: the project leader, or the administrator where only they may."""
        may = MAY[PAGES[self.page]]
        return Role.PROJECT_LEAD if Role.PROJECT_LEAD in may else Role.ADMINISTRATOR


CASE = "case={case}"
PARTS: dict[str, tuple[str, ...]] = {
    "access_log": ("", "part=samples", "part=keeping", "part=person&case={case}"),
    "case_reviews": ("", "view=cross"),
    "dialogue": ("case={case}&part=whole", "case={case}&part=simple"),
    "assessment": (CASE, "case={assessing}"),
    "closure": ("case={case}&part=support", "case={case}&part=goals", "case={case}&part=case"),
    "knowledge_sharing": ("", CASE),
    "network_meeting": tuple(
        f"{CASE}&part={part}"
        for part in ("coordinator", "consent", "network", "meetings", "plan", "documents")
    ),
    "personal_data": tuple(f"{CASE}&part={part}" for part in ("correct", "told", "merge")),
    "referral": ("", "case={waiting}"),
    "support_phase": tuple(f"{CASE}&part={part}" for part in ("support", "home", "contacts")),
    "fidelity": ("", "part=practice"),
    "help": ("", "part=words", "part=tour", "part=accessibility"),
    "meeting_screen": (),
    "results": ("", "section=development"),
    "young_people": ("", "sort=due"),
    "young_person": tuple(f"{CASE}&part={part}" for part in ("overview", "development", "reports")),
    "about_me": (CASE,),
    "network_map": (CASE,),
    "temporary_access": (CASE,),
}
"""What is asked of a page; a page that is not here is opened as the menu opens it."""


def every() -> tuple[Shown, ...]:
    """Every page and part, in the order of the table of pages."""
    return tuple(each for page in PAGES for each in _of(page))


def _of(page: str) -> Iterator[Shown]:
    if page == "meeting_screen":
        yield Shown(page, "case={case}&meeting={meeting}", screen=True)
    for query in PARTS.get(page, ("",)):
        yield Shown(page, query)
