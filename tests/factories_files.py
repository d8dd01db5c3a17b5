"""Files that are not what they claim, and workbooks built part by part."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
ENCRYPTED = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600


def text_cell(place: str, text: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def parts_of(sheet: str, *rows: str, head: str = "worksheet") -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet, rows given as the cells in them."""
    body = "".join(f'<row r="{n}">{cells}</row>' for n, cells in enumerate(rows, start=1))
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships {_LINKS}><Relationship Id="b" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships {_LINKS}><Relationship Id="s" '
        f'Type="{_OFFICE}/{head}" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{body}</sheetData></worksheet>",
    }


STAFF_HEADER = text_cell("A1", "id") + text_cell("B1", "name") + text_cell("C1", "role")


def staff_parts(name_cell: str) -> dict[str, str | bytes]:
    """A workbook of one member of staff whose name is in that cell, which is B2."""
    row = text_cell("A2", "M1") + name_cell + text_cell("C2", "coordinator")
    return parts_of("staff", STAFF_HEADER, row)


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """The parts as a zip file, packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_password(path: Path) -> Path:
    """The zip file marked as one with a password, in both its lists of parts."""
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + place] |= 1
            start = content.find(mark, start + 4)
    path.write_bytes(bytes(content))
    return path


def with_false_size(path: Path, part: str, size: int) -> Path:
    """The zip file saying that a part is as small as `size` bytes."""
    content = bytearray(path.read_bytes())
    for mark, place, name_place in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        start = content.find(mark)
        while start >= 0:
            if content[start + name_place :].startswith(part.encode()):
                content[start + place : start + place + 4] = size.to_bytes(4, "little")
            start = content.find(mark, start + 4)
    path.write_bytes(bytes(content))
    return path
