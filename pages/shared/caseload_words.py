"""What a line of a caseload is called, on each page that shows one."""

from core.records.caseload import CaseloadLine
from pages.shared.frame import t


def line_name(line: CaseloadLine) -> str:
    """The method; a coordinator's own word where the young people are in aftercare."""
    return t("caseload.aftercare") if line.aftercare else t(f"code.method.{line.method}")
