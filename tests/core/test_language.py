"""The screen's words: all in the catalogues, all of them used, each in its own language."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from core import words
from pages.shared.spoken import WORDS

PROJECT = Path(__file__).resolve().parent.parent.parent
ROOTS = ("core", "db", "pages")
ASKING = {"t", "t_plain", "phrase", "sentence"}
"""What takes a key of the catalogues first."""

LISTS = {"selectbox", "multiselect"}

CODE = {"scripts.py", "spoken_script.py", "word_templates.py"}
"""Files of pages whose long strings are JavaScript or a template's own language."""

SEEN_BY_NOBODY = ("Form name", "sans-serif")
"""A key that the sign-in form's library asks for, and lists of fonts."""

_numbered = re.compile(r"\.(one|other)$")

FOREIGN = {
    "da": "the of with this that you your from which not been were their they what please would",
    "en": "og ikke det som på af til med har skal kan blev hvor når eller",
}
"""Small words that only the other language has: a sentence that was not translated holds one."""


@cache
def trees() -> dict[Path, ast.Module]:
    """Every module of the program."""
    files = [file for root in ROOTS for file in (PROJECT / root).rglob("*.py")]
    return {
        file.relative_to(PROJECT): ast.parse(file.read_text(encoding="utf-8")) for file in files
    }


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """The strings of a module, but docstrings and what is said to developers by raising it."""
    unsaid = [node for node in ast.walk(tree) if isinstance(node, ast.Expr | ast.Raise)]
    said = {id(part) for node in unsaid for part in _constants(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def _constants(node: ast.Expr | ast.Raise) -> Iterator[ast.AST]:
    if isinstance(node, ast.Raise):
        yield from ast.walk(node)
    elif isinstance(node.value, ast.Constant):
        yield node.value


def shape(node: ast.expr) -> str:
    """A pattern of the keys that a string or an f-string can become; empty for other things."""
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(
            shape(part) if isinstance(part, ast.Constant) else ".+" for part in node.values
        )
    return ""


def test_no_sentence_of_a_page_stands_outside_the_catalogues():
    """But for Streamlit's own, which are known so that ours can stand in their place."""
    theirs = {each.theirs for each in WORDS}
    found = [
        f"{file}:{text.lineno}: {text.value}"
        for file, tree in trees().items()
        if file.parts[0] == "pages" and file.name not in CODE
        for text in texts(tree)
        if text.value not in theirs
        and not any(each in str(text.value) for each in SEEN_BY_NOBODY)
        and re.search(r"[a-zæøå]{2,} [a-zæøå]{2,}", _shown(str(text.value)), re.IGNORECASE)
    ]
    assert found == []


def _shown(text: str) -> str:
    """What a reader sees of a piece of markup: not its style, not its tags, whole or begun."""
    text = re.sub(r"<style>.*?(</style>|$)", "", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*(>|$)|^[^<>]*\">", "", text)


def test_every_key_that_is_asked_for_is_there():
    keys = {one for key in words.catalogue("da") for one in (key, _numbered.sub("", key))}
    said = "\n".join(keys)
    missing = [
        f"{file}:{node.lineno}: {asked}"
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args and _name(node.func) in ASKING
        for asked in [shape(node.args[0])]
        if asked and not re.search(f"^{asked}$", said, re.MULTILINE)
    ]
    assert missing == []


def _name(func: ast.expr) -> str:
    return getattr(func, "id", "") or getattr(func, "attr", "")


def test_a_list_says_in_our_words_that_nothing_is_chosen():
    """Without them Streamlit says it in English."""
    wordless = [
        f"{file}:{node.lineno}"
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and _name(node.func) in LISTS
        and "placeholder" not in {each.arg for each in node.keywords}
    ]
    assert wordless == []


def test_every_sentence_of_the_catalogues_is_used():
    """Asked for by its whole key, by an f-string of its shape, or as a field of a form."""
    plain, whole, tails = set(), set(), set()
    for tree in trees().values():
        plain |= {str(text.value) for text in texts(tree)}
        for made in _made(tree):
            (tails if made.startswith(".+") else whole).add(made)
    fitting = re.compile("|".join(whole))
    ending = re.compile("|".join(each for each in tails if re.search(r"[a-z]", each)))

    def used(key: str) -> bool:
        fits = fitting.fullmatch(key) or ending.fullmatch(key)
        return key in plain or fits is not None or _of_a_form(key, plain, fitting)

    keys = words.catalogue("da")
    assert [key for key in keys if not used(key) and not used(_numbered.sub("", key))] == []


def _made(tree: ast.Module) -> Iterator[str]:
    """The shapes of a module's f-strings; what it calls a beginning that it says once is known."""
    once = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(once[part.value.id]) if _named(part, once) else shape(part) or ".+"
                for part in node.values
            )


def _named(part: ast.expr, once: Mapping[str, str]) -> bool:
    value = getattr(part, "value", None)
    return isinstance(value, ast.Name) and value.id in once


def _of_a_form(key: str, plain: set[str], made: re.Pattern[str]) -> bool:
    """`FORM.FIELD`, also with `_help`: the form and the field are named apart."""
    form, _, last = key.rpartition(".")
    field = last.removesuffix("_help")
    return form in plain and (field in plain or made.fullmatch(field) is not None)


@pytest.mark.parametrize("language", FOREIGN)
def test_no_sentence_is_in_the_other_language(language):
    other = re.compile(rf"\b({'|'.join(FOREIGN[language].split())})\b", re.IGNORECASE)
    found = {
        key: said
        for key, said in words.catalogue(language).items()
        if other.search(re.sub(r"{.*?}|--[a-z-]+", "", said))
        and not key.startswith("published.source.")
    }
    assert found == {}
