"""A closed case that is kept longer, and a young person who does not agree with the minutes."""

from collections.abc import Sequence
from datetime import date
from random import Random

from db.demo.days import plus
from db.demo.life import Life
from db.demo.rows import Rows
from db.demo.staff import Staff
from db.models import RetentionHoldRow, StatementRow

REASON = "Der er en klagesag om afgørelsen. Den er ikke slut."
ABOUT = "Referatet fra det første netværksmøde"
WORDS = "Jeg sagde ikke, at jeg ville flytte hjem. Jeg sagde, at jeg ville tænke over det."


def write_life_of_data(
    rows: Rows, lives: Sequence[Life], staff: Staff, seed: int, on: date
) -> None:
    """One of each, where there is somebody it can be about."""
    dice = Random(f"{seed} life of data")
    ended = [life for life in lives if life.course.end is not None]
    begun = [life for life in lives if life.course.start is not None and life.course.end is None]
    if ended:
        since = plus(on, -20)
        row = {"case_id": dice.choice(ended).case_id, "reason": REASON, "from_date": since}
        rows.add(RetentionHoldRow, since, **row, by_name=staff.lead.name)
    if begun:
        life, told = dice.choice(begun), plus(on, -12)
        row = {"case_id": life.case_id, "about": ABOUT, "text": WORDS, "date": told}
        rows.add(StatementRow, told, **row, by_name=staff.lead.name)
