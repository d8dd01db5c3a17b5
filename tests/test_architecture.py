"""What linters can not say: how pages open, who uses the session state, where the clock is read."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.permissions import PAGES
from pages.shared.navigation import MENU
from pages.shared.spoken import WORDS

ROOT = Path(__file__).resolve().parent.parent
PAGE_FILES = sorted(path for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py")
CODE = sorted(path for folder in ("core", "db", "pages") for path in (ROOT / folder).rglob("*.py"))
FRAME = ROOT / "pages" / "shared" / "frame.py"

TEXTS = {".py", ".md", ".toml", ".txt", ".in", ".sql", ".csv", ".yml", ""}

each_page = pytest.mark.parametrize("file", PAGE_FILES, ids=lambda file: file.stem)


def _holding(pattern: str, files=CODE):
    """The files whose text holds the pattern: only those are worth parsing for it."""
    return [file for file in files if re.search(pattern, file.read_text())]


def _calls(file: Path):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def test_every_page_of_the_permission_table_is_a_file_and_in_the_menu():
    assert {file.stem for file in PAGE_FILES} == set(PAGES)
    assert {entry.name for entry in MENU} == set(PAGES)


@each_page
def test_the_first_statement_that_a_page_runs_is_the_guard(file):
    body = ast.parse(file.read_text()).body
    quiet = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    first = next(
        node
        for node in body
        if not isinstance(node, quiet)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    )
    assert ast.unparse(first) == f"open_page('{file.stem}')"


@each_page
def test_a_page_runs_nothing_while_it_defines(file):
    body = ast.parse(file.read_text()).body
    for node in body:
        if isinstance(node, ast.FunctionDef):
            assert not node.decorator_list, f"{file.name}: {node.name} is decorated"


@each_page
def test_a_page_fits_on_two_screens(file):
    assert len(file.read_text().splitlines()) <= 150


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_grows_past_what_reads_easily(file):
    assert len(file.read_text().splitlines()) <= 300


def test_the_session_state_is_used_in_the_frame_only():
    users = {
        file
        for file in _holding("session_state")
        if "session_state" in ast.unparse(_undocumented(file))
    }
    assert users <= {FRAME, *_LIBRARY_BRIDGES}


_LIBRARY_BRIDGES = {ROOT / "pages" / "shared" / "sign_in.py"}
"""streamlit-authenticator keeps its own keys in the session state; they are cleared there."""


def _undocumented(file: Path) -> ast.Module:
    """What is run: without docstrings and what stands beside names."""
    tree = ast.parse(file.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant("")
    return tree


def test_only_saving_reruns():
    for file in _holding("rerun"):
        for node, name in _calls(file):
            if name in {"st.rerun", "rerun"}:
                assert file == FRAME, f"{file}:{node.lineno}"


def test_the_clock_is_read_in_two_places():
    clocks = {FRAME, ROOT / "db" / "clock.py"}
    for file in _holding(r"\b(today|now|utcnow|time)\b"):
        for node, name in _calls(file):
            if re.search(r"(date\.today|datetime\.now|datetime\.utcnow|time\.time)$", name):
                assert file in clocks, f"{file}:{node.lineno}"


def test_refusals_are_caught_only_where_they_are_shown():
    allowed = {FRAME, ROOT / "pages" / "shared" / "gate.py"}
    for file in (ROOT / "pages").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ExceptHandler) and node.type is not None:
                caught = ast.unparse(node.type)
                assert caught not in {"Exception", "BaseException"}, f"{file}:{node.lineno}"
                if "RuleBroken" in caught:
                    assert file in allowed, f"{file}:{node.lineno}"


def test_widget_keys_never_count_positions():
    for file in (ROOT / "pages").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.For) and "enumerate" in ast.unparse(node.iter):
                index = ast.unparse(node.target).split(",")[0].strip("( ")
                keys = re.findall(
                    r"key=f?[\"'][^\"']*\{" + re.escape(index) + r"\}", ast.unparse(node)
                )
                assert not keys, f"{file}:{node.lineno}"


def test_pages_hold_no_sentences():
    """But for Streamlit's own, which are known so that ours can stand in their place."""
    theirs = {each.theirs for each in WORDS}
    sentence = re.compile(r"[A-ZÆØÅ][a-zæøå]+ [a-zæøå]+ [a-zæøå]+")
    for file in (ROOT / "pages").rglob("*.py"):
        for node in ast.walk(_undocumented(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = node.value if node.value not in theirs else ""
                assert not sentence.search(said), f"{file}: {said!r}"


def test_the_project_speaks_of_itself_alone():
    words = re.compile(r"\.\./shared|/work/|/root/|farm-|pypi\.org|registry\.npmjs", re.IGNORECASE)
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        if file.suffix in TEXTS and file.exists() and file != Path(__file__):
            assert not words.search(file.read_text(encoding="utf-8")), name


def test_a_start_does_not_pay_for_the_forecasts_numerics():
    """The room with numerics is entered by one query, when it is asked (ADR 12)."""
    code = (
        "import sys, db.queries, db.actions, pages.shared.navigation, pages.shared.forecast_said; "
        "print(*sorted({'scipy', 'lifelines', 'core.forecast.model'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == []


def test_one_place_chooses_the_levels_of_headings():
    """So that no level is skipped, and no page has two titles."""
    own = re.compile(r"(^|\n)\s*#{1,6} |<h[1-6]\b")
    for file in [*(ROOT / "pages").rglob("*.py"), ROOT / "streamlit_app.py"]:
        if file.name in HEADED:
            continue
        for node, name in _calls(file):
            drawn = re.search(r"\.(title|header|subheader)$", name)
            assert not drawn or name == "queries.cases.header", f"{file}:{node.lineno}"
        for node in ast.walk(_undocumented(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not own.search(node.value), f"{file}:{node.lineno}"


HEADED = {
    "heads.py": "the one place",
    "presented.py": "a slide of our own HTML",
    "session_routes.py": "a page of our own HTML",
}
"""Why headings are drawn there."""


TYPED_OUTSIDE_FORMS = {
    "access_log_lines.py": "a filter of the log, which stands in the address",
    "case.py": "a search for a young person: what is found is no record",
    "case_review_picking.py": "a search",
    "forgotten.py": "nobody is signed in yet",
    "overview_filters.py": "a search",
    "paging.py": "a search",
    "presenting.py": "a password; none is ever drafted",
    "second_step.py": "a code that is good for half a minute",
    "sign_in.py": "nobody is signed in yet, so there is nobody to keep a draft for",
}
"""Why what is typed there is not drafted."""


def test_all_that_is_typed_is_typed_into_a_form_that_keeps_drafts():
    typed = {"st.text_input", "st.text_area", "st.number_input", "st.data_editor", "st.chat_input"}
    for file in _holding("_input|_area|_editor", (ROOT / "pages").rglob("*.py")):
        for node, name in _calls(file):
            if name in typed and file.name not in {"form_fields.py", *TYPED_OUTSIDE_FORMS}:
                raise AssertionError(f"{file}:{node.lineno}")


def test_names_in_lists_are_sorted_in_one_place():
    """Where a name is protected the list has none, and its line comes last."""
    own = ROOT / "db" / "queries" / "naming.py"
    files = [file for file in (ROOT / "db").rglob("*.py") if file != own]
    assert [file.name for file in files if "danish(LISTED_NAME)" in file.read_text("utf-8")] == []
