"""The sentences of an import: place, value and what is wrong, in one line or as a list."""

import csv
import io
from collections.abc import Mapping, Sequence

from core.exchange import columns, sheets
from core.exchange_cells import guard
from core.records.exchange import Problem
from core.words import phrase

LIST_COLUMNS = ("sheet", "row", "column", "value", "what")


def sentence(language: str, problem: Problem) -> str:
    """One problem as a line.

    `Unge, række 5, Fødselsdato, „32-13-2020“: Det er ikke en dato.`
    """
    place = [problem.sheet]
    if problem.row is not None:
        place.append(phrase(language, "exchange.place.row", row=problem.row))
    place.append(column_label(language, problem))
    if problem.value is not None:
        place.append(phrase(language, "exchange.place.value", value=problem.value))
    told = ", ".join(part for part in place if part)
    return f"{told}: {what(language, problem)}" if told else what(language, problem)


def what(language: str, problem: Problem) -> str:
    """What is wrong, without the place."""
    return phrase(language, f"exchange.problem.{problem.code}", **told_facts(language, problem))


def column_label(language: str, problem: Problem) -> str | None:
    """The column as the file names it; one that the file does not have, as its other words are."""
    if problem.sheet in sheets() or problem.column not in columns():
        return problem.column
    return phrase(language, f"exchange.column.{problem.column}")


def told_facts(language: str, problem: Problem) -> dict[str, object]:
    """The facts of the sentence; a sheet that was not sent by the words of those that were."""
    facts = dict(problem.facts)
    if facts.get("target") in sheets() and problem.sheet not in sheets():
        facts["target"] = phrase(language, f"exchange.sheet.{facts['target']}")
    return facts


def listed(language: str, found: Mapping[str, Sequence[Problem]]) -> bytes:
    """All problems and warnings as a CSV file that a Danish spreadsheet opens as it is.

    `found` holds them by their kind: `problem` or `warning`. Texts are guarded against being run.
    """
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=";")
    writer.writerow(phrase(language, f"exchange.list.{name}") for name in ("kind", *LIST_COLUMNS))
    for kind, problems in found.items():
        for problem in problems:
            line = (
                phrase(language, f"exchange.list.{kind}"),
                problem.sheet or "",
                str(problem.row or ""),
                column_label(language, problem) or "",
                problem.value or "",
                what(language, problem),
            )
            writer.writerow(map(guard, line))
    return content.getvalue().encode("utf-8-sig")
