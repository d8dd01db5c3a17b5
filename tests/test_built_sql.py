"""No statement is put together from what somebody typed: SQLAlchemy binds every value.

The few statements written by hand are listed here, each with the reason why nothing typed is in it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.asvs("1.2.4")
ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for folder in ("core", "db", "pages") for path in (ROOT / folder).rglob("*.py"))
RAW = frozenset({"text", "exec_driver_sql", "literal_column", "from_statement"})
"""What takes a statement, or a part of one, as it is written."""
LIKELY = re.compile(r"sqlalchemy|duckdb|exec_driver|SELECT|INSERT|UPDATE|DELETE|DROP|ATTACH")
SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|DROP\s+TABLE|ATTACH\s)",
    re.DOTALL,
)
BY_HAND = {
    "db/bulk.py": "names of tables and columns of our models; values come by Arrow or COPY",
    "db/postgres/keys.py": "names of tables and columns of our models",
    "db/postgres/opening.py": "fixed statements",
    "db/postgres/turn.py": "fixed statements; the number of the lock is bound",
    "db/opening.py": "the path of the store or of its copy, quoted, which the settings give",
    "db/migrate.py": "the numbered files of the project; the version is bound",
    "db/log/chain_check.py": "one fixed statement over the log",
    "db/safekeeping/check_files.py": "names of tables and columns as the store lists them; the key is bound",
    "db/encryption/rewriting.py": "names of tables as the store lists them",
    "db/together.py": "the number of a part, as we count them",
    "db/row_counts.py": "names of tables as the store lists them",
    "db/encryption/sealing.py": "names of tables and columns as the store and our models list them",
}


def _imports_sqlalchemy_name(tree: ast.AST, name: str) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("sqlalchemy")
        and any((each.asname or each.name) == name for each in node.names)
        for node in ast.walk(tree)
    )


def raw_calls(tree: ast.AST) -> Iterator[str]:
    """Calls that hand over a statement as it is written."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in RAW:
            if _imports_sqlalchemy_name(tree, node.func.id):
                yield ast.unparse(node)
        elif isinstance(node.func, ast.Attribute):
            name, of = node.func.attr, ast.unparse(node.func.value)
            if name in RAW - {"text"} or of in ("sqlalchemy", "sa", "duckdb"):
                yield ast.unparse(node)


def built_texts(tree: ast.AST) -> Iterator[str]:
    """Texts with something put into them that read like a statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values
            )
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
            said = " x ".join(
                str(each.value)
                for each in (node.left, node.right)
                if isinstance(each, ast.Constant)
            )
        else:
            continue
        if SQL.search(said):
            yield ast.unparse(node)


def test_statements_are_written_by_hand_only_where_nothing_typed_comes_in():
    sources = {path: path.read_text(encoding="utf-8") for path in FILES}
    found = set()
    for path, source in sources.items():
        tree = ast.parse(source) if LIKELY.search(source) else ast.Module([], [])
        if any(raw_calls(tree)) or any(built_texts(tree)):
            found.add(str(path.relative_to(ROOT)))
    assert found <= BY_HAND.keys()


@pytest.mark.parametrize(
    "written",
    [
        "from sqlalchemy import text\nsession.execute(text(wanted))",
        "connection.exec_driver_sql(wanted)",
        "select(literal_column(wanted))\nfrom sqlalchemy import literal_column",
        "import duckdb\nduckdb.sql(wanted)",
        'execute(f"SELECT id FROM cases WHERE name = {wanted}")',
        'execute("DELETE FROM cases WHERE id = " + wanted)',
        'execute("UPDATE cases SET name = %s" % wanted)',
    ],
)
def test_a_built_statement_would_be_found(written):
    tree = ast.parse(written)
    assert [*raw_calls(tree), *built_texts(tree)]


def test_what_only_looks_like_it_is_let_be():
    tree = ast.parse('from core import text\ntext(f"{a} FROM {b}")\nform.text("name")')
    assert [*raw_calls(tree), *built_texts(tree)] == []
