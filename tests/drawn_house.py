"""Draws docs/house.md: the rooms of the program, from its imports, its contracts and its docstrings.

    make house

Nothing of it is written by hand, so that it says what is true now.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import grimp

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "house.md"
ROOTS = ("pages", "db", "core")
"""From the top of the house to its ground."""

HEAD = """# The house

Drawn by `make house` from the imports, the contracts and the first lines of the modules; not edited by
hand. How the method lies in these rooms is told in [method.md](method.md).
"""
FEW = 6
"""An arrow stands for at least so many imports; the others are in the table."""

RULE = re.compile(r"\bR(?:0[1-9]|1[0-9]|2[0-5])\b")


def main() -> None:
    """Write the page."""
    PAGE.write_text(drawn(), encoding="utf-8")


def drawn() -> str:
    """The whole page as Markdown."""
    graph = grimp.build_graph(*ROOTS, cache_dir=None)
    between = _between(graph)
    parts = (
        HEAD,
        "## What stands on what\n",
        *_arrows(between),
        "## What holds it\n",
        "`make check` breaks where one of these is broken.\n",
        *(f"- {name}" for name in _contracts()),
        "\n## The rooms\n",
        "| room | modules | what | stands on |",
        "| --- | ---: | --- | --- |",
        *_rooms(graph, between),
        "\n## Which modules hold a rule\n",
        "The catalogue of rules is R01 to R25; those that name one in `core` and `db`.\n",
        *_rules(),
        "\n## Decisions\n",
        *_decisions(),
    )
    return "\n".join(parts) + "\n"


def room_of(module: str) -> str:
    """The room a module lies in: its package, and for the pages themselves `pages`."""
    path = PROJECT.joinpath(*module.split("."))
    return module if path.is_dir() else module.rpartition(".")[0]


def _between(graph: grimp.ImportGraph) -> Mapping[tuple[str, str], int]:
    """How many imports lead from one room to another."""
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            pair = (room_of(module), room_of(other))
            if pair[0] != pair[1]:
                found[pair] += 1
    return found


def _arrows(between: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """A flow chart in Mermaid, a box for each root, an arrow for many imports."""
    shown = {
        pair for pair, count in between.items() if count >= FEW and not pair[1].startswith(pair[0])
    }
    rooms = sorted({room for pair in shown for room in pair})
    yield "```mermaid"
    yield "flowchart TD"
    for root in ROOTS:
        yield f"  subgraph {root}_house[{root}]"
        yield from (f"    {_id(room)}[{room}]" for room in rooms if room.split(".")[0] == root)
        yield "  end"
    for here, there in sorted(shown):
        yield f"  {_id(here)} --> {_id(there)}"
    yield "```\n"


def _id(room: str) -> str:
    return room.replace(".", "_") + "_room"


def _contracts() -> Iterator[str]:
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in told["tool"]["importlinter"]["contracts"]:
        yield contract["name"]


def _rooms(graph: grimp.ImportGraph, between: Mapping[tuple[str, str], int]) -> Iterator[str]:
    inside = Counter(map(room_of, graph.modules))
    for root in ROOTS:
        for room in sorted(each for each in inside if each.split(".")[0] == root):
            on = sorted(there for here, there in between if here == room)
            yield f"| `{room}` | {inside[room]} | {_said(room)} | {', '.join(on) or '–'} |"


def _said(room: str) -> str:
    """The first sentence of the package's own docstring."""
    text = PROJECT.joinpath(*room.split("."), "__init__.py").read_text(encoding="utf-8")
    said = re.match(r'"""(.*?)(?:\n\n|""")', text, re.DOTALL)
    return " ".join(said[1].split()) if said else "–"


def _rules() -> Iterator[str]:
    named: dict[str, set[str]] = {}
    for root in ("core", "db"):
        for file in (PROJECT / root).rglob("*.py"):
            for rule in RULE.findall(file.read_text(encoding="utf-8")):
                named.setdefault(rule, set()).add(str(file.relative_to(PROJECT)))
    for rule in sorted(named):
        yield f"- {rule}: {', '.join(f'`{file}`' for file in sorted(named[rule]))}"


def _decisions() -> Iterator[str]:
    for file in sorted((PROJECT / "docs" / "adr").glob("*.md")):
        title = file.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        yield f"- [{title}](adr/{file.name})"


if __name__ == "__main__":
    main()
