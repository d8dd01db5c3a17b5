"""What an NGO may be told as a text to copy; Danish whoever works, since others read it."""

from core.codes import Coded
from core.records.ngo import NgoSheet
from core.words import DEFAULT, code_key, phrase

W = "ngo.sheet_text"


def sheet_text(sheet: NgoSheet) -> str:
    """The covered types, and under each what there is to tell."""
    parts = [
        phrase(DEFAULT, f"{W}.heading", organisation=sheet.organisation, name=sheet.first_name)
    ]
    for code in sheet.types:
        said = [f"- {line.text}" for line in sheet.lines if line.type == code]
        nothing = phrase(DEFAULT, f"{W}.nothing")
        parts.append("\n".join([_word(code), *(said or [nothing])]))
    across = [f"- {line.text}" for line in sheet.lines if line.type not in sheet.types]
    if across:
        parts.append("\n".join([phrase(DEFAULT, f"{W}.several"), *across]))
    return "\n\n".join([*parts, phrase(DEFAULT, f"{W}.rest")])


def _word(code: str) -> str:
    return phrase(DEFAULT, code_key(Coded("information_type", code)))
