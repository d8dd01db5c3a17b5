"""Make the Word templates that come with the program (run it as a module to write them anew).

Each is a Word file with fields in braces, as docxtpl reads them. A municipality can open them in
Word and change letterhead, fonts and order; the fields and the lines with a percent sign must stay.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

TEMPLATES = Path(__file__).with_name("templates")
FONT = "Arial"
INK, GREY, MARK = RGBColor(0x1D, 0x2B, 0x2E), RGBColor(0x4A, 0x59, 0x5D), RGBColor(0x1F, 0x5F, 0x6B)
WIDTHS = (Cm(6.2), Cm(3.7), Cm(3.5), Cm(3.2))
STYLED = ("Normal", "Title", "Heading 1", "Heading 2", "Quote", "List Bullet", "Caption", "Header")
"""The styles in use; Caption is the small print."""


def make(file: Path, *, large: bool) -> None:
    """Write one template; `large` for the young person's own plan."""
    document = Document()
    for left in list(document.element.body)[:-1]:
        document.element.body.remove(left)
    _lighten(document)
    _page(document)
    _styles(document, 17 if large else 11)
    _around(document)
    _content(document)
    document.save(str(file))


def _lighten(document: Any) -> None:
    """Let go of a picture and of styles that only an older Word would read."""
    for rels in (document.part.rels, document.part.package.rels):
        for name, one in list(rels.items()):
            if one.reltype.endswith(("/stylesWithEffects", "/thumbnail", "/customXml")):
                del rels[name]
    about = document.core_properties
    about.author, about.title, about.comments = "", "", ""


def _page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)


# -------------------------------------------------------- how it looks


def _styles(document: Any, size: int) -> None:
    styles = document.styles
    _speak(styles)
    sizes = {"Title": 2.0, "Heading 1": 1.35, "Heading 2": 1.1, "Caption": 0.85, "Header": 0.7}
    colours = {"Title": INK, "Heading 1": MARK, "Heading 2": INK, "Caption": GREY, "Header": GREY}
    for name in STYLED:
        style = styles[name]
        _font(style, round(size * sizes.get(name, 1.0)))
        style.font.color.rgb = colours.get(name, INK)
        style.font.bold = name.startswith(("Heading", "Title"))
        style.font.italic = name == "Quote"
    normal = styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(size * 0.6), 1.3
    rule = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if rule is not None:
        styles["Title"].element.pPr.remove(rule)
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
        styles[name].paragraph_format.space_before = Pt(size * 1.3)
        styles[name].paragraph_format.space_after = Pt(size * 0.5)


def _font(style: Any, size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), FONT)
    fonts.set(qn("w:cs"), FONT)


def _speak(styles: Any) -> None:
    """Danish for whoever reads the file aloud; an English document changes it."""
    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "da-DK")


# -------------------------------------------------------- head and foot


def _around(document: Any) -> None:
    page = document.sections[0]
    head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    head.text = "{{ place }} · {{ title }}"
    foot.style = document.styles["Header"]
    foot.add_run("{{ made }} · {{ page_before }}")
    _field(foot, "PAGE")
    foot.add_run("{{ page_between }}")
    _field(foot, "NUMPAGES")
    foot.add_run("{{ page_after }}")


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 — python-docx has no fields


# -------------------------------------------------------- what it says


def _content(document: Any) -> None:
    document.add_paragraph("{{ title }}", "Title")
    _each(document, "line in lines", lambda: document.add_paragraph("{{ line }}", "Caption"))
    _tag(document, "for part in parts")
    document.add_paragraph("{{ part.heading }}", "Heading 1")
    _tag(document, "for block in part.blocks")
    for kind, style in _PARAGRAPHS.items():
        _tag(document, f"if block.kind == '{kind}'")
        document.add_paragraph("{{ block.text }}", style)
        _tag(document, "endif")
    _tag(document, "if block.kind == 'fact'")
    fact = document.add_paragraph()
    fact.add_run("{{ block.label }}: ").bold = True
    fact.add_run("{{ block.text }}")
    _tag(document, "endif")
    _tag(document, "if block.kind == 'table'")
    _table(document)
    _tag(document, "endif")
    _tag(document, "endfor")
    _tag(document, "endfor")


_PARAGRAPHS = {
    "text": "Normal",
    "small": "Caption",
    "quote": "Quote",
    "goal": "Heading 2",
    "point": "List Bullet",
}


def _each(document: Any, what: str, add: Any) -> None:
    _tag(document, f"for {what}")
    add()
    _tag(document, "endfor")


def _tag(document: Any, said: str) -> None:
    document.add_paragraph(f"{{%p {said} %}}")


def _table(document: Any) -> None:
    table = document.add_table(rows=4, cols=len(WIDTHS))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    rows = table.rows
    rows[1].cells[0].text = "{%tr for row in block.rows %}"
    rows[3].cells[0].text = "{%tr endfor %}"
    for place, width in enumerate(WIDTHS):
        table.columns[place].width = width
        for row in rows:
            row.cells[place].width = width
        rows[0].cells[place].text = f"{{{{ block.columns[{place}] }}}}"
        rows[0].cells[place].paragraphs[0].runs[0].bold = True
        rows[2].cells[place].text = f"{{{{ row[{place}] }}}}"
    for row in rows:
        _mark(row, "w:cantSplit")
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
    _mark(rows[0], "w:tblHeader")


def _mark(row: Any, name: str) -> None:
    """A row that does not break, or that is repeated on the next page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 — as above


if __name__ == "__main__":
    TEMPLATES.mkdir(exist_ok=True)
    make(TEMPLATES / "paper.docx", large=False)
    make(TEMPLATES / "paper-large.docx", large=True)
