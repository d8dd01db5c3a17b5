"""The sentences of an import: place, value and what is wrong, in one line."""

from core.records.exchange import Problem
from core.words import phrase


def sentence(language: str, problem: Problem) -> str:
    """One problem as a line.

    `Unge, række 5, Fødselsdato, »32-13-2020«: Det er ikke en dato.`
    """
    place = [problem.sheet]
    if problem.row is not None:
        place.append(phrase(language, "exchange.place.row", row=problem.row))
    place.append(problem.column)
    if problem.value is not None:
        place.append(phrase(language, "exchange.place.value", value=problem.value))
    told = ", ".join(part for part in place if part)
    what = phrase(language, f"exchange.problem.{problem.code}", **problem.facts)
    return f"{told}: {what}" if told else what
